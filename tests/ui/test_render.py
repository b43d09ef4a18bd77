"""What templates do with the texts that stand in them."""

import pytest

from clusterdash.ui.render import pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27 agreements (1.2 %); rates", "27 agreements (<1.2 %>); rates"),
        ("Around EUR 40,227 to 12 SMEs", "Around <EUR 40,227> to 12 SMEs"),
        ("the EU-27: ESCP-4i, INNOSUP-1", "the <EU-27>: ESCP-4i, INNOSUP-1"),
        ("Agri-food: 1,006 SMEs", "Agri-food: 1,006 SMEs"),
        ("5 % and 6 %", "<5 %> and <6 %>"),
        ("Poland 81 (5th of 27) (2026)", "Poland 81 (<5th of 27>) (2026)"),
        ("", ""),
    ],
)
def test_no_line_ends_within_a_number_and_its_unit(text: str, expected: str) -> None:
    assert "".join(f"<{piece}>" if whole else piece for piece, whole in pieces(text)) == expected
    assert "".join(piece for piece, _ in pieces(text)) == text
