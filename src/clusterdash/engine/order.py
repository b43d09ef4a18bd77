"""The order in which cells are shown."""

import polars as pl

from clusterdash.model import Metric, Question
from clusterdash.names import NOT_STATED

_SCALES = ("size", "cohort")
"""Dimensions whose values have an order of their own."""


def ordered(
    frame: pl.DataFrame,
    by: tuple[str, ...],
    question: Question,
    metric: Metric,
    ecosystems: tuple[str, ...],
) -> pl.DataFrame:
    """Sort a frame: time runs forward, stages and sizes keep their order, else largest first.

    Ecosystems of which only the first is known keep their official order: they are no ranking.
    """
    if not frame.height:
        return frame
    timed = [key for key in ("year", "period") if key in question.by]
    if "stage" in by:
        return frame.sort(timed, maintain_order=True, nulls_last=True) if timed else frame
    if timed:
        when = timed[0]
        rest = [key for key in by if key != when]
        return frame.sort(when, *rest, nulls_last=True)
    scaled = [key for key in _SCALES if key in by]
    if scaled:
        steps = pl.col(scaled[0]).str.extract(r"(\d+)").cast(pl.Int64, strict=False)
        rest = [key for key in by if key != scaled[0]]
        down = [False, True, *[False] * len(rest)]
        return frame.sort(steps, "value", *rest, descending=down, nulls_last=True)
    if "ecosystem" in by and metric.first_listed:
        order = {name: index for index, name in enumerate(ecosystems)}
        place = pl.col("ecosystem").replace_strict(order, default=len(order), return_dtype=pl.Int64)
        rest = [key for key in by if key != "ecosystem"]
        return frame.sort(place, "value", *rest, descending=[False, True, *[False] * len(rest)])
    unsaid = (
        pl.any_horizontal(pl.col(key) == NOT_STATED for key in by) if by else pl.lit(value=False)
    )
    return frame.sort(
        unsaid.fill_null(value=False),
        "value",
        *by,
        descending=[False, True, *[False] * len(by)],
        nulls_last=True,
    )
