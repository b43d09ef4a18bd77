"""The organisations of the registry as a list."""

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import number, say, say_many
from clusterdash.model import Question, Where
from clusterdash.ui.lists.kinds import Kept, Line, Row, Words, joined, listed


def _organisations(engine: Engine, where: Where) -> pl.DataFrame:
    wanted = listed(engine, where)
    rows = engine.evaluate(Question("organisations", (), wanted)).rows
    if "name" not in rows.columns:
        # Records were counted, which name nobody; by city the register itself answers.
        rows = engine.evaluate(Question("organisations", ("city",), wanted)).rows
    return rows.sort("name")


def unnamed(engine: Engine, where: Where) -> bool:
    """Return whether records counted further organisations by ecosystem, which nobody names here.

    Args:
        engine: What holds the tables.
        where: The selection.
    """
    counted = engine.evaluate(Question("organisations", (), listed(engine, where))).rows
    return "ecosystem" in where and "name" not in counted.columns


def _organisation(engine: Engine, row: Line) -> Row:
    label = engine.labels.label
    cells = (
        row["city"] or "",
        label("country", row["country_code"]),
        label("ecosystem", row["first_listed_ecosystem"]),
    )
    return Row(str(row["organisation_id"]), str(row["name"]), cells)


def _of_organisations() -> Words:
    return Words(
        name=say("Organisations"),
        first=say("Organisation"),
        heads=(say("City"), say("Country"), say("First listed ecosystem")),
        asks=say("Find an organisation by name, city or sector"),
        none=say("No organisation of the registry fits. Try fewer words, or clear the selection."),
        all=lambda n: say_many(
            "{n} organisation, listed here.", "{n} organisations, all listed here.", n
        ),
        first_of=lambda found, shown: say(
            "{found} organisations, the first {shown} listed here.",
            found=number(found),
            shown=number(shown),
        ),
    )


ORGANISATIONS = Kept(
    "organisation",
    "organisation_id",
    _organisations,
    _organisation,
    joined("city", "sectors"),
    _of_organisations,
    joined("name"),
    faceted=True,
)
