"""Pages about one thing: readable without scripts, by everyone, at any width."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.chromium import opened
from tests.browser.test_access import NARROW, findings, sideways

pytestmark = pytest.mark.browser
PATHS = [
    "event?id=european-cluster-matchmaking-event-brussels-2018",
    "event?id=eu-japan-clusters-regions-cooperation-strasbourg-2020-cancelled",
    "partnership?id=galatea",
    "country?id=PT",
    "ecosystem?id=Digital",
    "source?id=s5dbf7c70",
    "document?id=sf95c841c",
    "event?id=nothing",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_finding(chromium: Browser, served: str, path: str) -> None:
    found: dict[str, object] = {}
    with opened(chromium, served + path, live=False) as (page, log):
        for opener in page.locator("details > summary").all():
            opener.click()
        for theme in ("light", "dark", "contrast"):
            page.locator("#theme").select_option(theme)
            found[theme] = findings(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            found[f"sideways {width}"] = sideways(page)
        found["320"] = findings(page)
        found["outside"] = log.outside(served)
    assert {where: what for where, what in found.items() if what} == {}


def test_a_quotation_is_read_in_its_document_with_scripts_off(
    chromium: Browser, served: str
) -> None:
    with opened(chromium, served + PATHS[0], scripts=False) as (page, _):
        shown = page.locator("#f0319")
        expect(shown).to_contain_text("over 525 bilateral meetings")
        shown.get_by_role("link", name="read the document here").click()
        expect(page.locator("h1")).to_have_text("ECCP newsletter, spring 2018")
        page.locator("#list-f0319").get_by_role("link", name="see the passage").click()
        passage = page.locator("mark#f0319")
        expect(passage).to_be_in_viewport()
        expect(passage).to_have_text("With over 525 bilateral meetings between European Clusters")
        page.get_by_role("link", name="Everything that rests on this source").click()
        expect(page.locator("main")).to_contain_text("19 figures rest on it.")


def test_a_plan_leads_to_its_words_with_scripts_off(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "partnership?id=dream", scripts=False) as (page, _):
        page.get_by_role("link", name="over 75 %", exact=True).click()
        words = page.locator("article:target")
        expect(words).to_be_in_viewport()
        expect(words).to_contain_text("planned, not an outcome")
        expect(words).to_contain_text("more than 75% of the budget of each project")
