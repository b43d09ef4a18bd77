"""Cities that stand too close for a map to show each: gathered under the fullest of them.

Nothing is lost: every city is in exactly one cluster, so that their counts add up to what is on
the map. A cluster holds cities of one country, so that it says no more than its country's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from clusterdash.geography.places import Place

_TIMES = 24  # each brings discs nearer to where none covers another


@dataclass(frozen=True, slots=True)
class Cluster:
    """Cities of one country that a map shows as one mark, where the fullest of them is.

    Attributes:
        places: The cities, most organisations first.
    """

    places: tuple[Place, ...]

    @property
    def chief(self) -> Place:
        """The fullest city, which gives the mark its place and its name."""
        return self.places[0]

    @property
    def count(self) -> int:
        """Organisations in all of its cities."""
        return sum(place.count for place in self.places)


def clusters(places: Sequence[Place], reach: float) -> tuple[Cluster, ...]:
    """Gather cities, the same way each time; the fullest clusters stand first.

    The fullest city gathers those of its country that are within reach, then the fullest of those
    that are left, and so on: no two clusters of a country stand closer than the reach.

    Args:
        places: Cities; each country's are gathered by themselves.
        reach: Kilometres within which cities are gathered; 0 leaves each by itself.
    """
    ordered = sorted(places, key=lambda place: (place.country, -place.count, place.code))
    found = [
        cluster
        for _, held in groupby(ordered, key=lambda place: place.country)
        for cluster in _gathered(tuple(held), reach)
    ]
    return tuple(sorted(found, key=lambda cluster: (-cluster.count, cluster.chief.code)))


def _gathered(places: tuple[Place, ...], reach: float) -> Iterator[Cluster]:
    """Gather the cities of one country, given the fullest first."""
    x, y = (np.array([getattr(place, axis) for place in places]) for axis in ("x", "y"))
    left = np.arange(len(places))
    while left.size:
        chief = left[0]
        near = (x[left] - x[chief]) ** 2 + (y[left] - y[chief]) ** 2 < reach**2
        near[0] = True
        yield Cluster(tuple(places[at] for at in left[near]))
        left = left[~near]


def apart(
    points: Sequence[tuple[float, float, float]], furthest: float
) -> tuple[tuple[float, float], ...]:
    """Move discs off each other, as little as will do, the same way each time.

    Two neighbours across a border stand closer than their discs are wide. A disc stands for cities
    around a place, so that it may stand a little beside it; what hides another says nothing.

    Args:
        points: Place and radius of each disc.
        furthest: How far a disc may be moved at most; then it covers another.
    """
    if not points:
        return ()
    x, y, radius = np.array(points, dtype=float).T
    home = np.stack([x, y])
    at = home.copy()
    reach = radius[:, None] + radius[None, :]
    for _ in range(_TIMES):
        way = at[:, :, None] - at[:, None, :]
        way[0] += np.sign(np.arange(x.size)[:, None] - np.arange(x.size)) * 1e-6
        far = np.hypot(*way)
        over = np.clip(reach - far, 0, None)
        np.fill_diagonal(over, 0)
        if not over.any():
            break
        np.fill_diagonal(far, 1)
        at += (way / far * over / 2).sum(axis=2) * 0.7
        moved = at - home
        long = np.hypot(*moved)
        at = home + moved * np.minimum(1, furthest / np.maximum(long, 1e-9))
    return tuple((round(float(a), 1), round(float(b), 1)) for a, b in at.T)
