"""Events on a timeline, a lane for each value of what tells them apart.

A filled circle was held, one of dashes is announced, a cross was cancelled; the area of a mark is
the number published of its event, and the mark is open where that is a bound or an approximation.
Marks that would hide each other stand above and below their lane.
"""

from dataclasses import dataclass, field

from clusterdash.charts.beside import write_numbers
from clusterdash.charts.chart import Chart, Content
from clusterdash.charts.dotkey import Entry, entries
from clusterdash.charts.dots import HEAD, Dot, Size, dotted, sizes
from clusterdash.charts.dots import columns as dot_columns
from clusterdash.charts.lanes import Happening, Lane, bounded, lanes, states
from clusterdash.charts.lettering import width, wrapped
from clusterdash.charts.palette import Role
from clusterdash.charts.placing import Box
from clusterdash.charts.sheet import NARROWEST, SIGN, Sheet, emphasis
from clusterdash.charts.swarm import swarm
from clusterdash.engine import Labels
from clusterdash.language import number, say, say_many
from clusterdash.model import Result, Where
from clusterdash.publish.cells import title

_LANES = 12
_MARGIN = 16
_NAMES = 92  # room for names beside lanes
_TEXT = 12
_SMALL = 11
_LINE = 16
_PAD = 7
_TEXTS = 20  # where the texts of the key begin
_APART = 480  # width from which no two marks touch
_GAP = 12  # between the entries of the key


@dataclass(slots=True)
class _Plan:
    """What is laid out, and how wide things are."""

    sheet: Sheet
    first: int
    last: int
    size: Size
    muted: bool
    beside: bool
    dots: list[Dot] = field(default_factory=list)
    key: list[Dot] = field(default_factory=list)
    bands: list[tuple[float, float]] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    def across(self, at: float) -> float:
        """Return where a moment stands, 0 to 1."""
        return (at - self.first) / (self.last + 1 - self.first)

    def inner(self, wide: float) -> float:
        """Return the width between the margins of a figure."""
        return wide - sum(self.sheet.margins)


def build() -> Chart:
    """Return the figure, empty."""
    return dotted()


def content(results: tuple[Result, ...], labels: Labels, marks: Where) -> Content:
    """Return what the figure shows.

    Args:
        results: Events by what the lanes are; then a number by event, if there is one.
        labels: Names of codes.
        marks: The part of the reader's selection that is marked in the figure.
    """
    found = lanes(results, labels, marks, _LANES)
    plan = _planned(found, labels)
    dated = any(event.at is not None for lane in found for event in lane.events)
    if dated:
        for lane in found:
            _lane(plan, lane, labels)
        _grid(plan)
        write_numbers(plan.sheet, plan.dots, plan.taken)
        plan.sheet.y += 6
        _key(plan, labels, results, found)
    _notes(plan, results[0], labels, marks, found)
    made = plan.sheet.content()
    return Content(
        sources={
            **made.sources,
            "events": dot_columns(plan.dots),
            "key": dot_columns(plan.key),
            "bands": {
                "top": [top for top, _ in plan.bands],
                "bottom": [bottom for _, bottom in plan.bands],
            },
        },
        spans=made.spans,
        ticks={"x": _years(plan) if dated else {}},
        height=made.height + HEAD,
        margins=made.margins,
    )


def _planned(found: list[Lane], labels: Labels) -> _Plan:
    events = [event for lane in found for event in lane.events]
    dates = [int(event.at) for event in events if event.at is not None]
    names = [width(_called(lane), _TEXT, bold=True) for lane in found]
    said = [width(text, _SMALL) for lane in found for text in states(lane, labels)]
    beside = len(found) > 1 and max(names) <= _NAMES
    sheet = Sheet()
    sheet.margins = (round(max([*names, *said])) + 18 if beside else _MARGIN, _MARGIN)
    return _Plan(
        sheet,
        min(dates, default=0),
        max(dates, default=0),
        sizes(event.number for event in events),
        any(event.marked for event in events),
        beside,
    )


