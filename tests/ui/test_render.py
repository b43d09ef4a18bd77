"""What templates do with the texts that stand in them."""

import pytest

from clusterdash.ui.render import tied

HARD = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27 agreements (1.2 %); rates", f"27 agreements (1.2{HARD}%); rates"),
        ("Around EUR 40,227 to 12 SMEs", f"Around EUR{HARD}40,227 to 12 SMEs"),
        ("INNOSUP-1: 1,006 SMEs", "INNOSUP-1: 1,006 SMEs"),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit(text: str, expected: str) -> None:
    assert tied(text) == expected
