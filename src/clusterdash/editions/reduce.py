"""Reducing records: everything counted that has the same history becomes one row with a weight."""

import polars as pl

from clusterdash.model.record import Record, Reduction, Tables

SIGNATURE = "signature"
WEIGHT = "weight"
ROWS = "rows"
OWN = (SIGNATURE, WEIGHT, ROWS)
"""Columns of a reduction beside its dimensions and the columns that are added up."""
_BITS = 63


def reduced(record: Record, rows: pl.LazyFrame, tables: Tables) -> tuple[Reduction, ...]:
    """Reduce the rows of a table of records, once for each entity and grain.

    Two entities have the same history at a grain when the sets of their cells are equal. They then
    answer every question at this grain alike, so one row a cell with their number is all that is
    kept: distinct numbers stay exact, however a question cuts.

    Args:
        record: Contract of the table.
        rows: Its rows, valid.
        tables: Tables of the edition by name.

    Returns:
        For each grain a frame: its dimensions (text), ``signature`` (one number a history),
        ``weight`` (entities of this history), ``rows`` (records of them in this cell) and the
        columns of ``record.sums``.
    """
    enriched = record.enrich(rows, tables) if record.enrich else rows
    return tuple(
        Reduction(record.name, entity, grain, _grain(record, coded, grain))
        for entity, column in record.entities.items()
        for coded in [_coded(record, enriched, column)]
        for grain in record.grains[entity]
    )


def _coded(record: Record, enriched: pl.LazyFrame, column: str) -> pl.DataFrame:
    """Return rows with the entity as a number and each dimension as a category.

    Numbers are grouped several times as fast as texts, and every grain groups all rows.
    """
    keys = list(record.dims)
    found = (
        enriched.filter(pl.col(column).is_not_null())
        .select(
            pl.col(column).alias("entity"),
            *(pl.col(record.dims[key]).cast(pl.String).alias(f"by_{key}") for key in keys),
            *record.sums,
        )
        .collect(engine="streaming")
    )
    categories = {
        f"by_{key}": pl.Enum(found[f"by_{key}"].drop_nulls().unique().sort()) for key in keys
    }
    entities = pl.Enum(found["entity"].unique())
    return found.with_columns(
        pl.col("entity").cast(entities).to_physical(),
        *(pl.col(name).cast(dtype) for name, dtype in categories.items()),
    )


def _grain(record: Record, coded: pl.DataFrame, grain: tuple[str, ...]) -> pl.DataFrame:
    named = [f"by_{key}" for key in grain]
    sums = [pl.col(name).sum() for name in record.sums]
    cells = (
        coded.lazy()
        .select("entity", _packed(coded, named).alias("cell"), *record.sums)
        .group_by("entity", "cell")
        .agg(pl.len().cast(pl.Int64).alias(ROWS), *sums)
        .collect(engine="streaming")
    )
    histories = _histories(cells)
    return (
        cells.lazy()
        .join(histories.lazy(), on="entity")
        .group_by("first", "last", "longer", "cell")
        .agg(pl.len().cast(pl.Int64).alias(WEIGHT), pl.col(ROWS).sum(), *sums)
        .with_columns(
            pl.struct("first", "last", "longer").rank("dense").cast(pl.UInt32).alias(SIGNATURE)
        )
        .select(
            *_unpacked(coded, named),
            pl.col(SIGNATURE) - 1,
            WEIGHT,
            ROWS,
            *record.sums,
        )
        .collect(engine="streaming")
        .sort(SIGNATURE, *grain, nulls_last=True)
    )


def _histories(cells: pl.DataFrame) -> pl.DataFrame:
    """Name the set of cells of each entity: by its ends, and in full where they do not tell it.

    Most entities have one cell or two; a hash of the others could take two histories for one.
    """
    ends = cells.group_by("entity").agg(
        first=pl.col("cell").min(), last=pl.col("cell").max(), n=pl.len()
    )
    many = ends.filter(pl.col("n") > 2).select("entity")
    longer = (
        cells.join(many, on="entity")
        .sort("entity", "cell")
        .group_by("entity", maintain_order=True)
        .agg(longer=pl.col("cell").cast(pl.String).str.join(";"))
    )
    return ends.drop("n").join(longer, on="entity", how="left")


def _sizes(coded: pl.DataFrame, named: list[str]) -> list[int]:
    """Return how many values each dimension has, none among them."""
    return [len(coded.schema[name].categories) + 1 for name in named]  # type: ignore[attr-defined]


def _packed(coded: pl.DataFrame, named: list[str]) -> pl.Expr:
    """Return one number for a combination of values.

    Raises:
        OverflowError: There are more combinations than a number can tell apart.
    """
    number = pl.lit(0, pl.UInt64)
    room = 1
    for name, size in zip(named, _sizes(coded, named), strict=True):
        room *= size
        code = pl.col(name).to_physical().cast(pl.UInt64).fill_null(size - 1)
        number = number * size + code
    if room.bit_length() > _BITS:
        raise OverflowError(f"{', '.join(named)}: too many combinations to reduce them at once")
    return number


def _unpacked(coded: pl.DataFrame, named: list[str]) -> list[pl.Expr]:
    rest = pl.col("cell")
    found = []
    for name, size in reversed(list(zip(named, _sizes(coded, named), strict=True))):
        code = rest % size
        dtype = coded.schema[name]
        values = pl.Series([*dtype.categories, None], dtype=pl.String)  # type: ignore[attr-defined]
        told = code.replace_strict(
            pl.Series(range(size), dtype=pl.UInt64), values, return_dtype=pl.String
        )
        found.append(told.alias(name.removeprefix("by_")))
        rest = rest // size
    return found[::-1]
