"""Which cards of a board stand one above the other, in two columns of a wide page."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from clusterdash.model import Block

Side = Literal["", "left", "right"]

_WHOLE = 12  # columns of a wide page


def lanes(blocks: Sequence[Block]) -> list[list[tuple[Block, Side]]]:
    """Return the cards of a board in runs, each with its side.

    Cards of very different heights in one row leave a hole beside the tall one. Where neighbours
    fill two columns, each column goes its own way instead, down to the next card of another width.

    Args:
        blocks: Cards in reading order.

    Returns:
        Runs of cards in reading order: a single card without a side, which stands in a row, or
        several that stand at the left and the right.
    """
    runs: list[list[tuple[Block, Side]]] = []
    at = 0
    while at < len(blocks):
        run = _run(blocks[at:])
        runs.append(run)
        at += len(run)
    return runs


def _run(blocks: Sequence[Block]) -> list[tuple[Block, Side]]:
    first = blocks[0]
    pair = {first.width, _WHOLE - first.width}
    run = list(takewhile(lambda block: block.width in pair, blocks))
    if not _columns(run, pair):
        return [(first, "")]
    if len(pair) == 1:
        return _balanced(run)
    return [(block, "left" if block.width == first.width else "right") for block in run]


def _columns(run: Sequence[Block], pair: set[int]) -> bool:
    """Whether cards fill two columns; two halves are a row, and so are a matrix and its map."""
    if any(block.kind == "matrix" for block in run):
        return False
    return {block.width for block in run} == pair and (len(pair) == 2 or len(run) > 2)


def _balanced(blocks: Sequence[Block]) -> list[tuple[Block, Side]]:
    """Return cards of one width, each on the side that is not as far down yet."""
    down: dict[Side, int] = {"left": 0, "right": 0}
    run: list[tuple[Block, Side]] = []
    for block in blocks:
        side: Side = "left" if down["left"] <= down["right"] else "right"
        down[side] += block.tall
        run.append((block, side))
    return run