def _called(lane: Lane) -> str:
    return f"{SIGN}{lane.name}" if lane.marked else lane.name


def _lane(plan: _Plan, lane: Lane, labels: Labels) -> None:
    """Draw a lane: a hairline, its name, its marks."""
    sheet, top = plan.sheet, plan.sheet.y
    sheet.line((0, top), (1, top))
    if not plan.beside:
        sheet.y += 3
        _name(plan, lane, labels)
    dated = [event for event in lane.events if event.at is not None]
    places = [(plan.across(e.at or 0), plan.size.radius(e)) for e in dated]
    down = swarm(places, plan.inner(NARROWEST), plan.inner(_APART))
    spans = [(y - r, y + r) for y, (_, r) in zip(down, places, strict=True)]
    upper = min([low for low, _ in spans], default=0)
    lower = max([high for _, high in spans], default=0)
    if plan.beside:
        half = (1 + len(_counted(plan, lane, labels))) * _step(plan) / 2
        upper, lower = min(upper, -half - 1), max(lower, half + 1)
    middle = sheet.y - upper + (_PAD if plan.beside else 2 if dated else -_PAD)
    if plan.beside:
        y = sheet.y
        sheet.y = middle - half
        _name(plan, lane, labels)
        sheet.y = y
    for event, y, (x, radius) in zip(dated, down, places, strict=True):
        tone = _tone(plan, lane, event)
        plan.dots.append(Dot(x, middle + y, radius, event, tone, bounded(event)))
    sheet.y = middle + lower + _PAD
    if not lane.stated:
        plan.bands.append((top, sheet.y))


def _tone(plan: _Plan, lane: Lane, event: Happening) -> Role:
    plain: Role = "primary" if lane.stated and not plan.muted else "hatch"
    return emphasis(plain, marked=event.marked)


def _counted(plan: _Plan, lane: Lane, labels: Labels) -> list[str]:
    """Return the lines that say how many events a lane has; beside a lane room is narrow."""
    each = states(lane, labels)
    together = ", ".join(each)
    if plan.beside:
        fits = width(together, _SMALL) <= plan.sheet.margins[0] - 8
        return [together] if fits else each
    if undated := sum(event.at is None for event in lane.events):
        together = say("{events}; {n} undated", events=together, n=number(undated))
    return [*wrapped(together, NARROWEST - 2 * _MARGIN, _SMALL)]


def _name(plan: _Plan, lane: Lane, labels: Labels) -> None:
    """Write what a lane is and how many events it has, below where they do not fit."""
    tone: Role = emphasis("ink" if lane.stated and not lane.others else "ink-2", marked=lane.marked)
    room = _NAMES + 4 if plan.beside else NARROWEST - 2 * _MARGIN
    dx = 2.0 - plan.sheet.margins[0] if plan.beside else 0.0
    end = 0.0
    for line in wrapped(_called(lane), room, _TEXT, bold=lane.marked):
        end = _words(plan, line, dx, _TEXT, tone, bold=lane.marked)
    lines = _counted(plan, lane, labels)
    if not plan.beside and len(lines) == 1 and end + 8 + width(lines[0], _SMALL) <= room:
        plan.sheet.y -= _step(plan)
        dx = end + 8
    for line in lines:
        _words(plan, line, dx, _SMALL, "ink-2")


def _step(plan: _Plan) -> float:
    return _LINE - 2 if plan.beside else _LINE


def _words(
    plan: _Plan, line: str, dx: float, size: int, tone: Role, *, bold: bool = False
) -> float:
    """Write a line at the left and go on to the next; return how wide it is."""
    sheet, high = plan.sheet, _step(plan)
    wide = width(line, size, bold=bold)
    sheet.word(line, sheet.y + high / 2, dx=dx, size=size, bold=bold, tone=tone, halo=True)
    plan.taken.append(Box(dx, sheet.y, dx + wide, sheet.y + high))
    sheet.y += high
    return wide


