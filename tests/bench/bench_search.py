"""How long a search takes among many organisations, generated from the names of the registry.

Run by hand: ``python -m tests.bench.bench_search``. It records, it never fails on a time.
"""

import json
import random
import time
from datetime import UTC, datetime
from pathlib import Path

from clusterdash.names import Entry, Search
from clusterdash.opened import default_engine

RECORD = Path(__file__).parent / "search.json"
ORGANISATIONS = 20_000
RUNS = 7
ASKED = (
    "energy", "enrgy cluster", "biotechnolgy", "agrifood", "cluster", "turismo montana",
    "maschienenbau verband", "zzzzqq", "e",
)  # fmt: skip


def generated() -> list[Entry]:
    """Return organisations whose names are mixed from those of the registry, with words of none."""
    chance = random.Random(1)
    table = default_engine().context.tables["organisations"]
    words = [word for name in table["name"] for word in name.split()]
    cities = [city for city in table["city"] if city]
    return [
        Entry(
            f"g{n}",
            " ".join([*chance.choices(words, k=chance.randint(2, 6)), _new(chance)]),
            chance.choice(cities),
        )
        for n in range(ORGANISATIONS)
    ]


def _new(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnoprstuvz", k=chance.randint(4, 10)))


def main() -> None:
    """Measure, print and record; the quickest of some runs, for other programs run as well."""
    entries = generated()
    start = time.perf_counter()
    search = Search(entries)
    record: dict[str, object] = {
        "date": datetime.now(UTC).date().isoformat(),
        "organisations": ORGANISATIONS,
        "folded once, s": round(time.perf_counter() - start, 2),
    }
    for text in ASKED:
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            found = search.find(text) or search.nearest(text)
            times.append(time.perf_counter() - start)
        record[text] = {"ms at best": round(min(times) * 1000, 1), "found": len(found)}
    RECORD.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(RECORD.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
