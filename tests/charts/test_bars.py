"""Bars say what the Result holds, no more and no less."""

from dataclasses import replace

import polars as pl
import pytest

from clusterdash.charts import bars, trend
from clusterdash.charts.lettering import width
from clusterdash.charts.sheet import NARROWEST
from clusterdash.engine import Engine, Labels
from clusterdash.model import Question, Result, Where
from clusterdash.model.vocabulary import WORDS
from clusterdash.opened import default_engine
from clusterdash.state import View
from clusterdash.ui import drawing
from tests.charts.drawn import ask, changed, drawn, nothing, only, prose, rows, texts

EVERYTHING = 10_000
METRICS = [metric.key for metric in default_engine().registry.metrics]


@pytest.fixture
def countries(engine: Engine) -> Result:
    return ask(engine, "organisations", "country")


@pytest.mark.parametrize("key", METRICS)
def test_every_metric_is_drawn_with_every_value_and_qualifier(
    engine: Engine, labels: Labels, key: str
) -> None:
    metric = engine.registry.metric(key)
    result = ask(engine, key, *metric.default_by)
    kind = trend if metric.default_by == ("year",) else bars
    content = bars.content((result,), labels, Where(), rows=EVERYTHING)
    drawn(kind.build, kind.content((result,), labels, Where()))
    drawn(bars.build, content)
    frame = result.frame.filter(pl.col("value").is_not_null())
    shown = rows(content, "bars")
    assert sorted(bar["value"] for bar in shown) == sorted(frame["value"])
    expected = sorted(zip(frame["value"], frame["qualifier"], strict=True))
    assert sorted((bar["value"], bar["qualifier"]) for bar in shown) == expected
    assert all(bar["said"].startswith(WORDS[bar["qualifier"]]) for bar in shown)
    planned = frame.filter(pl.col("outcome") == "target").height
    assert sum(bar["dash"] != "solid" for bar in shown) == planned
    bounds = frame.filter(pl.col("qualifier") != "exact").height
    assert sum(point["ground"] == "card" for point in rows(content, "points")) == bounds


@pytest.mark.parametrize("key", METRICS)
def test_every_value_is_written_beside_its_bar(engine: Engine, labels: Labels, key: str) -> None:
    result = ask(engine, key, *engine.registry.metric(key).default_by)
    content = bars.content((result,), labels, Where(), rows=EVERYTHING)
    written = texts(content)
    for bar in rows(content, "bars"):
        assert bar["said"] in written
        written.remove(bar["said"])


@pytest.mark.parametrize("limit", [12, EVERYTHING])
@pytest.mark.parametrize("key", METRICS)
def test_nothing_is_clipped_on_the_narrowest_figure(
    engine: Engine, labels: Labels, key: str, limit: int
) -> None:
    result = ask(engine, key, *engine.registry.metric(key).default_by)
    content = bars.content((result,), labels, Where(), rows=limit)
    assert content.margins is not None
    left, right = content.margins
    for word in rows(content, "words"):
        start = left + word["x"] * (NARROWEST - left - right) + word["dx"]
        size = float(word["size"].removesuffix("px"))
        wide = width(word["text"], size, bold=word["style"] == "bold")
        start -= {"left": 0.0, "right": wide, "center": wide / 2}[word["align"]]
        assert start >= -1, word
        assert start + wide <= NARROWEST + 1, word
        assert size / 2 <= word["y"] <= content.height - size / 2, word


@pytest.mark.parametrize("limit", [12, EVERYTHING])
@pytest.mark.parametrize("key", METRICS)
def test_no_two_lines_of_text_meet(engine: Engine, labels: Labels, key: str, limit: int) -> None:
    result = ask(engine, key, *engine.registry.metric(key).default_by)
    content = bars.content((result,), labels, Where(), rows=limit)
    assert content.margins is not None
    left, right = content.margins
    boxes = []
    for word in rows(content, "words"):
        size = float(word["size"].removesuffix("px"))
        wide = width(word["text"], size, bold=word["style"] == "bold")
        start = left + word["x"] * (NARROWEST - left - right) + word["dx"]
        start -= {"left": 0.0, "right": wide, "center": wide / 2}[word["align"]]
        boxes.append((start, start + wide, word["y"] - size / 2, word["y"] + size / 2, word))
    for index, (l0, r0, t0, b0, one) in enumerate(boxes):
        for l1, r1, t1, b1, other in boxes[index + 1 :]:
            assert not (l0 < r1 and l1 < r0 and t0 < b1 and t1 < b0), (one, other)


