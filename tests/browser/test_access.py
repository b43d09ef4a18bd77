"""Everyone can use the pages: no finding of axe, no sideways scroll, all of it by keyboard."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.browser.boards import BOARDS, look
from tests.browser.chromium import opened, unfold

pytestmark = pytest.mark.browser
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# All that another theme can break.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
NARROW = [768, 375, 320]
# Rows of one table and sources of one card are made alike: the first few stand for all.
_TRIM = """() => {
  const rows = "article details li:nth-child(n+4), tbody tr:nth-child(n+5)"
  for (const e of document.querySelectorAll(rows)) if (!e.closest("[data-matrix]")) e.remove()
}"""
# So are cards of one kind: the first stands for all that have the same parts.
_ALIKE = """() => {
  const seen = new Set()
  for (const card of document.querySelectorAll("article")) {
    const parts = [".gap", ".nearest", ".switch"].map((part) => !!card.querySelector(part))
    const made = [card.dataset.kind, ...parts].join()
    if (seen.has(made)) card.remove()
    seen.add(made)
  }
}"""
# With a selection half of which is unknown, so that gaps and notes stand on the page too.
CHOSEN = "?v=1&country=PT~ZZ&ecosystem=Digital"

# The name of what has the focus, across the shadow roots of the controls.
_FOCUS = """() => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  if (!at || at === document.body || at === document.documentElement) return null
  const root = at.getRootNode()
  const by = (at.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
  const labels = [...by.map((id) => root.getElementById(id)), ...(at.labels ?? [])]
  const said = [at.getAttribute("aria-label"), ...labels.map((label) => label?.textContent),
    at.textContent, at.title]
  return {
    name: said.find((text) => text?.trim())?.trim().replace(/\\s+/g, " ") ?? "",
    matrix: at.name === "cell" && !!at.closest("[data-matrix]"),
  }
}"""


def findings(page: Page, options: dict[str, Any] | None = None) -> list[tuple[str, list[str]]]:
    """Return what axe finds, and where; of the guidelines unless told what to look for."""
    # Only what is wrong is written down: all the rest takes longer than to look at it.
    found = Axe().run(page, options=(options or WCAG) | {"resultTypes": ["violations"]})
    return [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found.response["violations"]]


def wear(page: Page, theme: str) -> None:
    """Choose a theme and wait until the controls wear it, which come a moment later."""
    page.locator("#theme").select_option(theme)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    second = page.evaluate("getComputedStyle(document.querySelector('.theme')).color")
    for label in page.locator(".control label").all():
        expect(label).to_have_css("color", second)


def sideways(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wider))


@pytest.mark.parametrize("path", ["", "clusters"], ids=["start", "clusters"])
def test_no_finding_and_no_sideways_scroll(chromium: Browser, served: str, path: str) -> None:
    found: dict[str, object] = {}
    with opened(chromium, served + path) as (page, _):
        unfold(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            found[f"sideways at {width}"] = sideways(page)
        page.evaluate(_TRIM)
        found["at 320"] = findings(page)
        page.set_viewport_size({"width": 1440, "height": 900})
        for theme in ("light", "dark", "contrast"):
            wear(page, theme)
            found[theme] = findings(page)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("path", ["", "clusters"], ids=["start", "clusters"])
def test_no_finding_with_a_selection(chromium: Browser, served: str, path: str) -> None:
    found: dict[str, object] = {}
    with opened(chromium, served + path + CHOSEN, width=768) as (page, _):
        unfold(page)
        page.evaluate(_TRIM)
        found["at 768"] = findings(page)
        page.set_viewport_size({"width": 375, "height": 900})
        wear(page, "dark")
        found["dark at 375"] = findings(page)
        found["sideways"] = sideways(page)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("path", BOARDS)
def test_no_finding_on_a_board_without_and_with_a_selection(
    chromium: Browser, served: str, path: str
) -> None:
    found: dict[str, object] = {}
    with opened(chromium, served + path) as (page, _):
        unfold(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            found[f"sideways at {width}"] = sideways(page)
        page.evaluate(_TRIM)
        found["at 320"] = findings(page)
        page.evaluate(_ALIKE)
        page.set_viewport_size({"width": 1440, "height": 900})
        found["light"] = findings(page)
        for theme in ("dark", "contrast"):
            wear(page, theme)
            found[theme] = findings(page, COLOURS)
        look(page, served + path + CHOSEN)  # the theme is kept
        unfold(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            found[f"chosen, sideways at {width}"] = sideways(page)
        page.evaluate(_TRIM)
        page.evaluate(_ALIKE)
        found["chosen"] = findings(page)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("path", ["organisation?id=o0500", "nowhere"])
def test_no_finding_on_a_document(chromium: Browser, served: str, path: str) -> None:
    found: dict[str, object] = {}
    with opened(chromium, served + path, live=False) as (page, _):
        for theme in ("light", "dark", "contrast"):
            page.locator("#theme").select_option(theme)
            found[theme] = findings(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            found[f"sideways {width}"] = sideways(page)
        page.set_viewport_size({"width": 320, "height": 900})
        found["320"] = findings(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_a_theme_is_kept(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "organisation?id=o0500", live=False) as (page, _):
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("#theme").select_option("dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert dark != light
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
        expect(page.locator("#theme")).to_have_value("dark")


def test_breakdowns_and_the_matrix_of_the_web_by_keyboard(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "sme_reach") as (page, _):
        page.get_by_role("button", name="Matrix", exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.locator("#web-plot")).to_be_hidden()
        expect(page.get_by_role("button", name="Web", exact=True)).to_have_attribute(
            "aria-pressed", "false"
        )
        page.locator("#web-tiles button[tabindex='0']").focus()
        first = page.evaluate(_FOCUS)["name"]
        page.keyboard.press("ArrowDown")
        second = page.evaluate(_FOCUS)["name"]
        assert second != first
        page.keyboard.press("Enter")
        expect(page.locator("#chips ul")).to_contain_text(second)
        assert page.evaluate(_FOCUS)["name"] == second
        look(page, served + "matchmaking")
        page.locator("#timeline-by-series").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#timeline-by-series")).to_have_attribute("aria-current", "true")
        expect(page.locator("#timeline-by-series")).to_be_focused()


def test_the_tables_of_the_sources_by_keyboard(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "sources") as (page, _):
        for kind in ("coverage", "list", "catalogue"):
            region = page.locator(f".kind-{kind} .scroll").first
            region.focus()
            page.keyboard.press("End")
            page.wait_for_function("(e) => e.scrollTop > 0", arg=region.element_handle())
        for kind in ("coverage", "catalogue"):
            card = page.locator(f".kind-{kind}")
            every = card.locator("tbody tr:visible").count()
            card.get_by_label("Filter measures").focus()
            page.keyboard.type("SMEs supported")
            assert 0 < card.locator("tbody tr:visible").count() < every, kind
        opener = page.locator(".kind-catalogue summary:visible").first
        opener.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".kind-catalogue details[open] dd").first).to_be_visible()


def test_arrow_keys_move_in_the_matrix_and_enter_chooses(chromium: Browser, served: str) -> None:
    with opened(chromium, served) as (page, _):
        first = page.locator("[data-matrix] button[tabindex='0']")
        expect(first).to_have_count(1)
        first.focus()
        start = page.evaluate(_FOCUS)["name"]
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        name = page.evaluate(_FOCUS)["name"]
        assert name != start
        found = re.fullmatch(r"(.+), (.+): .+ organisations?", name)
        assert found, name
        page.keyboard.press("Enter")
        for chosen in found.groups():
            expect(page.locator("#chips")).to_contain_text(chosen)
        # The focus stays where the reader is, so that the next arrow goes on from there.
        assert page.evaluate(_FOCUS)["name"] == name
        page.keyboard.press("End")
        page.keyboard.press("Home")
        assert page.evaluate(_FOCUS)["name"] == found[1]
        page.keyboard.press("Tab")
        assert not page.evaluate(_FOCUS)["matrix"]
