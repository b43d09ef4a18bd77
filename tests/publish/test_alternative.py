"""What a figure shows, for those who do not see it."""

from dataclasses import replace

import polars as pl
import pytest

from clusterdash.engine import Engine, Labels
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import Question, Where
from clusterdash.publish.alternative import alternative
from clusterdash.publish.cells import cells, shared, years

END = "The numbers are in the table below."


def test_bars_name_the_extremes_and_what_is_not_stated(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("organisations", ("ecosystem",)))
    assert alternative(result, labels, "bars") == (
        "Bar chart: Cluster organisations listed in the ECCP registry by industrial ecosystem. "
        "15 values. Largest: Agri-food 137 (2026). Smallest: Retail 4 (2026). Not stated: 767. "
        f"{END}"
    )


def test_all_that_share_an_extreme_are_named_or_counted(engine: Engine, labels: Labels) -> None:
    said = alternative(engine.evaluate(Question("organisations", ("country",))), labels, "map")
    assert said.startswith("Map: ")
    assert "Largest: Spain 211 (2026)." in said
    assert {"Malta 1", "Bosnia and Herzegovina 1"} <= {
        name.strip() for name in said.split("Smallest: ")[1].replace("(2026)", "").split(";")
    }


def test_a_trend_runs_from_first_to_last_and_names_its_gaps(engine: Engine, labels: Labels) -> None:
    said = alternative(engine.evaluate(Question("profiles", ("year",))), labels, "trend")
    assert "4 values. From over 690 in 2017 to over 1,500 in 2024." in said
    assert "No figure for 2019, 2020, 2021, 2023." in said
    assert said.endswith(END)


def test_sums_over_what_was_published_are_no_trend(engine: Engine, labels: Labels) -> None:
    said = alternative(engine.evaluate(Question("meetings", ("year",))), labels, "trend")
    assert "From" not in said
    assert "Largest: 2024 over 970." in said


def test_a_funnel_says_its_rates(engine: Engine, labels: Labels) -> None:
    said = alternative(
        engine.evaluate(Question("funnel", ("programme", "stage"))), labels, "funnel"
    )
    assert "Bilateral meetings 2,210 (2016–2017)." in said
    assert "Cooperation cases 202 (2016–2017, 9.1 % of the first stage)." in said


def test_plans_are_never_extremes(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("smes_supported", ("subject", "status")))
    said = alternative(result, labels, "bars")
    assert "Largest: Euroclusters over 1,500" in said
    assert "2,000" not in said
    planned = result.frame.filter(outcome="target").height
    assert f"{planned} are planned, no outcomes." in said
    alone = alternative(engine.evaluate(Question("smes_trained")), labels, "measures")
    assert "at least 190 (since 2022, planned, not an outcome)." in alone


def test_no_answer_gives_the_reason(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("smes_trained", ("subject", "status")))
    said = alternative(result, labels, "bars")
    assert said.endswith(result.reason)
    assert END not in said


def test_missing_values_are_said(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("national_programmes", ("country",)))
    gone = pl.col("country").is_in(["ES", "EE"])
    frame = result.frame.with_columns(
        value=pl.when(gone).then(None).otherwise(pl.col("value")),
        state=pl.when(gone).then(pl.lit("not_published")).otherwise(pl.col("state")),
    )
    said = alternative(replace(result, frame=frame), labels, "bars")
    assert "2 have no value." in said
    assert "Largest: Germany over 80 (2020)." in said
    few = alternative(replace(result, frame=frame.head(2)), labels, "bars")
    assert "Spain: not published." in few


def test_made_up_data_says_so_first(engine: Engine, labels: Labels) -> None:
    result = replace(engine.evaluate(Question("organisations", ())), synthetic=True)
    assert alternative(result, labels, "bars").startswith("Synthetic demonstration data.")


def test_the_filter_is_said(engine: Engine, labels: Labels) -> None:
    where = Where.of({"country": ["PT"]})
    said = alternative(engine.evaluate(Question("organisations", (), where)), labels, "bars")
    assert "Portugal" in said
    assert "27" in said


def test_every_word_comes_from_the_catalogue(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("profiles", ("year",)))
    with speaking(PSEUDO):
        said = alternative(result, labels, "trend")
    assert "Ţĥé ñûɱƀéŕš" in said
    assert "Highest" not in said


@pytest.mark.parametrize("kind", ["bars", "trend", "funnel", "measures", "matrix", "map"])
def test_every_metric_has_a_text(engine: Engine, labels: Labels, kind: str) -> None:
    for metric in engine.registry.metrics:
        result = engine.evaluate(Question(metric.key, metric.default_by))
        said = alternative(result, labels, kind)  # type: ignore[arg-type]
        assert said.endswith(END)
        assert "None" not in said
        assert ".." not in said


def test_every_cell_has_a_name_of_its_own(engine: Engine, labels: Labels) -> None:
    for metric in engine.registry.metrics:
        result = engine.evaluate(Question(metric.key, metric.default_by))
        found = cells(result, labels)
        names = [(cell.label, cell.planned) for cell in found]
        assert len({*names}) == len(names), metric.key
        assert [cell.value for cell in found] == result.frame["value"].to_list()
        if len(found) > 1:
            assert all(cell.label for cell in found), metric.key


def test_what_all_have_in_common_is_said_once(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("funnel", ("programme", "stage")))
    assert shared(result, labels) == "ECCP cluster matchmaking events"
    assert [cell.label for cell in cells(result, labels)][1] == "Cooperation cases"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("2016-03 to 2018-03", "2016–2018"),
        ("2016–2017", "2016–2017"),
        ("2020-07-07", "2020"),
        ("since 2022-09", "since 2022"),
        ("until 2023-11-30", "until 2023"),
        ("undated", "undated"),
        ("2022–2025, some undated", "2022–2025, some undated"),
        ("", ""),
    ],
)
def test_years_of_a_period(span: str, said: str) -> None:
    assert years(span) == said
