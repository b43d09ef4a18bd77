"""Tables of records: checked part by part, reduced once, opened as reductions only."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import polars.selectors as cs

from clusterdash.editions.declaration import Declaration
from clusterdash.editions.reduce import OWN, reduced
from clusterdash.errors import DataError
from clusterdash.model.record import Record, Reduction

FOLDER = "records"
REDUCTIONS = "reductions"
PART = 500_000
"""Rows that are checked at a time, so that any number of records fits."""


def held(said: Declaration, records: tuple[Record, ...]) -> list[Record]:
    """Return the tables of records that an edition declares."""
    return [record for record in records if record.name in said.holdings]


def counted(folder: Path, record: Record) -> int:
    """Return how many rows a table of records has, which its file tells at once.

    Raises:
        DataError: The file is missing, or its columns are not as their contract says.
    """
    return _height(_scanned(folder, record))


def _height(rows: pl.LazyFrame) -> int:
    return int(rows.select(pl.len()).collect().item())


def check_records(
    folder: Path, records: list[Record], tables: Mapping[str, pl.DataFrame]
) -> dict[str, int]:
    """Check every row of every table of records against its contract and its links.

    Returns:
        Rows of each table.

    Raises:
        DataError: A file is missing, or a row is not as its contract says.
    """
    known = {**tables, **whole_tables(folder, records)}
    return {record.name: _checked(record, _scanned(folder, record), known) for record in records}


def check_frames(
    records: tuple[Record, ...],
    frames: Mapping[str, pl.DataFrame],
    tables: Mapping[str, pl.DataFrame],
) -> None:
    """Check records held in memory against their contracts and links, as those of a folder.

    Args:
        records: Contracts.
        frames: Rows of some tables of records.
        tables: Tables of the edition.

    Raises:
        DataError: A column or a row is not as its contract says.
    """
    given = [record for record in records if record.name in frames]
    known = {**tables, **{r.name: frames[r.name] for r in given if not r.entities}}
    for record in given:
        _checked(record, _fitting(record, frames[record.name].lazy()), known)


def _checked(record: Record, rows: pl.LazyFrame, known: Mapping[str, pl.DataFrame]) -> int:
    height = _height(rows)
    for part in _parts(rows, height):
        _check_part(record, part, known)
    _check_key(record, rows, height)
    return height


def whole_tables(folder: Path, records: list[Record]) -> dict[str, pl.DataFrame]:
    """Return the tables of records in which nothing is counted: others name their rows."""
    return {record.name: _table(folder, record) for record in records if not record.entities}


def write_reductions(
    folder: Path, records: list[Record], tables: Mapping[str, pl.DataFrame]
) -> None:
    """Reduce every table of records once, beside it."""
    target = folder / REDUCTIONS
    target.mkdir(exist_ok=True)
    for old in target.glob("*.parquet"):
        old.unlink()
    for record in records:
        if not record.entities:
            continue
        found = reduced(record, _scanned(folder, record), tables)
        for number, reduction in enumerate(found):
            reduction.frame.write_parquet(
                target / f"{record.name}.{reduction.entity}.{number:02}.parquet"
            )


def read_reductions(folder: Path, records: list[Record]) -> dict[str, tuple[Reduction, ...]]:
    """Read what the records of an edition were reduced to.

    Raises:
        DataError: A table was not reduced as its contract says now.
    """
    return {record.name: tuple(_read(folder, record)) for record in records if record.entities}


def _read(folder: Path, record: Record) -> Iterator[Reduction]:
    grains = [(entity, grain) for entity in record.entities for grain in record.grains[entity]]
    for number, (entity, grain) in enumerate(grains):
        path = folder / REDUCTIONS / f"{record.name}.{entity}.{number:02}.parquet"
        expected = [*grain, *OWN, *record.sums]
        found = pl.read_parquet(path) if path.is_file() else pl.DataFrame()
        if found.columns != expected:
            raise DataError(
                f"{REDUCTIONS}/{path.name} is missing or older than its contract: run "
                f"`clusterdash lock --edition {folder}`."
            )
        yield Reduction(record.name, entity, grain, coded(found, grain))


def coded(frame: pl.DataFrame, grain: tuple[str, ...]) -> pl.DataFrame:
    """Return a reduction with its dimensions as categories: half the memory, twice the speed."""
    return frame.with_columns(pl.col(*grain).cast(pl.Categorical))


def _scanned(folder: Path, record: Record) -> pl.LazyFrame:
    path = folder / FOLDER / f"{record.name}.parquet"
    if not path.is_file():
        raise DataError(f"{FOLDER}/{path.name} is missing from {folder}: restore it.")
    return _fitting(record, pl.scan_parquet(path))


def _fitting(record: Record, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Return the columns of the contract, in its types where nothing is lost by that.

    Raises:
        DataError: A column is not there, unknown, or of a type that could lose something.
    """
    wanted = {name: column.dtype for name, column in record.schema.columns().items()}
    try:
        found = rows.collect_schema()
    except pl.exceptions.PolarsError as error:
        raise DataError(f"{FOLDER}/{record.name}.parquet is no Parquet file: {error}") from error
    if sorted(found) != sorted(wanted):
        raise DataError(
            f"{FOLDER}/{record.name}.parquet: expected the columns {', '.join(wanted)}; "
            f"found {', '.join(found)}."
        )
    for name, dtype in wanted.items():
        if not _same(found[name], dtype):
            raise DataError(
                f"{FOLDER}/{record.name}.parquet, column {name}: the type is {found[name]}, "
                f"expected {_kept(dtype)}: write the column as that."
            )
    return rows.select(
        pl.col(n) if found[n] == _kept(t) else pl.col(n).cast(_kept(t)) for n, t in wanted.items()
    )


