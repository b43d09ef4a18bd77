"""What a figure shows, for those who do not see it."""

import csv
from collections import Counter
from dataclasses import replace
from itertools import combinations

import polars as pl
import pytest

from clusterdash.editions.store import published_folder
from clusterdash.engine import Engine, Labels
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import Question, Where
from clusterdash.model.board import Kind
from clusterdash.publish.alternative import alternative
from clusterdash.publish.cells import cells, shared, years

END = "The numbers are in the table below."


def test_bars_name_the_extremes_and_what_is_not_stated(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("organisations", ("ecosystem",)))
    assert alternative(result, labels, "bars") == (
        "Bar chart: Cluster organisations listed in the ECCP registry by first listed "
        "ecosystem. 15 values. Largest: Agri-food 137 (2026). Smallest: Retail 4 (2026). "
        "Not stated: 767. "
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


def _csv(name: str) -> list[dict[str, str]]:
    with (published_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_timeline_counts_events_by_state_and_lane(engine: Engine, labels: Labels) -> None:
    by = ("event", "partner_country", "event_status")
    said = alternative(engine.evaluate(Question("events", by)), labels, "timeline")
    rows = _csv("events.csv")
    states = Counter(row["status"] for row in rows)
    years = sorted(row["start_date"][:4] for row in rows if row["start_date"])
    partners = Counter(code for row in rows for code in row["partner_country_code"].split(";"))
    assert said.startswith("Timeline: Events by partner country.")
    assert f" {len(rows)} events. From {years[0]} to {years[-1]}." in said
    assert f"At least {states['held']} held. At least {states['announced']} announced." in said
    assert f" Not stated: {partners.pop('')}." in said
    assert f"Egypt {partners['EG']}" in said
    undated = sum(not row["start_date"] for row in rows)
    assert f" {undated} without a published date. {END}" in said


def test_targets_are_told_beside_their_outcomes(engine: Engine, labels: Labels) -> None:
    both = engine.evaluate(Question("smes_supported", ("subject", "status")))
    said = alternative(both, labels, "targets")
    sides = {
        status: {*both.frame.filter(pl.col("status") == status)["subject"]}
        for status in ("outcome", "target")
    }
    assert f"{len(sides['outcome'] & sides['target'])} with target and outcome." in said
    assert f"{len(sides['outcome'] - sides['target'])} with an outcome, no target" in said
    assert f"{len(sides['target'] - sides['outcome'])} with a target, no outcome" in said
    assert "EU Rural Tourism 188 of 190 planned (2022–2024)" in said
    assert "1,006 of" not in said
    # Where the other side may be in another answer, nothing is said to be missing.
    alone = alternative(
        engine.evaluate(Question("smes_supported", ("subject",))), labels, "targets"
    )
    assert "no target published" not in alone
    assert "Largest: Euroclusters over 1,500" in alone


def test_a_web_names_each_pair_once(engine: Engine, labels: Labels) -> None:
    by = ("country", "with_country")
    said = alternative(engine.evaluate(Question("partnerships_between", by)), labels, "web")
    held: dict[str, list[str]] = {}
    for row in _csv("partnership_partners.csv"):
        if row["country_code"]:
            held.setdefault(row["partnership_id"], []).append(row["country_code"])
    between = Counter(
        pair
        for codes in held.values()
        for pair in {tuple(sorted(pair)) for pair in combinations(codes, 2)}
    )
    within = {one for one, other in between if one == other}
    apart = {pair: n for pair, n in between.items() if pair[0] != pair[1]}
    assert f"{len({code for pair in between for code in pair})} countries." in said
    assert f"{len(apart)} pairs of countries." in said
    assert f"In {len(within)} countries partners share a partnership" in said
    assert f"Strongest: France and Spain at least {max(apart.values())};" in said
    assert "Spain and France" not in said


@pytest.mark.parametrize("kind", ["timeline", "targets", "web"])
def test_every_metric_has_a_text_in_the_new_kinds(
    engine: Engine, labels: Labels, kind: Kind
) -> None:
    for metric in engine.registry.metrics:
        said = alternative(engine.evaluate(Question(metric.key, metric.default_by)), labels, kind)
        assert said.endswith(END)
        assert "None" not in said
        assert ".." not in said
