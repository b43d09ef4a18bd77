"""A page is readable and usable before any script, and then comes alive in place."""

import re

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.boards import BOARDS, COMPARE, look
from tests.browser.chromium import LIVE, opened

pytestmark = pytest.mark.browser
QUESTIONS = [
    "How many cluster organisations?",
    "What came of matchmaking?",
    "Which SMEs were reached?",
    "Who was trained?",
]
# The sentence of each board, and the first breakdown that one of its cards can be turned to.
SENTENCES = {
    "matchmaking": "2,210 bilateral meetings, then 202 cooperation cases (9.1 %)",
    "sme_reach": "SMEs supported: Euroclusters: over 1,500; INNOSUP-1: 1,006",
    "training": "Participants in training and learning: ECCP webinars: around 300",
    "sources": "797 published figures in the edition",
}
# What can be looked for in the list of each board, and what its rows lead to.
LISTED = {
    "matchmaking": ("brussels", "event"),
    "sme_reach": ("galat", "partnership"),
    "training": ("academy", "event"),
    "sources": ("newsletter", "source"),
}
WAYS = {
    "matchmaking": ("timeline", "series"),
    "training": ("timeline", "host_country"),
    "sources": ("figures", "publisher"),
}


def test_start_is_readable_with_scripts_off(chromium: Browser, served: str) -> None:
    with opened(chromium, served, scripts=False) as (page, _):
        titles = page.locator("article .title").all_inner_texts()
        assert titles[:4] == QUESTIONS
        main = page.locator("main").inner_text()
        assert "Spain leads with 211 of the 1,294" in main
        assert "over 1,500" in main
        assert "2,210 bilateral meetings, then 202 cooperation cases (9.1 %)" in main


@pytest.mark.parametrize(
    "path",
    ["", "clusters", f"{COMPARE}&with=country.ES"],
    ids=["start", "clusters", "compare"],
)
def test_sources_and_tables_open_with_scripts_off(
    chromium: Browser, served: str, path: str
) -> None:
    with opened(chromium, served + path, scripts=False) as (page, _):
        expect(page.locator("main")).to_contain_text("211")
        for card in page.locator("article").all():
            key = card.get_attribute("id")
            card.locator(f"#{key}-sources > summary").click()
            source = card.locator(f"#{key}-sources li").first
            expect(source).to_be_visible()
            assert re.search(r"\((\d{4}.*|undated)\)", source.inner_text())
            card.locator(f"#{key}-table > summary").click()
            expect(card.locator(f"#{key}-table tbody tr").first).to_be_visible()


def test_forms_of_the_start_page_work_with_scripts_off(chromium: Browser, served: str) -> None:
    with opened(chromium, served, scripts=False) as (page, _):
        page.locator("form#form select[name=country]").select_option("PT")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("h1")).to_contain_text("Portugal")
        expect(page.locator("#chips")).to_contain_text("Portugal")
        # A second country joins the first, a year narrows both.
        page.locator("form#form select[name=country]").select_option("ES")
        page.locator("form#form select[name=from]").select_option("2016")
        page.get_by_role("button", name="Show").click()
        for chosen in ("Portugal", "Spain", "2016"):
            expect(page.locator("#chips")).to_contain_text(chosen)
        page.get_by_role("button", name=re.compile("^Germany, Digital: ")).click()
        expect(page.locator("#chips")).to_contain_text("Germany")
        expect(page.locator("#chips")).to_contain_text("Digital")
        expect(page.locator("#chips")).not_to_contain_text("Portugal")
        expect(page.locator("h1")).to_contain_text("Germany")
        page.locator("#clear").click()
        expect(page.locator("#chips")).to_contain_text("All countries")


def test_forms_of_the_clusters_page_work_with_scripts_off(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "clusters", scripts=False) as (page, _):
        page.locator(".tilegrid button[value='PT~']").click()
        expect(page.locator("h1")).to_contain_text("Portugal")
        page.locator("#find").fill("porto")
        page.get_by_role("button", name="Find").click()
        expect(page.locator("#chips")).to_contain_text("Portugal")
        cities = page.locator("table.listed tbody tr").all_inner_texts()
        assert cities
        assert all("porto" in row.casefold() for row in cities)
        page.locator("table.listed tbody a").first.click()
        expect(page.locator("h1")).to_be_visible()
        assert "/organisation?id=" in page.url


