"""What a list of things is made of: its rows, its words, and what of a selection narrows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from clusterdash.engine import Engine, askable
from clusterdash.model import Where

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a list.

    Attributes:
        code: Its id.
        name: Its name.
        cells: What stands beside it, a text a column.
        state: What is not as it seems: "announced", "cancelled", or "".
        near: Its words that stand for words that were searched for, or "".
    """

    code: str
    name: str
    cells: tuple[str, ...]
    state: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a list says.

    Attributes:
        name: What is listed, plural.
        first: Name of the first column.
        heads: Names of the other columns.
        asks: What its search field asks for.
        none: That nothing fits, and what to do.
        all: Says how many there are, all of them listed.
        first_of: Says how many there are and how many are listed.
    """

    name: str
    first: str
    heads: tuple[str, ...]
    asks: str
    none: str
    all: Callable[[int], str]
    first_of: Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of thing that can be listed.

    Attributes:
        kind: Its name, as pages about single things call it.
        key: Column of the ids.
        rows: Returns the rows of a selection, in the order of the list.
        row: Says one row.
        searched: Returns what else a row is found by.
        words: Returns what the list says.
        named: Returns the names of a row: what is searched first.
        faceted: Whether its rows can be narrowed beside the list.
    """

    kind: str
    key: str
    rows: Callable[[Engine, Where], pl.DataFrame]
    row: Callable[[Engine, Line], Row]
    searched: Callable[[Engine, Line], str]
    words: Callable[[], Words]
    named: Callable[[Engine, Line], str]
    faceted: bool = False


def listed(engine: Engine, where: Where, metric: str = "organisations") -> Where:
    """Return the part of a selection that a metric can be asked by."""
    can = askable(engine.registry.metric(metric))
    return where.without(*(key for key in where.keys if key not in can))


def joined(*columns: str, between: str = " ") -> Callable[[Engine, Line], str]:
    """Return what makes one text of some columns of a row."""

    def text(_engine: Engine, row: Line) -> str:
        return between.join(str(row[name]) for name in columns if row[name])

    return text
