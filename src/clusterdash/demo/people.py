"""Persons under pseudonyms: some come once, others to many events."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from clusterdash.demo.chance import Whole, chance, opaque
from clusterdash.demo.crowd import Crowd

_REGULAR = 0.65  # places taken by people who come to other events too
_OFTEN = 4  # places for each of them


class People:
    """Gives the people of every event their keys.

    Each group, an organisation or the unaffiliated of a country, has some regulars, who take turns
    at the events that the group comes to; everybody else comes once. At scale N there are N such
    sets of people, so that histories repeat but are not all alike.
    """

    def __init__(self, crowds: Sequence[Crowd], scale: int, seed: int) -> None:
        places: Counter[str] = Counter()
        largest: Counter[str] = Counter()
        for crowd in crowds:
            here = Counter(crowd.group)
            places += here
            largest |= here
        regulars = {g: max(largest[g], round(places[g] / _OFTEN)) for g in largest}
        ends = np.cumsum(list(regulars.values()))
        starts = dict(zip(regulars, ends - list(regulars.values()), strict=True))
        self._regulars = int(ends[-1]) if len(ends) else 0
        heights = [crowd.height for crowd in crowds]
        self._before = np.concatenate([[0], np.cumsum(heights)]).astype(np.int64)
        self._places = [
            _turns(crowd, starts, regulars, chance(seed, "turns", place))
            for place, crowd in enumerate(crowds)
        ]
        self._scale, self._seed = scale, seed
        self._size = scale * (self._regulars + int(self._before[-1]))

    def keys(self, event: int, first: int, copies: int, rng: np.random.Generator) -> pl.Series:
        """Return the keys of the people of some repetitions of an event.

        Args:
            event: Place of its crowd among those given.
            first: The first repetition.
            copies: How many repetitions.
            rng: Who is a regular is drawn from here.
        """
        places = self._places[event]
        repetition: Whole = np.arange(first, first + copies, dtype=np.int64)[:, None]
        regular = repetition * self._regulars + places[None, :]
        once = (
            self._scale * (self._regulars + int(self._before[event]))
            + repetition * len(places)
            + np.arange(len(places))[None, :]
        )
        drawn = rng.random((copies, len(places))) < _REGULAR
        numbers = np.where(drawn, regular, once).ravel()
        return opaque("p", numbers, self._size, self._seed)


def _turns(
    crowd: Crowd, starts: Mapping[str, int], regulars: Mapping[str, int], rng: np.random.Generator
) -> Whole:
    """Return which regular would take each place: of each group a few in a row, round and round."""
    first = {group: int(rng.integers(regulars[group])) for group in dict.fromkeys(crowd.group)}
    turns = [
        starts[group] + (first[group] + int(rank)) % regulars[group]
        for group, rank in zip(crowd.group, crowd.rank, strict=True)
    ]
    return np.array(turns, dtype=np.int64)
