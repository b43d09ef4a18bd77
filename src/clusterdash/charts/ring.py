"""Where countries and the bands between them lie on a circle of radius one.

Angles are degrees clockwise from the top. One scale serves all: a band is as wide at its ends as
the pair's number asks for, and an arc as long as its bands are wide together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, radians, sin
from typing import Final

from clusterdash.geography import COLUMNS, ROWS, TILES

Point = tuple[float, float]
INNER: Final = 0.985
"""Radius at which bands end, a hair inside the arcs."""

_GAPS = 170.0  # degrees between arcs, all together, so that a name has room beside each
_UNIT = 7.0  # degrees of one at most: two lone countries are no full circle
_LEAST = 0.9  # degrees of an arc without a band
_THREAD = 0.45  # degrees; what is narrower is drawn as a line
_STEPS = 12
_PULL = 0.55  # how far from the middle bands of neighbours are bent
_HILL = 0.85  # the same of the band of one country with itself


@dataclass(frozen=True, slots=True)
class Seat:
    """The arc of a country.

    Attributes:
        start: Where it starts.
        end: Where it ends.
        room: Half of the gap to the next one.
    """

    start: float
    end: float
    room: float

    @property
    def middle(self) -> float:
        """Half way between start and end."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Band:
    """What joins two countries, or the partners within one.

    Attributes:
        ends: Start and end of its place on either arc; twice the same within one country.
    """

    ends: tuple[tuple[float, float], tuple[float, float]]

    @property
    def thread(self) -> bool:
        """Whether it is too narrow for a surface."""
        return self.ends[0][1] - self.ends[0][0] < _THREAD

    @property
    def line(self) -> tuple[Point, Point, Point]:
        """Start, control point and end of its middle line."""
        (a, b), (c, d) = self.ends
        if self.ends[0] == self.ends[1]:
            return point(a), _control(a, b, _HILL), point(b)
        one, other = (a + b) / 2, (c + d) / 2
        return point(one), _control(one, other), point(other)

    @property
    def outline(self) -> list[Point]:
        """Points around its surface."""
        (a, b), (c, d) = self.ends
        if self.ends[0] == self.ends[1]:
            return [*_arc(a, b), *_curve(b, a, _control(a, b, _HILL))]
        return [*_arc(a, b), *_curve(b, c), *_arc(c, d), *_curve(d, a)]


def clockwise(codes: Iterable[str]) -> tuple[str, ...]:
    """Return countries as they lie around the middle of Europe, clockwise from the north.

    The order of two countries never depends on the others; those off the grid come last, by code.
    """
    middle = ((ROWS - 1) / 2, (COLUMNS - 1) / 2)
    turns = {
        t.code: (atan2(t.column - middle[1], middle[0] - t.row) % (2 * pi), t.row) for t in TILES
    }
    return tuple(sorted(set(codes), key=lambda code: (*turns.get(code, (9.0, 0)), code)))


def ring(
    codes: Sequence[str], ties: Mapping[tuple[str, str], float]
) -> tuple[dict[str, Seat], dict[tuple[str, str], Band]]:
    """Return the arcs of countries and the bands of pairs.

    Args:
        codes: Countries in their order around the circle.
        ties: A number by pair of countries, each pair once; a country with itself is a pair too.
    """
    sums = dict.fromkeys(codes, 0.0)
    for pair, value in ties.items():
        for code in set(pair):
            sums[code] += value
    whole = sum(sums.values())
    unit = min(_UNIT, (360 - _GAPS) / whole) if whole else 0.0
    seats = _seats(codes, {code: max(_LEAST, held * unit) for code, held in sums.items()})
    slots = _slots(codes, ties, seats, unit)
    bands = {pair: Band((slots[pair], slots[pair[::-1]])) for pair in ties}
    return seats, bands


def _seats(codes: Sequence[str], lengths: Mapping[str, float]) -> dict[str, Seat]:
    gap = (360 - sum(lengths.values())) / max(1, len(codes))
    at, found = gap / 2, {}
    for code in codes:
        found[code] = Seat(at, at + lengths[code], gap / 2)
        at += lengths[code] + gap
    return found


def _slots(
    codes: Sequence[str],
    ties: Mapping[tuple[str, str], float],
    seats: Mapping[str, Seat],
    unit: float,
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the place on each country's arc of each of its bands, so that few cross near it."""
    values = {**ties, **{pair[::-1]: value for pair, value in ties.items()}}
    turn = {code: number for number, code in enumerate(codes)}
    at = {code: seats[code].start for code in codes}
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for one, other in sorted(values, key=lambda p: (turn[p[0]] - turn[p[1]]) % len(codes)):
        wide = values[one, other] * unit
        found[one, other] = (at[one], at[one] + wide)
        at[one] += wide
    return found


def point(angle: float, radius: float = INNER) -> Point:
    """Return a place across and upwards."""
    turned = radians(angle)
    return round(radius * sin(turned), 3), round(radius * cos(turned), 3)


def _control(one: float, other: float, near: float = _PULL) -> Point:
    """Return what a curve is bent towards: the middle, less so between neighbours."""
    apart = abs(one - other) % 360
    apart = min(apart, 360 - apart)
    (x, y), (u, v) = point(one), point(other)
    long = ((x + u) ** 2 + (y + v) ** 2) ** 0.5 or 1.0
    pull = near * (1 - apart / 180) ** 1.5
    return (x + u) / long * pull, (y + v) / long * pull


def _arc(start: float, end: float) -> list[Point]:
    steps = max(1, round((end - start) / 3))
    return [point(start + (end - start) * n / steps) for n in range(steps + 1)]


def _curve(start: float, end: float, control: Point | None = None) -> list[Point]:
    """Return the inner points of a curve; its ends belong to the arcs."""
    (x, y), (u, v), (cx, cy) = point(start), point(end), control or _control(start, end)
    found: list[Point] = []
    for n in range(1, _STEPS):
        t = n / _STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        found.append((round(a * x + b * cx + c * u, 3), round(a * y + b * cy + c * v, 3)))
    return found
