"""Records on cluster organisations: the ecosystems that each one works in, all of them."""

import dataframely as dy
import polars as pl

from clusterdash.editions.schema import text
from clusterdash.model import Link, Record
from clusterdash.model.record import Tables


class OrganisationEcosystems(dy.Schema):
    """One industrial ecosystem that one cluster organisation works in."""

    organisation_id = text(key=True)
    ecosystem = text(key=True)


def linked(rows: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    """Add the country of each organisation; those that name no ecosystem are rows too."""
    organisations = tables["organisations"].lazy().filter(pl.col("registry") == "yes")
    return organisations.select("organisation_id", country="country_code").join(
        rows, on="organisation_id", how="left", maintain_order="left"
    )


RECORDS = (
    Record(
        "organisation_ecosystems",
        "one industrial ecosystem of one cluster organisation",
        OrganisationEcosystems,
        ("organisation_id", "ecosystem"),
        (
            Link("organisation_id", "organisations", "organisation_id"),
            Link("ecosystem", "ecosystems", "ecosystem"),
        ),
        dims={"country": "country", "ecosystem": "ecosystem"},
        entities={"organisation": "organisation_id"},
        grains={"organisation": (("country", "ecosystem"),)},
        enrich=linked,
    ),
)
