"""What is known, who published it, and what is missing?"""

from clusterdash.model import Theme
from clusterdash.themes.sources.board import BOARD
from clusterdash.themes.sources.metrics import METRICS

THEME = Theme(
    key="sources",
    title="Sources",
    question="What is known, who published it, and what is missing?",
    headline="publications",
    sources=(),
    metrics=METRICS,
    board=BOARD,
)
