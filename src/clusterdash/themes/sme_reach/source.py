"""Tables on partnerships, and what their rows mean to a question."""

import polars as pl

from clusterdash.editions.schema import SOURCE_LINK
from clusterdash.model import Link, Source
from clusterdash.themes.sme_reach.schema import (
    PartnershipPartners,
    Partnerships,
    PartnershipTargetMarkets,
)

_PARTNERSHIP = Link("partnership_id", "partnerships", "partnership_id")
PARTNERSHIP_DIMS = {
    "partnership": "partnership_id",
    "programme": "programme",
    "call": "call",
    "ecosystem": "ecosystems",
    "year": "year",
}


def partnerships(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add the year in which each partnership started, and the countries of its known partners."""
    seats = tables["partnership_partners"].filter(pl.col("country_code").is_not_null())
    countries = seats.group_by("partnership_id").agg(
        partner_countries=pl.col("country_code").unique().sort().str.join(";")
    )
    return (
        tables["partnerships"]
        .with_columns(year=pl.col("start_date").str.head(4))
        .join(countries, on="partnership_id", how="left", maintain_order="left")
    )


def of_partnership(name: str, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add to each row of a table what is known of its partnership."""
    known = partnerships(tables).select("partnership_id", "programme", "call", "ecosystems", "year")
    return tables[name].join(known, on="partnership_id", how="left", maintain_order="left")


def partners(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add to each partner what is known of its partnership, and the countries of the others."""
    rows = of_partnership("partnership_partners", tables).with_row_index("place")
    seats = rows.select("place", "partnership_id", "country_code")
    others = (
        seats.join(seats, on="partnership_id", suffix="_other")
        .filter(pl.col("place") != pl.col("place_other"))
        .group_by("place")
        .agg(with_country=pl.col("country_code_other").drop_nulls().unique().sort())
        .with_columns(pl.col("with_country").list.join(";").replace("", None))
    )
    return rows.join(others, on="place", how="left", maintain_order="left").drop("place")


def markets(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add to each third market what is known of its partnership; a region stands for itself."""
    return of_partnership("partnership_target_markets", tables).with_columns(
        market=pl.coalesce("country_code", "region")
    )


def contributions(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Turn the EU contributions that partnerships state into published figures."""
    return (
        tables["partnerships"]
        .filter(pl.col("eu_contribution_eur").is_not_null())
        .select(
            figure_id=pl.col("partnership_id") + pl.lit(".eu_contribution_eur"),
            measure=pl.lit("partnership_eu_contribution_eur"),
            value=pl.col("eu_contribution_eur"),
            qualifier=pl.lit("exact"),
            subject_type=pl.lit("partnership"),
            subject_id=pl.col("partnership_id"),
            programme=pl.col("programme"),
            country_code=pl.lit("ALL"),
            ecosystem=pl.col("ecosystems").fill_null("all"),
            period_start=pl.col("start_date"),
            period_end=pl.col("end_date"),
            source_id=pl.col("source_id"),
        )
    )


SOURCES = (
    Source(
        "partnerships",
        "one partnership",
        Partnerships,
        ("partnership_id",),
        (
            SOURCE_LINK,
            Link("programme", "programmes", "programme"),
            Link("ecosystems", "ecosystems", "ecosystem", ";", ("Cross-ecosystem",)),
        ),
        dims=PARTNERSHIP_DIMS | {"country": "partner_countries"},
        lists=("ecosystem", "country"),
        begun=True,
        enrich=partnerships,
        quotes=contributions,
    ),
    Source(
        "partnership_partners",
        "one partner of one partnership",
        PartnershipPartners,
        ("partnership_id", "organisation", "country_code"),
        (SOURCE_LINK, _PARTNERSHIP),
        dims=PARTNERSHIP_DIMS
        | {"country": "country_code", "with_country": "with_country", "role": "role"},
        lists=("ecosystem", "with_country"),
        begun=True,
        enrich=partners,
    ),
    Source(
        "partnership_target_markets",
        "one third market of one partnership",
        PartnershipTargetMarkets,
        ("partnership_id", "country_code", "region"),
        (SOURCE_LINK, _PARTNERSHIP),
        dims=PARTNERSHIP_DIMS | {"market": "market"},
        lists=("ecosystem",),
        begun=True,
        enrich=markets,
    ),
)
