"""Tables on events, and what their rows mean to a question."""

import polars as pl

from clusterdash.editions.schema import SOURCE_LINK
from clusterdash.model import Link, Source
from clusterdash.themes.matchmaking.schema import EventPresence, Events

_PROGRAMMES = Link("programme", "programmes", "programme")
EVENT_DIMS = {
    "event": "event_id",
    "series": "series",
    "type": "type",
    "mode": "mode",
    "direction": "direction",
    "host_country": "host",
    "partner_country": "partner_country_code",
    "programme": "programme",
    "event_status": "event_status",
    "year": "year",
}


def events(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add the year in which each event started, null where its date is not published."""
    return tables["events"].with_columns(
        year=pl.col("start_date").str.head(4),
        host=pl.col("country_code"),
        event_status=pl.col("status"),
    )


def presence(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add to each row of presence what is known of its event."""
    known = events(tables).select(
        "event_id",
        "series",
        "type",
        "mode",
        "direction",
        "host",
        "partner_country_code",
        "programme",
        "event_status",
        "year",
    )
    return tables["event_presence"].join(known, on="event_id", how="left", maintain_order="left")


SOURCES = (
    Source(
        "events",
        "one matchmaking, partnering, policy or learning event",
        Events,
        ("event_id",),
        (SOURCE_LINK, _PROGRAMMES),
        dims=EVENT_DIMS,
        lists=("partner_country",),
        enrich=events,
    ),
    Source(
        "event_presence",
        "one country or ecosystem present at one event",
        EventPresence,
        ("event_id", "country_code", "ecosystem"),
        (
            SOURCE_LINK,
            Link("event_id", "events", "event_id"),
            Link("ecosystem", "ecosystems", "ecosystem"),
        ),
        dims=EVENT_DIMS
        | {"country": "country_code", "ecosystem": "ecosystem", "presence": "status"},
        lists=("partner_country",),
        enrich=presence,
    ),
)
