"""Numbers as a reader says them, with their qualifiers."""

from collections.abc import Collection, Iterator

from clusterdash.language import mark, number, say
from clusterdash.model import DIMENSIONS, Metric
from clusterdash.model.vocabulary import first_digits, qualified

MARKS = {
    "not_published": mark("not published"),
    "undefined": mark("undefined (nothing to divide by)"),
    "hidden": mark("hidden (:c)"),
}
_CENTS = 1000  # euros from which on the cents of what is computed say nothing
_ORDINALS = {
    "st": mark("{rank}st"),
    "nd": mark("{rank}nd"),
    "rd": mark("{rank}rd"),
    "th": mark("{rank}th"),
}


def amount(value: float | None, qualifier: str | None, unit: str, state: str = "published") -> str:
    """Return a value with its qualifier and unit: "over 525", "around EUR 1,500,000", "75 %".

    What is computed and only around is said as exactly as it is known: by its first digits.
    """
    if value is None:
        return say(MARKS.get(state, MARKS["not_published"]))
    if state == "computed" and qualifier == "around":
        value = first_digits(value)
    counted_up = state == "computed" and abs(value) >= _CENTS
    said = number(value, digits=1 if unit != "EUR" else 0 if counted_up else 2)
    if unit == "EUR":
        said = say("EUR {value}", value=said)
    elif unit == "percent":
        said = say("{value} %", value=said)
    return qualified(said, qualifier)


def labels_of(metric: Metric) -> Iterator[str]:
    """Yield every English form in which a metric's label is said, for the catalogue."""
    for label in filter(None, (metric.label, metric.singular)):
        yield label
        yield _unheld(label)
        yield _bare(label, metric.unit)


def named(metric: Metric, asked: Collection[str], value: float | None = None) -> str:
    """Return what a metric counts; "held" goes when a question asks for events in any state."""
    return say(metric.named(asked, one=value == 1))


def dimension(metric: Metric, key: str) -> str:
    """Return what a metric is told by; of ecosystems it may know the first listed one alone."""
    first = key == "ecosystem" and metric.first_listed
    return say("first listed ecosystem") if first else say(DIMENSIONS[key].label)


def _unheld(label: str) -> str:
    return label.replace(" held", "")


def _bare(label: str, unit: str) -> str:
    """Return a label without the unit, which the value before it says."""
    return label.removeprefix({"EUR": "EUR ", "percent": "per cent "}.get(unit, ""))


def counted(
    value: float | None,
    qualifier: str | None,
    metric: Metric,
    state: str,
    asked: Collection[str] = (),
) -> str:
    """Return a value with what it counts: "over 525 bilateral meetings"."""
    what = noun(metric, asked, value)
    if state == "hidden":
        return say("{what}, hidden to protect fewer than five (:c)", what=what)
    said = amount(value, qualifier, metric.unit, state)
    return say("{amount} {what}", amount=said, what=what)


def noun(metric: Metric, asked: Collection[str], value: float | None) -> str:
    """Return what a value counts, to stand after it: without the unit that the value says."""
    return say(_bare(metric.named(asked, one=value == 1), metric.unit))


def ordinal(rank: int) -> str:
    """Return a rank as a word: 1st, 2nd, 3rd, 4th, 11th."""
    last = rank % 100
    ending = "th" if 10 <= last <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return say(_ORDINALS[ending], rank=rank)


def capital(text: str) -> str:
    """Return a text with its first letter in capitals."""
    return text[:1].upper() + text[1:]
