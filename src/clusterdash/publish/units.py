"""What the values of a Result are in, in words that files carry."""

from clusterdash.language import mark
from clusterdash.model import Result

_WORDS = {
    "count": mark("count"),
    "EUR": mark("EUR"),
    "percent": mark("percent"),
    "ratio": mark("ratio"),
    "population": mark("per million inhabitants"),
    "share": mark("per cent of all in the EU-27"),
    "organisations": mark("per 100 cluster organisations"),
    "smes": mark("per 1,000 SMEs"),
}


def unit_of(result: Result) -> str:
    """Return the unit of a Result's values in English, as programs compare it."""
    return _WORDS[result.question.normalise or result.metric.unit]
