"""Values over the years: a line joins only values of one thing, dashed where years are missing.

An open mark is a bound, an approximation or a plan; another measure stands beside as squares.
Sums over whatever was published in a year are no trend, since another year has other events: they
are drawn as bars, a year each, and so is a lone value.
"""

from dataclasses import dataclass
from itertools import pairwise

from clusterdash.charts import bars
from clusterdash.charts.chart import Chart, Content
from clusterdash.charts.lettering import width, wrapped
from clusterdash.charts.placing import Box, View, place
from clusterdash.charts.series import MARKERS, Point, Series, series_of, told_apart
from clusterdash.charts.sheet import NARROWEST, SIGN, Sheet, blank, emphasis
from clusterdash.engine import Labels
from clusterdash.language import say, say_many
from clusterdash.model import Result, Where
from clusterdash.publish.cells import Cell, unit

_MARGIN = 18
_TOP = 30
_BASE = 150
_SMALL = 11
_TEXT = 12
_LINE = 16
_WIDTHS = (NARROWEST, 340, 480, 640)
_YEARS = 40
_FEW = 3


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a year and a value stand."""

    first: int
    last: int
    top: float

    def x(self, year: int) -> float:
        return 0.5 if self.first == self.last else (year - self.first) / (self.last - self.first)

    def y(self, amount: float) -> float:
        return _BASE - (_BASE - _TOP) * (amount / self.top if self.top > 0 else 0)

    def pixels(self, point: Point, wide: float) -> tuple[float, float]:
        """Return where a point stands on a figure of this width."""
        across = _MARGIN + self.x(point.year) * (wide - 2 * _MARGIN)
        return across, self.y(point.value)


def build() -> Chart:
    """Return the figure, empty."""
    return blank()


def content(results: tuple[Result, ...], labels: Labels, marks: Where) -> Content:
    """Return what the figure shows.

    Args:
        results: What is shown: the first by year; others beside it, each as marks of its own.
        labels: Names of codes.
        marks: The part of the reader's selection; its years are marked.
    """
    drawn, unplaced = series_of(results, labels)
    if drawn and not _drawable(results, drawn):
        return bars.content(results, labels, marks, rows=_YEARS)
    sheet = Sheet()
    sheet.margins = (_MARGIN, _MARGIN)
    shown, hidden = _largest(drawn)
    points = [point for series in shown for point in series.points]
    unsaid = 0
    if points:
        ends = min(p.year for p in points), max(p.year for p in points)
        scale = _Scale(*ends, max(p.value for p in points))
        for series in shown:
            _curve(sheet, scale, series)
        for series in shown:
            _marks(sheet, scale, series, marks)
        unsaid = _values(sheet, scale, shown, marks)
        _years(sheet, scale, sorted({p.year for p in points}))
        sheet.y = _BASE + 26
    _key(sheet, shown)
    _rest(sheet, unplaced, unsaid, len(hidden), empty=not points)
    return sheet.content()


def _largest(drawn: list[Series]) -> tuple[list[Series], list[Series]]:
    """Return the series with the largest values, in their order, and those without a place."""
    if len(drawn) <= len(MARKERS):
        return drawn, []
    bulk = sorted(drawn, key=lambda series: -max(point.value for point in series.points))
    most = [series for series in drawn if series in bulk[: len(MARKERS)]]
    return told_apart(most), [series for series in drawn if series not in bulk[: len(MARKERS)]]


def _drawable(results: tuple[Result, ...], drawn: list[Series]) -> bool:
    """Return whether there is a line to draw, on a scale that all values share."""
    lines = [series for series in drawn if series.joined and len(series.points) > 1]
    return bool(lines) and drawn[0].joined and len({unit(result) for result in results}) == 1


def _curve(sheet: Sheet, scale: _Scale, series: Series) -> None:
    for one, other in _joins(series):
        ends = [(scale.x(p.year), scale.y(p.value)) for p in (one, other)]
        apart = other.year - one.year > 1 or series.planned
        sheet.line(ends[0], ends[1], tone=series.tone, dashed=apart, width=2)


def _joins(series: Series) -> list[tuple[Point, Point]]:
    return [pair for pair in pairwise(series.points) if series.joined and not pair[1].broken]


def _marks(sheet: Sheet, scale: _Scale, series: Series, marks: Where) -> None:
    for point in series.points:
        cell = point.cell
        marked = _marked(point, marks)
        sheet.point(
            scale.x(point.year), scale.y(point.value), marker=series.marker,
            size=11 if marked else 9, tone=emphasis(series.tone, marked=marked),
            hollow=cell.qualified or cell.planned, amount=point.value, said=cell.said,
            qualifier=cell.qualifier,
        )  # fmt: skip


def _values(sheet: Sheet, scale: _Scale, shown: list[Series], marks: Where) -> int:
    """Write the values that have room, the telling ones first; return how many have none."""
    points = _telling(shown, marks)
    views = [_view(scale, shown, points, wide) for wide in _WIDTHS]
    unsaid = 0
    for index, point in enumerate(points):
        marked = _marked(point, marks)
        said = f"{SIGN}{point.cell.said}" if marked else point.cell.said
        spot = place(views, index, (width(said, _TEXT, bold=marked), _LINE - 2.0))
        if spot is None:
            unsaid += 1
            continue
        sheet.word(
            said, scale.y(point.value) + spot.dy, x=scale.x(point.year), dx=spot.dx,
            align=spot.align, size=_TEXT, bold=marked, halo=True,
            tone=emphasis("ink", marked=marked),
        )  # fmt: skip
    return unsaid


def _view(scale: _Scale, shown: list[Series], points: list[Point], wide: float) -> View:
    at = [scale.pixels(point, wide) for point in points]
    lines = [
        (scale.pixels(one, wide), scale.pixels(other, wide))
        for series in shown
        for one, other in _joins(series)
    ]
    marks = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in at]
    return View(wide, at, lines, [*marks, Box(0, _BASE, wide, _BASE + 24)])


def _marked(point: Point, marks: Where) -> bool:
    """Return whether the selection names a point's year, or the thing that it is of."""
    return point.cell.within(marks)


