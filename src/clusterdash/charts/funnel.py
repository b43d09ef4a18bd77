"""A funnel: what became of what, every stage with its rate and what the rate is of."""

from itertools import groupby

from clusterdash.charts import bars
from clusterdash.charts.chart import Chart, Content
from clusterdash.charts.lettering import width, wrapped
from clusterdash.charts.sheet import NARROWEST, SIGN, Sheet, blank, emphasis
from clusterdash.engine import Labels
from clusterdash.language import say
from clusterdash.model import Result, Where
from clusterdash.publish.cells import Cell, cells, title, years
from clusterdash.publish.words import amount

_TEXT = 13
_SMALL = 11
_LINE = 17
_BAR = 16
_EDGE = 4


def build() -> Chart:
    """Return the figure, empty."""
    return blank()


def content(results: tuple[Result, ...], labels: Labels, marks: Where) -> Content:
    """Return what the figure shows; what is no funnel is drawn as bars.

    Args:
        results: What is shown; each funnel of one subject has a scale of its own.
        labels: Names of codes.
        marks: The part of the reader's selection that is marked.
    """
    if any(result.answered and "stage" not in result.by for result in results):
        return bars.content(results, labels, marks)
    sheet = Sheet()
    sheet.margins = (2, 2)
    for result in results:
        found = cells(result, labels)
        if not found:
            text = result.reason or say("{measure}: nothing published", measure=title(result))
            _lines(sheet, text, small=True)
        for number, (_, held) in enumerate(groupby(found, key=_subject)):
            sheet.y += 12 if number else 0
            _funnel(sheet, labels, list(held), marks, named=len({*map(_subject, found)}) > 1)
    return sheet.content()


def _subject(cell: Cell) -> tuple[object, ...]:
    own = tuple(code for key, code in cell.codes.items() if key not in {"stage", "figure"})
    return (*own, cell.span, cell.planned)


def _funnel(sheet: Sheet, labels: Labels, stages: list[Cell], marks: Where, *, named: bool) -> None:
    first = stages[0]
    if named or first.planned:
        _lines(sheet, _heading(labels, first), small=True)
    top = max((cell.value for cell in stages if cell.value is not None), default=0.0)
    for cell in stages:
        _stage(sheet, labels, cell, first, top, marked=cell.within(marks))


def _heading(labels: Labels, cell: Cell) -> str:
    said = [
        labels.label(key, code)
        for key, code in cell.codes.items()
        if key not in {"stage", "figure", "status"} and code not in {None, "all"}
    ]
    plan = [say("planned, not an outcome")] if cell.planned else []
    return ", ".join([*said, *([years(cell.span)] if cell.span else []), *plan])


def _stage(
    sheet: Sheet, labels: Labels, cell: Cell, first: Cell, top: float, *, marked: bool
) -> None:
    stage = labels.label("stage", cell.codes["stage"])
    if cell.value is None:
        _lines(sheet, say("{stage}: {state}", stage=stage, state=cell.said))
        return
    counted = labels.stage(str(cell.codes["stage"]), cell.value)
    text = say("{amount} {stage}", amount=cell.said, stage=counted)
    _lines(sheet, f"{SIGN}{text}" if marked else text, bold=marked)
    end = cell.value / top if top > 0 else 0.0
    middle = sheet.y + _BAR / 2 + 3
    tone = emphasis("primary", marked=marked)
    sheet.bar(
        middle - _BAR / 2, middle + _BAR / 2, end, tone=tone, planned=cell.planned,
        label=stage, amount=cell.value, said=cell.said, qualifier=cell.qualifier,
    )  # fmt: skip
    if cell.qualified:
        sheet.point(
            end, middle, tone=tone, hollow=True, amount=cell.value, said=cell.said,
            qualifier=cell.qualifier,
        )  # fmt: skip
    sheet.y += _BAR + 4
    _rate(sheet, _share(labels, cell, first), end, middle, qualified=cell.qualified)
    sheet.y += 8


def _share(labels: Labels, cell: Cell, first: Cell) -> str:
    """Return the rate of a stage with what it is of, or "" for the first stage."""
    row = cell.row
    if cell is first or row.get("rate") is None:
        return ""
    return say(
        "{rate} of {amount} {stage}",
        rate=amount(row["rate"], row["rate_qualifier"], "percent"),
        amount=amount(row["denominator"], row["denominator_qualifier"], "count", "computed"),
        stage=labels.label("stage", first.codes["stage"]),
    )


def _rate(sheet: Sheet, text: str, end: float, middle: float, *, qualified: bool) -> None:
    """Write a rate beside its bar, or below where there is no room."""
    if not text:
        return
    dx = 13 if qualified else 7
    if end * (NARROWEST - 4) + dx + width(text, _SMALL) <= NARROWEST - _EDGE:
        sheet.word(text, middle, x=end, dx=dx, size=_SMALL, tone="ink-2")
    else:
        _lines(sheet, text, small=True)


def _lines(sheet: Sheet, text: str, *, small: bool = False, bold: bool = False) -> None:
    size = _SMALL if small else _TEXT
    for line in wrapped(text, NARROWEST - 2 * _EDGE, size, bold=bold):
        sheet.word(
            line, sheet.y + _LINE / 2, size=size, bold=bold, tone="ink-2" if small else "ink"
        )
        sheet.y += _LINE
