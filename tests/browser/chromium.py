"""The system's Chromium, headless, with a network log."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass
class Log:
    """What a page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def outside(self, address: str) -> list[str]:
        """Return the requests that left the server."""
        host = address.removeprefix("http://")
        own = (address, f"ws://{host}", f"blob:{address}", "data:")
        return [url for url in self.requests if not url.startswith(own)]


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, address: str, width: int = 1440, scheme: str = "light", scripts: bool = True
) -> Iterator[tuple[Page, Log]]:
    """Open an address in a fresh context: no cookies, no cache."""
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=900),
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    log = Log()
    page.on("request", lambda request: log.requests.append(request.url))
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    page.goto(address, wait_until="networkidle" if scripts else "load")
    yield page, log
    context.close()
