"""Contracts of the tables on who was present at events."""

import dataframely as dy
import polars as pl

from clusterdash.editions.schema import COUNTRY, LANGUAGE, text


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


class PresenceLanguages(dy.Schema):
    """The language of the words quoted from one source on who was present at one event."""

    event_id = text(key=True)
    source_id = text(key=True)
    language = text(blank=True, regex=LANGUAGE)
