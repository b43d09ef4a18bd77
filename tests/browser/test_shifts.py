"""Nothing jumps while a page comes: not when the scripts start, nor when its own font arrives."""

import pytest
from playwright.sync_api import Browser, Page, Route
from tests.browser.boards import BOARDS, COMPARE, STILL
from tests.browser.chromium import opened

pytestmark = pytest.mark.browser
MOST = 0.01


def jumped(page: Page) -> float:
    """Return how far the parts of a page jumped since it was first painted."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    return float(sum(page.evaluate("window.shifts")))


@pytest.mark.parametrize("path", ["", "clusters", *BOARDS, COMPARE])
def test_a_board_comes_alive_without_a_jump(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + path, width=375) as (page, _):
        assert jumped(page) < MOST


@pytest.mark.parametrize("path", STILL)
def test_a_page_about_one_thing_does_not_jump(chromium: Browser, served: str, path: str) -> None:
    found = {}
    for width in (1440, 375):
        with opened(chromium, served + path, width=width, live=False) as (page, _):
            found[width] = jumped(page)
    assert {width: far for width, far in found.items() if far >= MOST} == {}


@pytest.mark.parametrize("path", ["", COMPARE, *STILL])
def test_a_late_font_breaks_no_line_anew(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + "nowhere", live=False) as (page, _):
        waiting: list[Route] = []
        late = True

        def hold(route: Route) -> None:
            if late:
                waiting.append(route)
            else:
                route.continue_()

        page.context.route("**/*.woff2", hold)
        page.goto(served + path, wait_until="domcontentloaded")
        page.wait_for_function("performance.getEntriesByType('paint').length > 0")
        assert waiting
        assert not page.evaluate("document.fonts.check('16px Inter')")
        late = False
        for route in waiting:
            route.continue_()
        page.wait_for_function("document.fonts.check('16px Inter')")
        assert jumped(page) < MOST
