"""A page without a browser: what an action changes, and that nothing is built twice."""

import json
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from bokeh.models import Model

from clusterdash.engine import Engine
from clusterdash.errors import ClusterdashError
from clusterdash.state import Selection, View
from clusterdash.ui.page import Page
from clusterdash.ui.start import start
from tests.ui import sql
from tests.ui.conftest import Open

PATCH = {"html", "plots", "picked", "query", "push", "past", "future", "title", "said"}


def _act(page: Page, **action: Any) -> dict[str, Any]:
    patch = page.act(action)
    assert patch is not None
    page.draw()
    return patch


def _models(page: Page) -> dict[str, set[str]]:
    """Return the ids of every Bokeh model of every figure."""
    return {
        key: {str(model.id) for model in chart.figure.references()}
        for key, chart in page.charts.items()
    }


@pytest.fixture(scope="module")
def listed(opened: Open) -> Page:
    """Return one page for many small questions."""
    return opened("clusters")


def test_a_patch_can_be_sent(opened: Open) -> None:
    patch = _act(opened(), do="pick", set={"country": ["PT"]})
    assert set(patch) == PATCH
    assert json.loads(json.dumps(patch)) == patch
    assert patch["picked"] == {"country": ["PT"]}
    assert (patch["query"], patch["push"]) == ("v=1&country=PT", True)
    assert (patch["past"], patch["future"]) == ([""], [])
    assert patch["title"] == "Portugal · Start · clusterdash"


@pytest.mark.parametrize("key", ["start", "clusters"])
def test_only_what_changed_is_sent(opened: Open, key: str) -> None:
    page = opened(key)
    held = dict(page._parts().fragments())
    first = _act(page, do="pick", set={"country": ["PT"]})
    now = page._parts().fragments()
    assert first["html"] == {name: html for name, html in now.items() if html != held[name]}
    assert {"head", "chips", "map-tiles"} <= set(first["html"])
    assert "27 cluster organisations" in first["html"]["head"]
    second = _act(page, do="pick", set={"country": ["PT"], "ecosystem": ["Digital"]})
    assert "2 cluster organisations" in second["html"]["head"]
    fresh = opened(key, second["query"])
    whole = fresh._parts().fragments()
    # The page that was patched twice is the page that the link opens, but for the way back.
    ways = {"chips"}
    for name, html in page._parts().fragments().items():
        if name not in ways:
            assert html == whole[name], name


def test_an_equal_selection_changes_nothing(opened: Open) -> None:
    page = opened(query="country=PT")
    for action in (
        {"do": "add", "key": "country", "code": "PT"},
        {"do": "goto", "query": "v=1&country=PT"},
        {"do": "drop", "key": "ecosystem"},
        {"do": "state", "as": ""},
        {"do": "undo"},
        {"do": "redo"},
    ):
        patch = _act(page, **action)
        assert patch["html"] == {}
        assert not patch["push"]
        assert patch["past"] == []


@pytest.mark.parametrize(
    ("action", "query", "push"),
    [
        ({"do": "pick", "set": {"country": ["ES"]}}, "v=1&country=ES&year=2016~2018", True),
        ({"do": "pick", "set": {"country": ["PT"]}}, "v=1&year=2016~2018", True),
        ({"do": "add", "key": "country", "code": "ES"}, "v=1&country=ES~PT&year=2016~2018", True),
        ({"do": "drop", "key": "country", "code": "PT"}, "v=1&year=2016~2018", True),
        ({"do": "drop", "key": "year", "code": ""}, "v=1&country=PT", True),
        ({"do": "period", "from": "2018", "to": "2017"}, "v=1&country=PT&year=2017~2018", True),
        ({"do": "period", "from": "2018", "to": ""}, "v=1&country=PT&year=2018~2026", True),
        ({"do": "period", "from": "", "to": ""}, "v=1&country=PT", True),
        ({"do": "state", "as": "share"}, "v=1&country=PT&year=2016~2018&as=share", True),
        ({"do": "clear"}, "", True),
        ({"do": "goto", "query": "country=FR"}, "v=1&country=FR", False),
        ({"do": "find", "text": "energy"}, "v=1&country=PT&year=2016~2018&find=energy", False),
        ({"do": "more"}, "v=1&country=PT&year=2016~2018&find=energy", False),
    ],
)
def test_every_action(listed: Page, action: dict, query: str, push: bool) -> None:
    listed.selection = Selection(View.from_query("country=PT&year=2016~2018")[0])
    patch = _act(listed, **action)
    assert (patch["query"], patch["push"]) == (query, push)


