"""Metrics on SMEs represented, reached, supported and trained."""

from clusterdash.model import Metric, Pick, Quote, Ratio
from clusterdash.themes.sme_reach.metrics import records
from clusterdash.themes.sme_reach.terms import PARTNERSHIPS, PROJECT, THEME

METRICS: tuple[Metric, ...] = (
    Metric(
        key="smes_represented",
        theme=THEME,
        label="SMEs represented",
        singular="SME represented",
        definition=(
            "SMEs among the members of the cluster organisations of an event, a partnership or a "
            "programme: summed membership, not SMEs that took part or were helped."
        ),
        answer=Quote(
            picks=(
                Pick("smes_represented"),
                Pick("sme_members_total"),
                Pick("partnership_smes"),
            )
        ),
        dims=(
            "event",
            "series",
            "type",
            "mode",
            "direction",
            "host_country",
            "partnership",
            "programme",
            "ecosystem",
            "scope",
            "year",
        ),
        default_by=("subject",),
        caveats=("representation", "smes_differ"),
        holder=PARTNERSHIPS,
        related=("smes_reached", "smes_supported"),
    ),
    Metric(
        key="smes_reached",
        theme=THEME,
        label="SMEs reached",
        singular="SME reached",
        definition=(
            "SMEs that took part in activities of a partnership or programme or benefited "
            "indirectly, without necessarily receiving support of their own."
        ),
        answer=Quote(
            picks=(
                Pick("smes_reached", "SMEs"),
                Pick("smes_participating", "SMEs", ("programme",)),
                Pick("organisations_reached", "organisations"),
            )
        ),
        dims=(*PROJECT, "kind"),
        default_by=("subject",),
        caveats=("smes_differ",),
        holder=PARTNERSHIPS,
        related=("smes_supported", "smes_represented"),
    ),
    Metric(
        key="smes_supported",
        theme=THEME,
        label="SMEs supported",
        singular="SME supported",
        definition=(
            "SMEs that received money or services from a partnership or programme; planned ones "
            "are a target. An SME may be helped twice, so figures are never added."
        ),
        answer=Quote(
            picks=(Pick("smes_supported"),), parts="asked", universe="partnerships_listed"
        ),
        dims=(*PROJECT, "country", "region", "call", "status"),
        default_by=("programme",),
        narrow_by=("subject",),
        caveats=("smes_differ", "programme_repeats"),
        holder=PARTNERSHIPS,
        related=("smes_applicants", "smes_reached", "funding_by_country"),
        recorded=records.SUPPORTED,
    ),
    Metric(
        key="smes_trained",
        theme=THEME,
        label="SMEs trained",
        singular="SME trained",
        definition="SMEs whose people were trained by a partnership; only a target is published.",
        answer=Quote(picks=(Pick("smes_trained"),)),
        dims=("programme", "ecosystem"),
        caveats=("smes_differ", "caps"),
        holder=PARTNERSHIPS,
        related=("training_places", "smes_supported"),
    ),
    Metric(
        key="companies",
        theme=THEME,
        label="companies, not strictly SMEs",
        singular="company, not strictly an SME",
        definition="Companies supported or represented where the source does not say SMEs.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("companies_supported", "supported"),
                Pick("companies_represented", "represented"),
            ),
        ),
        dims=(*PROJECT, "kind", "status"),
        default_by=("subject", "kind"),
        caveats=("smes_differ",),
        related=("smes_supported",),
    ),
    Metric(
        key="smes_applicants",
        theme=THEME,
        label="applicants",
        singular="applicant",
        definition="SMEs (or applicants) in one call of a partnership; applications apart.",
        answer=Quote(
            picks=(Pick("smes_applicants", "SMEs"), Pick("applications", "applications")),
            parts="always",
            universe="partnerships_listed",
        ),
        dims=(*PROJECT, "country", "call", "kind"),
        default_by=("partnership",),
        holder=PARTNERSHIPS,
        related=("success_rate", "smes_supported"),
    ),
    Metric(
        key="success_rate",
        theme=THEME,
        label="SMEs supported per 100 applicants",
        definition="SMEs supported per 100 applicants of the same call of the same partnership.",
        answer=Ratio("smes_supported", "smes_applicants"),
        dims=("partnership", "programme", "ecosystem", "call", "year"),
        unit="ratio",
        default_by=("subject",),
        caveats=("same_call",),
        holder=PARTNERSHIPS,
        related=("smes_applicants", "smes_supported"),
    ),
)
