"""Lines join only what is one thing; what has no year or no room is said in words."""

import polars as pl
import pytest

from clusterdash.charts import trend
from clusterdash.charts.lettering import width
from clusterdash.charts.sheet import NARROWEST
from clusterdash.engine import Engine, Labels
from clusterdash.model import Result, Where
from tests.charts.drawn import ask, changed, drawn, nothing, only, prose, rows, texts


@pytest.fixture
def profiles(engine: Engine) -> Result:
    return ask(engine, "profiles", "year")


def test_points_are_the_values_and_bounds_are_open(labels: Labels, profiles: Result) -> None:
    content = trend.content((profiles,), labels, Where())
    drawn(trend.build, content)
    points = rows(content, "points")
    assert [(p["value"], p["said"], p["ground"]) for p in points] == [
        (690, "over 690", "card"),
        (800, "around 800", "card"),
        (1398, "1,398", "primary"),
        (1500, "over 1,500", "card"),
    ]
    assert [p["x"] for p in points] == pytest.approx([0, 1 / 7, 5 / 7, 1])
    ground = max(line["y0"] for line in rows(content, "lines"))
    heights = [ground - p["y"] for p in points]
    assert heights == pytest.approx([heights[-1] * p["value"] / 1500 for p in points])


def test_every_value_is_written_and_years_are_not_grouped(labels: Labels, profiles: Result) -> None:
    said = texts(trend.content((profiles,), labels, Where()))
    assert {"over 690", "around 800", "1,398", "over 1,500", "2017", "2024"} <= {*said}
    assert not any("2,0" in text for text in said)


def test_a_line_over_missing_years_is_dashed(labels: Labels, profiles: Result) -> None:
    lines = [line for line in rows(trend.content((profiles,), labels, Where()), "lines")
             if line["tone"] == "primary"]  # fmt: skip
    assert [line["dash"] == "solid" for line in lines] == [True, False, False]


def test_no_line_leads_over_a_year_without_a_value(labels: Labels, profiles: Result) -> None:
    gone = pl.col("year") == "2018"
    odd = changed(
        profiles,
        value=pl.when(gone).then(None).otherwise(pl.col("value")),
        state=pl.when(gone).then(pl.lit("not_published")).otherwise(pl.col("state")),
    )
    content = trend.content((odd,), labels, Where())
    drawn(trend.build, content)
    lines = [line for line in rows(content, "lines") if line["tone"] == "primary"]
    assert [(line["x0"], line["x1"]) for line in lines] == [(pytest.approx(5 / 7), 1)]
    assert "2018: not published" in texts(content)


def test_another_measure_is_a_square_that_no_line_joins(
    engine: Engine, labels: Labels, profiles: Result
) -> None:
    content = trend.content((profiles, ask(engine, "organisations")), labels, Where())
    (square,) = (p for p in rows(content, "points") if p["marker"] == "square" and p["value"])
    assert (square["value"], square["x"], square["said"]) == (1437, 1, "1,437")
    assert all(line["x1"] < 1 for line in rows(content, "lines") if line["tone"] == "primary")
    assert "2026" in texts(content)
    assert "Cluster organisations listed in the ECCP registry" in prose(content)
    assert "Profiles of cluster organisations on the ECCP" in prose(content)


def test_sums_over_what_was_published_are_bars_and_no_line(engine: Engine, labels: Labels) -> None:
    result = ask(engine, "meetings", "year")
    content = trend.content((result,), labels, Where())
    assert not content.sources["lines"]["x0"]
    assert sorted(content.sources["bars"]["value"]) == sorted(result.frame["value"])
    assert {"2014", "2024", "Undated", "933"} <= {*texts(content)}


def test_counted_rows_are_joined_and_the_undated_said(engine: Engine, labels: Labels) -> None:
    content = trend.content((ask(engine, "sessions", "year"),), labels, Where())
    assert len([line for line in rows(content, "lines") if line["tone"] == "primary"]) == 7
    assert "Undated: at least 1" in texts(content)


