"""What a block shows for a selection: its answer, or the nearest one and why."""

from dataclasses import dataclass, replace
from itertools import combinations

from clusterdash.engine import Engine, askable
from clusterdash.model import Block, Question, Result, Where
from clusterdash.state import View


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the selection, or to the nearest wider one.

    Attributes:
        asked: The question, narrowed by the selection.
        result: What is shown.
        gap: Why the selection itself has no answer, or "".
        freed: Dimensions of the selection that what is shown does not follow.
    """

    asked: Question
    result: Result
    gap: str = ""
    freed: tuple[str, ...] = ()


def answers(engine: Engine, block: Block, view: View) -> tuple[Answer, ...]:
    """Answer what a block draws."""
    return tuple(answer(engine, question, view, block.marks) for question in block.asks)


def lead(engine: Engine, block: Block, view: View) -> Answer | None:
    """Answer what a block's headline says, where that is not what it draws."""
    return answer(engine, block.lead, view, block.marks) if block.lead else None


def answer(engine: Engine, question: Question, view: View, marks: tuple[str, ...] = ()) -> Answer:
    """Answer a question as far as a selection allows.

    Args:
        engine: What answers.
        question: What a block asks.
        view: What the reader selected.
        marks: Dimensions that a figure marks instead of being narrowed by them.
    """
    metric = engine.registry.metric(question.metric)
    stated = view.stated if view.stated in metric.normalisers else question.normalise
    where = _narrowed(engine, question, view.where.without(*marks))
    asked = replace(question, where=where, normalise=stated)
    gap = engine.reason(asked)
    if not gap:
        return Answer(asked, engine.evaluate(asked))
    for freed in _ways(where, askable(metric)):
        wider = replace(asked, where=where.without(*freed))
        if not engine.reason(wider):
            return Answer(asked, engine.evaluate(wider), gap, freed)
    return Answer(asked, engine.evaluate(asked), gap)


def _narrowed(engine: Engine, question: Question, where: Where) -> Where:
    """Return a selection together with what the block itself looks at."""
    held = dict(where.selected) | dict(question.where.selected)
    return Where.of(held, question.where.years or where.years)


def _ways(where: Where, can: set[str]) -> list[tuple[str, ...]]:
    """Return which dimensions to free, fewest first; always those that cannot be asked."""
    must = tuple(key for key in where.keys if key not in can)
    rest = [key for key in ("year", "programme", "ecosystem", "country") if key in where.keys]
    rest = [key for key in rest if key not in must]
    others = [key for key in where.keys if key not in must and key not in rest]
    found = [(*must, *more) for size in range(len(rest) + 1) for more in combinations(rest, size)]
    return [way for way in (*found, (*must, *rest, *others)) if way]
