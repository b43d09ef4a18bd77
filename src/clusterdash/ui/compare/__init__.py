"""Countries, ecosystems, programmes or periods side by side."""

from clusterdash.ui.compare.acts import pinned, selected, turned, unpinned, yielding
from clusterdash.ui.compare.asking import compared
from clusterdash.ui.compare.bar import Bar, bar
from clusterdash.ui.compare.board import KEY, board
from clusterdash.ui.compare.card import card
from clusterdash.ui.compare.head import head
from clusterdash.ui.compare.sides import Sides, sides

__all__ = [
    "KEY",
    "Bar",
    "Sides",
    "bar",
    "board",
    "card",
    "compared",
    "head",
    "pinned",
    "selected",
    "sides",
    "turned",
    "unpinned",
    "yielding",
]
