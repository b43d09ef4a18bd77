"""Metrics on the SMEs that clusters and their partnerships reach."""

from clusterdash.model import Metric
from clusterdash.themes.sme_reach.metrics.money import MONEY
from clusterdash.themes.sme_reach.metrics.partnerships import PARTNERSHIPS
from clusterdash.themes.sme_reach.metrics.reach import REACH

METRICS: tuple[Metric, ...] = (*REACH, *MONEY, *PARTNERSHIPS)

UNMAPPED: dict[str, str] = {}
