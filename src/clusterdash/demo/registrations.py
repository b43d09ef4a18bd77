"""Registrations: who registered for an event that is no training, and who came."""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from clusterdash.demo.chance import chance, numbered
from clusterdash.demo.crowd import Crowd
from clusterdash.demo.people import People
from clusterdash.demo.stream import Stream, blocks, days, epoch, repeated
from clusterdash.demo.world import Event, World
from clusterdash.themes.matchmaking.records import Registrations

_AHEAD, _EARLIEST = 24.0, 120  # days before the event that people register: usual, most


def registrations(
    world: World, events: Sequence[Event], crowds: Sequence[Crowd], people: People
) -> Stream:
    """Return the registrations for events.

    Args:
        world: What they are drawn from.
        events: The events, none a training.
        crowds: Who comes to each of them.
        people: Gives the keys; the crowds are the first of those that it was made for.
    """
    total = world.scale * sum(crowd.height for crowd in crowds)

    def parts() -> Iterator[pl.DataFrame]:
        before = 0
        for place, (event, crowd) in enumerate(zip(events, crowds, strict=True)):
            for first, copies in blocks(crowd.height, world.scale):
                rng = chance(world.seed, "registrations", event.event_id, first)
                keys = people.keys(place, first, copies, rng)
                n = crowd.height * copies
                ahead = np.minimum(rng.exponential(_AHEAD, n), _EARLIEST).astype(np.int64)
                start = before + first * crowd.height
                yield (
                    repeated(crowd.rows, copies)
                    .select(
                        _number=pl.int_range(start, start + n),
                        event_id=pl.lit(event.event_id),
                        participant_key=keys,
                        organisation_id="organisation_id",
                        country_code="country_code",
                        ecosystem="ecosystem",
                        registered_on=days("registered_on", epoch(event.span.start) - ahead),
                        checked_in="came",
                    )
                    .select(
                        numbered("r", "_number", total).alias("registration_id"),
                        pl.exclude("_number"),
                    )
                )
            before += crowd.height * world.scale

    return Stream("registrations", total, parts, Registrations)
