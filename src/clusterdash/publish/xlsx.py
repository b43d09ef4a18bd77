"""Results as a workbook of plain cells."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from clusterdash.engine import Labels
from clusterdash.errors import QuestionError
from clusterdash.language import say
from clusterdash.model import Result
from clusterdash.publish.citation import edition_date
from clusterdash.publish.sheets import UNOFFICIAL, Cell, Sheet, sheets
from clusterdash.publish.synthetic import SYNTHETIC, marked
from clusterdash.publish.words import capital

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000
"""Characters of a cell, counted as Excel does; it holds 32,767 and mends files that hold more."""

_ROWS = 1_000_000
_WIDEST, _NARROWEST = 60, 8
_WRAPPED = 40
# A text that a spreadsheet would run once somebody edits its cell.
_FORMULA = re.compile(r"[=+\-@\t\r]")
# What XML 1.0 forbids, and lone surrogates, which no file can hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_UNGROUPED = {"rank", "rank_of", "ties", "year"}


def to_xlsx(results: Sequence[Result], labels: Labels, site: str = "") -> bytes:
    """Return Results as a workbook: a sheet of figures each, then Notes and Sources.

    Equal Results give equal bytes. Nothing in it is a formula or a live link: texts are texts,
    and the evaluated total is a number that stands apart below the rows.

    Args:
        results: One or more.
        labels: Names of the codes of their edition.
        site: Address of the start page of the site that answers, where it is known.

    Raises:
        QuestionError: There is no Result, or one has more cells than a sheet has rows.
    """
    import xlsxwriter

    if not results:
        raise QuestionError("A workbook needs at least one Result.")
    if any(result.frame.height > _ROWS for result in results):
        raise QuestionError(f"A sheet holds {_ROWS:,} rows: narrow the question, or take CSV.")
    held = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, {"in_memory": True, **options})
    book.set_properties(
        {
            "title": _clean(_titled(results)),
            "comments": _clean(f"{results[0].edition}. {say(UNOFFICIAL)}"),
            # Not the clock: equal Results give equal bytes.
            "created": datetime.fromisoformat(edition_date(results[0]) or "2000-01-01"),
        }
    )
    writer = _Writer(book)
    for sheet in sheets(results, labels, site):
        writer.write(sheet)
    book.close()
    return held.getvalue()


def _titled(results: Sequence[Result]) -> str:
    synthetic = any(result.synthetic for result in results)
    return marked(capital(say(results[0].metric.label)), synthetic=synthetic)


class _Writer:
    """Writes sheets into one workbook, each kind of cell in its format."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._names: set[str] = set()

    def write(self, sheet: Sheet) -> None:
        """Write a sheet: its mark, its head, its rows, and its total apart from them."""
        page = self._book.add_worksheet(self._name(sheet.name))
        top = 0
        if sheet.synthetic:
            mark = self._format(bold=True, font_color="#a85400")
            page.write_string(0, 0, say(SYNTHETIC), mark)
            page.set_header(f"&C{say(SYNTHETIC)}")  # on every printed page
            top = 1
        for column, text in enumerate(sheet.head):
            page.write_string(top, column, text, self._format(bold=True, bottom=1))
            self._widen(page, column, sheet)
        for row, cells in enumerate(sheet.rows, start=top + 1):
            self._row(page, row, cells, sheet)
        last = top + len(sheet.rows)
        if sheet.total:
            # The blank row keeps it out of what a spreadsheet sorts, filters and charts.
            self._row(page, last + 2, sheet.total, sheet, italic=True)
        page.freeze_panes(top + 1, 0)
        page.autofilter(top, 0, last, len(sheet.head) - 1)
        # Codes of cities are digits that are no numbers.
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 3}"})

    def _row(
        self, page: "Worksheet", row: int, cells: Sequence[Cell], sheet: Sheet, **style: object
    ) -> None:
        for column, value in enumerate(cells):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                text = _fitting(_clean(value))
                looks: dict[str, object] = {"valign": "top"}
                if _FORMULA.match(text):
                    looks["quote_prefix"] = True
                # Long lists of ids beside numbers would make every row of the figures tall.
                if len(text) > _WRAPPED and not sheet.keys[column] and not style:
                    looks["text_wrap"] = True
                page.write_string(row, column, text, self._format(**looks, **style))
            else:
                shown = _pattern(sheet.keys[column], value)
                page.write_number(
                    row, column, value, self._format(num_format=shown, valign="top", **style)
                )

    def _format(self, **style: object) -> "Format":
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(style)
        return self._formats[key]

    def _widen(self, page: "Worksheet", column: int, sheet: Sheet) -> None:
        texts = [sheet.head[column], *(str(row[column] or "") for row in sheet.rows)]
        longest = max(len(line) for text in texts for line in text.split("\n"))
        page.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))

    def _name(self, wanted: str) -> str:
        """Return a name that a spreadsheet allows: short, without its signs, unlike any other."""
        name = re.sub(r"[\[\]:*?/\\']", " ", _clean(wanted)).strip()[:28] or "Sheet"
        number = 1
        while name.lower() in self._names:
            number += 1
            name = f"{name[:25]} {number}"
        self._names.add(name.lower())
        return name


def _pattern(key: str, value: float) -> str:
    """Return how a number is shown; the file holds it in full."""
    if key in _UNGROUPED:
        return "0"
    if value == int(value):
        return "#,##0"
    return "0.0###" if abs(value) < 1 else "#,##0.0"


def _clean(text: str) -> str:
    return _ILLEGAL.sub("�", text)


def _fitting(text: str) -> str:
    """Return a text that a cell can hold; one that is cut says so."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    kept = units[: 2 * LONGEST].decode("utf-16-le", errors="ignore")
    return f"{kept} {say('[cut: a cell holds no more]')}"
