"""The browser's way back and the page's own lead to the same views, said in the same words."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.boards import chips
from tests.browser.chromium import LIVE, SECONDS, opened

pytestmark = pytest.mark.browser


def state(page: Page) -> dict[str, object]:
    """Return what a page shows: address, title, sentence, chips, headlines, start of its list."""
    return {
        "address": page.url,
        "title": page.title(),
        "sentence": page.locator("h1").inner_text(),
        "chips": chips(page).inner_text(),
        "said": page.locator("article .said").all_inner_texts(),
        # Those that the page itself holds: further ones come and go as they are scrolled to.
        "rows": page.locator("table.listed tbody th").all_inner_texts()[:25],
        "pressed": page.locator("button[aria-pressed=true][name=cell]").evaluate_all(
            "(all) => all.map((e) => e.value || e.dataset.country)"
        ),
    }


def said(page: Page) -> str:
    """Return what was announced last."""
    return str(page.locator("#announce").text_content())


def choose(page: Page, country: str, chip: str) -> None:
    """Choose a country instead of what was chosen, as a figure does."""
    page.evaluate("(code) => window.clusterdash.pick('country', code)", country)
    expect(chips(page)).to_contain_text(chip)
    expect(page.locator("#announce")).to_contain_text(f"Showing {chip}.")
    settled(page)


def agrees(page: Page, view: dict[str, object]) -> None:
    """Wait until a page shows a view: what stands below the figures, and the list, follow later."""
    for _ in range(SECONDS * 10):
        if state(page) == view:
            break
        page.wait_for_timeout(100)
    assert state(page) == view


def settled(page: Page) -> None:
    """Wait until what stands below the figures has followed too."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() =>"
        " requestAnimationFrame(() => setTimeout(done, 50)), 50)))"
    )


@pytest.mark.parametrize("path", ["clusters", "matchmaking"])
def test_back_forward_undo_redo_and_reload_agree(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + path) as (page, log):
        fresh = state(page)
        choose(page, "PT", "Portugal")
        first, told = state(page), said(page)
        choose(page, "ES", "Spain")
        second, spain = state(page), said(page)
        assert first != second != fresh

        def shows(view: dict[str, object], words: str, chip: str) -> None:
            expect(chips(page)).to_contain_text(chip)
            expect(page).to_have_url(str(view["address"]))
            expect(page.locator("#announce")).to_have_text(words)
            agrees(page, view)

        page.go_back()
        shows(first, told, "Portugal")
        page.go_forward()
        shows(second, spain, "Spain")
        page.locator("#undo").click()
        shows(first, told, "Portugal")
        page.locator("#redo").click()
        shows(second, spain, "Spain")
        page.locator("h1").click()
        page.keyboard.press("Control+z")
        shows(first, told, "Portugal")
        page.keyboard.press("Control+Shift+z")
        shows(second, spain, "Spain")
        page.reload()
        page.wait_for_selector(LIVE)
        agrees(page, second)
        # What was undone before the reload can still be undone, and the browser agrees.
        page.locator("#undo").click()
        shows(first, told, "Portugal")
        page.go_back()
        expect(chips(page)).to_contain_text("Spain")
        page.locator("#clear").click()
        expect(chips(page)).to_contain_text("All countries")
        agrees(page, fresh)
        assert log.errors == []


def test_a_list_that_was_searched_comes_back_with_its_selection(
    chromium: Browser, served: str
) -> None:
    with opened(chromium, served + "clusters") as (page, _):
        choose(page, "PT", "Portugal")
        page.locator("#find").fill("porto")
        expect(page).to_have_url(f"{served}clusters?v=1&country=PT&find=porto")
        settled(page)
        found = state(page)
        choose(page, "ES", "Spain")
        page.go_back()
        expect(chips(page)).to_contain_text("Portugal")
        expect(page.locator("#find")).to_have_value("porto")
        agrees(page, found)
        page.reload()
        page.wait_for_selector(LIVE)
        agrees(page, found)
