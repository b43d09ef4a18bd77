"""Classes of a choropleth: round, few, exhaustive, and the same for the same values."""

import random
from itertools import pairwise
from math import inf

import pytest

from clusterdash.geography import Class, class_of, classes_of


def _labels(*values: float | None) -> list[str]:
    return [c.label for c in classes_of(values)]


def test_limits_are_round_and_labels_say_them() -> None:
    values = [0.4, 1.7, 2.5, 2.9, 4.3, 6.0, 9.1, 12.4]
    assert _labels(*values) == [
        "under 2", "2 to under 3", "3 to under 5", "5 to under 8", "8 to under 12", "12 and more",
    ]  # fmt: skip


def test_whole_numbers_end_before_the_next_class() -> None:
    assert _labels(1, 2, 4, 9, 30) == ["under 2", "2", "3 to 7", "8 to 29", "30 and more"]
    assert _labels(1, 2, 3, 4) == ["under 2", "2", "3 and more"]


def test_small_values_have_limits_of_their_own() -> None:
    assert _labels(0.05, 0.25, 0.31) == ["under 0.2", "0.2 to under 0.3", "0.3 and more"]


def test_null_is_no_class_and_zero_is_one() -> None:
    found = classes_of([None, 0, 3, None, 12])
    assert class_of(None, found) is None
    assert class_of(0, found) == found[0]
    assert classes_of([None, None]) == ()
    assert class_of(None, ()) is None


def test_one_value_is_one_class_called_by_it() -> None:
    assert _labels(7, 7, None) == ["7"]
    assert _labels(0) == ["0"]


def test_the_same_values_get_the_same_classes_in_any_order() -> None:
    values = [random.Random(seed).paretovariate(0.8) for seed in range(40)]
    for seed in range(5):
        mixed = random.Random(seed).sample(values, k=len(values))
        assert classes_of(mixed) == classes_of(values)


def _values(seed: int) -> list[float]:
    draw = random.Random(seed)
    scale = 10.0 ** draw.randint(-3, 5)
    return [scale * draw.paretovariate(0.7) for _ in range(draw.randint(1, 60))]


@pytest.mark.parametrize("seed", range(60))
def test_every_value_has_exactly_one_class_and_none_is_empty(seed: int) -> None:
    values = _values(seed)
    found = classes_of(values)
    assert 1 <= len(found) <= 6
    assert (found[0].low, found[-1].high) == (-inf, inf)
    assert all(before.high == after.low for before, after in pairwise(found))
    assert {class_of(value, found) for value in values} == set(found)
    assert len({c.step for c in found}) == len(found)
    assert [c.step for c in found] == sorted(c.step for c in found)
    assert all(_round(c.low) for c in found[1:])


def _round(limit: float) -> bool:
    digits = f"{limit:e}".split("e")[0].rstrip("0").rstrip(".")
    return digits in {"1", "1.2", "2", "3", "5", "8"}


def test_the_strongest_class_has_the_strongest_colour() -> None:
    assert [c.step for c in classes_of([1, 2, 4, 6, 9, 40])] == [1, 2, 3, 4, 5, 6]
    assert classes_of([1, 40])[-1].step == 6
    assert classes_of([5]) == (Class(-inf, inf, 3, "5"),)
