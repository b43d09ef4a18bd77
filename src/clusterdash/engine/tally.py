"""Answers from records: counted, added up or in the middle, exact and never too fine."""

from collections.abc import Collection
from datetime import date

import polars as pl

from clusterdash.editions.reduce import SIGNATURE, WEIGHT
from clusterdash.engine.context import Context, Outcome, empty, shaped
from clusterdash.engine.periods import UNDATED
from clusterdash.language import day, number, say, say_many
from clusterdash.model import COUNTRY_LIKE, Coverage, Metric, Reduction, Tally, Where
from clusterdash.names import NOT_STATED, THIRD

HIDDEN = "hidden"
NONE = "none"
"""Why no answer: there is nothing to tell apart, and the records are complete."""
_FEW = 5
NOT_KEPT = "not kept"
"""Why no answer: no reduction tells all dimensions of the question together."""


def tallied(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer a question from the records of an edition.

    A cell of some contributors, but fewer than the metric's minimum, holds nothing and says so.
    """
    tally = metric.answer
    if not isinstance(tally, Tally):
        raise TypeError(f"{metric.key} is not told by records")
    cells = cells_of(context, tally, by, where)
    if cells is None or (by and not cells.height) or silent(context, tally, by, where, cells):
        why = NOT_KEPT if cells is None else "not published"
        if cells is not None and not silent(context, tally, (), where, cells):
            why = NONE
        return Outcome(empty(by), by, published_by(context, tally), "records", reason=why)
    return Outcome(
        shaped(_told(cells, tally), by),
        by,
        published_by(context, tally),
        "records",
        (*notes(context, tally, by, where), *_thin(cells, tally)),
        coverage=(covered(context, tally),),
        caveats=("protected",) if (cells["state"] == HIDDEN).any() else (),
    )


def silent(
    context: Context, tally: Tally, by: tuple[str, ...], where: Where, cells: pl.DataFrame
) -> bool:
    """Return whether no record says nothing.

    So it is where one of the countries is not completely recorded, in years of which there is no
    record at all (nobody says that the records run so far), and in the middle of nothing.
    """
    if cells["people"].sum():
        return False
    if tally.median or _outside(context, tally, where):
        return True
    if by or not context.edition.holdings[tally.record].complete_for:
        return False
    asked = {c for code in where.get("country") for c in context.countries.expand(code)}
    return not asked or not asked <= complete_for(context, tally.record)


def _outside(context: Context, tally: Tally, where: Where) -> bool:
    """Return whether all years asked for are before the first record or after the last."""
    found = context.reduction(tally.record, tally.entity, {"year"})
    if where.years is None or found is None:
        return False
    held = found.frame["year"].drop_nulls().unique()
    first, last = (str(year) for year in where.years)
    return not len(held) or last < min(held) or first > max(held)


def cells_of(
    context: Context, tally: Tally, by: tuple[str, ...], where: Where
) -> pl.DataFrame | None:
    """Return value, contributors and state by cell, or None where no reduction can tell.

    Returns:
        The dimensions, ``value`` (null where hidden or undefined), ``people`` (contributors, not
        to be shown where the state is hidden) and ``state``.
    """
    kept = {key for key, _ in tally.keep}
    found = context.reduction(tally.record, tally.entity, {*by, *where.keys, *kept, *_named(tally)})
    if found is None:
        return None
    frame = matching(context, found, where)
    for key, values in tally.keep:
        frame = frame.filter(pl.col(key).is_in(values))
    if by == ("country",):
        return _with_zeros(context, tally, _cells(frame, tally, by), where)
    return _cells(frame, tally, by)


def _named(tally: Tally) -> tuple[str, ...]:
    return (tally.median,) if tally.median else ()


def matching(context: Context, found: Reduction, where: Where) -> pl.DataFrame:
    """Return the part of a reduction that a filter is about."""
    frame = found.frame
    for key, codes in where.selected:
        if key in COUNTRY_LIKE:
            named = context.countries.matching(key, codes)
        else:
            named = pl.col(key).is_in(context.wordings(codes) if key == "programme" else codes)
        frame = frame.filter(named | pl.col(key).is_null() if NOT_STATED in codes else named)
    if where.years is not None:
        years = [str(year) for year in range(where.years[0], where.years[1] + 1)]
        frame = frame.filter(pl.col("year").is_in(years))
    return frame


def _cells(frame: pl.DataFrame, tally: Tally, by: tuple[str, ...]) -> pl.DataFrame:
    """Count every history once in each cell: its entities, whatever else they did."""
    added = [tally.adds] if tally.adds else []
    middle = [pl.col(tally.median).first().cast(pl.String).cast(pl.Float64)] if tally.median else []
    once = frame.group_by(*by, SIGNATURE).agg(
        pl.col(WEIGHT).first(), *(pl.col(name).sum() for name in added), *middle
    )
    people = pl.col(WEIGHT).sum()
    value = pl.col(tally.adds or WEIGHT).sum().cast(pl.Float64)
    measures = [people.alias("people"), value.alias("value")]
    if tally.median:
        measures[1] = _median(tally.median).alias("value")
    if by and not once.height:  # of no group at all, Polars knows no types
        cells = once.select(*by, people=WEIGHT, value=pl.col(WEIGHT).cast(pl.Float64))
    else:
        cells = once.group_by(by).agg(measures) if by else once.select(measures)
    few = (pl.col("people") > 0) & (pl.col("people") < tally.minimum)
    blank = [
        pl.col(key).cast(pl.String).fill_null(UNDATED if key in {"year", "cohort"} else NOT_STATED)
        for key in by
    ]
    return cells.with_columns(
        *blank,
        value=pl.when(~few).then(pl.col("value")),
        state=pl.when(few)
        .then(pl.lit(HIDDEN))
        .when(pl.col("value").is_null())
        .then(pl.lit("undefined"))
        .otherwise(pl.lit("computed")),
    )


def _median(column: str) -> pl.Expr:
    """Return the median of a number of which each stands for ``weight`` entities."""
    order = pl.col(column).arg_sort()
    values = pl.col(column).gather(order)
    weights = pl.col(WEIGHT).gather(order)
    run, whole = weights.cum_sum(), weights.sum()
    low = values.filter(run * 2 >= whole).first()
    high = values.filter(run * 2 > whole).first()
    return (low + high) / 2


def _thin(cells: pl.DataFrame, tally: Tally) -> tuple[str, ...]:
    """Say of how many medians next to nothing is known."""
    few = cells.filter(pl.col("people").is_between(1, _FEW - 1)).height if tally.median else 0
    if not few:
        return ()
    return (
        say_many(
            "{n} median rests on fewer than {few}: see the count.",
            "{n} medians rest on fewer than {few} each: see the count.",
            few,
            few=_FEW,
        ),
    )


def _with_zeros(context: Context, tally: Tally, cells: pl.DataFrame, where: Where) -> pl.DataFrame:
    """Add the countries for which the records are complete and hold nothing: true zeros."""
    if tally.median:
        return cells
    known = complete_for(context, tally.record)
    if where.get("country"):
        asked = {c for code in where.get("country") for c in context.countries.expand(code)}
        everywhere = not context.edition.holdings[tally.record].complete_for
        known = frozenset(asked - {NOT_STATED, THIRD}) & (asked if everywhere else known)
    missing = sorted(known - set(cells["country"]))
    zeros = pl.DataFrame({"country": missing}, schema={"country": pl.String}).with_columns(
        value=pl.lit(0.0), people=pl.lit(0, cells.schema["people"]), state=pl.lit("computed")
    )
    return pl.concat([cells, zeros.select(cells.columns)])


def complete_for(context: Context, record: str) -> frozenset[str]:
    """Return the countries for which no record means that nothing happened."""
    group = context.edition.holdings[record].complete_for
    return context.countries.groups[group] if group else frozenset(context.countries.known)


def _told(cells: pl.DataFrame, tally: Tally) -> pl.DataFrame:
    shown = pl.col("state") != HIDDEN
    return cells.with_columns(
        qualifier=pl.when(pl.col("value").is_not_null()).then(pl.lit("exact")),
        outcome=pl.lit("outcome"),
        span=pl.lit(""),
        count=pl.when(shown).then(pl.col("people")),
        figures=pl.lit(""),
        sources=pl.lit(""),
    )


def published_by(context: Context, tally: Tally) -> pl.DataFrame:
    """Name the publication that the records come from; a record itself reaches nobody."""
    source = context.edition.holdings[tally.record].source_id
    return pl.DataFrame({"source_id": [source] if source else []}, schema={"source_id": pl.String})


def covered(context: Context, tally: Tally) -> Coverage:
    """Say how many records an answer was computed from, and until when they run."""
    held = context.edition.recorded[tally.record]
    until = context.edition.holdings[tally.record].until
    title = say(context.registry.record(tally.record).title)
    rows = number(held)
    sentence = (
        say(
            "Computed from all {rows} records of this edition (one row: {title}), until {day}.",
            rows=rows,
            title=title,
            day=day(date.fromisoformat(until)),
        )
        if until
        else say(
            "Computed from all {rows} records of this edition (one row: {title}).",
            rows=rows,
            title=title,
        )
    )
    return Coverage(held, float(held), "exact", sentence)


def notes(context: Context, tally: Tally, by: Collection[str], where: Where) -> tuple[str, ...]:
    """Say that the last year is unfinished, where a question shows or names it."""
    until = context.edition.holdings[tally.record].until
    if not until or until.endswith("-12-31"):
        return ()
    year = until[:4]
    named = where.years is not None and where.years[0] <= int(year) <= where.years[1]
    if not {"year", "cohort"} & {*by, *where.keys} and not named:
        return ()
    if where.years is not None and not named:
        return ()
    return (
        say(
            "{year} is unfinished: its records end on {day}.",
            year=year,
            day=day(date.fromisoformat(until)),
        ),
    )
