"""A session without a browser: what goes over its line."""

import base64
import csv
import io
import json
from collections.abc import Callable
from typing import Any

import panel as pn
import pytest
from bokeh.document import Document

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.ui.page import Place
from clusterdash.ui.session import Session, board
from clusterdash.ui.site import Site
from tests.ui import sql

Heard = list[dict[str, Any]]


class Ear:
    """Stands where the line to the browser would be."""

    def __init__(self) -> None:
        self.heard: Heard = []

    def tell(self, patch: dict[str, Any]) -> None:
        self.heard.append(json.loads(json.dumps(patch)))


def _session(
    engine: Engine, query: str = "", report: Callable[[Exception], str] | None = None
) -> tuple[Session, Heard]:
    session = Session(Place(Site(), board(engine, "start"), engine), query, report)
    session.template()
    ear = Ear()
    session._line = ear  # type: ignore[assignment]
    return session, ear.heard


@pytest.fixture(autouse=True)
def document(monkeypatch: pytest.MonkeyPatch) -> Document:
    """Every session has a document of its own."""
    made = Document()
    monkeypatch.setattr(type(pn.state), "curdoc", property(lambda _self: made))
    return made


def test_an_action_is_answered_once(engine: Engine) -> None:
    session, heard = _session(engine)
    session.act({"do": "pick", "set": {"country": ["PT"]}})
    assert [patch["query"] for patch in heard] == ["v=1&country=PT"]


def test_a_page_catches_up_with_what_moved_while_it_was_on_its_way(engine: Engine) -> None:
    session, heard = _session(engine)
    session.act({"do": "ready"})
    assert heard == []  # nothing moved
    session.act({"do": "pick", "set": {"country": ["PT"]}})
    (lost,) = heard  # no browser was there yet
    heard.clear()
    session.act({"do": "ready"})
    (again,) = heard
    assert again["query"] == "v=1&country=PT"
    assert again["html"] == lost["html"]


def test_controls_follow_and_do_not_answer_back(engine: Engine) -> None:
    session, heard = _session(engine)
    session.act({"do": "period", "from": "2016", "to": "2018"})
    session.act({"do": "state", "as": "share"})
    values = {key: session.controls.widgets[key].value for key in ("from", "to", "as")}
    assert values == {"from": "2016", "to": "2018", "as": "share of the EU-27"}
    session.act({"do": "clear"})
    values = {key: session.controls.widgets[key].value for key in ("from", "to", "as")}
    assert values == {"from": None, "to": None, "as": None}
    assert [patch["query"] for patch in heard] == [
        "v=1&year=2016~2018",
        "v=1&year=2016~2018&as=share",
        "",
    ]


def test_a_control_chooses(engine: Engine) -> None:
    session, heard = _session(engine)
    widgets = session.controls.widgets
    widgets["country"].value = "Portugal"
    assert heard[-1]["query"] == "v=1&country=PT"
    assert widgets["country"].value is None  # free for the next one
    widgets["country"].value = "Spain"
    widgets["ecosystem"].value = "Digital"
    widgets["as"].value = "per million inhabitants"
    widgets["to"].value = "2018"
    assert heard[-1]["query"] == (
        # An open end is the first year of the edition.
        "v=1&country=ES~PT&ecosystem=Digital&year=2007~2018&as=population"
    )
    before = len(heard)
    widgets["country"].value = "Atlantis"
    assert len(heard) == before


def test_a_theme_is_painted_and_nothing_answered(engine: Engine) -> None:
    session, heard = _session(engine)
    session.act({"do": "theme", "theme": "dark"})
    assert all(widget.dark_theme for widget in session.controls.widgets.values())
    session.act({"do": "theme", "theme": "light"})
    assert not any(widget.dark_theme for widget in session.controls.widgets.values())
    session.act({"do": "theme", "theme": "pink"})
    session.act({"do": "theme", "theme": ["dark"]})
    assert not any(widget.dark_theme for widget in session.controls.widgets.values())
    assert heard == []


def test_a_file_over_the_line(engine: Engine) -> None:
    session, heard = _session(engine)
    session.act({"do": "file", "href": "organisations.csv?v=1&country=PT"})
    taken = heard[-1]["file"]
    assert taken["name"].endswith(".csv")
    text = base64.b64decode(taken["content"]).decode("utf-8-sig")
    counted = sql.count("country = 'PT'")
    assert [float(row["value"]) for row in csv.DictReader(io.StringIO(text))] == [counted]


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"do": "erase"},
        {"do": "pick", "set": {"colour": ["red"]}},
        {"do": "add", "key": "year", "code": "2018"},
        {"do": "file"},
        {"do": "file", "href": "nonsense.csv"},
        {"do": "file", "href": "organisations.exe"},
    ],
    ids=repr,
)
def test_what_no_page_sends_is_no_failure(engine: Engine, action: dict) -> None:
    reported: list[Exception] = []

    def report(error: Exception) -> str:
        reported.append(error)
        return "e1"

    session, heard = _session(engine, "country=PT", report)
    session.act(action)
    assert reported == []
    assert not any("failed" in patch for patch in heard)
    assert session.page.selection.view.to_query() == "v=1&country=PT"


def test_a_failure_is_kept_and_its_id_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[Exception] = []

    def report(error: Exception) -> str:
        reported.append(error)
        return "4711"

    session, heard = _session(engine, "", report)

    def broken(**_: object) -> None:
        raise RuntimeError("a secret path")

    monkeypatch.setattr(session.page, "patch", broken)
    session.act({"do": "clear"})
    assert [str(error) for error in reported] == ["a secret path"]
    assert "4711" in heard[-1]["failed"]
    assert "secret" not in heard[-1]["failed"]
    monkeypatch.undo()
    session.act({"do": "pick", "set": {"country": ["PT"]}})  # and the page lives on
    assert heard[-1]["query"] == "v=1&country=PT"


def test_the_line_comes_from_the_document(engine: Engine, document: Document) -> None:
    session = Session(Place(Site(), board(engine, "start"), engine), "country=PT")
    session.template()
    assert document.title == "Portugal · Start · clusterdash"
    assert session._line is not None
    bridge: Any = session._line._bridge
    bridge.up = json.dumps({"do": "pick", "set": {"country": ["ES"]}, "n": 1})
    told = json.loads(bridge.down)
    assert (told["query"], told["n"]) == ("v=1&country=ES", 1)
    bridge.up = json.dumps({"do": "find", "text": "x", "n": 2})
    assert json.loads(bridge.down)["n"] == 2


def test_a_board_that_is_none(engine: Engine) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'clusters'"):
        board(engine, "cluster")