def test_bars_are_as_long_as_their_values(labels: Labels, countries: Result) -> None:
    content = bars.content((countries,), labels, Where())
    by_label = {bar["label"]: bar for bar in rows(content, "bars")}
    assert by_label["Spain"]["right"] == 1
    assert by_label["Germany"]["right"] == pytest.approx(144 / 211)
    assert by_label["Germany"]["said"] == "144"
    assert {bar["left"] for bar in by_label.values()} == {0}


def test_ranks_and_ties_stand_before_the_names(labels: Labels, countries: Result) -> None:
    content = bars.content((countries,), labels, Where(), rows=EVERYTHING)
    ranked = countries.frame.filter(pl.col("rank").is_not_null())
    expected = [
        f"={rank}" if ties > 1 else str(rank)
        for rank, ties in zip(ranked["rank"], ranked["ties"], strict=True)
    ]
    at = {word["y"]: word["text"] for word in rows(content, "words") if word["dx"] < -50}
    heads = {"Rank in the EU-27", "Outside the EU-27"}
    assert [text for _, text in sorted(at.items()) if text not in heads] == expected
    assert expected.count("=11") == 2
    assert expected[-1] == "27"


def test_other_countries_follow_apart_and_without_a_rank(labels: Labels, countries: Result) -> None:
    content = bars.content((countries,), labels, Where(), rows=EVERYTHING)
    places = {word["text"]: word["y"] for word in rows(content, "words")}
    assert places["Malta"] < places["Outside the EU-27"] < places["Ukraine"]
    assert places["Ukraine"] - places["Malta"] > 2 * (places["Germany"] - places["Spain"])
    bar_count = len(content.sources["bars"]["value"])
    assert bar_count == 37


def test_what_is_marked_is_kept_and_told_apart_without_colour(
    labels: Labels, countries: Result
) -> None:
    content = bars.content((countries,), labels, Where.of({"country": ["MT", "UA"]}))
    shown = {bar["label"]: bar["tone"] for bar in rows(content, "bars")}
    assert {label for label, tone in shown.items() if tone == "selected"} == {"Malta", "Ukraine"}
    words = {word["text"]: word for word in rows(content, "words")}
    assert words["► Malta"]["style"] == words["► Ukraine"]["style"] == "bold"
    assert words["Spain"]["style"] == "normal"
    assert "and 25 more in the table" in texts(content)
    assert len(shown) == 12


@pytest.mark.parametrize("limit", [1, 5, 12, 30, 34, 37])
def test_what_is_left_out_is_counted(labels: Labels, countries: Result, limit: int) -> None:
    content = bars.content((countries,), labels, Where(), rows=limit)
    shown = len(content.sources["bars"]["value"])
    said = [text for text in texts(content) if "more in the table" in text]
    assert said == ([f"and {37 - shown} more in the table"] if shown < 37 else [])
    assert shown == (limit if limit < 34 else 37)


def test_a_selection_that_names_more_than_the_limit_is_kept_whole(
    labels: Labels, countries: Result
) -> None:
    marks = Where.of({"country": ["MT", "LU", "CY", "XK"]})
    content = bars.content((countries,), labels, marks, rows=2)
    assert {bar["tone"] for bar in rows(content, "bars")} == {"selected"}
    assert len(content.sources["bars"]["value"]) == 4


def test_what_is_not_stated_is_hatched_and_hollow(engine: Engine, labels: Labels) -> None:
    result = ask(engine, "organisations", "ecosystem")
    shown = {bar["label"]: bar for bar in rows(bars.content((result,), labels, Where()), "bars")}
    assert shown["Not stated"]["value"] == 767
    assert (shown["Not stated"]["hatch"], shown["Not stated"]["alpha"]) == ("/", 0)
    others = [bar for label, bar in shown.items() if label != "Not stated"]
    assert {(bar["hatch"], bar["alpha"]) for bar in others} == {(" ", 1)}
    assert len(others) == 14


def test_a_series_that_nobody_names_is_hatched_too(engine: Engine, labels: Labels) -> None:
    result = ask(engine, "participants", "series")
    shown = {
        bar["label"]: bar["hatch"] for bar in rows(bars.content((result,), labels, Where()), "bars")
    }
    assert result.frame["series"].null_count() == 1
    assert {label for label, hatch in shown.items() if hatch != " "} == {"Not stated"}


