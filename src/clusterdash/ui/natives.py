"""Blocks that are native HTML and no drawing: what their templates say."""

from clusterdash.engine import Engine
from clusterdash.model import Block, Board
from clusterdash.state import View
from clusterdash.ui.catalogue import catalogue
from clusterdash.ui.compare.card import measured, reading
from clusterdash.ui.compare.sides import sides
from clusterdash.ui.coverage import coverage
from clusterdash.ui.missions import missions
from clusterdash.ui.rivals import rivals

KINDS = frozenset({"rivals", "coverage", "catalogue", "documents", "compare"})
"""Kinds of block that have a template of their own, by the same name."""


def natives(engine: Engine, board: Board, view: View) -> dict[str, dict[str, object]]:
    """Return what the templates of native blocks say, by block.

    Args:
        engine: What answered.
        board: What the page shows.
        view: What is selected.
    """
    return {
        block.key: _native(engine, block, view) for block in board.blocks if block.kind in KINDS
    }


def _native(engine: Engine, block: Block, view: View) -> dict[str, object]:
    match block.kind:
        case "rivals":
            return {"rivals": rivals(engine, theme(engine, block), view.where)}
        case "coverage":
            return {"coverage": coverage(engine, view.where, theme(engine, block))}
        case "catalogue":
            return {"catalogue": catalogue(engine)}
        case "compare":
            return _sides(engine, block, view)
        case _:
            return {"documents": missions(engine)}


def _sides(engine: Engine, block: Block, view: View) -> dict[str, object]:
    found = sides(engine, view)
    made = (one for one in measured(engine, block, found, view.stated) if one.answered)
    shown = [multiple for one in made for multiple in one.multiples if multiple.answered]
    return {
        "multiples": shown,
        "sides": found,
        "many": any(ask.by for ask in block.asks),
        "notes": reading(shown, found),
        # One width for all tables of a card: their bars are compared.
        "room": max((multiple.room for multiple in shown), default=0),
        "ranked": any(multiple.ranked for multiple in shown),
        "apart": any(multiple.apart for multiple in shown),
    }


def theme(engine: Engine, block: Block) -> str:
    """Return the theme that a block is about, or "" where it is about all of them."""
    own = engine.registry.metric(block.asks[0].metric).theme
    return "" if own == "sources" else own


def said(engine: Engine, block: Block, view: View) -> str:
    """Return the headline of a native block, or "" where its answers say it."""
    match block.kind:
        case "rivals":
            return rivals(engine, theme(engine, block), view.where).said
        case "coverage":
            return coverage(engine, view.where, theme(engine, block)).summary[0]
        case "catalogue":
            return catalogue(engine).said
        case _:
            return ""
