"""How quick the pages are as the records behind them grow, from a press to the frame.

Run by hand, with scales of the demonstration: ``python -m tests.bench.bench_depth 1 30 290``.
Beside each time stands what counting all rows takes. It records, it never fails on a time.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser
from tests.bench.bench_pages import WARM, chosen, clicked, loaded, running
from tests.bench.bench_records import RUNS, made, naive, timed
from tests.browser.chromium import launched

from clusterdash.opened import engine_of

RECORD = Path(__file__).parent / "depth.json"
PAGES = {
    "start": "",
    "matchmaking": "matchmaking",
    "sme_reach": "sme_reach",
    "training": "training",
}


def pressed(browser: Browser, address: str, board: str) -> dict[str, float]:
    """Return how long one board of a warm server takes from a press to the frame, in ms."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, _, _ = loaded(context, address + PAGES[board], "html.live.painted")
    times = sorted(clicked(page) if board == "start" else chosen(page))
    context.close()
    return {
        "p50": round(statistics.median(times)),
        "p95": round(times[int(len(times) * 0.95) - 1]),
    }


def measured(browser: Browser, scale: int) -> dict[str, object]:
    """Return what was measured at one scale."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "demo"
        made(folder, scale)
        records = sum(engine_of(folder).edition.recorded.values())
        plain = {n: min(timed(work) for _ in range(RUNS)) for n, work in naive(folder).items()}
        command = [sys.executable, "-m", "clusterdash.cli", "serve", "--edition", str(folder)]
        with running([*command, "--port"], b"Synthetic demonstration data") as (address, ready, _):
            time.sleep(WARM)
            faces = {board: pressed(browser, address, board) for board in PAGES}
        return {
            "records": records,
            "server ready, s": round(ready, 2),
            "press to frame with the new sentence, ms": faces,
            "one answer from all rows, ms": {n: round(1000 * t, 1) for n, t in plain.items()},
        }


def main() -> None:
    """Measure, print and record."""
    scales = [int(text) for text in sys.argv[1:]] or [1, 30]
    with launched() as browser:
        found = {str(scale): measured(browser, scale) for scale in scales}
    record = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": sys.version.split()[0],
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "by_scale": found,
    }
    text = json.dumps(record, indent=1)
    RECORD.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
