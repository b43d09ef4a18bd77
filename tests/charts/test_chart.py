"""A figure is built once; only what is new is sent."""

from typing import Any

import polars as pl
import pytest
from bokeh.models import CategoricalColorMapper, Quad, Text
from bokeh.models.annotations import Label

from clusterdash.charts import bars, funnel, measures, trend
from clusterdash.charts.chart import Chart
from clusterdash.charts.lettering import width, wrapped
from clusterdash.charts.palette import PALETTE
from clusterdash.charts.placing import Box, View, place
from clusterdash.charts.watermark import watermark
from clusterdash.engine import Engine, Labels
from clusterdash.model import Where
from tests.charts.drawn import ask

KINDS = (bars, trend, funnel, measures)


def _changes(chart: Chart) -> list[Any]:
    from bokeh.document import Document

    seen: list[Any] = []
    document = Document()
    document.add_root(chart.figure)
    document.on_change(seen.append)
    return seen


def test_equal_content_is_not_sent_again(engine: Engine, labels: Labels) -> None:
    result = (ask(engine, "organisations", "country"),)
    chart = bars.build()
    chart.show(bars.content(result, labels, Where()))
    seen = _changes(chart)
    chart.show(bars.content(result, labels, Where()))
    assert seen == []


def test_a_selection_patches_data_and_leaves_every_model(engine: Engine, labels: Labels) -> None:
    result = (ask(engine, "organisations", "country"),)
    chart = bars.build()
    chart.show(bars.content(result, labels, Where()))
    models = {model.id for model in chart.figure.references()}
    seen = _changes(chart)
    chart.show(bars.content(result, labels, Where.of({"country": ["PT"]})))
    assert seen
    assert {model.id for model in chart.figure.references()} == models
    tones = chart.sources["bars"].data["tone"]
    assert list(tones).count("selected") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_figures_have_no_toolbar_no_axes_and_take_the_width(kind: Any) -> None:
    figure = kind.build().figure
    assert figure.toolbar_location is None
    assert figure.sizing_mode == "stretch_width"
    assert not figure.axis
    assert not figure.tools
    assert not figure.legend


@pytest.mark.parametrize("kind", KINDS)
def test_every_colour_is_a_role_that_a_page_can_repaint(kind: Any) -> None:
    figure = kind.build().figure
    mappers = list(figure.select({"type": CategoricalColorMapper}))
    assert mappers
    assert all(mapper.tags == ["tones"] and mapper.factors == [*PALETTE] for mapper in mappers)
    (text,) = figure.select({"type": Text})
    (quad,) = figure.select({"type": Quad})
    assert text.tags == [{"roles": {"background_fill_color": "card"}}]
    assert quad.tags == [{"roles": {"hatch_color": "hatch"}}]


def test_tones_are_roles(engine: Engine, labels: Labels) -> None:
    for metric in engine.registry.metrics:
        content = bars.content((ask(engine, metric.key, *metric.default_by),), labels, Where())
        for columns in content.sources.values():
            used = {*columns.get("tone", ()), *columns.get("ground", ())}
            assert used <= {*PALETTE}


def test_the_height_follows_the_rows(engine: Engine, labels: Labels) -> None:
    result = ask(engine, "organisations", "country")
    heights = [bars.content((result,), labels, Where(), rows=n).height for n in (5, 6, 7)]
    assert heights[1] - heights[0] == heights[2] - heights[1] == 23
    long = ask(engine, "organisations", "ecosystem")
    tall = bars.content((long,), labels, Where()).height
    assert 36 * long.frame.height <= tall <= 44 * long.frame.height


def test_letters_take_room() -> None:
    assert width("", 12) == 0
    assert width("iii") < width("mmm")
    assert width("Spain", 26) == pytest.approx(2 * width("Spain", 13))
    assert width("Spain", bold=True) > width("Spain")
    assert width("é") == width("e")
    # Measured in Inter at 13 px: 259 px. Never less, and not much more.
    assert 259 <= width("Proximity, Social Economy & Civil Security") <= 259 * 1.06


def test_lines_fit_and_lose_nothing() -> None:
    text = "Proximity, Social Economy & Civil Security " + "x" * 90
    lines = wrapped(text, 120)
    assert all(width(line) <= 120 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrapped("", 100) == ()


def test_a_label_takes_the_free_side_and_gives_up_where_there_is_none() -> None:
    point = (50.0, 50.0)
    mark = Box(44, 44, 56, 56)
    above = place([View(100, [point], [], [mark])], 0, (20, 10))
    assert above is not None
    assert above.dy < 0
    below = place([View(100, [point], [], [mark, Box(0, 0, 100, 44)])], 0, (20, 10))
    assert below is not None
    assert below.dy > 0
    assert place([View(100, [point], [], [Box(0, 0, 100, 100)])], 0, (20, 10)) is None
    crossed = place([View(100, [point], [((0, 35), (100, 35))], [mark])], 0, (20, 10))
    assert crossed is not None
    assert crossed.dy > 0


def test_what_a_label_covers_is_taken() -> None:
    view = View(100, [(50.0, 50.0), (50.0, 50.0)], [], [Box(44, 44, 56, 56)])
    spots = [place([view], index, (20, 10)) for index in (0, 1)]
    assert spots[0] != spots[1]
    assert not view.taken[1].meets(view.taken[2])


def test_frames_are_left_as_they_are(engine: Engine, labels: Labels) -> None:
    result = ask(engine, "organisations", "country")
    before = result.frame.clone()
    bars.content((result,), labels, Where())
    assert result.frame.equals(before)
    assert isinstance(result.frame, pl.DataFrame)


def test_lines_run_through_boxes_or_past_them() -> None:
    view = View(100, [], [((0, 0), (100, 100)), ((0, 50), (100, 50)), ((20, 0), (20, 30))])
    assert view.crossed(Box(40, 40, 60, 60)) == 2
    assert view.crossed(Box(60, 10, 90, 40)) == 0
    assert view.crossed(Box(15, 25, 25, 60)) == 2  # the diagonal only touches its corner
    assert view.crossed(Box(15, 31, 25, 49)) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_is_not_cut_by_a_narrow_frame(kind: Any) -> None:
    """What stands inside the frame is cut at its edges."""
    chart = watermark(kind.build(), "Made up")
    (label,) = (model for model in chart.figure.below if isinstance(model, Label))
    assert label.text == "Made up"
    assert not any(isinstance(model, Label) for model in chart.figure.center)
    assert chart.below > 0
