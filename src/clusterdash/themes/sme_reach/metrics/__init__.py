"""Metrics on the SMEs that clusters and their partnerships reach."""

from clusterdash.model import Metric
from clusterdash.themes.sme_reach.metrics import money, partnerships, reach

METRICS: tuple[Metric, ...] = (*reach.METRICS, *money.METRICS, *partnerships.METRICS)

UNMAPPED: dict[str, str] = {}
