"""Peers: the countries of the EU-27 that are most like one, and in what."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Literal

from clusterdash.engine.core import Engine
from clusterdash.model import Question, Where
from clusterdash.names import EU27, NOT_STATED

COUNT = 3
"""Peers of a country."""
LEAST = 10
"""Ecosystems that organisations must state in both countries before their mixes are compared."""

_METRIC = "organisations"
_FAR = 1.5  # times the other number: beyond, the nearest is no longer similar
_ALIKE = 2 / 3  # of a mix in common: below, the nearest is no longer similar
_BY_MIX = 1  # of the peers


@dataclass(frozen=True, slots=True)
class Peer:
    """A country like another one.

    Attributes:
        country: Its code.
        likeness: In what it is like the other: organisations per million inhabitants, the mix of
            their ecosystems, or, where nobody says how many inhabitants, their number.
        own: Of the other country: organisations per million inhabitants, or organisations, or how
            many ecosystems its organisations state, each counted as often as it is stated.
        its: The same of the peer.
        shared: How much of the mix they have in common, from 0 to 1; None but for a mix.
    """

    country: str
    likeness: Literal["density", "mix", "number"]
    own: float
    its: float
    shared: float | None = None

    @property
    def similar(self) -> bool:
        """Whether it is similar, and not only the nearest that there is."""
        if self.shared is not None:
            return self.shared >= _ALIKE
        return max(self.own, self.its) <= _FAR * min(self.own, self.its)


def peers(engine: Engine, country: str) -> tuple[Peer, ...]:
    """Return the peers of a country, none where it has no organisation.

    Two have the most similar number of organisations per million inhabitants (by their ratio), one
    the most similar mix of ecosystems: the sum, over ecosystems, of the smaller of both shares.
    Where too few organisations state an ecosystem, all are by number.

    Args:
        engine: What answers.
        country: Code of a single country, in the EU-27 or not.
    """
    return _peers(engine, country)


@lru_cache(maxsize=256)
def _peers(engine: Engine, country: str) -> tuple[Peer, ...]:
    if not engine.registry.known((_METRIC,)):
        return ()
    near = _by_number(engine, country)
    like = _by_mix(engine, country)
    first = near[: COUNT - _BY_MIX] if like else near[:COUNT]
    others = [peer for peer in like if peer.country not in {one.country for one in first}]
    return (*first, *others[: COUNT - len(first)])


def _by_number(engine: Engine, country: str) -> list[Peer]:
    """Return all others, those first whose ratio to the country is nearest to one."""
    likeness: Literal["density", "number"] = "density"
    counts = _counts(engine, Question(_METRIC, ("country",), _within(EU27), "population"))
    own = counts.get(country)
    if own is None:
        likeness = "number"
        counts = _counts(engine, Question(_METRIC, ("country",), _within(EU27)))
        own = _counts(engine, Question(_METRIC, ("country",), _within(country))).get(country)
    if not own:
        return []
    others = {code: n for code, n in counts.items() if code != country and n > 0}
    near = sorted(others, key=lambda code: (abs(log(others[code] / own)), code))
    return [Peer(code, likeness, own, others[code]) for code in near]


def _by_mix(engine: Engine, country: str) -> list[Peer]:
    """Return all with enough organisations, those first that share most of the mix."""
    mixes = _mixes(engine, EU27)
    own = _mixes(engine, country).get(country, {})
    stated = sum(own.values())
    if stated < LEAST:
        return []
    found = [
        Peer(code, "mix", stated, sum(mix.values()), _shared(own, mix))
        for code, mix in mixes.items()
        if code != country and sum(mix.values()) >= LEAST
    ]
    return sorted(found, key=lambda peer: (-(peer.shared or 0), peer.country))


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    whole, wholes = sum(one.values()), sum(other.values())
    return sum(min(one[key] / whole, other.get(key, 0) / wholes) for key in one)


def _mixes(engine: Engine, country: str) -> dict[str, dict[str, float]]:
    """Return organisations by country and ecosystem; those that state none are left out."""
    result = engine.evaluate(Question(_METRIC, ("country", "ecosystem"), _within(country)))
    found: dict[str, dict[str, float]] = {}
    for code, ecosystem, n in result.frame.select("country", "ecosystem", "value").iter_rows():
        if n and ecosystem != NOT_STATED:
            found.setdefault(code, {})[ecosystem] = n
    return found


def _counts(engine: Engine, question: Question) -> dict[str, float]:
    frame = engine.evaluate(question).frame
    return dict(frame.select("country", "value").drop_nulls().iter_rows())


def _within(country: str) -> Where:
    return Where.of({"country": (country,)})
