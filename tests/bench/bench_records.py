"""How long answers from records take as the records grow, beside counting the rows themselves.

Run by hand, with scales of the demonstration: ``python -m tests.bench.bench_records 1 30 290``.
It records, it never fails on a time.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from clusterdash.engine import Engine
from clusterdash.model import Question, Where
from clusterdash.opened import engine_of

RECORD = Path(__file__).parent / "records.json"
RUNS = 3
SPAIN = Where.of({"country": ("ES",)})
QUESTIONS = (
    *(Question("meetings", (key,)) for key in ("country", "ecosystem", "year", "programme")),
    Question("meetings", ("country", "with_country")),
    Question("meetings", ("country", "ecosystem")),
    Question("meetings", ("ecosystem",), SPAIN),
    Question("funnel", ("stage",)),
    Question("funnel", ("stage",), SPAIN),
    Question("agreement_rate", ("country",)),
    Question("agreement_lag", ("year",)),
    Question("participants", ("country",)),
    Question("participants", ("year",), SPAIN),
    Question("event_organisations", ("year",)),
    Question("smes_supported", ("country",)),
    Question("smes_supported", ("region",), SPAIN),
    Question("funding_to_smes", ("size",)),
    Question("smes_supported", ("cohort", "year")),
    Question("training_participants", ("country",), normalise="organisations"),
    Question("attendance_rate", ("mode",)),
)


def naive(folder: Path) -> dict[str, Callable[[], pl.DataFrame]]:
    """Return the same answers from all rows, as Polars counts them when nobody prepared anything.

    Each stands under the metric and the first dimension of its question.
    """

    def rows(name: str) -> pl.LazyFrame:
        return pl.scan_parquet(folder / "records" / f"{name}.parquet")

    def collected(frame: pl.LazyFrame) -> pl.DataFrame:
        return frame.collect(engine="streaming")

    sides = pl.concat(
        rows("meetings").filter("held").select("meeting_id", country=pl.col(column))
        for column in ("country_code", "with_country_code")
    )
    return {
        "meetings by country": lambda: collected(
            sides.group_by("country").agg(pl.col("meeting_id").n_unique())
        ),
        "participants by country": lambda: collected(
            rows("registrations")
            .filter("checked_in")
            .group_by("country_code")
            .agg(pl.col("participant_key").n_unique())
        ),
        "smes_supported by country": lambda: collected(
            rows("awards").group_by("country_code").agg(pl.col("sme_key").n_unique())
        ),
    }


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def asked(engine: Engine) -> list[float]:
    """Return the seconds of each question, asked for the first time."""
    return [timed(lambda q=question: engine.evaluate(q)) for question in QUESTIONS]  # type: ignore[misc]


def made(folder: Path, scale: int) -> tuple[float, float]:
    """Make a demonstration; return its seconds and its peak of memory in MB."""
    command = [sys.executable, "-m", "clusterdash.cli", "demo", "--scale", str(scale)]
    seconds = timed(
        lambda: subprocess.run([*command, "--out", str(folder)], check=True, capture_output=True)
    )
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measured(scale: int) -> dict[str, object]:
    """Return what was measured at one scale."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "demo"
        seconds, peak = made(folder, scale)
        opening = [timed(lambda: engine_of(folder)) for _ in range(RUNS)]
        engine = engine_of(folder)
        times = sorted(min(runs) for runs in zip(*(asked(engine_of(folder)) for _ in range(RUNS)),
                                                 strict=True))  # fmt: skip
        plain = {
            name: min(timed(work) for _ in range(RUNS)) for name, work in naive(folder).items()
        }
        return {
            "records": sum(engine.edition.recorded.values()),
            "rows of all reductions": sum(
                held.frame.height for found in engine.edition.reductions.values() for held in found
            ),
            "made, reduced and locked, seconds": round(seconds, 1),
            "peak of memory making it, MB": round(peak),
            "opened and verified, seconds": round(statistics.median(opening), 3),
            "a new question, p50 ms": round(1000 * statistics.median(times), 1),
            "a new question, p95 ms": round(1000 * times[int(0.95 * (len(times) - 1))], 1),
            "from all rows, ms": {name: round(1000 * t, 1) for name, t in plain.items()},
        }


def main() -> None:
    """Measure, print and record."""
    scales = [int(text) for text in sys.argv[1:]] or [1, 30]
    record = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": sys.version.split()[0],
        "cores": os.cpu_count(),
        "questions": len(QUESTIONS),
        "runs": RUNS,
        "by_scale": {str(scale): measured(scale) for scale in scales},
    }
    text = json.dumps(record, indent=1)
    RECORD.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
