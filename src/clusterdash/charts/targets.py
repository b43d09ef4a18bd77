"""Targets beside outcomes: what was planned as an outline of dashes, what came of it as a bar.

Programmes and partnerships are counted at different levels: each stands in a group of its own, on a
scale of its own, so that nobody adds them; percentages are on the same scale in all groups. Where
one side was never published, words say so.
"""

from collections.abc import Iterable, Sequence

from clusterdash.charts.chart import Chart, Content
from clusterdash.charts.lettering import width, wrapped
from clusterdash.charts.palette import Role
from clusterdash.charts.sheet import NARROWEST, SIGN, Sheet, blank, emphasis
from clusterdash.engine import Labels
from clusterdash.language import mark, say, say_many
from clusterdash.model import Quote, Result, Where
from clusterdash.publish.cells import title, unit, years
from clusterdash.publish.pairs import Pair, pairs

_LEFT, _RIGHT = 2, 10
_ROOM = NARROWEST - _LEFT - _RIGHT
_TEXT = 12
_SMALL = 11
_LINE = 16
_BAR = 9
_SPARE = 1
_NAMES = ("subject", "partnership", "programme")
_WHOLES = {"subject", "partnership", "programme", "event", "organisation", "level", "status"}
_PERCENT = 100.0
_GROUPS = {
    "programme": mark("Programmes"),
    "partnership": mark("Partnerships"),
    "event": mark("Events"),
    "organisation": mark("Organisations"),
    "population": mark("Populations"),
}


def build() -> Chart:
    """Return the figure, empty."""
    return blank()


def content(results: tuple[Result, ...], labels: Labels, marks: Where, rows: int = 14) -> Content:
    """Return what the figure shows.

    Args:
        results: Measures by what they are of, outcomes and targets in one Result or in two.
        labels: Names of codes.
        marks: The part of the reader's selection; what it names is kept and marked.
        rows: How many rows of a measure to show; what is left out is counted on the figure.
    """
    sheet = Sheet()
    sheet.margins = (_LEFT, _RIGHT)
    several = len({*map(_what, results)}) > 1
    shown: list[Pair] = []
    for held in _measures(results):
        sheet.y += 18 if sheet.y else 0
        shown += _measure(sheet, held, labels, marks, rows, named=several)
    if shown:
        sheet.y += 4
        _lines(sheet, say("Bar: outcome. Dashed outline: planned."))
    if any(pair.whole and not pair.together for pair in shown):
        _lines(sheet, say("Where two periods are given, outcome and target are of different ones."))
    if any(cell and cell.qualified for pair in shown for cell in (pair.outcome, pair.target)):
        _lines(sheet, say("Open circle: a bound or an approximation."))
    return sheet.content()


def _what(result: Result) -> str:
    return result.metric.key


def _measures(results: Iterable[Result]) -> list[list[Result]]:
    """Return the Results of each measure together."""
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(_what(result), []).append(result)
    return list(found.values())


def _measure(
    sheet: Sheet, results: list[Result], labels: Labels, marks: Where, rows: int, *, named: bool
) -> list[Pair]:
    """Draw a measure under its name; return what is shown of it."""
    name = title(results[0])
    if named:
        _lines(sheet, name, size=_TEXT, bold=True, tone="ink")
        sheet.y += 2
    found = pairs(results, labels)
    kept = _kept(found, marks, rows)
    levels = sorted({pair.level for pair in kept}, key=_order)
    percent, whole = unit(results[0]) == "percent", all(map(_of_wholes, results))
    for number, level in enumerate(levels):
        held = [pair for pair in kept if pair.level == level]
        if number:
            sheet.y += 10
        if len(levels) > 1 or level != "partnership":
            _heading(sheet, level)
        top = max(pair.top for pair in (kept if percent else held))
        for pair in held:
            marked = _marked(pair, marks)
            _row(sheet, pair, max(top, _PERCENT) if percent else top, marked=marked, whole=whole)
    if percent and kept:
        _lines(sheet, say("Every bar is on a scale from 0 to 100 %."))
    elif len(levels) > 1:
        _lines(sheet, say("Each group has a scale of its own; they are never added."))
    if not found:
        _lines(sheet, results[0].reason or say("{measure}: nothing published", measure=name))
    if len(kept) < len(found):
        more = len(found) - len(kept)
        _lines(sheet, say_many("and {n} more in the table", "and {n} more in the table", more))
    return kept


def _of_wholes(result: Result) -> bool:
    """Return whether figures of parts do not answer, though they may be published."""
    answer = result.metric.answer
    return isinstance(answer, Quote) and answer.parts != "always" and {*result.by} <= _WHOLES


def _order(level: str) -> int:
    return [*_GROUPS].index(level) if level in _GROUPS else len(_GROUPS)


def _heading(sheet: Sheet, level: str) -> None:
    text = say(_GROUPS[level]) if level in _GROUPS else say("Others")
    _lines(sheet, text, size=_SMALL, bold=True)
    sheet.line((0, sheet.y + 1), (1, sheet.y + 1))
    sheet.y += 6


