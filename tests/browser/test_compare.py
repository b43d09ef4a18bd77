"""Side by side in a browser: one action sets the comparison, and each side can be changed."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.actions import Reader
from tests.browser.chromium import LIVE, opened
from tests.browser.tables import registered, union

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(chromium: Browser, served: str) -> Iterator[Reader]:
    """Return somebody who has chosen Portugal on the start page."""
    with opened(chromium, f"{served}?v=1&country=PT") as (page, _):
        yield Reader(page)


def _labels(reader: Reader) -> list[str]:
    return reader.page.locator("#clusters-native table").first.locator("tbody th").all_inner_texts()


def test_p2_us_beside_the_union_and_three_peers(reader: Reader) -> None:
    sizes = Counter(o["country_code"] for o in registered() if o["country_code"] in union())
    page = reader.page
    with reader.within(1):
        reader.click(page.locator("#compare"))
        page.wait_for_selector(LIVE)
    expect(page.locator("h1")).to_contain_text("per million inhabitants: Portugal ")
    expect(page.locator("h1")).to_contain_text("EU-27 ")
    assert len(_labels(reader)) == 5
    expect(page.locator("#sides .why li")).to_have_count(3)
    expect(page.locator("#sides .why")).to_contain_text("a similar number of organisations per")
    expect(page.locator("#sides .why")).to_contain_text("a similar mix of first listed ecosystems")
    row = page.locator("#clusters-native table").first.locator("tr.own")
    expect(row).to_contain_text(str(sizes["PT"]))


def test_sides_are_taken_away_added_and_brought_back(reader: Reader) -> None:
    page = reader.page
    reader.click(page.locator("#compare"))
    page.wait_for_selector(LIVE)
    first = _labels(reader)
    page.get_by_role("link", name="Sweden: remove").click()
    expect(page.locator("#sides .pins li")).to_have_count(4)
    page.get_by_label("Set beside it").select_option(label="Spain")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#sides .pins li")).to_have_count(5)
    assert [*first[:-1], "Spain"] == _labels(reader)
    assert "with=country.EU27_2020~IE~PL~ES" in page.url
    page.keyboard.press("Control+z")
    expect(page.locator("#sides .pins li")).to_have_count(4)
    page.go_back()
    expect(page.locator("#sides .pins li")).to_have_count(5)
    page.get_by_role("link", name="Periods", exact=True).click()
    expect(page.locator("#sides .pins li")).to_have_count(2)


def test_it_works_without_scripts(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{served}compare?v=1&country=PT&with=country.EU27_2020~ES")
        expect(page.locator("#sides .pins li")).to_have_count(3)
        page.get_by_label("Set beside it").select_option(label="Finland")
        page.get_by_role("button", name="Add").click()
        expect(page.locator("#sides .pins li")).to_have_count(4)
        page.get_by_role("link", name="Spain: remove").click()
        expect(page.locator("#sides .pins li")).to_have_count(3)
        expect(page.locator("#sides .pins")).to_contain_text("Finland")
    finally:
        context.close()
