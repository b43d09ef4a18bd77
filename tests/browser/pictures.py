"""Pictures of the pages for the README: ``make pictures``."""

from pathlib import Path

from tests.browser.chromium import launched, opened
from tests.browser.serving import serving

FOLDER = Path(__file__).parents[2] / "dashboards" / "pictures"
PAGES = {
    "start": "?v=1&country=PT",
    "clusters": "clusters?v=1&country=PT",
    "compare": "compare?v=1&country=PT",
    "matchmaking": "matchmaking",
    "sme_reach": "sme_reach?v=1&country=PT",
    "training": "training",
    "sources": "sources",
    "event": "event?id=european-cluster-matchmaking-event-brussels-2018",
    "partnership": "partnership?id=galatea",
    "demonstration": "demo/matchmaking?v=1&country=PL",  # the last: it is made by then
}
HEIGHTS = {1440: 1900, 768: 1400, 375: 1200}  # CSS pixels of each width


def main() -> None:
    """Serve the app and take its pictures."""
    with serving() as address, launched() as browser:
        for key, path in PAGES.items():
            for width, height in HEIGHTS.items():
                for scheme in ("light", "dark"):
                    name = f"{key}-{width}{'-dark' if scheme == 'dark' else ''}.png"
                    board = "?id=" not in path  # other pages have no session to wait for
                    with opened(
                        browser, address + path, width=width, scheme=scheme, live=board
                    ) as (page, _):
                        page.set_viewport_size({"width": width, "height": height})
                        page.wait_for_load_state("networkidle")
                        page.wait_for_timeout(600)  # figures are drawn anew in the page's font
                        page.screenshot(path=FOLDER / name)


if __name__ == "__main__":
    main()
