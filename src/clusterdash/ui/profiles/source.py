"""A source: what it is, and everything in the edition that rests on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from clusterdash.editions.publications import FOUNDING, PAGE
from clusterdash.engine import Engine, origin
from clusterdash.errors import UnknownNameError
from clusterdash.language import mark, say, say_many
from clusterdash.model import Origin
from clusterdash.ui.profiles.facts import Fact, Link, address, fact
from clusterdash.ui.profiles.statements import Statement, Statements, definitions, gathered

LISTED = 60
_KINDS = {"web_page": PAGE, "mission_document": FOUNDING}
_RANKS = {
    1: mark("the Commission, its agencies or the ECCP"),
    2: mark("an organiser or partner"),
    3: mark("press or others"),
}
_TABLES = {
    "events": mark("Events"),
    "event_presence": mark("Named as present at events"),
    "partnerships": mark("Partnerships"),
    "partnership_partners": mark("Partners"),
    "partnership_target_markets": mark("Third markets"),
    "organisations": mark("Organisations"),
    "fixes": mark("Corrections that it justifies"),
}
_PAGES = {
    "events": "event",
    "event_presence": "event",
    "partnerships": "partnership",
    "partnership_partners": "partnership",
    "partnership_target_markets": "partnership",
    "organisations": "organisation",
}
_OTHERS = mark("Other rows")
# What these say is said beside the figures and passages themselves.
_APART = frozenset({"sources", "figures", "quote_languages", "presence_languages"})


@dataclass(frozen=True, slots=True)
class Resting:
    """Rows of one table that rest on a source.

    Attributes:
        name: What they are.
        count: How many.
        links: The first of them.
        more: How many are not listed, in words, or "".
    """

    name: str
    count: int
    links: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source.

    Attributes:
        code: Its id.
        origin: The publication.
        facts: What is known of it.
        statements: Figures that rest on it, rivals and confirmations too.
        rows: Rows that rest on it, by table.
        definitions: What the figures count.
    """

    code: str
    origin: Origin
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    rows: tuple[Resting, ...]
    definitions: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Title of the publication."""
        return self.origin.title

    @property
    def quoted(self) -> tuple[tuple[Statement, ...], ...]:
        """The statements, those together that rest on the same words."""
        return gathered(self.statements)


def source(engine: Engine, code: str) -> Source:
    """Return what is known of a source.

    Raises:
        UnknownNameError: There is no such source.
    """
    row = engine.context.publications.get(code)
    if row is None:
        raise UnknownNameError("source", code, engine.context.publications)
    statements = Statements(engine).of(pl.col("source_id") == code)
    found = origin(engine.context, code)
    return Source(
        code=code,
        origin=found,
        facts=tuple(_facts(row, found)),
        statements=statements,
        rows=tuple(_resting(engine, code)),
        definitions=definitions(engine, statements),
    )


def _facts(row: dict[str, Any], found: Origin) -> Iterator[Fact]:
    yield fact(say("Publisher"), found.publisher)
    yield Fact(say("Date"), found.date, bool(found.published))
    if row["url"] or not row["document"]:
        yield address(say("Address"), row["url"])
    yield fact(say("Kind"), say(_KINDS.get(row["kind"], row["kind"])))
    rank = say("{rank}: {kind}", rank=row["rank"], kind=say(_RANKS[row["rank"]]))
    yield fact(say("Rank, where sources disagree"), rank)
    if row["note"]:
        yield fact(say("Note"), row["note"])


def _resting(engine: Engine, code: str) -> Iterator[Resting]:
    tables = engine.context.tables
    order = [*_TABLES, *(name for name in tables if name not in _TABLES)]
    for name in order:
        table = tables.get(name)
        if table is None or name in _APART or "source_id" not in table.columns:
            continue
        rows = table.filter(pl.col("source_id").str.split(";").list.contains(code))
        if rows.height:
            named = (_link(engine, name, row) for row in rows.iter_rows(named=True))
            links = _together(filter(None, named))
            left = len(links) - LISTED
            yield Resting(
                name=say(_TABLES[name]) if name in _TABLES else f"{say(_OTHERS)}: {name}",
                count=rows.height,
                links=links[:LISTED],
                more=say_many("and {n} more", "and {n} more", left) if left > 0 else "",
            )


def _together(links: Iterable[Link]) -> tuple[Link, ...]:
    """Name each thing once, with everything that its rows note."""
    notes: dict[Link, list[str]] = {}
    for link in links:
        notes.setdefault(replace(link, note=""), []).append(link.note)
    return tuple(replace(link, note="; ".join(filter(None, said))) for link, said in notes.items())


def _link(engine: Engine, table: str, row: dict[str, Any]) -> Link | None:
    """Return how a row is named, and the page that tells of it."""
    label = engine.labels.label
    country = label("country", row["country_code"]) if row.get("country_code") else ""
    kind = _PAGES.get(table, "")
    if table == "fixes":
        return Link(row["key"], note=row["evidence"])
    if not kind:
        return None
    code = row[f"{kind}_id"]
    note = country
    match table:
        case "events":
            note = row["start_date"][:4] if row["start_date"] else ""
        case "event_presence":
            note = country or label("ecosystem", row["ecosystem"])
        case "partnerships":
            note = row["name"] or ""
        case "partnership_partners":
            who = row["organisation"] or say("name not published")
            note = ", ".join(filter(None, [who, country]))
        case "partnership_target_markets":
            note = country or row["region"]
    return Link(label(kind, code), kind, code, note)
