"""A figure that marks what is selected says so where it holds none of it."""

import pytest

from clusterdash.engine import Engine
from clusterdash.ui.links import asked
from clusterdash.ui.session import board
from clusterdash.ui.shown import shown


@pytest.mark.parametrize(
    ("page", "key", "query", "gap"),
    [
        (
            "clusters",
            "labels",
            "country=SK",
            "Not published for Slovakia: this is for all countries.",
        ),
        (
            "clusters",
            "national",
            "country=SK",
            "Not published for Slovakia: this is for all countries.",
        ),
        ("clusters", "map", "country=NO", "None is listed for Norway: this is for all countries."),
        (
            "clusters",
            "by-country",
            "country=SK&ecosystem=Textiles",
            "None is listed for Slovakia, Textiles: this is for all countries.",
        ),
        ("clusters", "map", "country=UA", "No rate for Ukraine: this is for all countries."),
        (
            "clusters",
            "by-country",
            "country=NO~UA&as=population",
            "No rate for Norway or Ukraine: this is for all countries.",
        ),
        (
            "clusters",
            "by-country",
            "country=NO&as=population",
            "None is listed for Norway: this is for all countries.",
        ),
        ("clusters", "by-country", "country=UA", ""),
        ("clusters", "national", "country=PT", ""),
        ("clusters", "by-country", "country=SK", ""),
        ("clusters", "by-country", "country=EU27_2020", ""),
        ("clusters", "by-country", "", ""),
    ],
)
def test_the_gap_is_said(engine: Engine, page: str, key: str, query: str, gap: str) -> None:
    block = next(one for one in board(engine, page).blocks if one.key == key)
    card = shown(engine, block, asked(engine, query).view).card
    assert card.gap == gap
    assert bool(card.reasons) == bool(gap)
