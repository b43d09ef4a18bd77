"""The start page, as the themes declare what stands on it."""

from clusterdash.engine import Engine
from clusterdash.language import say
from clusterdash.model import Block, Board


def start(engine: Engine) -> Board:
    """Return the start page: the cards that each theme puts there, the four questions first."""
    blocks: tuple[Block, ...] = tuple(b for theme in engine.registry.themes for b in theme.start)
    ordered = tuple(sorted(blocks, key=lambda block: block.kind in {"matrix", "map", "list"}))
    leads = [theme.board.lead for theme in engine.registry.themes if theme.board]
    return Board("start", say("Start"), say("Four questions, one selection"), leads[0], ordered)
