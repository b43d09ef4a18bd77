"""What a notebook shows of made-up data says so, in a frame and without one."""

from collections.abc import Iterator
from typing import Any

import holoviews as hv
import pytest

from clusterdash.ask import Ask
from clusterdash.model import Question, Where
from clusterdash.notebook import elements, shown
from clusterdash.notebook.address import Way
from clusterdash.notebook.alone import Alone, alone
from clusterdash.notebook.output import Output, bundle
from clusterdash.opened import default_engine
from clusterdash.state import View
from clusterdash.ui.page import Place
from clusterdash.ui.session import board
from clusterdash.ui.site import Site
from tests.made_up import MARK, engine, marked

ASKED = Question("organisations", ("country",))


def _outputs(held: Any) -> Iterator[dict[str, str]]:
    for key in ("start", "clusters", "sources"):
        place = Place(Site(), board(held, key), held)
        yield bundle(Output(), place, View(), "http://127.0.0.1:1/x", Way(""))
    card = alone(held, "organisations", None, Where())
    yield bundle(Alone(), Place(Site(), card, held), View(), "http://127.0.0.1:1/x", Way(""))


def test_the_output_of_a_cell() -> None:
    for output in _outputs(engine()):
        assert marked(output["text/plain"])
        frame, words = output["text/html"].split("<details", 1)
        assert MARK in frame.split("<iframe")[0]  # beside the frame, whatever becomes of it
        assert MARK in frame.split('title="', 1)[1].split('"')[0]
        assert marked(words)
    for output in _outputs(default_engine()):
        assert not marked("".join(output.values()))


def test_a_page_in_a_cell_says_itself() -> None:
    held = shown.Shown(engine(), board(engine(), "clusters"), View(), Output())
    assert marked(repr(held))
    assert marked(held.sentence())


@pytest.mark.parametrize("title", [None, "My own"])
def test_what_hvplot_draws(title: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "_shown_here", lambda: None)
    options = {} if title is None else {"title": title}
    for way in ("bar", "line", "table", ""):
        plots = elements.accessor(Ask(engine(), ASKED, chosen=True))
        given: dict[str, Any] = {"x": "country_label", "y": "value", **options}
        if way == "table":
            given = {"columns": ["country_label", "value"], **options}
        drawn = getattr(plots, way)(**given) if way else plots(kind="bar", **given)
        found = hv.Store.lookup_options("bokeh", drawn, "plot").kwargs["title"]
        assert found.startswith(MARK)
        assert title is None or found.endswith(title)
    plain = elements.accessor(Ask(default_engine(), ASKED, chosen=True)).bar(x="country", y="value")
    assert "title" not in hv.Store.lookup_options("bokeh", plain, "plot").kwargs
