"""Chance that can be repeated: every part of the demonstration draws from its own seed."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from clusterdash.errors import DataError

Whole: TypeAlias = NDArray[np.int64]
Real: TypeAlias = NDArray[np.float64]

_MULTIPLIER = 618_033_987  # shares no factor with 10, so that no two numbers get one key
_DIGITS = 7


def chance(seed: int, *names: str | int) -> np.random.Generator:
    """Return the generator of one part, which depends on its names and on nothing drawn before."""
    told = "\x1f".join(str(name) for name in names).encode()
    entropy = int.from_bytes(hashlib.sha256(told).digest()[:16], "big")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, entropy])))


def shared(total: int, weights: Sequence[float] | Real) -> Whole:
    """Split a whole number by weights into whole numbers that add up to it.

    The largest remainders are rounded up, of equal ones the first.
    """
    parts = np.asarray(weights, dtype=np.float64)
    if total == 0 or parts.sum() <= 0:
        return np.zeros(len(parts), dtype=np.int64)
    exact = total * parts / parts.sum()
    floor: Whole = np.floor(exact).astype(np.int64)
    order = np.argsort(floor - exact, kind="stable")
    floor[order[: total - int(floor.sum())]] += 1
    return floor


def picked(rng: np.random.Generator, weights: Mapping[str, float], n: int) -> list[str]:
    """Return ``n`` names, drawn by their weights, the same one as often as it happens."""
    names, up_to = list(weights), np.cumsum(list(weights.values()), dtype=np.float64)
    # What rng.choice does; its checks take longer than the drawing, and few are drawn at a time.
    found = (up_to / up_to[-1]).searchsorted(rng.random(n), side="right")
    return [names[i] for i in found.tolist()]


def chosen(rng: np.random.Generator, weights: Real, n: int) -> Whole:
    """Return ``n`` different places, heavy ones sooner; fewer where fewer have a weight."""
    possible = np.flatnonzero(weights > 0)
    n = min(n, len(possible))
    if n == 0:
        return np.zeros(0, dtype=np.int64)
    heavy = weights[possible] / weights[possible].sum()
    return np.sort(possible[rng.choice(len(possible), size=n, replace=False, p=heavy)])


def numbered(prefix: str, column: str, size: int) -> pl.Expr:
    """Name rows by their number, all names equally long."""
    width = max(_DIGITS, len(str(size)))
    return pl.lit(prefix) + pl.col(column).cast(pl.String).str.zfill(width)


def opaque(prefix: str, numbers: Whole, size: int, seed: int) -> pl.Series:
    """Return keys that do not tell in which order, or of which group, they were made.

    Args:
        prefix: First letter of the keys.
        numbers: Numbers below ``size``; equal numbers get equal keys, others different ones.
        size: How many there can be.
        seed: Seed of the edition.

    Raises:
        DataError: There are too many.
    """
    width = max(_DIGITS, len(str(size)))
    if width > 10:
        raise DataError(f"{size} pseudonyms are more than can be made: take a smaller scale.")
    mixed = (numbers.astype(np.int64) * _MULTIPLIER + seed % 10**6) % 10**width
    return pl.select(pl.lit(prefix) + pl.Series(mixed).cast(pl.String).str.zfill(width)).to_series()
