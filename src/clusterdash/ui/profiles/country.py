"""A country: the four questions, its organisations, events and partnerships."""

from dataclasses import dataclass
from typing import Any

from clusterdash.engine import Engine
from clusterdash.engine.specialisation import of_country, specialised
from clusterdash.errors import UnknownNameError
from clusterdash.language import say
from clusterdash.model import Origin, Result, Where
from clusterdash.publish import headline
from clusterdash.publish.cells import in_words
from clusterdash.ui.profiles.facts import Link, nearby
from clusterdash.ui.profiles.listed import (
    Cell,
    Named,
    Strength,
    events,
    organisations,
    partnerships,
    strengths,
)
from clusterdash.ui.profiles.places import countries, country_link, ecosystem_link
from clusterdash.ui.profiles.questions import Asking, Line, Section


@dataclass(frozen=True, slots=True)
class Country:
    """A country.

    Attributes:
        code: Its code.
        name: Its name.
        told: How many organisations it has, as a sentence.
        sections: The four questions.
        cells: Its organisations by ecosystem.
        empty: Where records tell that there is none.
        total: All of them, evaluated, or "".
        whole: The list of all of them, or "".
        every: Whether all ecosystems of an organisation are known, or only the first listed one.
        strengths: Its location quotients.
        events: Events that it hosted or was named at.
        partnerships: Partnerships with a partner from it.
        partners: Countries that it works with: the country, and how many partnerships.
        abroad: What is known of it as a partner or market outside the EU.
        caveats: What a reader of these figures must know.
        coverage: How much they rest on.
        definitions: What is counted.
        origins: Publications behind them.
    """

    code: str
    name: str
    told: str
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...]
    empty: tuple[Link, ...]
    total: str
    whole: str
    every: bool
    strengths: tuple[Strength, ...]
    events: Named | None
    partnerships: Named | None
    partners: tuple[tuple[Link, str], ...]
    abroad: tuple[Line, ...]
    caveats: tuple[str, ...]
    coverage: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    origins: tuple[Origin, ...]


def country(engine: Engine, code: str) -> Country:
    """Return what is known of a country.

    Args:
        engine: What answers.
        code: Its code, or any of its names.

    Raises:
        UnknownNameError: The edition knows no such country.
    """
    code = _code(engine, code)
    asking = Asking(engine, Where.of({"country": (code,)}))
    sections = asking.sections()
    every = specialised(engine)
    cells, empty, counted = organisations(
        asking, "ecosystem", lambda name: ecosystem_link(engine, name), named=False
    )
    lead = asking.ask("organisations")
    quotients = of_country(engine, code)
    return Country(
        code=code,
        name=engine.labels.label("country", code),
        told=headline(lead, engine.labels) if lead else "",
        sections=sections,
        cells=cells,
        empty=empty,
        total=total(counted),
        whole=f"clusters?{asking.where.to_query()}#organisations" if cells else "",
        every=every,
        strengths=strengths(quotients, lambda one: ecosystem_link(engine, one.ecosystem)),
        events=events(asking),
        partnerships=partnerships(asking),
        partners=_partners(engine, asking, code),
        abroad=_abroad(asking, code),
        caveats=asking.careful,
        coverage=asking.coverage,
        definitions=asking.definitions,
        origins=asking.origins,
    )


def _code(engine: Engine, name: str) -> str:
    """Return the code of a country in any of its names; a group of countries has no page."""
    known = countries(engine)
    try:
        code = engine.labels.resolve("country", name) if name else ""
    except UnknownNameError as error:
        code = ""
        meant = [_known(engine, one) for one in error.suggestions]
    else:
        meant = []
    if code not in known:
        raise _unknown(engine, name, [one for one in meant if one in known])
    return code


def _known(engine: Engine, name: str) -> str:
    return engine.labels.resolve("country", name)


def _unknown(engine: Engine, name: str, meant: list[str]) -> UnknownNameError:
    error = UnknownNameError("country", name, nearby(name, countries(engine)))
    error.suggestions = tuple(meant)
    return error


def total(result: Result | None) -> str:
    """Return the whole of a table in words: evaluated, never summed from its cells."""
    if result is None or result.total is None:
        return ""
    row = {"value": result.total.value, "qualifier": result.total.qualifier, "state": "computed"}
    return in_words(result, row)


def _partners(engine: Engine, asking: Asking, code: str) -> tuple[tuple[Link, str], ...]:
    """Return the countries of its partners; its own are partnerships of two partners of its."""
    result = asking.ask("partnerships_between", ("country", "with_country"))
    if result is None:
        return ()
    return tuple(
        (country_link(engine, row["with_country"], "with_country"), _partnered(result, row))
        for row in result.frame.iter_rows(named=True)
        if row["country"] == code and row["value"] is not None
    )


def _partnered(result: Result, row: dict[str, Any]) -> str:
    """Return how many partnerships two countries share; of one, with two partners from it."""
    said = in_words(result, row)
    if row["country"] != row["with_country"]:
        return said
    return say("{value} (two partners or more from the country itself)", value=said)


def _abroad(asking: Asking, code: str) -> tuple[Line, ...]:
    """Return what is known of it as a partner country or a third market, where anything is."""
    asked = (
        ("events", Where.of({"partner_country": (code,)})),
        ("third_markets", Where.of({"market": (code,)})),
        ("partnerships_targeting", Where.of({"market": (code,)})),
    )
    lines = []
    for key, where in asked:
        if asking.engine.registry.known((key,)):
            result = asking.ask(key, (), where=where)
            lines += [asking.line(result)] if result and result.answered else []
    return tuple(lines)
