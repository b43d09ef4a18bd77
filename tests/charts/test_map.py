"""The map as Bokeh models: what is sent, what changes, what is tapped."""

import json
from typing import Any

import pytest
from bokeh.document import Document
from bokeh.models import (
    ColumnDataSource,
    HoverTool,
    MultiPolygons,
    Scatter,
    TapTool,
    Text,
)

from clusterdash.charts.chart import Chart
from clusterdash.charts.map import build, content
from clusterdash.charts.palette import PALETTE
from clusterdash.charts.points import WIDTHS
from clusterdash.charts.shades import NO_FIGURE, bare, key, shades
from clusterdash.editions.store import published_folder
from clusterdash.engine import Engine
from clusterdash.geography import FRAME, Located, located, read_shapes
from clusterdash.model import Question, Result, Where

SHAPES = read_shapes(published_folder())
COUNTRY = {"code", "name", "said", "tone", "pattern", "marked"}


@pytest.fixture
def chart() -> Chart:
    return build(SHAPES)


@pytest.fixture(scope="module")
def places(engine: Engine) -> Located:
    answer = engine.evaluate(Question("organisations", ("city",)))
    return located(answer, engine.edition.tables["places"], engine.labels)


def _answer(engine: Engine, normalise: str = "", metric: str = "organisations") -> Result:
    return engine.evaluate(Question(metric, ("country",), Where(), normalise))


def _data(chart: Chart, source: str = "countries") -> dict[str, list[Any]]:
    return {str(name): list(values) for name, values in chart.sources[source].data.items()}


def _drawn(chart: Chart) -> Any:  # Bokeh types its models only in part
    return chart.figure


def _row(chart: Chart, source: str, code: str) -> dict[str, Any]:
    data = _data(chart, source)
    index = data["code"].index(code)
    return {name: values[index] for name, values in data.items() if name not in {"xs", "ys"}}


def test_sources_have_the_columns_promised(chart: Chart) -> None:
    assert set(_data(chart, "countries")) == COUNTRY | {"xs", "ys"}
    assert set(_data(chart, "small")) == COUNTRY | {"x", "y"}
    for level in WIDTHS:
        assert set(_data(chart, level)) == {
            "x", "y", "size", "tone", "edge", "width", "text", "kind", "code", "city", "name",
            "said",
        }  # fmt: skip


def test_a_kilometre_is_as_long_across_as_upwards(chart: Chart) -> None:
    x, y = _drawn(chart).x_range, _drawn(chart).y_range
    assert _drawn(chart).aspect_ratio == pytest.approx((x.end - x.start) / (y.end - y.start))
    assert (x.start, y.end) == (FRAME.west, FRAME.north)
    assert _drawn(chart).sizing_mode == "scale_width"


def test_values_are_those_of_the_answer(chart: Chart, engine: Engine) -> None:
    answer = _answer(engine, "population")
    chart.show(content(answer, engine.labels, Where(), None, SHAPES))
    values = dict(answer.frame.select("country", "value").iter_rows())
    assert _row(chart, "countries", "PT")["said"] == "2.5 per million inhabitants"
    assert round(values["PT"], 1) == 2.5
    assert _row(chart, "countries", "EE")["tone"] == "ramp-6"  # 12.4, the highest
    assert max(values, key=lambda code: values[code]) == "EE"
    counts = _answer(engine)
    chart.show(content(counts, engine.labels, Where(), None, SHAPES))
    said = _row(chart, "countries", "ES")["said"]
    assert said == "211 cluster organisations listed in the ECCP registry"


def test_no_figure_is_hatched_land_and_never_a_low_class(chart: Chart, engine: Engine) -> None:
    chart.show(content(_answer(engine, "population"), engine.labels, Where(), None, SHAPES))
    named = set(_answer(engine, "population").frame["country"])
    for code in _data(chart, "countries")["code"]:
        row = _row(chart, "countries", code)
        unknown = code not in named
        assert (row["tone"] == "land") is unknown, code
        assert (row["pattern"] == NO_FIGURE) is unknown, code
        assert (row["said"] == "nothing listed, or no rate") is unknown, code


