"""Which SMEs were reached?"""

from clusterdash.model import Theme
from clusterdash.themes.sme_reach.board import BOARD, START
from clusterdash.themes.sme_reach.metrics import METRICS, UNMAPPED
from clusterdash.themes.sme_reach.records import RECORDS
from clusterdash.themes.sme_reach.source import SOURCES

THEME = Theme(
    key="sme_reach",
    title="SME reach",
    question="Which SMEs were reached?",
    headline="smes_supported",
    sources=SOURCES,
    metrics=METRICS,
    unmapped=UNMAPPED,
    start=START,
    board=BOARD,
    records=RECORDS,
)
