"""A list of any length in a browser: everything can be scrolled to, little of it is held."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.chromium import LIVE, opened
from tests.ui import sql

pytestmark = pytest.mark.browser

REGION = "#listing .scroll"
HELD = "table.listed tbody:not(.later) tr"
MOST = 220
"""Rows that a page may hold: those that are seen, and some blocks on either side."""
# The place of the first row that is seen, from 1; null while it is on its way.
FIRST = """() => {
  const region = document.querySelector("#listing .scroll")
  const head = region.querySelector("thead th").getBoundingClientRect().bottom
  const rows = [...region.querySelectorAll("tbody:not(.later) tr")]
  const body = [...region.querySelectorAll("tbody")].find((body) => body.getBoundingClientRect().bottom > head + 1)
  if (body.matches(".later")) return null
  const row = rows.find((row) => row.getBoundingClientRect().bottom > head + 1)
  return row.ariaRowIndex - 1
}"""  # noqa: E501


@pytest.fixture(params=[1440, 375])
def page(request: pytest.FixtureRequest, chromium: Browser, served: str) -> Iterator[Page]:
    with opened(chromium, served + "clusters", width=request.param) as (page, log):
        page.locator(REGION).scroll_into_view_if_needed()
        expect(page.locator("#listing.rolling")).to_have_count(1)
        yield page
        assert not log.errors


def _scroll(page: Page, to: str) -> int:
    """Scroll, wait for the rows that are seen then, and return the place of the first of them."""
    page.locator(REGION).evaluate(f"(region) => {{ region.scrollTop = {to} }}")
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    return int(page.wait_for_function(f"({FIRST})()").json_value())


def _name(page: Page, place: int) -> str:
    """Return the name in a row; its cells stand in the same element where there is no room."""
    row = page.locator(f"{HELD}[aria-rowindex='{place + 1}'] th")
    return str(row.locator("a").inner_text())


def _names() -> list[str]:
    """Return all names in the order of the list, read from the file."""
    return sorted(str(name) for (name,) in sql.select("SELECT name FROM org"))


def test_every_row_can_be_scrolled_to_and_few_are_held(page: Page) -> None:
    names = _names()
    table = page.locator("table.listed")
    expect(table).to_have_attribute("aria-rowcount", str(len(names) + 1))
    expect(page.locator("#found")).to_contain_text(f"{len(names):,} organisations, all listed")
    places = [1]
    for part in ("0.25", "0.5", "0.75", "1"):
        place = _scroll(page, f"region.scrollHeight * {part}")
        assert _name(page, place) == names[place - 1]
        assert page.locator(HELD).count() <= MOST
        places.append(place)
    assert places == sorted(places)
    _scroll(page, "region.scrollHeight")  # rows that came were higher than thought
    last = page.locator(f"{HELD}[aria-rowindex='{len(names) + 1}']")
    expect(last).to_be_in_viewport()
    assert last.locator("a").inner_text() == names[-1]
    assert page.locator("table.listed tbody.later").first.get_attribute("aria-hidden") == "true"


def test_nothing_jumps_when_rows_come_above(page: Page) -> None:
    _scroll(page, "region.scrollHeight / 2")
    for _ in range(6):
        before = _scroll(page, "region.scrollTop - 400")
        page.wait_for_timeout(150)  # whatever was still to come above
        assert page.evaluate(FIRST) == before


def test_a_search_starts_at_the_top_and_finds_what_was_not_held(page: Page) -> None:
    _scroll(page, "region.scrollHeight")
    page.locator("#find").fill("korce")
    expect(page.locator("#announce")).to_contain_text("all listed here")
    expect(page.locator(f"{HELD} a").first).to_have_text("AgriNet Albania")
    assert page.locator(REGION).evaluate("(region) => region.scrollTop") == 0
    expect(page.locator("#find")).to_be_focused()
    page.locator("#find").fill("")
    expect(page.locator("table.listed")).to_have_attribute("data-found", str(sql.count()))
    assert _scroll(page, "region.scrollHeight") > sql.count() - 40


def test_the_focus_stays_on_a_row_that_is_far_away(page: Page) -> None:
    link = page.locator(f"{HELD} a").nth(3)
    link.focus()
    name = link.inner_text()
    _scroll(page, "region.scrollHeight")
    assert page.evaluate("document.activeElement.textContent") == name
    page.locator("#find").focus()
    _scroll(page, "region.scrollHeight / 2")
    assert page.locator(f"{HELD} a", has_text=name).count() == 0  # and goes once it is left


def test_the_list_is_one_stop_and_arrows_move_in_it(page: Page) -> None:
    _scroll(page, "region.scrollHeight / 2")
    page.locator(REGION).focus()
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.textContent")
    at = _names().index(name)
    for step in (1, 2, 3):
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == _names()[at + step]
    page.keyboard.press("Tab")
    assert not page.evaluate("!!document.activeElement.closest('#listing')")


def test_a_reader_comes_back_to_the_same_row(page: Page) -> None:
    _scroll(page, "region.scrollHeight / 3")
    page.wait_for_timeout(200)
    place = page.evaluate(FIRST)
    page.reload()
    page.wait_for_selector(LIVE)
    page.wait_for_function(f"({FIRST})() === {place}")


def test_on_paper_stands_what_the_address_asks_for(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "clusters?rows=50") as (page, _):
        page.locator(REGION).scroll_into_view_if_needed()
        _scroll(page, "region.scrollHeight")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        seen = page.locator(f"{HELD} th").filter(visible=True)
        assert seen.count() == 50
        said = f"{sql.count():,} organisations, the first 50 listed here."
        expect(page.get_by_text(said)).to_be_visible()
        expect(page.locator("#found .rolled")).to_be_hidden()


def test_without_scripts_a_link_lists_more(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "clusters", scripts=False) as (page, _):
        expect(page.locator(HELD)).to_have_count(25)
        expect(page.locator("#found .rolled")).to_be_hidden()
        page.locator("#more").click()
        page.wait_for_url("**/clusters?rows=100#organisations")
        expect(page.locator(HELD)).to_have_count(100)
