"""Metrics on members of cluster organisations, and their labels."""

from clusterdash.model import Metric, Pick, Quote
from clusterdash.themes.clusters.terms import THEME

METRICS: tuple[Metric, ...] = (
    Metric(
        key="members_per_organisation",
        theme=THEME,
        label="members per cluster organisation, on average",
        definition="Mean number of members (or of SMEs) of a cluster organisation, as published.",
        answer=Quote(picks=(Pick("members_mean", "members"), Pick("smes_mean", "SMEs"))),
        dims=("country", "region", "kind", "scope", "year"),
        caveats=("universes",),
        related=("member_shares", "members"),
    ),
    Metric(
        key="member_shares",
        theme=THEME,
        label="per cent of members",
        definition="Share of a kind of member among the members of cluster organisations.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("sme_share_of_members_median_pct", "SMEs (median)"),
                Pick("large_company_share_of_members_median_pct", "large companies (median)"),
                Pick("research_share_of_members_median_pct", "research (median)"),
                Pick("sme_share_of_member_companies_pct", "SMEs among member companies"),
            ),
        ),
        dims=("country", "kind", "year"),
        unit="percent",
        default_by=("kind",),
        caveats=("universes",),
        related=("members_per_organisation",),
    ),
    Metric(
        key="members",
        theme=THEME,
        label="members of the organisation",
        singular="member of the organisation",
        definition="Members of a single cluster organisation, as published for it.",
        answer=Quote(
            picks=(
                Pick("organisation_members", "members"),
                Pick("organisation_sme_members", "SMEs"),
            ),
            universe="organisations_known",
        ),
        dims=("country", "ecosystem", "organisation", "kind", "year"),
        default_by=("organisation",),
        caveats=("members_own_account",),
        related=("members_per_organisation",),
    ),
    Metric(
        key="labels",
        theme=THEME,
        label="cluster organisations with an excellence label",
        singular="cluster organisation with an excellence label",
        definition=(
            "Cluster organisations that hold or held a European label for cluster management "
            "excellence (gold, silver, bronze), as published."
        ),
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("gold_label_clusters", "gold"),
                Pick("gold_labels", "gold, ESCA count"),
                Pick("gold_labels_energy_environment", "gold, energy and environment"),
                Pick("gold_labels_other", "gold, other holders than the new one"),
                Pick("gold_labels_catalonia", "gold, Catalonia"),
                Pick("silver_label_clusters", "silver"),
                Pick("bronze_label_clusters_active", "bronze, active"),
                Pick("bronze_label_clusters_ever", "bronze, ever awarded"),
                Pick("clusters_awarded_bronze_label", "bronze, awarded at the event"),
                Pick("bronze_labels", "bronze"),
            ),
        ),
        dims=(
            "country",
            "ecosystem",
            "region",
            "scope",
            "event",
            "series",
            "type",
            "mode",
            "host_country",
            "programme",
            "kind",
            "status",
            "year",
        ),
        default_by=("figure",),
        holder="The European Secretariat for Cluster Analysis (ESCA) keeps the list of labels.",
        related=("organisations",),
    ),
    Metric(
        key="benchmarked_clusters",
        theme=THEME,
        label="clusters benchmarked",
        singular="cluster benchmarked",
        definition="Clusters analysed in a benchmarking of cluster management.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("benchmarked_clusters", "ESCA"),
                Pick("clusters_benchmarked", "national"),
            ),
        ),
        dims=("country", "ecosystem", "programme", "kind", "year"),
        default_by=("kind",),
        related=("labels",),
    ),
)
