"""Classes of a choropleth: few, with round limits that a reader can say."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import floor, inf, log10
from typing import Final

from clusterdash.language import number, say

MOST: Final = 6  # more shades of one hue cannot be told apart
STRONGEST: Final = 6  # the last step of the ramp; the first is too pale beside bare land


@dataclass(frozen=True, slots=True)
class Class:
    """Values from a limit up to the next one.

    Attributes:
        low: Least value; minus infinity in the first class.
        high: Limit that values stay under; infinity in the last class.
        step: Step of the colour ramp, 1 to 6.
        label: The class in words.
    """

    low: float
    high: float
    step: int
    label: str


def classes_of(values: Iterable[float | None]) -> tuple[Class, ...]:
    """Return the classes of some values, the lowest first; the same values get the same ones.

    Limits are round numbers, 1, 2, 3, 5, 8, 12, 20, 30 and so on. Where they would make too many
    classes, the two neighbours that hold fewest values are joined until they do not. Values that
    are null belong to no class.
    """
    known = sorted(value for value in values if value is not None)
    if not known:
        return ()
    limits = _joined(known, _round_numbers(known[0], known[-1]))
    edges = [-inf, *limits, inf]
    whole = all(value == int(value) for value in known)
    pairs = list(pairwise(edges))
    return tuple(
        Class(low, high, _step(index, len(pairs)), _label(low, high, known, whole=whole))
        for index, (low, high) in enumerate(pairs)
    )


def class_of(value: float | None, among: tuple[Class, ...]) -> Class | None:
    """Return the class of a value, or None for "no figure"."""
    if value is None:
        return None
    return next((c for c in among if c.low <= value < c.high), None)


def _round_numbers(least: float, most: float) -> list[float]:
    """Return the round numbers above the least value and up to the greatest."""
    if most <= 0:
        return []
    # Below a hundredth of the greatest value one class is enough.
    bottom = max(least, most / 1000)
    powers = range(floor(log10(bottom)), floor(log10(most)) + 1)
    # Written and read as decimals: 3 x 10^-1 is not quite 0.3 to a machine.
    found = [float(f"{n}e{p}") for p in powers for n in (1.2 if p > 0 else 1, 2, 3, 5, 8)]
    return [n for n in found if least < n <= most]


def _joined(known: list[float], limits: list[float]) -> list[float]:
    """Drop limits that part nothing, then those between the emptiest neighbours."""
    while limits:
        edges = [-inf, *limits, inf]
        held = [sum(low <= v < high for v in known) for low, high in pairwise(edges)]
        pairs = [a + b if a and b else 0 for a, b in pairwise(held)]
        fewest = min(pairs)
        if fewest and len(held) <= MOST:
            break
        limits = [n for i, n in enumerate(limits) if i != pairs.index(fewest)]
    return limits


def _step(index: int, count: int) -> int:
    return 3 if count == 1 else round(1 + index * (STRONGEST - 1) / (count - 1))


def _label(low: float, high: float, known: list[float], *, whole: bool) -> str:
    """Return a class in words; whole numbers end one before the next class begins."""
    if low == -inf and high == inf:
        return number(known[0]) if known[0] == known[-1] else say("all values")
    if low == -inf:
        return say("under {high}", high=number(high))
    if high == inf:
        return say("{low} and more", low=number(low))
    if not whole:
        return say("{low} to under {high}", low=number(low), high=number(high))
    if high - low == 1:
        return number(low)
    return say("{low} to {high}", low=number(low), high=number(high - 1))
