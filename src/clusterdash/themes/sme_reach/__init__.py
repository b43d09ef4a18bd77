"""Which SMEs were reached?"""

from clusterdash.model import Question, Theme
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
    compared=(
        Question("partnerships_listed"),
        Question("smes_supported"),
        Question("smes_supported", normalise="smes"),
        Question("smes_reached"),
        Question("smes_trained"),
        Question("funding_to_smes"),
        Question("funding_to_smes", normalise="population"),
        Question("projects_funded"),
    ),
)
