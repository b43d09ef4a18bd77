"""Targets stand beside outcomes; what was never published is said and never drawn as zero."""

import csv
from dataclasses import replace

import polars as pl
import pytest

from clusterdash.charts import targets
from clusterdash.charts.chart import Content
from clusterdash.charts.lettering import width
from clusterdash.charts.sheet import NARROWEST
from clusterdash.editions.store import published_folder
from clusterdash.engine import Engine, Labels
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import Result, Where
from clusterdash.publish.pairs import pairs
from tests.charts.drawn import ask, changed, drawn, nothing, only, prose, rows, texts

ALL = 1000
TARGET = Where.of({"status": ["target"]})


@pytest.fixture(scope="module")
def supported(engine: Engine) -> Result:
    return ask(engine, "smes_supported", "subject", "status")


def _published(result: Result) -> dict[tuple[str, str], float]:
    """Values by subject and status, from the file itself, of the figures that a Result names."""
    named = {each for held in result.frame["figures"] for each in held.split(";")}
    with (published_folder() / "figures.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["subject_id"], row["status"]): float(row["value"])
            for row in csv.DictReader(file)
            if row["figure_id"] in named
        }


def _shown(result: Result, labels: Labels, **options: int) -> Content:
    content = targets.content((result,), labels, Where(), **options)
    drawn(targets.build, content)
    return content


def test_every_published_value_is_drawn(labels: Labels, supported: Result) -> None:
    content = _shown(supported, labels, rows=ALL)
    expected = sorted(
        (labels.label("subject", subject), status == "target", value)
        for (subject, status), value in _published(supported).items()
    )
    assert len(expected) == 32
    found = [(bar["label"], bar["dash"] != "solid", bar["value"]) for bar in rows(content, "bars")]
    assert sorted(found) == expected
    written = prose(content)
    for bar in rows(content, "bars"):
        assert bar["said"] in written


def test_a_target_is_an_outline_round_its_outcome(labels: Labels, supported: Result) -> None:
    content = _shown(supported, labels)
    assert "188 of 190 planned" in texts(content)
    plan, outcome = [bar for bar in rows(content, "bars") if bar["label"] == "EU Rural Tourism"]
    assert (plan["alpha"], outcome["alpha"]) == (0, 1)
    assert plan["top"] < outcome["top"] < outcome["bottom"] < plan["bottom"]
    assert (plan["right"], outcome["right"]) == pytest.approx((1, 188 / 190))


def test_programmes_and_partnerships_stand_apart(labels: Labels, supported: Result) -> None:
    content = _shown(supported, labels)
    at = {word["text"]: word["y"] for word in rows(content, "words")}
    assert at["Programmes"] < at["INNOSUP-1"] < at["Euroclusters"] < at["Partnerships"]
    assert at["Partnerships"] < at["EU Rural Tourism"]
    assert "Each group has a scale of its own; they are never added." in prose(content)
    longest = {b["value"] for b in rows(content, "bars") if b["right"] == 1}
    assert longest == {2000, 190}


def test_other_periods_are_not_said_of_each_other(labels: Labels, supported: Result) -> None:
    content = _shown(supported, labels)
    said = texts(content)
    assert {"1,006", "over 2,000 planned", "outcome 2016–2019, target 2016–2018"} <= {*said}
    assert not any("1,006 of" in text for text in said)
    assert not any("%" in text for text in said)


def test_percentages_are_as_long_in_every_group(engine: Engine, labels: Labels) -> None:
    share = ask(engine, "funding_share", "subject", "status")
    content = _shown(share, labels, rows=ALL)
    assert {"Programmes", "Partnerships"} <= {*texts(content)}
    for bar in rows(content, "bars"):
        assert bar["right"] == pytest.approx(bar["value"] / 100)
    assert "Every bar is on a scale from 0 to 100 %." in prose(content)
    assert "scale of its own" not in prose(content)


def test_two_periods_are_explained_once(labels: Labels, supported: Result) -> None:
    note = "Where two periods are given, outcome and target are of different ones."
    assert prose(_shown(supported, labels, rows=ALL)).count(note) == 1
    alike = only(supported, (pl.col("subject") == "eu-rural-tourism"))
    assert note not in prose(_shown(alike, labels))


def test_an_answer_by_part_says_nothing_of_the_whole(engine: Engine, labels: Labels) -> None:
    parts = ask(engine, "smes_supported", "partnership", "call", "status")
    said = prose(_shown(parts, labels, rows=ALL))
    assert "no target published" in said
    assert "overall" not in said


def test_what_is_missing_is_said_and_not_drawn(labels: Labels, supported: Result) -> None:
    content = _shown(supported, labels, rows=ALL)
    values = _published(supported)
    outcomes = {subject for subject, status in values if status == "outcome"}
    planned = {subject for subject, status in values if status == "target"}
    said = prose(content)
    assert said.count("no overall target published") == len(outcomes - planned)
    assert said.count("no overall outcome published") == len(planned - outcomes)
    assert all(bar["value"] > 0 for bar in rows(content, "bars"))


def test_whole_rows_come_first_then_the_largest(labels: Labels, supported: Result) -> None:
    found = [pair for pair in pairs((supported,), labels) if pair.level == "partnership"]
    whole = [pair.whole for pair in found]
    assert whole == sorted(whole, reverse=True)
    values = [pair.cell.value or 0 for pair in found if not pair.whole]
    assert values == sorted(values, reverse=True)


