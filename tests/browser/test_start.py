"""The start page in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.browser.chromium import opened

pytestmark = pytest.mark.browser
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def test_four_questions_with_figures_and_sources(chromium: Browser, served: str) -> None:
    with opened(chromium, served) as (page, log):
        assert page.locator("section").count() == 4
        text = page.locator("main").inner_text()
        assert "Spain leads with 211 of the 1,294" in text
        assert "2,210 bilateral meetings, then 202 cooperation cases (9.1 %)" in text
        assert "over 1,500" in text
        for card in page.locator("article").all():
            assert card.locator("summary", has_text="Sources").count() == 1
        assert not log.errors
        assert log.outside(served) == []


def test_readable_with_scripts_off(chromium: Browser, served: str) -> None:
    with opened(chromium, served, scripts=False) as (page, _):
        assert "Spain leads with 211" in page.locator("main").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 375, 320])
def test_no_accessibility_finding_and_no_sideways_scroll(
    chromium: Browser, served: str, width: int, scheme: str
) -> None:
    with opened(chromium, served, width, scheme) as (page, _):
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = Axe().run(page, options=WCAG)
        broken = [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]]
        assert broken == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keyboard_reaches_everything_and_leaves_again(chromium: Browser, served: str) -> None:
    with opened(chromium, served) as (page, _):
        names: list[str] = []
        for _ in range(400):
            page.keyboard.press("Tab")
            name = page.evaluate(
                "(e => e === document.body ? '' : (e.getAttribute('aria-label')"
                " || e.textContent || '').trim() || 'NAMELESS')(document.activeElement)"
            )
            if not name and names:
                break
            names.append(name)
        assert "NAMELESS" not in names
        assert names[0] == "Skip to the figures"
        assert sum(name.startswith("Sources") for name in names) == page.locator("article").count()
        assert len(names) < 400, "the keyboard never leaves the page"


def test_text_from_data_is_text(chromium: Browser, served: str) -> None:
    with opened(chromium, served) as (page, _):
        # Names in the data hold quotation marks and ampersands; none may become markup.
        assert page.locator("main script, main img, main iframe").count() == 0
