"""The organisations of a selection, as a list that can be searched."""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from clusterdash.engine import Engine, askable
from clusterdash.language import number, say, say_many
from clusterdash.model import Question, Where
from clusterdash.names import folded

PAGE = 25
_FEW = 15  # so many more are listed at once


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation.

    Attributes:
        code: Its id.
        name: Its name.
        city: Its city, or "".
        country: Its country.
        ecosystem: The ecosystem that it lists first, or "not stated".
    """

    code: str
    name: str
    city: str
    country: str
    ecosystem: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The first organisations that a selection and a search find.

    Attributes:
        text: What was searched for.
        rows: The organisations.
        said: How many there are and how many are listed here.
        limit: How many rows may stand here.
        left: How many more there are.
    """

    text: str
    rows: tuple[Row, ...]
    said: str
    limit: int
    left: int


def listing(engine: Engine, where: Where, text: str = "", limit: int = PAGE) -> Listing:
    """Return the organisations of a selection whose name, city or sectors hold every word.

    Args:
        engine: What holds the registry.
        where: The selection; what organisations cannot be asked by does not narrow the list.
        text: Words to look for, whatever their case and accents.
        limit: How many rows to return.
    """
    rows = engine.evaluate(Question("organisations", (), listed(engine, where))).rows.sort("name")
    if words := folded(text).split():
        plain = _plain(engine)
        held = [all(w in plain[code] for w in words) for code in rows["organisation_id"]]
        rows = rows.filter(pl.Series(held, dtype=pl.Boolean))
    limit = rows.height if rows.height <= limit + _FEW else limit
    shown = tuple(_row(engine, row) for row in rows.head(limit).iter_rows(named=True))
    return Listing(text, shown, _said(rows.height, len(shown)), limit, rows.height - len(shown))


@lru_cache(maxsize=2)
def _plain(engine: Engine) -> dict[str, str]:
    """Return what is searched of every organisation, folded once."""
    held = engine.context.tables["organisations"].select(
        "organisation_id",
        pl.concat_str("name", "city", "sectors", separator=" ", ignore_nulls=True),
    )
    return {code: folded(text) for code, text in held.iter_rows()}


def listed(engine: Engine, where: Where) -> Where:
    """Return the part of a selection that organisations can be asked by."""
    can = askable(engine.registry.metric("organisations"))
    return where.without(*(key for key in where.keys if key not in can))


def _row(engine: Engine, row: dict[str, str | None]) -> Row:
    label = engine.labels.label
    return Row(
        code=str(row["organisation_id"]),
        name=str(row["name"]),
        city=row["city"] or "",
        country=label("country", row["country_code"]),
        ecosystem=label("ecosystem", row["first_listed_ecosystem"]),
    )


def _said(found: int, shown: int) -> str:
    if not found:
        return say("No organisation of the registry fits. Try fewer words, or clear the selection.")
    if shown == found:
        return say_many(
            "{n} organisation, listed here.", "{n} organisations, all listed here.", found
        )
    return say(
        "{found} organisations, the first {shown} listed here.",
        found=number(found),
        shown=number(shown),
    )