@pytest.mark.parametrize("path", BOARDS)
def test_a_board_is_readable_and_works_with_scripts_off(
    chromium: Browser, served: str, path: str
) -> None:
    with opened(chromium, served + path, scripts=False) as (page, _):
        expect(page.locator("h1")).to_contain_text(SENTENCES[path])
        expect(page.get_by_role("navigation").locator("[aria-current]")).to_have_count(1)
        assert page.locator("article .said").count() == page.locator("article").count() >= 8
        assert all(page.locator("article .said").all_inner_texts())
        for card in page.locator("article").all()[:3]:
            card.locator("details[id$=-sources] > summary").click()
            expect(card.locator("details[id$=-sources] li").first).to_be_visible()
            card.locator("details.twin > summary").click()
            expect(card.locator("details.twin tbody tr").first).to_be_visible()
        if path in WAYS:
            block, way = WAYS[path]
            page.locator(f"#{block}-by-{way}").click()
            assert page.url.endswith(f"{path}?v=1&by={block}.{way}#{block}")
            expect(page.locator(f"#{block}-by-{way}")).to_have_attribute("aria-current", "true")
        # A form keeps what a breakdown was turned to.
        page.locator("form#form select[name=country]").select_option("PT")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#chips")).to_contain_text("Portugal")
        assert ("by=" in page.url) == (path in WAYS)
        page.locator("#clear").click()
        text, kind = LISTED[path]
        page.locator("#find").fill(text)
        page.get_by_role("button", name="Find").click()
        rows = page.locator("table.listed tbody tr")
        expect(rows.first).to_be_visible()
        assert rows.count() < 30
        rows.locator("a").first.click()
        assert page.url.startswith(f"{served}{kind}?id=")
        expect(page.locator("h1")).not_to_be_empty()


def test_the_web_is_a_form_with_scripts_off(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "sme_reach?v=1&year=2018~2026", scripts=False) as (page, _):
        chosen = page.locator("#web-tiles button[data-country=PT]")
        chosen.click()
        expect(page.locator("#chips")).to_contain_text("Portugal")
        expect(page.locator("#chips")).to_contain_text("2018")
        expect(chosen).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("path", WAYS)
def test_a_breakdown_is_a_step_of_its_own(chromium: Browser, served: str, path: str) -> None:
    block, way = WAYS[path]
    turned = f"by={block}.{way}"
    with opened(chromium, served + path) as (page, log):
        plot, link = page.locator(f"#{block}-plot"), page.locator(f"#{block}-by-{way}")
        first = page.locator(f"#{block}-ways a").first
        sentence = page.locator("h1").inner_text()
        name = str(plot.get_attribute("aria-label"))

        def at(now: str, *, on: bool) -> None:
            expect(link if on else first).to_have_attribute("aria-current", "true")
            expect(page.locator(f"#{block}-ways [aria-current]")).to_have_count(1)
            expect(plot).to_have_attribute("aria-label", now)
            assert (turned in page.url) == on
            expect(page.locator("h1")).to_have_text(sentence)

        link.click()
        expect(link).to_have_attribute("aria-current", "true")
        expect(plot).not_to_have_attribute("aria-label", name)
        other = str(plot.get_attribute("aria-label"))
        at(other, on=True)
        page.go_back()
        at(name, on=False)
        page.go_forward()
        at(other, on=True)
        page.locator("#undo").click()
        at(name, on=False)
        page.locator("#redo").click()
        at(other, on=True)
        # The breakdown stays when something is chosen, and a link of it opens it again.
        page.evaluate("window.clusterdash.pick('country', 'BE')")
        expect(page.locator("#chips ul")).to_contain_text("Belgium")
        expect(link).to_have_attribute("aria-current", "true")
        address = page.url
        page.locator("#undo").click()
        at(other, on=True)
        look(page, address)
        expect(page.locator("#chips ul")).to_contain_text("Belgium")
        expect(link).to_have_attribute("aria-current", "true")
        assert log.errors == []


@pytest.mark.parametrize(
    "path",
    ["", "clusters", *BOARDS, COMPARE],
    ids=["start", "clusters", *BOARDS, "compare"],
)
def test_the_live_page_takes_over_in_place(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + path) as (page, log):
        page.wait_for_load_state("networkidle")
        jumped = sum(page.evaluate("window.shifts"))
        print(f"layout shift of /{path}: {jumped:.4f}")
        assert jumped < 0.01
        assert log.errors == []
        assert log.outside(served) == []
        for plot in page.locator(".plot:visible").all():
            expect(plot.locator("canvas").first).to_be_visible()
        expect(page.locator(".controls.lively input").first).to_be_visible()


def test_facets_narrow_the_list_and_keep_the_focus(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "clusters") as (page, _):
        page.wait_for_selector(LIVE)
        page.locator("#facet-country-more > summary").click()
        chosen = page.locator("#facet-country-PT")
        chosen.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#chips")).to_contain_text("Portugal")
        expect(chosen).to_have_attribute("aria-current", "true")
        expect(chosen).to_contain_text("Portugal 27")
        expect(chosen).to_be_focused()
        expect(page.locator("#found")).to_contain_text("27 organisations")
        page.locator("#facet-placed-no").click()
        expect(page).to_have_url(re.compile("placed=no"))
        expect(page.locator("#found")).to_contain_text("Only those without a location.")
        expect(page.locator("h1")).to_contain_text("27")  # the list alone is narrowed
        page.reload()
        expect(page.locator("#found")).to_contain_text("Only those without a location.")
