"""Everyone can use what stands side by side, and a card by itself in another page."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.boards import COMPARE, look
from tests.browser.chromium import opened, unfold
from tests.browser.test_access import NARROW, findings, sideways, wear

pytestmark = pytest.mark.browser
EMBEDDED = "embed?board=clusters&card=by-country&v=1&country=PT"
QUERIES = ["v=1&country=PT~ZZ", "v=1&year=2016~2018&with=year.", ""]
# Sources of one card are made alike: the first few stand for all.
_LINES = """() => {
  for (const e of document.querySelectorAll("article details li:nth-child(n+4)")) e.remove()
}"""


def test_no_finding_side_by_side(chromium: Browser, served: str) -> None:
    found: dict[str, object] = {}
    with opened(chromium, served + COMPARE) as (page, _):
        unfold(page)
        page.evaluate(_LINES)
        for theme in ("light", "dark", "contrast"):
            wear(page, theme)
            found[theme] = findings(page)
        for query in ("v=1&country=PT", *QUERIES):
            look(page, f"{served}compare?{query}")
            unfold(page)
            for width in NARROW:
                page.set_viewport_size({"width": width, "height": 900})
                found[f"{query}, sideways at {width}"] = sideways(page)
            page.evaluate(_LINES)
            found[f"{query}, at 320"] = findings(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_no_finding_on_a_card_by_itself(chromium: Browser, served: str) -> None:
    found: dict[str, object] = {}
    with opened(chromium, served + EMBEDDED) as (page, _):
        for theme in ("light", "dark", "contrast"):
            page.evaluate(f"localStorage.setItem('clusterdash-theme', '{theme}')")
            look(page, served + EMBEDDED)
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            unfold(page)
            found[theme] = findings(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            found[f"sideways at {width}"] = sideways(page)
        found["at 320"] = findings(page)
    assert {where: what for where, what in found.items() if what} == {}
