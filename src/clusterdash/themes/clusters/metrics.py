"""Metrics on cluster organisations."""

from clusterdash.model import Metric, Pick, Quote, Rows

THEME = "clusters"
WORLD = "worldwide"

METRICS: tuple[Metric, ...] = (
    Metric(
        key="organisations",
        theme=THEME,
        label="cluster organisations listed in the ECCP registry",
        singular="cluster organisation listed in the ECCP registry",
        definition=(
            "Cluster organisations in the public registry of the European Cluster Collaboration "
            "Platform (ECCP) as listed in 2026, by the country of their seat."
        ),
        answer=Rows("organisations", ("organisation_id",), keep=(("registry", ("yes",)),)),
        dims=("country", "ecosystem", "located", "city"),
        dim_caveats=(("ecosystem", "first_listed"),),
        caveats=("registry_second_hand",),
        normalisers=("population", "share"),
        ranked=("country",),
        holder="The European Cluster Collaboration Platform holds the full profiles.",
        related=("organisations_elsewhere", "profiles", "national_programmes"),
        beside=("organisations_elsewhere",),
    ),
    Metric(
        key="organisations_elsewhere",
        theme=THEME,
        label="further cluster organisations named by national pages",
        singular="further cluster organisation named by national pages",
        definition=(
            "Cluster organisations that national or network pages name and the registry rows do "
            "not; never ranked and never added to the registry."
        ),
        answer=Rows("organisations", ("organisation_id",), keep=(("registry", ("no",)),), listed=True),
        dims=("country", "ecosystem", "located", "city"),
        dim_caveats=(("ecosystem", "first_listed"),),
        caveats=("listed_not_all", "universes"),
        related=("organisations",),
    ),
    Metric(
        key="profiles",
        theme=THEME,
        label="profiles of cluster organisations on the ECCP",
        definition=(
            "Cluster organisations with a profile on the ECCP at a date, as the Commission, the "
            "ECCP or others published it, by the area counted."
        ),
        answer=Quote(
            picks=(
                Pick("cluster_organisations", levels=("population",)),
                Pick("cluster_organisations", levels=("programme",), subjects=("ECCP",)),
                Pick("cluster_organisations_cosme_countries", scope="COSME countries"),
                Pick("cluster_organisations_non_european", scope="outside Europe"),
                Pick(
                    "cluster_organisations_profiled_non_cosme",
                    scope="outside the EU and the COSME countries",
                ),
            ),
            time="stock",
            one_subject=True,
        ),
        dims=("scope", "year"),
        caveats=("eu27_2020",),
        related=("organisations", "actors_mapped"),
        beside=("organisations",),
    ),
    Metric(
        key="actors_mapped",
        theme=THEME,
        label="results in the ECCP mapping tool",
        definition=(
            "Results of the cluster actor selector of the ECCP mapping tool, and how many of them "
            "lack a location and are not on its map."
        ),
        answer=Quote(
            picks=(
                Pick("cluster_actors_mapped", "found"),
                Pick("cluster_actors_unlocated", "of which without a location"),
            ),
            time="stock",
        ),
        dims=("kind", "year"),
        default_by=("kind",),
        related=("profiles", "organisations"),
    ),
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
            picks=(
                Pick("sme_share_of_members_median_pct", "SMEs (median)"),
                Pick("large_company_share_of_members_median_pct", "large companies (median)"),
                Pick("research_share_of_members_median_pct", "research (median)"),
                Pick("sme_share_of_member_companies_pct", "SMEs among member companies"),
            )
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
        key="organisations_known",
        theme=THEME,
        label="cluster organisations known, in the registry or not",
        definition="All rows on cluster organisations; a frame for coverage, not a census.",
        answer=Rows("organisations", ("organisation_id",), listed=True),
        dims=("country", "ecosystem", "located", "city"),
        dim_caveats=(("ecosystem", "first_listed"),),
        caveats=("universes", "listed_not_all"),
        related=("organisations",),
    ),
    Metric(
        key="labels",
        theme=THEME,
        label="cluster organisations with an excellence label",
        definition=(
            "Cluster organisations that hold or held a European label for cluster management "
            "excellence (gold, silver, bronze), as published."
        ),
        answer=Quote(
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
        key="national_programmes",
        theme=THEME,
        label="clusters in the national programme",
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
        key="benchmarked_clusters",
        theme=THEME,
        label="clusters benchmarked",
        definition="Clusters analysed in a benchmarking of cluster management.",
        answer=Quote(
            picks=(
                Pick("benchmarked_clusters", "ESCA"),
                Pick("clusters_benchmarked", "national"),
            ),
        ),
        dims=("country", "ecosystem", "programme", "kind", "year"),
        default_by=("kind",),
        related=("labels",),
    ),
    Metric(
        key="cluster_policies",
        theme=THEME,
        label="countries with a dedicated cluster policy",
        definition="Of the countries analysed by the ECCP, those with a dedicated cluster policy.",
        answer=Quote(picks=(Pick("countries_with_cluster_policy"),), time="stock"),
        dims=("scope", "year"),
        default_by=("scope",),
        caveats=("eu27_2020",),
        related=("national_programmes",),
    ),
)

UNMAPPED: dict[str, str] = {
    "statistical_cluster_nodes": "Regional-industrial specialisations, not organisations.",
    "statistical_regional_clusters": "Regional-industrial specialisations, not organisations.",
    "cluster_programmes": "Programmes in one benchmarking study; no count of programmes exists.",
}