def test_a_question_without_an_answer_leaves_bare_land(chart: Chart, engine: Engine) -> None:
    chart.show(
        content(_answer(engine, metric="meetings"), engine.labels, Where(), None, SHAPES)
        if not _answer(engine, metric="meetings").answered
        else pytest.fail("meetings are published by country now: take another question")
    )
    assert set(_data(chart, "countries")["tone"]) == {"land"}
    assert set(_data(chart, "countries")["pattern"]) == {NO_FIGURE}


def test_the_key_explains_every_shade(engine: Engine) -> None:
    for normalise in ("", "population", "share"):
        answer = _answer(engine, normalise)
        steps = key(answer, engine.labels)
        assert steps[-1] == bare(answer)
        shown = {(s.tone, s.pattern) for s in shades(answer, engine.labels).values()}
        assert shown == {(s.tone, s.pattern) for s in steps[:-1]}
        assert len({s.tone for s in steps}) == len(steps) <= 7


def test_several_values_of_a_country_are_said_and_shade_nothing(engine: Engine) -> None:
    answer = engine.evaluate(Question("organisations", ("country", "ecosystem")))
    portugal = shades(answer, engine.labels)["PT"]
    assert (portugal.tone, portugal.pattern) == ("land", NO_FIGURE)
    assert portugal.said.count(";") == answer.frame["country"].to_list().count("PT") - 1 > 3


def test_what_is_selected_is_outlined_and_keeps_its_shade(chart: Chart, engine: Engine) -> None:
    answer = _answer(engine, "population")
    chart.show(content(answer, engine.labels, Where(), None, SHAPES))
    before = _row(chart, "countries", "MT")["tone"]
    marks = Where.of({"country": ["MT", "PT"]})
    chart.show(content(answer, engine.labels, marks, None, SHAPES))
    data = _data(chart, "countries")
    chosen = {c for c, m in zip(data["code"], data["marked"], strict=True) if m}
    assert chosen == {"MT", "PT"}
    assert _row(chart, "countries", "MT")["tone"] == before
    assert _row(chart, "small", "MT")["marked"] == 1
    edges = [
        r.glyph
        for r in _drawn(chart).renderers
        if isinstance(r.glyph, MultiPolygons) and r.glyph.line_alpha == "marked"
    ]
    assert [(g.tags[0]["roles"]["line_color"], g.line_width) for g in edges] == [
        ("card", 5.0),
        ("selected", 2.6),
    ]


def test_small_countries_have_a_mark_with_the_same_shade(chart: Chart, engine: Engine) -> None:
    chart.show(content(_answer(engine, "share"), engine.labels, Where(), None, SHAPES))
    assert set(_data(chart, "small")["code"]) == {"MT", "LI"}
    for code in ("MT", "LI"):
        assert _row(chart, "small", code) == _row(chart, "countries", code) | {
            "x": _row(chart, "small", code)["x"],
            "y": _row(chart, "small", code)["y"],
        }


def test_what_is_chosen_stands_alone_and_above(
    chart: Chart, engine: Engine, places: Located
) -> None:
    chosen = places.places[0]
    marks = Where.of({"city": [chosen.code]})
    chart.show(content(_answer(engine), engine.labels, marks, places, SHAPES))
    for level in WIDTHS:
        rows = _data(chart, level)
        assert rows["city"][-1] == chosen.code
        last = {name: values[-1] for name, values in rows.items()}
        assert (last["tone"], last["width"], last["edge"]) == ("selected", 2.4, "ink")
        assert (last["name"], last["text"]) == (chosen.name, str(chosen.count))
        assert last["said"] == f"{chosen.count} organisations"
        assert set(rows["tone"][:-1]) == {"ink"}
        assert set(rows["width"][:-1]) == {0.9}
    chart.show(content(_answer(engine), engine.labels, Where(), None, SHAPES))
    assert all(_data(chart, level)["x"] == [] for level in WIDTHS)


