"""The cards of the training theme on the start page."""

from clusterdash.model import Block, Question

START = (
    Block(
        key="trained",
        title="Who was trained?",
        kind="bars",
        asks=(Question("training_participants", ("series",)),),
        width=3,
    ),
)
