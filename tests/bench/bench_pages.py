"""How quick the pages are, beside a bare Panel page with a Bokeh echo in the same run.

Run by hand: ``make bench``. It records, it never fails on a time.
"""

import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.chromium import launched

RECORD = Path(__file__).parent / "pages.json"
STARTS = 3
CLICKS = 60
WARM = 90  # seconds until what is prepared in the background is ready
SESSIONS = 10
BOARDS = ["matchmaking", "sme_reach", "training", "sources"]
BOARD_CLICKS = 30
# Countries that are chosen on a board, one after the other.
COUNTRIES = ["ES", "DE", "FR", "IT", "PL", "PT", "BE", "RO", "SE", "NL"]
APP = [sys.executable, "-m", "clusterdash.cli", "serve", "--port"]
BARE = [sys.executable, "-m", "tests.bench.bare"]
# Time from a press to the frame after the text changed, seen from inside the page.
WATCH = """(text) => {
  window.times = [];
  document.addEventListener("pointerdown", () => {
    const start = performance.now(), before = text();
    const look = () => text() === before ? requestAnimationFrame(look)
      : requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - start)));
    look();
  }, true);
}"""
SENTENCE = "() => document.querySelector('h1').textContent"
# A sentence may stay as it is where no country is published; both are put in place in one frame.
SELECTION = "() => document.querySelector('#chips ul').textContent"
COUNT = """() => {
  const walk = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.shadowRoot) { const found = walk(e.shadowRoot); if (found !== null) return found; }
      if (e.classList.contains("bk-clearfix") && /^\\d+$/.test(e.textContent)) return e.textContent;
    }
    return null;
  };
  return walk(document);
}"""


@contextmanager
def running(command: list[str], needle: bytes) -> Iterator[tuple[str, float, int]]:
    """Start a server; yield its address, the seconds until a page with a needle, its process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}/"
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen([*command, str(port)], stdout=quiet, stderr=quiet) as server:
        try:
            while True:
                try:
                    with urllib.request.urlopen(address, timeout=30) as page:
                        assert needle in page.read()
                        break
                except OSError:
                    time.sleep(0.02)
            yield address, time.perf_counter() - start, server.pid
        finally:
            server.terminate()


def first_html(address: str) -> float:
    """Return the seconds that the HTML of a page takes, its median."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        with urllib.request.urlopen(address, timeout=30) as page:
            page.read()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def loaded(context: BrowserContext, address: str, ready: str) -> tuple[Page, float, int]:
    """Open a page; return it, the seconds until it is alive, and the bytes that came."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(ready, state="attached")
    taken = time.perf_counter() - start
    page.wait_for_timeout(1500)
    return page, taken, int(sum(sizes))


def clicked(page: Page) -> list[float]:
    """Choose random cells of the matrix; return the milliseconds from press to frame."""
    page.evaluate(f"({WATCH})({SENTENCE})")
    cells = page.locator(".matrix td button:not([data-none]):visible")
    chosen = random.Random(7).sample(range(cells.count()), CLICKS)
    for index in chosen:
        cells.nth(index).click()
        page.wait_for_timeout(350)
    return list(page.evaluate("window.times"))


def pressed(page: Page) -> list[float]:
    """Press the button of the bare page as often; return the same."""
    page.evaluate(f"({WATCH})({COUNT})")
    for _ in range(CLICKS):
        page.get_by_role("button", name="press").click()
        page.wait_for_timeout(200)
    return list(page.evaluate("window.times"))


def chosen(page: Page) -> list[float]:
    """Choose countries on a board in turn; return the milliseconds from press to frame.

    Boards have no matrix to press: a press anywhere starts the clock, and the country is chosen as
    a tap on a figure chooses it.
    """
    page.evaluate(f"({WATCH})({SELECTION})")
    page.evaluate(
        "(codes) => document.addEventListener('pointerdown',"
        " () => clusterdash.pick('country', codes[window.times.length % codes.length]), true)",
        COUNTRIES,
    )
    heading = page.locator("h1")
    for number in range(BOARD_CLICKS):
        heading.click()
        page.wait_for_function("(n) => window.times.length > n", arg=number)
        page.wait_for_timeout(350)
    return list(page.evaluate("window.times"))


def a_board(browser: Browser, address: str) -> dict[str, float]:
    """Return the figures of one board of a server that is warm."""
    html = first_html(address)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, alive, first = loaded(context, address, "html.live.painted")
    times = sorted(chosen(page))
    page.close()
    again, _, second = loaded(context, address, "html.live.painted")
    again.close()
    context.close()
    return {
        "first HTML with real numbers, s": html,
        "all figures shown, s": alive,
        "press to frame with the new sentence, p50, ms": statistics.median(times),
        "press to frame with the new sentence, p95, ms": times[int(len(times) * 0.95) - 1],
        "bytes of a first visit, compressed, kB": first / 1000,
        "bytes of a second visit, compressed, kB": second / 1000,
    }


def boards(browser: Browser) -> dict[str, dict[str, float]]:
    """Return the figures of every board."""
    with running(APP, b"1,294") as (address, _, _):
        time.sleep(WARM)
        return {key: _rounded(a_board(browser, address + key)) for key in BOARDS}


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in figures.items()}


def memory(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", text)
    assert found is not None
    return int(found[1]) / 1024


def a_session(browser: Browser, address: str, ready: str, pid: int) -> float:
    """Return what one more open page costs the server, in MB, over several."""
    before = memory(pid)
    contexts = [browser.new_context() for _ in range(SESSIONS)]
    for context in contexts:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(ready, state="attached")
    grown = memory(pid) - before
    for context in contexts:
        context.close()
    return grown / SESSIONS


def measured(browser: Browser, command: list[str], needle: bytes, ready: str) -> dict[str, float]:
    """Return all figures of one server."""
    starts = []
    for _ in range(STARTS - 1):
        with running(command, needle) as (_, seconds, _):
            starts.append(seconds)
    with running(command, needle) as (address, seconds, pid):
        starts.append(seconds)
        time.sleep(WARM if command is APP else 1)
        html = first_html(address)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page, alive, first = loaded(context, address, ready)
        times = sorted(clicked(page) if command is APP else pressed(page))
        page.close()
        again, _, second = loaded(context, address, ready)
        again.close()
        context.close()
        return {
            "server ready, s": statistics.median(starts),
            "first HTML with real numbers, s": html,
            "all figures shown, s": alive,
            "press to frame with the new sentence, p50, ms": statistics.median(times),
            "press to frame with the new sentence, p95, ms": times[int(len(times) * 0.95) - 1],
            "bytes of a first visit, compressed, kB": first / 1000,
            "bytes of a second visit, compressed, kB": second / 1000,
            "memory of a session, MB": a_session(browser, address, ready, pid),
        }


def main() -> None:
    """Measure, print and record."""
    with launched() as browser:
        bare = measured(browser, BARE, b"Bokeh", ".bk-Column, body > div")
        pages = measured(browser, APP, b"1,294", "html.live.painted")
        each = boards(browser)
        version = browser.version
    record = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": sys.version.split()[0],
        "chromium": version,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "clicks": CLICKS,
        "pages": _rounded(pages),
        "boards": each,
        "bare": _rounded(bare),
        "ratio": {
            name: round(value / bare[name], 2) if bare[name] else None
            for name, value in pages.items()
        },
    }
    text = json.dumps(record, indent=1)
    RECORD.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
