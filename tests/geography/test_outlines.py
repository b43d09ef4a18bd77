"""Borders that are simplified and cut, on maps small enough to draw on paper."""

from clusterdash.geography.frame import Frame
from clusterdash.geography.outlines import Ring, area, clipped, simplified

# Two countries side by side: their border runs from (4, 0) to (4, 8) and wavers by one at (5, 4).
LEFT: Ring = ((0, 0), (4, 0), (5, 4), (4, 8), (0, 8))
RIGHT: Ring = ((4, 8), (5, 4), (4, 0), (9, 0), (9, 8))


def test_neighbours_lose_the_same_points() -> None:
    left, right = simplified([LEFT, RIGHT], 1.5)
    assert (5, 4) not in left
    assert (5, 4) not in right
    assert area(left) + area(right) == 72


def test_what_lies_farther_than_the_tolerance_is_kept() -> None:
    left, right = simplified([LEFT, RIGHT], 0.9)
    assert (5, 4) in left
    assert (5, 4) in right
    assert (area(left), area(right)) == (36, 36)


def test_where_three_countries_meet_they_still_meet() -> None:
    third: Ring = ((0, 8), (4, 8), (9, 8), (9, 12), (0, 12))
    assert all((4, 8) in ring for ring in simplified([LEFT, RIGHT, third], 100))


def test_a_hole_and_what_fills_it_stay_the_same() -> None:
    hole: Ring = ((2, 2), (2, 4), (2, 6), (6, 6), (7, 4), (6, 2))
    filled = (*hole[3:], *hole[:3])[::-1]
    shapes = simplified([((0, 0), (9, 0), (9, 9), (0, 9)), hole, filled], 1.5)
    assert set(shapes[1]) == set(shapes[2]) == {(2, 2), (2, 6), (6, 2), (6, 6)}


def test_an_island_never_vanishes() -> None:
    islet: Ring = ((0, 0), (1, 0), (1, 1))
    assert simplified([islet], 100) == [islet]


def test_cut_to_a_frame() -> None:
    frame = Frame(0, 0, 10, 10)
    assert area(clipped(((-5, -5), (5, -5), (5, 5), (-5, 5)), frame)) == 25
    assert clipped(((1, 1), (2, 1), (2, 2)), frame) == ((1, 1), (2, 1), (2, 2))
    assert clipped(((20, 1), (22, 1), (22, 2)), frame) == ()
    # A triangle that leaves through the east: what is left is 20 high in the west, 10 in the east.
    assert area(clipped(((0, 0), (20, 10), (0, 20)), Frame(0, 0, 10, 20))) == 150
