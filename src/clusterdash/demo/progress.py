"""How far the meetings of each event got: as published, else plausible."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clusterdash.demo.calendar import of_programme
from clusterdash.demo.chance import chance, shared
from clusterdash.demo.crowd import Crowd
from clusterdash.demo.world import Event, World

_USUAL = {"matchmaking": 2.0, "partnering": 0.7, "clusters_meet_regions": 0.3, "conference": 0.05}
"""Meetings for each person who came."""
_MISSION = 1.0
_MISSED = 0.1  # of the meetings that were scheduled
_FOLLOWED, _CASES, _AGREEMENTS = 0.42, 0.075, 0.011  # of the meetings held


@dataclass(frozen=True, slots=True)
class Stages:
    """Meetings of one event at scale 1, each stage among those before it.

    Attributes:
        scheduled: Meetings that were scheduled.
        held: Those that took place.
        followed: Those with a follow-up.
        cases: Those that became a cooperation case.
        agreements: Those that led to an agreement.
        firm: Whether cases and agreements are published, so that none may be left for later.
    """

    scheduled: int
    held: int
    followed: int
    cases: int
    agreements: int
    firm: bool


def stages(world: World, events: Sequence[Event], crowds: Sequence[Crowd]) -> list[Stages]:
    """Return how far the meetings of each event get."""
    held = {e.event_id: _held(world, e, c) for e, c in zip(events, crowds, strict=True)}
    held |= _of_programmes(world, events, crowds, held)
    cases = _split(world, "cooperation_cases", held)
    agreed = _split(world, "agreements", held)
    return [_stages(world, e, held[e.event_id], cases, agreed) for e in events]


def _held(world: World, event: Event, crowd: Crowd) -> int:
    if (known := world.aims.whole("meetings", event.published)) is not None:
        return known
    each = _USUAL.get(event.kind, _MISSION if event.direction else 0.0)
    drawn = float(chance(world.seed, "meetings", event.event_id).lognormal(0, 0.2))
    return round(each * crowd.came * drawn) if crowd.came > 1 else 0


def _of_programmes(
    world: World, events: Sequence[Event], crowds: Sequence[Crowd], held: dict[str, int]
) -> dict[str, int]:
    """Return what a programme's total leaves to those of its events that publish no number."""
    found: dict[str, int] = {}
    came = {e.event_id: c.came for e, c in zip(events, crowds, strict=True)}
    open_to = {e.event_id for e in events if world.aims.whole("meetings", e.published) is None}
    for target in world.aims.of_level("programme", "meetings"):
        ours = _counted(world, target.subject, "meetings")
        unknown = [name for name in ours if name in open_to]
        left = target.aim - sum(held[name] for name in ours if name not in open_to)
        if left > 0 and unknown:
            parts = shared(left, [came[name] for name in unknown])
            found |= {name: int(n) for name, n in zip(unknown, parts, strict=True)}
    return found


def _counted(world: World, programme: str, measure: str) -> list[str]:
    tables = world.twin.tables
    for target in world.aims.of_level("programme", measure):
        if target.subject == programme:
            here = of_programme(tables["events"], tables["programmes"], target)
            return list(tables["events"].filter(here)["event_id"])
    return []


def _split(world: World, measure: str, held: dict[str, int]) -> dict[str, int]:
    """Share a programme's total among its events; what an event publishes stays as it is."""
    found: dict[str, int] = {}
    for published, name in world.twin.events.items():
        known = world.aims.whole(measure, published)
        told = world.aims.parts(measure, published, "ecosystem")
        if known is not None or told:
            found[name] = known if known is not None else sum(told.values())
    for target in world.aims.of_level("programme", measure):
        ours = _counted(world, target.subject, measure)
        unknown = [name for name in ours if name not in found]
        left = target.aim - sum(found[name] for name in ours if name in found)
        if left > 0 and unknown:
            parts = shared(left, [held[name] for name in unknown])
            found |= {name: int(n) for name, n in zip(unknown, parts, strict=True)}
    return found


def _stages(
    world: World, event: Event, held: int, cases: dict[str, int], agreed: dict[str, int]
) -> Stages:
    rng = chance(world.seed, "stages", event.event_id)
    name = event.event_id
    agreements = agreed.get(name, _about(rng, held * _AGREEMENTS))
    held = max(held, agreements)
    known = cases.get(name)
    became = known if known is not None else _about(rng, held * _CASES * rng.uniform(0.7, 1.3))
    became = min(held, max(became, agreements))
    followed = min(held, max(became, _about(rng, held * _FOLLOWED * rng.uniform(0.8, 1.2))))
    return Stages(
        scheduled=round(held / (1 - _MISSED)),
        held=held,
        followed=followed,
        cases=became,
        agreements=min(became, agreements),
        firm=name in agreed or name in cases,
    )


def _about(rng: np.random.Generator, expected: float) -> int:
    """Round up or down by chance, so that small expectations do not all vanish."""
    return int(expected + rng.random())