def test_plans_stand_below_all_outcomes(engine: Engine, labels: Labels) -> None:
    result = ask(engine, "smes_supported", "subject", "status")
    content = bars.content((result,), labels, Where(), rows=EVERYTHING)
    shown = sorted(rows(content, "bars"), key=lambda bar: bar["top"])
    planned = [bar["dash"] != "solid" for bar in shown]
    assert planned == sorted(planned)
    assert 0 < sum(planned) < len(planned)
    head = next(w["y"] for w in rows(content, "words") if w["text"] == "Planned, not outcomes")
    assert shown[planned.index(True) - 1]["top"] < head < shown[planned.index(True)]["top"]


def test_each_kind_stands_under_its_own_name(engine: Engine, labels: Labels) -> None:
    result = ask(engine, "budgets", "partnership", "kind")
    content = bars.content((result,), labels, Where(), rows=EVERYTHING)
    words = rows(content, "words")
    (head,) = (word["y"] for word in words if word["text"] == "EU contribution")
    below = [bar["value"] for bar in rows(content, "bars") if bar["top"] > head]
    given = result.frame.filter(kind=result.frame.filter(value=4838318.0)["kind"][0])["value"]
    assert sorted(below) == sorted(given)
    assert "PERMIDES" in texts(content)


def test_years_of_values_are_said_where_they_differ(engine: Engine, labels: Labels) -> None:
    result = ask(engine, "national_programmes", "country")
    content = bars.content((result,), labels, Where())
    said = texts(content)
    assert said.count("undated") == result.frame["span"].to_list().count("undated")
    at = {word["text"]: word["y"] for word in rows(content, "words") if word["text"] == "over 80"}
    assert [w["text"] for w in rows(content, "words") if w["y"] == at["over 80"]] == [
        "Germany", "over 80", "2020",
    ]  # fmt: skip


def test_one_period_for_all_is_not_repeated(labels: Labels, countries: Result) -> None:
    assert "2026" not in prose(bars.content((countries,), labels, Where()))


def test_no_value_is_a_word_and_zero_is_a_number(labels: Labels, countries: Result) -> None:
    few = only(countries, pl.col("country").is_in(["ES", "DE", "FR"]))
    spain, germany = pl.col("country") == "ES", pl.col("country") == "DE"
    odd = changed(
        few,
        value=pl.when(spain).then(None).when(germany).then(0.0).otherwise(pl.col("value")),
        state=pl.when(spain).then(pl.lit("not_published")).otherwise(pl.col("state")),
    )
    content = bars.content((odd,), labels, Where())
    drawn(bars.build, content)
    assert {bar["label"]: bar["value"] for bar in rows(content, "bars")} == {
        "Germany": 0, "France": 123,
    }  # fmt: skip
    words = {word["text"]: word["y"] for word in rows(content, "words")}
    assert words["not published"] == words["Spain"]
    assert words["0"] == words["Germany"]


def test_all_zero_and_all_missing_are_drawn(labels: Labels, countries: Result) -> None:
    zero = bars.content((changed(countries, value=pl.lit(0.0)),), labels, Where())
    drawn(bars.build, zero)
    assert {bar["right"] for bar in rows(zero, "bars")} == {0}
    missing = changed(
        countries, value=pl.lit(None, pl.Float64), state=pl.lit("undefined"),
        qualifier=pl.lit(None, pl.String),
    )  # fmt: skip
    none = bars.content((missing,), labels, Where())
    drawn(bars.build, none)
    assert not none.sources["bars"]["value"]
    assert texts(none).count("undefined (nothing to divide by)") == 12


def test_no_rows_say_so(labels: Labels, countries: Result) -> None:
    content = bars.content((nothing(countries),), labels, Where())
    drawn(bars.build, content)
    assert not content.sources["bars"]["value"]
    assert "nothing published" in prose(content)


def test_one_number_is_named_after_its_measure(engine: Engine, labels: Labels) -> None:
    content = bars.content((ask(engine, "organisations"),), labels, Where())
    assert prose(content) == "Cluster organisations listed in the ECCP registry 1,437"
    assert [bar["right"] for bar in rows(content, "bars")] == [1]


def test_measures_side_by_side_have_scales_of_their_own(
    engine: Engine, labels: Labels, countries: Result
) -> None:
    other = ask(engine, "national_programmes", "country")
    content = bars.content((countries, other), labels, Where())
    full = [bar["value"] for bar in rows(content, "bars") if bar["right"] == 1]
    assert full == [211, 122]


SHARED = [
    ("sme_reach", "partners", [30, 30, 171, 171]),
    ("matchmaking", "planned", [36, 36, 36]),
    ("training", "sessions", [160, 160]),
]


