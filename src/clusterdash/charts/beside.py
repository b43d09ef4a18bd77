"""Numbers beside the marks of a timeline: the largest ones, where nothing else is at any width."""

from collections.abc import Iterator, Sequence

from clusterdash.charts.dots import Dot
from clusterdash.charts.lettering import width
from clusterdash.charts.placing import Box, Spot, View
from clusterdash.charts.sheet import NARROWEST, SIGN, Sheet, emphasis

_WRITTEN = 12  # how many are written at most, apart from those marked
_SMALL = 11
_WIDTHS = (NARROWEST, 340, 480, 720, 1000, 1300)
_INSIDE = Spot(0, 0, "center")


def write_numbers(sheet: Sheet, dots: Sequence[Dot], words: Sequence[Box]) -> None:
    """Write the numbers of the marked and the largest marks.

    Args:
        sheet: Where to write; its margins are set.
        dots: The marks.
        words: What is written already, right of the left margin.
    """
    views = [_view(sheet, dots, words, wide) for wide in _WIDTHS]
    known = [i for i, dot in enumerate(dots) if dot.event.number is not None]
    known.sort(key=lambda i: (not dots[i].event.marked, -dots[i].radius))
    marked = sum(dots[i].event.marked for i in known)
    for index in known[: max(_WRITTEN, marked)]:
        _write(sheet, dots, views, index)


def _view(sheet: Sheet, dots: Sequence[Dot], words: Sequence[Box], wide: float) -> View:
    left, right = sheet.margins
    at = [(left + dot.x * (wide - left - right), dot.y) for dot in dots]
    marks = [
        Box(x - d.radius, y - d.radius, x + d.radius, y + d.radius)
        for (x, y), d in zip(at, dots, strict=True)
    ]
    written = [Box(left + w.left, w.top, left + w.right, w.bottom) for w in words]
    return View(wide, at, (), [*marks, *written])


def _write(sheet: Sheet, dots: Sequence[Dot], views: Sequence[View], index: int) -> None:
    dot = dots[index]
    for said, spot in _spots(dot):
        inside, marked = spot == _INSIDE, dot.event.marked
        size = (width(said, _SMALL, bold=marked) + 2, _SMALL + 3.0)
        both = [(view, spot.box(view.points[index], size)) for view in views]
        if not all(_free(view, box, len(dots), inside=inside) for view, box in both):
            continue
        for view, box in both:
            view.taken.append(box)
        sheet.word(
            said, dot.y + spot.dy, x=dot.x, dx=spot.dx, align=spot.align, size=_SMALL,
            bold=marked, tone="card" if inside else emphasis("ink", marked=marked),
            halo=not inside,
        )  # fmt: skip
        return


def _spots(dot: Dot) -> Iterator[tuple[str, Spot]]:
    """Yield a number and where it may stand: in its mark, beside, above, below, at its corners."""
    assert dot.event.number is not None
    said = dot.event.number.said
    fits = width(said, _SMALL, bold=dot.event.marked) + 1 <= 2 * dot.radius
    if fits and dot.filled and dot.tone != "hatch":
        yield said, _INSIDE
    if dot.event.marked:
        said = f"{SIGN}{said}"
    beside, above, corner = dot.radius + 4, dot.radius + 8, 0.7 * dot.radius + 3
    for dx, align in ((beside, "left"), (-beside, "right")):
        yield said, Spot(dx, 0, align)
    for dy in (-above, above):
        yield said, Spot(0, dy, "center")
    for dy in (-corner - 4, corner + 4):
        yield said, Spot(corner, dy, "left")
        yield said, Spot(-corner, dy, "right")


def _free(view: View, box: Box, marks: int, *, inside: bool) -> bool:
    """Return whether a number can stand there; within its mark only other words are in its way."""
    if inside:
        return not any(box.meets(each) for each in view.taken[marks:])
    return view.free(box)
