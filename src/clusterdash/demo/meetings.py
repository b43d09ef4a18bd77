"""Meetings: who met whom at an event, and what followed from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from clusterdash.demo.chance import Real, Whole, chance, numbered
from clusterdash.demo.crowd import Crowd
from clusterdash.demo.progress import Stages
from clusterdash.demo.stream import Stream, blocks, days, epoch
from clusterdash.demo.world import Event, World
from clusterdash.themes.matchmaking.records import Meetings

_ACROSS = 0.85  # of the meetings of a mission that are with the other side
_VISITORS = 0.06  # the same where there is no other side but a few visitors
_SLOTS = 16  # a day
_SIDE = ("organisation_id", "country_code", "ecosystem")


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Those who can meet at one event.

    Attributes:
        rows: First the organisations, then people of the other side, with what is known of them.
        weights: How many people each organisation sent.
        seats: Country of each organisation, as a number.
        across: Share of the meetings that are with the other side.
    """

    rows: pl.DataFrame
    weights: Real
    seats: Whole
    across: float


def meetings(
    world: World, events: Sequence[Event], crowds: Sequence[Crowd], reached: Sequence[Stages]
) -> Stream:
    """Return the meetings at events and how far each got.

    Args:
        world: What they are drawn from.
        events: The events, none a training.
        crowds: Who comes to each of them.
        reached: How many meetings of each event get how far.
    """
    sides = [_sides(event, crowd) for event, crowd in zip(events, crowds, strict=True)]
    total = world.scale * sum(stages.scheduled for stages in reached)

    def parts() -> Iterator[pl.DataFrame]:
        before = 0
        for event, here, stages in zip(events, sides, reached, strict=True):
            for first, copies in blocks(stages.scheduled, world.scale):
                rng = chance(world.seed, "meetings", event.event_id, first)
                start = before + first * stages.scheduled
                n = copies * stages.scheduled
                one, other = _pairs(here, n, rng)
                yield pl.concat(
                    [
                        pl.select(_number=pl.int_range(start, start + n)),
                        pl.DataFrame(
                            {
                                "event_id": pl.Series([event.event_id]).new_from_index(0, n),
                                "slot": rng.integers(1, _SLOTS + 1, n),
                            }
                        ),
                        here.rows[one],
                        here.rows[other].rename({name: f"with_{name}" for name in _SIDE}),
                        _dates(world, event, stages, copies, rng),
                    ],
                    how="horizontal",
                ).select(
                    numbered("m", "_number", total).alias("meeting_id"),
                    pl.exclude("_number"),
                )
            before += stages.scheduled * world.scale

    return Stream("meetings", total, parts, Meetings)


def _sides(event: Event, crowd: Crowd) -> Sides:
    came = crowd.rows.filter("came")
    own = came.filter(pl.col("organisation_id").is_not_null())
    sent = own.group_by(_SIDE, maintain_order=True).len()
    others = came.filter(pl.col("organisation_id").is_null())
    if event.partners:
        others = others.filter(pl.col("country_code").is_in(event.partners))
    seats = sent["country_code"].rank("dense").cast(pl.Int64).to_numpy()
    share = _ACROSS if event.direction in {"outgoing", "incoming"} else _VISITORS
    return Sides(
        rows=pl.concat([sent.select(_SIDE), others.select(_SIDE)]),
        weights=sent["len"].to_numpy().astype(np.float64),
        seats=seats,
        across=share if others.height else 0.0,
    )


def _pairs(here: Sides, n: int, rng: np.random.Generator) -> tuple[Whole, Whole]:
    """Return two different sides for each meeting, mostly of different countries."""
    known = len(here.weights)
    chances = here.weights / here.weights.sum()
    one: Whole = rng.choice(known, size=n, p=chances)
    other: Whole = rng.choice(known, size=n, p=chances)
    for _ in range(2):
        alike = here.seats[one] == here.seats[other]
        other[alike] = rng.choice(known, size=int(alike.sum()), p=chances)
    same = one == other
    other[same] = (one[same] + 1 + rng.integers(0, max(1, known - 1), int(same.sum()))) % known
    across = rng.random(n) < here.across
    other[across] = rng.integers(known, here.rows.height, int(across.sum()))
    return one, other


def _dates(
    world: World, event: Event, stages: Stages, copies: int, rng: np.random.Generator
) -> pl.DataFrame:
    """Return when each meeting took place and was followed up, and what came of it and when.

    Nothing lies after the day of the edition: what would is yet to come.
    """
    n, last = copies * stages.scheduled, epoch(world.last)
    place = np.tile(np.arange(stages.scheduled), copies)
    met: Whole = epoch(event.span.start) + rng.integers(0, min(event.span.days, 5), n)
    agreed: Whole = rng.integers(90, 541, n)
    case: Whole = np.minimum(agreed, rng.integers(25, 240, n))
    followed: Whole = np.minimum(case, 2 + rng.exponential(12, n).astype(np.int64))
    steps = (
        ("follow_up_on", followed, stages.followed),
        ("case_on", case, stages.cases),
        ("agreement_on", agreed, stages.agreements),
    )
    columns = []
    for name, lag, reached in steps:
        day = met + lag
        if stages.firm:
            day = np.maximum(met, np.minimum(day, last))
        there = pl.Series((place < reached) & (day <= last))
        columns.append(days(name, day).set(~there, None).alias(name))
    held = pl.Series("held", place < stages.held)
    return pl.DataFrame([days("met_on", met), held, *columns])
