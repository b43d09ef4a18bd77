"""Facets on a page: what choosing one does, and what stands in the link."""

import re
from html import unescape

import pytest

from clusterdash.engine import Engine
from clusterdash.ui.links import asked
from clusterdash.ui.page import Page
from tests.ui import sql
from tests.ui.conftest import Open

LINK = re.compile(
    r'<a id="[^" ]+" href="([^"]+)" data-do="(\w+)" data-key="(\w+)" data-code="([^"]+)"'
)


def _links(page: Page) -> dict[tuple[str, str], tuple[str, str]]:
    html = page.patch(push=False)["html"].get("listing") or page._sent["listing"]
    return {
        (key, unescape(code)): (unescape(href), do) for href, do, key, code in LINK.findall(html)
    }


def test_a_link_and_an_action_lead_to_the_same_page(engine: Engine, opened: Open) -> None:
    first = opened("clusters", "find=energy")
    links = _links(first)
    assert len(links) > 30
    for (key, code), (href, do) in list(links.items())[::6]:
        by_link = opened("clusters", href.partition("#")[0].lstrip("?"))
        acted = opened("clusters", "find=energy")
        patch = acted.act({"do": do, "key": key, "code": code})
        assert patch is not None
        assert acted._parts().listing == by_link._parts().listing
        assert acted.selection.view == by_link.selection.view
        assert patch["query"] == by_link._parts().query
        assert href.endswith("#organisations")


def test_a_country_is_chosen_on_the_whole_page_and_freed_again(opened: Open) -> None:
    page = opened("clusters", "")
    patch = page.act({"do": "only", "key": "country", "code": "PT"})
    assert patch is not None
    assert (patch["picked"], patch["push"]) == ({"country": ["PT"]}, True)
    assert page.act({"do": "only", "key": "country", "code": "ES"})
    assert page.selection.view.where.get("country") == ("ES",)
    href, do = _links(page)["country", "ES"]
    assert (href, do) == ("?#organisations", "drop")
    page.act({"do": do, "key": "country", "code": "ES"})
    assert not page.selection.view.where


def test_a_location_narrows_the_list_alone_and_stands_in_the_link(opened: Open) -> None:
    page = opened("clusters", "v=1&country=ES")
    before = page.selection.view
    patch = page.act({"do": "only", "key": "placed", "code": "no"})
    assert patch is not None
    assert page.selection.view == before
    assert patch["query"] == "v=1&country=ES&placed=no"
    assert not patch["push"]
    assert set(patch["html"]) <= {"listing", "chips"}
    assert "Only those without a location." in patch["html"]["listing"]
    assert 'name="placed" value="no"' in patch["html"]["listing"]
    patch = page.act({"do": "only", "key": "placed", "code": "no"})
    assert patch is not None
    assert patch["query"] == "v=1&country=ES"


@pytest.mark.parametrize(
    "action",
    [
        {"key": "placed", "code": "maybe"},
        {"key": "placed"},
        {"key": "country", "code": "XX"},
        {"key": "country"},
        {"key": ["country"], "code": "PT"},
        {},
    ],
)
def test_what_no_page_offers_does_nothing(opened: Open, action: dict) -> None:
    assert opened("clusters", "").act({"do": "only", **action}) is None


@pytest.mark.parametrize(
    ("query", "placed"), [("placed=no", "no"), ("placed=yes", "yes"), ("placed=x", ""), ("", "")]
)
def test_what_a_link_narrows_to(engine: Engine, query: str, placed: str) -> None:
    found = asked(engine, query)
    assert (found.placed, found.strange) == (placed, ())


def test_a_search_is_announced(opened: Open) -> None:
    page = opened("clusters", "")
    patch = page.act({"do": "find", "text": "silicon saxoni"})
    assert patch is not None
    assert patch["said"].endswith(" 1 organisation, listed here.")


def test_every_count_on_the_page_is_a_number_of_rows(opened: Open) -> None:
    html = opened("clusters", "")._sent["listing"]
    counts = {
        unescape(code): int(n.replace(",", ""))
        for code, n in re.findall(r'data-key="country" data-code="(\w+)".*?<b>([\d,]+)</b>', html)
    }
    assert counts == dict(sql.select("SELECT country, count(*) FROM org GROUP BY 1"))
