"""Everything of an edition that has a name: what can be chosen, what is measured, what has a page.

Things that fit a text equally well stand in the order of this module.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
from babel import Locale
from babel.languages import get_official_languages
from babel.localedata import exists

from clusterdash.engine import Engine
from clusterdash.language import mark, say
from clusterdash.names import GROUPS, THIRD, Entry, folded
from clusterdash.publish.words import capital
from clusterdash.ui import compare
from clusterdash.ui.command.shown import boards, cards, catalogue
from clusterdash.ui.lists import Kept, Line, kept
from clusterdash.ui.profiles.places import countries

CHOSEN = {
    "country": "country",
    "group": "country",
    "ecosystem": "ecosystem",
    "programme": "programme",
}
"""Kinds that a reader chooses, and their dimension."""

PAGED = {
    "country": "country",
    "foreign": "country",
    "ecosystem": "ecosystem",
    "event": "event",
    "partnership": "partnership",
    "organisation": "organisation",
    "source": "source",
}
"""Kinds whose things have a page of their own, and how it is called in addresses."""

KINDS = {
    "country": mark("Country"),
    "group": mark("Group of countries"),
    "foreign": mark("Country"),
    "ecosystem": mark("Industrial ecosystem"),
    "programme": mark("Programme"),
    "page": mark("Page"),
    "measure": mark("Measure"),
    "event": mark("Event"),
    "partnership": mark("Partnership"),
    "organisation": mark("Organisation"),
    "source": mark("Publication"),
}
"""What a reader calls each kind, in the order of things that fit equally well."""

_TABLES = (
    ("events", "events", "start_date", True),
    ("partnerships", "partnerships_listed", "acronym", False),
    ("organisations", "organisations", "name", False),
    ("sources", "publications", "rank", False),
)  # with the list that shows them, and what they are in order of, falling or not


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name.

    Attributes:
        kind: One of ``KINDS``.
        code: Its code, id or key.
        name: Its name.
        also: What else it is called, as names are compared.
        more: What else it is found by.
        note: What tells it from its namesakes, or "".
    """

    kind: str
    code: str
    name: str
    also: tuple[str, ...] = ()
    more: str = ""
    note: str = ""

    def entry(self, at: int) -> Entry:
        """Return how it is found: its code is its place among all things."""
        return Entry(str(at), self.name, self.more, self.also)


def things(engine: Engine) -> Iterator[Thing]:
    """Yield everything of an edition that has a name, in the language that is spoken.

    Args:
        engine: What knows the edition.
    """
    yield from _chosen(engine)
    yield from _pages(engine)
    yield from _measures(engine)
    yield from _listed(engine)


def _chosen(engine: Engine) -> Iterator[Thing]:
    """Yield what a reader can choose, then countries that only have a page."""
    label, known = engine.labels.label, engine.context.countries
    for kind, codes in {
        "country": known.known,
        "group": tuple(code for code in GROUPS if code != THIRD),
        "foreign": tuple(code for code in countries(engine) if code not in known.known),
    }.items():
        for code in codes:
            also = (*known.names(code), *_native(code))
            yield Thing(kind, code, label("country", code), also)
    ecosystems = engine.context.ecosystems
    for code in ecosystems.known:
        yield Thing("ecosystem", code, label("ecosystem", code), ecosystems.names(code))
    for code in engine.labels.codes("programme"):
        also = engine.labels.names("programme", code)
        yield Thing("programme", code, label("programme", code), also)


def _native(code: str) -> tuple[str, ...]:
    """Return what a country is called in its own official languages."""
    spoken = (language.partition("_")[0] for language in get_official_languages(code))
    names = (Locale.parse(own).territories.get(code) for own in spoken if exists(own))
    return tuple(str(name) for name in names if name)


def _pages(engine: Engine) -> Iterator[Thing]:
    comparing = compare.board(engine)  # which shows measures that have cards of their own
    held = boards(engine) | ({comparing.key: comparing} if comparing.blocks else {})
    for key, board in held.items():
        also = tuple({folded(key), folded(board.title)})
        yield Thing("page", key, say(board.title), also, say(board.question))


def _measures(engine: Engine) -> Iterator[Thing]:
    """Yield the measures that a card shows, then those that the catalogue alone does."""
    shown = cards(engine)
    titles = {theme.key: say(theme.title) for theme in engine.registry.themes}
    found = sorted(engine.registry.metrics, key=lambda metric: metric.key not in shown)
    for metric in found:
        if metric.key not in shown and not catalogue(engine):
            continue
        also = tuple({folded(text) for text in (metric.key, metric.label, metric.singular) if text})
        titled = say(shown[metric.key][1].title) if metric.key in shown else ""
        more = f"{titled} {say(metric.definition)}"
        name = capital(say(metric.label))
        yield Thing("measure", metric.key, name, also, more, titles.get(metric.theme, ""))


def _listed(engine: Engine) -> Iterator[Thing]:
    """Yield what the edition lists: every row of its tables has a page, counted or not."""
    for table, metric, order, descending in _TABLES:
        held = kept(metric)
        for row in _sorted(engine, table, order, descending=descending).iter_rows(named=True):
            yield _row(engine, held, str(row[held.key]), row)


def _sorted(engine: Engine, table: str, order: str, *, descending: bool) -> pl.DataFrame:
    held = engine.context.tables.get(table)
    if held is None:
        return pl.DataFrame()
    return held.sort(order, descending=descending, nulls_last=True, maintain_order=True)


def _row(engine: Engine, held: Kept, code: str, row: Line) -> Thing:
    label, more = engine.labels.label, held.searched(engine, row)
    match held.kind:
        case "organisation":
            country = label("country", row["country_code"])
            note = ", ".join(filter(None, [row["city"], country]))
            return Thing(held.kind, code, row["name"], (code,), f"{more} {country}", note)
        case "event":
            year = str(row["start_date"] or "")[:4]
            return Thing(held.kind, code, row["name"], (code,), more, year)
        case "partnership":
            name = label(held.kind, code)
            also = tuple(filter(None, [row["name"], row["acronym"], code]))
            note = row["name"] if row["name"] and row["name"] != name else ""
            return Thing(held.kind, code, name, also, more, note)
        case _:
            note = ", ".join(filter(None, [row["publisher"], row["published"]]))
            return Thing(held.kind, code, row["title"] or row["url"] or code, (code,), more, note)
