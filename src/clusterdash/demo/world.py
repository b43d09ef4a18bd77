"""What records are drawn from: the made-up organisations and events, and what is known of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from clusterdash.demo.branches import NEARBY
from clusterdash.demo.calendar import Span, span
from clusterdash.demo.chance import Real, chance, picked
from clusterdash.demo.targets import Aims, targets
from clusterdash.demo.twin import Twin, twin
from clusterdash.errors import DataError
from clusterdash.model import Edition

TRAINING = ("webinar", "training", "lab", "peer_review", "policy_forum", "info_day")
"""Types of events that people enrol in; for all others they register."""
VISITORS = ("CH", "GB", "NO", "US")
"""Countries of the few visitors of large conferences who belong to no organisation here."""
_NAMELESS = 0.12  # organisations that name no ecosystem at all


@dataclass(frozen=True, slots=True)
class Event:
    """One made-up event that took place.

    Attributes:
        event_id: Its name in the demonstration.
        published: Name of the published event that it is like.
        kind: Its type.
        programme: Its programme, or "".
        mode: ``physical``, ``online`` or ``hybrid``.
        direction: ``intra_eu``, ``outgoing``, ``incoming`` or "".
        host: Country where it took place, or "".
        partners: Countries of the other side.
        named: Countries that were named as present.
        ecosystems: Ecosystems that were named as present.
        span: Its days.
    """

    event_id: str
    published: str
    kind: str
    programme: str
    mode: str
    direction: str
    host: str
    partners: tuple[str, ...]
    named: frozenset[str]
    ecosystems: tuple[str, ...]
    span: Span

    @property
    def training(self) -> bool:
        """Whether people enrol in its sessions."""
        return self.kind in TRAINING


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Everything that records are drawn from.

    Attributes:
        published: The published edition.
        twin: The made-up small tables.
        aims: Published totals.
        scale: How many times as many people, meetings and awards as at scale 1.
        seed: Seed of everything.
        organisations: Names of the organisations.
        seats: Their countries.
        sectors: Their ecosystems, the first listed first; none where they name none.
        drawn_to: How readily each of them comes to events.
        ecosystems: The ecosystems, and how many organisations list each first.
        events: Events that took place.
        last: Day of the edition, after which nothing has happened.
    """

    published: Edition
    twin: Twin
    aims: Aims
    scale: int
    seed: int
    organisations: tuple[str, ...]
    seats: tuple[str, ...]
    sectors: tuple[tuple[str, ...], ...]
    drawn_to: Real
    ecosystems: Mapping[str, float]
    events: tuple[Event, ...]
    last: dt.date


def world(published: Edition, scale: int = 1, seed: int = 1) -> World:
    """Return what the records of one demonstration are drawn from.

    Raises:
        DataError: The edition holds no organisation that could come to an event.
    """
    if published.tables["organisations"].is_empty():
        raise DataError("organisations.csv has no rows: nobody could come to an event. Add some.")
    made = twin(published, scale, seed)
    last = dt.date.fromisoformat(published.date)
    rows = made.tables["organisations"]
    aims = Aims(targets(published))
    known = made.tables["ecosystems"].sort("order")["ecosystem"].to_list()
    listed = rows["first_listed_ecosystem"].drop_nulls().to_list()
    weights = {name: 1.0 + listed.count(name) for name in known}
    propensity = np.exp(chance(seed, "propensity").normal(0, 0.8, rows.height))
    return World(
        published=published,
        twin=made,
        aims=aims,
        scale=scale,
        seed=seed,
        organisations=tuple(rows["organisation_id"]),
        seats=tuple(rows["country_code"]),
        sectors=_sectors(rows["first_listed_ecosystem"].to_list(), weights, seed),
        drawn_to=propensity,
        ecosystems=weights,
        events=tuple(_events(made, aims, seed, last)),
        last=last,
    )


def _sectors(
    first: list[str | None], weights: dict[str, float], seed: int
) -> tuple[tuple[str, ...], ...]:
    """Give each organisation its first listed ecosystem and up to two nearby ones."""
    rng = chance(seed, "organisation_ecosystems")
    found: list[tuple[str, ...]] = []
    for listed in first:
        nameless = rng.random() < _NAMELESS
        drawn = picked(rng, weights, 1)[0]
        others = int(rng.choice(3, p=[0.5, 0.33, 0.17]))
        own = listed or ("" if nameless else drawn)
        nearby = [str(name) for name in rng.permutation(NEARBY.get(own, ()))[:others]]
        found.append((own, *nearby) if own else ())
    return tuple(found)


def _events(made: Twin, aims: Aims, seed: int, last: dt.date) -> list[Event]:
    presence = made.tables["event_presence"]
    published = {name: known for known, name in made.events.items()}
    rows = made.tables["events"].filter(
        pl.col("status").cast(pl.String) == "held", pl.col("start_date").is_not_null()
    )
    events = []
    for row in rows.iter_rows(named=True):
        name = row["event_id"]
        there = presence.filter(pl.col("event_id") == name)
        ecosystems = set(there["ecosystem"].drop_nulls()) or aims.ecosystems(published[name])
        days = span(row["start_date"], row["end_date"], chance(seed, "days", name))
        events.append(
            Event(
                event_id=name,
                published=published[name],
                kind=row["type"],
                programme=row["programme"] or "",
                mode=row["mode"] or "physical",
                direction=row["direction"] or "",
                host=row["country_code"] or "",
                partners=tuple((row["partner_country_code"] or "").split(";"))
                if row["partner_country_code"]
                else (),
                named=frozenset(there["country_code"].drop_nulls()),
                ecosystems=tuple(sorted(ecosystems)),
                span=days.until(last),
            )
        )
    return events
