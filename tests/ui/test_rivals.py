"""Where sources disagree: every rival of the file, beside the value that is shown."""

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Where
from clusterdash.state import View
from clusterdash.ui.answers import answers
from clusterdash.ui.rivals import Disputes, rivals
from clusterdash.ui.session import board
from tests.ui import sql


def _rivals(engine: Engine, key: str, where: Where | None = None) -> Disputes:
    (block,) = (block for block in board(engine, key).blocks if block.kind == "rivals")
    return rivals(engine, answers(engine, block, View(where or Where())))


@pytest.mark.parametrize(
    ("figure", "shown", "others"),
    [
        ("agreements", "27", ["416"]),
        ("meetings", "2,210", ["2,180"]),
        ("countries", "27", ["30", "30"]),
    ],
)
def test_both_values_stand_side_by_side(
    engine: Engine, figure: str, shown: str, others: list[str]
) -> None:
    rows = _rivals(engine, "matchmaking").rows
    found = [(row.shown.said, [side.said for side in row.others]) for row in rows]
    assert (shown, others) in found, figure


def test_every_value_has_its_source_and_its_words(engine: Engine) -> None:
    held = {
        row[0]: row[1:] for row in sql.select("SELECT figure_id, source_id, quote FROM raw_figures")
    }
    rows = _rivals(engine, "matchmaking").rows + _rivals(engine, "sme_reach").rows
    sides = [side for row in rows for side in (row.shown, *row.others)]
    assert len(sides) > 30
    for side in sides:
        words = side.quote.text if side.quote else None
        assert (side.source, words) == held[side.figure]


def test_each_disagreement_stands_once(engine: Engine) -> None:
    for key in ("matchmaking", "sme_reach", "training"):
        shown = [row.shown.figure for row in _rivals(engine, key).rows]
        assert len(shown) == len(set(shown))


def test_the_reason_is_told_where_it_is_known(engine: Engine) -> None:
    (row,) = (r for r in _rivals(engine, "matchmaking").rows if r.shown.said == "27" and r.why)
    assert "initiated or already established" in row.why


def test_no_disagreement_is_said(engine: Engine) -> None:
    made = _rivals(
        engine, "matchmaking", Where.of({"event": ("eu-taiwan-cluster-matchmaking-taipei-2018",)})
    )
    assert made == Disputes("No two sources disagree on what is selected.", ())
