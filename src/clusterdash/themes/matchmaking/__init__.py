"""What came of matchmaking?"""

from clusterdash.model import Question, Theme
from clusterdash.themes.matchmaking.board import BOARD, START
from clusterdash.themes.matchmaking.metrics import METRICS, UNMAPPED
from clusterdash.themes.matchmaking.records import RECORDS
from clusterdash.themes.matchmaking.source import SOURCES

THEME = Theme(
    key="matchmaking",
    title="Matchmaking",
    question="What came of matchmaking?",
    headline="funnel",
    sources=SOURCES,
    metrics=METRICS,
    unmapped=UNMAPPED,
    start=START,
    board=BOARD,
    records=RECORDS,
    compared=(
        Question("matchmaking_events"),
        Question("country_presence"),
        Question("participants"),
        Question("meetings"),
        Question("meetings", normalise="organisations"),
        Question("cooperation_cases"),
        Question("agreements"),
        Question("agreement_rate"),
    ),
)
