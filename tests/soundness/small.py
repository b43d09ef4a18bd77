"""Short forms that the tests with tiny tables share."""

from typing import Any

from clusterdash.engine import Engine
from clusterdash.model import Question, Result, Where


def figure(number: int, measure: str, value: float, subject: str, **more: Any) -> dict[str, Any]:
    """Return a figure, the parts that do not matter filled in."""
    row = {"figure_id": f"f{number:04d}", "measure": measure, "value": value, "subject_id": subject}
    return row | {"period_start": "2018", "period_end": "2018"} | more


def values(result: Result) -> dict[str | None, float | None]:
    """Return the values of a Result by its first dimension."""
    return {row[0]: row[1] for row in result.frame.select(result.by[0], "value").iter_rows()}


def ask(
    engine: Engine,
    metric: str,
    *by: str,
    years: tuple[int, int] | None = None,
    normalise: str = "",
    **where: list[str],
) -> Result:
    """Ask a question in codes."""
    return engine.evaluate(Question(metric, by, Where.of(where, years), normalise))


def only(result: Result) -> float | None:
    """Return the one value of a Result."""
    value: float | None = result.frame["value"].item()
    return value
