"""The cells of a Result as a reader tells them apart: one place for figures and their texts."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from clusterdash.engine import Labels, proper
from clusterdash.language import SOURCE, say, speaking, spoken
from clusterdash.model import Result, Where
from clusterdash.names import NOT_STATED
from clusterdash.publish.words import amount, capital, named

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UNTOLD = {"figure", "status"}
# Where these are blank the source did not state them; blanks elsewhere are about the whole.
_STATED = {
    "year",
    "series",
    "programme",
    "type",
    "mode",
    "direction",
    "host_country",
    "partner_country",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a Result.

    Attributes:
        label: What tells it from the other cells, or "" where it is alone.
        codes: Its code by dimension.
        value: Its value, or None.
        qualifier: How exact the value is.
        state: What the cell holds.
        said: Its value in words, qualifier and unit included.
        planned: Whether it is a target and no outcome.
        stated: Whether its dimensions are known; else it counts what is not stated.
        span: The period it is of, or "".
        rank: Its rank in the EU-27, or None.
        ties: How many share the rank.
        row: The row of the frame.
    """

    label: str
    codes: Mapping[str, str | None]
    value: float | None
    qualifier: str
    state: str
    said: str
    planned: bool
    stated: bool
    span: str
    rank: int | None
    ties: int
    row: Mapping[str, Any] = field(repr=False)

    @property
    def qualified(self) -> bool:
        """Whether the value is a bound or an approximation."""
        return self.value is not None and self.qualifier != "exact"

    def within(self, where: Where) -> bool:
        """Return whether a selection names this cell in a dimension that the cell has."""
        asked = [(key, codes) for key, codes in where.selected if key in self.codes]
        timed = where.years is not None and "year" in self.codes
        if where.years and timed:
            year = self.codes["year"] or ""
            if not (year.isdecimal() and where.years[0] <= int(year) <= where.years[1]):
                return False
        return bool(asked or timed) and all(self.codes[key] in codes for key, codes in asked)


def cells(result: Result, labels: Labels, without: Collection[str] = ()) -> tuple[Cell, ...]:
    """Return the cells of a Result in its order, each with a label of its own.

    Args:
        result: The Result.
        labels: Names of codes.
        without: Dimensions that something else says, so that labels need not.
    """
    return _cells(result, labels, tuple(without), spoken())


@lru_cache(maxsize=256)
def _cells(
    result: Result, labels: Labels, without: tuple[str, ...], _language: str
) -> tuple[Cell, ...]:
    rows = list(result.frame.iter_rows(named=True)) if result.answered else []
    keys = [key for key in varying(result) if key not in without]
    found = [_cell(result, labels, keys, row) for row in rows]
    said = [tuple(labels.label(key, cell.codes[key]) for key in without) for cell in found]
    found = _apart(found, said, [f", {cell.span}" if cell.span else "" for cell in found])
    ids = [f" ({row.get('figures') or row.get('figure') or ''})" for row in rows]
    return tuple(_apart(found, said, ids))


def varying(result: Result) -> tuple[str, ...]:
    """Return the dimensions that tell the cells apart; those of a lone cell all do."""
    keys = tuple(key for key in result.by if key not in _UNTOLD)
    if result.frame.height < 2:
        return keys
    return tuple(key for key in keys if result.frame[key].n_unique() > 1)


def shared(result: Result, labels: Labels) -> str:
    """Return what all cells of a Result have in common and their labels leave out, or ""."""
    rows = list(result.frame.iter_rows(named=True)) if result.answered else []
    if len(rows) < 2:
        return ""
    told = {*varying(result), *_UNTOLD}
    same = [key for key in result.by if key not in told]
    return _capital(labels, same, rows[0])


def unit(result: Result) -> str:
    """Return the unit of a Result's values, which the way they are stated may change."""
    ways = {
        "population": "ratio",
        "share": "percent",
        "organisations": "ratio",
        "smes": "ratio",
    }
    return ways.get(result.question.normalise, result.metric.unit)


