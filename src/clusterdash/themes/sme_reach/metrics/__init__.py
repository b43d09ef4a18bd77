"""Metrics on the SMEs that clusters and their partnerships reach."""

from clusterdash.model import Metric
from clusterdash.themes.sme_reach.metrics import money, partnerships, reach, records

METRICS: tuple[Metric, ...] = (
    *reach.METRICS,
    *money.METRICS,
    *partnerships.METRICS,
    *records.METRICS,
)

UNMAPPED: dict[str, str] = {}
