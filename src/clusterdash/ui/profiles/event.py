"""An event: when and where, what was published of it, who was named as present."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.language import all_of, mark, say
from clusterdash.model import Board, Origin, Rows, Where
from clusterdash.publish.words import capital
from clusterdash.ui.dates import dated
from clusterdash.ui.profiles.facts import (
    Fact,
    Link,
    Quotation,
    board_link,
    dates,
    fact,
    language_of_presence,
    nearby,
    origins,
    quotation,
)
from clusterdash.ui.profiles.places import country_link, ecosystem_link, linked
from clusterdash.ui.profiles.statements import (
    Statement,
    Statements,
    caveats,
    definitions,
    gathered,
    nested,
    ordered,
)

_STATUS = {
    "held": mark("Held"),
    "announced": mark("Announced; no source of this edition says that it was held"),
    "cancelled": mark("Cancelled; it was not held"),
}
_WHEN = {
    "held": mark("Date"),
    "announced": mark("Date announced"),
    "cancelled": mark("Date it was planned for"),
}


@dataclass(frozen=True, slots=True)
class Presence:
    """Countries and ecosystems that one passage names.

    Attributes:
        named: Their names.
        pairs: The same, each country with its ecosystem, as links.
        announced: Whether they were only announced.
        quote: The passage.
        origins: Where it stands.
    """

    named: str
    pairs: tuple[tuple[Link, ...], ...]
    announced: bool
    quote: Quotation | None
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An event.

    Attributes:
        code: Its id.
        name: Its name.
        status: "held", "announced" or "cancelled".
        told: The status in words; of one that was held also when and where.
        facts: What is known of it.
        statements: Published figures, with what rivals or confirms them.
        presence: Who was named as present.
        definitions: What the figures count.
        caveats: What a reader of these figures must know.
        origins: Publications that name it.
        boards: Links to boards: name and address.
    """

    code: str
    name: str
    status: str
    told: str
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    presence: tuple[Presence, ...]
    definitions: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    origins: tuple[Origin, ...]
    boards: tuple[tuple[str, str], ...]

    @property
    def quoted(self) -> tuple[tuple[Statement, ...], ...]:
        """The statements, those together that rest on the same words."""
        return gathered(self.statements)


def event(engine: Engine, code: str) -> Event:
    """Return what is known of an event.

    Raises:
        UnknownNameError: There is no such event.
    """
    table = engine.context.tables["events"]
    found = table.filter(pl.col("event_id") == code)
    if found.is_empty():
        raise UnknownNameError("event", code, nearby(code, table["event_id"]))
    row = found.row(0, named=True)
    own = (pl.col("level") == "event") & (pl.col("subject") == code)
    statements = Statements(engine).of(own)
    return Event(
        code=code,
        name=row["name"],
        status=row["status"],
        told=_told(engine, row),
        facts=tuple(_facts(engine, row)),
        statements=nested(ordered(statements)),
        presence=tuple(_presence(engine, code)),
        definitions=definitions(engine, statements),
        caveats=caveats(engine, statements),
        origins=origins(engine, row["source_id"]),
        boards=tuple(_boards(engine, row)),
    )


def _told(engine: Engine, row: dict[str, Any]) -> str:
    status = say(_STATUS[row["status"]])
    if row["status"] != "held":
        return status
    country = (
        engine.labels.label("host_country", row["country_code"]) if row["country_code"] else ""
    )
    place = ", ".join(filter(None, [_cities(row), country]))
    when = dates(row["start_date"], row["end_date"])
    return " · ".join(filter(None, [status, when, place]))


def _dates(row: dict[str, Any]) -> str:
    """Return when an event was; one announced for a day without an end does not last from it."""
    start, end = row["start_date"], row["end_date"]
    if row["status"] != "held" and start and not end:
        return say("{date}; no end is published", date=dated(start))
    return dates(start, end)


def _cities(row: dict[str, Any]) -> str:
    return all_of(city.strip() for city in (row["city"] or "").split(";"))


def _facts(engine: Engine, row: dict[str, Any]) -> Iterator[Fact]:
    def label(key: str, column: str) -> str:
        return capital(engine.labels.label(key, row[column])) if row[column] else ""

    yield fact(say("Status"), say(_STATUS[row["status"]]))
    yield fact(say(_WHEN[row["status"]]), _dates(row))
    yield fact(say("City"), _cities(row))
    host = [row["country_code"]] if row["country_code"] else []
    yield linked(say("Host country"), (country_link(engine, c, "host_country") for c in host))
    yield fact(say("Type"), label("type", "type"))
    yield fact(say("Series"), row["series"])
    yield fact(say("Mode"), label("mode", "mode"))
    yield fact(say("Direction"), label("direction", "direction"))
    partners = (row["partner_country_code"] or "").split(";")
    named = (country_link(engine, code, "partner_country") for code in partners if code)
    yield linked(say("Partner countries"), named)
    yield fact(say("Organiser"), row["organiser"])
    yield fact(say("Programme"), label("programme", "programme"))


def _presence(engine: Engine, code: str) -> Iterator[Presence]:
    """Yield who was named, one passage at a time: a passage often names many."""
    table = engine.context.tables.get("event_presence")
    if table is None:
        return
    own = table.filter(pl.col("event_id") == code)
    together = ["status", "quote", "source_id"]
    for (status, quote, source), rows in own.group_by(together, maintain_order=True):
        pairs = {_said(pair): pair for pair in (_pair(engine, r) for r in rows.to_dicts())}
        yield Presence(
            named="; ".join(sorted(pairs)),
            pairs=tuple(pairs[said] for said in sorted(pairs)),
            announced=status != "present",
            quote=quotation(
                str(quote) if quote else None, language_of_presence(engine, code, str(source))
            ),
            origins=origins(engine, str(source)),
        )


def _pair(engine: Engine, row: dict[str, Any]) -> tuple[Link, ...]:
    """Return the country and the ecosystem that one row names, as far as it does."""
    country, ecosystem = row["country_code"], row["ecosystem"]
    links = [country_link(engine, country)] if country else []
    return (*links, *([ecosystem_link(engine, ecosystem)] if ecosystem else []))


def _said(pair: tuple[Link, ...]) -> str:
    return " · ".join(link.name for link in pair)


def _boards(engine: Engine, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the board that counts events of this type, filtered to what this one belongs to."""
    board = _board(engine, row["type"])
    if not board:
        return
    partners = tuple(filter(None, (row["partner_country_code"] or "").split(";")))
    for key, codes in (("series", (row["series"],)), ("partner_country", partners)):
        if any(codes):
            yield board_link(engine, board, Where.of({key: codes}))


def _board(engine: Engine, type_of: str) -> Board | None:
    """Return the board of the theme that counts events of a type."""
    themes = {theme.key: theme.board for theme in engine.registry.themes}
    for metric in engine.registry.metrics:
        if isinstance(metric.answer, Rows) and metric.answer.source == "events":
            types = dict(metric.answer.keep).get("type", ())
            if type_of in types and themes.get(metric.theme):
                return themes[metric.theme]
    return None
