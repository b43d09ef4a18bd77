"""What a link to a page says of it where it is pasted: in a message, a search, another site."""

from dataclasses import dataclass

from clusterdash.engine import Engine
from clusterdash.language import say, say_many
from clusterdash.model import Board
from clusterdash.publish.synthetic import made_up, marked
from clusterdash.state import View
from clusterdash.ui import compare
from clusterdash.ui.answers import answer
from clusterdash.ui.profiles.country import Country
from clusterdash.ui.profiles.document import Document
from clusterdash.ui.profiles.ecosystem import Ecosystem
from clusterdash.ui.profiles.event import Event
from clusterdash.ui.profiles.organisation import Profile
from clusterdash.ui.profiles.partnership import Partnership
from clusterdash.ui.profiles.source import Source
from clusterdash.ui.profiles.statements import Statement

_SITE = "clusterdash"
_MOST = 3  # figures or periods that are told


@dataclass(frozen=True, slots=True)
class Preview:
    """A page in two lines.

    Attributes:
        title: Its title.
        description: Its sentence, with period and edition.
        site: Name of the site.
    """

    title: str
    description: str
    site: str = _SITE


def of_board(engine: Engine, board: Board, view: View, said: str) -> str:
    """Return what a link to a selection says: its sentence, with period and edition.

    Args:
        engine: What answers.
        board: What the page shows.
        view: What is selected.
        said: The sentence of the page.
    """
    # What stands side by side says itself of which years it is.
    period = "" if board.key == compare.KEY else _period(engine, board, view, said)
    return _told(engine, said, period)


def of_thing(engine: Engine, found: object, name: str) -> str:
    """Return what a link to a page about one thing says.

    Args:
        engine: What knows it.
        found: What the page is about, or None for a page about nothing.
        name: Its name.
    """
    return _told(engine, _ended(name), *map(_ended, _lines(found)))


def _told(engine: Engine, *said: str) -> str:
    """Return lines as one; the mark of made-up data stands first, where no preview is cut."""
    made = made_up(synthetic=engine.edition.synthetic)
    lines = [line.removesuffix(f" {made}.") for line in said if line]
    lines.append(say("{edition}.", edition=engine.edition.label))
    return marked(" ".join(lines), synthetic=engine.edition.synthetic)


def _ended(said: str) -> str:
    return said if not said or said.endswith((".", "?", "!")) else f"{said}."


def _period(engine: Engine, board: Board, view: View, said: str) -> str:
    """Return the period of the lead's figures, unless its sentence tells it or has none."""
    found = answer(engine, board.lead, view)
    if (found.gap and not found.plain) or not found.result.answered:
        return ""
    spans = sorted({span for span in found.result.frame["span"] if span})
    labels = [engine.labels.label("period", span) for span in spans]
    if not labels or (len(labels) == 1 and labels[0] in said):
        return ""
    told, more = "; ".join(labels[:_MOST]), len(labels) - _MOST
    if more > 0:
        told = say_many("{periods}; {n} more", "{periods}; {n} more", more, periods=told)
    return say_many("Period: {periods}.", "Periods: {periods}.", len(labels), periods=told)


def _lines(found: object) -> tuple[str, ...]:
    match found:
        case Country() | Ecosystem():
            return (found.told,)
        case Event():
            return (found.told, _figures(found.statements))
        case Partnership():
            return (found.full_name, _figures(found.statements))
        case Profile():
            return (found.listed,)
        case Source() | Document():
            return (_published(found), _rests(found.statements))
    return ()


def _published(found: Source | Document) -> str:
    return f"{found.origin.publisher}, {found.origin.date}"


def _rests(statements: tuple[Statement, ...]) -> str:
    return say_many("{n} figure rests on it.", "{n} figures rest on it.", len(statements))


def _figures(statements: tuple[Statement, ...]) -> str:
    """Return the first figures of a thing, each with its period; those of a part are not first."""
    whole = [one for one in statements if not one.narrow and not one.relation]
    return "; ".join(_figure(one) for one in whole[:_MOST])


def _figure(one: Statement) -> str:
    said = say("planned, not an outcome: {value}", value=one.said) if one.planned else one.said
    return f"{said} ({one.span})" if one.span else said
