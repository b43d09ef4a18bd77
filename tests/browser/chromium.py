"""The system's Chromium, headless, with a log of what a page does."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Dialog, Page, ViewportSize, expect, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
LIVE = "html.live.painted"
"""A page whose session is connected and whose figures have their colours."""

TAKEN = ["clipboard-read", "clipboard-write"]
SECONDS = 20
expect.set_options(timeout=SECONDS * 1000)

# What jumps on a page is counted from its first paint on.
_SHIFTS = """
window.shifts = []
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts.push(shift.value)
}).observe({ type: "layout-shift", buffered: true })
"""

# Someone who was here before: the hints of a first visit stand in no other test.
_BEFORE = "try { localStorage.setItem('clusterdash-hints', 'off') } catch (blocked) {}"


@dataclass
class Log:
    """What a page asked for, complained about and asked its reader."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def outside(self, address: str) -> list[str]:
        """Return the requests that left the server."""
        host = address.removeprefix("http://")
        own = (address, f"ws://{host}", f"blob:{address}", "data:")
        return [url for url in self.requests if not url.startswith(own)]

    def dialog(self, dialog: Dialog) -> None:
        """Note a dialog and close it, so that the page goes on."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    width: int = 1440,
    scheme: str = "light",
    scripts: bool = True,
    live: bool = True,
    first: bool = False,
) -> Iterator[tuple[Page, Log]]:
    """Open an address in a fresh context: no cookies, no cache.

    Args:
        browser: What opens it.
        address: What to open.
        width: Width of the viewport in CSS pixels; it is 900 high.
        scheme: What the reader's system prefers: light or dark.
        scripts: Whether scripts run.
        live: Whether to wait for the session and the figures, for pages that have them.
        first: Whether nobody was here before.
    """
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=900),
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=scripts,
        permissions=TAKEN,
        reduced_motion="reduce",  # scrolling that is over at once
    )
    page, log = context.new_page(), Log()
    page.on("request", lambda request: log.requests.append(request.url))
    page.on("websocket", lambda socket: log.requests.append(socket.url))
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    page.on("console", lambda said: log.errors.append(said.text) if said.type == "error" else None)
    page.on("dialog", log.dialog)
    page.add_init_script(_SHIFTS)
    if not first:
        page.add_init_script(_BEFORE)
    page.goto(address, wait_until="load")
    if scripts and live:
        page.wait_for_selector(LIVE)
    yield page, log
    context.close()


def unfold(page: Page) -> None:
    """Open everything that can be opened on a page."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
