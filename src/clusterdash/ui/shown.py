"""What a block shows of a view: its card and the answers that it draws, worked out once."""

from dataclasses import dataclass, replace
from functools import lru_cache

from clusterdash.engine import Engine
from clusterdash.language import say, spoken
from clusterdash.model import Block
from clusterdash.publish.synthetic import marked
from clusterdash.state import View
from clusterdash.ui import compare
from clusterdash.ui.answers import Answer, answers, lead, unmarked
from clusterdash.ui.cards import Card, card
from clusterdash.ui.natives import said


@dataclass(frozen=True, slots=True)
class Shown:
    """A card and the answers that it was made of.

    Attributes:
        card: What is said.
        answers: What is drawn.
    """

    card: Card
    answers: tuple[Answer, ...]


def shown(engine: Engine, block: Block, view: View) -> Shown:
    """Answer a block and say it; equal questions in one language are answered once."""
    turned = block.by(view.way(block.key))
    plain = View(view.where, view.stated)
    if block.kind == "compare":
        plain = replace(plain, beside=view.beside)
    return _shown(engine, turned, plain, len(engine.registry.metrics), spoken())


@lru_cache(maxsize=2048)  # some 100 kB each
def _shown(engine: Engine, block: Block, view: View, _count: int, _language: str) -> Shown:
    if block.kind == "compare":
        return Shown(*compare.card(engine, block, view))
    drawn = answers(engine, block, view)
    first = lead(engine, block, view)
    made = card(engine, block, first, drawn, unmarked(engine, block, view, drawn))
    own = said(engine, block, view)
    return Shown(_native(made, own) if own else made, drawn)


def _native(card: Card, own: str) -> Card:
    """Return the card of a block whose template follows the selection by itself."""
    copied = _told(own, card)
    return replace(
        card, headline=own, big="", of="", copied=copied, gap="", reasons=(), coverage=()
    )


def _told(own: str, card: Card) -> str:
    """Return the sentence of a native block to copy, with the edition it is of."""
    said = marked(own, synthetic=card.synthetic)
    return say("{sentence} {edition}.", sentence=said, edition=card.edition)
