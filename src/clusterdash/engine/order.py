"""The order in which cells are shown."""

import polars as pl

from clusterdash.model import Metric, Question
from clusterdash.names import NOT_STATED


def ordered(
    frame: pl.DataFrame,
    by: tuple[str, ...],
    question: Question,
    metric: Metric,
    ecosystems: tuple[str, ...],
) -> pl.DataFrame:
    """Sort a frame: time runs forward, stages and plans keep their order, else largest first.

    Ecosystems of which only the first is known keep their official order: they are no ranking.
    """
    if not frame.height or "stage" in by:
        return frame
    timed = [key for key in ("year", "period") if key in question.by]
    if timed:
        when = timed[0]
        rest = [key for key in by if key != when]
        return frame.sort(when, *rest, nulls_last=True)
    if "ecosystem" in by and ("ecosystem", "first_listed") in metric.dim_caveats:
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
