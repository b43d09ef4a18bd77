"""clusterdash: published figures on EU cluster policy, asked and answered with their sources.

>>> import clusterdash as cd
>>> cd.metric("organisations").where(country="Portugal").headline()
'27 cluster organisations listed in the ECCP registry: Portugal, 17th of 27 in the EU-27 (2026).'
"""

from clusterdash.ask import Ask, metric, metrics, register, source
from clusterdash.errors import ClusterdashError
from clusterdash.model import Metric, Pick, Quote, Ratio, Result, Rows, Where

__version__ = "0.1.0"

__all__ = [
    "Ask",
    "ClusterdashError",
    "Metric",
    "Pick",
    "Quote",
    "Ratio",
    "Result",
    "Rows",
    "Where",
    "metric",
    "metrics",
    "register",
    "source",
]
