"""Borders made simpler, the same way on both sides, and cut to a rectangle."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import hypot

from clusterdash.geography.frame import Frame

Point = tuple[int, int]
Ring = tuple[Point, ...]  # open: the last point joins the first


def simplified(rings: Iterable[Ring], tolerance: float) -> list[Ring]:
    """Drop points that lie within a tolerance of the line without them.

    Rings are cut where borders meet, and every stretch is simplified once in one direction:
    neighbours keep the same points, so that no gap opens between them.

    Args:
        rings: All rings of a map; neighbours share their points exactly.
        tolerance: Largest distance of a dropped point, in units of the points.

    Returns:
        The rings in the order given; one that would lose its area keeps all its points.
    """
    given = list(rings)
    meetings = _meetings(given)
    kept = []
    for ring in given:
        points = [p for arc in _arcs(ring, meetings) for p in _thinned(arc, tolerance)[:-1]]
        kept.append(tuple(points) if len(points) > 2 and area(points) else ring)
    return kept


def _meetings(rings: list[Ring]) -> set[Point]:
    """Return the points at which stretches end: more than two ways lead from there."""
    ways: dict[Point, set[Point]] = {}
    for ring in rings:
        for here, after in pairwise((*ring, ring[0])):
            ways.setdefault(here, set()).add(after)
            ways.setdefault(after, set()).add(here)
    return {point for point, found in ways.items() if len(found) > 2}


def _arcs(ring: Ring, meetings: set[Point]) -> Iterator[Ring]:
    """Yield the stretches of a ring between meetings; one that meets nothing is cut at two."""
    cuts = [index for index, point in enumerate(ring) if point in meetings]
    if len(cuts) < 2:
        # The same two cuts for a hole and for the country that fills it.
        first = cuts[0] if cuts else ring.index(min(ring))
        far = max(ring, key=lambda p: (hypot(p[0] - ring[first][0], p[1] - ring[first][1]), p))
        cuts = sorted((first, ring.index(far)))
    turned = (*ring[cuts[0] :], *ring[: cuts[0] + 1])
    ends = [*(cut - cuts[0] for cut in cuts), len(ring)]
    yield from (turned[start : end + 1] for start, end in pairwise(ends))


def _thinned(arc: Ring, tolerance: float) -> Ring:
    """Simplify a stretch as Douglas and Peucker do, whichever way it runs."""
    if arc[::-1] < arc:
        return _thinned(arc[::-1], tolerance)[::-1]
    kept = {0, len(arc) - 1}
    open_ = [(0, len(arc) - 1)]
    while open_:
        start, end = open_.pop()
        far, index = max(
            ((_off(arc[i], arc[start], arc[end]), i) for i in range(start + 1, end)),
            default=(0.0, 0),
        )
        if far > tolerance:
            kept.add(index)
            open_ += [(start, index), (index, end)]
    return tuple(arc[i] for i in sorted(kept))


def _off(point: Point, start: Point, end: Point) -> float:
    """Return the distance of a point from a line, or from its start where it has no length."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    x, y = point[0] - start[0], point[1] - start[1]
    return abs(dx * y - dy * x) / length if length else hypot(x, y)


def area(ring: Iterable[Point]) -> float:
    """Return the area inside a ring, in squared units of its points."""
    points = list(ring)
    sides = pairwise([*points, *points[:1]])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in sides)) / 2


def clipped(ring: Ring, frame: Frame) -> Ring:
    """Return the part of a ring inside a frame as Sutherland and Hodgman cut it, or ()."""
    for axis, low, high in ((0, frame.west, frame.east), (1, frame.south, frame.north)):
        if all(low <= point[axis] <= high for point in ring):
            continue
        ring = _cut(ring, axis, low, lambda value, edge: value >= edge)
        ring = _cut(ring, axis, high, lambda value, edge: value <= edge)
    return ring if len(ring) > 2 else ()


def _cut(ring: Ring, axis: int, edge: int, inside: Callable[[float, float], bool]) -> Ring:
    kept: list[Point] = []
    for here, after in pairwise((*ring, *ring[:1])):
        if inside(here[axis], edge):
            kept.append(here)
        if inside(here[axis], edge) != inside(after[axis], edge):
            kept.append(_crossing(here, after, axis, edge))
    return tuple(kept)


def _crossing(a: Point, b: Point, axis: int, edge: int) -> Point:
    """Return where a side that lies on both sides of an edge meets it."""
    other = 1 - axis
    slope = (b[other] - a[other]) / (b[axis] - a[axis])
    met = round(a[other] + slope * (edge - a[axis]))
    return (edge, met) if axis == 0 else (met, edge)
