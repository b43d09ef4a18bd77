"""Horizontal bars: the cells of a Result, largest first where it ranks them.

Short names stand left of their bars, long ones above. An open circle ends a bar that is a bound or
an approximation, dashes outline a plan, hatching fills what is not stated.
"""

from collections.abc import Sequence

from clusterdash.charts.chart import Chart, Content
from clusterdash.charts.columns import SMALL, TEXT, Plan, name_lines, plan
from clusterdash.charts.lettering import width, wrapped
from clusterdash.charts.ranks import Group, Selected, select
from clusterdash.charts.sheet import NARROWEST, Sheet, blank, emphasis
from clusterdash.engine import Labels
from clusterdash.language import say, say_many
from clusterdash.model import Result, Where
from clusterdash.publish.cells import Cell, title, unit, years
from clusterdash.publish.table import PICKED, pick

_BAR = 13
_LINE = 16
_ROW = 23


def build() -> Chart:
    """Return the figure, empty."""
    return blank()


def content(
    results: tuple[Result, ...],
    labels: Labels,
    marks: Where,
    rows: int = 12,
    scales: tuple[tuple[str, ...], ...] = (),
) -> Content:
    """Return what the figure shows.

    Several Results stand below each other, each with a scale of its own unless it is said to share
    one, and are never added.

    Args:
        results: What is shown.
        labels: Names of codes.
        marks: The part of the reader's selection that is marked in the figure.
        rows: How many bars of a Result to show; what is left out is counted on the figure.
        scales: Metrics that count the same thing: bars of the same unit share a scale.
    """
    several = len(results) > 1
    chosen = [(r, select(r, labels, marks, rows, name=several)) for r in results]
    shown = [c for _, part in chosen for group in part.groups for c in group.cells]
    placed = plan(shown, marks)
    sheet = Sheet()
    sheet.margins = (placed.left, placed.right)
    for index, (result, part) in enumerate(chosen):
        same = [i for i in _same(results, index, scales) if chosen[i][1].groups]
        top = max((chosen[i][1].top for i in same), default=0.0)
        _result(sheet, placed, result, part, marks, top=top)
        if len(same) > 1 and index == same[-1]:
            said = say("Drawn on one scale, to be compared; never added.")
            _lines(sheet, placed, said, gap=4)
    return sheet.content()


def _same(results: Sequence[Result], index: int, scales: tuple[tuple[str, ...], ...]) -> list[int]:
    """Return the places of the Results that share a scale with one, itself included."""
    one = results[index]
    kin = {key for scale in scales if one.metric.key in scale for key in scale}
    # Restated ones, per million say, may stand beside one that cannot be, and those of a country
    # or a year beside one that is of all.
    how = (unit(one), one.question.normalise, one.question.where)
    return [
        i
        for i, other in enumerate(results)
        if i == index
        or (
            other.metric.key in kin
            and (unit(other), other.question.normalise, other.question.where) == how
        )
    ]


def _result(
    sheet: Sheet, placed: Plan, result: Result, part: Selected, marks: Where, *, top: float
) -> None:
    for number, group in enumerate(part.groups):
        _heading(sheet, placed, group, first=not sheet.y and not number)
        for index, cell in enumerate(group.cells):
            if index in group.skipped:
                _jump(sheet, placed)
            _row(sheet, placed, _named(cell, result), top, marked=cell.within(marks))
    if not part.groups:
        text = say("{measure}: nothing published", measure=title(result))
        _lines(sheet, placed, text, gap=2)
    if part.hidden:
        text = say_many("and {n} more in the table", "and {n} more in the table", part.hidden)
        _lines(sheet, placed, text, gap=2)
    for said, names in part.folded:
        text = say("{amount}: {names}", amount=said, names=", ".join(names))
        _lines(sheet, placed, text, gap=4)
    if any(cell.state == "hidden" for group in part.groups for cell in group.cells):
        text = say(":c stands for numbers of fewer than five SMEs or persons, which are hidden.")
        _lines(sheet, placed, text, gap=4)


def _named(cell: Cell, result: Result) -> tuple[str, Cell]:
    return cell.label or title(result), cell


def _heading(sheet: Sheet, placed: Plan, group: Group, *, first: bool) -> None:
    if group.heading:
        _lines(sheet, placed, group.heading, gap=0 if first else 12)
    elif not first:
        sheet.y += 10


def _lines(sheet: Sheet, placed: Plan, text: str, *, gap: int) -> None:
    sheet.y += gap
    for line in wrapped(text, NARROWEST - 8, SMALL):
        sheet.word(line, sheet.y + 9, dx=2 - placed.left, size=SMALL, tone="ink-2")
        sheet.y += _LINE
    sheet.y += 2