def _kept(wanted: pl.DataType) -> pl.DataType:
    """Return the type in which a column is held; terms of a list are checked row by row."""
    return pl.String() if isinstance(wanted, pl.Enum) else wanted


def _same(found: pl.DataType, wanted: pl.DataType) -> bool:
    """Return whether every value of one type is one of the other."""
    whole = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32)
    wider: dict[type[pl.DataType], tuple[type[pl.DataType], ...]] = {
        pl.Int64: whole,
        pl.Float64: (*whole, pl.Float32),
        pl.String: (pl.Categorical, pl.Enum),
    }
    kept = _kept(wanted)
    return found == kept or isinstance(found, (pl.Null, *wider.get(type(kept), ())))


def _table(folder: Path, record: Record) -> pl.DataFrame:
    return _scanned(folder, record).collect().with_columns(cs.enum().cast(pl.String))


def _parts(rows: pl.LazyFrame, height: int) -> Iterator[pl.DataFrame]:
    for start in range(0, height, PART):
        yield rows.slice(start, PART).collect()


def _check_part(record: Record, part: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> None:
    """Check the rows of one part; rules on several rows hold within it."""
    good, failure = record.schema.filter(part, cast=True)
    if failure.counts():
        first = failure.invalid().row(0, named=True)
        name = ", ".join(str(first[column]) for column in record.key)
        broken = ", ".join(rule.replace("|", ": ") for rule in failure.counts())
        raise DataError(
            f"{FOLDER}/{record.name}.parquet breaks its contract in {len(part) - len(good)} rows: "
            f"the first is {name}. Broken: {broken}."
        )
    for link in record.links:
        known = tables[link.table][link.target]
        lost = part.filter(
            pl.col(link.column).is_not_null()
            & ~pl.col(link.column).cast(pl.String).is_in(known.implode())
        )
        if lost.height:
            row = lost.row(0, named=True)
            name = ", ".join(str(row[column]) for column in record.key)
            raise DataError(
                f"{FOLDER}/{record.name}.parquet, {name}, column {link.column}: "
                f"{row[link.column]!r} does not stand in the column {link.target} of {link.table}."
            )


def _check_key(record: Record, rows: pl.LazyFrame, height: int) -> None:
    unique = rows.select(pl.struct(record.key).n_unique()).collect(engine="streaming").item()
    if unique < height:
        raise DataError(
            f"{FOLDER}/{record.name}.parquet: {height - unique} rows repeat the "
            f"{', '.join(record.key)} of another row."
        )


def frames_held(
    records: tuple[Record, ...],
    frames: Mapping[str, pl.DataFrame],
    tables: Mapping[str, pl.DataFrame],
) -> tuple[dict[str, pl.DataFrame], dict[str, tuple[Reduction, ...]], dict[str, int]]:
    """Return records held in memory as an edition has them.

    Args:
        records: Contracts.
        frames: Rows of some tables of records.
        tables: Tables of the edition.

    Returns:
        The tables in which nothing is counted, the reductions of the others, and rows by table.
    """
    given = [record for record in records if record.name in frames]
    whole = {
        record.name: frames[record.name].with_columns(cs.enum().cast(pl.String))
        for record in given
        if not record.entities
    }
    known = {**tables, **whole}
    found = {
        record.name: tuple(
            Reduction(r.record, r.entity, r.dims, coded(r.frame, r.dims))
            for r in reduced(record, frames[record.name].lazy(), known)
        )
        for record in given
        if record.entities
    }
    return whole, found, {record.name: frames[record.name].height for record in given}
