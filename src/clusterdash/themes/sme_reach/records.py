"""Records on SMEs: what a partnership awarded to whom, and how many SMEs there are."""

import dataframely as dy
import polars as pl

from clusterdash.editions.schema import COUNTRY, text
from clusterdash.model import Link, Record
from clusterdash.model.record import Tables

SERVICES = ("voucher", "grant", "training", "coaching", "internationalisation")
SIZES = ("0-9", "10-49", "50-249")
"""Persons employed, by the classes of Eurostat's structural business statistics."""


class Awards(dy.Schema):
    """One award of money or of a service to one SME, under a pseudonym, by one partnership."""

    award_id = text(key=True)
    partnership_id = text()
    programme = text()
    sme_key = text()
    country_code = text(regex=COUNTRY)
    nuts2 = text(blank=True, regex=r"^[A-Z]{2}[0-9A-Z]{2}$")
    nace = text(regex=r"^\d{2}$")
    size_class = dy.Enum(list(SIZES), nullable=False)
    ecosystem = text(blank=True)
    service = dy.Enum(list(SERVICES), nullable=False)
    amount_eur = dy.Float64(nullable=False, min=0)
    awarded_on = dy.Date(nullable=False)

    @dy.rule()
    def one_place(cls) -> pl.Expr:
        """An SME has one country, region, division and size class."""
        return (
            pl.struct("country_code", "nuts2", "nace", "size_class").n_unique().over("sme_key") == 1
        )


class SmePopulation(dy.Schema):
    """How many SMEs there are in one country in one year."""

    country_code = text(key=True, regex=COUNTRY)
    year = dy.Int64(nullable=False, primary_key=True, min=1900)
    smes = dy.Int64(nullable=False, min=1)


def awarded(rows: pl.LazyFrame, _tables: Tables) -> pl.LazyFrame:
    """Add the year of each award, and the year in which its SME was first supported."""
    year = pl.col("awarded_on").dt.year()
    return rows.with_columns(
        year=year.cast(pl.String),
        cohort=year.min().over("sme_key").cast(pl.String),
        size_class=pl.col("size_class").cast(pl.String),
        service=pl.col("service").cast(pl.String),
    )


_SELECTION = ("country", "ecosystem", "year", "programme")

RECORDS = (
    Record(
        "awards",
        "one award to one SME",
        Awards,
        ("award_id",),
        (
            Link("partnership_id", "partnerships", "partnership_id"),
            Link("programme", "programmes", "programme"),
            Link("ecosystem", "ecosystems", "ecosystem"),
        ),
        dims={
            "country": "country_code",
            "region": "nuts2",
            "nace": "nace",
            "size": "size_class",
            "ecosystem": "ecosystem",
            "programme": "programme",
            "partnership": "partnership_id",
            "service": "service",
            "year": "year",
            "cohort": "cohort",
        },
        sums=("amount_eur",),
        entities={"sme": "sme_key"},
        grains={
            "sme": (
                _SELECTION,
                (*_SELECTION, "partnership"),
                (*_SELECTION, "region"),
                (*_SELECTION, "size"),
                (*_SELECTION, "region", "size"),
                (*_SELECTION, "nace"),
                (*_SELECTION, "service"),
                (*_SELECTION, "cohort"),
            )
        },
        enrich=awarded,
    ),
    Record(
        "sme_population",
        "the SMEs of one country in one year",
        SmePopulation,
        ("country_code", "year"),
        (Link("country_code", "countries", "country_code"),),
    ),
)
