"""What publications and figures say of themselves, for those who count them."""

import polars as pl

from clusterdash.language import mark

FOUNDING = mark("founding document")
PAGE = mark("web page")
GENERATED = mark("made-up data")
ECCP = "clustercollaboration.eu"
_COPY = "stored copy of a "


def is_copy(note: str | None) -> bool:
    """Return whether a publication is a copy of an ECCP page under a technical address."""
    return _COPY in (note or "")


def publications(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Say the kind of each publication in words, and of a copy whose page it is."""
    kind = pl.col("kind").cast(pl.String)
    words = {"mission_document": FOUNDING, "generated": GENERATED}
    copy = pl.col("note").str.contains(_COPY, literal=True).fill_null(value=False)
    return tables["sources"].with_columns(
        kind=kind.replace_strict(words, default=PAGE, return_dtype=pl.String),
        publisher=pl.when(copy).then(pl.lit(ECCP)).otherwise(pl.col("publisher")),
        year=pl.col("published"),
    )


def figures(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add publisher, year and country; null where a figure is of an area or all ecosystems.

    An event's figures are of the year in which it started, any other of the last year it covers.
    """
    publishers = publications(tables).select("source_id", "publisher")
    event = pl.col("subject_type").cast(pl.String) == "event"
    start, end = pl.col("period_start"), pl.col("period_end")
    date = pl.when(event).then(pl.coalesce(start, end)).otherwise(pl.coalesce(end, start))
    area = pl.col("country_code").is_in(["ALL", "EU", "EUR"])
    population = pl.col("subject_type").cast(pl.String) == "population"
    return (
        tables["figures"]
        .join(publishers, on="source_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("theme", "status").cast(pl.String),
            country=pl.when(~area).then(pl.col("country_code")),
            ecosystem=pl.when(pl.col("ecosystem") != "all").then(pl.col("ecosystem")),
            # The file says ECCP on every count of clusters, whoever counted.
            programme=pl.when(~population).then(pl.col("programme")),
            year=date.str.head(4),
        )
    )
