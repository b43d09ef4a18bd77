"""One figure card by itself: the card of a question as it would stand on a board."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from clusterdash.ask import Ask
from clusterdash.engine import Engine
from clusterdash.errors import QuestionError
from clusterdash.language import say
from clusterdash.model import DIMENSIONS, Block, Board, Funnel, Metric, Question, Where
from clusterdash.model import dimension as dimension_called
from clusterdash.model.board import Kind
from clusterdash.notebook.output import Output
from clusterdash.publish.words import capital
from clusterdash.state import View
from clusterdash.ui import drawing
from clusterdash.ui.answers import answer
from clusterdash.ui.cards import Card
from clusterdash.ui.page import Place
from clusterdash.ui.session import Session
from clusterdash.ui.shown import shown

KEY = "card"
_KINDS = ("bars", "trend", "funnel", "measures", "targets", "map")
# Header, selection and sentence of the page are the board's; the card says all of its own.
_LOOK = """
header, .selection, #head, .skip, .hints, .foot-page p + p + p { display: none !important; }
body { background: transparent; } main { padding: 1px; max-width: none; }
.grid { display: block; } .foot-page { padding: 4px 18px 0; max-width: none; }
"""
_LINE, _LETTERS = 23, 105  # pixels and letters of a line, as wide as cells usually are
_AROUND, _FOOT, _BIG, _TITLE, _TABLE, _MAP = 44, 132, 50, 30, 520, 1000


@dataclass(frozen=True, slots=True)
class Alone(Output):
    """How a card looks in a cell."""

    def session(self, place: Place, query: str, report: Callable[[Exception], str]) -> Session:
        """Return what a window holds on the server."""
        return _Session(place, query, report)

    def heading(self, place: Place, view: View) -> str:
        """Return what the card says first."""
        card = _card(place, view)
        return " ".join(filter(None, [card.gap, card.headline]))

    def words(self, place: Place, view: View) -> str:
        """Return the answer as text: headline, table, coverage, sources."""
        asked = answer(place.engine, place.board.blocks[0].asks[0], view).asked
        return str(Ask(place.engine, asked, chosen=True))

    def pixels(self, place: Place, view: View) -> int:
        """Return the height that the card needs, its folded parts closed."""
        return self.height or _height(place, view)


class _Session(Session):
    def _frame(self, html: str) -> dict[str, Any]:
        held = super()._frame(html)
        return {**held, "palette": held["palette"] + _LOOK}


def alone(
    engine: Engine,
    metric: str,
    by: Collection[str] | None,
    where: Where,
    *,
    kind: Kind | None = None,
    title: str = "",
) -> Board:
    """Return a board of one card.

    Args:
        engine: What answers.
        metric: Name of the metric.
        by: Dimensions of its breakdown, or None for its own.
        where: What is selected at first.
        kind: How it is drawn, or None for what fits.
        title: What stands above it, or "" for what it shows.

    Raises:
        UnknownNameError: There is no such metric or dimension.
        QuestionError: A card cannot be drawn as this kind.
    """
    found = engine.registry.metric(metric)
    keys = found.shown_by(where) if by is None else tuple(dimension_called(key).key for key in by)
    question = Question(found.key, keys)
    stages = by is None and isinstance(found.answer, Funnel)
    if kind is not None and kind not in _KINDS:
        raise QuestionError(f"A card cannot be drawn as {kind!r}: take {', '.join(_KINDS)}.")
    named = title or _title(found, () if stages else keys)
    block = Block(KEY, named, kind or fitting(found, keys), (question,), width=12)
    return Board(KEY, named, named, question, (block,))


def fitting(metric: Metric, by: tuple[str, ...]) -> Kind:
    """Return how a question is drawn best.

    Args:
        metric: What is measured.
        by: Dimensions of its breakdown.
    """
    if isinstance(metric.answer, Funnel):
        return "funnel"
    return "trend" if "year" in by else "bars" if by else "measures"


def _title(metric: Metric, by: tuple[str, ...]) -> str:
    named = capital(say(metric.label))
    keys = [say(DIMENSIONS[key].label) for key in by]
    return (
        say("{measure} by {dimensions}", measure=named, dimensions=", ".join(keys))
        if keys
        else named
    )


def _card(place: Place, view: View) -> Card:
    return shown(place.engine, place.board.blocks[0], view).card


def _height(place: Place, view: View) -> int:
    block = place.board.blocks[0]
    card = _card(place, view)
    texts = [card.headline, card.gap, *card.coverage[:3], *(line.said for line in card.nearest)]
    lines = sum(math.ceil(len(text) / _LETTERS) for text in texts)
    figure = _MAP if block.kind == "map" else _TABLE
    if drawing.drawn(block) and block.kind != "map":
        figure = drawing.content(place.engine, block, view).height if card.drawn else 0
    return _AROUND + _TITLE + lines * _LINE + (_BIG if card.big else 0) + figure + _FOOT
