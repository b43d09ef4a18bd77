"""Answers prepared while nobody waits, so that the first click is as quick as the next."""

from collections.abc import Sequence
from contextvars import copy_context
from threading import Thread
from time import sleep

from clusterdash.engine import Engine
from clusterdash.model import Block, Where
from clusterdash.state import View
from clusterdash.ui.catalogue import catalogue
from clusterdash.ui.command.index import index
from clusterdash.ui.coverage import coverage
from clusterdash.ui.matrix import matrix
from clusterdash.ui.shown import shown
from clusterdash.ui.start import start

_PAUSE = 0.03  # seconds between two, so that readers come first


def warm(engine: Engine, *, whole: bool = True) -> Thread:
    """Answer every board, and the start page for every cell of the matrix, in the background.

    Args:
        engine: What answers, and remembers.
        whole: Whether to answer more than the boards without a selection.
    """
    # In the language of whoever starts it: a new thread would begin in English.
    run = copy_context().run
    thread = Thread(target=run, args=(_warm, engine, whole), name="warm", daemon=True)
    thread.start()
    return thread


def _warm(engine: Engine, whole: bool) -> None:
    index(engine)
    catalogue(engine)
    coverage(engine, Where())
    boards = [theme.board for theme in engine.registry.themes if theme.board]
    lines = matrix(engine).lines
    views = [Where(), *(Where.of({"country": (line.country,)}) for line in lines)]
    views += [
        Where.of({"country": (line.country,), "ecosystem": (cell.ecosystem,)})
        for line in lines
        for cell in line.cells
        if cell.said
    ]
    views = views if whole else [Where()]
    # What is asked for most comes last, so that it is what is remembered.
    _answer(engine, start(engine).blocks, views[::-1])
    _answer(engine, [block for board in boards for block in board.blocks], [Where()])


def _answer(engine: Engine, blocks: Sequence[Block], views: Sequence[Where]) -> None:
    for where in views:
        for block in blocks:
            shown(engine, block, View(where))
            sleep(_PAUSE)
