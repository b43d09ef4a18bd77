"""Every figure belongs somewhere, and dimensions are declared where figures exist."""

from collections import Counter

import polars as pl
import pytest

from clusterdash.engine import Engine
from clusterdash.engine.context import Context
from clusterdash.engine.select import picked
from clusterdash.model import ANY_QUOTE, DIMENSIONS, Metric, Question, Quote, Ratio, Rows
from clusterdash.names import NOT_STATED
from clusterdash.opened import default_engine

REGISTRY = default_engine().registry
METRICS = {metric.key: metric for metric in REGISTRY.metrics}
QUOTED = {key: m for key, m in METRICS.items() if isinstance(m.answer, Quote)}
COUNTED = {key: m for key, m in METRICS.items() if isinstance(m.answer, Rows)}
# The same in every figure that nobody breaks down: no dimension at all.
PLAIN = {"call": {"all calls"}, "status": {"outcome"}, "scope": {"worldwide"}, "kind": {"all"}}
# Figures exist, but the dimension would mislead or say nothing.
UNDECLARED = {
    ("profiles", "programme"): "the same count was filed under the ECCP and under no programme",
    ("matchmakings_planned", "status"): "plans only, by definition",
    ("smes_trained", "status"): "a target only, as its definition says",
    ("training_places", "status"): "places offered: plans only, by definition",
    ("partnerships_between", "role"): "a pair has two, one of either partner",
}


def _measures() -> set[str]:
    return {
        p.measure for m in QUOTED.values() if isinstance(m.answer, Quote) for p in m.answer.picks
    }


EXCUSED = {name: why for theme in REGISTRY.themes for name, why in theme.unmapped.items()}


def test_every_measure_is_mapped_or_excused(prepared: Context) -> None:
    held = set(prepared.tables["figures"]["measure"])
    assert held - _measures() - set(EXCUSED) == set()


def test_every_mapped_measure_exists(prepared: Context) -> None:
    assert _measures() - set(prepared.figures["measure"]) == set()


def test_what_is_excused_exists_and_says_why(prepared: Context) -> None:
    figures = prepared.tables["figures"]
    known = set(figures["measure"]) | set(figures["figure_id"])
    assert set(EXCUSED) <= known
    assert all(why.endswith(".") and len(why.split()) > 3 for why in EXCUSED.values())
    assert set(EXCUSED).isdisjoint(_measures())


def test_every_pick_finds_a_figure(prepared: Context) -> None:
    """A pick whose levels, types or subjects exclude every figure is a dead declaration."""
    for key, metric in QUOTED.items():
        quote = metric.answer
        assert isinstance(quote, Quote)
        for pick in quote.picks:
            found = picked(prepared, Quote(picks=(pick,)))
            assert found.height, f"{key}: {pick}"


def test_no_figure_answers_two_metrics_of_the_same_thing(prepared: Context) -> None:
    used: Counter[str] = Counter()
    for metric in QUOTED.values():
        assert isinstance(metric.answer, Quote)
        used.update(picked(prepared, metric.answer)["figure_id"].unique())
    assert {figure: count for figure, count in used.items() if count > 1} == {}


@pytest.mark.parametrize("key", METRICS)
def test_declared_dimensions_are_answered(engine: Engine, key: str) -> None:
    metric = METRICS[key]
    for dim in metric.dims:
        ways = ((dim,), tuple(dict.fromkeys([*metric.default_by, dim])))
        assert any(_answered(engine, key, by, dim) for by in ways), f"{key} has nothing by {dim}"


def _answered(engine: Engine, key: str, by: tuple[str, ...], dim: str) -> bool:
    found = engine.evaluate(Question(key, by))
    return dim in found.by and bool(set(found.frame[dim].drop_nulls()) - {NOT_STATED})


def _held(prepared: Context, metric: Metric) -> pl.DataFrame:
    if isinstance(metric.answer, Quote):
        found = picked(prepared, metric.answer).filter(~pl.col("spare"))
        ecosystems = pl.col("ecosystems").list.first().alias("ecosystem")
        return found.filter(pl.col("whole")).with_columns(ecosystems)
    assert isinstance(metric.answer, Rows)
    source = prepared.registry.source(metric.answer.source)
    frame = prepared.enriched(source.name)
    for key, kept in metric.answer.keep:
        if kept != ("*",):
            frame = frame.filter(pl.col(source.dims[key]).is_in(kept))
        else:
            frame = frame.drop_nulls(source.dims[key])
    return frame.select(**{key: pl.col(c).cast(pl.String) for key, c in source.dims.items()})


@pytest.mark.parametrize("key", [*QUOTED, *COUNTED])
def test_undeclared_dimensions_hold_nothing(prepared: Context, key: str) -> None:
    metric = METRICS[key]
    frame = _held(prepared, metric)
    for dim in DIMENSIONS:
        if dim in {*metric.dims, *ANY_QUOTE} or dim not in frame.columns:
            continue
        if dim == "theme":
            continue  # where a figure was found, which says nothing of what it is about
        found = set(frame[dim].drop_nulls()) - PLAIN.get(dim, set())
        if dim in {"kind", "type", "event_status", "presence"} and len(found) == 1:
            continue  # one value only: the metric is about nothing else
        assert not found or (key, dim) in UNDECLARED, f"{key} holds {dim}: {sorted(found)[:4]}"


def test_what_is_undeclared_on_purpose_still_holds_figures(prepared: Context) -> None:
    for key, dim in UNDECLARED:
        assert dim not in METRICS[key].dims
        assert _held(prepared, METRICS[key])[dim].drop_nulls().len()


def test_quotients_and_funnels_declare_what_their_parts_declare() -> None:
    for metric in METRICS.values():
        if isinstance(metric.answer, Ratio):
            above = METRICS[metric.answer.numerator]
            below = METRICS[metric.answer.denominator]
            assert set(metric.dims) <= set(above.dims) & set(below.dims), metric.key


def test_an_undeclared_dimension_is_refused(engine: Engine) -> None:
    for metric in METRICS.values():
        quotes = ANY_QUOTE if not isinstance(metric.answer, Rows) else ()
        for dim in set(DIMENSIONS) - {*metric.dims, *quotes}:
            assert engine._answer(metric, Question(metric.key, (dim,))).reason == "not published"
