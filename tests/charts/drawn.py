"""Reading figures back, and Results with odd frames."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from clusterdash.charts.chart import Chart, Content
from clusterdash.engine import Engine
from clusterdash.model import Question, Result, Where


def ask(engine: Engine, metric: str, *by: str, where: Where | None = None) -> Result:
    return engine.evaluate(Question(metric, by, where or Where()))


def texts(content: Content) -> list[str]:
    return [str(text) for text in content.sources["words"]["text"]]


def prose(content: Content) -> str:
    """All words of a figure, lines joined, so that wrapping does not matter."""
    return " ".join(texts(content))


def rows(content: Content, source: str) -> list[dict[str, Any]]:
    columns: Mapping[str, Sequence[Any]] = content.sources[source]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def drawn(build: Any, content: Content) -> Chart:
    """Show a content in a new figure: Bokeh refuses what it does not understand."""
    chart: Chart = build()
    chart.show(content)
    return chart


def changed(result: Result, **columns: pl.Expr) -> Result:
    """The same Result with other values in its frame."""
    return replace(result, frame=result.frame.with_columns(**columns))


def only(result: Result, expression: pl.Expr) -> Result:
    """The same Result with some of its rows."""
    return replace(result, frame=result.frame.filter(expression))


def nothing(result: Result, reason: str = "Nobody published it.") -> Result:
    return replace(result, frame=result.frame.clear(), reason=reason)
