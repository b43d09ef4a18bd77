"""Metrics on organisations and profiles on the ECCP."""

from clusterdash.model import Metric, Pick, Quote, Recorded, Rows, Tally
from clusterdash.themes.clusters.terms import THEME

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
        recorded=Recorded(
            Tally("organisation_ecosystems", "organisation"),
            dims=("country", "ecosystem"),
            definition=(
                "Cluster organisations by the country of their seat; one in two ecosystems counts "
                "in each of them and once in all."
            ),
            caveats=("several_ecosystems",),
            normalisers=("population", "share"),
            ranked=("country",),
        ),
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
        answer=Rows(
            "organisations", ("organisation_id",), keep=(("registry", ("no",)),), listed=True
        ),
        dims=("country", "ecosystem", "located", "city"),
        dim_caveats=(("ecosystem", "first_listed"),),
        caveats=("listed_not_all", "universes"),
        related=("organisations",),
    ),
    Metric(
        key="organisations_known",
        theme=THEME,
        label="cluster organisations known, in the registry or not",
        singular="cluster organisation known, in the registry or not",
        definition="All rows on cluster organisations; a frame for coverage, not a census.",
        answer=Rows("organisations", ("organisation_id",), listed=True),
        dims=("country", "ecosystem", "located", "city"),
        dim_caveats=(("ecosystem", "first_listed"),),
        caveats=("universes", "listed_not_all"),
        related=("organisations",),
    ),
    Metric(
        key="profiles",
        theme=THEME,
        label="profiles of cluster organisations on the ECCP",
        singular="profile of a cluster organisation on the ECCP",
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
        dim_caveats=(("scope", "eu27_2020"),),
        related=("organisations", "actors_mapped"),
        beside=("organisations",),
    ),
    Metric(
        key="actors_mapped",
        theme=THEME,
        label="results in the ECCP mapping tool",
        singular="result in the ECCP mapping tool",
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
)
