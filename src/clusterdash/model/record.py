"""Records: tables of what happened, one row each, and what they are reduced to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import dataframely as dy
import polars as pl

from clusterdash.model.source import Link

Tables: TypeAlias = Mapping[str, pl.DataFrame]
"""The small tables of an edition by name, and of its records those that others name rows of."""


@dataclass(frozen=True, slots=True)
class Record:
    """A table of records, which an edition holds or not.

    Questions are never answered from the rows themselves but from their reductions: everything
    counted that has the same history is one row with a weight, so that distinct numbers stay exact
    and an answer does not take longer where there are more records.

    Attributes:
        name: Name of the table; its file is ``records/<name>.parquet``.
        title: What one row is.
        schema: Contract of the columns; none may hold a name or an address of a person.
        key: Columns that name a row.
        links: Columns that must agree with other tables.
        dims: Dimension key to column of the enriched rows.
        sums: Columns that may be added up, each once a row.
        entities: What can be counted: word to column that names it, each distinct value once.
        grains: For each entity, the sets of dimensions that reductions are kept by.
        enrich: Adds the columns that ``dims`` names, given the rows and the edition's tables.
    """

    name: str
    title: str
    schema: type[dy.Schema]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    dims: Mapping[str, str] = field(default_factory=dict)
    sums: tuple[str, ...] = ()
    entities: Mapping[str, str] = field(default_factory=dict)
    grains: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    enrich: Callable[[pl.LazyFrame, Tables], pl.LazyFrame] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Reduction:
    """The records of one table, reduced to what questions ask.

    Attributes:
        record: Name of the table.
        entity: What is counted.
        dims: Dimensions that it can be asked by.
        frame: One row for each history and cell; see ``editions.reduce``.
    """

    record: str
    entity: str
    dims: tuple[str, ...]
    frame: pl.DataFrame