def test_undo_and_redo(opened: Open) -> None:
    page = opened()
    before = page._parts().fragments()
    _act(page, do="pick", set={"country": ["PT"]})
    back = _act(page, do="undo")
    assert (back["query"], back["past"], back["future"]) == ("", [], ["v=1&country=PT"])
    after = page._parts().fragments()
    assert {k for k in before if before[k] != after[k]} == {"chips"}  # redo can be pressed
    assert _act(page, do="redo")["query"] == "v=1&country=PT"


def test_a_session_that_ended_is_taken_up(opened: Open) -> None:
    page = opened(query="country=PT")
    patch = _act(page, do="resume", past=["country=ES", ""], future=["country=FR"])
    assert patch["past"] == ["v=1&country=ES", ""]
    assert _act(page, do="undo")["query"] == "v=1&country=ES"
    assert _act(page, do="redo")["query"] == "v=1&country=PT"
    assert _act(page, do="redo")["query"] == "v=1&country=FR"


def test_a_way_back_to_all_cities_of_a_disc_is_taken_up(engine: Engine, opened: Open) -> None:
    page = opened(query="country=PT")
    cities = "~".join(sorted(engine.labels.codes("city"))[:24])
    patch = _act(page, do="resume", past=[f"v=1&city={cities}&country=BE"], future=[])
    assert patch["past"] == [f"v=1&city={cities}&country=BE"]


def test_a_way_back_of_nonsense_keeps_nobody_waiting(opened: Open) -> None:
    page = opened(query="country=PT")
    names = "~".join(f"xx{n:05}" for n in range(1_200))
    started = time.process_time()
    _act(page, do="resume", past=[f"organisation=y{i}~{names}" for i in range(100)], future=[])
    assert time.process_time() - started < 5  # one message held a server for half a minute
    assert page.selection.view.to_query() == "v=1&country=PT"


def test_finding_and_listing_more(opened: Open) -> None:
    page = opened("clusters")
    found = _act(page, do="find", text="korce")
    assert set(found["html"]) == {"listing", "chips"}  # the link to copy holds the search
    assert "AgriNet Albania" in found["html"]["listing"]
    assert _act(page, do="find", text="korce")["html"] == {}
    _act(page, do="find", text="")
    more = _act(page, do="more")["html"]["listing"]
    assert f"{sql.count():,} organisations, the first 100 listed here." in more


def test_listing_more_for_ever(opened: Open) -> None:
    page = opened("clusters")
    for _ in range(40):
        patch = _act(page, do="more")
    assert patch["html"] == {}
    assert (
        f"{sql.count():,} organisations, all listed here." in page._parts().fragments()["listing"]
    )


def test_what_was_not_understood_is_said_until_the_next_choice(opened: Open) -> None:
    page = opened(query="country=QQ")
    assert "“QQ”" in page._parts().fragments()["head"]
    _act(page, do="add", key="country", code="PT")
    assert "“QQ”" not in page._parts().fragments()["head"]
    strange = _act(page, do="goto", query="country=PT&colour=red")
    assert "colour=red" in strange["html"]["head"]


def test_what_is_announced_is_not_said_to_be_of_a_country_without_a_figure(opened: Open) -> None:
    said = _act(opened(), do="pick", set={"country": ["NO"]})["said"]
    assert "Norway" in said
    assert not said.startswith("Showing Norway. 1,437")


STRANGE: list[dict[str, Any]] = [
    {},
    {"do": None},
    {"do": 7},
    {"do": ["pick"]},
    {"do": "erase"},
    {"do": "__init__"},
    {"do": "pick"},
    {"do": "pick", "set": None},
    {"do": "pick", "set": ["country"]},
    {"do": "pick", "set": {"colour": ["red"]}},
    {"do": "pick", "set": {"year": ["2018"]}},
    {"do": "pick", "set": {"country": ["QQ"]}},
    {"do": "pick", "set": {"country": [None]}},
    {"do": "pick", "set": {"programme": ["nonsense"]}},
    {"do": "add"},
    {"do": "add", "key": "country"},
    {"do": "add", "key": "country", "code": ""},
    {"do": "add", "key": "country", "code": "QQ"},
    {"do": "add", "key": "ecosystem", "code": {"a": 1}},
    {"do": "add", "key": "year", "code": "2018"},
    {"do": "add", "key": ["country"], "code": "PT"},
    {"do": "drop"},
    {"do": "drop", "key": "colour"},
    {"do": "drop", "key": "country", "code": "QQ"},
    {"do": "period", "from": "abcd", "to": "2018x"},
    {"do": "period", "from": {"a": 1}, "to": []},
    {"do": "state", "as": "gdp"},
    {"do": "state", "as": ["share"]},
    {"do": "resume", "past": "country=ES", "future": 7},
]


