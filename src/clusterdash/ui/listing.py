"""The rows of a selection, as a list that can be searched and narrowed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from zlib import crc32

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import say, say_many, spoken
from clusterdash.model import Where
from clusterdash.names import Entry, Search
from clusterdash.ui.lists import Kept, Row, Words, kept
from clusterdash.ui.lists.facets import UNKNOWN, Facet, facets, placed
from clusterdash.ui.lists.organisations import unnamed

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
        found: How many there are.
        told: Changes whenever other rows are found, or the same in another order.
        said: How many there are and how many are listed here.
        whole: How many there are, where all of them can be scrolled to.
        notes: How many of them are only near to what was searched for, or have no location.
        asks: What the search field asks for.
        name: What the list is called.
        first: Name of the first column.
        limit: How many rows may stand here.
        block: How many rows are sent at once to who scrolls.
        left: How many more there are.
        placed: The location that the list is narrowed to, or "".
        facets: What else it can be narrowed by.
        nearest: Ids and names that look like what was searched for, where nothing fits.
    """

    kind: str
    text: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    found: int
    told: str
    said: str
    whole: str
    notes: tuple[str, ...]
    asks: str
    name: str
    first: str
    limit: int
    block: int
    left: int
    placed: str
    facets: tuple[Facet, ...]
    nearest: tuple[tuple[str, str], ...]


def listing(
    engine: Engine,
    where: Where,
    text: str = "",
    limit: int = PAGE,
    metric: str = "organisations",
    *,
    wanted: str = "",
) -> Listing:
    """Return the rows of a selection that hold every word, then those that are near.

    Args:
        engine: What holds the tables.
        where: The selection; what a metric cannot be asked by does not narrow the list.
        text: Words to look for, whatever their case and accents, and in spite of a slip.
        limit: How many rows to return.
        metric: Metric whose rows are listed.
        wanted: Whether to list those with a location ("yes"), without one ("no") or all.
    """
    held = kept(metric)
    left = partial(_left, engine, metric, text)
    wanted = wanted if held.faceted else ""
    rows = left(where, wanted)
    _, near = _found(engine, metric, spoken(), text)
    limit = rows.height if rows.height <= limit + _FEW else limit
    words_of = held.words()
    return Listing(
        kind=held.kind,
        text=text,
        heads=words_of.heads,
        rows=_said_rows(engine, metric, rows.head(limit), near),
        found=rows.height,
        told=_told(rows[held.key]),
        said=_said(words_of, rows.height, min(limit, rows.height)),
        whole=_said(words_of, rows.height, rows.height),
        notes=(*_unnamed(engine, held, where), *_notes(held, rows, near, wanted)),
        asks=words_of.asks,
        name=words_of.name,
        first=words_of.first,
        limit=limit,
        block=PAGE,
        left=max(0, rows.height - limit),
        placed=wanted,
        facets=facets(engine, where, wanted, left) if held.faceted else (),
        nearest=() if rows.height else _nearest(engine, metric, where, text),
    )


def between(
    engine: Engine, where: Where, text: str, metric: str, span: range, *, wanted: str = ""
) -> tuple[str, tuple[Row, ...]]:
    """Return what a listing is told by, and some of its rows.

    Args:
        engine: What holds the tables.
        where: The selection.
        text: What is searched for.
        metric: Metric whose rows are listed.
        span: Places of the rows, from 0.
        wanted: The location that the list is narrowed to, or "".
    """
    rows = _left(engine, metric, text, where, wanted if kept(metric).faceted else "")
    _, near = _found(engine, metric, spoken(), text)
    part = rows.slice(span.start, len(span))
    return _told(rows[kept(metric).key]), _said_rows(engine, metric, part, near)


def _said_rows(
    engine: Engine, metric: str, rows: pl.DataFrame, near: Mapping[str, str]
) -> tuple[Row, ...]:
    said = (kept(metric).row(engine, row) for row in rows.iter_rows(named=True))
    return tuple(replace(row, near=near.get(row.code, "")) for row in said)


def _told(codes: pl.Series) -> str:
    return f"{crc32(chr(10).join(codes.cast(pl.String)).encode()):08x}"


def _left(engine: Engine, metric: str, text: str, where: Where, wanted: str) -> pl.DataFrame:
    """Return the rows that a selection, a search and a location leave, the best first."""
    held = kept(metric)
    rows = _rows(engine, metric, where)
    if text:
        order, _ = _found(engine, metric, spoken(), text)
        rows = order.join(rows, on=held.key, maintain_order="left").select(rows.columns)
    return placed(rows, wanted) if held.faceted else rows


@lru_cache(maxsize=32)
def _rows(engine: Engine, metric: str, where: Where) -> pl.DataFrame:
    """Return the rows of a selection, sorted once while someone types."""
    return kept(metric).rows(engine, where)


@lru_cache(maxsize=8)
def _search(engine: Engine, metric: str, _language: str) -> Search:
    """Return the rows by name, folded once a language: names of codes are searched."""
    held: Kept = kept(metric)
    return Search(
        Entry(str(row[held.key]), held.named(engine, row), held.searched(engine, row))
        for row in held.rows(engine, Where()).iter_rows(named=True)
    )


@lru_cache(maxsize=32)
def _found(
    engine: Engine, metric: str, language: str, text: str
) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """Return the ids of what fits a text, the best first, and the words of what is only near."""
    found = _search(engine, metric, language).find(text) if text else ()
    codes = {kept(metric).key: [match.code for match in found]}
    order = pl.DataFrame(codes, schema=dict.fromkeys(codes, pl.String))
    return order, {match.code: match.near for match in found if match.near}


def _nearest(engine: Engine, metric: str, where: Where, text: str) -> tuple[tuple[str, str], ...]:
    """Return names that look like a text, of what the selection holds."""
    held = kept(metric)
    rows = _rows(engine, metric, where)
    codes = _search(engine, metric, spoken()).nearest(text, set(rows[held.key]))
    fit = rows.filter(pl.col(held.key).is_in(codes))
    named = {row[held.key]: row for row in fit.iter_rows(named=True)}
    return tuple((code, held.row(engine, named[code]).name) for code in codes)


def _unnamed(engine: Engine, held: Kept, where: Where) -> tuple[str, ...]:
    if not held.faceted or not unnamed(engine, where):
        return ()
    said = say(
        "Named here are those that list the ecosystem first; records count others too, unnamed."
    )
    return (said,)


def _notes(held: Kept, rows: pl.DataFrame, near: Mapping[str, str], wanted: str) -> tuple[str, ...]:
    slipped = int(rows[held.key].is_in(list(near)).sum()) if near else 0
    notes = []
    if slipped and slipped == rows.height:
        notes.append(say("Nothing is spelled just so: all of it is near."))
    elif slipped:
        notes.append(
            say_many(
                "{n} of them is only spelled nearly so and stands last.",
                "{n} of them are only spelled nearly so and stand last.",
                slipped,
            )
        )
    if wanted:
        notes.append(
            say("Only those without a location.")
            if wanted == UNKNOWN
            else say("Only those with a location.")
        )
    lost = placed(rows, UNKNOWN).height if held.faceted and not wanted else 0
    if lost:
        notes.append(say_many("{n} without a location.", "{n} without a location.", lost))
    return tuple(notes)


def _said(words: Words, found: int, shown: int) -> str:
    if not found:
        return words.none
    return words.all(found) if shown == found else words.first_of(found, shown)
