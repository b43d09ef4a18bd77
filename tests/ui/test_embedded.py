"""One card by itself: the card, whose it is and the way back, and nothing else of a page."""

import re
from collections import defaultdict
from html import unescape
from urllib.parse import parse_qs

import pytest

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.ui.embedded import address, alone, named, within
from clusterdash.ui.links import asked
from clusterdash.ui.page import Page, Place
from clusterdash.ui.session import board
from clusterdash.ui.site import Site

QUERY = "board=clusters&card=by-country&v=1&country=PT"
TAGS = re.compile(r"<a\s[^>]*>|<form\s[^>]*>.*?</form>", re.DOTALL)
VALUES = re.compile(r'\s([a-z-]+)="([^"]*)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def _page(engine: Engine, query: str) -> Page:
    key, card = named(query)
    place = Place(Site(), alone(board(engine, key), card), engine, alone=True)
    return Page(place, asked(engine, query))


def test_what_its_address_asks_and_nobody_knows_is_said(engine: Engine) -> None:
    page = _page(engine, "board=clusters&card=by-country&v=1&country=Atlantis")
    assert "Atlantis" in page._parts().fragments()["embedded-foot"]


@pytest.mark.parametrize("embeds", [True, False])
def test_only_a_server_that_shows_cards_alone_offers_their_code(
    engine: Engine, embeds: bool
) -> None:
    place = Place(Site(embeds=embeds), board(engine, "clusters"), engine)
    html = Page(place, asked(engine, "")).html(defaultdict(str))
    assert ('data-take="embed"' in html) == embeds


def test_the_card_stands_alone_with_its_edition_and_the_way_back(engine: Engine) -> None:
    page = _page(engine, QUERY)
    html = page.html(defaultdict(str))
    assert html.count("<article") == 1
    assert 'id="by-country"' in html
    assert "<nav" not in html
    assert "<header" not in html
    assert "Portugal" in page.title
    assert engine.edition.label in html
    assert "Not an official publication of the European Union." in html
    assert 'href="clusters?v=1&amp;country=PT#by-country"' in html


def test_its_address_stays_that_of_the_card(engine: Engine) -> None:
    page = _page(engine, QUERY)
    patch = page.act({"do": "pick", "set": {"country": ["ES"]}})
    assert patch is not None
    assert patch["query"] == "board=clusters&card=by-country&v=1&country=ES"
    assert asked(engine, QUERY).strange == ()
    assert address("clusters", "by-country", "v=1&country=PT") == f"embed?{QUERY}"


def test_a_card_that_is_none_is_named_with_those_that_are(engine: Engine) -> None:
    with pytest.raises(UnknownNameError, match="by-contry"):
        alone(board(engine, "clusters"), "by-contry")
    with pytest.raises(UnknownNameError, match="nope"):
        board(engine, "nope")


def test_the_foot_follows_the_selection_and_offers_the_way_out(engine: Engine) -> None:
    page = _page(engine, QUERY)
    assert ">Clear</a>" in page.html(defaultdict(str))
    patch = page.act({"do": "pick", "set": {"country": ["ES"]}})
    assert patch is not None
    foot = patch["html"]["embedded-foot"]
    assert "Spain" in foot
    assert "Portugal" not in foot
    assert 'href="clusters?v=1&amp;country=ES#by-country"' in foot
    assert 'href="?board=clusters&amp;card=by-country" data-do="clear"' in foot
    assert {"head", "chips"}.isdisjoint(patch["html"])  # a frame has no place for them
    cleared = page.act({"do": "clear"})
    assert cleared is not None
    assert 'href="clusters#by-country"' in cleared["html"]["embedded-foot"]
    undone = page.act({"do": "undo"})
    assert undone is not None
    assert "Spain" in undone["html"]["embedded-foot"]


def test_nothing_selected_offers_no_way_out(engine: Engine) -> None:
    assert "Clear" not in _page(engine, "board=clusters&card=by-country").html(defaultdict(str))


def _astray(html: str, own: dict[str, str]) -> list[str]:
    """Return links and forms of an embedded card that would leave its frame with another page."""
    ids = set(re.findall(r'\sid="([^"]*)"', html))
    found = []
    for element in TAGS.findall(html):
        tag = element[: element.index(">") + 1]
        if element.startswith("<form"):
            fields = HIDDEN.findall(element)
            keeps = {key: unescape(code) for key, code in fields if key in own} == own
            keeps = keeps and len(fields) == len({key for key, _ in fields})
        else:
            values = {key: unescape(value) for key, value in VALUES.findall(tag)}
            href = values.get("href", "#")
            asked = parse_qs(href.partition("#")[0][1:])
            keeps = (
                {key: codes for key, codes in asked.items() if key in own}
                == {key: [code] for key, code in own.items()}
                if href.startswith("?")
                else href[1:] in ids
                if href.startswith("#")
                else values.get("target") == "_blank" and "noopener" in values.get("rel", "")
            )
        found += [] if keeps else [tag]
    return found


def _boards(engine: Engine) -> list[str]:
    return ["start", "compare", *(t.board.key for t in engine.registry.themes if t.board)]


def test_no_link_or_form_of_any_card_leads_its_frame_astray(engine: Engine) -> None:
    found, seen = {}, 0
    for key in _boards(engine):
        for block in board(engine, key).blocks:
            own = {"board": key, "card": block.key}
            page = _page(engine, f"board={key}&card={block.key}&v=1&country=PT")
            html = page.html(defaultdict(str))
            rolled = page.rows({"do": "rows", "blocks": [0, 25]})
            rows = "".join(rolled["rows"]["blocks"].values()) if rolled else ""
            sent = "".join(page._sent.values())
            seen += len(TAGS.findall(html))
            found[key, block.key] = _astray(html + rows, own) + _astray(html + sent, own)
    assert seen > 1000
    assert {card: astray for card, astray in found.items() if astray} == {}


def test_a_form_without_scripts_leads_to_the_card_again(engine: Engine) -> None:
    """As browsers send the tile of Spain on the map of what is selected in one ecosystem."""
    html = _page(engine, "board=start&card=map&v=1&ecosystem=Digital").html(defaultdict(str))
    (form,) = [e for e in TAGS.findall(html) if e.startswith("<form") and 'value="ES~"' in e]
    query = "&".join(f"{key}={code}" for key, code in HIDDEN.findall(form)) + "&cell=ES~"
    assert named(query) == ("start", "map")
    found = asked(engine, query)
    assert found.strange == ()
    assert dict(found.view.where.selected) == {"country": ("ES",)}


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        ('<a href="?">', '<a href="?board=start&amp;card=map">'),
        ('<a href="?#map">', '<a href="?board=start&amp;card=map#map">'),
        ('<a href="?v=1#map">', '<a href="?board=start&amp;card=map&amp;v=1#map">'),
        ('<a href="#map">', '<a href="#map">'),
        ('<a id="x" href="find">', '<a id="x" href="find" target="_blank" rel="noopener">'),
        ('<a href="x" rel="noopener">', '<a href="x" rel="noopener" target="_blank">'),
        ('<a href="x?target=1" target="_blank">', '<a href="x?target=1" target="_blank">'),
        ('<abbr title="x">', '<abbr title="x">'),
    ],
)
def test_a_link_stays_with_its_card_or_opens_beside_it(engine: Engine, tag: str, kept: str) -> None:
    assert within(tag, alone(board(engine, "start"), "map")) == kept
