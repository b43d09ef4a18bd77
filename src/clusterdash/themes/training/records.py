"""Records on training: sessions, who enrolled, who came, who completed."""

import dataframely as dy
import polars as pl

from clusterdash.editions.events import events
from clusterdash.editions.schema import COUNTRY, text
from clusterdash.model import Link, Record
from clusterdash.model.record import Tables


class Sessions(dy.Schema):
    """One session of one training or learning event."""

    session_id = text(key=True)
    event_id = text()
    held_on = dy.Date(nullable=False)
    mode = dy.Enum(["physical", "online", "hybrid"], nullable=False)
    hours = dy.Float64(nullable=False, min=0)
    places = dy.Int64(nullable=True, min=1)


class Enrolments(dy.Schema):
    """One enrolment of one person, under a pseudonym, in one session."""

    enrolment_id = text(key=True)
    session_id = text()
    person_key = text()
    organisation_id = text(blank=True)
    country_code = text(regex=COUNTRY)
    ecosystem = text(blank=True)
    attended = dy.Bool(nullable=False)
    completed = dy.Bool(nullable=False)

    @dy.rule()
    def completed_by_attending(cls) -> pl.Expr:
        """Who did not come did not complete."""
        return pl.col("attended") | ~pl.col("completed")

    @dy.rule()
    def enrolled_once(cls) -> pl.Expr:
        """A person enrols once in a session."""
        return pl.len().over("session_id", "person_key") == 1


def enrolled(rows: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    """Add the session and the event of each enrolment, and how far it got."""
    known = events(dict(tables)).select(
        "event_id", "series", "type", "programme", host_country="host"
    )
    sessions = (
        tables["sessions"]
        .with_columns(
            year=pl.col("held_on").dt.year().cast(pl.String), mode=pl.col("mode").cast(pl.String)
        )
        .select("session_id", "event_id", "mode", "year")
        .join(known, on="event_id", how="left")
    )
    stage = (
        pl.when("completed")
        .then(pl.lit("completed"))
        .when("attended")
        .then(pl.lit("attended"))
        .otherwise(pl.lit("registered"))
    )
    return rows.join(sessions.lazy(), on="session_id", how="left").with_columns(reached=stage)


_EVENT = ("series", "type", "mode", "host_country", "programme", "year")
_SELECTION = ("country", "ecosystem", "year", "programme")

RECORDS = (
    Record(
        "sessions",
        "one session of one training or learning event",
        Sessions,
        ("session_id",),
        (Link("event_id", "events", "event_id"),),
    ),
    Record(
        "enrolments",
        "one enrolment of one person in one session",
        Enrolments,
        ("enrolment_id",),
        (
            Link("session_id", "sessions", "session_id"),
            Link("organisation_id", "organisations", "organisation_id"),
            Link("ecosystem", "ecosystems", "ecosystem"),
        ),
        dims={key: key for key in _EVENT}
        | {
            "event": "event_id",
            "country": "country_code",
            "ecosystem": "ecosystem",
            "reached": "reached",
        },
        entities={"person": "person_key"},
        grains={
            "person": (
                (*_SELECTION, "reached"),
                ("event", *_EVENT, "reached"),
                ("event", *_EVENT, "country", "reached"),
                ("country", *_EVENT, "reached"),
                ("country", "ecosystem", *_EVENT, "reached"),
            )
        },
        enrich=enrolled,
    ),
)