@pytest.mark.parametrize("action", STRANGE, ids=repr)
def test_what_no_page_offers_changes_nothing(listed: Page, action: dict) -> None:
    before, _ = View.from_query("country=ES&year=2016~2018&as=share")
    listed.selection = Selection(before)
    with suppress(ClusterdashError):  # the session takes these: they are not from our page
        listed.act(action)
        listed.draw()
    assert listed.selection.view == before
    assert listed.selection.past == ()


def _random_actions(engine: Engine, count: int) -> list[dict[str, Any]]:
    chance = random.Random(7)
    countries = ["PT", "ES", "NO", "AL", "EU27_2020"]
    ecosystems = ["Digital", "Health", "not stated"]
    makers: list[Callable[[], dict[str, Any]]] = [
        lambda: {"do": "pick", "set": {"country": [chance.choice(countries)]}},
        lambda: {
            "do": "pick",
            "set": {
                "country": [chance.choice(countries)],
                "ecosystem": [chance.choice(ecosystems)],
            },
        },
        lambda: {"do": "add", "key": "country", "code": chance.choice(countries)},
        lambda: {
            "do": "add",
            "key": "programme",
            "code": chance.choice(["ESCP-4i", "Euroclusters"]),
        },
        lambda: {"do": "drop", "key": chance.choice(["country", "ecosystem", "year"])},
        lambda: {"do": "period", "from": "2016", "to": chance.choice(["2017", "2018", ""])},
        lambda: {"do": "state", "as": chance.choice(["", "population", "share"])},
        lambda: {"do": "find", "text": chance.choice(["", "energy", "café"])},
        lambda: {"do": chance.choice(["undo", "redo", "clear", "more"])},
    ]
    return [chance.choice(makers)() for _ in range(count)]


@pytest.mark.parametrize("key", ["start", "clusters"])
def test_figures_are_built_once(opened: Open, engine: Engine, key: str) -> None:
    page = opened(key)
    before = _models(page)
    assert all(before.values())
    for action in _random_actions(engine, 50):
        _act(page, **action)
    assert _models(page) == before


@pytest.mark.parametrize("key", ["start", "clusters"])
def test_a_page_of_many_actions_is_the_page_of_its_link(
    opened: Open, engine: Engine, key: str
) -> None:
    page = opened(key)
    held: dict[str, str] = dict(page._parts().fragments())
    for action in _random_actions(engine, 30):
        held |= _act(page, **action)["html"]
    assert held == page._parts().fragments()  # what the browser holds by its patches
    # The figures, too, show what a fresh page shows.
    fresh = opened(key, page.selection.view.to_query())
    for name, chart in page.charts.items():
        if fresh._shown[name].card.drawn:
            for source, data in chart.sources.items():
                mine = {k: list(v) for k, v in data.data.items()}
                theirs = {k: list(v) for k, v in fresh.charts[name].sources[source].data.items()}
                assert mine == theirs, (name, source)


def test_nothing_grows_with_the_same_actions(opened: Open) -> None:
    page = opened("clusters")
    sizes = []
    for _ in range(60):
        for view in ("country=PT", "country=ES", ""):
            page.act({"do": "goto", "query": view})
            page.draw()
        known = [model for chart in page.charts.values() for model in chart.figure.references()]
        sizes.append((len(known), sum(map(_watchers, known)), len(page.heights)))
    assert len(set(sizes[5:])) == 1
    assert len(page.selection.past) == 100
    assert len(page._sent) == len(page._parts().fragments())


def _watchers(model: Model) -> int:
    return sum(map(len, model._callbacks.values())) + len(model.tags)


def test_the_start_page_asks_the_four_questions_first(engine: Engine) -> None:
    made = start(engine)
    assert [block.key for block in made.blocks] == [
        "how-many", "outcomes", "reach", "trained", "matrix", "map",
    ]  # fmt: skip
    assert made.lead.metric == "organisations"


def test_two_pages_share_no_state(opened: Open) -> None:
    one, other = opened(), opened()
    _act(one, do="pick", set={"country": ["PT"]})
    assert other.selection.view == View()
    mine, theirs = ({m for ids in _models(p).values() for m in ids} for p in (one, other))
    assert not mine & theirs
