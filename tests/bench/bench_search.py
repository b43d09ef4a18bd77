"""How long a search takes among 20,000 made-up organisations: the search, and the whole list.

The list is what a keystroke costs the server: rows found, facets counted, HTML rendered.
Run by hand: ``make bench``. It records, it never fails on a time.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from tests.bench.crowd import MANY, crowd

from clusterdash.model import Where
from clusterdash.names import Search
from clusterdash.ui import listing as lists
from clusterdash.ui.links import asked
from clusterdash.ui.page import Page, Place
from clusterdash.ui.session import board
from clusterdash.ui.site import Site

RECORD = Path(__file__).parent / "search.json"
RUNS = 7
ASKED = (
    "energy", "enrgy cluster", "biotechnolgy", "agrifood", "cluster", "turismo montana",
    "maschienenbau verband", "zzzzqq", "e",
)  # fmt: skip
T = TypeVar("T")


def best(step: Callable[[], T]) -> tuple[float, T]:
    """Return milliseconds of processor time of the least run, and what came of it."""
    times = []
    for _ in range(RUNS):
        lists._found.cache_clear()  # each keystroke is another text
        start = time.process_time()
        found = step()
        times.append(time.process_time() - start)
    return round(min(times) * 1000, 1), found


def main() -> None:
    """Measure, print and record; the quickest of some runs, for other programs run as well."""
    engine = crowd(MANY)
    start = time.process_time()
    search: Search = lists._search(engine, "organisations", "en")
    record: dict[str, object] = {
        "date": datetime.now(UTC).date().isoformat(),
        "load": round(os.getloadavg()[0], 1),
        "organisations": MANY,
        "folded once, s of processor": round(time.process_time() - start, 2),
    }
    page = Page(Place(Site(), board(engine, "clusters"), engine), asked(engine, ""))
    for text in ASKED:
        alone, found = best(lambda text=text: search.find(text) or search.nearest(text))  # type: ignore[misc]
        whole, _ = best(lambda text=text: lists.listing(engine, Where(), text))  # type: ignore[misc]
        page.find(text)
        sent, html = best(lambda: page._parts().fragments()["listing"])
        record[text] = {
            "search, ms of processor": alone,
            "with facets, ms of processor": whole,
            "with the other parts of the page as HTML, ms of processor": sent,
            "found": len(found),
            "bytes of HTML": len(html.encode()),
        }
    RECORD.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(RECORD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
