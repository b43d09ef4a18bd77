"""Ctrl+K, a name, Enter: on every page, by keyboard, in every theme, and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.chromium import LIVE, opened
from tests.browser.test_access import findings, sideways, wear

pytestmark = pytest.mark.browser
FIELD = "Country, ecosystem, measure, event, partnership or organisation"


def find(page: Page, words: str) -> None:
    """Open the box, type, and wait for what is found."""
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name=FIELD)).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator("#command-hits a").first).to_be_visible()


def chosen(page: Page) -> list[str]:
    """Return what the bar says is selected."""
    return page.locator("#chips .chip.on span:first-child").all_inner_texts()


def test_a_name_and_enter_choose_on_this_page_and_undo_leads_back(
    chromium: Browser, served: str
) -> None:
    with opened(chromium, served) as (page, log):
        loaded = page.evaluate("performance.timeOrigin")
        find(page, "portgual")
        page.keyboard.press("Enter")
        expect(page.locator("#chips")).to_contain_text("Portugal")
        expect(page.locator("#command-box")).to_be_hidden()
        expect(page.locator("#announce")).to_contain_text("Portugal")
        expect(page).to_have_url(f"{served}?v=1&country=PT")
        find(page, "digital")
        page.keyboard.press("Enter")
        expect(page.locator("#chips")).to_contain_text("Digital")
        assert chosen(page) == ["Portugal", "Digital"]
        page.keyboard.press("Control+z")
        expect(page.locator("#chips")).not_to_contain_text("Digital")
        assert chosen(page) == ["Portugal"]
        assert page.evaluate("performance.timeOrigin") == loaded  # the page was never left
        assert log.errors == []


def test_several_names_are_one_step(chromium: Browser, served: str) -> None:
    with opened(chromium, served) as (page, _):
        page.keyboard.press("Control+k")
        page.keyboard.type("poland digital")
        page.keyboard.press("Enter")  # before anything was found
        expect(page.locator("#chips")).to_contain_text("Digital")
        assert chosen(page) == ["Poland", "Digital"]
        page.go_back()
        expect(page.locator("#chips")).not_to_contain_text("Poland")


def test_a_measure_with_a_country_leads_to_its_card(chromium: Browser, served: str) -> None:
    with opened(chromium, served) as (page, _):
        find(page, "meetings portugal")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}matchmaking?v=1&country=PT#meetings")
        page.wait_for_selector(LIVE)
        expect(page.locator("#meetings")).to_be_in_viewport()
        expect(page.locator("#chips")).to_contain_text("Portugal")


def test_from_a_page_about_one_thing(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "demo/organisation?id=o0500", live=False) as (page, log):
        page.keyboard.press("Control+k")
        page.keyboard.type("Malta")
        try:
            expect(page.locator("#command-hits a").nth(1)).to_contain_text("All about Malta")
        finally:
            said = page.locator("#command-said").inner_text()
        assert said
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}demo/country?id=MT")
        page.wait_for_load_state("load")  # its scripts have come
        find(page, "Malta")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{served}demo/?v=1&country=MT")
        assert log.errors == []


def test_the_arrow_keys_move_and_the_active_result_is_named(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "organisation?id=o0500", live=False) as (page, _):
        find(page, "ger")
        field = page.get_by_role("combobox", name=FIELD)
        for key, at in (("", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
            page.keyboard.press(key) if key else None
            expect(field).to_have_attribute("aria-activedescendant", f"command-hit-{at}")
            expect(page.locator("#command-hits [aria-selected=true]")).to_have_count(1)
            expect(page.locator(f"#command-hit-{at}")).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(page.locator("#command-said")).to_have_text("The 10 best results.")
        for link in page.locator("#command-hits a").all():
            assert str(link.get_attribute("href")).startswith(served)


def test_a_result_that_the_reader_went_to_stays_when_more_is_found(
    chromium: Browser, served: str
) -> None:
    with opened(chromium, served + "organisation?id=o0500", live=False) as (page, _):
        find(page, "malt")
        expect(page.locator("#command-hits a").nth(1)).to_contain_text("Malta")
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/find?q=malta&**", hold)
        page.keyboard.type("a")
        expect(page.get_by_role("combobox", name=FIELD)).to_have_value("malta")
        page.keyboard.press("ArrowDown")
        went = page.locator("#command-hits a[aria-selected=true] .name").inner_text()
        with page.expect_response("**/find?q=malta&**"):
            while not held:
                page.wait_for_timeout(20)
            held[0].continue_()
        expect(page.locator("#command-hits a[aria-selected=true] .name")).to_have_text(went)
        page.keyboard.type(" ")
        expect(page.locator("#command-hits a").first).to_have_attribute("aria-selected", "true")


def test_escape_closes_and_the_focus_returns(chromium: Browser, served: str) -> None:
    with opened(chromium, served) as (page, _):
        button = page.get_by_role("button", name="Search")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#command-box")).to_be_visible()
        page.keyboard.type("port")
        expect(page.locator("#command-hits a").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#command-box")).to_be_hidden()
        expect(button).to_be_focused()
        assert chosen(page) == []
        copy = page.locator("#copy-link")
        copy.focus()
        page.keyboard.press("Control+k")
        page.get_by_role("button", name="Close", exact=True).click()
        expect(copy).to_be_focused()


def test_a_quick_reader_opens_again_before_the_closing_is_told(
    chromium: Browser, served: str
) -> None:
    with opened(chromium, served + "organisation?id=o0500", live=False) as (page, _):
        page.keyboard.press("Control+k")
        page.evaluate("""() => {
          const field = document.querySelector("#command-box input");
          document.getElementById("command-box").close();
          document.getElementById("command").click();
          field.value = "port";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }""")
        expect(page.locator("#command-hits a").first).to_be_visible()


@pytest.mark.parametrize("path", ["", "organisation?id=o0500", "find?q=port"])
def test_no_finding_with_the_box_open(chromium: Browser, served: str, path: str) -> None:
    found: dict[str, object] = {}
    with opened(chromium, served + path, live=path == "") as (page, _):
        for theme in ("light", "dark", "contrast"):
            if path:
                page.locator("#theme").select_option(theme)
            else:
                wear(page, theme)
            find(page, "port")
            found[theme] = findings(page)
            page.keyboard.press("Escape")
        page.set_viewport_size({"width": 320, "height": 900})
        found["sideways"] = sideways(page)
        find(page, "meetings portugal")
        found["320"] = findings(page)
        inside = "e => e.scrollWidth > e.clientWidth"
        found["box sideways"] = page.locator("#command-hits").evaluate(inside)
        small = "(links) => links.filter((a) => a.offsetHeight < 24).length"
        found["small"] = page.locator("#command-hits a").evaluate_all(small)
    assert {where: what for where, what in found.items() if what} == {}


def test_without_scripts_it_is_a_page_of_links(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "clusters?v=1&ecosystem=Digital", scripts=False) as (page, _):
        page.get_by_role("link", name="Search", exact=True).click()
        expect(page).to_have_url(f"{served}find?v=1&ecosystem=Digital")
        page.get_by_role("searchbox", name=FIELD).fill("meetings portugal")
        page.get_by_role("button", name="Search", exact=True).click()
        page.locator(".hits a").first.click()
        assert page.url.endswith("matchmaking?v=1&country=PT&ecosystem=Digital#meetings")
        assert chosen(page) == ["Portugal", "Digital"]
