"""Results as series over the years: what may be joined by a line, and what has no year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from clusterdash.charts.palette import Role
from clusterdash.engine import Labels
from clusterdash.language import say
from clusterdash.model import Result
from clusterdash.publish.cells import Cell, cells, title

MARKERS = ("circle", "square", "triangle", "diamond", "inverted_triangle", "hex")
_TONES: tuple[Role, ...] = ("primary", "third", "ink-2", "primary", "third", "ink-2")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Point:
    """A value in a year.

    Attributes:
        year: The year.
        value: The value.
        cell: The cell that it is of.
        broken: Whether a year without a value lies before it, so that no line leads to it.
    """

    year: int
    value: float
    cell: Cell
    broken: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one thing over the years.

    Attributes:
        name: What it is.
        points: Its values by year, at least one.
        joined: Whether a line may join them.
        planned: Whether they are targets.
        marker: Shape of its marks.
        tone: Its colour.
    """

    name: str
    points: tuple[Point, ...]
    joined: bool
    planned: bool
    marker: str
    tone: Role


def series_of(results: tuple[Result, ...], labels: Labels) -> tuple[list[Series], list[Cell]]:
    """Return Results as series, one for each thing that they count, and the cells without a place.

    A cell without a year or without a value has none. A Result that is not broken down by year
    stands in the last year of its period.
    """
    found: list[Series] = []
    unplaced: list[Cell] = []
    for result in results:
        groups: dict[tuple[object, ...], list[Cell]] = {}
        for cell in cells(result, labels):
            groups.setdefault(_thing(cell), []).append(cell)
        for held in groups.values():
            unplaced += [cell for cell in held if _year(cell) is None or cell.value is None]
            if points := _points(held):
                place = len(found) % len(MARKERS)
                name = _name(result, labels, held[0], several=len(groups) > 1)
                joined, planned = _joined(result, held), held[0].planned
                found.append(Series(name, points, joined, planned, MARKERS[place], _TONES[place]))
    return found, unplaced


def told_apart(found: Iterable[Series]) -> list[Series]:
    """Return series with a mark and a colour each, in their order."""
    return [
        replace(series, marker=MARKERS[place], tone=_TONES[place])
        for place, series in enumerate(found)
    ]


def _thing(cell: Cell) -> tuple[object, ...]:
    """Return what a cell is of, whatever its year: only such cells may be joined."""
    own = (code for key, code in cell.codes.items() if key not in {"year", "figure", "status"})
    return (*own, cell.planned)


def _points(held: Iterable[Cell]) -> tuple[Point, ...]:
    dated = sorted(
        ((year, cell) for cell in held if (year := _year(cell)) is not None),
        key=lambda pair: pair[0],
    )
    points: list[Point] = []
    broken = False
    for year, cell in dated:
        if cell.value is None:
            broken = True
            continue
        points.append(Point(year, cell.value, cell, broken))
        broken = False
    return tuple(points)


def _year(cell: Cell) -> int | None:
    if "year" in cell.codes:
        code = cell.codes["year"] or ""
        return int(code) if code.isdecimal() else None
    found = _YEAR.findall(cell.span)
    return max(map(int, found)) if found else None


def _joined(result: Result, held: list[Cell]) -> bool:
    """Return whether values of different years are of the same thing."""
    years = [_year(cell) for cell in held]
    if len(set(years)) < len(years):
        return False
    return result.counted or all(c.state == "published" for c in held if c.value is not None)


def _name(result: Result, labels: Labels, cell: Cell, *, several: bool) -> str:
    said = [
        labels.label(key, code)
        for key, code in cell.codes.items()
        if key not in {"year", "figure", "status"} and code not in {None, "all"}
    ]
    parts = [", ".join(said)] if several and said else [title(result)]
    return ", ".join([*parts, *([say("planned")] if cell.planned else [])])
