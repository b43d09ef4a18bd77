"""How many cluster organisations are there, where, and in which ecosystems?"""

from clusterdash.model import Question, Theme
from clusterdash.themes.clusters.board import BOARD, START
from clusterdash.themes.clusters.metrics import METRICS, UNMAPPED
from clusterdash.themes.clusters.records import RECORDS
from clusterdash.themes.clusters.source import SOURCES

THEME = Theme(
    key="clusters",
    title="Clusters",
    question="How many cluster organisations?",
    headline="organisations",
    sources=SOURCES,
    metrics=METRICS,
    unmapped=UNMAPPED,
    start=START,
    board=BOARD,
    records=RECORDS,
    compared=(
        Question("organisations"),
        Question("organisations", normalise="population"),
        Question("organisations", normalise="share"),
        Question("organisations", ("ecosystem",)),
    ),
)
