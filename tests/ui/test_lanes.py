"""Cards of a board in two columns: in reading order, nobody lost, as even as they say they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.engine import Engine
from clusterdash.model import Block, Question
from clusterdash.ui.lanes import lanes

WIDTHS = st.sampled_from([3, 4, 5, 6, 7, 8, 12])


def blocks(*sizes: tuple[int, int]) -> list[Block]:
    asks = (Question("organisations"),)
    return [
        Block(f"b{n}", "Title", "bars", asks, width=width, tall=tall)  # type: ignore[arg-type]
        for n, (width, tall) in enumerate(sizes)
    ]


def sides(*sizes: tuple[int, int]) -> str:
    """Return the sides: L, R or - for a card in a row; runs apart."""
    marks = {"left": "L", "right": "R", "": "-"}
    return " ".join("".join(marks[side] for _, side in run) for run in lanes(blocks(*sizes)))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([(3, 1)] * 4, "- - - -"),
        ([(7, 1), (5, 1)], "LR"),
        ([(6, 1), (6, 1)], "- -"),
        ([(6, 1), (6, 1), (6, 1)], "LRL"),
        ([(6, 2), (6, 1), (6, 1), (6, 2), (6, 1)], "LRRLR"),
        ([(4, 1), (8, 1), (4, 1), (12, 1)], "LRL -"),
        ([(8, 1), (4, 1), (4, 1)], "LRR"),
        ([(4, 1), (4, 1), (4, 1)], "- - -"),
        ([(7, 1), (5, 1), (5, 1), (6, 1), (6, 1), (6, 1)], "LRR LRL"),
        ([(12, 1), (12, 1), (12, 1)], "- - -"),
        ([(4, 1), (4, 1), (6, 1), (6, 1), (6, 1)], "- - LRL"),
    ],
)
def test_sides(sizes: list[tuple[int, int]], expected: str) -> None:
    assert sides(*sizes) == expected


@given(st.lists(st.tuples(WIDTHS, st.integers(1, 3)), max_size=12))
def test_every_card_stands_once_in_reading_order(sizes: list[tuple[int, int]]) -> None:
    given_blocks = blocks(*sizes)
    runs = lanes(given_blocks)
    assert [block for run in runs for block, _ in run] == given_blocks
    assert all(run[0][1] == "" for run in runs if len(run) == 1)
    assert all({side for _, side in run} == {"left", "right"} for run in runs if len(run) > 1)


def test_two_columns_of_a_shipped_board_end_near_each_other(engine: Engine) -> None:
    for theme in engine.registry.themes:
        for run in lanes(theme.board.blocks if theme.board else ()):
            if len(run) > 1 and run[0][0].width == 6:
                down = {"left": 0, "right": 0, "": 0}
                for block, side in run:
                    down[side] += block.tall
                assert abs(down["left"] - down["right"]) <= max(block.tall for block, _ in run), [
                    block.key for block, _ in run
                ]
