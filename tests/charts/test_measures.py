"""Measures stand side by side; plans beside outcomes, never among them."""

import polars as pl
import pytest

from clusterdash.charts import measures
from clusterdash.engine import Engine, Labels
from clusterdash.model import Result, Where
from tests.charts.drawn import ask, changed, drawn, nothing, only, prose, rows, texts


@pytest.fixture
def supported(engine: Engine) -> Result:
    return ask(engine, "smes_supported", "subject", "status")


def test_three_measures_of_reach(engine: Engine, labels: Labels) -> None:
    asked = (
        ask(engine, "smes_represented", "subject"),
        ask(engine, "smes_supported", "programme"),
        ask(engine, "smes_trained"),
    )
    content = measures.content(asked, labels, Where())
    drawn(measures.build, content)
    said = texts(content)
    assert said[:2] == ["SMEs represented", "around 69,000"]
    assert {"over 1,500", "Euroclusters, 2022–2024", "1,006", "INNOSUP-1, 2016–2019"} <= {*said}
    assert "and 13 more in the table" in said
    assert said[-3:] == [
        "SMEs trained: no outcome published",
        "at least 190 planned",
        "Eurocluster Rural Tourism, since 2022",
    ]
    # 69,000 + 1,500 and the like would be a sum of different things.
    assert not {"70,500", "71,506", "2,506", "over 2,506"} & {*said}


def test_a_plan_for_the_same_period_is_drawn_round_its_outcome(
    labels: Labels, supported: Result
) -> None:
    marks = Where.of({"subject": ["eu-rural-tourism"]})
    content = measures.content((supported,), labels, marks)
    assert "188 of 190 planned" in texts(content)
    bars = rows(content, "bars")
    assert [(bar["value"], bar["dash"]) for bar in bars] == [(188, "solid"), (190, "4 3")]
    assert [bar["right"] for bar in bars] == pytest.approx([188 / 190, 1])
    assert bars[1]["top"] < bars[0]["top"]
    assert "► EU Rural Tourism, 2022–2024" in texts(content)


def test_a_plan_for_another_period_stays_by_itself(labels: Labels, supported: Result) -> None:
    content = measures.content((supported,), labels, Where(), rows=100)
    said = texts(content)
    assert "over 2,000 planned" in said
    assert "1,006" in said
    assert not any("1,006 of" in text for text in said)


def test_every_value_is_shown_or_counted(labels: Labels, supported: Result) -> None:
    everything = texts(measures.content((supported,), labels, Where(), rows=100))
    pairs = sum(" of " in text and text.endswith("planned") for text in everything)
    values = supported.frame.height - pairs
    assert sum(text.startswith("and ") for text in everything) == 0
    few = texts(measures.content((supported,), labels, Where(), rows=4))
    assert few[-1] == f"and {values - 4} more in the table"


@pytest.mark.parametrize("rows_", [1, 2, 3])
def test_a_limit_never_hides_a_single_value(engine: Engine, labels: Labels, rows_: int) -> None:
    result = ask(engine, "smes_supported", "programme")
    content = measures.content((result,), labels, Where(), rows=rows_)
    assert {"over 1,500", "1,006"} <= {*texts(content)}


def test_nothing_published_is_one_line(labels: Labels, supported: Result) -> None:
    content = measures.content((nothing(supported),), labels, Where())
    drawn(measures.build, content)
    assert texts(content) == ["SMEs supported: no outcome published"]


def test_missing_values_and_lone_values(engine: Engine, labels: Labels, supported: Result) -> None:
    one = only(supported, (pl.col("subject") == "diva"))
    assert "180" in texts(measures.content((one,), labels, Where()))
    gone = changed(one, value=pl.lit(None, pl.Float64), state=pl.lit("not_published"))
    said = texts(measures.content((gone,), labels, Where()))
    assert said[0] == "SMEs supported: no outcome published"
    assert "not published" in said
    alone = measures.content((ask(engine, "organisations"),), labels, Where())
    assert prose(alone) == "Cluster organisations listed in the ECCP registry 1,437 2026"
