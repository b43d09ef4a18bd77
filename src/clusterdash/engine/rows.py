"""Answers counted from the rows of a table."""

import polars as pl

from clusterdash.engine.context import Context, Outcome, empty, shaped
from clusterdash.model import COUNTRY_LIKE, Coverage, Metric, Rows, Where
from clusterdash.names import NOT_STATED


def counted(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer a question by counting rows.

    A complete table gives exact numbers and true zeros; a list gives lower bounds and no zeros.
    """
    rows = metric.answer
    if not isinstance(rows, Rows):
        raise TypeError(f"{metric.key} does not count rows")
    source = context.registry.source(rows.source)
    frame = _kept(context.enriched(rows.source), rows, source.dims, {*by, *where.keys})
    frame, notes = _matching(context, frame, source.dims, source.lists, where)
    complete = _complete(context, rows, where)
    if not frame.height and not complete:
        return Outcome(empty(by), by, frame, "listed", notes, "not published")
    cells = _cells(frame, rows, source.dims, source.lists, by)
    cells = cells.with_columns(
        qualifier=pl.lit("at_least" if _listed(context, rows) else "exact"),
        state=pl.lit("computed"),
        outcome=pl.lit("outcome"),
        span=pl.lit(context.edition.date[:4] if "year" not in source.dims else ""),
    )
    return Outcome(
        shaped(cells, by),
        by,
        frame,
        "listed" if _listed(context, rows) else "records",
        notes,
        coverage=_stated(frame, source.dims, {*by, *where.keys}, metric),
    )


def _listed(context: Context, rows: Rows) -> bool:
    return rows.listed or context.edition.holdings[rows.source].completeness != "complete"


def _complete(context: Context, rows: Rows, where: Where) -> bool:
    """Return whether no row means none: the table is complete for the countries asked."""
    if _listed(context, rows):
        return False
    scope = context.edition.holdings[rows.source].complete_for
    countries = where.get("country")
    return bool(countries) and all(context.countries.covers(scope, code) for code in countries)


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
    notes = (f"{undated} without a date left out.",) if undated else ()
    return frame.filter(year.is_between(*where.years)), notes


def _members(
    context: Context, frame: pl.DataFrame, column: str, codes: tuple[str, ...], several: bool
) -> list[str]:
    """Return the codes in a column that these countries and groups stand for."""
    held = frame[column].drop_nulls()
    held = held.str.split(";").explode() if several else held
    unique = pl.DataFrame({column: held.unique()})
    return unique.filter(context.countries.matching(column, codes))[column].to_list()


def _cells(
    frame: pl.DataFrame,
    rows: Rows,
    dims: dict[str, str],
    lists: tuple[str, ...],
    by: tuple[str, ...],
) -> pl.DataFrame:
    counts = list(rows.counts)
    value = pl.struct(counts).n_unique() if counts else pl.len()
    split = [
        (pl.col(dims[key]).str.split(";") if key in lists else pl.col(dims[key])).alias(f"by_{key}")
        for key in by
    ]
    grouped = frame.with_columns(split)
    for key in by:
        if key in lists:
            grouped = grouped.explode(f"by_{key}")
    measures = [
        value.cast(pl.Float64).alias("value"),
        pl.len().alias("count"),
        pl.col("source_id").drop_nulls().unique(maintain_order=True).str.join(";").alias("sources"),
    ]
    if not by:
        return grouped.select(measures)
    keys = [f"by_{key}" for key in by]
    cells = grouped.group_by(keys, maintain_order=True).agg(measures)
    return cells.select(
        *(pl.col(f"by_{key}").fill_null(NOT_STATED).alias(key) for key in by),
        "value",
        "count",
        "sources",
    )


def _stated(
    frame: pl.DataFrame, dims: dict[str, str], asked: set[str], metric: Metric
) -> tuple[Coverage, ...]:
    """Say how many rows state each dimension that was asked for and that is not always stated."""
    said = []
    for key in sorted(asked):
        blank = frame[dims[key]].null_count()
        if blank and key != "year":
            held = frame.height - blank
            said.append(
                Coverage(
                    held,
                    frame.height,
                    "exact",
                    f"{held:,} of {frame.height:,} {metric.label} state their "
                    f"{key.replace('_', ' ')}; {blank:,} do not and are counted as not stated.",
                )
            )
    return tuple(said)
