"""The figure card as plain values: what a page shows of a Result."""

from dataclasses import dataclass

from clusterdash.engine import Engine, Labels
from clusterdash.model import Origin, Question, Result, Theme
from clusterdash.publish import Table, command, headline, rivals_in_words, table
from clusterdash.publish.words import capital


@dataclass(frozen=True, slots=True)
class Card:
    """One figure card.

    Attributes:
        anchor: Its name in a link.
        label: What is measured.
        headline: What the figures say, one sentence.
        table: The same numbers as a table.
        definition: What one unit is.
        coverage: How much it rests on.
        caveats: Known weaknesses.
        notes: What was left out or chosen.
        rivals: Other published values, in words.
        credit: Whom to credit for counted rows, or "".
        origins: Publications behind it.
        asked: The command that asks the same question.
    """

    anchor: str
    label: str
    headline: str
    table: Table | None
    definition: str
    coverage: tuple[str, ...]
    caveats: tuple[str, ...]
    notes: tuple[str, ...]
    rivals: tuple[str, ...]
    credit: str
    origins: tuple[Origin, ...]
    asked: str


@dataclass(frozen=True, slots=True)
class Section:
    """The cards of one theme.

    Attributes:
        key: The theme.
        question: The question that it answers.
        cards: Its cards.
    """

    key: str
    question: str
    cards: tuple[Card, ...]


def start(engine: Engine) -> tuple[Section, ...]:
    """Return the cards of the start page, a section a theme."""
    return tuple(_section(engine, theme) for theme in engine.registry.themes)


def _section(engine: Engine, theme: Theme) -> Section:
    results = [engine.evaluate(Question(key, by)) for key, by in theme.start]
    return Section(theme.key, theme.question, tuple(card(r, engine.labels) for r in results))


def card(result: Result, labels: Labels) -> Card:
    """Return a Result as a figure card."""
    return Card(
        anchor=result.metric.key,
        label=capital(result.metric.label),
        headline=headline(result, labels),
        table=table(result, labels) if result.answered else None,
        definition=result.metric.definition,
        coverage=tuple(c.sentence for c in result.coverage),
        caveats=tuple(c.sentence for c in result.caveats),
        notes=result.notes,
        rivals=rivals_in_words(result),
        credit=result.credit,
        origins=result.origins,
        asked=command(result.question, labels),
    )
