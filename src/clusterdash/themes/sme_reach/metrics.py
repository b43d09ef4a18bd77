"""Metrics on the SMEs that clusters and their partnerships reach."""

from clusterdash.model import Metric, Pick, Quote, Ratio, Rows

THEME = "sme_reach"
PROJECT = ("partnership", "programme", "ecosystem", "year")
PARTNERSHIPS = "The partnerships and the agency that manages their grants hold the beneficiaries."
FIRST_GENERATION = "ESCP-4i first generation (COSME Clusters Go International)"
JOINT = "Joint MoU of four ESCP-4i (EC2i, MobiGoIn-Action, AdPack2, NF4)"

METRICS: tuple[Metric, ...] = (
    Metric(
        key="smes_represented",
        theme=THEME,
        label="SMEs represented",
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
    ),
    Metric(
        key="smes_trained",
        theme=THEME,
        label="SMEs trained",
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
        definition="Companies supported or represented where the source does not say SMEs.",
        answer=Quote(
            picks=(
                Pick("companies_supported", "supported"),
                Pick("companies_represented", "represented"),
            )
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
        unit="percent",
        default_by=("subject",),
        caveats=("same_call",),
        holder=PARTNERSHIPS,
        related=("smes_applicants", "smes_supported"),
    ),
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
            picks=(
                Pick("funding_country_share_pct", "funds"),
                Pick("applications_country_share_pct", "applications"),
            )
        ),
        dims=(*PROJECT, "country", "kind"),
        unit="percent",
        default_by=("country", "kind"),
        holder=PARTNERSHIPS,
        related=("smes_supported",),
    ),
    Metric(
        key="grant_size",
        theme=THEME,
        label="EUR a grant",
        definition="Size or ceiling of one grant or voucher, by the rules of the call.",
        answer=Quote(
            picks=(
                Pick("grant_max_per_sme_eur", "most for one SME"),
                Pick("voucher_value_eur", "one voucher"),
                Pick("grant_max_per_partnership_eur", "most for one partnership"),
                Pick("grant_per_partnership_eur", "most for one partnership, second wave"),
            )
        ),
        dims=(*PROJECT, "kind"),
        unit="EUR",
        default_by=("subject", "kind"),
        caveats=("caps",),
        related=("funding_to_smes",),
    ),
    Metric(
        key="projects_funded",
        theme=THEME,
        label="projects funded",
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
    Metric(
        key="partnerships",
        theme=THEME,
        label="partnerships",
        definition="Cluster partnerships that a programme selected, launched or runs.",
        answer=Quote(
            picks=(
                Pick("partnerships", "selected"),
                Pick("partnerships_launched", "selected"),
                Pick("partnerships_cofunded", "co-funded"),
                Pick("partnerships_running", "running at a date"),
                Pick("partnerships_single_ecosystem", "in one ecosystem"),
                Pick("partnerships_cross_ecosystem", "across ecosystems"),
                Pick("partnerships_with_open_calls", "with open calls"),
                Pick("partnerships_with_exchanges", "with virtual exchanges"),
            )
        ),
        dims=("programme", "kind", "status", "year"),
        default_by=("programme",),
        related=("partnerships_listed",),
        beside=("partnerships_listed",),
    ),
    Metric(
        key="partnerships_listed",
        theme=THEME,
        label="partnerships that sources name",
        singular="partnership that sources name",
        definition="Partnerships known by name, by programme, ecosystem and year of their start.",
        answer=Rows("partnerships", ("partnership_id",), published="partnerships"),
        dims=("partnership", "programme", "ecosystem", "call", "year"),
        default_by=("programme",),
        caveats=("listed_not_all",),
        related=("partnerships",),
    ),
    Metric(
        key="partners",
        theme=THEME,
        label="partners of the programme's partnerships",
        definition="Organisations that are partners in the partnerships of a programme.",
        answer=Quote(
            picks=(
                Pick("partners"),
                Pick("organisations", levels=("programme",), subjects=("Euroclusters",)),
            )
        ),
        dims=("programme",),
        default_by=("programme",),
        related=("partners_listed", "clusters_involved"),
        beside=("partners_listed",),
    ),
    Metric(
        key="partners_listed",
        theme=THEME,
        label="partner places that sources name",
        singular="partner place that sources name",
        definition="Partners of known partnerships: an organisation, or at least its country.",
        answer=Rows("partnership_partners", published="partners"),
        dims=("country", "role", "partnership", "programme", "ecosystem", "call", "year"),
        default_by=("programme",),
        caveats=("listed_not_all", "partner_places"),
        holder=PARTNERSHIPS,
        related=("partners",),
    ),
    Metric(
        key="clusters_involved",
        theme=THEME,
        label="cluster organisations in partnerships",
        definition="Cluster organisations that a partnership or a programme involves.",
        answer=Quote(
            picks=(
                Pick("clusters_involved"),
                Pick("partnership_cluster_organisations"),
                Pick(
                    "cluster_organisations",
                    levels=("programme",),
                    subjects=("european-cluster-partnerships-excellence-1",),
                ),
                Pick("organisations", levels=("programme",), subjects=(FIRST_GENERATION, JOINT)),
            )
        ),
        dims=PROJECT,
        default_by=("subject",),
        caveats=("programme_repeats",),
        related=("partners", "partners_listed"),
    ),
    Metric(
        key="partner_countries",
        theme=THEME,
        label="countries of partners",
        definition="Countries from which the partners of a programme come.",
        answer=Quote(
            picks=(
                Pick(
                    "countries",
                    "all",
                    ("programme",),
                    subjects=(
                        "Euroclusters",
                        "ESCP-4i",
                        "ESCP-4x",
                        FIRST_GENERATION,
                        "european-cluster-partnerships-excellence-1",
                    ),
                ),
                Pick("countries_eu", "EU", ("programme",)),
            )
        ),
        dims=("programme", "year"),
        default_by=("programme",),
        related=("partners_listed",),
        beside=("partners_listed",),
    ),
    Metric(
        key="countries_supported",
        theme=THEME,
        label="countries of the SMEs supported",
        definition="Countries from which the SMEs come that a partnership supported.",
        answer=Quote(
            picks=(Pick("countries_supported", levels=("partnership",)),),
            universe="partnerships_listed",
        ),
        dims=PROJECT,
        default_by=("partnership",),
        related=("smes_supported",),
    ),
    Metric(
        key="partnerships_targeting",
        theme=THEME,
        label="partnerships that target the market",
        definition="Partnerships of a programme that target a third market, by the programme.",
        answer=Quote(picks=(Pick("partnerships_targeting_market", area="market"),)),
        dims=("market", "programme", "year"),
        default_by=("market",),
        related=("third_markets",),
    ),
    Metric(
        key="third_markets",
        theme=THEME,
        label="partnerships named with the market",
        singular="partnership named with the market",
        definition="Known partnerships for which a source names the third market.",
        answer=Rows("partnership_target_markets", ("partnership_id",)),
        dims=("market", "partnership", "programme", "ecosystem", "call", "year"),
        default_by=("market",),
        caveats=("listed_not_all",),
        related=("partnerships_targeting",),
        beside=("partnerships_targeting",),
    ),
    Metric(
        key="missions",
        theme=THEME,
        label="missions to third countries",
        definition="Missions of a partnership to third countries, made or planned.",
        answer=Quote(picks=(Pick("missions"),), universe="partnerships_listed"),
        dims=(*PROJECT, "status"),
        default_by=("partnership", "status"),
        related=("third_markets",),
    ),
)

UNMAPPED: dict[str, str] = {}
