"""A Result as a HoloViews element, for analysts who draw figures of their own.

Dimensions carry the names and units that readers see. What keeps a value honest stays beside it:
its qualifier, its state, its period, and whether it is a plan.
"""

from textwrap import fill
from typing import Any

import holoviews as hv
import holoviews.plotting.bokeh  # what draws elements; it loads Panel
import polars as pl

from clusterdash.charts.palette import colour
from clusterdash.engine import Labels
from clusterdash.language import say
from clusterdash.model import DIMENSIONS, Result
from clusterdash.publish import headline, labelled
from clusterdash.publish.cells import title
from clusterdash.publish.words import capital

_BESIDE = ("qualifier", "state", "outcome", "span")
_HEIGHT, _LETTERS = 360, 110  # pixels; letters of a line of the title
_LARGE = 24  # bars from which their names are turned
_NAMES = {"EUR": "EUR", "percent": "%"}


def element(result: Result, labels: Labels) -> Any:  # noqa: ANN401 - HoloViews carries no types
    """Return a curve over years, bars of one or two dimensions, or a table of anything else.

    Values that are not published stay null: they are gaps, never zeros.

    Args:
        result: What is shown.
        labels: Names of codes.
    """
    if hv.Store.current_backend not in hv.Store.renderers:
        hv.Store.set_current_backend("bokeh")
    keys, frame = _keyed(result, labels)
    kdims = [hv.Dimension((key, capital(_name(key)))) for key in keys]
    value = hv.Dimension(("value", title(result)), unit=_unit(result))
    vdims = [value, *(name for name in _BESIDE if name not in keys)]
    frame = frame.select(*keys, "value", *(name for name in _BESIDE if name not in keys))
    unit = value.unit or ""
    look = {"title": fill(headline(result, labels), _LETTERS), "ylabel": unit}
    apart = bool(keys) and frame.height > 0 and not frame.select(keys).is_duplicated().any()
    if apart and keys[-1] == "year" and frame["year"].dtype.is_integer():
        return _curves(frame, kdims, vdims, look)
    if apart and len(keys) <= 2:
        look |= {"color": colour("primary")} if len(keys) == 1 else {}
        look |= {"xrotation": 60} if frame.height > _LARGE else {}
        # Bars of two dimensions are split, which HoloViews cannot do with a Polars frame.
        data = frame if len(keys) == 1 else _dense(frame)
        return _drawn(hv.Bars(data, kdims, vdims), look)
    return hv.Table(frame, kdims, vdims).opts(title=look["title"], backend="bokeh")


def _keyed(result: Result, labels: Labels) -> tuple[list[str], pl.DataFrame]:
    """Return the dimensions, years last, and the frame with names in the place of codes."""
    frame = labelled(result, labels)
    keys = sorted(result.by, key=lambda key: key == "year")
    named = {key: f"{key}_label" for key in keys if f"{key}_label" in frame.columns}
    frame = frame.with_columns(pl.col(name).alias(key) for key, name in named.items())
    # A plan is never drawn as an outcome: where there are plans, they stand apart.
    if frame["outcome"].drop_nulls().is_in(["outcome"]).not_().any():
        keys = ["outcome", *keys]
    if "year" in keys:
        years = frame["year"].cast(pl.Int64, strict=False)
        if not years.has_nulls():
            frame = frame.with_columns(years).sort(*keys)
    return keys, frame


def _dense(frame: pl.DataFrame) -> dict[str, list[Any]]:
    """Return the columns as lists, numbers without null, which they cannot hold."""
    return frame.with_columns(pl.col("value").fill_null(float("nan"))).to_dict(as_series=False)


def _curves(frame: pl.DataFrame, kdims: list[Any], vdims: list[Any], look: dict[str, Any]) -> Any:  # noqa: ANN401 - HoloViews carries no types
    # Years are names to a reader: never grouped, never in between.
    years = frame["year"].unique().sort().to_list()
    look |= {"xformatter": "%d", "xticks": years, "ylim": (0, None)}
    *apart, year = kdims
    if not apart:
        return _drawn(hv.Curve(frame, [year], vdims), look | {"color": colour("primary")})
    names = [dimension.name for dimension in apart]
    parts = frame.partition_by(names, as_dict=True, maintain_order=True).items()
    curves = {key: _drawn(hv.Curve(part, [year], vdims), look) for key, part in parts}
    return hv.NdOverlay(curves, kdims=apart).opts(title=look["title"], backend="bokeh")


def _drawn(made: Any, look: dict[str, Any]) -> Any:  # noqa: ANN401 - HoloViews carries no types
    same = {"responsive": True, "min_height": _HEIGHT, "tools": ["hover"], "toolbar": None}
    return made.opts(backend="bokeh", **same, **look)


def _name(key: str) -> str:
    return say(DIMENSIONS[key].label) if key in DIMENSIONS else say("outcome or plan")


def _unit(result: Result) -> str | None:
    """Return the unit, unless the title says it."""
    return None if result.question.normalise else _NAMES.get(result.metric.unit)
