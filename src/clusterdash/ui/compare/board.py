"""The page that compares, as the themes declare what they set side by side."""

from clusterdash.engine import Engine
from clusterdash.language import say
from clusterdash.model import Block, Board, Question, Theme

KEY = "compare"


def board(engine: Engine) -> Board:
    """Return the page: a card for each theme, and one for each breakdown of its measures."""
    blocks = tuple(block for theme in engine.registry.themes for block in _blocks(theme))
    lead = blocks[0].asks[0] if blocks else Question("organisations")
    question = say("Which countries, programmes or periods differ?")
    return Board(KEY, say("Compare"), question, lead, blocks)


def _blocks(theme: Theme) -> list[Block]:
    plain = tuple(ask for ask in theme.compared if not ask.by)
    title = theme.start[0].title if theme.start else theme.title
    found = [Block(theme.key, title, "compare", plain, width=12)] if plain else []
    for way in dict.fromkeys(ask.by[0] for ask in theme.compared if ask.by):
        asks = tuple(ask for ask in theme.compared if ask.by[:1] == (way,))
        found.append(Block(f"{theme.key}-{way}", title, "compare", asks, width=12))
    return found
