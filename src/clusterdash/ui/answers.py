"""What a block shows for a selection: its answer, or the nearest one and why."""

from dataclasses import dataclass, replace
from itertools import combinations

import polars as pl

from clusterdash.engine import Engine, askable
from clusterdash.model import Block, Metric, Question, Quote, Result, Where
from clusterdash.names import GROUPS, NOT_STATED
from clusterdash.state import View


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the selection, or to the nearest wider one.

    Attributes:
        asked: The question, narrowed by the selection.
        result: What is shown.
        gap: Why the selection itself has no answer, or "".
        freed: Dimensions of the selection that what is shown does not follow.
        plain: Whether it is shown in absolute numbers, because it cannot be stated as asked.
    """

    asked: Question
    result: Result
    gap: str = ""
    freed: tuple[str, ...] = ()
    plain: bool = False


def answers(engine: Engine, block: Block, view: View) -> tuple[Answer, ...]:
    """Answer what a block draws."""
    view = _stated(block, view)
    return tuple(answer(engine, question, view, block.marks) for question in block.asks)


def lead(engine: Engine, block: Block, view: View) -> Answer | None:
    """Answer what a block's headline says, where that is not what it draws.

    Where a figure only marks what is selected, the headline is about the selection itself.
    """
    view = _stated(block, view)
    asked = block.lead or block.asks[0]
    marked = set(block.marks) & set(view.where.keys)
    if marked:
        own = replace(asked, by=tuple(key for key in asked.by if key not in block.marks))
        found = answer(engine, own, view)
        if not found.gap:
            return found
    return answer(engine, asked, view, block.marks) if block.lead else None


def unmarked(engine: Engine, block: Block, view: View, drawn: tuple[Answer, ...]) -> Answer | None:
    """Return the answer to the selection where a figure that marks it holds nothing of it.

    Args:
        engine: What answers.
        block: The block.
        view: What the reader selected.
        drawn: What the figure draws.
    """
    marked = [key for key in block.marks if key in view.where]
    codes = {key: view.where.get(key) for key in marked}
    if not marked or any(set(held) & {*GROUPS, NOT_STATED} for held in codes.values()):
        return None
    frames = [answer.result.frame for answer in drawn if answer.result.answered]
    finest = max((len(codes.keys() & set(frame.columns)) for frame in frames), default=0)
    own_cells = [f for f in frames if len(codes.keys() & set(f.columns)) == finest]
    if not frames or any(_holds(frame, codes) for frame in own_cells):
        return None
    own = replace(block.asks[0], by=tuple(k for k in block.asks[0].by if k not in block.marks))
    found = answer(engine, own, _stated(block, view))
    if not found.gap:
        return None
    # What has no rate may be listed all the same: only its absolute number tells.
    absolute = replace(found.asked, normalise="")
    missing = engine.reason(absolute)
    gap = missing or engine.reason(found.asked)
    return Answer(absolute, found.result, gap, tuple(marked), plain=not missing)


def _holds(frame: pl.DataFrame, codes: dict[str, tuple[str, ...]]) -> bool:
    """Return whether a cell is of all that is marked, as far as cells tell it."""
    own = [pl.col(key).is_in(held) for key, held in codes.items() if key in frame]
    return bool(own) and frame.filter(*own).height > 0


def _stated(block: Block, view: View) -> View:
    """Return a view in absolute numbers for the matrix, whose cells have no others."""
    return View(view.where) if block.kind == "matrix" else view


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
    absolute = replace(asked, normalise="")
    if view.stated and asked.normalise and not engine.reason(absolute):
        return Answer(asked, engine.evaluate(absolute), gap, plain=True)
    for by in _breakdowns(metric, asked):
        other = replace(asked, by=by)
        if not engine.reason(other):
            return Answer(other, engine.evaluate(other))
    for freed in _ways(where, askable(metric)):
        wider = replace(asked, where=where.without(*freed))
        if not engine.reason(wider):
            return Answer(asked, engine.evaluate(wider), gap, freed)
    return Answer(asked, engine.evaluate(asked), gap)


def _breakdowns(metric: Metric, asked: Question) -> list[tuple[str, ...]]:
    """Return other breakdowns in which the selection itself may have an answer.

    A programme's total may not exist where its partnerships have figures of their own; a figure of
    a country may be of no event, so that events alone would say that nothing is published.
    """
    if not asked.where or not isinstance(metric.answer, Quote):
        return []
    finer = [metric.narrow_by] if metric.narrow_by and asked.by == metric.default_by else []
    return [*finer, *([()] if asked.by else [])]


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
