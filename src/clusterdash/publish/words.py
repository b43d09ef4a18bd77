"""Numbers as a reader says them, with their qualifiers."""

import math
from collections.abc import Collection

from babel.numbers import format_decimal

from clusterdash.model import Metric, Rows
from clusterdash.model.vocabulary import WORDS

LOCALE = "en"
MARKS = {
    "not_published": "not published",
    "undefined": "undefined (nothing to divide by)",
}


def number(value: float, digits: int = 1) -> str:
    """Return a number with grouped thousands and no needless decimals.

    Numbers under one keep two significant digits, so that a rate never reads as zero.
    """
    pattern = "#,##0" if value == int(value) else "#,##0." + "0" * digits
    if 0 < abs(value) < 1:
        pattern = "0." + "#" * max(digits, 1 - math.floor(math.log10(abs(value))))
    return str(format_decimal(value, format=pattern, locale=LOCALE))


def amount(value: float | None, qualifier: str | None, unit: str, state: str = "published") -> str:
    """Return a value with its qualifier and unit: "over 525", "around EUR 1,500,000", "75 %"."""
    if value is None:
        return MARKS.get(state, "not published")
    said = number(value, digits=2 if unit == "EUR" else 1)
    if unit == "EUR":
        said = f"EUR {said}"
    elif unit == "percent":
        said = f"{said} %"
    return f"{WORDS[qualifier or 'exact']} {said}".strip()


def named(metric: Metric, asked: Collection[str], value: float | None = None) -> str:
    """Return what a metric counts; "held" goes when a question asks for events in any state."""
    label = metric.singular if value == 1 and metric.singular else metric.label
    lifted = isinstance(metric.answer, Rows) and set(metric.answer.only) & {*asked}
    return label.replace(" held", "") if lifted else label


def counted(
    value: float | None,
    qualifier: str | None,
    metric: Metric,
    state: str,
    asked: Collection[str] = (),
) -> str:
    """Return a value with what it counts: "over 525 bilateral meetings"."""
    unit = metric.unit
    said = amount(value, qualifier, unit, state)
    label = named(metric, asked, value)
    if unit == "EUR":
        return f"{said} {label.removeprefix('EUR ')}"
    if unit == "percent":
        return f"{said} {label.removeprefix('per cent ')}".replace("% SMEs", "%: SMEs")
    return f"{said} {label}"


def ordinal(rank: int) -> str:
    """Return a rank as a word: 1st, 2nd, 3rd, 4th, 11th."""
    last = rank % 100
    ending = "th" if 10 <= last <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def capital(text: str) -> str:
    """Return a text with its first letter in capitals."""
    return text[:1].upper() + text[1:]
