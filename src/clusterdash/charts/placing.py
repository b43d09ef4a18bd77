"""Places for labels beside points, so that nothing is written over anything at any width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Point2D = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in CSS pixels, down from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two boxes overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands beside its point.

    Attributes:
        dx: How far right of the point it is held.
        dy: How far below the point its middle is.
        align: What of it is held there.
    """

    dx: float
    dy: float
    align: str

    def box(self, point: Point2D, size: Point2D) -> Box:
        """Return what a label of this size covers beside a point."""
        wide, high = size
        at = point[0] + self.dx
        left = {"left": at, "center": at - wide / 2, "right": at - wide}[self.align]
        middle = point[1] + self.dy
        return Box(left, middle - high / 2, left + wide, middle + high / 2)


_ROUND = [
    Spot(dx, dy, align)
    for away in (15.0, 27.0)
    for dy in (-away, away)
    for dx, align in ((0.0, "center"), (6.0, "right"), (-6.0, "left"))
]
SPOTS = (*_ROUND, Spot(11.0, 0.0, "left"), Spot(-11.0, 0.0, "right"))
"""Above before below, centred before shifted, beside at last."""


@dataclass(slots=True)
class View:
    """The figure at one width.

    Attributes:
        room: The width.
        points: Where the points stand.
        lines: Lines between places.
        taken: What is covered.
    """

    room: float
    points: Sequence[Point2D]
    lines: Sequence[tuple[Point2D, Point2D]]
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Return whether nothing is there and nothing would be cut off."""
        inside = box.left >= 0 and box.right <= self.room and box.top >= 0
        return inside and not any(box.meets(other) for other in self.taken)

    def crossed(self, box: Box) -> int:
        """Return how many lines run through a box."""
        return sum(_crosses(box, line) for line in self.lines)


def place(views: Sequence[View], index: int, size: Point2D) -> Spot | None:
    """Return the best spot for the label of a point that is free at every width, and take it.

    Args:
        views: The figure at the widths that it is made for.
        index: Which point.
        size: Width and height of the label.
    """
    free = [
        spot
        for spot in SPOTS
        if all(view.free(box) for view, box in _boxes(views, index, size, spot))
    ]
    best = min(
        free,
        key=lambda spot: sum(v.crossed(box) for v, box in _boxes(views, index, size, spot)),
        default=None,
    )
    if best is not None:
        for view, box in _boxes(views, index, size, best):
            view.taken.append(box)
    return best


def _boxes(
    views: Sequence[View], index: int, size: Point2D, spot: Spot
) -> Iterator[tuple[View, Box]]:
    for view in views:
        yield view, spot.box(view.points[index], size)


def _crosses(box: Box, line: tuple[Point2D, Point2D]) -> bool:
    """Return whether a line runs through a box: the parts in its width and height overlap."""
    (x0, y0), (x1, y1) = line
    enter, leave = 0.0, 1.0
    for start, way, low, high in (
        (x0, x1 - x0, box.left, box.right),
        (y0, y1 - y0, box.top, box.bottom),
    ):
        if not way:
            if not low < start < high:
                return False
            continue
        ends = sorted(((low - start) / way, (high - start) / way))
        enter, leave = max(enter, ends[0]), min(leave, ends[1])
    return enter < leave
