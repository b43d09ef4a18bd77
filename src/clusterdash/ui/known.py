"""In which dimensions figures of a metric exist, and for which of their values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import polars as pl

from clusterdash.engine import Engine, askable
from clusterdash.engine.context import Outcome
from clusterdash.engine.select import kept
from clusterdash.model import (
    COUNTRY_LIKE,
    Funnel,
    Metric,
    Question,
    Quote,
    Ratio,
    Rows,
    Tally,
    Where,
)

SUBJECTS = ("event", "partnership", "organisation")
WAYS = {
    "country": COUNTRY_LIKE,
    "ecosystem": ("ecosystem",),
    "year": ("year",),
    "programme": ("programme",),
    "subject": SUBJECTS,
}
"""Dimensions that a column of the coverage stands for."""

Row: TypeAlias = dict[str, Any]

_AREAS = {"population", "organisation"}  # levels at which there is no event and no programme


@dataclass(frozen=True, slots=True)
class Values:
    """For which values of a dimension something is known.

    Attributes:
        held: Codes with an outcome.
        planned: Further codes, for which plans alone are known.
        regional: Further codes of countries, of which a region alone is known: no figure for the
            country.
    """

    held: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    regional: frozenset[str] = frozenset()


class Known:
    """What is known of a metric under a selection that it can be asked by.

    A figure that one answer leaves beside a better one still answers whoever asks for its country:
    so values are read from every figure, not from one breakdown.
    """

    def __init__(
        self,
        engine: Engine,
        metric: Metric,
        where: Where,
        rows: Sequence[Row],
        members: Sequence[Row] = (),
    ) -> None:
        """Bind to what the selection leaves.

        Args:
            engine: What answers.
            metric: What is measured.
            where: The selection.
            rows: The figures or rows of the metric, by dimension.
            members: The same where a group of countries stands for each of its members.
        """
        self.metric = metric
        self._engine, self._where, self._rows = engine, where, rows
        self._members = members or rows

    @cached_property
    def total(self) -> Outcome | None:
        """What answers the selection as a whole, or None.

        Where a quotient or a funnel has no answer for all, the one that it is asked for stands.
        """
        if not self._rows:
            return None
        alone = isinstance(self.metric.answer, Quote | Rows | Tally)
        found = [self.asked(by) for by in ([()] if alone else [(), self.metric.default_by])]
        return next((outcome for outcome in found if outcome.frame.height), None)

    def asked(self, by: tuple[str, ...]) -> Outcome:
        """Return what answers the selection by these dimensions."""
        return self._engine.bare(Question(self.metric.key, by, self._where))

    def values(self, key: str) -> Values:
        """Return the codes of a dimension for which something is known."""
        found = self._members if key == "country" else self._rows
        if key not in askable(self.metric) or not found:
            return Values()
        if isinstance(self.metric.answer, Ratio | Funnel):
            frame = self.asked(self.by(key)).frame
            return Values(frozenset(frame.drop_nulls("value")[key].drop_nulls()))
        rows = [row for row in found if self._whole(row, key)]
        in_all = [row for row in rows if key != "country" or not row["region"]]
        held = {code for row in in_all if row["status"] == "outcome" for code in row[key]}
        either = {code for row in in_all for code in row[key]}
        every = {code for row in rows for code in row[key]}
        return Values(frozenset(held), frozenset(either - held), frozenset(every - either))

    def by(self, key: str) -> tuple[str, ...]:
        """Return the breakdown that a quotient or a funnel is asked by."""
        stacked = isinstance(self.metric.answer, Funnel)
        return tuple(dict.fromkeys(("programme", "stage", key))) if stacked else (key,)

    def _whole(self, row: Row, key: str) -> bool:
        """Return whether a figure answers by a dimension; a part may answer by country alone."""
        answer = self.metric.answer
        apart = isinstance(answer, Quote) and answer.parts == "asked"
        return not apart or row["whole"] or "country" in (key, *self._where.keys)

    def years(self, *, planned: bool) -> tuple[int, int] | None:
        """Return the first and last year of outcomes, or of plans, or None.

        A figure that says only since when or until when it holds has that year.
        """
        rows = [row for row in self._dated() if (row["status"] != "outcome") == planned]
        said = [year for row in rows for year in row["year"]]
        return (min(said), max(said)) if said else None

    def _dated(self) -> Sequence[Row]:
        if not self._rows:
            return ()
        if isinstance(self.metric.answer, Ratio | Funnel):
            ways = {(), self.metric.default_by}
            used = [row for by in ways for row in self.asked(by).rows.iter_rows(named=True)]
            return [_figure(row) for row in used]
        return [row for row in self._rows if self._whole(row, "year")]

    @property
    def plans_alone(self) -> bool:
        """Whether figures exist, but no outcome among them."""
        rows = self._members
        return bool(rows) and all(row["status"] != "outcome" for row in rows)


def known(engine: Engine, metrics: Sequence[Metric], where: Where) -> dict[str, Known]:
    """Return what is known of each metric under a selection, by key."""
    can = [metric for metric in metrics if set(where.keys) <= askable(metric)]
    figures = _by_metric(kept(engine.context, _figures(engine), where))
    members = _by_metric(_of_members(engine, where)) if "country" in where else {}
    found = {}
    for metric in can:
        match metric.answer:
            case Rows():
                rows: Sequence[Row] = _counted_rows(engine, metric, where)
            case Ratio(numerator=above, denominator=below):
                rows = figures.get(above, []) and figures.get(below, [])
            case Funnel(stages=stages):
                rows = figures.get(stages[0], [])
            case _:
                rows = figures.get(metric.key, [])
        found[metric.key] = Known(engine, metric, where, rows, members.get(metric.key, ()))
    return found


def _by_metric(frame: pl.DataFrame) -> dict[str, list[Row]]:
    figures: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        figures.setdefault(row["metric"], []).append(_figure(row))
    return figures


def _of_members(engine: Engine, where: Where) -> pl.DataFrame:
    """Return the figures about any country of a selection, as a breakdown by country reads it."""
    found = kept(engine.context, _figures(engine), where.without("country"))
    return found.filter(engine.context.countries.matching("country", where.get("country")))


@lru_cache(maxsize=2)
def _gathered(engine: Engine, metrics: tuple[Metric, ...]) -> pl.DataFrame:
    """Return the figures of every metric that quotes, one a row and metric, gathered once."""
    none = engine.context.figures.clear().with_columns(metric=pl.lit(""), stock=pl.lit(False))
    return pl.concat(
        [
            none,
            *(
                engine.bare(Question(metric.key, ("figure",))).rows.with_columns(
                    metric=pl.lit(metric.key), stock=pl.lit(metric.answer.time == "stock")
                )
                for metric in metrics
                if isinstance(metric.answer, Quote)
            ),
        ],
        how="diagonal",
    )


def _figures(engine: Engine) -> pl.DataFrame:
    return _gathered(engine, engine.registry.metrics)


def _figure(row: Row) -> Row:
    """Return the values of a figure by dimension, each a list."""
    plain = {
        key: _split(row[key], several=False)
        for key in ("country", "host_country", "market", "programme", *SUBJECTS)
    }
    return plain | {
        "partner_country": _split(row["partner_country"], several=True),
        "ecosystem": row["ecosystems"],
        "region": row["region"],
        "year": [year for year in (row["first"], row["last"]) if year],
        "status": row["status"],
        "whole": row["whole"],
    }


def _counted_rows(engine: Engine, metric: Metric, where: Where) -> list[Row]:
    answer = metric.answer
    assert isinstance(answer, Rows)
    found = engine.bare(Question(metric.key, (), where))
    source = engine.registry.source(answer.source)
    held = {key: column for key, column in source.dims.items() if key in metric.dims}
    rows = found.rows.clear() if found.reason else found.rows
    rows = rows.select(pl.col(column).cast(pl.String).alias(key) for key, column in held.items())
    blank: Row = {"year": [], "region": None, "status": "outcome", "whole": True}
    split = [
        blank | {key: _split(cell, several=key in source.lists) for key, cell in row.items()}
        for row in rows.iter_rows(named=True)
    ]
    return [row | {"year": [int(year) for year in row["year"]]} for row in split]


def _split(cell: str | None, *, several: bool) -> list[str]:
    if not cell:
        return []
    return cell.split(";") if several else [cell]


def applies(engine: Engine, metric: Metric, way: str) -> bool:
    """Return whether a breakdown makes sense for what a metric counts.

    What is counted of an area belongs to no event and to no programme, and a number of countries
    has no country. Anything else might have been published.
    """
    if set(WAYS.get(way, (way,))) & askable(metric):
        return True
    counted = _counted(engine, metric)
    if way == "country":
        return not (
            isinstance(counted.answer, Quote)
            and all("countries" in pick.measure.split("_") for pick in counted.answer.picks)
        )
    if way in {"programme", "subject"}:
        return _organised(engine, counted)
    return True


def _counted(engine: Engine, metric: Metric) -> Metric:
    """Return the metric that says what is counted: of a quotient the one above the line."""
    match metric.answer:
        case Ratio(numerator=key):
            return engine.registry.metric(key)
        case Funnel(stages=stages):
            return engine.registry.metric(stages[0])
        case _:
            return metric


@lru_cache(maxsize=512)
def _organised(engine: Engine, metric: Metric) -> bool:
    """Return whether somebody runs what a metric counts: an event, a partnership, a programme."""
    if isinstance(metric.answer, Rows):
        return "programme" in engine.registry.source(metric.answer.source).dims
    levels: Iterable[str] = engine.bare(Question(metric.key, ("figure",))).rows["level"]
    return bool({*levels} - _AREAS)
