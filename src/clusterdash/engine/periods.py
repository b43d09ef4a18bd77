"""Periods of figures: the years they cover and how they are written."""

import re
from collections.abc import Collection
from typing import NamedTuple

import polars as pl

from clusterdash.language import mark, say

UNDATED = mark("undated")
SEVERAL = mark("several periods")
SOME_UNDATED = ", some undated"
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Period(NamedTuple):
    """A period as a figure states it.

    Attributes:
        first: First year, or None where not stated.
        last: Last year, or None where not stated.
        span: The period in words.
    """

    first: int | None
    last: int | None
    span: str


def period(start: str | None, end: str | None) -> Period:
    """Return a period from two dates of year, month or day precision."""
    first = int(start[:4]) if start else None
    last = int(end[:4]) if end else None
    if start is None and end is None:
        return Period(None, None, UNDATED)
    if start is None:
        return Period(None, last, f"until {end}")
    if end is None:
        return Period(first, None, f"since {start}")
    if start == end:
        return Period(first, last, start)
    years = len(start) == len(end) == len("2018")
    return Period(first, last, f"{start}–{end}" if years else f"{start} to {end}")


def in_words(span: str) -> str:
    """Return a period, as frames hold it, in the language that is spoken."""
    if " " not in span and span[:1].isdigit():
        return span
    years, some, _ = span.partition(SOME_UNDATED)
    if some:
        return say("{years}, some undated", years=in_words(years))
    match span.split(" "):
        case ["until", date]:
            return say("until {date}", date=date)
        case ["since", date]:
            return say("since {date}", date=date)
        case [first, "to", last]:
            return say("{first} to {last}", first=first, last=last)
        case _:
            return say(span)


def over(spans: Collection[str]) -> str:
    """Return the years of several periods together, as frames hold a period.

    An end that one of them leaves open stays open.
    """
    if len(set(spans)) == 1:
        return next(iter(spans))
    years = sorted(year for span in spans for year in _YEAR.findall(span))
    since, until = (any(span.startswith(f"{way} ") for span in spans) for way in ("since", "until"))
    if SEVERAL in spans or not years or (since and until):
        return SEVERAL
    if since or until:
        said = f"since {years[0]}" if since else f"until {years[-1]}"
    else:
        said = years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
    undated = any(span == UNDATED or span.endswith(SOME_UNDATED) for span in spans)
    return f"{said}{SOME_UNDATED}" if undated else said


def with_periods(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``first``, ``last`` (years) and ``period`` (in words) to a frame of figures.

    The year of an event is the year in which it started; its figures belong to that year whole.
    """
    periods = [period(*row) for row in frame.select("period_start", "period_end").iter_rows()]
    added = frame.with_columns(
        pl.Series("first", [p.first for p in periods], pl.Int64),
        pl.Series("last", [p.last for p in periods], pl.Int64),
        pl.Series("period", [p.span for p in periods], pl.String),
    )
    event = pl.col("level") == "event"
    return added.with_columns(
        last=pl.when(event).then(pl.coalesce("first", "last")).otherwise(pl.col("last"))
    )


def year_label(stock: bool) -> pl.Expr:
    """Return the year of a figure as text: "2018", "2016–2017", or null where undated.

    A stock is dated by its end, or by its start where only that is stated. A flow whose start or
    end is not stated has no year.
    """
    first, last = pl.col("first"), pl.col("last")
    if stock:
        return pl.coalesce(last, first).cast(pl.String)
    both = first.is_not_null() & last.is_not_null()
    return (
        pl.when(both & (first == last))
        .then(first.cast(pl.String))
        .when(both)
        .then(pl.format("{}–{}", first, last))
    )


def within(years: tuple[int, int], stock: bool) -> pl.Expr:
    """Return whether a figure lies in a span of years, whole; null where it has no date.

    A stock lies in it when its date does; a flow only when it starts and ends in it.
    """
    first, last = pl.col("first"), pl.col("last")
    if stock:
        return pl.coalesce(last, first).is_between(*years)
    dated = first.is_not_null() | last.is_not_null()
    inside = first.is_between(*years) & last.is_between(*years)
    return pl.when(dated).then(inside.fill_null(value=False))
