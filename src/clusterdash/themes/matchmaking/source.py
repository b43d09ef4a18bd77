"""Who was present at events, and what that means to a question."""

import polars as pl

from clusterdash.editions.events import EVENT_DIMS, events
from clusterdash.editions.schema import SOURCE_LINK
from clusterdash.model import Link, Source
from clusterdash.themes.matchmaking.schema import EventPresence, PresenceLanguages


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
    Source(
        "presence_languages",
        "the language in which one source tells who was present at one event",
        PresenceLanguages,
        ("event_id", "source_id"),
        (
            SOURCE_LINK,
            Link("event_id", "event_presence", "event_id"),
            Link("source_id", "event_presence", "source_id"),
        ),
    ),
)
