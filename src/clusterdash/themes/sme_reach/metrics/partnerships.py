"""Metrics on partnerships, their partners and markets."""

from clusterdash.language import mark
from clusterdash.model import Metric, Pick, Quote, Rows
from clusterdash.themes.sme_reach.terms import PARTNERSHIPS, PROJECT, THEME

FIRST_GENERATION = "ESCP-4i first generation (COSME Clusters Go International)"
JOINT = "Joint MoU of four ESCP-4i (EC2i, MobiGoIn-Action, AdPack2, NF4)"
# Years of rows on partnerships are the years in which these began.
BEGUN = ("year", "begun_then")

METRICS: tuple[Metric, ...] = (
    Metric(
        key="partnerships",
        theme=THEME,
        label="partnerships",
        singular="partnership",
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
        dims=("country", "partnership", "programme", "ecosystem", "call", "year"),
        default_by=("programme",),
        caveats=("listed_not_all",),
        dim_caveats=(("country", "partner_known"), BEGUN),
        narrowed=(("country", mark("with a partner from {name}")),),
        related=("partnerships",),
    ),
    Metric(
        key="partners",
        theme=THEME,
        label="partners of the programme's partnerships",
        singular="partner of the programme's partnerships",
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
        dims=(
            "country",
            "with_country",
            "role",
            "partnership",
            "programme",
            "ecosystem",
            "call",
            "year",
        ),
        default_by=("programme",),
        caveats=("listed_not_all", "partner_places"),
        dim_caveats=(BEGUN,),
        holder=PARTNERSHIPS,
        related=("partners",),
    ),
    Metric(
        key="partnerships_between",
        theme=THEME,
        label="partnerships with partners from both countries",
        singular="partnership with partners from both countries",
        definition=(
            "Known partnerships in which two different partners come from these two countries; a "
            "partnership of three countries counts once for each pair of them."
        ),
        answer=Rows(
            "partnership_partners",
            ("partnership_id",),
            keep=(("country", ("*",)), ("with_country", ("*",))),
        ),
        dims=(
            "country",
            "with_country",
            "partnership",
            "programme",
            "ecosystem",
            "call",
            "year",
        ),
        narrowed=(
            ("country", mark("{name} and any other")),
            ("with_country", mark("with {name}")),
        ),
        default_by=("country", "with_country"),
        caveats=("listed_not_all",),
        dim_caveats=(BEGUN,),
        holder=PARTNERSHIPS,
        related=("partners_listed",),
        beside=("partners_listed",),
    ),
    Metric(
        key="clusters_involved",
        theme=THEME,
        label="cluster organisations in partnerships",
        singular="cluster organisation in partnerships",
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
        singular="country of partners",
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
        singular="country of the SMEs supported",
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
        singular="partnership that targets the market",
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
        dim_caveats=(BEGUN,),
        related=("partnerships_targeting",),
        beside=("partnerships_targeting",),
    ),
    Metric(
        key="missions",
        theme=THEME,
        label="missions to third countries",
        singular="mission to third countries",
        definition="Missions of a partnership to third countries, made or planned.",
        answer=Quote(picks=(Pick("missions"),), universe="partnerships_listed"),
        dims=(*PROJECT, "status"),
        default_by=("partnership", "status"),
        related=("third_markets",),
    ),
)
