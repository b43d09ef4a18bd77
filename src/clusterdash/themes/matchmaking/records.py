"""Records on matchmaking: who registered and came, who met, and what followed from a meeting."""

import dataframely as dy
import polars as pl

from clusterdash.editions.events import events
from clusterdash.editions.schema import COUNTRY, text
from clusterdash.model import Link, Record
from clusterdash.model.record import Tables

EVENT = ("series", "type", "mode", "direction", "host_country", "programme", "year")
STAGES = ("scheduled", "held", "followed_up", "case", "agreement")
"""How far a meeting got; each stage includes those before it."""


class Registrations(dy.Schema):
    """One registration of one person, under a pseudonym, for one event that is no training."""

    registration_id = text(key=True)
    event_id = text()
    participant_key = text()
    organisation_id = text(blank=True)
    country_code = text(regex=COUNTRY)
    ecosystem = text(blank=True)
    registered_on = dy.Date(nullable=False)
    checked_in = dy.Bool(nullable=False)

    @dy.rule()
    def registered_once(cls) -> pl.Expr:
        """A person registers once for an event."""
        return pl.len().over("event_id", "participant_key") == 1


class Meetings(dy.Schema):
    """One meeting of two sides that was scheduled at one event, and what followed from it."""

    meeting_id = text(key=True)
    event_id = text()
    slot = dy.Int64(nullable=False, min=1)
    organisation_id = text(blank=True)
    country_code = text(regex=COUNTRY)
    ecosystem = text(blank=True)
    with_organisation_id = text(blank=True)
    with_country_code = text(regex=COUNTRY)
    with_ecosystem = text(blank=True)
    met_on = dy.Date(nullable=False)
    held = dy.Bool(nullable=False)
    follow_up_on = dy.Date(nullable=True)
    case_on = dy.Date(nullable=True)
    agreement_on = dy.Date(nullable=True)

    @dy.rule()
    def nothing_follows_from_no_meeting(cls) -> pl.Expr:
        """What did not take place has no follow-up."""
        return pl.col("held") | pl.col("follow_up_on").is_null()

    @dy.rule()
    def case_is_followed_up(cls) -> pl.Expr:
        """A cooperation case is a follow-up, not before it."""
        return pl.col("case_on").is_null() | (
            pl.col("follow_up_on") <= pl.col("case_on")
        ).fill_null(value=False)

    @dy.rule()
    def agreement_is_a_case(cls) -> pl.Expr:
        """An agreement comes from a cooperation case, not before it."""
        return pl.col("agreement_on").is_null() | (
            pl.col("case_on") <= pl.col("agreement_on")
        ).fill_null(value=False)

    @dy.rule()
    def follows_the_meeting(cls) -> pl.Expr:
        """A follow-up is not before its meeting."""
        return (pl.col("follow_up_on") >= pl.col("met_on")).fill_null(value=True)


def _of_events(rows: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    """Add what is known of the event of each row."""
    known = events(dict(tables)).select(
        "event_id",
        "series",
        "type",
        "mode",
        "direction",
        "programme",
        "year",
        host_country="host",
    )
    return rows.join(known.lazy(), on="event_id", how="left")


def registered(rows: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    """Add the event of each registration, and whether the person came."""
    came = pl.when("checked_in").then(pl.lit("came")).otherwise(pl.lit("registered"))
    return _of_events(rows, tables).with_columns(reached=came)


def sides(rows: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    """Return each meeting once from either side: two rows, with how far it got."""
    stage = (
        pl.when(pl.col("agreement_on").is_not_null())
        .then(pl.lit("agreement"))
        .when(pl.col("case_on").is_not_null())
        .then(pl.lit("case"))
        .when(pl.col("follow_up_on").is_not_null())
        .then(pl.lit("followed_up"))
        .when("held")
        .then(pl.lit("held"))
        .otherwise(pl.lit("scheduled"))
    )
    told = rows.with_columns(
        reached=stage,
        lag=(pl.col("agreement_on") - pl.col("met_on")).dt.total_days().cast(pl.String),
    )
    kept = ("meeting_id", "event_id", "reached", "lag")
    own = ("organisation_id", "country_code", "ecosystem")
    there = told.select(*kept, *own, *(f"with_{name}" for name in own))
    back = told.select(
        *kept,
        *(pl.col(f"with_{name}").alias(name) for name in own),
        *(pl.col(name).alias(f"with_{name}") for name in own),
    )
    return _of_events(pl.concat([there, back]), tables)


_SELECTION = ("country", "ecosystem", "year", "programme")
_KNOWN = {key: key for key in EVENT} | {
    "event": "event_id",
    "country": "country_code",
    "ecosystem": "ecosystem",
    "reached": "reached",
}

RECORDS = (
    Record(
        "registrations",
        "one registration of one person for one event",
        Registrations,
        ("registration_id",),
        (
            Link("event_id", "events", "event_id"),
            Link("organisation_id", "organisations", "organisation_id"),
            Link("ecosystem", "ecosystems", "ecosystem"),
        ),
        dims=_KNOWN,
        entities={"person": "participant_key", "organisation": "organisation_id"},
        grains={
            "person": (
                (*_SELECTION, "reached"),
                ("event", *EVENT, "reached"),
                ("event", *EVENT, "country", "reached"),
                ("country", *EVENT, "reached"),
                ("country", "ecosystem", *EVENT, "reached"),
            ),
            "organisation": (
                (*_SELECTION, "reached"),
                ("event", *EVENT, "country", "reached"),
                ("country", "ecosystem", *EVENT, "reached"),
            ),
        },
        enrich=registered,
    ),
    Record(
        "meetings",
        "one meeting of two sides, scheduled at one event",
        Meetings,
        ("meeting_id",),
        (
            Link("event_id", "events", "event_id"),
            Link("organisation_id", "organisations", "organisation_id"),
            Link("with_organisation_id", "organisations", "organisation_id"),
            Link("ecosystem", "ecosystems", "ecosystem"),
            Link("with_ecosystem", "ecosystems", "ecosystem"),
        ),
        dims=_KNOWN | {"with_country": "with_country_code", "lag": "lag"},
        entities={"meeting": "meeting_id"},
        grains={
            "meeting": (
                ("reached", "year", "programme"),
                ("event", *EVENT, "reached"),
                ("country", "year", "programme", "reached"),
                ("ecosystem", "year", "programme", "reached"),
                ("country", "with_country", "year", "programme", "reached"),
                ("event", *EVENT, "country", "reached"),
                (*_SELECTION, "reached"),
                (*_SELECTION, "with_country", "reached"),
                ("country", "ecosystem", *EVENT, "reached"),
                (*_SELECTION, "lag", "reached"),
            ),
        },
        enrich=sides,
    ),
)
