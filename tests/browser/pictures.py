"""Pictures of the pages for the README: ``make pictures``."""

from pathlib import Path

from tests.browser.chromium import launched, opened
from tests.browser.serving import serving

FOLDER = Path(__file__).parents[2] / "dashboards" / "pictures"
PAGES = {"start": "", "clusters": "clusters?v=1&country=PT"}


def main() -> None:
    """Serve the app and take its pictures."""
    with serving() as address, launched() as browser:
        for key, path in PAGES.items():
            for width in (1440, 768, 375):
                for scheme in ("light", "dark"):
                    name = f"{key}-{width}{'-dark' if scheme == 'dark' else ''}.png"
                    with opened(browser, address + path, width=width, scheme=scheme) as (page, _):
                        page.wait_for_load_state("networkidle")
                        page.screenshot(path=FOLDER / name)


if __name__ == "__main__":
    main()
