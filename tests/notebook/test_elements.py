"""Elements and hvPlot: the answer's own values, named, and shown from the kernel's server."""

import re

import holoviews as hv
import pytest

import clusterdash as cd
from clusterdash.notebook import elements
from tests.serving.running import ask


def test_bars_hold_the_answer_with_names_and_qualifiers() -> None:
    asked = cd.metric("organisations").by("country")
    made = asked.element()
    assert type(made) is hv.Bars
    assert [d.label for d in made.kdims] == ["Country"]
    assert made.vdims[0].label == "Cluster organisations listed in the ECCP registry"
    assert [d.name for d in made.vdims] == ["value", "qualifier", "state", "outcome", "span"]
    frame = asked.frame()
    assert list(made.dimension_values("country")) == frame["country_label"].to_list()
    assert list(made.dimension_values("value")) == frame["value"].to_list()


def test_years_are_a_curve_in_their_order() -> None:
    asked = cd.metric("profiles").by("year")
    made = asked.element()
    assert type(made) is hv.Curve
    years = list(made.dimension_values("year"))
    assert years == sorted(int(year) for year in asked.frame()["year"])
    assert "over" in list(made.dimension_values("qualifier"))


def test_a_unit_is_named_once() -> None:
    share = cd.metric("organisations").by("country").normalise("share").element()
    assert share.vdims[0].unit is None
    assert "per cent" in share.vdims[0].label
    paid = next(
        key for key in cd.metrics().filter(unit="EUR")["metric"] if cd.metric(key).result().answered
    )
    assert cd.metric(paid).element().vdims[0].unit == "EUR"


def test_one_number_is_a_table_and_so_is_no_answer() -> None:
    assert type(cd.metric("organisations").by().element()) is hv.Table
    nothing = cd.metric("profiles").by("year", "kind")
    assert not nothing.result().answered
    assert len(nothing.element()) == 0


def test_plans_stand_apart_from_outcomes() -> None:
    answers = (cd.metric(key) for key in cd.metrics()["metric"])
    mixed = next(a for a in answers if "target" in a.result().frame["outcome"].to_list())
    made = mixed.element()
    assert "outcome" in [d.name for d in made.kdims]


def test_several_lines_have_one_name_each() -> None:
    made = cd.metric("events").by("series", "year").where(year=(2017, 2019)).element()
    asked = cd.metric("events").by("series", "year").where(year=(2017, 2019))
    held = {
        (key, int(year)): value
        for key, curve in made.data.items()
        for year, value in zip(
            curve.dimension_values("year"), curve.dimension_values("value"), strict=True
        )
    }
    frame = asked.frame()
    assert held == {
        ((s,), int(y)): v
        for s, y, v in zip(frame["series"], frame["year"], frame["value"], strict=True)
    }


@pytest.mark.parametrize("made", ["element", "hvplot"])
def test_a_cell_shows_a_frame_and_loads_no_extension(made: str) -> None:
    asked = cd.metric("organisations").by("country")
    drawn = asked.element() if made == "element" else asked.hvplot.bar(x="country_label", y="value")
    assert not getattr(hv.extension, "_loaded", False)
    data, _ = drawn._repr_mimebundle_()
    frame = re.search(r'<iframe src="([^"]+)"', data["text/html"])
    assert frame is not None
    page = ask(frame[1]).text
    assert "data-root-id" in page
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "<iframe" not in data["text/plain"]


def test_whoever_loads_the_extension_gets_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    made = cd.metric("organisations").by("country").element()
    monkeypatch.setattr(hv.extension, "_loaded", True, raising=False)
    assert elements.shown(made) is None
