"""The demonstration has cards that the published edition lacks: everyone can use them too."""

import pytest
from playwright.sync_api import Browser
from tests.browser.boards import BOARDS
from tests.browser.chromium import LIVE, opened, unfold
from tests.browser.test_access import COLOURS, NARROW, findings, sideways, wear

pytestmark = pytest.mark.browser
SECONDS = 180
# Rows of one table are made alike: the first few stand for all.
_TRIM = """() => {
  for (const e of document.querySelectorAll("article details li:nth-child(n+4), tbody tr:nth-child(n+5)")) {
    if (!e.closest("[data-matrix]")) e.remove()
  }
}"""  # noqa: E501


@pytest.mark.parametrize(
    "path", ["", *BOARDS[:3], "compare"], ids=["start", *BOARDS[:3], "compare"]
)
def test_no_finding_on_a_board_of_records(chromium: Browser, served: str, path: str) -> None:
    found: dict[str, object] = {}
    with opened(chromium, f"{served}demo/{path}?v=1&country=ES", live=False) as (page, log):
        page.wait_for_selector(LIVE, timeout=SECONDS * 1000)
        unfold(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            found[f"sideways at {width}"] = sideways(page)
        page.evaluate(_TRIM)
        found["at 320"] = findings(page)
        page.set_viewport_size({"width": 1440, "height": 900})
        found["light"] = findings(page)
        for theme in ("dark", "contrast"):
            wear(page, theme)
            found[theme] = findings(page, COLOURS)
        found["outside"] = log.outside(served)
    assert {where: what for where, what in found.items() if what} == {}
