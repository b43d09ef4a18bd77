"""Tables of records as streams of small frames, never a whole table in memory."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import dataframely as dy
import numpy as np
import polars as pl

from clusterdash.demo.chance import Whole

LIMIT = 200_000
"""Rows of the largest frame of a stream."""
BLOCK = 50_000
"""Rows that are drawn at once, about."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One table of records.

    Attributes:
        name: The table.
        rows: How many rows it has.
        parts: Draws its rows, part by part, anew each time.
        schema: Contract of its columns.
    """

    name: str
    rows: int
    parts: Callable[[], Iterator[pl.DataFrame]]
    schema: type[dy.Schema]

    def frames(self) -> Iterator[pl.DataFrame]:
        """Yield the rows in frames of up to ``LIMIT`` rows; one without rows where there are none.

        Even then its columns have their types, so that it can be written, checked and reduced.
        """
        return _gathered(self.parts()) if self.rows else iter([self.blank()])

    def blank(self) -> pl.DataFrame:
        """Return a frame without rows; terms of a list are text, as the rows hold them."""
        types = {name: column.dtype for name, column in self.schema.columns().items()}
        return pl.DataFrame(
            schema={n: pl.String if isinstance(t, pl.Enum) else t for n, t in types.items()}
        )


def _gathered(parts: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Join small frames; none of them is larger than the limit."""
    waiting: list[pl.DataFrame] = []
    rows = 0
    for part in parts:
        if waiting and rows + part.height > LIMIT:
            yield pl.concat(waiting)
            waiting, rows = [], 0
        waiting.append(part)
        rows += part.height
    if waiting:
        yield pl.concat(waiting)


def blocks(height: int, scale: int) -> Iterator[tuple[int, int]]:
    """Split the repetitions of a template of rows into blocks.

    Yields:
        The first repetition of a block and how many it has.
    """
    if not height:
        return
    most = max(1, BLOCK // height)
    for first in range(0, scale, most):
        yield first, min(most, scale - first)


def repeated(template: pl.DataFrame, copies: int) -> pl.DataFrame:
    """Return a template several times over, one below the other."""
    return pl.concat([template] * copies, rechunk=True)


def days(column: str, numbers: Whole) -> pl.Series:
    """Return dates from days since 1970."""
    return pl.Series(column, numbers.astype(np.int32)).cast(pl.Date)


def epoch(day: object) -> int:
    """Return a date as days since 1970."""
    return int(np.datetime64(str(day), "D").astype(np.int64))