def _kept(found: Sequence[Pair], marks: Where, rows: int) -> list[Pair]:
    """Return the pairs to show, in order: those marked, programmes, then the first ones."""
    if len(found) <= rows + _SPARE:
        return list(found)
    first = sorted(found, key=lambda pair: (not _marked(pair, marks), pair.level != "programme"))
    marked = sum(_marked(pair, marks) for pair in found)
    kept = {id(pair) for pair in first[: max(rows, marked)]}
    return [pair for pair in found if id(pair) in kept]


def _row(sheet: Sheet, pair: Pair, top: float, *, marked: bool, whole: bool) -> None:
    """Write what a row is of and what is published, and draw both below."""
    tone = emphasis("ink", marked=marked)
    plan: Role = emphasis("ink-2", marked=marked)
    said: list[tuple[str, int, bool, Role]] = [(pair.said(), _TEXT, True, tone)]
    if pair.outcome is None:
        said = [(pair.said(), _TEXT, False, plan)]
    elif pair.target is not None and not pair.together:
        planned = say("{amount} planned", amount=pair.target.said)
        said = [(pair.outcome.said, _TEXT, True, tone), (planned, _TEXT, False, plan)]
    notes = [text for text in (_missing(pair, whole=whole), _when(pair)) if text]
    name = f"{SIGN}{pair.name}" if marked else pair.name
    _flow(sheet, [
        (name, _TEXT, marked, tone), *said, *((text, _SMALL, False, "ink-2") for text in notes)
    ])  # fmt: skip
    _bars(sheet, pair, top, marked=marked)
    sheet.y += 8


def _marked(pair: Pair, marks: Where) -> bool:
    """Return whether the selection names a pair; a subject may be a partnership or a programme."""
    own = {pair.cell.codes.get(key) for key in _NAMES} - {None}
    return pair.cell.within(marks) or any(own & {*marks.get(key)} for key in _NAMES)


def _missing(pair: Pair, *, whole: bool) -> str:
    """Return which side was never published; of a part of the whole there may be a figure."""
    if pair.outcome is None:
        return say("no overall outcome published") if whole else say("no outcome published")
    if pair.target is None:
        return say("no overall target published") if whole else say("no target published")
    return ""


def _when(pair: Pair) -> str:
    """Return the years of both, each with its own where they differ."""
    if pair.outcome is None or pair.target is None or pair.together:
        return years(pair.cell.span)
    ends = years(pair.outcome.span), years(pair.target.span)
    if ends[0] == ends[1]:
        ends = pair.outcome.span, pair.target.span
    return say("outcome {outcome}, target {target}", outcome=ends[0], target=ends[1])


def _flow(sheet: Sheet, parts: Sequence[tuple[str, int, bool, Role]]) -> None:
    """Write parts one after the other, each on a new line where it does not fit."""
    x, high = 0.0, float(_LINE)
    for text, size, bold, tone in parts:
        for index, line in enumerate(wrapped(text, _ROOM, size, bold=bold)):
            wide = width(line, size, bold=bold)
            if index or (x and x + wide > _ROOM):
                sheet.y += high
                x, high = 0.0, size + 4.0
            sheet.word(line, sheet.y + high / 2, dx=x, size=size, bold=bold, tone=tone)
            x += wide + 7
    sheet.y += high


def _bars(sheet: Sheet, pair: Pair, top: float, *, marked: bool) -> None:
    """Draw the target as an outline of dashes, and the outcome within it."""
    middle = sheet.y + _BAR / 2 + 4
    tone = emphasis("primary", marked=marked)
    for cell in (pair.target, pair.outcome):
        if cell is None or cell.value is None:
            continue
        end = cell.value / top if top > 0 else 0.0
        half = _BAR / 2 + (2 if cell.planned else 0)
        sheet.bar(
            middle - half, middle + half, end, tone=tone, planned=cell.planned, label=pair.name,
            amount=cell.value, said=cell.said, qualifier=cell.qualifier,
        )  # fmt: skip
        if cell.qualified:
            sheet.point(
                end, middle, tone=tone, hollow=True, amount=cell.value, said=cell.said,
                qualifier=cell.qualifier,
            )  # fmt: skip
        if cell.planned and pair.outcome and cell.value < (pair.outcome.value or 0):
            # The outcome went past its target: the end of the outline shows on it.
            sheet.line((end, middle - half), (end, middle + half), tone="card", width=2)
    sheet.y += _BAR + 8


def _lines(
    sheet: Sheet, text: str, *, size: int = _SMALL, bold: bool = False, tone: Role = "ink-2"
) -> None:
    for line in wrapped(text, _ROOM, size, bold=bold):
        sheet.word(line, sheet.y + _LINE / 2, size=size, bold=bold, tone=tone)
        sheet.y += _LINE
