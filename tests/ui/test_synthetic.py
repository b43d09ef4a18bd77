"""Pages of made-up data: every part that may stand alone carries the mark."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape

import pytest
from bokeh.models.annotations import Label

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.opened import default_engine
from clusterdash.ui.documents import KINDS, lost, page, unknown
from clusterdash.ui.files import file
from clusterdash.ui.links import asked
from clusterdash.ui.page import Page, Place
from clusterdash.ui.session import Session, board
from clusterdash.ui.site import Site
from tests.made_up import MARK, engine, marked

DEMO = Site(root="../", other="../", name="demo")
BOARDS = ["start", "clusters", "matchmaking", "sme_reach", "training", "sources"]
CODES = {
    "organisation": "o0001",
    "event": "european-cluster-matchmaking-event-brussels-2018",
    "partnership": "galatea",
    "country": "PT",
    "ecosystem": "Digital",
    "source": "s5dbf7c70",
    "document": "",
}
SELECTED = {"do": "pick", "set": {"country": ["PT"]}}


def _opened(held: Engine, key: str, site: Site = DEMO, query: str = "") -> tuple[Page, str]:
    made = Page(Place(site, board(held, key), held), asked(held, query))
    html = made.html(defaultdict(str))
    made.draw()
    return made, html


@pytest.fixture(scope="module", params=BOARDS)
def made(request: pytest.FixtureRequest) -> tuple[Page, str]:
    return _opened(engine(), request.param)


def _parts(html: str, pattern: str) -> Iterator[str]:
    yield from (unescape(found) for found in re.findall(pattern, html, re.DOTALL))


def test_every_card_says_so(made: tuple[Page, str]) -> None:
    cards = list(_parts(made[1], r"<article class=\"card.*?</article>"))
    assert len(cards) == len(made[0].board.blocks)
    for card in cards:
        seen = re.sub(r"<details.*?</details>", "", card, flags=re.DOTALL)  # folded away at first
        assert f'<p class="made">{MARK}</p>' in seen


def test_every_table_says_so(made: tuple[Page, str]) -> None:
    tables = len(re.findall("<table", made[1]))
    captions = list(_parts(made[1], r"<caption.*?</caption>"))
    assert len(captions) == tables
    assert [caption for caption in captions if not marked(caption)] == []
    assert [c for c in captions if 'class="unseen"' in c] == []
    copied = list(_parts(made[1], r"<div class=\"tabled\" data-name.*?>"))
    assert [tag for tag in copied if f'data-made="{MARK}"' not in tag] == []


def test_every_figure_and_its_name_say_so(made: tuple[Page, str]) -> None:
    for chart in made[0].charts.values():
        assert [
            str(label.properties_with_values()["text"]) for label in chart.figure.select(Label)
        ] == [MARK]
    for plot in made[0]._parts().plots().values():
        assert marked(plot["name"]) or plot["hidden"]


def test_what_is_taken_from_a_card_says_so(made: tuple[Page, str]) -> None:
    for shown in made[0]._shown.values():
        card = shown.card
        assert marked(card.copied)
        assert marked(card.cited) or not card.twins
        for taken in card.files[:1]:
            assert file(engine(), taken.href).name.startswith("clusterdash-synthetic-")


def test_the_page_says_so_above_below_and_in_links(made: tuple[Page, str]) -> None:
    shown, html = made
    assert f'<p class="synthetic" role="note">{MARK}</p>' in html
    assert MARK in html[html.index("<footer") :]
    assert shown.title.startswith(MARK)
    assert marked(shown.preview.description)


def test_a_patch_says_so_again(made: tuple[Page, str]) -> None:
    patch = made[0].act(SELECTED)
    assert patch is not None
    tops = {key: html for key, html in patch["html"].items() if key.endswith("-top")}
    assert [key for key, html in tops.items() if MARK not in html] == []
    assert patch["title"].startswith(MARK)
    assert marked(patch["said"])


def _code(kind: str) -> str:
    if CODES[kind]:
        return CODES[kind]
    sources = engine().context.publications.items()
    return next(code for code, row in sources if row["document"])


@pytest.mark.parametrize("kind", KINDS)
def test_pages_about_one_thing(kind: str) -> None:
    html = page(engine(), DEMO, kind, _code(kind))
    cards = list(_parts(html, r"<section class=\"card.*?</section>"))
    assert cards
    assert [card for card in cards if f'<p class="made">{MARK}</p>' not in card] == []
    captions = list(_parts(html, r"<caption.*?</caption>"))
    assert len(captions) == html.count("<table")
    assert [caption for caption in captions if not marked(caption)] == []
    (title,) = _parts(html, r"<title>(.*?)</title>")
    assert title.startswith(f"{MARK} · ")
    assert f'<meta name="description" content="{MARK}' in html
    assert MARK in html[html.index("<footer") :]
    assert MARK not in page(default_engine(), Site(), kind, _code(kind))


def test_pages_that_are_none() -> None:
    error = UnknownNameError("event", "zzz", ("a",))
    gone = unknown(engine(), DEMO, "event", "zzz", error)
    for html in (gone, lost(engine(), DEMO, "/demo/x", "", "")):
        assert MARK in html[html.index("<header") : html.index("<main")]
        assert re.search(rf"<title>{MARK}", html)


@pytest.mark.parametrize("key", BOARDS)
def test_published_figures_never_say_so(key: str) -> None:
    shown, html = _opened(default_engine(), key, Site(other="demo/"))
    assert MARK not in html
    assert MARK not in shown.title
    assert all(not chart.figure.select(Label) for chart in shown.charts.values())


@pytest.mark.parametrize(
    ("site", "key", "address", "names"),
    [
        (Site(other="demo/"), "start", "demo/", ("Published figures", "Demonstration")),
        (Site(other="demo/"), "training", "demo/training", ("Published figures", "Demonstration")),
        (DEMO, "start", "../", ("Demonstration", "Published figures")),
        (DEMO, "training", "../training", ("Demonstration", "Published figures")),
    ],
)
def test_the_switch_leads_to_the_same_page(
    site: Site, key: str, address: str, names: tuple[str, str]
) -> None:
    held = engine() if site is DEMO else default_engine()
    html = unescape(_opened(held, key, site, "country=PT&year=2016~2018")[1])
    (switch,) = _parts(html, r"<div class=\"editions\".*?</div>")
    assert f'href="{address}?v=1&country=PT&year=2016~2018" data-route="{address}"' in switch
    assert re.findall(r">([^<>]+)</[ba]>", switch) == list(names)


def test_an_edition_alone_has_no_switch() -> None:
    assert 'class="editions"' not in _opened(default_engine(), "start", Site())[1]


def test_from_a_page_about_one_thing_the_switch_leads_to_its_board() -> None:
    html = page(engine(), DEMO, "event", CODES["event"])
    assert 'href="../matchmaking"' in html
    assert 'href="../../' in lost(engine(), DEMO, "/demo/a/b", "", "../")


def test_no_address_begins_at_the_host(made: tuple[Page, str]) -> None:
    """Only what is relative stays below a prefix, and below that of a proxy."""
    links = re.findall(r'(?:href|action|src)="([^"]*)"', made[1])
    assert [link for link in links if link.startswith("/")] == []
    leading = [link for link in links if link.startswith("..")]
    assert {link.split("?")[0] for link in leading} == {DEMO.across(_route(made[0]))}


def _route(shown: Page) -> str:
    return "./" if shown.board.key == "start" else shown.board.key


def test_each_edition_has_a_way_back_of_its_own() -> None:
    session = Session(Place(DEMO, board(engine(), "start"), engine()), "")
    held = session._frame("")
    assert (held["edition"], held["health"]) == ("demo", "../health")
    assert held["assets"].startswith("../components/")
