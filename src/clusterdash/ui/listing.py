"""The rows of a selection, as a list that can be searched."""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import spoken
from clusterdash.model import Where
from clusterdash.names import folded
from clusterdash.ui.lists import Kept, Row, Words, kept

PAGE = 25
_FEW = 15  # so many more are listed at once


@dataclass(frozen=True, slots=True)
class Listing:
    """The first rows that a selection and a search find.

    Attributes:
        kind: What is listed, as the pages about single things call it.
        text: What was searched for.
        heads: Names of the columns after the name.
        rows: What is listed.
        said: How many there are and how many are listed here.
        asks: What the search field asks for.
        name: What the list is called.
        first: Name of the first column.
        limit: How many rows may stand here.
        left: How many more there are.
    """

    kind: str
    text: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    said: str
    asks: str
    name: str
    first: str
    limit: int
    left: int


def listing(
    engine: Engine,
    where: Where,
    text: str = "",
    limit: int = PAGE,
    metric: str = "organisations",
) -> Listing:
    """Return the rows of a selection that hold every word.

    Args:
        engine: What holds the tables.
        where: The selection; what a metric cannot be asked by does not narrow the list.
        text: Words to look for, whatever their case and accents.
        limit: How many rows to return.
        metric: Metric whose rows are listed.
    """
    held = kept(metric)
    rows = held.rows(engine, where)
    if words := folded(text).split():
        plain = _plain(engine, metric)
        found = [all(word in plain[code] for word in words) for code in rows[held.key]]
        rows = rows.filter(pl.Series(found, dtype=pl.Boolean))
    limit = rows.height if rows.height <= limit + _FEW else limit
    shown = tuple(held.row(engine, row) for row in rows.head(limit).iter_rows(named=True))
    words_of = held.words()
    return Listing(
        kind=held.kind,
        text=text,
        heads=words_of.heads,
        rows=shown,
        said=_said(words_of, rows.height, len(shown)),
        asks=words_of.asks,
        name=words_of.name,
        first=words_of.first,
        limit=limit,
        left=rows.height - len(shown),
    )


def _plain(engine: Engine, metric: str) -> dict[str, str]:
    """Return what is searched of every row, folded once a language: names of codes are searched."""
    return _folded(engine, metric, spoken())


@lru_cache(maxsize=8)
def _folded(engine: Engine, metric: str, _language: str) -> dict[str, str]:
    held: Kept = kept(metric)
    rows = held.rows(engine, Where()).iter_rows(named=True)
    return {row[held.key]: folded(held.searched(engine, row)) for row in rows}


def _said(words: Words, found: int, shown: int) -> str:
    if not found:
        return words.none
    return words.all(found) if shown == found else words.first_of(found, shown)
