"""The closed lists of words that figures are described with."""

from typing import Literal, get_args

from clusterdash.language import mark, say

Qualifier = Literal["exact", "over", "around", "at_least", "up_to"]
Status = Literal["outcome", "target"]
Level = Literal["event", "partnership", "programme", "population", "organisation"]
Unit = Literal["count", "EUR", "percent", "ratio"]

State = Literal["published", "computed", "not_published", "undefined", "hidden"]
"""What a cell holds.

``published``: a quoted figure. ``computed``: derived from figures or rows.
``not_published``: nobody published it.
``undefined``: a rate whose denominator is zero.
``hidden``: there is a value, of too few SMEs or persons to show without pointing at them.
"""

Basis = Literal["published", "records", "listed"]
"""``published`` figures, complete ``records``, or rows ``listed`` without a claim to be all."""

Completeness = Literal["complete", "partial", "selection", "reference"]

QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
STATUSES: tuple[Status, ...] = get_args(Status)
LEVELS: tuple[Level, ...] = get_args(Level)
STATES: tuple[State, ...] = get_args(State)

WORDS: dict[str, str] = {
    "exact": "",
    "over": mark("over"),
    "around": mark("around"),
    "at_least": mark("at least"),
    "up_to": mark("up to"),
}
_QUALIFIED: dict[str, str] = {
    "over": mark("over {value}"),
    "around": mark("around {value}"),
    "at_least": mark("at least {value}"),
    "up_to": mark("up to {value}"),
}
BASES: dict[Basis, str] = {
    "published": mark("published"),
    "records": mark("records"),
    "listed": mark("listed"),
}
COMPLETE: dict[Completeness, str] = {
    "complete": mark("complete"),
    "partial": mark("partial"),
    "selection": mark("selection"),
    "reference": mark("reference"),
}


def qualified(value: str, qualifier: str | None) -> str:
    """Return a value in words with its qualifier: "over 525"."""
    pattern = _QUALIFIED.get(qualifier or "exact")
    return say(pattern, value=value) if pattern else value


_KNOWN = 3


def first_digits(value: float) -> float:
    """Return a number as exactly as what is computed and only around is known: by three digits.

    No figure that a source gives as around has more of them; files hold all.
    """
    more = len(f"{abs(value):.0f}") - _KNOWN
    return round(value, -more) if more > 0 else value


def qualifier_of_sum(parts: set[str]) -> Qualifier:
    """Return the qualifier that a sum of figures with these qualifiers deserves.

    Lower bounds add up to a lower bound, upper bounds to an upper bound; anything mixed or
    approximate is only around.
    """
    if parts <= {"exact"}:
        return "exact"
    if parts <= {"exact", "over", "at_least"}:
        return "over" if "over" in parts else "at_least"
    if parts <= {"exact", "up_to"}:
        return "up_to"
    return "around"


_LOWER: tuple[Qualifier, ...] = ("over", "at_least")


def qualifier_of_quotient(numerator: str, denominator: str) -> Qualifier:
    """Return the qualifier of a quotient of two qualified figures.

    A lower bound above an exact number or above an upper bound is a lower bound; an exact number or
    an upper bound above a lower bound is an upper bound. Bounds of one direction say nothing firm.
    """
    if numerator == denominator == "exact":
        return "exact"
    if denominator == "exact":
        return qualifier_of_sum({numerator})
    if denominator == "up_to" and numerator in (*_LOWER, "exact"):
        return "over" if numerator == "over" else "at_least"
    if denominator in _LOWER and numerator in {"exact", "up_to"}:
        return "up_to"
    return "around"
