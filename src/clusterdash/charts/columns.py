"""Where the texts of a bar chart stand: one plan for all rows of a figure."""

from dataclasses import dataclass

from clusterdash.charts.lettering import width, wrapped
from clusterdash.charts.sheet import NARROWEST, SIGN
from clusterdash.model import Where
from clusterdash.publish.cells import Cell, years

TEXT = 12
SMALL = 11
_NAMES = (124, 96)  # rooms for names beside bars, the wider one first
_ALONE = 0.75  # share of names that must fit on one line to stand beside bars
_RANKS = 34
_BARS = 64  # what is left for bars at least
_RIGHT = 140  # a wider value stands above its bar


@dataclass(frozen=True, slots=True)
class Plan:
    """Where text stands.

    Attributes:
        beside: Whether names stand left of their bars; else above.
        inline: Whether values stand at the ends of their bars; else above.
        dated: Whether the years of values are said.
        names: Room for names left of bars, in CSS pixels.
        left: Room left of the bars.
        right: Room right of the longest bar.
    """

    beside: bool
    inline: bool
    dated: bool
    names: int
    left: int
    right: int


def plan(shown: list[Cell], marks: Where) -> Plan:
    """Return where the texts of these cells stand, so that all fit the narrowest figure."""
    dated = len({years(cell.span) for cell in shown}) > 1 and not any(
        {"year", "period"} & {*cell.codes} for cell in shown
    )
    valued = [cell for cell in shown if cell.value is not None]
    values = max((_room(cell, marks) for cell in valued), default=0) + 4
    dates = max((_room(cell, marks) + _date_room(cell) for cell in valued), default=0) + 4
    tail = dates if dated else values
    for room in _NAMES:
        left = _left(shown, marks, room, tail)
        if left:
            return Plan(
                beside=True, inline=True, dated=dated, names=room, left=left, right=round(tail)
            )
    inline = values <= _RIGHT
    right = round(values) if inline else 8
    return Plan(beside=False, inline=inline, dated=dated, names=0, left=2, right=right)


def name_lines(label: str, room: float, *, marked: bool) -> tuple[str, ...]:
    """Return a name in lines, with the sign of what is marked."""
    return wrapped(f"{SIGN}{label}" if marked else label, room, TEXT, bold=marked)


def _left(shown: list[Cell], marks: Where, room: int, tail: float) -> int:
    """Return the room that names beside bars take, or 0 where they had better stand above."""
    if not shown or not all(cell.label for cell in shown):
        return 0
    words = (word for cell in shown for word in cell.label.split())
    lines = [name_lines(c.label, room, marked=c.within(marks)) for c in shown]
    alone = sum(len(each) == 1 for each in lines) / len(lines)
    broken = any(width(word, TEXT, bold=True) > room for word in words)
    if broken or alone < _ALONE or max(map(len, lines)) > 2:
        return 0
    widest = max(
        width(line, TEXT, bold=cell.within(marks))
        for cell, each in zip(shown, lines, strict=True)
        for line in each
    )
    left = widest + 8 + (_RANKS if any(cell.rank is not None for cell in shown) else 0)
    absent = max((width(cell.said, TEXT) for cell in shown if cell.value is None), default=0)
    fits = left + tail <= NARROWEST - _BARS and left + absent <= NARROWEST - 8
    return round(left) if fits else 0


def _room(cell: Cell, marks: Where) -> float:
    return width(cell.said, TEXT, bold=cell.within(marks)) + (14 if cell.qualified else 8)


def _date_room(cell: Cell) -> float:
    return width(years(cell.span), SMALL) + 8 if cell.span else 0
