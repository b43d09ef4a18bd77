"""Training: sessions of an event, who enrolled in them, who came, who completed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from clusterdash.demo.chance import Whole, chance, numbered
from clusterdash.demo.crowd import Crowd
from clusterdash.demo.people import People
from clusterdash.demo.stream import Stream, blocks, days, epoch, repeated
from clusterdash.demo.world import Event, World
from clusterdash.themes.training.records import Enrolments, Sessions

_MOST = 4  # sessions of one event
_EVERY, _SOME = 0.6, 0.5  # who enrols in every session; chance of each session for the others
_HOURS = {"webinar": 1.5, "policy_forum": 6.0, "info_day": 3.0}


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One training event at scale 1.

    Attributes:
        event: The event.
        sessions: Its sessions.
        rows: One an enrolment.
        person: For each enrolment, which of the crowd it is of.
    """

    event: Event
    sessions: pl.DataFrame
    rows: pl.DataFrame
    person: Whole


def courses(world: World, events: Sequence[Event], crowds: Sequence[Crowd]) -> list[Course]:
    """Return the sessions and enrolments of training events at scale 1."""
    return [_course(world, event, crowd) for event, crowd in zip(events, crowds, strict=True)]


def sessions(held: Sequence[Course]) -> Stream:
    """Return the sessions of all training events; as many at every scale."""
    total = sum(course.sessions.height for course in held)
    return Stream("sessions", total, lambda: (course.sessions for course in held), Sessions)


def enrolments(
    world: World, held: Sequence[Course], crowds: Sequence[Crowd], people: People, before: int
) -> Stream:
    """Return the enrolments in all sessions.

    Args:
        world: What they are drawn from.
        held: The training events.
        crowds: Who enrols in each of them.
        people: Gives the keys.
        before: How many other crowds it was made for before these.
    """
    total = world.scale * sum(course.rows.height for course in held)

    def parts() -> Iterator[pl.DataFrame]:
        done = 0
        for place, (course, crowd) in enumerate(zip(held, crowds, strict=True)):
            name = course.event.event_id
            for first, copies in blocks(course.rows.height, world.scale):
                rng = chance(world.seed, "enrolments", name, first)
                keys = people.keys(before + place, first, copies, rng)
                whose = np.arange(copies)[:, None] * crowd.height + course.person[None, :]
                n, start = whose.size, done + first * course.rows.height
                yield (
                    repeated(course.rows, copies)
                    .select(
                        pl.int_range(start, start + n).alias("_number"),
                        "session_id",
                        keys.gather(whose.ravel()).alias("person_key"),
                        pl.exclude("session_id"),
                    )
                    .select(
                        numbered("n", "_number", total).alias("enrolment_id"),
                        pl.exclude("_number"),
                    )
                )
            done += course.rows.height * world.scale

    return Stream("enrolments", total, parts, Enrolments)


def _course(world: World, event: Event, crowd: Crowd) -> Course:
    rng = chance(world.seed, "course", event.event_id)
    held = _sessions(event, crowd, rng)
    shape = (crowd.height, held.height)
    enrolled = (rng.random(shape) < _SOME) | (rng.random(shape[0]) < _EVERY)[:, None]
    enrolled[np.arange(shape[0]), rng.integers(0, shape[1], shape[0])] = True
    came = _within(enrolled, np.arange(shape[0]) < crowd.came, 0.85, rng)
    finished = rng.permutation(crowd.came)[: crowd.size.completed]
    done = _within(came, np.isin(np.arange(shape[0]), finished), 0.9, rng)
    person, session = np.nonzero(enrolled)
    rows = pl.concat(
        [
            pl.DataFrame({"session_id": held["session_id"].gather(session)}),
            crowd.rows[person].drop("came"),
            pl.DataFrame({"attended": came[person, session], "completed": done[person, session]}),
        ],
        how="horizontal",
    )
    return Course(event, held, rows, person.astype(np.int64))


def _within(
    wider: np.ndarray, who: np.ndarray, often: float, rng: np.random.Generator
) -> np.ndarray:
    """Return in which sessions some people got further: in one at least, often in all."""
    found: np.ndarray = wider & who[:, None] & (rng.random(wider.shape) < often)
    missing = who & ~found.any(axis=1)
    first = wider.argmax(axis=1)
    found[missing, first[missing]] = True
    return found


def _sessions(event: Event, crowd: Crowd, rng: np.random.Generator) -> pl.DataFrame:
    count = 1 if event.kind in _HOURS else min(_MOST, max(2, event.span.days))
    apart = np.linspace(0, event.span.days - 1, count).astype(np.int64)
    kinds = ["online", "physical"] if event.mode == "hybrid" else [event.mode]
    hours = _HOURS.get(event.kind, float(rng.choice([3.0, 6.0])))
    last = event.event_id.split("-")[-1]
    roomy = int(np.ceil(crowd.height * 1.2 / 10) * 10)
    return pl.DataFrame(
        {
            "session_id": [f"t{last}-{i}" for i in range(1, count + 1)],
            "event_id": [event.event_id] * count,
            "held_on": days("held_on", epoch(event.span.start) + apart),
            "mode": [kinds[i % len(kinds)] for i in range(count)],
            "hours": [hours] * count,
            "places": [None if event.mode == "online" else roomy] * count,
        },
        schema_overrides={"places": pl.Int64},
    )
