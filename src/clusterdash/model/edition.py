"""Editions: immutable, hashed versions of a dataset."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from clusterdash.model.record import Reduction
from clusterdash.model.vocabulary import Completeness


@dataclass(frozen=True, slots=True)
class Holding:
    """What an edition says of one table.

    Attributes:
        name: Table.
        completeness: Whether its rows are all there are.
        note: In what sense, for a reader.
        complete_for: Country group for which completeness is claimed, or "" for all countries.
        licence: Key of the licence of the table.
        credit: Whom to credit.
        until: Last day that records cover, ISO 8601, or "" where that is not said.
        source_id: Publication that a table of records comes from, or "".
    """

    name: str
    completeness: Completeness
    note: str
    complete_for: str
    licence: str
    credit: str
    until: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One immutable version of a dataset, opened and verified.

    Attributes:
        name: Name of the edition.
        title: Title for readers.
        date: Day of the edition, ISO 8601.
        hash: SHA-256 over its lock: two editions with the same hash hold the same bytes.
        synthetic: Whether its data is made up for demonstration.
        holdings: What it says of each table.
        tables: Validated tables, fixes applied.
        folder: Where its files lie, or None where it was made in memory.
        reductions: What the records of each table were reduced to; nothing where it holds none.
        recorded: Rows of each table of records.
        called: How Python and the command line name it, or "" for the published edition.
    """

    name: str
    title: str
    date: str
    hash: str
    synthetic: bool
    holdings: Mapping[str, Holding]
    tables: Mapping[str, pl.DataFrame]
    folder: Path | None = None
    reductions: Mapping[str, tuple[Reduction, ...]] = field(default_factory=dict)
    recorded: Mapping[str, int] = field(default_factory=dict)
    called: str = ""

    @property
    def label(self) -> str:
        """Name, date and short hash, as it stands in every answer."""
        return f"{self.title}, {self.date} ({self.hash[:8]})"