def test_two_results_say_the_same_as_one(engine: Engine, labels: Labels, supported: Result) -> None:
    apart = (
        ask(engine, "smes_supported", "subject"),
        ask(engine, "smes_supported", "subject", where=TARGET),
    )
    once = targets.content((supported,), labels, Where(), rows=ALL)
    assert targets.content(apart, labels, Where(), rows=ALL) == once
    # The same answer twice is one answer.
    assert targets.content((supported, supported), labels, Where(), rows=ALL) == once


@pytest.mark.parametrize("limit", [1, 5, 14])
def test_what_is_folded_is_counted(labels: Labels, supported: Result, limit: int) -> None:
    every = len({subject for subject, _ in _published(supported)})
    assert f"and {every - limit} more in the table" in prose(_shown(supported, labels, rows=limit))


def test_what_is_marked_is_kept_and_signed(labels: Labels, supported: Result) -> None:
    for key in ("subject", "partnership"):
        marks = Where.of({key: ["superbio"]})
        content = targets.content((supported,), labels, marks, rows=2)
        name = next(word for word in rows(content, "words") if "SuperBIO" in word["text"])
        assert name["text"].startswith("► ")
        assert (name["tone"], name["style"]) == ("selected", "bold")
        marked = [bar for bar in rows(content, "bars") if bar["tone"] == "selected"]
        assert [bar["value"] for bar in marked] == [30]


def test_measures_have_names_and_scales_of_their_own(
    engine: Engine, labels: Labels, supported: Result
) -> None:
    money = ask(engine, "funding_to_smes", "partnership", "status")
    content = targets.content((money, supported), labels, Where(), rows=ALL)
    drawn(targets.build, content)
    at = {word["text"]: word["y"] for word in rows(content, "words")}
    assert at["EUR to SMEs"] < at["SMEs supported"]
    bars = rows(content, "bars")
    assert len(bars) == len(_published(money)) + len(_published(supported))
    assert sum(bar["right"] == 1 for bar in bars) == 3
    assert "EUR 940,000 of EUR 950,000 planned" in prose(content)


def test_bounds_end_in_an_open_circle(labels: Labels, supported: Result) -> None:
    content = _shown(supported, labels, rows=ALL)
    bounds = supported.frame.filter(pl.col("qualifier") != "exact").height
    assert [p["ground"] for p in rows(content, "points")] == ["card"] * bounds
    assert "Open circle: a bound or an approximation." in prose(content)
    exact = only(supported, (pl.col("qualifier") == "exact"))
    assert "Open circle" not in prose(_shown(exact, labels))


def test_an_outcome_past_its_target_still_shows_it(labels: Labels, supported: Result) -> None:
    content = _shown(only(supported, (pl.col("subject") == "galactica")), labels)
    assert "over 110; 80 planned" in texts(content)  # more than all of it is no part of it
    (line,) = [line for line in rows(content, "lines") if line["tone"] == "card"]
    assert line["x0"] == line["x1"] == pytest.approx(80 / 110)


@pytest.mark.parametrize("language", ["en", PSEUDO])
@pytest.mark.parametrize("metric", ["smes_supported", "funding_to_smes", "projects_funded"])
def test_no_words_are_clipped_or_meet(
    engine: Engine, labels: Labels, metric: str, language: str
) -> None:
    with speaking(language):
        result = ask(engine, metric, "subject", "status")
        content = _shown(result, labels, rows=ALL)
    boxes = []
    for word in rows(content, "words"):
        size = float(word["size"].removesuffix("px"))
        end = 2 + word["dx"] + width(word["text"], size, bold=word["style"] == "bold")
        assert end <= NARROWEST, word
        assert size / 2 <= word["y"] <= content.height - size / 2
        boxes.append((2 + word["dx"], end, word["y"] - size / 2, word["y"] + size / 2, word))
    for index, (l0, r0, t0, b0, one) in enumerate(boxes):
        for l1, r1, t1, b1, other in boxes[index + 1 :]:
            assert not (l0 < r1 and l1 < r0 and t0 < b1 and t1 < b0), (one, other)
        for bar in rows(content, "bars"):
            assert not (t0 < bar["bottom"] and bar["top"] < b0), (one, bar)


def test_nothing_and_one_row(labels: Labels, supported: Result) -> None:
    empty = _shown(nothing(supported), labels)
    assert prose(empty) == "Nobody published it."
    one = only(supported, (pl.col("subject") == "superbio"))
    content = _shown(one, labels)
    assert texts(content)[:2] == ["SuperBIO", "at least 30 planned"]
    assert "no overall outcome published" in texts(content)
    unpublished = changed(
        only(supported, (pl.col("subject") == "eu-rural-tourism")),
        value=pl.when(pl.col("outcome") == "target").then(pl.col("value")),
        state=pl.when(pl.col("outcome") == "target")
        .then(pl.col("state"))
        .otherwise(pl.lit("not_published")),
    )
    assert "no overall outcome published" in texts(_shown(unpublished, labels))
    assert len(rows(_shown(unpublished, labels), "bars")) == 1


def test_hostile_words_stay_words(labels: Labels, supported: Result) -> None:
    hostile = '<svg onload="alert(1)">{x}' + "w" * 90
    one = changed(only(supported, (pl.col("subject") == "diva")), subject=pl.lit(hostile))
    content = _shown(one, labels)
    assert "".join(hostile.split()) in "".join(prose(content).split())


def test_a_level_that_is_not_known_is_said_to_be_another(labels: Labels, supported: Result) -> None:
    bare = replace(supported, rows=supported.rows.select("figure_id"))
    assert "Others" in texts(_shown(bare, labels))
