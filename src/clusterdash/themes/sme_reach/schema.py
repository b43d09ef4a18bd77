"""Contracts of the tables on partnerships."""

import dataframely as dy
import polars as pl

from clusterdash.editions.schema import COUNTRY, DATE, ordered, text


class Partnerships(dy.Schema):
    """One partnership: a Eurocluster, an ESCP, an INNOSUP-1 or excellence project."""

    partnership_id = text(key=True, regex=r"^[a-z0-9-]+$")
    acronym = text()
    name = text(blank=True)
    programme = text()
    call = text(blank=True)
    start_date = text(blank=True, regex=DATE)
    end_date = text(blank=True, regex=DATE)
    eu_contribution_eur = dy.Float64(nullable=True, min=0)
    ecosystems = text(blank=True)
    ecosystems_basis = text(blank=True)
    website = text(blank=True, regex=r"^https?://")
    source_id = text()

    @dy.rule()
    def partnership_runs_forward(cls) -> pl.Expr:
        """A partnership does not end before it starts."""
        return ordered("start_date", "end_date")


class PartnershipPartners(dy.Schema):
    """One partner of one partnership; blank where only its country is known."""

    partnership_id = text()
    organisation = text(blank=True)
    country_code = text(blank=True, regex=COUNTRY)
    role = dy.Enum(["coordinator", "partner", "associated"], nullable=False)
    source_id = text()

    @dy.rule()
    def organisation_or_country(cls) -> pl.Expr:
        """A row names an organisation or at least its country."""
        return pl.col("organisation").is_not_null() | pl.col("country_code").is_not_null()


class PartnershipTargetMarkets(dy.Schema):
    """One third market of one partnership: a country, or a region where no country is named."""

    partnership_id = text()
    country_code = text(blank=True, regex=COUNTRY)
    region = text(blank=True)
    source_id = text()

    @dy.rule()
    def country_or_region(cls) -> pl.Expr:
        """A row names a country or a region."""
        return pl.col("country_code").is_not_null() | pl.col("region").is_not_null()
