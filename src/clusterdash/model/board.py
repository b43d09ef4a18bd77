"""Boards: dashboards as declarations."""

from dataclasses import dataclass, replace
from typing import Literal

from clusterdash.model.result import Question

Kind = Literal[
    "bars",
    "trend",
    "funnel",
    "measures",
    "timeline",
    "targets",
    "web",
    "matrix",
    "map",
    "list",
    "rivals",
    "coverage",
    "catalogue",
    "documents",
    "compare",
]
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
        scales: Metrics of bars that count the same thing, so that they are drawn on one scale; all
            others have scales of their own.
        ways: Breakdowns between which a reader may switch; the first is the one in ``asks``.
        recorded: What it asks instead of ``asks`` where records answer; its lead is then the first.
        renamed: Its title where records answer and the other one would be wrong.
        width: How many of the twelve columns of a wide page it takes.
        tall: About how tall it is at half the page's width, in hundreds of CSS pixels; two columns
            are filled evenly by it.
    """

    key: str
    title: str
    kind: Kind
    asks: tuple[Question, ...]
    lead: Question | None = None
    marks: tuple[str, ...] = ()
    scales: tuple[tuple[str, ...], ...] = ()
    ways: tuple[str, ...] = ()
    recorded: tuple[Question, ...] = ()
    renamed: str = ""
    width: Literal[3, 4, 5, 6, 7, 8, 12] = 6
    tall: int = 6

    def by(self, way: str) -> "Block":
        """Return this block with another of its breakdowns; an unknown one changes nothing."""
        if way not in self.ways[1:]:
            return self
        asks = tuple(_turned(question, self.ways[0], way) for question in self.asks)
        lead = _turned(self.lead, self.ways[0], way) if self.lead else None
        return replace(self, asks=asks, lead=lead)


def _turned(question: Question, old: str, new: str) -> Question:
    return replace(question, by=tuple(new if key == old else key for key in question.by))


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
