"""The demonstration in memory and as a folder."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from clusterdash.demo.declared import NAME, SHAPES, TITLE, declaration, holdings
from clusterdash.demo.stream import Stream
from clusterdash.demo.streams import streams
from clusterdash.demo.world import World, world
from clusterdash.editions.declaration import FILE, read_declaration
from clusterdash.editions.read import check_links, validated
from clusterdash.editions.records import check_frames
from clusterdash.errors import DataError
from clusterdash.model import Edition
from clusterdash.registry import Registry

RECORDS = "records"


def drawn(published: Edition, scale: int = 1, seed: int = 1) -> dict[str, pl.DataFrame]:
    """Return all tables of records in memory, for small scales."""
    made = streams(world(published, scale, seed))
    return {stream.name: pl.concat(stream.frames()) for stream in made}


def edition(
    published: Edition, registry: Registry, scale: int = 1, seed: int = 1
) -> tuple[Edition, dict[str, pl.DataFrame]]:
    """Return the demonstration in memory: the edition without reductions, and its records.

    Args:
        published: The published edition that it is like.
        registry: Contracts of the tables.
        scale: How many times as many people, meetings and awards.
        seed: Seed of whatever is made up.

    Raises:
        DataError: The scale is below 1 or the seed below 0, or the published edition lacks what
            records are drawn from.
    """
    here = _world(published, scale, seed)
    records = {stream.name: pl.concat(stream.frames()) for stream in streams(here)}
    known = [record for record in registry.records if record.name in records]
    tables = _checked(here, registry)
    check_frames(registry.records, records, tables)
    whole = {record.name: records[record.name] for record in known if not record.entities}
    told = f"{NAME} {published.hash} {scale} {seed}"
    made = Edition(
        name=NAME,
        title=TITLE,
        date=published.date,
        hash=hashlib.sha256(told.encode()).hexdigest(),
        synthetic=True,
        holdings=holdings(published, here.twin, registry.sources, known),
        tables=tables | whole,
        folder=None,
        recorded={record.name: records[record.name].height for record in known},
    )
    return made, {record.name: records[record.name] for record in known}


def write(
    published: Edition,
    registry: Registry,
    folder: Path,
    *,
    scale: int = 1,
    seed: int = 1,
    progress: Callable[[str, int, int], None] = lambda _name, _done, _rows: None,
) -> dict[str, int]:
    """Write the demonstration into a folder, unlocked; records go there part by part.

    Args:
        published: The published edition that it is like, opened from its folder.
        registry: Contracts of the tables.
        folder: A folder that is empty or not there.
        scale: How many times as many people, meetings and awards.
        seed: Seed of whatever is made up.
        progress: Called with a table, the rows that are written of it and all its rows.

    Returns:
        Rows of each table of records.

    Raises:
        DataError: The folder is not empty, the scale is below 1 or the seed below 0.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(f"{folder} is not empty: name a folder that is not there yet.")
    here = _world(published, scale, seed)
    tables = _checked(here, registry)
    (folder / RECORDS).mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.write_csv(folder / f"{name}.csv")
    known = {record.name: record for record in registry.records}
    made = [stream for stream in streams(here) if stream.name in known]
    held = holdings(published, here.twin, registry.sources, [known[stream.name] for stream in made])
    licences, files = _published(published)
    if SHAPES in files and published.folder:
        shutil.copyfile(published.folder / SHAPES, folder / SHAPES)
    text = declaration(published, held, licences, files)
    (folder / FILE).write_text(text, encoding="utf-8")
    for stream in made:
        _sink(stream, folder / RECORDS / f"{stream.name}.parquet", progress)
    return {stream.name: stream.rows for stream in made}


def _published(
    published: Edition,
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    if published.folder is None:
        raise DataError("The published edition was not opened from a folder: open it from one.")
    said = read_declaration(published.folder)
    return said.licences, said.files


def _world(published: Edition, scale: int, seed: int) -> World:
    if scale < 1:
        raise DataError(f"The scale is {scale}: it must be 1 or more.")
    if seed < 0:
        raise DataError(f"The seed is {seed}: it must be 0 or more.")
    return world(published, scale, seed)


def _checked(here: World, registry: Registry) -> dict[str, pl.DataFrame]:
    """Return the small tables under their contracts; tables of outside themes have no rows."""
    made, published = here.twin.tables, here.published.tables
    tables = {
        source.name: validated(
            source.name, source, made.get(source.name, published[source.name].clear())
        )
        for source in registry.sources
    }
    check_links(tables, registry.sources)
    return tables


def _sink(stream: Stream, path: Path, progress: Callable[[str, int, int], None]) -> None:
    """Write a stream to Parquet, a row group a frame, holding one frame at a time."""
    done = 0
    progress(stream.name, done, stream.rows)
    writer: pq.ParquetWriter | None = None
    try:
        for table in _arrow(stream):
            writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
            done += table.num_rows
            progress(stream.name, done, stream.rows)
    finally:
        if writer:
            writer.close()


def _arrow(stream: Stream) -> Iterator[pa.Table]:
    for frame in stream.frames():
        yield frame.to_arrow(compat_level=pl.CompatLevel.oldest())
