"""Themes: what belongs to one question about clusters."""

from dataclasses import dataclass, field

from clusterdash.model.board import Block, Board
from clusterdash.model.metric import Metric
from clusterdash.model.record import Record
from clusterdash.model.result import Question
from clusterdash.model.source import Source


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its tables and metrics, registered as one.

    Attributes:
        key: Name of the theme.
        title: Title for readers.
        question: The question that the theme answers.
        headline: Metric that stands for the theme on a start page.
        sources: Tables that the theme brings.
        metrics: Metrics of the theme.
        unmapped: Measures that no metric shows, with the reason.
        start: Its cards on the start page.
        board: Its own page, if any.
        records: Tables of records that it can read, where an edition holds them.
        compared: What it sets side by side where countries, ecosystems, programmes or periods are
            compared; questions with a breakdown stand on a card of their own.
    """

    key: str
    title: str
    question: str
    headline: str
    sources: tuple[Source, ...]
    metrics: tuple[Metric, ...]
    unmapped: dict[str, str] = field(default_factory=dict)
    start: tuple[Block, ...] = ()
    board: Board | None = None
    records: tuple[Record, ...] = ()
    compared: tuple[Question, ...] = ()
