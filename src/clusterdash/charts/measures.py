"""Measures side by side, never added: whose each value is, and the plan beside its outcome."""

from dataclasses import dataclass

from clusterdash.charts.chart import Chart, Content
from clusterdash.charts.lettering import wrapped
from clusterdash.charts.palette import Role
from clusterdash.charts.sheet import NARROWEST, SIGN, Sheet, blank, emphasis
from clusterdash.engine import Labels
from clusterdash.language import say, say_many
from clusterdash.model import Result, Where
from clusterdash.publish.cells import Cell, cells, title, years

_ROWS = 2
_BIG = 17
_SMALL = 11
_LINE = 15
_BAR = 11


@dataclass(frozen=True, slots=True)
class _Pair:
    """An outcome with the plan for the same thing and period, or one of them."""

    outcome: Cell | None
    plan: Cell | None

    @property
    def cell(self) -> Cell:
        found = self.outcome or self.plan
        assert found is not None
        return found


def build() -> Chart:
    """Return the figure, empty."""
    return blank()


def content(
    results: tuple[Result, ...], labels: Labels, marks: Where, rows: int = _ROWS
) -> Content:
    """Return what the figure shows.

    Args:
        results: The measures.
        labels: Names of codes.
        marks: The part of the reader's selection; what it names is kept and marked.
        rows: How many values of a measure to show; what is left out is counted on the figure.
    """
    sheet = Sheet()
    sheet.margins = (2, 8)
    for number, result in enumerate(results):
        if number:
            sheet.line((0, sheet.y + 9), (1, sheet.y + 9))
            sheet.y += 18
        _measure(sheet, result, cells(result, labels), marks, rows)
    return sheet.content()


def _measure(
    sheet: Sheet, result: Result, found: tuple[Cell, ...], marks: Where, rows: int
) -> None:
    name = title(result)
    outcomes = [cell for cell in found if not cell.planned]
    if not any(cell.value is not None or cell.state == "hidden" for cell in outcomes):
        text = say("{measure}: no outcome published", measure=name)
        _lines(sheet, text, tone="ink", bold=False)
    else:
        _lines(sheet, name)
    pairs = _pairs(found)
    kept = _kept(pairs, marks, rows)
    for pair in kept:
        _value(sheet, pair, marked=pair.cell.within(marks))
    if len(kept) < len(pairs):
        more = len(pairs) - len(kept)
        _lines(sheet, say_many("and {n} more in the table", "and {n} more in the table", more))


def _pairs(found: tuple[Cell, ...]) -> list[_Pair]:
    """Return outcomes, each with the plan for the same period; then plans that stand alone."""
    plans = {(cell.label, cell.span): cell for cell in found if cell.planned}
    pairs = [
        _Pair(cell, plans.pop((cell.label, cell.span), None)) for cell in found if not cell.planned
    ]
    return pairs + [_Pair(None, cell) for cell in plans.values()]


def _kept(pairs: list[_Pair], marks: Where, rows: int) -> list[_Pair]:
    if len(pairs) <= rows + 1:
        return pairs
    marked = [pair for pair in pairs if pair.cell.within(marks)]
    others = [pair for pair in pairs if not pair.cell.within(marks)]
    kept = {id(pair) for pair in marked + others[: max(0, rows - len(marked))]}
    return [pair for pair in pairs if id(pair) in kept]


def _value(sheet: Sheet, pair: _Pair, *, marked: bool) -> None:
    cell = pair.cell
    tone = emphasis("ink", marked=marked)
    sheet.y += 4
    for line in wrapped(_said(pair), NARROWEST - 8, _BIG, bold=True):
        sheet.word(line, sheet.y + 10, size=_BIG, bold=True, tone=tone)
        sheet.y += 21
    whose = ", ".join(filter(None, [cell.label, years(cell.span)]))
    if whose:
        _lines(sheet, f"{SIGN}{whose}" if marked else whose)
    if pair.outcome is not None and pair.plan is not None:
        _bars(sheet, pair, marked=marked)


def _said(pair: _Pair) -> str:
    if pair.outcome is None:
        return say("{amount} planned", amount=pair.cell.said)
    if pair.plan is None:
        return pair.outcome.said
    return say("{amount} of {plan} planned", amount=pair.outcome.said, plan=pair.plan.said)


def _bars(sheet: Sheet, pair: _Pair, *, marked: bool) -> None:
    """Draw the plan as an outline of dashes, and the outcome within it."""
    drawn = [cell for cell in (pair.outcome, pair.plan) if cell is not None]
    top = max((cell.value for cell in drawn if cell.value is not None), default=0.0)
    tone = emphasis("primary", marked=marked)
    middle = sheet.y + _BAR / 2 + 3
    for cell in drawn:
        if cell.value is None:
            continue
        share = cell.value / top if top > 0 else 0.0
        half = _BAR / 2 + (2 if cell.planned else 0)
        sheet.bar(
            middle - half, middle + half, share, tone=tone, planned=cell.planned,
            label=cell.label, amount=cell.value, said=cell.said, qualifier=cell.qualifier,
        )  # fmt: skip
        if cell.qualified:
            sheet.point(
                share, middle, tone=tone, hollow=True, amount=cell.value, said=cell.said,
                qualifier=cell.qualifier,
            )  # fmt: skip
    sheet.y += _BAR + 8


def _lines(sheet: Sheet, text: str, *, tone: Role = "ink-2", bold: bool = False) -> None:
    for line in wrapped(text, NARROWEST - 8, _SMALL, bold=bold):
        sheet.word(line, sheet.y + _LINE / 2, size=_SMALL, bold=bold, tone=tone)
        sheet.y += _LINE
