"""The Data Package (v2) descriptor of an edition, derived from contracts and declaration."""

import json
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from clusterdash.editions.declaration import Declaration
from clusterdash.editions.lock import digest
from clusterdash.editions.records import FOLDER as RECORDS
from clusterdash.editions.records import counted
from clusterdash.model import Record, Source

FILE = "datapackage.json"
_TYPES = {
    pl.String: "string",
    pl.Float64: "number",
    pl.Int64: "integer",
    pl.Enum: "string",
    pl.Boolean: "boolean",
    pl.Date: "date",
}
_CSV = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
_PARQUET = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
_SYNTHETIC = "clusterdash:synthetic"
"""Stands where something is made up, and nowhere else."""


def descriptor(
    folder: Path,
    said: Declaration,
    sources: tuple[Source, ...],
    tables: dict[str, pl.DataFrame],
    records: Sequence[Record] = (),
) -> str:
    """Return the text of ``datapackage.json``: a resource a table and a resource a file.

    Source: Data Package Standard v2, https://datapackage.org/standard/data-package/

    Args:
        folder: The edition.
        said: What it says of itself.
        sources: Contracts of its tables.
        tables: Their rows.
        records: Contracts of the tables of records that it holds.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": said.name,
        "title": said.title,
        "version": said.version,
        "created": f"{said.date}T00:00:00Z",
        "description": said.description,
        **({_SYNTHETIC: True} if said.synthetic else {}),
        "contributors": said.contributors,
        "licenses": list(said.licences.values()),
        "sources": _publications(tables),
        "resources": [_table(folder, said, s, tables[s.name].height) for s in sources]
        + [_table(folder, said, record, counted(folder, record)) for record in records]
        + [_file(folder, said, name) for name in sorted(said.files)],
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _publications(tables: dict[str, pl.DataFrame]) -> list[dict[str, str]]:
    """The five founding documents; every other publication stands in ``sources.csv``."""
    rows = tables["sources"].filter(pl.col("kind") == "mission_document")
    return [
        {"title": f"{row['publisher']}: {row['title']}", "path": f"documents/{row['document']}"}
        for row in rows.iter_rows(named=True)
    ]


def _table(folder: Path, said: Declaration, contract: Source | Record, rows: int) -> dict[str, Any]:
    holding = said.holdings[contract.name]
    recorded = isinstance(contract, Record)
    path = f"{RECORDS}/{contract.name}.parquet" if recorded else f"{contract.name}.csv"
    return {
        "name": contract.name.replace("_", "-"),
        "type": "table",
        "path": path,
        "title": f"One row: {contract.title}",
        "description": holding.note,
        **(_PARQUET if recorded else _CSV),
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{digest(folder / path)}",
        "licenses": [said.licences[holding.licence]],
        **({_SYNTHETIC: True} if said.made_up(contract.name) else {}),
        "clusterdash:credit": holding.credit,
        "clusterdash:rows": rows,
        "clusterdash:completeness": holding.completeness,
        "clusterdash:completeFor": holding.complete_for,
        "schema": _schema(contract),
    }


def _schema(source: Source | Record) -> dict[str, Any]:
    columns = source.schema.columns()
    keys = [name for name, column in columns.items() if column.primary_key]
    references = [
        {
            "fields": [k.column],
            "reference": {"resource": k.table.replace("_", "-"), "fields": [k.target]},
        }
        for k in source.links
        if not k.separator and not k.when and not k.allowed
    ]
    return {
        "fields": [_field(name, column) for name, column in columns.items()],
        **({"missingValues": [""]} if isinstance(source, Source) else {}),
        **({"primaryKey": keys} if keys else {}),
        **({"foreignKeys": references} if references else {}),
    }


def _field(name: str, column: dy.Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    dtype = column.dtype
    if isinstance(dtype, pl.Enum):
        constraints["enum"] = list(dtype.categories)
    if regex := getattr(column, "regex", None):
        # The standard anchors a pattern at both ends.
        pattern = regex.removeprefix("^")
        constraints["pattern"] = pattern.removesuffix("$") if "$" in pattern else f"{pattern}.*"
    for bound, key in (("min", "minimum"), ("max", "maximum")):
        if isinstance(value := getattr(column, bound, None), int | float):
            constraints[key] = value
    field = {"name": name, "type": _TYPES[type(dtype)]}
    return field | ({"constraints": constraints} if constraints else {})


def _file(folder: Path, said: Declaration, name: str) -> dict[str, Any]:
    about = said.files[name]
    kind, _ = mimetypes.guess_type(name)
    return {
        "name": Path(name).stem.replace("_", "-"),
        "path": name,
        "title": about["note"],
        "mediatype": "application/geo+json" if name.endswith(".geojson") else kind or "text/plain",
        "encoding": "utf-8",
        "bytes": (folder / name).stat().st_size,
        "hash": f"sha256:{digest(folder / name)}",
        "licenses": [said.licences[about["licence"]]],
        "clusterdash:credit": about["credit"],
    }
