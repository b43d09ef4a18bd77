"""Who comes to an event: the rows that every repetition of it has in common."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import polars as pl

from clusterdash.demo.chance import Real, Whole, chance, chosen, picked
from clusterdash.demo.size import Size
from clusterdash.demo.world import VISITORS, Event, World

_HOST, _NAMED, _UNNAMED = 5.0, 3.0, 0.3  # how much likelier an organisation comes
_UNAFFILIATED = 0.12  # people without an organisation, of those who need none
_NONE = -1
_BLANK = 0.1  # rows without an ecosystem where the event's are not known


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """People of one event at scale 1.

    Attributes:
        rows: One a person: ``organisation_id``, ``country_code``, ``ecosystem`` and ``came``;
            those who came first.
        group: For each, the organisation or else the country that he or she comes from.
        rank: For each, which of that group's people it is.
        came: How many came.
        size: Numbers of the event.
    """

    rows: pl.DataFrame
    group: tuple[str, ...]
    rank: Whole
    came: int
    size: Size

    @property
    def height(self) -> int:
        """How many people registered."""
        return self.rows.height


def crowd(world: World, event: Event, numbers: Size) -> Crowd:
    """Return the people of one event."""
    rng = chance(world.seed, "crowd", event.event_id)
    weights = attraction(world, event)
    there = _organisations(world, event, weights, numbers, rng)
    rest = np.where(np.isin(np.arange(len(weights)), there), 0.0, weights)
    more = chosen(rng, rest, numbers.registered_organisations - len(there))
    sectors = _sectors(world, event, there, more, rng)
    came = _came(world, event, numbers, there, rng)
    late = numbers.registered - numbers.came
    abroad = min(round(late * numbers.abroad / max(1, numbers.came)), max(0, late - len(more)))
    away = [(_NONE, code) for code in _foreign(event, abroad, rng)]
    away += _seated(world, np.concatenate([there, more]), more, late - abroad, rng)
    people = came + away
    rows = pl.DataFrame(
        {
            "organisation_id": [None if i == _NONE else world.organisations[i] for i, _ in people],
            "country_code": [country for _, country in people],
            "ecosystem": [
                _loose(world, event, rng) if i == _NONE else sectors[i] for i, _ in people
            ],
            "came": [place < len(came) for place in range(len(people))],
        },
        schema_overrides={"organisation_id": pl.String, "ecosystem": pl.String},
    )
    group = tuple(c if i == _NONE else world.organisations[i] for i, c in people)
    return Crowd(rows, group, _ranks(group), len(came), numbers)


def attraction(world: World, event: Event) -> Real:
    """Return how readily each organisation comes; those of the other side have no row."""
    seats = np.array(world.seats)
    weights = world.drawn_to.copy()
    europeans = [code for code in event.named if code not in event.partners]
    if europeans:
        weights *= np.where(np.isin(seats, europeans), _NAMED, _UNNAMED)
    if event.host:
        weights *= np.where(seats == event.host, _HOST, 1.0)
    if event.ecosystems:
        fits = [bool(set(own) & set(event.ecosystems)) for own in world.sectors]
        weights *= np.where(fits, 2.0, 0.6)
    weights[np.isin(seats, event.partners)] = 0
    return weights


def _organisations(
    world: World, event: Event, weights: Real, numbers: Size, rng: np.random.Generator
) -> Whole:
    """Return the organisations that come; of some countries as many as published."""
    seats = np.array(world.seats)
    quotas = world.aims.parts("organisations", event.published, "country")
    found = [chosen(rng, np.where(seats == code, weights, 0), n) for code, n in quotas.items()]
    others = np.where(np.isin(seats, list(quotas)), 0, weights)
    found.append(chosen(rng, others, numbers.organisations - sum(map(len, found))))
    return np.concatenate(found)


def _came(
    world: World, event: Event, numbers: Size, there: Whole, rng: np.random.Generator
) -> list[tuple[int, str]]:
    weights = attraction(world, event)
    quotas = world.aims.parts("participants", event.published, "country")
    abroad = [code for code, n in quotas.items() for _ in range(n)]
    abroad += _foreign(event, numbers.abroad - len(abroad), rng)
    spare = numbers.came - len(abroad) - len(there)
    loose = round(spare * _UNAFFILIATED * (3 if event.kind == "conference" else 1))
    people = [(_NONE, code) for code in abroad]
    people += _seated(world, there, there, numbers.came - len(abroad) - loose, rng)
    seats = rng.choice(len(weights), size=loose, p=weights / weights.sum())
    others = [world.seats[i] for i in seats]
    return people + [(_NONE, code) for code in others]


def _seated(
    world: World, known: Whole, each: Whole, n: int, rng: np.random.Generator
) -> list[tuple[int, str]]:
    """Return ``n`` people of known organisations, at least one of each that is asked for."""
    more = max(0, n - len(each))
    weights = world.drawn_to[known]
    extra = rng.choice(known, size=more, p=weights / weights.sum())
    return [(int(i), world.seats[i]) for i in np.concatenate([each[:n], extra])]


def _foreign(event: Event, n: int, rng: np.random.Generator) -> list[str]:
    codes = event.partners or VISITORS
    return [codes[int(i)] for i in rng.integers(len(codes), size=max(0, n))]


def _sectors(
    world: World, event: Event, there: Whole, more: Whole, rng: np.random.Generator
) -> dict[int, str | None]:
    """Return the ecosystem in which each organisation takes part."""
    quotas = world.aims.parts("organisations", event.published, "ecosystem")
    asked = [name for name, n in quotas.items() for _ in range(n)]
    order = [int(i) for i in rng.permutation(there)]
    found: dict[int, str | None] = dict(zip(order, asked, strict=False))
    for i in [*order[len(asked) :], *(int(i) for i in more)]:
        own = [name for name in world.sectors[i] if name not in quotas]
        fitting = [name for name in own if name in event.ecosystems]
        open_to = [name for name in event.ecosystems if name not in quotas]
        options = fitting or open_to or own[:1]
        found[i] = options[int(rng.integers(len(options)))] if options else None
    return found


def _loose(world: World, event: Event, rng: np.random.Generator) -> str | None:
    if event.ecosystems:
        return event.ecosystems[int(rng.integers(len(event.ecosystems)))]
    if rng.random() < _BLANK:
        return None
    return picked(rng, world.ecosystems, 1)[0]


def _ranks(groups: tuple[str, ...]) -> Whole:
    seen: Counter[str] = Counter()
    ranks = np.zeros(len(groups), dtype=np.int64)
    for place, group in enumerate(groups):
        ranks[place] = seen[group]
        seen[group] += 1
    return ranks
