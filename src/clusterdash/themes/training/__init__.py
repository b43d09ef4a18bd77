"""Who was trained?"""

from clusterdash.model import Question, Theme
from clusterdash.themes.training.board import BOARD, START
from clusterdash.themes.training.metrics import METRICS, UNMAPPED
from clusterdash.themes.training.records import RECORDS

THEME = Theme(
    key="training",
    title="Training",
    question="Who was trained?",
    headline="training_participants",
    sources=(),
    metrics=METRICS,
    unmapped=UNMAPPED,
    start=START,
    board=BOARD,
    records=RECORDS,
    compared=(
        Question("sessions"),
        Question("training_participants"),
        Question("training_participants", normalise="organisations"),
        Question("completion_rate"),
    ),
)
