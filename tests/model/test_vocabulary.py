"""Qualifiers of sums and quotients, and the closed lists."""

import re
from itertools import product

import pytest

from clusterdash.errors import UnknownNameError
from clusterdash.model import CAVEATS, DIMENSIONS, caveat, dimension
from clusterdash.model.vocabulary import (
    QUALIFIERS,
    WORDS,
    qualifier_of_quotient,
    qualifier_of_sum,
)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"exact"}, "exact"),
        ({"over"}, "over"),
        ({"exact", "over"}, "over"),
        ({"at_least"}, "at_least"),
        ({"exact", "at_least"}, "at_least"),
        ({"over", "at_least"}, "over"),
        ({"exact", "over", "at_least"}, "over"),
        ({"up_to"}, "up_to"),
        ({"exact", "up_to"}, "up_to"),
        ({"over", "up_to"}, "around"),
        ({"at_least", "up_to", "exact"}, "around"),
        ({"around"}, "around"),
        ({"around", "exact"}, "around"),
        ({"around", "over"}, "around"),
        ({"around", "up_to", "over", "exact"}, "around"),
    ],
)
def test_qualifier_of_a_sum(parts: set[str], expected: str) -> None:
    assert qualifier_of_sum(parts) == expected


QUOTIENTS = {
    ("exact", "exact"): "exact",
    ("over", "exact"): "over",
    ("at_least", "exact"): "at_least",
    ("up_to", "exact"): "up_to",
    ("around", "exact"): "around",
    ("exact", "over"): "up_to",
    ("exact", "at_least"): "up_to",
    ("exact", "up_to"): "at_least",
    ("exact", "around"): "around",
    ("over", "over"): "around",
    ("over", "at_least"): "around",
    ("over", "around"): "around",
    ("at_least", "over"): "around",
    ("at_least", "at_least"): "around",
    ("at_least", "around"): "around",
    ("up_to", "up_to"): "around",
    ("up_to", "around"): "around",
    ("around", "over"): "around",
    ("around", "at_least"): "around",
    ("around", "up_to"): "around",
    ("around", "around"): "around",
}


@pytest.mark.parametrize(("pair", "expected"), QUOTIENTS.items())
def test_qualifier_of_a_quotient(pair: tuple[str, str], expected: str) -> None:
    assert qualifier_of_quotient(*pair) == expected


@pytest.mark.parametrize(
    ("pair", "allowed"),
    [
        (("over", "up_to"), {"over", "at_least"}),
        (("at_least", "up_to"), {"at_least"}),
        (("up_to", "over"), {"up_to"}),
        (("up_to", "at_least"), {"up_to"}),
    ],
)
def test_opposite_bounds_make_a_firm_bound(pair: tuple[str, str], allowed: set[str]) -> None:
    """Over 100 divided by up to 10 is over 10, however large or small the two really are."""
    assert qualifier_of_quotient(*pair) in allowed


def test_every_pair_of_qualifiers_is_tested() -> None:
    opposite = set(product(("over", "at_least"), ("up_to",)))
    opposite |= {(b, a) for a, b in opposite}
    assert set(QUOTIENTS) | opposite == set(product(QUALIFIERS, QUALIFIERS))


def test_every_qualifier_has_a_word() -> None:
    assert set(WORDS) == set(QUALIFIERS)
    assert len(set(WORDS.values())) == len(QUALIFIERS)


def test_caveats_are_a_closed_list_of_sentences() -> None:
    for key, held in CAVEATS.items():
        assert held.key == key
        assert re.fullmatch(r"[a-z0-9_]+", key)
        assert re.fullmatch(r"[A-Z].*\.", held.sentence), held.sentence
    assert len({held.sentence for held in CAVEATS.values()}) == len(CAVEATS)
    assert caveat("undated").sentence == "The source gives no date."
    with pytest.raises(UnknownNameError, match="Did you mean 'undated'"):
        caveat("undatd")


def test_dimensions_are_found_however_they_are_written() -> None:
    assert all(dimension(key).key == key for key in DIMENSIONS)
    assert dimension("Host-Country").key == dimension("host country").key == "host_country"
    with pytest.raises(UnknownNameError, match="Did you mean 'country'"):
        dimension("coutry")
