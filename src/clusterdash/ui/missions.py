"""The founding documents: what the edition keeps of them, and what rests on each."""

from dataclasses import dataclass

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import say, say_many


@dataclass(frozen=True, slots=True)
class Mission:
    """One founding document.

    Attributes:
        code: Its id as a source.
        title: Its title.
        publisher: Who published it.
        published: When, or "undated".
        said: How many figures are quoted from it.
    """

    code: str
    title: str
    publisher: str
    published: str
    said: str


def missions(engine: Engine) -> tuple[Mission, ...]:
    """Return the founding documents, the oldest first."""
    tables = engine.context.tables
    kind = pl.col("kind").cast(pl.String) == "mission_document"
    found = tables["sources"].filter(kind).sort("published", "title", nulls_last=True)
    used = dict(tables["figures"]["source_id"].value_counts().iter_rows())
    return tuple(
        Mission(
            code=row["source_id"],
            title=row["title"],
            publisher=row["publisher"],
            published=row["published"] or say("undated"),
            said=_resting(used.get(row["source_id"], 0)),
        )
        for row in found.iter_rows(named=True)
    )


def _resting(figures: int) -> str:
    if not figures:
        return say("No figure is quoted from it.")
    return say_many("{n} figure is quoted from it.", "{n} figures are quoted from it.", figures)