def _grid(plan: _Plan) -> None:
    """Draw where years begin and end, from the first lane to the last."""
    plan.sheet.line((0, plan.sheet.y), (1, plan.sheet.y))
    for year in range(plan.first, plan.last + 2):
        x = plan.across(year)
        plan.sheet.line((x, 0), (x, plan.sheet.y), tone="land")


def _years(plan: _Plan) -> dict[float, str]:
    """Return the years, each in its middle; the figure leaves out those that do not fit."""
    return {plan.across(year + 0.5): str(year) for year in range(plan.first, plan.last + 1)}


def _key(plan: _Plan, labels: Labels, results: tuple[Result, ...], found: list[Lane]) -> None:
    """Say what the marks mean, entries beside each other where the narrowest figure has room."""
    drawn = (event for lane in found for event in lane.events if event.at is not None)
    numbers = results[1] if len(results) > 1 else None
    room = plan.inner(NARROWEST)
    lines: list[list[tuple[float, Entry]]] = [[]]
    end = 0.0
    for entry in entries(drawn, plan.size, labels, numbers):
        wide = _TEXTS + width(entry.text, _SMALL)
        if lines[-1] and end + wide > room:
            lines.append([])
        end = end if lines[-1] else 0.0
        lines[-1].append((end / room, entry))
        end += wide + _GAP
    for line in lines:
        _explained(plan, line)


def _explained(plan: _Plan, line: list[tuple[float, Entry]]) -> None:
    """Draw a line of the key; an entry that is alone in it may take several lines of text."""
    room = plan.inner(NARROWEST) - _TEXTS
    texts = [wrapped(entry.text, room, _SMALL) for _, entry in line]
    high = max([2 * entry.radius + 3 for _, entry in line], default=0)
    high = max([high, *(_LINE * len(lines) for lines in texts)])
    middle = plan.sheet.y + high / 2
    for (x, entry), lines in zip(line, texts, strict=True):
        plan.key.append(entry.dot(x, middle, "hatch" if plan.muted else "primary"))
        for index, text in enumerate(lines):
            y = middle + (index - (len(lines) - 1) / 2) * _LINE
            plan.sheet.word(text, y, x=x, dx=_TEXTS, size=_SMALL, tone="ink-2")
    plan.sheet.y += high


def _notes(plan: _Plan, result: Result, labels: Labels, marks: Where, found: list[Lane]) -> None:
    """Say in words what the marks do not: what is marked, undated, or drawn more than once."""
    events: dict[str, list[Happening]] = {}
    for lane in found:
        for event in lane.events:
            events.setdefault(event.code, []).append(event)
    marked = sum(any(event.marked for event in held) for held in events.values())
    undated = sum(held[0].at is None for held in events.values())
    shared = sum(len(held) > 1 for held in events.values())
    if marked:
        what = labels.words(marks)
        text = say_many("{n} event marked: {what}", "{n} events marked: {what}", marked, what=what)
        _note(plan, f"{SIGN}{text}", bold=True, tone="selected")
    texts = []
    if shared:
        texts.append(say_many(
            "{n} event stands in several lanes", "{n} events stand in several lanes", shared
        ))  # fmt: skip
    if undated:
        texts.append(say_many(
            "{n} event without a published date, in the table",
            "{n} events without a published date, in the table",
            undated,
        ))  # fmt: skip
    if not events:
        texts.append(result.reason or say("{measure}: nothing published", measure=title(result)))
    for text in texts:
        _note(plan, text)


def _note(plan: _Plan, text: str, *, bold: bool = False, tone: Role = "ink-2") -> None:
    left = plan.sheet.margins[0]
    for line in wrapped(text, NARROWEST - 8, _SMALL, bold=bold):
        y = plan.sheet.y + _LINE / 2
        plan.sheet.word(line, y, dx=2 - left, size=_SMALL, bold=bold, tone=tone)
        plan.sheet.y += _LINE
