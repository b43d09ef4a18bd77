"""Contracts of the tables on cluster organisations."""

import dataframely as dy
import polars as pl

from clusterdash.editions.schema import COUNTRY, DATE, text


class Organisations(dy.Schema):
    """One cluster organisation."""

    organisation_id = text(key=True, regex=r"^o\d{4}$")
    name = text()
    country_code = text(regex=COUNTRY)
    city = text(blank=True)
    nuts_code = text(blank=True, regex=r"^[A-Z]{2}[0-9A-Z]{1,3}$")
    latitude = dy.Float64(nullable=True, min=-90, max=90)
    longitude = dy.Float64(nullable=True, min=-180, max=180)
    founded = dy.Int64(nullable=True, min=1900, max=2100)
    members = dy.Int64(nullable=True, min=1)
    sme_members = dy.Int64(nullable=True, min=0)
    sectors = text(blank=True)
    website = text(blank=True, regex=r"^https?://")
    members_qualifier = dy.Enum(["exact", "over", "around", "at_least", "up_to"], nullable=True)
    members_as_of = text(blank=True, regex=DATE)
    first_listed_ecosystem = text(blank=True)
    source_id = text()
    registry = dy.Enum(["yes", "no"], nullable=False)

    @dy.rule()
    def members_with_qualifier(cls) -> pl.Expr:
        """A number of members says how exact it is."""
        return pl.col("members").is_null() == pl.col("members_qualifier").is_null()

    @dy.rule()
    def smes_among_members(cls) -> pl.Expr:
        """Members that are SMEs are members."""
        return (pl.col("sme_members") <= pl.col("members")).fill_null(value=True)


class Places(dy.Schema):
    """The centre of a city named in ``organisations``."""

    country_code = text(key=True, regex=COUNTRY)
    city = text(key=True)
    latitude = dy.Float64(nullable=False, min=-90, max=90)
    longitude = dy.Float64(nullable=False, min=-180, max=180)
    geonames_id = dy.Int64(nullable=False, min=1)
    matched_place = text()
