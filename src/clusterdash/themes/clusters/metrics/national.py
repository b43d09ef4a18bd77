"""Metrics on national programmes and networks: universes of their own."""

from clusterdash.model import Metric, Pick, Quote
from clusterdash.themes.clusters.terms import THEME

METRICS: tuple[Metric, ...] = (
    Metric(
        key="national_programmes",
        theme=THEME,
        label="clusters in the national programme",
        singular="cluster in the national programme",
        definition=(
            "Clusters that a national (or regional) cluster programme recognises or funds, by its "
            "own count: a universe of its own, not the ECCP's."
        ),
        answer=Quote(
            picks=(
                Pick("national_programme_clusters", "national"),
                Pick("regional_programme_clusters", "regional"),
                Pick("regional_competitiveness_poles", "regional competitiveness poles"),
            ),
            time="stock",
        ),
        dims=("country", "ecosystem", "region", "kind", "year"),
        default_by=("country",),
        caveats=("universes",),
        holder="The ministry or agency that runs each programme keeps its list.",
        related=("network_clusters", "identified_clusters", "organisations"),
    ),
    Metric(
        key="programme_members",
        theme=THEME,
        label="members of the clusters of a national or regional programme",
        singular="member of the clusters of a national or regional programme",
        definition="Organisations, companies or SMEs in the clusters of one cluster programme.",
        answer=Quote(
            picks=(
                Pick("programme_member_organisations", "organisations"),
                Pick("programme_member_companies", "companies"),
                Pick("programme_member_smes", "SMEs"),
                Pick("programme_participating_companies", "companies taking part"),
            ),
            time="stock",
        ),
        dims=("country", "region", "kind", "year"),
        default_by=("country",),
        caveats=("universes",),
        related=("national_programmes",),
    ),
    Metric(
        key="network_clusters",
        theme=THEME,
        label="clusters in the network",
        singular="cluster in the network",
        definition="Clusters in one national or European network of clusters, by its own count.",
        answer=Quote(picks=(Pick("network_member_clusters"),), time="stock"),
        dims=("country", "ecosystem", "scope", "year"),
        default_by=("country",),
        caveats=("universes", "network_not_named"),
        related=("national_programmes",),
    ),
    Metric(
        key="network_members",
        theme=THEME,
        label="members of the clusters of a network",
        singular="member of the clusters of a network",
        definition="Organisations, companies or SMEs in the clusters of one network.",
        answer=Quote(
            picks=(
                Pick("network_member_organisations", "organisations"),
                Pick("network_member_companies", "companies"),
                Pick("network_member_smes", "SMEs"),
            ),
            time="stock",
        ),
        dims=("country", "ecosystem", "kind", "scope", "year"),
        default_by=("country", "kind"),
        caveats=("universes", "network_not_named"),
        related=("network_clusters",),
    ),
    Metric(
        key="identified_clusters",
        theme=THEME,
        label="clusters identified by a mapping of the country",
        singular="cluster identified by a mapping of the country",
        definition="Clusters or cluster initiatives that a national or regional mapping found.",
        answer=Quote(
            picks=(
                Pick("identified_clusters", "clusters"),
                Pick("regional_cluster_initiatives", "regional initiatives"),
            ),
            time="stock",
        ),
        dims=("country", "region", "kind", "year"),
        default_by=("country",),
        caveats=("universes",),
        related=("national_programmes", "organisations"),
    ),
    Metric(
        key="cluster_policies",
        theme=THEME,
        label="countries with a dedicated cluster policy",
        singular="country with a dedicated cluster policy",
        definition="Of the countries analysed by the ECCP, those with a dedicated cluster policy.",
        answer=Quote(picks=(Pick("countries_with_cluster_policy"),), time="stock"),
        dims=("scope", "year"),
        default_by=("scope",),
        dim_caveats=(("scope", "eu27_2020"),),
        related=("national_programmes",),
    ),
)
