"""Boards: dashboards as declarations."""

from dataclasses import dataclass
from typing import Literal

from clusterdash.model.result import Question

Kind = Literal["bars", "trend", "funnel", "measures", "matrix", "map", "list"]
"""How a block draws its answers."""


@dataclass(frozen=True, slots=True)
class Block:
    """One figure card.

    Attributes:
        key: Its name in links.
        title: The question it answers, in plain words.
        kind: How it is drawn.
        asks: What it draws, before the selection narrows it; several are shown
            side by side, never added.
        lead: What its headline and big number say, where that is not what it draws.
        marks: Dimensions of the selection that are marked in the figure instead of narrowing it.
        width: How many of the twelve columns of a wide page it takes.
        rows: Beside how many cards it stands there.
    """

    key: str
    title: str
    kind: Kind
    asks: tuple[Question, ...]
    lead: Question | None = None
    marks: tuple[str, ...] = ()
    width: Literal[3, 4, 5, 6, 7, 8, 12] = 6
    rows: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Board:
    """A page of figure cards.

    Attributes:
        key: Its route.
        title: Its name in the navigation.
        question: What it answers.
        lead: What the sentence of the page says.
        blocks: Its cards, in reading order.
    """

    key: str
    title: str
    question: str
    lead: Question
    blocks: tuple[Block, ...]
