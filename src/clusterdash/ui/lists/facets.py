"""What a list can be narrowed by beside it: values, and how many rows the other filters leave."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import number, say
from clusterdash.model import Where
from clusterdash.names import GROUPS, NOT_STATED

KNOWN, UNKNOWN = "yes", "no"
"""Whether a row has a location."""

PLACED = "placed"
_ON_MAP = "on the map"
_SEEN = 8  # countries that are seen at first; two more are not folded away


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet.

    Attributes:
        code: Its code.
        label: Its name.
        count: Rows that have it, among those that all other filters leave.
        chosen: Whether the list is narrowed to it.
    """

    code: str
    label: str
    count: int
    chosen: bool

    @property
    def said(self) -> str:
        """How many rows, as a reader writes it."""
        return number(self.count)


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list.

    Attributes:
        key: Its dimension, or ``PLACED``.
        name: What it is called.
        values: Its values, those first that are seen at first.
        first: How many are seen at first.
        whole: Whether choosing one chooses it on the whole page, not in the list alone.
    """

    key: str
    name: str
    values: tuple[Value, ...]
    first: int
    whole: bool


Left = Callable[[Where, str], pl.DataFrame]
"""Returns the rows of a selection, of those with, without or of any location."""


def placed(rows: pl.DataFrame, wanted: str) -> pl.DataFrame:
    """Return the rows with a location, without one, or all.

    Args:
        rows: Rows that say where they are.
        wanted: ``KNOWN``, ``UNKNOWN`` or "".
    """
    if wanted not in {KNOWN, UNKNOWN}:
        return rows
    return rows.filter((pl.col("located") == _ON_MAP) == (wanted == KNOWN))


def facets(engine: Engine, where: Where, wanted: str, left: Left) -> tuple[Facet, ...]:
    """Return what organisations can be narrowed by.

    Args:
        engine: What knows the names of codes.
        where: The selection of the page.
        wanted: The location that the list is narrowed to, or "".
        left: What other filters leave.
    """
    countries = left(where.without("country"), wanted)["country_code"]
    ecosystems = left(where.without("ecosystem"), wanted)["first_listed_ecosystem"]
    here = left(where, "")["located"] == _ON_MAP
    return (
        _countries(engine, where, _counts(countries)),
        _ecosystems(engine, where, _counts(ecosystems.fill_null(NOT_STATED))),
        _locations(wanted, Counter({KNOWN: int(here.sum()), UNKNOWN: int((~here).sum())})),
    )


def _counts(codes: pl.Series) -> Counter[str]:
    return Counter(dict(codes.value_counts().iter_rows()))


def _countries(engine: Engine, where: Where, counts: Counter[str]) -> Facet:
    """Return countries, those with most rows first."""
    found = _values(engine, "country", where, counts, counts)
    ordered = sorted(found, key=lambda value: (-value.count, value.label.casefold()))
    chosen = [value for value in ordered if value.chosen]
    values = (*chosen, *(value for value in ordered if not value.chosen))
    few = len(values) <= _SEEN + 2
    first = len(values) if few else max(_SEEN, len(chosen))
    return Facet("country", say("Country"), values, first, whole=True)


def _ecosystems(engine: Engine, where: Where, counts: Counter[str]) -> Facet:
    """Return ecosystems in the order of the vocabulary: what is listed first has no rank."""
    order = (*engine.context.ecosystems.known, NOT_STATED)
    values = _values(engine, "ecosystem", where, counts, order)
    return Facet("ecosystem", say("First listed ecosystem"), values, len(values), whole=True)


def _values(
    engine: Engine, key: str, where: Where, counts: Counter[str], order: Iterable[str]
) -> tuple[Value, ...]:
    """Return the values that have rows, and those chosen, with rows or without.

    A group of countries is none of them: the bar of the selection says that it is chosen.
    """
    chosen = [code for code in where.get(key) if code not in GROUPS]
    return tuple(
        Value(code, engine.labels.label(key, code), counts[code], code in chosen)
        for code in dict.fromkeys((*order, *chosen))
        if counts[code] or code in chosen
    )


def _locations(wanted: str, counts: Counter[str]) -> Facet:
    names = {KNOWN: say("Location known"), UNKNOWN: say("Location not known")}
    values = tuple(
        Value(code, name, counts[code], code == wanted)
        for code, name in names.items()
        if counts[code] or code == wanted
    )
    return Facet(PLACED, say("Location"), values, len(values), whole=False)
