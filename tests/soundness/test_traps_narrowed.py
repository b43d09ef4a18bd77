"""Traps of narrowing a filter: the figure for one thing must not change with the question."""

import polars as pl
import pytest

from clusterdash.engine import Engine
from clusterdash.engine.context import Context
from clusterdash.model import Question, Quote, Ratio, Where
from clusterdash.testing import tiny_engine
from tests.soundness.small import ask, figure

ESCP = "ESCP-4i"


class TestTwoKindsBelowTheLineCountTheNumeratorOnce:
    """39 agreements after 3 010 and 370 meetings of two kinds: never 2 x 39 of 3 380.

    | programme | measure      | value |
    | ESCP-4i   | agreements   | 39    |
    | ESCP-4i   | meetings_b2b | 3 010 |
    | ESCP-4i   | meetings_c2b | 370   |
    """

    ENGINE = tiny_engine(
        figures=[
            figure(n, measure, value, ESCP, subject_type="programme", programme=ESCP)
            for n, (measure, value) in enumerate(
                [("agreements", 39), ("meetings_b2b", 3010), ("meetings_c2b", 370)]
            )
        ]
    )

    @pytest.mark.parametrize("by", [(), ("programme",)])
    def test_no_numerator_is_counted_twice(self, by: tuple[str, ...]) -> None:
        found = ask(self.ENGINE, "agreement_rate", *by, programme=[ESCP])
        assert not found.answered  # b2b or c2b meetings alone are not all the meetings


def test_numerators_of_the_published_edition_are_their_figures(
    engine: Engine, prepared: Context
) -> None:
    """Whatever a rate is narrowed to, what stands above the line is the sum of its figures."""
    value = dict(prepared.figures.select("figure_id", "value").iter_rows())
    measure = dict(prepared.figures.select("figure_id", "measure").iter_rows())
    for metric in engine.registry.metrics:
        if not isinstance(metric.answer, Ratio):
            continue
        above = engine.registry.metric(metric.answer.numerator).answer
        assert isinstance(above, Quote)
        measures = {pick.measure for pick in above.picks}
        counted = prepared.figures.filter(pl.col("measure").is_in(sorted(measures)))
        for programme in counted["programme"].drop_nulls().unique():
            where = Where.of({"programme": [programme]})
            for row in engine.evaluate(Question(metric.key, (), where)).frame.to_dicts():
                figures = [f for f in row["figures"].split(";") if measure[f] in measures]
                assert row["numerator"] == sum(value[f] for f in figures), (metric.key, programme)


@pytest.mark.parametrize("metric", ["meetings", "participants", "training_participants"])
def test_a_programme_s_cell_is_the_answer_for_that_programme(
    engine: Engine, prepared: Context, metric: str
) -> None:
    """A reader who clicks a programme in a breakdown must find the number that stood there."""
    frame = engine.evaluate(Question(metric, ("programme",))).frame
    frame = frame.drop_nulls("programme")
    for code, value in frame.select("programme", "value").iter_rows():
        alone = engine.evaluate(Question(metric, (), Where.of({"programme": [code]}))).frame
        assert alone["value"].to_list() == [value], code
    assert set(frame["programme"]) <= set(prepared.tables["programmes"]["programme"])


@pytest.mark.parametrize(
    ("metric", "dim"),
    [
        *((m, dim) for m in ("meetings", "participants") for dim in ("event", "series", "mode")),
        ("meetings_per_organisation", "event"),
        ("smes_supported", "partnership"),
        ("funding_to_smes", "partnership"),
    ],
)
def test_a_cell_is_the_answer_to_its_own_question(engine: Engine, metric: str, dim: str) -> None:
    frame = engine.evaluate(Question(metric, (dim,))).frame
    for code in frame[dim].drop_nulls().unique():
        cell = sorted(frame.filter(pl.col(dim) == code)["value"])
        alone = engine.evaluate(Question(metric, (), Where.of({dim: [code]}))).frame
        assert sorted(alone["value"]) == cell, code