def _jump(sheet: Sheet, placed: Plan) -> None:
    sheet.word("…", sheet.y + 3, dx=-8 if placed.beside else 0, align="right", tone="ink-2")
    sheet.y += 11


def _row(sheet: Sheet, placed: Plan, named: tuple[str, Cell], top: float, *, marked: bool) -> None:
    label, cell = named
    if placed.beside:
        lines = name_lines(label, placed.names, marked=marked)
        high = _ROW + (len(lines) - 1) * (_LINE - 2)
        middle = sheet.y + high / 2
        _beside(sheet, placed, cell, lines, middle, marked=marked)
        sheet.y += high
    else:
        _above(sheet, placed, label, cell, marked=marked)
        middle = sheet.y + _BAR / 2 + 2
        sheet.y += _BAR + 10
    _bar(sheet, placed, cell, top, middle, marked=marked)


def _beside(
    sheet: Sheet, placed: Plan, cell: Cell, lines: tuple[str, ...], middle: float, *, marked: bool
) -> None:
    tone = emphasis("ink", marked=marked)
    for number, line in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * (_LINE - 2)
        sheet.word(line, y, dx=-8, align="right", size=TEXT, bold=marked, tone=tone)
    if cell.rank is not None:
        rank, dx = _rank(cell), 26 - placed.left
        tone = emphasis("ink-2", marked=marked)
        sheet.word(rank, middle, dx=dx, align="right", size=SMALL, bold=marked, tone=tone)


def _rank(cell: Cell) -> str:
    return f"={cell.rank}" if cell.ties > 1 else f"{cell.rank}"


def _above(sheet: Sheet, placed: Plan, label: str, cell: Cell, *, marked: bool) -> None:
    text = label if cell.rank is None else f"{_rank(cell)}  {label}"
    tone = emphasis("ink", marked=marked)
    lines = name_lines(text, NARROWEST - 6, marked=marked)
    for line in lines:
        sheet.word(line, sheet.y + _LINE / 2, size=TEXT, bold=marked, tone=tone)
        sheet.y += _LINE
    stacked = cell.value is not None and not placed.inline
    if placed.dated and cell.span and not stacked:
        _date(sheet, cell, lines[-1], marked=marked)
    if stacked:
        _said(sheet, cell, sheet.y + _LINE / 2, 0, 0, marked=marked, dated=placed.dated)
        sheet.y += _LINE


def _date(sheet: Sheet, cell: Cell, line: str, *, marked: bool) -> None:
    """Write the years of a value after its name, or below where they do not fit."""
    after = width(line, TEXT, bold=marked) + 7
    if after + width(years(cell.span), SMALL) > NARROWEST - 4:
        after = 0
        sheet.y += _LINE
    sheet.word(years(cell.span), sheet.y - _LINE / 2, dx=after, size=SMALL, tone="ink-2")


def _bar(
    sheet: Sheet, placed: Plan, cell: Cell, top: float, middle: float, *, marked: bool
) -> None:
    if cell.value is None:
        sheet.word(cell.said, middle, dx=2, size=TEXT, tone="ink-2")
        return
    end = cell.value / top if top > 0 else 0.0
    tone = emphasis("primary", marked=marked)
    sheet.bar(
        middle - _BAR / 2, middle + _BAR / 2, end, tone=tone, planned=cell.planned,
        hatched=not cell.stated, label=cell.label, amount=cell.value, said=cell.said,
        qualifier=cell.qualifier, picks=_picks(cell),
    )  # fmt: skip
    if cell.qualified:
        sheet.point(
            end, middle, tone=tone, hollow=True, amount=cell.value, said=cell.said,
            qualifier=cell.qualifier,
        )  # fmt: skip
    if placed.inline:
        dx = 13 if cell.qualified else 7
        _said(sheet, cell, middle, end, dx, marked=marked, dated=placed.dated and placed.beside)


def _picks(cell: Cell) -> tuple[str, str]:
    """Return what a tap on a bar selects: the first of its dimensions that pages select."""
    return next((pick(key, cell.codes[key]) for key in PICKED if key in cell.codes), ("", ""))


def _said(
    sheet: Sheet, cell: Cell, y: float, x: float, dx: float, *, marked: bool, dated: bool
) -> None:
    tone = emphasis("ink", marked=marked)
    sheet.word(cell.said, y, x=x, dx=dx, size=TEXT, bold=marked, tone=tone)
    if dated and cell.span:
        after = dx + width(cell.said, TEXT, bold=marked) + 7
        sheet.word(years(cell.span), y, x=x, dx=after, size=SMALL, tone="ink-2")
