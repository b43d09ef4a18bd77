"""Where sources disagree: what is shown and what is not, side by side, with their words."""

from dataclasses import dataclass

import polars as pl

from clusterdash.engine import Engine, origin
from clusterdash.language import say, say_many
from clusterdash.model import Result, Rival
from clusterdash.publish.cells import Cell, cells, title
from clusterdash.publish.words import amount
from clusterdash.ui.answers import Answer
from clusterdash.ui.profiles.facts import Quotation, language_of, quotation


@dataclass(frozen=True, slots=True)
class Side:
    """One published value.

    Attributes:
        said: The value with qualifier and unit.
        publisher: Who published it.
        title: Title of the publication.
        dated: Year of the publication, or "undated".
        source: Id of the publication.
        quote: Its words with their language, or None.
        figure: Id of the figure.
    """

    said: str
    publisher: str
    title: str
    dated: str
    source: str
    quote: Quotation | None
    figure: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing for which several values are published.

    Attributes:
        measure: What is measured.
        about: Of what.
        shown: The value that is shown.
        others: The values that are named beside it.
        why: Why they differ, where known, or "".
    """

    measure: str
    about: str
    shown: Side
    others: tuple[Side, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Disputes:
    """All disagreements behind some answers.

    Attributes:
        said: How many there are, and which value is shown.
        rows: The disagreements.
    """

    said: str
    rows: tuple[Dispute, ...]


def rivals(engine: Engine, answers: tuple[Answer, ...]) -> Disputes:
    """Return where sources disagree on what some answers show.

    Args:
        engine: What answered.
        answers: The answers; those to a wider question than the selection count only where no
            other is there.
    """
    found: dict[str, Dispute] = {}
    for answer in [a for a in answers if not a.freed] or answers:
        for figure, dispute in _disputes(engine, answer.result):
            found.setdefault(figure, dispute)
    if not found:
        return Disputes(say("No two sources disagree on what is selected."), ())
    said = say_many(
        "Sources disagree on {n} figure. The value of the Commission, its agencies or the ECCP is "
        "shown, then that of organisers and partners, then that of others; then the later account.",
        "Sources disagree on {n} figures. The value of the Commission, its agencies or the ECCP is "
        "shown, then that of organisers and partners, then that of others; then the later account.",
        len(found),
    )
    return Disputes(said, tuple(found.values()))


def _disputes(engine: Engine, result: Result) -> list[tuple[str, Dispute]]:
    others: dict[str, list[Rival]] = {}
    for rival in result.rivals:
        if rival.relation == "alt":
            others.setdefault(rival.of, []).append(rival)
    known = {
        figure: cell
        for cell in cells(result, engine.labels)
        for figure in str(cell.row["figures"] or "").split(";")
    }
    return [
        (figure, _dispute(engine, result, figure, known.get(figure), found))
        for figure, found in others.items()
    ]


def _dispute(
    engine: Engine, result: Result, figure: str, cell: Cell | None, found: list[Rival]
) -> Dispute:
    row = result.rows.filter(pl.col("figure_id") == figure).row(0, named=True)
    source = origin(engine.context, row["source_id"])
    shown = Side(
        amount(row["value"], row["qualifier"], row["unit"]),
        source.publisher,
        source.title,
        source.published or say("undated"),
        source.source_id,
        quotation(row["quote"], language_of(engine, figure)),
        figure,
    )
    level, subject = row.get("level"), row.get("subject_id")
    kind = level if level in {"event", "partnership"} else "programme"
    about = engine.labels.label(kind, subject) if subject else (cell.label if cell else "")
    why = dict.fromkeys(rival.reason for rival in found if rival.reason)
    return Dispute(title(result), about, shown, tuple(_side(engine, rival) for rival in found), " ".join(why))


def _side(engine: Engine, rival: Rival) -> Side:
    return Side(
        amount(rival.value, rival.qualifier, rival.unit),
        rival.origin.publisher,
        rival.origin.title,
        rival.origin.published or say("undated"),
        rival.origin.source_id,
        quotation(rival.quote, language_of(engine, rival.figure_id)),
        rival.figure_id,
    )
