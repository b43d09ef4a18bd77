"""Partnerships as a list."""

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import number, say, say_many
from clusterdash.model import Question, Where
from clusterdash.ui.dates import span
from clusterdash.ui.lists.kinds import Kept, Line, Row, Words, joined, listed


def _partnerships(engine: Engine, where: Where) -> pl.DataFrame:
    """Return partnerships by acronym."""
    question = Question("partnerships_listed", (), listed(engine, where, "partnerships_listed"))
    rows = engine.evaluate(question).rows
    return rows.sort(pl.col("acronym").fill_null(pl.col("name")).str.to_lowercase())


def _partnership(engine: Engine, row: Line) -> Row:
    code = str(row["partnership_id"])
    ecosystems = (engine.labels.label("ecosystem", c) for c in (row["ecosystems"] or "").split(";"))
    cells = (
        engine.labels.label("programme", row["programme"]),
        span(row["start_date"], row["end_date"]),
        ", ".join(ecosystems) if row["ecosystems"] else "",
        _partners(engine, code),
    )
    return Row(code, engine.labels.label("partnership", code), cells)


def _partners(engine: Engine, code: str) -> str:
    table = engine.context.tables["partnership_partners"]
    found = table.filter(pl.col("partnership_id") == code).height
    return number(found) if found else ""


def _of_partnerships() -> Words:
    return Words(
        name=say("Partnerships"),
        first=say("Partnership"),
        heads=(say("Programme"), say("Period"), say("Ecosystems"), say("Partners known")),
        asks=say("Find a partnership by name, programme or ecosystem"),
        none=say("No partnership fits. Try fewer words, or clear the selection."),
        all=lambda n: say_many(
            "{n} partnership, listed here.", "{n} partnerships, all listed here.", n
        ),
        first_of=lambda found, shown: say(
            "{found} partnerships, the first {shown} listed here.",
            found=number(found),
            shown=number(shown),
        ),
    )


PARTNERSHIPS = Kept(
    "partnership",
    "partnership_id",
    _partnerships,
    _partnership,
    joined("programme", "ecosystems", "ecosystems_basis", "call"),
    _of_partnerships,
    joined("acronym", "name", between=" / "),
)
