"""Opening and locking editions."""

from pathlib import Path

import polars as pl

from clusterdash.editions.declaration import Declaration, check_sources, read_declaration
from clusterdash.editions.descriptor import FILE as DESCRIPTOR
from clusterdash.editions.descriptor import descriptor
from clusterdash.editions.fixes import apply_fixes
from clusterdash.editions.lock import verify_lock, write_lock
from clusterdash.editions.read import check_links, read_table
from clusterdash.editions.records import (
    FOLDER,
    check_records,
    held,
    read_reductions,
    whole_tables,
    write_reductions,
)
from clusterdash.errors import DataError
from clusterdash.model import Edition, Record, Source


def published_folder() -> Path:
    """Return the folder of the published edition: in the package, or in a source checkout.

    Raises:
        DataError: Neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data", package.parents[1] / "data"):
        if (folder / "edition.toml").is_file():
            return folder
    raise DataError("The published edition is missing: reinstall clusterdash.")


def open_edition(
    folder: Path, sources: tuple[Source, ...], records: tuple[Record, ...] = ()
) -> Edition:
    """Open an edition, checking it against its lock and its contracts.

    Args:
        folder: The edition.
        sources: Contracts of its tables.
        records: Contracts of tables of records; an edition need not hold them.

    Raises:
        DataError: A byte, a file, a row or a link between rows is not as promised.
    """
    if not folder.is_dir():
        raise DataError(f"There is no edition at {folder}: name the folder that holds its tables.")
    fingerprint, promised = verify_lock(folder)
    said = read_declaration(folder)
    tables = _read(folder, said, sources)
    for name, rows in promised.items():
        found = tables[Path(name).stem].height if Path(name).stem in tables else rows
        if found != rows:
            raise DataError(f"{name}: expected {rows} rows, found {found}: run `clusterdash lock`.")
    own = held(said, records)
    return Edition(
        name=said.name,
        title=said.title,
        date=said.date,
        hash=fingerprint,
        synthetic=said.synthetic,
        holdings=said.holdings,
        tables=apply_fixes(tables, {s.name: s for s in sources}) | whole_tables(folder, own),
        folder=folder,
        reductions=read_reductions(folder, own),
        recorded={record.name: promised[_file(record)] for record in own},
    )


def _file(record: Record) -> str:
    return f"{FOLDER}/{record.name}.parquet"


def lock_edition(
    folder: Path, sources: tuple[Source, ...], records: tuple[Record, ...] = ()
) -> dict[str, int]:
    """Check an edition's rows, reduce its records, then write its lock and its descriptor.

    Nothing is written unless every row and link holds.

    Returns:
        Rows of each table, by name.

    Raises:
        DataError: A row or a link between rows is not as the contracts say.
    """
    said = read_declaration(folder)
    tables = _read(folder, said, sources)
    apply_fixes(tables, {s.name: s for s in sources})
    own = held(said, records)
    counts = check_records(folder, own, tables)
    if own:
        write_reductions(folder, own, tables | whole_tables(folder, own))
    rows = {name: table.height for name, table in tables.items()}
    described = descriptor(folder, said, sources, tables, own)
    files = {f"{name}.csv": count for name, count in rows.items()}
    write_lock(folder, files | {_file(record): counts[record.name] for record in own})
    (folder / DESCRIPTOR).write_text(described, encoding="utf-8")
    return rows | counts


def descriptor_is_current(
    folder: Path, sources: tuple[Source, ...], records: tuple[Record, ...] = ()
) -> bool:
    """Return whether ``datapackage.json`` says what contracts and declaration say.

    Args:
        folder: The edition.
        sources: Contracts of its tables.
        records: Contracts of tables of records; an edition need not hold them.
    """
    said = read_declaration(folder)
    tables = _read(folder, said, sources)
    expected = descriptor(folder, said, sources, tables, held(said, records))
    path = folder / DESCRIPTOR
    return path.is_file() and path.read_text(encoding="utf-8") == expected


def _read(folder: Path, said: Declaration, sources: tuple[Source, ...]) -> dict[str, pl.DataFrame]:
    undeclared = [s.name for s in sources if s.name not in said.holdings]
    if undeclared:
        raise DataError(
            f"edition.toml says nothing of {', '.join(undeclared)}: declare licence, credit, "
            "completeness and note of each table."
        )
    tables = {s.name: read_table(folder / f"{s.name}.csv", s) for s in sources}
    check_links(tables, sources)
    check_sources(said, set(tables["sources"]["source_id"]) if "sources" in tables else ())
    return tables
