"""What the pages about one thing share: facts, dates in words, origins, languages."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from babel import Locale, UnknownLocaleError

from clusterdash.engine import Engine, origin
from clusterdash.language import SOURCE, say, spoken
from clusterdash.model import Board, Origin, Where
from clusterdash.names import NOT_STATED, folded
from clusterdash.state import View
from clusterdash.ui.dates import dated

_MONTH = len("2018-02")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known.

    Attributes:
        name: What it is.
        said: The value, or that it is not stated.
        stated: Whether a source states it.
        href: Where the value leads, or "".
        leaves: Whether that is another site.
        links: The things that the value names, where they have pages of their own.
    """

    name: str
    said: str
    stated: bool = True
    href: str = ""
    leaves: bool = False
    links: "tuple[Link, ...]" = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Something that has a page of its own, or may have one.

    Attributes:
        name: Its name.
        kind: Which page: "organisation", "event", "partnership", "country", "ecosystem", "source",
            "document", or "" for none.
        code: Its id.
        note: What else is known of it, or "".
    """

    name: str
    kind: str = ""
    code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a source.

    Attributes:
        text: The words, as they were published.
        code: ISO 639-1 code of their language, or "" where it was not determined.
        language: Name of the language, or "" for English and where it was not determined.
    """

    text: str
    code: str
    language: str


def fact(name: str, value: object) -> Fact:
    """Return a fact, or that it is not stated."""
    said = str(value).strip() if value is not None else ""
    return Fact(name, said or say(NOT_STATED), bool(said))


def address(name: str, url: str | None) -> Fact:
    """Return an address; only an address of the web is a link."""
    said = str(url or "")
    shown = said.startswith(("https://", "http://"))
    return Fact(name, said or say(NOT_STATED), bool(said), said if shown else "", leaves=True)


def dates(start: str | None, end: str | None) -> str:
    """Return when something was, in words, or "" where no date is published."""
    first, last = (dated(text) if text else "" for text in (start, end))
    if not first:
        return say("until {date}; the start is not published", date=last) if last else ""
    if not last:
        return say("from {date}; the end is not published", date=first)
    said = first if first == last else say("{first} to {last}", first=first, last=last)
    vague = [len(str(text)) == _MONTH for text in (start, end)]
    if all(vague):
        return say("{dates} (days not published)", dates=said)
    if vague[0]:
        return say("{dates} (first day not published)", dates=said)
    return say("{dates} (last day not published)", dates=said) if vague[1] else said


def language_of(engine: Engine, figure_id: str) -> str:
    """Return the ISO 639-1 code of the language of a figure's quotation, "" if not determined."""
    return _language(engine, "quote_languages", figure_id=figure_id)


def language_of_presence(engine: Engine, event_id: str, source_id: str) -> str:
    """Return the same for the passage of a source that names who was at an event."""
    return _language(engine, "presence_languages", event_id=event_id, source_id=source_id)


def _language(engine: Engine, name: str, **key: str) -> str:
    table = engine.context.tables.get(name)
    found = None if table is None else table.filter(**key)
    return str(found[0, "language"] or "") if found is not None and found.height else ""


def quotation(text: str | None, code: str = "") -> Quotation | None:
    """Return the words of a source with the name of their language; None where there are none."""
    if not text:
        return None
    named = _locale().languages.get(code, code) if code and code != SOURCE else ""
    return Quotation(text, code, str(named))


def _locale() -> Locale:
    try:
        return Locale.parse(spoken())
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


def origins(engine: Engine, ids: str | None) -> tuple[Origin, ...]:
    """Return the publications that a row names, each once, in its order."""
    named = dict.fromkeys(filter(None, (ids or "").split(";")))
    return tuple(origin(engine.context, name) for name in named)


def nearby(code: str, ids: Iterable[str]) -> list[str]:
    """Return the ids that share most words with one that is none; all where no one shares any."""
    known = list(ids)
    words = set(folded(code).split())
    shared = {name: len(words & set(folded(name).split())) for name in known}
    most = max(shared.values(), default=0)
    return [name for name in known if shared[name] == most]


def namesakes(engine: Engine) -> dict[tuple[str, str], str]:
    """Return ids of organisations by folded name and country; the registry's come first."""
    table = engine.context.tables.get("organisations")
    if table is None:
        return {}
    rows = table.sort(pl.col("registry") == "yes", maintain_order=True)
    return {
        (folded(name), country): code
        for code, name, country in rows.select(
            "organisation_id", "name", "country_code"
        ).iter_rows()
    }


def board_link(engine: Engine, board: Board, where: Where) -> tuple[str, str]:
    """Return name and address of a board that is filtered."""
    words = engine.labels.words(where)
    name = say("{board}: {selection}", board=say(board.title), selection=words)
    return name, f"{board.key}?{View(where).to_query()}"
