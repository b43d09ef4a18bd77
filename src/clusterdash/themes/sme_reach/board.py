"""The cards of the SME reach theme on the start page."""

from clusterdash.model import Block, Question

START = (
    Block(
        key="reach",
        title="Which SMEs were reached?",
        kind="measures",
        asks=(
            Question("smes_supported", ("programme",)),
            Question("smes_represented", ("subject",)),
            Question("smes_trained", ("programme",)),
        ),
        width=3,
    ),
)
