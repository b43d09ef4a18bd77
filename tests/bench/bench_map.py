"""How long the map takes to say what it shows, and how much of it is sent, at two sizes.

The registry as it is, and a made-up one of 20,000 organisations, each in a city of its own.
Run by hand: ``make bench``. It records, it never fails on a time.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.crowd import MANY, crowd

from clusterdash.charts.map import content
from clusterdash.charts.points import WIDTHS, marked
from clusterdash.engine import Engine
from clusterdash.geography import Located, located
from clusterdash.model import Question, Where
from clusterdash.opened import default_engine
from clusterdash.ui.drawing import outlines

RECORD = Path(__file__).parent / "map.json"
RUNS = 7


def best(step: Callable[[], object]) -> float:
    """Return milliseconds of processor time of the quickest run: other programs run as well."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        step()
        times.append(time.process_time() - start)
    return round(min(times) * 1000, 1)


def measured(engine: Engine) -> dict[str, float]:
    """Return what the map of an edition costs."""
    by_country = engine.evaluate(Question("organisations", ("country",)))
    by_city = engine.evaluate(Question("organisations", ("city",)))
    shapes = outlines(engine)

    def places() -> Located:
        return located(by_city, engine.edition.tables["places"], engine.labels)

    found = places()
    made = content(by_country, engine.labels, Where(), found, shapes)
    marks = {name: made.sources[name] for name in WIDTHS}
    drawn = {name: len(marked(found.places, Where(), name)) for name in WIDTHS}
    assert sum(c.count for c in marked(found.places, Where(), "places")) == found.shown
    return {
        "organisations": found.found,
        "on the map": found.shown,
        "cities on the map": len(found.places),
        "marks on a wide map": drawn["places"],
        "marks on a narrow map": drawn["narrow"],
        "cities placed, ms of processor": best(places),
        "content of the map, ms of processor": best(
            lambda: content(by_country, engine.labels, Where(), found, shapes)
        ),
        "bytes of the marks, both widths": len(json.dumps(marks, default=list).encode()),
    }


def main() -> None:
    """Measure, print and record."""
    now, many = measured(default_engine()), measured(crowd(MANY))
    record = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": sys.version.split()[0],
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "registry": now,
        "made up": many,
        "ratio": {name: round(many[name] / now[name], 2) for name in now},
    }
    RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(RECORD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
