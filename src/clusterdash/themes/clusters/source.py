"""Tables on cluster organisations, and what their rows mean to a question."""

import polars as pl

from clusterdash.editions.schema import SOURCE_LINK
from clusterdash.language import mark
from clusterdash.model import Link, Source
from clusterdash.themes.clusters.schema import Organisations, Places

ON_MAP = mark("on the map")
NO_PLACE = mark("city without a known place")
NO_CITY = mark("no city stated")


def organisations(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add where each organisation is: its city by GeoNames id, and whether it has a place."""
    places = tables["places"].select(
        "country_code", "city", place=pl.col("geonames_id").cast(pl.String)
    )
    return (
        tables["organisations"]
        .join(places, on=["country_code", "city"], how="left", maintain_order="left")
        .with_columns(
            located=pl.when(pl.col("place").is_not_null())
            .then(pl.lit(ON_MAP))
            .when(pl.col("city").is_not_null())
            .then(pl.lit(NO_PLACE))
            .otherwise(pl.lit(NO_CITY))
        )
    )


def members(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Turn the members that organisations state into published figures, one a row."""
    rows = tables["organisations"]
    figures = [
        rows.filter(pl.col(column).is_not_null()).select(
            figure_id=pl.col("organisation_id") + pl.lit(f".{column}"),
            measure=pl.lit(f"organisation_{column}"),
            value=pl.col(column).cast(pl.Float64),
            qualifier=pl.col("members_qualifier"),
            subject_type=pl.lit("organisation"),
            subject_id=pl.col("organisation_id"),
            country_code=pl.col("country_code"),
            ecosystem=pl.col("first_listed_ecosystem").fill_null("all"),
            period_start=pl.col("members_as_of"),
            period_end=pl.col("members_as_of"),
            source_id=pl.col("source_id").str.split(";").list.last(),
        )
        for column in ("members", "sme_members")
    ]
    return pl.concat(figures)


SOURCES = (
    Source(
        "organisations",
        "one cluster organisation",
        Organisations,
        ("organisation_id",),
        (SOURCE_LINK, Link("first_listed_ecosystem", "ecosystems", "ecosystem")),
        dims={
            "country": "country_code",
            "ecosystem": "first_listed_ecosystem",
            "located": "located",
            "city": "place",
            "registry": "registry",
        },
        enrich=organisations,
        quotes=members,
    ),
    Source("places", "the centre of one city, by one spelling", Places, ("country_code", "city")),
)
