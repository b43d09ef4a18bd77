"""How names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.names import folded


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Côte-d'Or & Co.", "cote d or and co"),
        ("TÜRKİYE", "turkiye"),
        ("Kosovo*", "kosovo"),
        ("EU27_2020", "eu27 2020"),
        ("The", "the"),
        ("  a   b ", "a b"),
        ("", ""),
    ],
)
def test_folded(name: str, expected: str) -> None:
    assert folded(name) == expected


@given(st.text(max_size=20))
def test_case_and_surroundings_do_not_matter(name: str) -> None:
    assert folded(f" {name}! ") == folded(name)


@given(st.text("abcxyzABC -'&éü", max_size=20))
def test_capitals_do_not_matter(name: str) -> None:
    assert folded(name.upper()) == folded(name)
