"""Sources: tables with their contract."""

from collections.abc import Callable
from dataclasses import dataclass, field

import dataframely as dy
import polars as pl


@dataclass(frozen=True, slots=True)
class Link:
    """Values of a column that must stand in a column of another table.

    Attributes:
        column: Column here.
        table: Other table.
        target: Column there.
        separator: Mark between several values in one cell, or "" where a cell holds one.
        allowed: Values that need not stand there.
        when: Column and value of the rows that the rule is for, or empty for all rows.
    """

    column: str
    table: str
    target: str
    separator: str = ""
    allowed: tuple[str, ...] = ()
    when: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A table: its schema, its keys, and what its rows mean to a question.

    Attributes:
        name: Name of the table; its file is ``<name>.csv``.
        title: What one row is.
        schema: Contract of the columns; a schema per table.
        key: Columns that name a row to a person.
        links: Columns that must agree with other tables.
        dims: Dimension key to column of the enriched frame, for counting rows.
        lists: Dimensions whose cells may hold several values joined by ";".
        begun: Whether the year of a row is only that in which it began: no period of what counts.
        enrich: Adds the columns that ``dims`` name and that the file does not hold.
        quotes: Turns values of rows into published figures, or None.
    """

    name: str
    title: str
    schema: type[dy.Schema]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    dims: dict[str, str] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    begun: bool = False
    enrich: Callable[[dict[str, pl.DataFrame]], pl.DataFrame] | None = None
    quotes: Callable[[dict[str, pl.DataFrame]], pl.DataFrame] | None = None
