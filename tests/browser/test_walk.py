"""A walk with the Tab key over every kind of page: no trap, no nameless stop, always seen."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.boards import BOARDS, COMPARE, STILL
from tests.browser.chromium import LIVE, opened

pytestmark = pytest.mark.browser
SECONDS = 180
CHOSEN = "?v=1&country=PT~ZZ&ecosystem=Digital"
COMPARED = [COMPARE, f"demo/{COMPARE}"]
LIVING = ["", "clusters", *BOARDS, f"clusters{CHOSEN}", "demo/", *COMPARED]
ALSO = ["demo/country?id=PT", "event?id=nothing", "nowhere"]
MOST = 900

# What has the focus: its name, how it is seen, and where it stands in the page and in the window.
_STOP = """() => {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  if (!at || at === document.body || at === document.documentElement) return null
  const root = at.getRootNode()
  const by = (at.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
  const labels = [...by.map((id) => root.getElementById(id)), ...(at.labels ?? [])]
  const said = [at.getAttribute("aria-label"), ...labels.map((label) => label?.textContent),
    at.textContent, at.title]
  const number = (colour) => {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
    pen.fillStyle = colour
    pen.fillRect(0, 0, 1, 1)
    return [...pen.getImageData(0, 0, 1, 1).data]
  }
  const light = (colour) => {
    const [r, g, b] = number(colour).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one, two) => {
    const [dark, bright] = [light(one), light(two)].sort((a, b) => a - b)
    return (bright + 0.05) / (dark + 0.05)
  }
  const parent = (e) => e.parentElement ?? e.getRootNode().host
  let under = parent(at)
  while (under && !number(getComputedStyle(under).backgroundColor)[3]) under = parent(under)
  const behind = under ? getComputedStyle(under).backgroundColor : "white"
  // A control draws its focus as the border around its field.
  const field = at.closest(".MuiInputBase-root")?.querySelector("fieldset")
  const style = getComputedStyle(field ?? at)
  const outline = style.outlineStyle === "none" ? "0" : style.outlineWidth
  const width = field ? style.borderTopWidth : outline
  const colour = field ? style.borderTopColor : style.outlineColor
  const box = at.getBoundingClientRect()
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2]
  const top = document.elementFromPoint(x, y)
  const own = root === document ? at : root.host
  const hidden = top && !own.contains(top) && !top.contains(own) && !top.closest(".plot")
  window.walked ??= []
  const before = window.walked.at(-1)
  window.walked.push(own)
  const follows = !before || before === own
    || !!(before.compareDocumentPosition(own) & Node.DOCUMENT_POSITION_FOLLOWING)
  return {
    name: said.find((text) => text?.trim())?.trim().replace(/\\s+/g, " ") ?? "",
    tag: at.outerHTML.slice(0, 100),
    ring: parseFloat(width) >= 2 && contrast(colour, behind) >= 3,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && !hidden,
    follows,
    id: at.id,
    plot: !!own.closest(".plot"),
    region: at.getAttribute("role") === "region",
    summary: at.tagName === "SUMMARY",
    matrix: at.name === "cell" && !!at.closest("[data-matrix]"),
    tiles: at.name === "cell" && !!at.closest(".tilegrid"),
  }
}"""
# How many stops of a kind a page has: what unfolds, what scrolls, and each matrix once, whatever
# its size; a figure is a picture with a text of its own.
_DUE = """() => {
  const seen = (css) => [...document.querySelectorAll(css)].filter((e) => e.checkVisibility())
  return {
    summary: seen("summary").length,
    region: seen(".scroll, .across").length,
    matrix: seen("[data-matrix]").length,
    tiles: seen(".tilegrid").length,
    plot: 0,
  }
}"""
_WAYS = "() => [...document.querySelectorAll('a[data-do=turn]')].map((a) => a.id)"
_UNSAID = """() => [...document.querySelectorAll(".plot")]
  .filter((e) => e.getAttribute("role") !== "img" || e.getAttribute("aria-label").length <= 40)
  .map((e) => e.id)"""
# Cards that stand above the one that is read before them, though not beside it to the right.
_UPWARDS = """() => [...document.querySelectorAll("article.card, .profile > .card")]
  .map((card) => [card.id || card.getAttribute("aria-labelledby"), card.getBoundingClientRect()])
  .filter(([, box], at, all) => at && box.top < all[at - 1][1].top - 1
    && box.left < all[at - 1][1].right - 1)
  .map(([name]) => name)"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Return every stop of the Tab key until it leaves the page."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(_STOP)
        if at is None:
            return found
        found.append(at)
    raise AssertionError(f"the keyboard never leaves the page: {found[-3:]}")


def missed(page: Page, walked: list[dict[str, Any]]) -> list[str]:
    """Return the kinds of stops of which there are more or fewer than a page must have."""
    due = page.evaluate(_DUE)
    found = {kind: sum(at[kind] for at in walked) for kind in due}
    wrong = [f"{found[kind]} {kind}, not {count}" for kind, count in due.items()]
    wrong = [text for text, kind in zip(wrong, due, strict=True) if found[kind] != due[kind]]
    ways = page.evaluate(_WAYS)
    assert len(ways) == len(set(ways))
    wrong += sorted(set(ways) - {at["id"] for at in walked})
    for label in page.locator(".control label").all_inner_texts():
        wrong += [] if any(at["name"].startswith(label) for at in walked) else [label]
    return wrong


def faults(page: Page) -> dict[str, Any]:
    """Return what is wrong with a walk over a page, by what it is."""
    walked = walk(page)
    wrong = {
        "nameless": [at["tag"] for at in walked if not at["name"]],
        "without a ring": [at["tag"] for at in walked if not at["ring"]],
        "not in sight": [at["tag"] for at in walked if not at["seen"]],
        "out of order": [at["tag"] for at in walked if not at["follows"]],
        "read upwards": page.evaluate(_UPWARDS),
        "missed": missed(page, walked),
        "figures without words": page.evaluate(_UNSAID),
        "first": [] if walked[0]["name"].startswith("Skip to") else [walked[0]["tag"]],
    }
    return {what: tags for what, tags in wrong.items() if tags}


@pytest.mark.parametrize("path", LIVING)
def test_a_walk_over_a_board(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + path, live=False) as (page, _):
        page.wait_for_selector(LIVE, timeout=SECONDS * 1000)
        assert page.locator(".control label").count() >= 4
        assert faults(page) == {}


@pytest.mark.parametrize("path", [*STILL, *ALSO])
def test_a_walk_over_a_page_about_one_thing(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + path, live=False) as (page, _):
        assert faults(page) == {}
