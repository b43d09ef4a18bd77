"""How many people and organisations come to an event: as published, else plausible."""

from dataclasses import dataclass

import numpy as np

from clusterdash.demo.chance import chance
from clusterdash.demo.world import Event, World

_USUAL = {
    "matchmaking": 45,
    "partnering": 80,
    "clusters_meet_regions": 80,
    "conference": 90,
    "other": 20,
    "webinar": 30,
    "training": 24,
    "lab": 35,
    "peer_review": 18,
    "policy_forum": 40,
    "info_day": 120,
}
_WITHIN_EUROPE = 150  # people at a matchmaking event of European clusters
_ABROAD = {"outgoing": 0.45, "incoming": 0.25}
_GROWTH = 0.04  # a year


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers of one event at scale 1.

    Attributes:
        came: People who came.
        registered: People who registered, with those who came.
        organisations: Organisations of those who came.
        registered_organisations: Organisations of those who registered.
        abroad: Those who came from the other side, from outside the organisations.
        completed: People who completed a training.
    """

    came: int
    registered: int
    organisations: int
    registered_organisations: int
    abroad: int
    completed: int


def size(world: World, event: Event) -> Size:
    """Return the numbers of one event."""
    rng = chance(world.seed, "size", event.event_id)
    aims, name = world.aims, event.published
    away = rng.uniform(0.19, 0.25) if event.mode == "online" else rng.uniform(0.15, 0.22)
    finish = rng.uniform(0.6, 0.72) if event.mode == "online" else rng.uniform(0.7, 0.85)
    completed = aims.whole("completed", name)
    registered = aims.whole("registered", name)
    named = aims.whole("organisations", name)
    invited = aims.whole("registered_organisations", name)
    abroad = aims.whole("third_country_participants", name)
    came = aims.whole("participants", name)
    if came is None and registered is not None:
        came = round(registered * (1 - away))
    elif came is None and completed is not None:
        came = round(completed / finish)
    elif came is None:
        seats = named or (round(invited * 0.85) if invited else 0)
        came = round(seats * 1.35) + (abroad or 0) if seats else _usual(event, rng)
    quota = sum(aims.parts("participants", name, "country").values())
    if abroad is None:
        share = _ABROAD.get(event.direction, 0.03 if event.kind == "conference" else 0.0)
        abroad = max(quota, round(share * came))
    abroad = min(abroad, came - (named or 2))
    own = named if named is not None else _organisations(event, came - abroad, invited, rng)
    registered = max(came, registered if registered is not None else round(came / (1 - away)))
    room = registered - came
    return Size(
        came=came,
        registered=registered,
        organisations=own,
        registered_organisations=invited or own + min(room, round(0.06 * own)),
        abroad=abroad,
        completed=completed if completed is not None else round(came * finish),
    )


def _usual(event: Event, rng: np.random.Generator) -> int:
    within = event.kind == "matchmaking" and event.direction == "intra_eu"
    usual = _WITHIN_EUROPE if within else _USUAL[event.kind]
    grown = (1 + _GROWTH) ** (event.span.start.year - 2018)
    return max(12, round(usual * grown * float(rng.lognormal(0, 0.25))))


def _organisations(event: Event, people: int, invited: int | None, rng: np.random.Generator) -> int:
    if invited:
        return min(people, round(invited * 0.85))
    share = 0.75 if event.kind in {"matchmaking", "partnering"} else 0.45
    return max(2, min(people, round(people * share * float(rng.uniform(0.85, 1.1)))))