@pytest.mark.parametrize("level", WIDTHS)
def test_a_tap_chooses_every_organisation_that_its_disc_holds(
    chart: Chart, engine: Engine, places: Located, level: str
) -> None:
    marks = Where.of({"country": {place.country for place in places.places}})
    chart.show(content(_answer(engine), engine.labels, marks, places, SHAPES))
    rows = _data(chart, level)
    counts = {place.code: place.count for place in places.places}
    discs = {
        chief: (text, codes.split("|"))
        for kind, chief, text, codes in zip(
            rows["kind"], rows["city"], rows["text"], rows["code"], strict=True
        )
        if kind == "city"
    }
    for text, codes in discs.values():
        assert int(text or 1) == sum(counts[code] for code in codes)
    if level == "narrow":
        brussels = next(place.code for place in places.places if place.name == "Brussels")
        assert (discs[brussels][0], len(discs[brussels][1])) == ("42", 23)


def test_outlines_are_sent_once(chart: Chart, engine: Engine, places: Located) -> None:
    chart.show(content(_answer(engine), engine.labels, Where(), places, SHAPES))
    document = Document()
    document.add_root(chart.figure)
    events: list[Any] = []
    document.on_change(events.append)
    marks = Where.of({"country": ["IS"]})  # which has no point
    chart.show(content(_answer(engine, "population"), engine.labels, marks, places, SHAPES))
    assert len(events) == 2  # countries and small
    touched = {name for event in events for name in event.patches}
    assert touched <= COUNTRY
    chart.show(content(_answer(engine, "population"), engine.labels, marks, places, SHAPES))
    assert len(events) == 2


def test_roles_are_colours_of_the_palette(chart: Chart, engine: Engine, places: Located) -> None:
    chart.show(content(_answer(engine), engine.labels, Where(), places, SHAPES))
    for source in ("countries", "small", *WIDTHS):
        assert set(_data(chart, source)["tone"]) <= set(PALETTE)
    assert set(_data(chart, "places")["edge"]) <= set(PALETTE)


def test_geometry_is_light(chart: Chart) -> None:
    data = _data(chart, "countries")
    sent = json.dumps([data["xs"], data["ys"]], separators=(",", ":"))
    assert len(sent) < 60_000


def test_the_wheel_and_the_finger_scroll_the_page(chart: Chart) -> None:
    assert {type(tool) for tool in _drawn(chart).tools} == {HoverTool, TapTool}
    assert _drawn(chart).toolbar_location is None


def test_tips_show_text_as_text(chart: Chart) -> None:
    tips = [str(t.tooltips) for t in _drawn(chart).tools if isinstance(t, HoverTool)]
    assert len(tips) == 2
    assert all("@name" in tip and "@said" in tip and "{" not in tip for tip in tips)


def _tapped(source: ColumnDataSource) -> list[Any]:
    return list(source.selected.js_property_callbacks["change:indices"])


def test_land_of_which_nothing_is_told_cannot_be_tapped(chart: Chart) -> None:
    (tap,) = (tool for tool in _drawn(chart).tools if isinstance(tool, TapTool))
    targets: list[Any] = list(tap.renderers)
    tappable = [renderer.data_source for renderer in targets]
    assert len(tappable) == 4
    assert {id(source) for source in tappable} == {id(s) for s in chart.sources.values()}
    assert "RU" not in _data(chart, "countries")["code"]
    for source in chart.sources.values():
        (callback,) = _tapped(source)
        assert set(callback.args) == set(chart.sources)
        assert "pick(kind[at], code[at], city[at])" in callback.code


def test_a_tap_changes_no_look(chart: Chart) -> None:
    for renderer in _drawn(chart).renderers:
        assert isinstance(renderer.glyph, MultiPolygons | Scatter | Text)
        assert renderer.selection_glyph is renderer.glyph
        assert renderer.nonselection_glyph is renderer.glyph
