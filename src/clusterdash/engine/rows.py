"""Answers counted from the rows of a table."""

import polars as pl

from clusterdash.engine.context import Context, Outcome, empty, shaped
from clusterdash.engine.periods import UNDATED, over
from clusterdash.language import all_of, number, say, say_many
from clusterdash.model import COUNTRY_LIKE, DIMENSIONS, Coverage, Metric, Rows, Source, Where
from clusterdash.names import NOT_STATED

_NAMED = 5  # countries in a sentence


def counted(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer a question by counting rows.

    A complete table gives exact numbers and true zeros; a list gives lower bounds and no zeros.
    """
    rows = metric.answer
    if not isinstance(rows, Rows):
        raise TypeError(f"{metric.key} does not count rows")
    source = context.registry.source(rows.source)
    named = {*by, *where.keys}
    frame = _kept(context.enriched(rows.source), rows, source.dims, named)
    # Where some rows do not state a dimension, no row that states a value means nothing.
    firm = not any(frame[source.dims[key]].null_count() for key in named)
    said = [
        line
        for key, _ in where.selected
        for line in _stated(
            _matching(context, frame, source.dims, source.lists, where.without(key))[0],
            source.dims,
            {key},
            metric,
            named,
        )
    ]
    span = _span(context, frame, source, by, where)
    frame, notes = _matching(context, frame, source.dims, source.lists, where)
    cells = _cells(frame, rows, source, by)
    cells = _asked(context, cells, source.lists, where)
    if firm:
        cells = _with_zeros(context, rows, cells, by, where)
    elif not frame.height:
        cells = cells.clear()
    if not cells.height:
        return Outcome(empty(by), by, frame, "listed", notes, "not published", coverage=tuple(said))
    cells = cells.with_columns(
        qualifier=pl.lit("at_least" if _listed(context, rows) else "exact"),
        state=pl.lit("computed"),
        outcome=pl.lit("outcome"),
        span=pl.lit(span),
    )
    return Outcome(
        shaped(cells, by),
        by,
        frame,
        "listed" if _listed(context, rows) else "records",
        notes,
        coverage=(
            *said,
            *_stated(frame, source.dims, set(by), metric, named),
            *_absent(context, cells, where),
        ),
    )


def _listed(context: Context, rows: Rows) -> bool:
    if rows.held:
        return False
    return rows.listed or context.edition.holdings[rows.source].completeness != "complete"


def _with_zeros(
    context: Context, rows: Rows, cells: pl.DataFrame, by: tuple[str, ...], where: Where
) -> pl.DataFrame:
    """Add the cells of countries without a row, where the table is complete for them: true zeros.

    A total without rows stays only where the table is complete for every country asked.
    """
    known = _complete_for(context, rows)
    asked = {c for code in where.get("country") for c in context.countries.expand(code)}
    if by == () and cells["count"][0] == 0:
        return cells if asked and asked <= known else cells.clear()
    if by != ("country",) or set(where.keys) - {"country"}:
        return cells
    missing = sorted((known & asked if asked else known) - set(cells["country"]))
    zeros = pl.DataFrame({"country": missing}, schema={"country": pl.String}).with_columns(
        value=pl.lit(0.0),
        count=pl.lit(0, cells.schema["count"]),
        sources=pl.lit(""),
    )
    return pl.concat([cells, zeros.select(cells.columns)])


def _complete_for(context: Context, rows: Rows) -> frozenset[str]:
    """Return the countries for which no row means none."""
    if _listed(context, rows):
        return frozenset()
    group = context.edition.holdings[rows.source].complete_for
    return context.countries.groups[group] if group else frozenset(context.countries.known)


def _kept(frame: pl.DataFrame, rows: Rows, dims: dict[str, str], asked: set[str]) -> pl.DataFrame:
    for key, values in rows.keep:
        if key in rows.only and key in asked:
            continue
        column = pl.col(dims[key])
        frame = frame.filter(column.is_not_null() if values == ("*",) else column.is_in(values))
    return frame


def _matching(
    context: Context,
    frame: pl.DataFrame,
    dims: dict[str, str],
    lists: tuple[str, ...],
    where: Where,
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    for key, asked in where.selected:
        column = dims[key]
        match key:
            case "programme":
                codes = context.wordings(asked)
            case _ if key in COUNTRY_LIKE:
                codes = _members(context, frame, column, asked, key in lists)
            case _:
                codes = list(asked)
        value = pl.col(column).fill_null(NOT_STATED)
        if key in lists:
            wanted = pl.lit(sorted(codes), pl.List(pl.String))
            shared = value.str.split(";").list.set_intersection(wanted)
            frame = frame.filter(shared.list.len() > 0)
        else:
            frame = frame.filter(value.is_in(codes))
    if where.years is None:
        return frame, ()
    year = pl.col(dims["year"]).cast(pl.Int64)
    undated = frame[dims["year"]].null_count()
    notes = (say("{n} without a date left out.", n=number(undated)),) if undated else ()
    return frame.filter(year.is_between(*where.years)), notes


def _members(
    context: Context, frame: pl.DataFrame, column: str, codes: tuple[str, ...], several: bool
) -> list[str]:
    """Return the codes in a column that these countries and groups stand for."""
    held = frame[column].drop_nulls()
    held = held.str.split(";").explode(empty_as_null=True) if several else held
    unique = pl.DataFrame({column: held.unique()})
    return unique.filter(context.countries.matching(column, codes))[column].to_list()


def _cells(frame: pl.DataFrame, rows: Rows, source: Source, by: tuple[str, ...]) -> pl.DataFrame:
    dims, lists = source.dims, source.lists

    def stated(key: str) -> pl.Expr:
        blank = UNDATED if key == "year" else NOT_STATED
        return pl.col(dims[key]).cast(pl.String).fill_null(blank)

    counts = list(rows.counts)
    value = pl.struct(counts).n_unique() if counts else pl.len()
    split = [
        (stated(key).str.split(";") if key in lists else stated(key)).alias(f"by_{key}")
        for key in by
    ]
    grouped = frame.with_columns(split)
    for key in by:
        if key in lists:
            grouped = grouped.explode(f"by_{key}", empty_as_null=True)
    measures = [
        value.cast(pl.Float64).alias("value"),
        pl.len().alias("count"),
        pl.col("source_id")
        .str.split(";")
        .explode(empty_as_null=True)
        .drop_nulls()
        .unique(maintain_order=True)
        .str.join(";")
        .alias("sources"),
    ]
    if not by:
        return grouped.select(measures)
    keys = [f"by_{key}" for key in by]
    cells = grouped.group_by(keys, maintain_order=True).agg(measures)
    return cells.select(
        *(pl.col(f"by_{key}").alias(key) for key in by),
        "value",
        "count",
        "sources",
    )


def _asked(
    context: Context, cells: pl.DataFrame, lists: tuple[str, ...], where: Where
) -> pl.DataFrame:
    """Keep the cells that were asked for: a row of several values has others beside them."""
    for key in (key for key in lists if key in where.keys and key in cells.columns):
        codes = where.get(key)
        several = key in COUNTRY_LIKE
        own = context.countries.matching(key, codes) if several else pl.col(key).is_in(codes)
        cells = cells.filter(own)
    return cells


def _stated(
    frame: pl.DataFrame, dims: dict[str, str], asked: set[str], metric: Metric, lifted: set[str]
) -> tuple[Coverage, ...]:
    """Say how many rows state each dimension that was asked for and that is not always stated.

    Args:
        frame: The rows.
        dims: Their columns by dimension.
        asked: Dimensions to tell of.
        metric: What is counted.
        lifted: All dimensions that the question names.
    """
    said = []
    for key in sorted(asked):
        blank = frame[dims[key]].null_count()
        if blank and key != "year":
            held = frame.height - blank
            told = {
                "held": number(held),
                "all": number(frame.height),
                "what": say(metric.named(lifted)),
                "dimension": say(DIMENSIONS[key].term),
            }
            said.append(Coverage(held, frame.height, "exact", _stating(metric, blank, told)))
    return tuple(said)


def _span(
    context: Context, frame: pl.DataFrame, source: Source, by: tuple[str, ...], where: Where
) -> str:
    """Return the years that a list is about, where neither its cells nor the filter say them.

    They are those of all its rows, found or not: where nothing was in 2024 it was looked for too. A
    list without years is as of the edition; years that are only those of a start are no period.
    """
    if "year" not in source.dims:
        return context.edition.date[:4]
    if {"year", "event"} & {*by} or where.years or source.begun:
        return ""
    years = frame[source.dims["year"]].cast(pl.String).fill_null(UNDATED)
    return over(years.unique().to_list())


def _absent(context: Context, cells: pl.DataFrame, where: Where) -> tuple[Coverage, ...]:
    """Name the countries that were asked for and have no cell: nobody says that they have none."""
    asked = {c for code in where.get("country") for c in context.countries.expand(code)}
    missing = asked - set(cells["country"]) if "country" in cells.columns else set()
    if not missing:
        return ()
    names = sorted(context.countries.label(code) for code in missing)
    if len(names) > _NAMED:
        more = len(names) - _NAMED + 1
        names = [*names[: _NAMED - 1], say_many("{n} more", "{n} more", more)]
    sentence = say("Nothing is listed for {where}.", where=all_of(names))
    return (Coverage(len(asked) - len(missing), len(asked), "exact", sentence),)


def _stating(metric: Metric, blank: int, told: dict[str, str]) -> str:
    if isinstance(metric.answer, Rows) and metric.answer.held:
        return say_many(
            "By {dimension}: {held} of {all} {what} name one; {n} names none and stands as "
            "not stated.",
            "By {dimension}: {held} of {all} {what} name one; {n} name none and stand as "
            "not stated.",
            blank,
            **told,
        )
    return say_many(
        "{held} of {all} {what} state their {dimension}; {n} does not and is counted as "
        "not stated.",
        "{held} of {all} {what} state their {dimension}; {n} do not and are counted as not stated.",
        blank,
        **told,
    )
