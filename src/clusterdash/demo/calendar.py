"""When events took place: their published days, or made-up ones where none are published."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from clusterdash.demo.chance import chance
from clusterdash.demo.targets import Target
from clusterdash.model import Edition

_DAY, _MONTH = 10, 7  # lengths of 2026-11-22 and 2026-11


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of something."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """How many days it takes."""
        return (self.end - self.start).days + 1

    def until(self, last: dt.date) -> "Span":
        """Return the span without what lies after a day; one wholly after it is that day."""
        return Span(min(self.start, last), min(self.end, last))


def span(start: str, end: str | None, rng: np.random.Generator) -> Span:
    """Return days for a period that may be known to the month or the year only."""
    first = _day(start, rng, 5, 20)
    last = _day(end, rng, 5, 20) if end else first
    if len(start) < _DAY and (end is None or end[: len(start)] == start):
        last = first + dt.timedelta(days=2)
    return Span(first, max(first, last))


def _day(text: str, rng: np.random.Generator, low: int, high: int) -> dt.date:
    if len(text) >= _DAY:
        return dt.date.fromisoformat(text[:_DAY])
    month = int(text[5:7]) if len(text) >= _MONTH else int(rng.integers(3, 11))
    return dt.date(int(text[:4]), month, int(rng.integers(low, high)))


def of_programme(events: pl.DataFrame, programmes: pl.DataFrame, target: Target) -> pl.Expr:
    """Return which events a programme's total counts: matchmakings of its family in its years."""
    families = dict(programmes.select("programme", "family").iter_rows())
    family = families.get(target.subject, target.subject)
    members = [name for name, known in families.items() if known == family]
    year = pl.col("start_date").str.head(4).cast(pl.Int64)
    return (
        (pl.col("type").cast(pl.String) == "matchmaking")
        & pl.col("programme").is_in(members)
        & year.is_between(*target.years)
        & (pl.col("status").cast(pl.String) == "held")
    )


def dated(published: Edition, totals: tuple[Target, ...], seed: int) -> pl.DataFrame:
    """Return the published events, those held without a date with a made-up one.

    Where a programme's total needs an event in its years, the event keeps the year that its name
    tells; the others fall into the last year, which is unfinished on the edition's day.
    """
    rows = published.tables["events"]
    programmes = published.tables["programmes"]
    days: dict[str, tuple[str, str]] = {}
    blank = rows.filter(pl.col("start_date").is_null(), pl.col("status").cast(pl.String) == "held")
    for row in blank.iter_rows(named=True):
        found = re.search(r"-(20\d\d)$", row["event_id"])
        told = pl.DataFrame([row | {"start_date": found[1]}], rows.schema) if found else None
        needed = told is not None and any(
            target.level == "programme"
            and told.filter(of_programme(told, programmes, target)).height
            for target in totals
        )
        year = int(found[1]) if found and needed else int(published.date[:4])
        days[row["event_id"]] = _two_days(row["event_id"], year, published.date, seed)
    return _filled(_filled(rows, "start_date", days, 0), "end_date", days, 1)


def _two_days(event_id: str, year: int, last: str, seed: int) -> tuple[str, str]:
    """Return two days of a year, between mid January and early autumn and before the last day.

    Where the last day leaves no room in that year, they are of the year before.
    """
    end = min(dt.date(year, 9, 30), dt.date.fromisoformat(last) - dt.timedelta(days=45))
    start = dt.date(year, 1, 15)
    if end <= start:
        return _two_days(event_id, year - 1, last, seed)
    room = (end - start).days
    first = start + dt.timedelta(days=int(chance(seed, "date", event_id).integers(room)))
    return first.isoformat(), (first + dt.timedelta(days=1)).isoformat()


def _filled(
    rows: pl.DataFrame, column: str, days: Mapping[str, tuple[str, str]], place: int
) -> pl.DataFrame:
    made = {event: pair[place] for event, pair in days.items()}
    if not made:
        return rows
    return rows.with_columns(
        pl.coalesce(
            column, pl.col("event_id").replace_strict(made, default=None, return_dtype=pl.String)
        )
    )
