"""Which card of an edition shows a measure."""

from collections.abc import Iterator
from functools import lru_cache

from clusterdash.engine import Engine
from clusterdash.model import Block, Board, Funnel, Question
from clusterdash.state import STATED, View
from clusterdash.ui.start import start

CATALOGUE = "catalogue"
_APART = frozenset({"rivals", "coverage", "catalogue", "documents"})  # of many measures at once
_STAGE, _OTHER, _START = 10, 20, 40  # what asks for a measure first comes before all of these


def boards(engine: Engine) -> dict[str, Board]:
    """Return the boards of an edition by key, the start page first."""
    found = [start(engine), *(theme.board for theme in engine.registry.themes if theme.board)]
    return {board.key: board for board in found}


@lru_cache(maxsize=4)
def cards(engine: Engine) -> dict[str, tuple[str, Block]]:
    """Return the key of the board and the card that shows each measure best.

    Best is the board of its own theme, there the card that asks for it before others. A measure
    that no card asks for is shown by the catalogue, at an entry of its own.

    Args:
        engine: What knows the boards.
    """
    best: dict[str, tuple[int, str, Block]] = {}
    for key, board in boards(engine).items():
        for block in board.blocks:
            for metric, rank in _asked(engine, key, block):
                if metric not in best or rank < best[metric][0]:
                    best[metric] = (rank, key, block)
    return {metric: (key, block) for metric, (_, key, block) in best.items()}


def address(engine: Engine, question: Question) -> str:
    """Return the card that answers a question, with its filter, or "" where no card asks for it.

    Args:
        engine: What knows the boards.
        question: The question; a breakdown of its own is the card's to choose.
    """
    found = cards(engine).get(question.metric)
    if found is None:
        return ""
    key, block = found
    stated = question.normalise if question.normalise in STATED else ""
    query = View(question.where, stated).to_query()
    route = "./" if key == "start" else key
    return f"{route}{'?' if query else ''}{query}#{block.key}"


@lru_cache(maxsize=4)
def catalogue(engine: Engine) -> str:
    """Return the key of the board that holds the catalogue, or ""."""
    for key, board in boards(engine).items():
        if any(block.kind == CATALOGUE for block in board.blocks):
            return key
    return ""


def _asked(engine: Engine, key: str, block: Block) -> Iterator[tuple[str, int]]:
    """Yield the measures that a card shows, each with how far from the first it stands."""
    if block.kind in _APART:
        return
    for at, question in enumerate(block.asks):
        metric = engine.registry.metric(question.metric)
        own = metric.theme in {t.key for t in engine.registry.themes if _is(t.board, key)}
        far = _START if key == "start" else 0 if own else _OTHER
        yield metric.key, far + at
        if isinstance(metric.answer, Funnel):
            yield from ((stage, far + _STAGE) for stage in metric.answer.stages)


def _is(board: Board | None, key: str) -> bool:
    return board is not None and board.key == key
