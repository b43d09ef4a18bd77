"""Metrics on cluster organisations."""

from clusterdash.model import Metric
from clusterdash.themes.clusters.metrics.members import MEMBERS
from clusterdash.themes.clusters.metrics.national import NATIONAL
from clusterdash.themes.clusters.metrics.registry import REGISTRY

METRICS: tuple[Metric, ...] = (*REGISTRY, *MEMBERS, *NATIONAL)

UNMAPPED: dict[str, str] = {
    "statistical_cluster_nodes": "Regional-industrial specialisations, not organisations.",
    "statistical_regional_clusters": "Regional-industrial specialisations, not organisations.",
    "cluster_programmes": "Programmes in one benchmarking study; no count of programmes exists.",
}
