"""The hints of a first visit: once, out of the way, and hidden for ever when a reader says so."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.boards import look
from tests.browser.chromium import LIVE, opened
from tests.browser.test_access import WCAG, findings, sideways

pytestmark = pytest.mark.browser
_BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError") } })
}"""


def again(page: Page, address: str) -> Page:
    """Return a later visit of the same reader: another window, begun anew."""
    later = page.context.new_page()
    look(later, address)
    return later


def test_a_first_visit_finds_them_and_hides_them_for_ever(chromium: Browser, served: str) -> None:
    with opened(chromium, served, width=375, first=True) as (page, log):
        hints = page.locator("#hints")
        expect(hints).to_be_visible()
        assert hints.locator("li").count() == 3
        assert sum(page.evaluate("window.shifts")) < 0.01
        assert sideways(page) == 0
        assert findings(page, {**WCAG, "resultTypes": ["violations"]}) == []
        page.emulate_media(media="print")
        expect(hints).to_be_hidden()
        page.emulate_media(media="screen")
        page.locator("#hints-off").focus()
        page.keyboard.press("Enter")
        expect(hints).to_be_hidden()
        expect(page.locator("#content")).to_be_focused()
        look(page, served + "training")
        expect(hints).to_be_hidden()
        later = again(page, served)
        expect(later.locator("#hints")).to_be_hidden()
        later.locator("#hints-on").click()
        expect(later.locator("#hints")).to_be_in_viewport()
        expect(later.locator("#hints-off")).to_be_focused()
        assert log.errors == []


def test_they_stay_for_the_first_visit_alone(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "training", first=True) as (page, _):
        look(page, served)
        expect(page.locator("#hints")).to_be_visible()
        expect(again(page, served).locator("#hints")).to_be_hidden()


def test_where_nothing_is_kept_they_are_hidden_for_the_page(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "organisation?id=o0500", live=False, first=True) as (page, log):
        page.add_init_script(_BLOCKED)
        page.goto(served + "training")
        page.wait_for_selector(LIVE)
        expect(page.locator("#hints")).to_be_visible()
        page.locator("#hints-off").click()
        expect(page.locator("#hints")).to_be_hidden()
        assert log.errors == []


def test_without_scripts_there_are_none(chromium: Browser, served: str) -> None:
    with opened(chromium, served, scripts=False, first=True) as (page, _):
        expect(page.locator("#hints")).to_be_hidden()
        expect(page.locator("#hints-on")).to_be_hidden()
