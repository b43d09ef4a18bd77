"""How long the command box takes to answer, among all names of the published edition.

Run by hand: ``python -m tests.bench.bench_command``. It records, it never fails on a time.
"""

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from clusterdash.opened import default_engine
from clusterdash.ui.command.hits import hits, wanted
from clusterdash.ui.command.index import index
from clusterdash.ui.site import Site

RECORD = Path(__file__).parent / "command.json"
RUNS = 7
ASKED = (
    "p", "port", "Portugal", "Portgual", "poland digital", "meetings portugal",
    "smes supported in spain tourism", "Health Cluster Portugal", "galatea", "zzzzqq wwwwvv",
    "one two three four five six seven eight", "clustr organsations registery natinal",
)  # fmt: skip


def main() -> None:
    """Measure, print and record; the quickest of some runs, for other programs run as well."""
    engine, site = default_engine(), Site()
    start = time.perf_counter()
    held = index(engine)
    record: dict[str, object] = {
        "date": datetime.now(UTC).date().isoformat(),
        "names": len(held.things),
        "folded once, s": round(time.perf_counter() - start, 2),
    }
    for text in ASKED:
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            found = hits(engine, site, wanted(engine, f"q={quote(text)}&here=start")).hits
            times.append(time.perf_counter() - start)
        record[text] = {"ms at best": round(min(times) * 1000, 1), "found": len(found)}
    RECORD.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(RECORD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
