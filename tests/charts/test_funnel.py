"""A funnel names every stage, its rate and what the rate is of."""

import polars as pl
import pytest

from clusterdash.charts import funnel
from clusterdash.engine import Engine, Labels
from clusterdash.model import Result, Where
from tests.charts.drawn import ask, changed, drawn, nothing, only, prose, rows, texts


@pytest.fixture
def result(engine: Engine) -> Result:
    return ask(engine, "funnel", "programme", "stage")


def test_stages_rates_and_denominators(labels: Labels, result: Result) -> None:
    content = funnel.content((result,), labels, Where())
    drawn(funnel.build, content)
    assert texts(content) == [
        "2,210 bilateral meetings",
        "202 cooperation cases",
        "9.1 % of 2,210 bilateral meetings",
        "27 formal agreements",
        "1.2 % of 2,210 bilateral meetings",
    ]
    bars = rows(content, "bars")
    assert [bar["value"] for bar in bars] == [2210, 202, 27]
    assert [bar["right"] for bar in bars] == pytest.approx([1, 202 / 2210, 27 / 2210])


def test_a_wide_stage_has_its_rate_below(labels: Labels, result: Result) -> None:
    cases = pl.col("stage") == "cooperation_cases"
    odd = changed(
        result,
        value=pl.when(cases).then(2100.0).otherwise(pl.col("value")),
        rate=pl.when(cases).then(2100 / 22.1).otherwise(pl.col("rate")),
    )
    words = rows(funnel.content((odd,), labels, Where()), "words")
    (rate,) = (word for word in words if word["text"].startswith("95"))
    (stage,) = (word for word in words if word["text"].startswith("2,100"))
    assert rate["x"] == 0
    assert rate["y"] - stage["y"] > 30


def test_bounds_are_open_and_said(labels: Labels, result: Result) -> None:
    odd = changed(result, qualifier=pl.lit("over"), rate_qualifier=pl.lit("around"))
    content = funnel.content((odd,), labels, Where())
    assert [p["ground"] for p in rows(content, "points")] == ["card"] * 3
    assert texts(content)[0] == "over 2,210 bilateral meetings"
    assert "around 9.1 % of 2,210 bilateral meetings" in texts(content)


def test_a_stage_that_nobody_published_has_no_bar(labels: Labels, result: Result) -> None:
    last = pl.col("stage") == "agreements"
    odd = changed(
        result,
        value=pl.when(last).then(None).otherwise(pl.col("value")),
        rate=pl.when(last).then(None).otherwise(pl.col("rate")),
        state=pl.when(last).then(pl.lit("not_published")).otherwise(pl.col("state")),
    )
    content = funnel.content((odd,), labels, Where())
    assert texts(content)[-1] == "formal agreements: not published"
    assert len(content.sources["bars"]["value"]) == 2


def test_one_stage_and_plans(labels: Labels, result: Result) -> None:
    one = funnel.content((only(result, pl.col("stage") == "meetings"),), labels, Where())
    assert texts(one) == ["2,210 bilateral meetings"]
    plan = funnel.content((changed(result, outcome=pl.lit("target")),), labels, Where())
    assert "planned, not an outcome" in prose(plan)
    assert {bar["dash"] for bar in rows(plan, "bars")} == {"4 3"}


def test_funnels_of_two_programmes_are_named_and_have_scales_of_their_own(
    labels: Labels, result: Result
) -> None:
    other = result.frame.with_columns(programme=pl.lit("INNOSUP-1"), value=pl.col("value") / 2)
    two = result.__class__(
        **{name: getattr(result, name) for name in result.__slots__}
        | {"frame": pl.concat([result.frame, other])}
    )
    content = funnel.content((two,), labels, Where())
    assert [bar["value"] for bar in rows(content, "bars") if bar["right"] == 1] == [2210, 1105]
    assert "INNOSUP-1, 2016–2017" in texts(content)


def test_no_rows_give_the_reason(labels: Labels, result: Result) -> None:
    content = funnel.content((nothing(result),), labels, Where())
    drawn(funnel.build, content)
    assert texts(content) == ["Nobody published it."]


def test_what_is_no_funnel_is_drawn_as_bars(engine: Engine, labels: Labels) -> None:
    content = funnel.content((ask(engine, "meetings", "series"),), labels, Where())
    assert content.sources["bars"]["value"]


def test_what_is_marked_is_told_apart_without_colour(labels: Labels, result: Result) -> None:
    marks = Where.of({"programme": [result.frame["programme"][0]]})
    words = rows(funnel.content((result,), labels, marks), "words")
    assert words[0]["text"] == "► 2,210 bilateral meetings"
    assert words[0]["style"] == "bold"
