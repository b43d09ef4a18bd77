"""Answers prepared while nobody waits, so that the first click is as quick as the next."""

from contextvars import copy_context
from threading import Thread
from time import sleep

from clusterdash.engine import Engine
from clusterdash.model import Where
from clusterdash.state import View
from clusterdash.ui.cards import shown
from clusterdash.ui.matrix import matrix
from clusterdash.ui.page import start

_PAUSE = 0.03  # seconds between two, so that readers come first


def warm(engine: Engine) -> Thread:
    """Answer the start page for every cell of the matrix, in the background.

    Args:
        engine: What answers, and remembers.
    """
    # In the language of whoever starts it: a new thread would begin in English.
    run = copy_context().run
    thread = Thread(target=run, args=(_warm, engine), name="warm", daemon=True)
    thread.start()
    return thread


def _warm(engine: Engine) -> None:
    blocks = start(engine).blocks
    lines = matrix(engine).lines
    views = [Where(), *(Where.of({"country": (line.country,)}) for line in lines)]
    views += [
        Where.of({"country": (line.country,), "ecosystem": (cell.ecosystem,)})
        for line in lines
        for cell in line.cells
        if cell.said
    ]
    for where in views:
        for block in blocks:
            shown(engine, block, View(where))
            sleep(_PAUSE)
