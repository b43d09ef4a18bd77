"""Which figures of a page a link switches to another breakdown, and what of it cannot be."""

from collections.abc import Iterator, Sequence

from clusterdash.engine import Engine
from clusterdash.errors import closest
from clusterdash.language import say, say_many
from clusterdash.model import DIMENSIONS, Block, Board
from clusterdash.state import View

_SAID = 5
Turn = tuple[str, str]
"""A block and the breakdown that it is switched to."""


def offered(engine: Engine, turns: Sequence[Turn], board: Board | None = None) -> tuple[Turn, ...]:
    """Return those that a block of any board offers: a link keeps them from page to page.

    Args:
        engine: What knows the boards.
        turns: What a link asks for.
        board: One more board, which need not be registered.
    """
    known = {(block.key, way) for block in _blocks(engine, board) for way in block.ways}
    return tuple(turn for turn in turns if turn in known)


def refused(
    engine: Engine, pieces: Sequence[str], board: Board | None = None
) -> tuple[list[str], tuple[str, ...]]:
    """Part the pieces of a link from those that switch a block to what no block offers.

    Args:
        engine: What knows the boards.
        pieces: The pieces as they stand.
        board: One more board, which need not be registered.

    Returns:
        The other pieces, and a sentence for each that is left out; of many, for the first ones.
    """
    asked = {p: View.from_query(p)[0].ways for p in pieces if p.startswith("by=")}
    known = {*offered(engine, [turn for turns in asked.values() for turn in turns], board)}
    left = {p: turn for p, turns in asked.items() for turn in turns if turn not in known}
    blocks = {block.key: block for block in reversed([*_blocks(engine, board)])}
    said = [_refusal(blocks, *turn) for turn in [*left.values()][:_SAID]]
    return [p for p in pieces if p not in left], _few(said, len(left))


def repeated(pieces: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell pieces of a link that contradict an earlier one from those that nobody understands.

    Returns:
        The pieces that are not understood, and a sentence for each of the others.
    """
    again = [p for p in dict.fromkeys(pieces) if p[:3] in {"as=", "by="} and _alone(p)]
    said = [
        say(
            "The link says “{key}” more than once: the first is used, “{value}” was left out.",
            key=key,
            value=value,
        )
        for key, value in map(_halves, again[:_SAID])
    ]
    return tuple(p for p in pieces if p not in {*again}), _few(said, len(again))


def _halves(piece: str) -> tuple[str, str]:
    """Return what a piece sets, and to what: "by=meetings" and "year"."""
    key, _, value = piece.partition("." if piece.startswith("by=") else "=")
    return key, value


def _alone(piece: str) -> bool:
    """Return whether a piece would be understood if it stood alone."""
    return not View.from_query(piece)[1]


def _blocks(engine: Engine, board: Board | None) -> Iterator[Block]:
    """Yield the blocks of this board, then those of all others and of the start page."""
    yield from board.blocks if board else ()
    for theme in engine.registry.themes:
        yield from theme.board.blocks if theme.board else ()
        yield from theme.start


def _refusal(blocks: dict[str, Block], key: str, way: str) -> str:
    name = say(DIMENSIONS[way].label) if way in DIMENSIONS else way
    if key not in blocks:
        near = closest(key, [each.key for each in blocks.values() if each.ways], limit=1)
        return say(
            "The link asks for the figure “{figure}” by {way}, but there is no such figure: "
            "it was left out.",
            figure=key,
            way=name,
        ) + (" " + say("Did you mean “{name}”?", name=near[0]) if near else "")
    return say(
        "The link asks for the figure “{figure}” by {way}, by which it cannot be shown: "
        "it was left out.",
        figure=say(blocks[key].title),
        way=name,
    )


def _few(said: list[str], count: int) -> tuple[str, ...]:
    if count <= _SAID:
        return tuple(said)
    rest = say_many(
        "{n} more part of the link was left out for a like reason.",
        "{n} more parts of the link were left out for like reasons.",
        count - _SAID,
    )
    return (*said, rest)
