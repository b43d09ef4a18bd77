"""Contracts of the tables on events."""

import dataframely as dy
import polars as pl

from clusterdash.editions.schema import COUNTRY, DATE, ordered, text


class Events(dy.Schema):
    """One matchmaking, partnering, policy or learning event."""

    event_id = text(key=True, regex=r"^[a-z0-9-]+$")
    name = text()
    type = dy.Enum(
        [
            "matchmaking",
            "partnering",
            "clusters_meet_regions",
            "conference",
            "other",
            "webinar",
            "training",
            "lab",
            "peer_review",
            "policy_forum",
            "info_day",
        ],
        nullable=False,
    )
    series = text(blank=True)
    start_date = text(blank=True, regex=DATE)
    end_date = text(blank=True, regex=DATE)
    city = text(blank=True)
    country_code = text(blank=True, regex=COUNTRY)
    mode = dy.Enum(["physical", "online", "hybrid"], nullable=True)
    direction = dy.Enum(["intra_eu", "outgoing", "incoming"], nullable=True)
    partner_country_code = text(blank=True, regex=r"^[A-Z]{2}(;[A-Z]{2})*$")
    organiser = text(blank=True)
    source_id = text()
    status = dy.Enum(["held", "announced", "cancelled"], nullable=False)
    programme = text(blank=True)

    @dy.rule()
    def event_runs_forward(cls) -> pl.Expr:
        """An event does not end before it starts."""
        return ordered("start_date", "end_date")


class EventPresence(dy.Schema):
    """A country or an ecosystem was present at an event."""

    event_id = text()
    country_code = text(blank=True, regex=COUNTRY)
    ecosystem = text(blank=True)
    status = dy.Enum(["present", "announced"], nullable=False)
    source_id = text()
    quote = text(blank=True)

    @dy.rule()
    def country_or_ecosystem(cls) -> pl.Expr:
        """A row names a country or an ecosystem."""
        return pl.col("country_code").is_not_null() | pl.col("ecosystem").is_not_null()

    @dy.rule()
    def named_once(cls) -> pl.Expr:
        """A country or ecosystem is named once an event."""
        return pl.len().over("event_id", "country_code", "ecosystem", "status") == 1
