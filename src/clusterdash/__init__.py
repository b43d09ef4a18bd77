"""clusterdash: published figures on EU cluster policy, asked and answered with their sources.

>>> import clusterdash as cd
>>> cd.metric("organisations").where(country="Portugal").headline()
'27 cluster organisations listed in the ECCP registry: Portugal, 17th of 27 in the EU-27 (2026).'
"""

from importlib import import_module
from typing import Any

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
    "card",
    "metric",
    "metrics",
    "register",
    "show",
    "source",
]
_SHOWN = {"card", "show"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load what shows pages on first use: questions alone need no user interface."""
    if name not in _SHOWN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.notebook"), name)
