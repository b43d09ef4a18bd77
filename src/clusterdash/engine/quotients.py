"""Answers that divide or stack published figures of the same subject."""

from typing import Any

import polars as pl

from clusterdash.engine.context import Context, Outcome, empty, shaped
from clusterdash.engine.figures import WHOLE
from clusterdash.engine.periods import SEVERAL
from clusterdash.engine.quote import apart, broken_down
from clusterdash.engine.select import select
from clusterdash.language import say
from clusterdash.model import Funnel, Metric, Quote, Ratio, Where
from clusterdash.model.vocabulary import qualifier_of_quotient, qualifier_of_sum

_JOIN = ("level", "subject", "call", "country", "region", "status", "ecosystem")
_EXTRA = ("numerator", "numerator_qualifier", "denominator", "denominator_qualifier")


def divided(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer with a quotient: each part at the same grain, then joined, then divided.

    Figures are joined on the same subject, call and area; where one side has several periods, on
    the period too.
    """
    ratio = metric.answer
    if not isinstance(ratio, Ratio):
        raise TypeError(f"{metric.key} is not a quotient")
    notes: list[str] = []
    finer: list[str] = []
    sides = []
    for key in (ratio.numerator, ratio.denominator):
        part = context.registry.declared(key)
        asked = by if by or not ratio.pooled else ("event",)
        chosen = select(context, part, asked, where, calls=True)
        sides.append(_meant(broken_down(chosen.frame, by), part, chosen.finer, ratio.pooled))
        finer += [key for key in chosen.finer if key not in (*by, *finer, "kind")]
        # Other kinds of one side say nothing of the quotient.
        notes += [n for n in chosen.notes if n not in notes and n != chosen.others]
    joined = _joined(sides[0], sides[1], by)
    if not joined.height:
        return Outcome(empty(by), by, sides[0].clear(), "published", tuple(notes), "not published")
    if (joined["call"] != WHOLE).any() and "call" not in (*by, *finer):
        finer.append("call")
    keys = by if ratio.pooled else apart(joined, (*by, *finer))
    if keys != by:
        notes.append(say("Rates of different subjects are listed one by one, never averaged."))
    cells = [
        dict(zip(keys, key, strict=True)) | _quotient(group, ratio.scale)
        for key, group in (joined.group_by(keys, maintain_order=True) if keys else [((), joined)])
    ]
    used = pl.concat(sides, how="diagonal").filter(
        pl.col("figure_id").is_in([*joined["figure_id"], *joined["figure_id_below"]])
    )
    return Outcome(
        shaped(pl.DataFrame(cells, infer_schema_length=None), keys, *_EXTRA),
        keys,
        used.unique("figure_id", maintain_order=True),
        "published",
        tuple(notes),
    )


def _joined(above: pl.DataFrame, below: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Join two sides one to one: on the same thing, and on the period where a side has several.

    What still has several partners is left out: a join that multiplies rows would count twice.
    """
    on = list(dict.fromkeys([*_JOIN, *by]))
    if _repeated(above, on) or _repeated(below, on):
        on = list(dict.fromkeys([*on, "period"]))
    once = ~pl.struct(on).is_duplicated()
    return above.filter(once).join(
        below.filter(once), on=on, how="inner", suffix="_below", nulls_equal=True
    )


def _meant(found: pl.DataFrame, part: Metric, finer: tuple[str, ...], pooled: bool) -> pl.DataFrame:
    """Keep the figures that a quotient is defined by: one kind, and wholes where it is pooled.

    Another kind would change what the quotient means; parts that are pooled would pass for wholes.
    """
    quote = part.answer
    if not isinstance(quote, Quote) or (pooled and set(finer) - {"kind"}):
        return found.clear()
    return found.filter(pl.col("kind") == quote.picks[0].kind)


def _repeated(frame: pl.DataFrame, on: list[str]) -> bool:
    return bool(frame.select(on).is_duplicated().any())


def _quotient(group: pl.DataFrame, scale: int) -> dict[str, Any]:
    """Pool the rows of a cell: the sum above the line over the sum below it."""
    above, below = float(group["value"].sum()), float(group["value_below"].sum())
    over = qualifier_of_sum(set(group["qualifier"]))
    under = qualifier_of_sum(set(group["qualifier_below"]))
    qualifier = qualifier_of_quotient(over, under)
    figures = [*group["figure_id"], *group["figure_id_below"]]
    sources = [*group["source_id"], *group["source_id_below"]]
    return {
        "value": scale * above / below if below else None,
        "qualifier": qualifier if below else None,
        "state": "computed" if below else "undefined",
        "outcome": group["status"][0],
        "span": group["period"][0] if group["period"].n_unique() == 1 else SEVERAL,
        "count": group.height,
        "figures": ";".join(dict.fromkeys(figures)),
        "sources": ";".join(dict.fromkeys(sources)),
        "numerator": above,
        "numerator_qualifier": over,
        "denominator": below,
        "denominator_qualifier": under,
    }


def stacked(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer with the stages of a funnel: each stage's figure, and its rate of the first."""
    funnel = metric.answer
    if not isinstance(funnel, Funnel):
        raise TypeError(f"{metric.key} is not a funnel")
    keys = tuple(dict.fromkeys([*by, "programme", "stage"]))
    stages = where.get("stage") or funnel.stages
    inner = where.without("stage")
    frames = []
    for key in funnel.stages:
        part = context.registry.declared(key)
        found = select(context, part, ("programme",), inner).frame
        found = found.filter(pl.col("level") == funnel.level)
        frames.append(found.with_columns(stage=pl.lit(key)))
    every = pl.concat(frames, how="diagonal")
    # One subject, one period, and all stages outcomes or all planned.
    same = ["subject", "period", "status"]
    whole = pl.col("stage").n_unique().over(same) == len(funnel.stages)
    every = every.filter(whole)
    if not every.height:
        return Outcome(empty(keys), keys, every, "published", reason="not published")
    first = every.filter(pl.col("stage") == funnel.stages[0]).select(
        *same, denominator="value", denominator_qualifier="qualifier"
    )
    frame = (
        every.join(first, on=same, maintain_order="left")
        .filter(pl.col("stage").is_in(stages))
        .with_columns(
            numerator=pl.col("value"),
            numerator_qualifier=pl.col("qualifier"),
            rate_qualifier=pl.struct("qualifier", "denominator_qualifier").map_elements(
                lambda row: qualifier_of_quotient(row["qualifier"], row["denominator_qualifier"]),
                return_dtype=pl.String,
            ),
            rate=pl.when(pl.col("denominator") > 0).then(
                100 * pl.col("value") / pl.col("denominator")
            ),
            state=pl.lit("published"),
            outcome=pl.col("status"),
            span=pl.col("period"),
            count=pl.lit(1),
            figures=pl.col("figure_id"),
            sources=pl.col("source_id"),
        )
    )
    return Outcome(
        shaped(frame, keys, "rate", "rate_qualifier", *_EXTRA),
        keys,
        frame.select(every.columns),
        "published",
    )
