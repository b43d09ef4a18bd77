"""A page is readable and usable before any script, and then comes alive in place."""

import re

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.chromium import opened

pytestmark = pytest.mark.browser
QUESTIONS = [
    "How many cluster organisations?",
    "What came of matchmaking?",
    "Which SMEs were reached?",
    "Who was trained?",
]
BOTH = pytest.mark.parametrize("path", ["", "clusters"], ids=["start", "clusters"])


def test_start_is_readable_with_scripts_off(chromium: Browser, served: str) -> None:
    with opened(chromium, served, scripts=False) as (page, _):
        titles = page.locator("article .title").all_inner_texts()
        assert titles[:4] == QUESTIONS
        main = page.locator("main").inner_text()
        assert "Spain leads with 211 of the 1,294" in main
        assert "over 1,500" in main
        assert "2,210 bilateral meetings, then 202 cooperation cases (9.1 %)" in main


@BOTH
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


@BOTH
def test_the_live_page_takes_over_in_place(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + path) as (page, log):
        page.wait_for_load_state("networkidle")
        jumped = sum(page.evaluate("window.shifts"))
        print(f"layout shift of /{path}: {jumped:.4f}")
        assert jumped < 0.1
        assert log.errors == []
        assert log.outside(served) == []
        for plot in page.locator(".plot:visible").all():
            expect(plot.locator("canvas").first).to_be_visible()
        expect(page.locator(".controls.lively input").first).to_be_visible()
