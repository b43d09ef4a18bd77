"""How an answer shades countries: the same on the map, on its grid of tiles and in the key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from clusterdash.charts.palette import RAMP, Role
from clusterdash.engine import Labels
from clusterdash.geography import Class, class_of, classes_of
from clusterdash.language import say
from clusterdash.model import COUNTRY_LIKE, Result, Rows
from clusterdash.publish.cells import Cell, cells
from clusterdash.publish.words import MARKS, counted

PLAIN: Final = " "
NO_FIGURE: Final = "right_diagonal_line"
"""Hatching of a country that has no figure: never the shade of a low one."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour with its meaning.

    Attributes:
        said: The value of a country in words, or the class that the key explains.
        tone: Role of the colour.
        pattern: Hatching as Bokeh names it, " " for none.
    """

    said: str
    tone: Role
    pattern: str


HIDDEN: Final = "dot"
"""Dots of a country whose value is hidden: it has one, which nobody is shown."""


def bare(result: Result) -> Shade:
    """Return the shade of a country without a figure; of what is listed it says what that means."""
    if not isinstance(result.metric.answer, Rows):
        said = say("no figure")
    elif result.question.normalise:
        said = say("nothing listed, or no rate")
    else:
        said = say("nothing listed")
    return Shade(said, "land", NO_FIGURE)


def shades(result: Result, labels: Labels) -> dict[str, Shade]:
    """Return the shade of every country that an answer names; any other one is ``bare``.

    A country with several values, or with none, is hatched like one without a figure, and says
    what it has.
    """
    found = _by_country(result, labels)
    steps = _classes(found)
    shaded = {code: class_of(_value(held), steps) for code, held in found.items()}
    said = {code: "; ".join(_said(cell, result) for cell in held) for code, held in found.items()}
    return {
        code: Shade(said[code], RAMP[step.step], PLAIN)
        if step
        else Shade(said[code], "land", HIDDEN if _hidden(found[code]) else NO_FIGURE)
        for code, step in shaded.items()
    }


def key(result: Result, labels: Labels) -> tuple[Shade, ...]:
    """Return the key of the shades, the lowest class first, no figure last."""
    found = _by_country(result, labels)
    shown = [Shade(step.label, RAMP[step.step], PLAIN) for step in _classes(found)]
    if any(_hidden(held) for held in found.values()):
        shown.append(Shade(say(MARKS["hidden"]), "land", HIDDEN))
    return (*shown, bare(result))


def _by_country(result: Result, labels: Labels) -> dict[str, list[Cell]]:
    """Return the cells of each country; plans only where nothing has come about."""
    dim = next((name for name in result.by if name in COUNTRY_LIKE), None)
    found: dict[str, list[Cell]] = {}
    for cell in cells(result, labels):
        code = cell.codes.get(dim) if dim else None
        if code is not None:
            found.setdefault(code, []).append(cell)
    return {code: [c for c in held if not c.planned] or held for code, held in found.items()}


def _value(held: Sequence[Cell]) -> float | None:
    """Return the value that shades a country, rounded as it is said; several shade nothing."""
    if len(held) != 1 or held[0].value is None:
        return None
    value = held[0].value
    return round(value, 1) if abs(value) >= 1 else value


def _hidden(held: Sequence[Cell]) -> bool:
    return bool(held) and all(cell.state == "hidden" for cell in held)


def _classes(found: dict[str, list[Cell]]) -> tuple[Class, ...]:
    return classes_of(_value(held) for held in found.values())


def _said(cell: Cell, result: Result) -> str:
    """Return a value with what it counts."""
    if cell.value is None:
        return cell.said
    match result.question.normalise:
        case "population":
            said = say("{value} per million inhabitants", value=cell.said)
        case "share":
            said = say("{value} of the EU-27", value=cell.said)
        case _:
            said = counted(cell.value, cell.qualifier, result.metric, cell.state)
    return say("{value} (planned)", value=said) if cell.planned else said
