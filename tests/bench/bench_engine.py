"""How long the app takes to serve and the engine to answer, beside a baseline in the same run.

Run by hand: ``make bench``. It records, it never fails on a time.
"""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from tests.browser.serving import serving

RECORD = Path(__file__).parent / "engine.json"
RUNS = 5
BARE = "import panel; print('ready')"
ASK = [sys.executable, "-m", "clusterdash.cli", "ask", "meetings", "--by", "series"]
ENGINE = """
import time
from clusterdash.opened import default_engine
from clusterdash.model import Question
start = time.perf_counter()
engine = default_engine()
opened = time.perf_counter()
for metric in engine.registry.metrics:
    engine.evaluate(Question(metric.key, metric.default_by))
every = time.perf_counter()
engine.evaluate(Question("meetings", ("series",)))
again = time.perf_counter()
for _ in range(1000):
    engine.evaluate(Question("meetings", ("series",)))
memo = time.perf_counter()
print(opened - start, (every - opened) / len(engine.registry.metrics), (memo - again) / 1000)
"""


def timed(command: list[str]) -> float:
    """Return how many seconds a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def served() -> tuple[float, float]:
    """Return the seconds until the first page with numbers, and of a page after it."""
    start = time.perf_counter()
    with serving() as address:
        ready = time.perf_counter() - start
        again = time.perf_counter()
        with urllib.request.urlopen(address) as page:
            assert b"1,294" in page.read()
        return ready, time.perf_counter() - again


def main() -> None:
    """Measure, print and record."""
    bare = [timed([sys.executable, "-c", BARE]) for _ in range(RUNS)]
    asks = [timed(ASK) for _ in range(RUNS)]
    pages = [served() for _ in range(RUNS)]
    inner = [
        [float(x) for x in subprocess.check_output([sys.executable, "-c", ENGINE]).split()]
        for _ in range(RUNS)
    ]
    baseline = statistics.median(bare)
    figures = {
        "bare Panel import (baseline)": baseline,
        "first page with numbers, from nothing running": statistics.median(p[0] for p in pages),
        "a page after it": statistics.median(p[1] for p in pages),
        "one question on the command line": statistics.median(asks),
        "edition opened and verified": statistics.median(i[0] for i in inner),
        "one new question, on average": statistics.median(i[1] for i in inner),
        "the same question again": statistics.median(i[2] for i in inner),
    }
    record = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": sys.version.split()[0],
        "cores": os.cpu_count(),
        "runs": RUNS,
        "median_seconds": {name: round(value, 6) for name, value in figures.items()},
        "ratio_to_baseline": {name: round(value / baseline, 5) for name, value in figures.items()},
    }
    text = json.dumps(record, indent=1)
    RECORD.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
