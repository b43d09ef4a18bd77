"""Metrics on cluster organisations."""

from clusterdash.model import Metric
from clusterdash.themes.clusters.metrics import members, national, registry

METRICS: tuple[Metric, ...] = (*registry.METRICS, *members.METRICS, *national.METRICS)

UNMAPPED: dict[str, str] = {
    "statistical_cluster_nodes": "Regional-industrial specialisations, not organisations.",
    "statistical_regional_clusters": "Regional-industrial specialisations, not organisations.",
    "cluster_programmes": "Programmes in one benchmarking study; no count of programmes exists.",
}
