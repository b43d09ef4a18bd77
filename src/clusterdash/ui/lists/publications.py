"""Publications as a list, those of the highest rank first."""

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import number, say, say_many
from clusterdash.model import Question, Where
from clusterdash.ui.lists.kinds import Kept, Line, Row, Words, joined, listed


def _publications(engine: Engine, where: Where) -> pl.DataFrame:
    """Return publications by publisher and title; a selection keeps those its figures rest on."""
    table = engine.context.tables["sources"]
    held = engine.registry.known(("figures_held",))  # an edition of records alone has none
    asked = listed(engine, where, *held) if held else None
    if asked:
        figures = engine.evaluate(Question("figures_held", (), asked)).rows
        table = table.filter(pl.col("source_id").is_in(figures["source_id"].unique()))
    return table.sort("rank", "publisher", "title", nulls_last=True)


def _publication(engine: Engine, row: Line) -> Row:
    code = str(row["source_id"])
    resting = engine.context.tables["figures"].filter(pl.col("source_id") == code).height
    cells = (
        str(row["publisher"]),
        str(row["published"]) if row["published"] else say("undated"),
        number(resting) if resting else "",
    )
    return Row(code, str(row["title"] or row["url"] or code), cells)


def _of_publications() -> Words:
    return Words(
        name=say("Publications"),
        first=say("Publication"),
        heads=(say("Publisher"), say("Published"), say("Figures")),
        asks=say("Find a publication by title, publisher or address"),
        none=say("No publication fits. Try fewer words, or clear the selection."),
        all=lambda n: say_many(
            "{n} publication, listed here.", "{n} publications, all listed here.", n
        ),
        first_of=lambda found, shown: say(
            "{found} publications, the first {shown} listed here.",
            found=number(found),
            shown=number(shown),
        ),
    )


PUBLICATIONS = Kept(
    "source",
    "source_id",
    _publications,
    _publication,
    joined("publisher", "url", "published", "source_id"),
    _of_publications,
    joined("title"),
)