def test_different_things_are_never_joined(labels: Labels, profiles: Result) -> None:
    years = pl.col("year").cast(pl.Int64)
    odd = changed(profiles, kind=pl.when(years < 2020).then(pl.lit("gold")).otherwise(
        pl.lit("silver")))  # fmt: skip
    two = odd.__class__(**{name: getattr(odd, name) for name in odd.__slots__} | {
        "by": ("year", "kind")})  # fmt: skip
    content = trend.content((two,), labels, Where())
    drawn(trend.build, content)
    joins = [(round(line["x0"] * 7), round(line["x1"] * 7))
             for line in rows(content, "lines") if line["width"] == 2]  # fmt: skip
    assert joins == [(0, 1), (5, 7)]
    assert {"gold", "silver"} <= {*texts(content)}
    markers = {p["marker"] for p in rows(content, "points")}
    assert markers == {"circle", "square"}


def test_targets_are_never_joined_to_outcomes(labels: Labels, profiles: Result) -> None:
    last = pl.col("year") == "2024"
    odd = changed(
        profiles, outcome=pl.when(last).then(pl.lit("target")).otherwise(pl.col("outcome"))
    )
    content = trend.content((odd,), labels, Where())
    lines = [line for line in rows(content, "lines") if line["width"] == 2]
    assert max(line["x1"] for line in lines) == pytest.approx(5 / 7)
    assert "planned" in prose(content)


def test_a_lone_value_is_a_bar(labels: Labels, profiles: Result) -> None:
    content = trend.content((only(profiles, pl.col("year") == "2022"),), labels, Where())
    assert [bar["value"] for bar in rows(content, "bars")] == [1398]
    assert not content.sources["lines"]["x0"]


def test_no_rows_say_so(labels: Labels, profiles: Result) -> None:
    content = trend.content((nothing(profiles),), labels, Where())
    drawn(trend.build, content)
    assert not content.sources["points"]["x"]
    assert texts(content) == ["Nothing published over the years"]


def test_marked_years_are_told_apart_without_colour(labels: Labels, profiles: Result) -> None:
    content = trend.content((profiles,), labels, Where.of({}, (2022, 2023)))
    words = {word["text"]: word for word in rows(content, "words")}
    assert words["► 1,398"]["style"] == "bold"
    assert words["over 690"]["style"] == "normal"
    sizes = {p["value"]: p["size"] for p in rows(content, "points")}
    assert sizes[1398] > sizes[1500]


@pytest.mark.parametrize("wide", [NARROWEST, 340, 480, 640])
@pytest.mark.parametrize("metrics", [("profiles",), ("profiles", "organisations"), ("sessions",)])
def test_labels_meet_nothing_at_any_width(
    engine: Engine, labels: Labels, metrics: tuple[str, ...], wide: int
) -> None:
    results = tuple(
        ask(engine, key, *(["year"] if not number else [])) for number, key in enumerate(metrics)
    )
    content = trend.content(results, labels, Where())
    assert content.margins is not None
    left, right = content.margins
    room = wide - left - right
    boxes = [
        (left + p["x"] * room - 4, left + p["x"] * room + 4, p["y"] - 4, p["y"] + 4, p)
        for p in rows(content, "points")
    ]
    for word in rows(content, "words"):
        size = float(word["size"].removesuffix("px"))
        extent = width(word["text"], size, bold=word["style"] == "bold")
        start = left + word["x"] * room + word["dx"]
        start -= {"left": 0.0, "right": extent, "center": extent / 2}[word["align"]]
        assert start >= -1
        assert start + extent <= wide + 1
        boxes.append((start, start + extent, word["y"] - size / 2, word["y"] + size / 2, word))
    for index, (l0, r0, t0, b0, one) in enumerate(boxes):
        for l1, r1, t1, b1, other in boxes[index + 1 :]:
            assert not (l0 < r1 and l1 < r0 and t0 < b1 and t1 < b0), (one, other)