@pytest.mark.parametrize(("theme", "key", "tops"), SHARED)
def test_measures_of_the_same_thing_share_a_scale(
    engine: Engine, labels: Labels, theme: str, key: str, tops: list[float]
) -> None:
    (block,) = (
        block
        for each in engine.registry.themes
        if each.key == theme and each.board
        for block in each.board.blocks
        if block.key == key
    )
    content = drawing.content(engine, block, View())
    shown = rows(content, "bars")
    # A pixel stands for the same amount in every bar below a largest one of its own scale.
    answers = [engine.evaluate(question) for question in block.asks]
    expected = [
        (value, round(value / top, 9))
        for answer, top in zip(answers, tops, strict=True)
        for value in answer.frame["value"]
    ]
    assert sorted((bar["value"], round(bar["right"], 9)) for bar in shown) == sorted(expected)
    assert prose(content).count("Drawn on one scale") == len(block.scales)
    drawn(bars.build, content)


def test_only_what_is_stated_alike_shares_a_scale(labels: Labels, engine: Engine) -> None:
    whole = ask(engine, "organisations", "country")
    share = engine.evaluate(Question("organisations", ("country",), normalise="share"))
    scales = (("organisations",),)
    twice = rows(bars.content((whole, whole), labels, Where(), scales=scales), "bars")
    assert [bar["value"] for bar in twice if bar["right"] == 1] == [211, 211]
    content = bars.content((whole, share), labels, Where(), scales=scales)
    longest = [bar["value"] for bar in rows(content, "bars") if bar["right"] == 1]
    assert longest == [211, share.frame["value"].max()]
    assert "one scale" not in prose(content)


def test_nothing_published_shares_no_scale(labels: Labels, countries: Result) -> None:
    content = bars.content(
        (countries, nothing(countries)), labels, Where(), scales=((countries.metric.key,),)
    )
    assert "one scale" not in prose(content)


def test_scales_are_declared_of_what_a_block_asks_in_one_unit(engine: Engine) -> None:
    boards = [each.board for each in engine.registry.themes if each.board]
    blocks = [b for board in boards for b in board.blocks if b.scales]
    assert len(blocks) == len(SHARED)
    for block in blocks:
        assert block.kind == "bars"
        asked = {question.metric for question in block.asks}
        for scale in block.scales:
            assert {*scale} <= asked
            assert len({engine.registry.metric(key).unit for key in scale}) == 1


def test_a_percentage_keeps_its_sign(engine: Engine, labels: Labels) -> None:
    content = bars.content((ask(engine, "satisfaction", "event", "kind"),), labels, Where())
    assert {bar["said"] for bar in rows(content, "bars")} == {"100 %", "98 %", "96 %"}


def test_names_that_are_markup_stay_text(labels: Labels, countries: Result) -> None:
    hostile = "<img src=x onerror=alert(1)> {braces} $$x$$"
    odd = replace(
        countries,
        by=("subject",),
        frame=countries.frame.head(2)
        .rename({"country": "subject"})
        .with_columns(subject=pl.Series([hostile, "{0}"])),
    )
    assert hostile in prose(bars.content((odd,), labels, Where()))


def test_all_countries_fit_the_narrowest_figure_with_their_ranks(
    labels: Labels, countries: Result
) -> None:
    marks = Where.of({"country": ["BA", "MK"]})
    content = bars.content((countries,), labels, marks, rows=EVERYTHING)
    assert content.margins is not None
    assert NARROWEST - sum(content.margins) >= 64
    assert {"► Bosnia and", "Herzegovina"} <= {*texts(content)}
    assert 37 * 23 < content.height < 37 * 23 + 120


def test_names_of_the_edition_keep_their_first_letter(engine: Engine, labels: Labels) -> None:
    held = ask(engine, "publications", "publisher")
    bars_ = rows(bars.content((held,), labels, Where()), "bars")
    known = {*held.frame["publisher"].drop_nulls()}
    assert any(str(bar["label"])[0].islower() for bar in bars_)
    assert {str(bar["label"]) for bar in bars_} <= known


def test_equal_values_stand_by_name(engine: Engine, labels: Labels) -> None:
    held = ask(engine, "partners_listed", "country")
    bars_ = rows(bars.content((held,), labels, Where(), rows=99), "bars")
    order = [(-float(bar["value"]), str(bar["label"])) for bar in bars_ if bar["hatch"] != "/"]
    stated = [each for each in order if each[1] != "Not stated"]
    assert stated == sorted(stated, key=lambda each: (each[0], each[1].replace("Ü", "U")))
    assert len({value for value, _ in stated}) < len(stated)