def title(result: Result) -> str:
    """Return what a Result measures: "SMEs supported"."""
    asked = (*result.question.by, *result.question.where.keys)
    ways = {
        "population": say("per million inhabitants"),
        "share": say("per cent of all in the EU-27"),
        "organisations": say("per 100 cluster organisations"),
        "smes": say("per 1,000 SMEs"),
    }
    way = ways.get(result.question.normalise)
    name = capital(named(result.metric, asked))
    return f"{name}, {way}" if way else name


def part(result: Result, labels: Labels) -> str:
    """Return the part of everything that a Result is about in words, or "" for the whole.

    A rate that names no country is of the EU-27.
    """
    question = result.question
    rate = question.normalise and "country" not in {*question.by, *question.where.keys}
    return ", ".join(filter(None, [say("EU-27") if rate else "", filtered(result, labels)]))


def filtered(result: Result, labels: Labels, *without: str) -> str:
    """Return the filter of a Result in words, but for some dimensions, or "" where there is none.

    Where only the first listed ecosystem is known, it says so.
    """
    where = result.question.where.without(*without)
    words = labels.words(where, result.metric)
    first = "ecosystem" in where and result.metric.first_listed
    return say("{words} as first listed ecosystem", words=words) if first else words


def years(span: str) -> str:
    """Return the years of a period, "2016–2018" for "2016-03 to 2018-03"; else its words."""
    found = _YEAR.findall(span)
    if not found:
        return say("undated") if span == "undated" else span
    ends = min(found) if min(found) == max(found) else f"{min(found)}–{max(found)}"
    if span.endswith("some undated"):
        return say("{years}, some undated", years=ends)
    if span.startswith("since"):
        return say("since {year}", year=ends)
    return say("until {year}", year=ends) if span.startswith("until") else ends


def _cell(result: Result, labels: Labels, keys: list[str], row: dict[str, Any]) -> Cell:
    codes = {key: row[key] for key in result.by}
    return Cell(
        label=_capital(labels, keys, row),
        codes=codes,
        value=row["value"],
        qualifier=row["qualifier"] or "exact",
        state=row["state"],
        said=in_words(result, row),
        planned=row["outcome"] == "target",
        stated=not any(_unstated(labels, key, code) for key, code in codes.items()),
        span=row["span"] or "",
        rank=row.get("rank"),
        ties=row.get("ties") or 1,
        row=row,
    )


def in_words(result: Result, row: Mapping[str, Any]) -> str:
    """Return a value in words; what there is to divide, but not by what, is no rate."""
    if result.question.normalise and row["value"] is None and row["state"] != "hidden":
        return say("no rate")
    return amount(row["value"], row["qualifier"], unit(result), row["state"])


def _label(labels: Labels, keys: list[str], row: dict[str, Any]) -> str:
    told = [key for key in keys if telling(key, row[key])]
    said = [labels.label(key, row[key]) for key in told]
    return ", ".join(dict.fromkeys(said))


def _capital(labels: Labels, keys: list[str], row: dict[str, Any]) -> str:
    """Return a label with a capital, unless it begins with a name, which stays as it is."""
    said = _label(labels, keys, row)
    first = next((key for key in keys if telling(key, row[key])), "")
    return said if first and proper(first, row[first]) else capital(said)


def telling(key: str, code: str | None) -> bool:
    """Return whether a dimension says something of a cell that its value does not say."""
    return code != "all" and (code is not None or key in _STATED)


def _unstated(labels: Labels, key: str, code: str | None) -> bool:
    if code == NOT_STATED:
        return True
    with speaking(SOURCE):  # the words for "not stated" differ by language, what they mean does not
        plain = labels.label(key, code) == NOT_STATED
    return plain and telling(key, code) and key not in _UNTOLD


def _apart(found: list[Cell], said: list[tuple[str, ...]], endings: list[str]) -> list[Cell]:
    """Give cells that are called alike an ending each."""
    names = [(cell.label, cell.planned, other) for cell, other in zip(found, said, strict=True)]
    so_called = Counter(names)
    return [
        replace(cell, label=f"{cell.label}{ending}") if so_called[name] > 1 else cell
        for cell, name, ending in zip(found, names, endings, strict=True)
    ]
