"""What is listed of one country or ecosystem: organisations in cells, events, partnerships."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from clusterdash.engine import Engine
from clusterdash.engine.specialisation import Specialisation
from clusterdash.language import number, say
from clusterdash.model import Result, Where
from clusterdash.publish.cells import in_words
from clusterdash.state import View
from clusterdash.ui.profiles.facts import Link, dates
from clusterdash.ui.profiles.questions import Asking

MOST = 12
"""Events or partnerships that are named; the board lists the others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of organisations.

    Attributes:
        name: The country or ecosystem that it is of.
        said: The number.
        share: The same as a share, or "".
        href: The list of these organisations, or "".
    """

    name: Link
    said: str
    share: str
    href: str


@dataclass(frozen=True, slots=True)
class Named:
    """What sources name: the newest, and how many more.

    Attributes:
        items: The newest, with when and where in the note.
        more: How many more there are.
        href: Where all of them are listed, or "".
        count: How many there are.
        said: The same as a sentence, or "" where none is listed.
        file: Their list as a file.
    """

    items: tuple[Link, ...]
    more: int
    href: str
    count: int
    said: str
    file: str


@dataclass(frozen=True, slots=True)
class Strength:
    """A location quotient.

    Attributes:
        name: The country or ecosystem.
        said: The quotient, or that there are too few organisations.
        part: What it is computed from.
        enough: Whether there is one.
    """

    name: Link
    said: str
    part: str
    enough: bool


def events(asking: Asking) -> Named | None:
    """Return the events held that a country hosted or was named at, or that name an ecosystem."""
    return _named(asking, "events", "event", ("events", "event_id", "name"), _event_note)


def partnerships(asking: Asking) -> Named | None:
    """Return the partnerships that name a partner of a country, or an ecosystem."""
    table = ("partnerships", "partnership_id", "acronym")
    return _named(asking, "partnerships_listed", "partnership", table, _partnership_note)


def _named(
    asking: Asking,
    metric: str,
    key: str,
    table: tuple[str, str, str],
    note: Callable[[Engine, dict[str, Any]], str],
) -> Named | None:
    result = asking.ask(metric, (key,))
    whole = asking.ask(metric)
    if result is None or whole is None:
        return None
    source, column, name = table
    rows = (
        asking.engine.context.tables[source]
        .filter(pl.col(column).is_in(result.frame[key].drop_nulls().to_list()))
        .sort("start_date", column, descending=[True, False], nulls_last=True)
    )
    items = tuple(
        Link(row[name], key, row[column], note(asking.engine, row))
        for row in rows.head(MOST).iter_rows(named=True)
    )
    return Named(
        items=items,
        more=rows.height - len(items),
        href=_list(asking, result),
        count=rows.height,
        said=asking.said(whole) if whole.answered else "",
        file=asking.line(result).file,
    )


def _event_note(engine: Engine, row: dict[str, Any]) -> str:
    country = row["country_code"]
    place = [row["city"], engine.labels.label("country", country) if country else ""]
    return " · ".join(filter(None, [dates(row["start_date"], row["end_date"]), *place]))


def _partnership_note(engine: Engine, row: dict[str, Any]) -> str:
    years = [str(text)[:4] for text in (row["start_date"], row["end_date"]) if text]
    programme = engine.labels.label("programme", row["programme"])
    return " · ".join(filter(None, [programme, "–".join(dict.fromkeys(years))]))


def _list(asking: Asking, result: Result) -> str:
    """Return the list on the board of what was counted, with the selection."""
    for theme in asking.engine.registry.themes:
        for block in theme.board.blocks if theme.board else ():
            counted = {ask.metric for ask in block.asks}
            if block.kind == "list" and theme.board and result.metric.key in counted:
                query = View(asking.where).to_query()
                return f"{theme.board.key}?{query}#{block.key}"
    return ""


def organisations(
    asking: Asking, key: str, link: Callable[[str], Link], *, named: bool
) -> tuple[tuple[Cell, ...], tuple[Link, ...], Result | None]:
    """Return how many organisations there are, where there are none, and the answer itself.

    Args:
        asking: What asks.
        key: "country" or "ecosystem".
        link: Makes a link of a code.
        named: Whether to sort by name, for what must not be read as a ranking.
    """
    result = asking.ask("organisations", (key,))
    shares = asking.ask("organisations", (key,), "share")
    if result is None:
        return (), (), None
    parts: dict[str, str] = {}
    if shares is not None and shares.answered:
        rows = shares.frame.iter_rows(named=True)
        parts = {row[key]: in_words(shares, row) for row in rows if row["value"] is not None}
    found = [
        Cell(
            name=link(row[key]),
            said=in_words(result, row),
            share=parts.get(row[key], ""),
            href=_cell(asking, result, key, row[key]),
        )
        for row in result.frame.iter_rows(named=True)
        if row["value"] != 0
    ]
    if named:
        found.sort(key=lambda cell: cell.name.name)
    none = [link(code) for code in result.frame.filter(pl.col("value") == 0)[key]]
    return tuple(found), tuple(sorted(none, key=lambda one: one.name)), result


def _cell(asking: Asking, result: Result, key: str, code: str) -> str:
    """Return the list of the organisations of one cell."""
    both = Where.of(dict(asking.where.selected) | {key: (code,)})
    address, _, block = _list(asking, result).partition("#")
    board = address.partition("?")[0]
    return f"{board}?{View(both).to_query()}#{block}" if board else ""


def strengths(
    found: tuple[Specialisation, ...], link: Callable[[Specialisation], Link]
) -> tuple[Strength, ...]:
    """Return location quotients, highest first, then those of too few organisations."""
    ranked = sorted(found, key=lambda one: (one.value is None, -(one.value or 0), -one.part))
    return tuple(
        Strength(
            name=link(one),
            said=number(one.value, digits=2) if one.value is not None else say("too few"),
            part=say("{part} of {whole}", part=number(one.part), whole=number(one.whole)),
            enough=one.value is not None,
        )
        for one in ranked
        if one.part
    )