def _telling(shown: list[Series], marks: Where) -> list[Point]:
    """Return all points: what is marked, the ends and the highest of each series first."""
    first = [p for s in shown for p in s.points if _marked(p, marks)]
    for series in shown:
        first += [series.points[0], series.points[-1], max(series.points, key=lambda p: p.value)]
    first += [point for series in shown for point in series.points]
    return list({id(point): point for point in first}.values())


def _years(sheet: Sheet, scale: _Scale, years: list[int]) -> None:
    """Draw the ground with the years that have values, as many as fit."""
    sheet.line((0, _BASE), (1, _BASE), tone="line")
    room = NARROWEST - 2 * _MARGIN
    said = [years[0]]
    for year in years[1:]:
        gaps = [abs(scale.x(year) - scale.x(other)) * room for other in (said[-1], years[-1])]
        if gaps[0] >= 38 and (gaps[1] >= 38 or year == years[-1]):
            said.append(year)
    if years[-1] not in said:
        said.append(years[-1])
    for year in said:
        sheet.line((scale.x(year), _BASE), (scale.x(year), _BASE + 4), tone="line")
        sheet.word(
            str(year), _BASE + 14, x=scale.x(year), align="center", size=_SMALL, tone="ink-2"
        )


def _key(sheet: Sheet, shown: list[Series]) -> None:
    """Name the series by their marks, where there are several."""
    for series in shown if len(shown) > 1 else ():
        sheet.point(0, sheet.y + 9, marker=series.marker, size=8, tone=series.tone)
        lines = wrapped(series.name, NARROWEST - _MARGIN - 14, _SMALL)
        for line in lines:
            sheet.word(line, sheet.y + 9, dx=12, size=_SMALL, tone="ink-2")
            sheet.y += _LINE


def _rest(sheet: Sheet, unplaced: list[Cell], unsaid: int, hidden: int, *, empty: bool) -> None:
    """Say in words what has no place in the figure."""
    protected = sum(cell.state == "hidden" for cell in unplaced)
    told = [c for c in unplaced if c.state != "hidden"] if protected > _FEW else unplaced
    texts = [f"{cell.label or say('Undated')}: {cell.said}" for cell in told]
    if len(told) < len(unplaced):
        texts.append(say("{n} values of fewer than five are hidden (:c)", n=protected))
    if unsaid:
        texts.append(
            say_many("and {n} more value in the table", "and {n} more values in the table", unsaid)
        )
    if hidden:
        texts.append(
            say_many("and {n} more series in the table", "and {n} more series in the table", hidden)
        )
    if empty and not texts:
        texts = [say("Nothing published over the years")]
    for text in texts:
        for line in wrapped(text, NARROWEST - _MARGIN - 4, _SMALL):
            sheet.word(line, sheet.y + 9, dx=-_MARGIN + 2, size=_SMALL, tone="ink-2")
            sheet.y += _LINE
