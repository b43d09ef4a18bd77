"""The boards of one question each, beside the start page and that of clusters."""

from playwright.sync_api import Locator, Page
from tests.browser.chromium import LIVE

BOARDS = ["matchmaking", "sme_reach", "training", "sources"]
COMPARE = "compare?v=1&country=PT"
"""The page that compares, with what it sets side by side of a country."""
STILL = [
    "event?id=european-cluster-matchmaking-event-brussels-2018",
    "partnership?id=galatea",
    "organisation?id=o0500",
    "country?id=PT",
    "ecosystem?id=Digital",
    "source?id=s5dbf7c70",
    "document?id=sf95c841c",
]
"""A page about one thing of each kind."""
NATIVE = ["compare", "coverage", "rivals", "catalogue", "documents"]
"""Kinds of cards whose figure is a native table or list."""


def chips(page: Page) -> Locator:
    """Return what a page says is selected."""
    return page.locator("#chips ul")


def look(page: Page, address: str) -> None:
    """Go to another address with the page that is open, and wait until it is alive."""
    page.goto(address, wait_until="load")
    page.wait_for_selector(LIVE)


def texts(page: Page) -> dict[str, str]:
    """Return all that each card says, its figure's alternative text included."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("article")].map((card) =>
          [card.id, card.textContent + card.querySelector(".plot")?.getAttribute("aria-label")]))"""
    )
    return found
