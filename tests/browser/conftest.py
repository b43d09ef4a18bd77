"""One served app and one Chromium for all browser tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.browser.chromium import launched
from tests.browser.serving import made, serving


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """Return the address of the app, its demonstration made."""
    with serving() as address:
        made(f"{address}demo/")
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the system's Chromium."""
    with launched() as browser:
        yield browser
