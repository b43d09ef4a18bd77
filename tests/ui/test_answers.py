"""A block answers what was selected, or the nearest wider question, and says which it was."""

from itertools import combinations

import pytest

from clusterdash.engine import Engine, askable
from clusterdash.model import Block, Question
from clusterdash.opened import default_engine
from clusterdash.publish import headline
from clusterdash.ui.answers import Answer, answers, lead
from clusterdash.ui.links import asked
from clusterdash.ui.natives import KINDS
from clusterdash.ui.session import board
from clusterdash.ui.shown import shown

KNOWN = default_engine()
BLOCKS = {
    f"{key}/{block.key}": block
    for key in ("start", *(t.board.key for t in KNOWN.registry.themes if t.board))
    for block in board(KNOWN, key).blocks
}
SELECTIONS = [
    "",
    "country=PT",
    "country=EU27_2020",
    "country=NO",
    "country=AL~PT",
    "country=PT&ecosystem=Digital",
    "ecosystem=Health",
    "ecosystem=not%20stated",
    "year=2016~2018",
    "year=1999",
    "programme=Euroclusters",
    "programme=ESCP-4i&country=PT&year=2018",
    "as=population",
    "country=NO&as=population",
    "country=PT&as=share",
]
pytestmark = [
    pytest.mark.parametrize("query", SELECTIONS),
    pytest.mark.parametrize("block", BLOCKS.values(), ids=list(BLOCKS)),
]


def _every(engine: Engine, block: Block, query: str) -> list[Answer]:
    view = asked(engine, query).view
    first = lead(engine, block, view)
    return [*([first] if first else []), *answers(engine, block, view)]


def test_asked_or_wider_and_said(engine: Engine, block: Block, query: str) -> None:
    view = asked(engine, query).view
    for found in _every(engine, block, query):
        held = found.asked.where
        # What was asked is the selection, but for what the figure marks.
        # A headline may be about what the figure marks.
        narrowed = set(view.where.keys) - set(block.marks)
        own = {key for question in block.asks for key in question.where.keys}
        assert set(held.keys) - own in (narrowed, set(view.where.keys))
        chosen = set(held.keys) - own - {"year"}
        assert all(held.get(key) == view.where.get(key) for key in chosen)
        assert held.years == (view.where.years if "year" in held else None)
        answer = found.result.question
        if not found.gap:
            assert (answer.where, found.freed) == (held, ())
            assert found.result.answered
        elif found.result.answered:
            assert found.freed
            assert set(found.freed) <= set(held.keys)
            assert answer.where == held.without(*found.freed)
        assert answer.normalise == found.asked.normalise
        assert bool(found.gap) == bool(engine.evaluate(found.asked).reason)


def test_no_more_is_freed_than_must_be(engine: Engine, block: Block, query: str) -> None:
    for found in _every(engine, block, query):
        keys = found.asked.where.keys
        if not found.gap or not found.result.answered:
            continue
        for size in range(len(found.freed)):
            for fewer in combinations(keys, size):
                where = found.asked.where.without(*fewer)
                other = Question(found.asked.metric, found.asked.by, where, found.asked.normalise)
                assert engine.evaluate(other).reason, f"freeing {fewer} would have been enough"


def test_what_is_shown_is_not_said_to_be_of_what_was_freed(
    engine: Engine, block: Block, query: str
) -> None:
    card = shown(engine, block, asked(engine, query).view).card
    every = _every(engine, block, query)
    if block.kind in KINDS - {"documents"}:  # these follow the selection by themselves
        every = []
    if not any(found.gap for found in every):
        view = asked(engine, query).view
        marked = {code for key in block.marks for code in view.where.get(key)}
        if card.gap:  # the figure marks what is selected, and holds none of it
            rows = [row for found in every for row in found.result.frame.iter_rows(named=True)]
            assert marked
            assert not any(row.get(key) in marked for row in rows for key in block.marks)
        assert bool(card.reasons) == bool(card.gap)
        return
    assert card.gap
    for found in every:
        if found.gap:
            assert found.gap in card.reasons
        if not found.gap or not found.result.answered:
            continue
        # The card says what it does not follow.
        freed = found.asked.where.without(
            *(k for k in found.asked.where.keys if k not in found.freed)
        )
        words = [engine.labels.label(key, code) for key, codes in freed.selected for code in codes]
        words += [str(year) for year in freed.years or ()]
        assert all(word in card.gap for word in words)
        said = headline(found.result, engine.labels)
        for key in found.freed:
            # A programme that a partnership belongs to, or that is a subject, is named too.
            named = {key, "subject", "partnership"} & {*found.result.by}
            if not named and key != "year":
                labels = [engine.labels.label(key, code) for code in freed.get(key)]
                assert not any(label in said for label in labels if label != "not stated")


def test_never_empty_handed_without_a_reason(engine: Engine, block: Block, query: str) -> None:
    for found in _every(engine, block, query):
        if found.result.answered:
            assert found.result.frame["value"].drop_nulls().len()
        else:
            assert found.gap
            assert found.result.reason == found.gap
            # Nothing wider is answered either.
            metric = engine.registry.metric(found.asked.metric)
            keys = found.asked.where.keys
            must = [key for key in keys if key not in askable(metric)]
            for size in range(len(keys) + 1):
                for more in combinations(keys, size):
                    where = found.asked.where.without(*must, *more)
                    wider = Question(metric.key, found.asked.by, where, found.asked.normalise)
                    assert engine.evaluate(wider).reason
