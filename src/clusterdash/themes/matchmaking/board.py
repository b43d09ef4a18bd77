"""The cards of the matchmaking theme on the start page."""

from clusterdash.model import Block, Question

START = (
    Block(
        key="outcomes",
        title="What came of matchmaking?",
        kind="funnel",
        asks=(Question("funnel", ("programme", "stage")),),
        width=3,
    ),
)
