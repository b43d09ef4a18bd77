"""Rates and stages of what records tell: each part brought to the same cells, then divided."""

import polars as pl

from clusterdash.engine.context import Context, Outcome, empty, shaped
from clusterdash.engine.tally import (
    HIDDEN,
    NOT_KEPT,
    cells_of,
    covered,
    notes,
    published_by,
    silent,
)
from clusterdash.model import Funnel, Metric, Ratio, Tally, Where

_EXTRA = ("numerator", "numerator_qualifier", "denominator", "denominator_qualifier")


def rated(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer with a quotient of two tallies; several cells are pooled by asking for fewer.

    A cell of too few contributors on either side is hidden, and so are both its parts.
    """
    ratio = metric.answer
    if not isinstance(ratio, Ratio):
        raise TypeError(f"{metric.key} is not a quotient")
    above, below = (_tally(context, key) for key in (ratio.numerator, ratio.denominator))
    over, under = (cells_of(context, part, by, where) for part in (above, below))
    rows = published_by(context, below)
    if (
        over is None
        or under is None
        or not under.height
        or silent(context, below, by, where, under)
    ):
        why = "not published" if over is not None and under is not None else NOT_KEPT
        return Outcome(empty(by), by, rows, "records", reason=why)
    joined = _joined(_met(under, over, by), over, by)
    frame = _divided(joined, ratio.scale)
    return Outcome(
        shaped(frame, by, *_EXTRA),
        by,
        rows,
        "records",
        notes(context, below, by, where),
        coverage=tuple(covered(context, part) for part in _once(above, below)),
        caveats=("protected",) if (frame["state"] == HIDDEN).any() else (),
    )


def staged(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer with the stages of a funnel, each with its rate of the first, in every cell."""
    funnel = metric.answer
    if not isinstance(funnel, Funnel):
        raise TypeError(f"{metric.key} is not a funnel")
    keys = (*(key for key in by if key != "stage"), "stage")
    within = tuple(key for key in keys if key != "stage")
    inner = where.without("stage")
    tallies = {key: _tally(context, key) for key in funnel.stages}
    frames = {key: cells_of(context, tally, within, inner) for key, tally in tallies.items()}
    first = frames[funnel.stages[0]]
    rows = published_by(context, tallies[funnel.stages[0]])
    widest = tallies[funnel.stages[0]]
    if first is None or not first.height or silent(context, widest, within, inner, first):
        why = NOT_KEPT if first is None else "not published"
        return Outcome(empty(keys), keys, rows, "records", reason=why)
    stages = [
        _divided(_joined(first, frame, within), 100).with_columns(
            stage=pl.lit(key), rate=pl.col("value"), rate_qualifier=pl.lit("exact")
        )
        for key, frame in frames.items()
        if frame is not None and key in (where.get("stage") or funnel.stages)
    ]
    every = pl.concat(stages).with_columns(
        value=pl.col("numerator"),
        state=pl.when(pl.col("state") == "undefined")
        .then(pl.lit("computed"))
        .otherwise(pl.col("state")),
        qualifier=pl.when(pl.col("numerator").is_not_null()).then(pl.lit("exact")),
    )
    if within:  # the stages of one subject stand together, the widest subject first
        order = first.sort("value", descending=True, nulls_last=True).select(within)
        place = order.with_row_index("place")
        every = every.join(place, on=list(within), how="left").sort("place", maintain_order=True)
    used = _once(*tallies.values())
    return Outcome(
        shaped(every, keys, "rate", "rate_qualifier", *_EXTRA),
        keys,
        rows,
        "records",
        notes(context, used[0], within, where),
        coverage=tuple(covered(context, part) for part in used),
    )


def _tally(context: Context, key: str) -> Tally:
    answer = context.registry.metric(key).answer
    if not isinstance(answer, Tally):
        raise TypeError(f"{key} is not told by records")
    return answer


def _once(*tallies: Tally) -> list[Tally]:
    """Return one tally for each table of records, in order."""
    return list({tally.record: tally for tally in reversed(tallies)}.values())[::-1]


def _met(below: pl.DataFrame, above: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Add the cells that have something above the line and nothing below: they have no rate."""
    if not by:
        return below
    alone = above.filter(pl.col("people") > 0).join(below, on=list(by), how="anti")
    nothing = {"value": pl.lit(0.0), "people": pl.lit(0, below.schema["people"])}
    added = alone.with_columns(**nothing, state=pl.lit("computed"))
    return pl.concat([below, added.select(below.columns)])


def _joined(below: pl.DataFrame, above: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Put what is divided beside what it is divided by; nothing above the line is none."""
    part = above.select(*by, over="value", few=pl.col("state") == HIDDEN)
    joined = (
        below.join(part, on=list(by), how="left", maintain_order="left")
        if by
        else below.hstack(part)
    )
    return joined.with_columns(
        pl.col("few").fill_null(value=False) | (pl.col("state") == HIDDEN),
        over=pl.when(pl.col("over").is_null() & ~pl.col("few").fill_null(value=False))
        .then(0.0)
        .otherwise(pl.col("over")),
    )


def _divided(joined: pl.DataFrame, scale: int) -> pl.DataFrame:
    shown = ~pl.col("few")
    whole = pl.when(shown).then(pl.col("value"))
    part = pl.when(shown).then(pl.col("over"))
    return joined.with_columns(
        value=pl.when(shown & (pl.col("value") > 0)).then(scale * pl.col("over") / pl.col("value")),
        numerator=part,
        numerator_qualifier=pl.when(part.is_not_null()).then(pl.lit("exact")),
        denominator=whole,
        denominator_qualifier=pl.when(whole.is_not_null()).then(pl.lit("exact")),
        count=pl.when(shown).then(pl.col("people")),
        outcome=pl.lit("outcome"),
        span=pl.lit(""),
        figures=pl.lit(""),
        sources=pl.lit(""),
        state=pl.when(pl.col("few"))
        .then(pl.lit(HIDDEN))
        .when(pl.col("value") > 0)
        .then(pl.lit("computed"))
        .otherwise(pl.lit("undefined")),
    ).with_columns(qualifier=pl.when(pl.col("value").is_not_null()).then(pl.lit("exact")))
