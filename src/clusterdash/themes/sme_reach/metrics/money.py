"""Metrics on money to SMEs and budgets."""

from clusterdash.model import Metric, Pick, Quote
from clusterdash.themes.sme_reach.metrics import records
from clusterdash.themes.sme_reach.terms import PARTNERSHIPS, PROJECT, THEME

METRICS: tuple[Metric, ...] = (
    Metric(
        key="funding_to_smes",
        theme=THEME,
        label="EUR to SMEs",
        definition=(
            "Money that a partnership paid (outcome) or meant to pay (target) to SMEs; vouchers "
            "and services apart."
        ),
        answer=Quote(
            picks=(
                Pick("funding_to_smes_eur", "direct funding"),
                Pick("vouchers_eur", "vouchers"),
                Pick("services_to_smes_eur", "services"),
            ),
            additive="partnership",
            parts="asked",
            universe="partnerships_listed",
        ),
        dims=(*PROJECT, "country", "call", "kind", "status"),
        unit="EUR",
        holder=PARTNERSHIPS,
        related=("funding_share", "funding_by_country"),
        recorded=records.FUNDING,
    ),
    Metric(
        key="funding_share",
        theme=THEME,
        label="per cent of the budget to SMEs",
        definition="Share of a budget that goes to SMEs: promised (target) or paid (outcome).",
        answer=Quote(picks=(Pick("funding_to_smes_pct"),)),
        dims=(*PROJECT, "status"),
        unit="percent",
        default_by=("subject", "status"),
        related=("funding_to_smes",),
    ),
    Metric(
        key="funding_by_country",
        theme=THEME,
        label="per cent of the funds, or of the applications, that went to the country",
        definition="Share of one country in the funds or applications of a partnership.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("funding_country_share_pct", "funds"),
                Pick("applications_country_share_pct", "applications"),
            ),
        ),
        dims=(*PROJECT, "country", "kind"),
        unit="percent",
        default_by=("country",),
        holder=PARTNERSHIPS,
        related=("smes_supported",),
    ),
    Metric(
        key="grant_size",
        theme=THEME,
        label="EUR a grant",
        definition="Size or ceiling of one grant or voucher, by the rules of the call.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("grant_max_per_sme_eur", "most for one SME"),
                Pick("voucher_value_eur", "one voucher"),
                Pick("grant_max_per_partnership_eur", "most for one partnership"),
                Pick("grant_per_partnership_eur", "most for one partnership, second wave"),
            ),
        ),
        dims=(*PROJECT, "kind", "status"),
        unit="EUR",
        default_by=("subject", "kind"),
        caveats=("caps",),
        related=("funding_to_smes",),
    ),
    Metric(
        key="projects_funded",
        theme=THEME,
        label="projects funded",
        singular="project funded",
        definition="Projects that partnerships or a programme funded; vouchers and others apart.",
        answer=Quote(
            picks=(
                Pick("projects_funded", "projects"),
                Pick("projects_running", "running at a date"),
                Pick("vouchers", "vouchers"),
                Pick("value_chains_supported", "value chains"),
            ),
            additive="partnership",
            parts="asked",
            universe="partnerships_listed",
        ),
        dims=(*PROJECT, "country", "call", "kind", "status"),
        default_by=("partnership",),
        holder=PARTNERSHIPS,
        related=("smes_supported",),
    ),
    Metric(
        key="budgets",
        theme=THEME,
        label="EUR of budget",
        definition="Total budget of a partnership, or the EU's contribution to it.",
        answer=Quote(
            picks=(
                Pick("eu_contribution_eur", "EU contribution"),
                Pick("partnership_eu_contribution_eur", "EU contribution"),
                Pick("project_budget_total_eur", "total budget"),
            ),
            universe="partnerships_listed",
        ),
        dims=(*PROJECT, "kind"),
        unit="EUR",
        default_by=("partnership", "kind"),
        related=("call_budgets",),
    ),
    Metric(
        key="call_budgets",
        theme=THEME,
        label="EUR of programme budget",
        definition="Budget of a call, or money awarded or mobilised by a programme.",
        answer=Quote(
            picks=(
                Pick("call_budget_eur", "call"),
                Pick("programme_budget_awarded_eur", "awarded"),
                Pick("funding_mobilised_eur", "mobilised"),
            )
        ),
        dims=("programme", "kind", "year"),
        unit="EUR",
        default_by=("programme", "kind"),
        related=("budgets",),
    ),
)
