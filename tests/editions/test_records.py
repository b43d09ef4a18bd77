"""Tables of records of a folder: types, links and what is advised; a few rows of each."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from clusterdash.editions import (
    descriptor_is_current,
    lock_edition,
    open_edition,
    published_folder,
    records,
)
from clusterdash.editions.lock import write_lock
from clusterdash.errors import DataError
from clusterdash.model import Record
from clusterdash.registry import default_registry

REGISTRY = default_registry()
SOURCES, RECORDS = REGISTRY.sources, REGISTRY.records
_SAID = """
[tables.{name}]
licence = "selection"
credit = "a test"
completeness = "complete"
note = "Made for a test."
"""
AWARDS = pl.DataFrame(
    {
        "award_id": ["a1", "a2", "a3"],
        "partnership_id": ["permides", "permides", "permides"],
        "programme": ["INNOSUP-1"] * 3,
        "sme_key": ["e1", "e1", "e2"],
        "country_code": ["AT", "AT", "DE"],
        "nuts2": ["AT13", "AT13", None],
        "nace": ["62", "62", "10"],
        "size_class": ["0-9", "0-9", "10-49"],
        "ecosystem": ["Health", None, None],
        "service": ["voucher", "grant", "grant"],
        "amount_eur": [1000.0, 2000.0, 4000.0],
        "awarded_on": [dt.date(2017, 3, 1), dt.date(2018, 3, 1), dt.date(2018, 5, 1)],
    }
)
POPULATION = pl.DataFrame({"country_code": ["AT", "DE"], "year": [2024, 2024], "smes": [5, 90]})


def _hold(folder: Path, synthetic: str = "", **tables: pl.DataFrame) -> Path:
    """Add tables of records to an edition, and say that it is synthetic where that is asked."""
    (folder / "records").mkdir()
    for name, frame in tables.items():
        frame.write_parquet(folder / "records" / f"{name}.parquet")
    said = folder / "edition.toml"
    text = said.read_text(encoding="utf-8") + "".join(_SAID.format(name=name) for name in tables)
    if synthetic:
        text = text.replace("synthetic = false", "synthetic = true")
        text = text.replace(f"[tables.{synthetic}]", f"[tables.{synthetic}]\nsynthetic = false")
    said.write_text(text, encoding="utf-8")
    return folder


def _refused(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        lock_edition(folder, SOURCES, RECORDS)
    assert not (folder / "reductions").exists()
    return str(caught.value)


def test_records_are_counted_and_reduced(folder: Path) -> None:
    counts = lock_edition(_hold(folder, awards=AWARDS), SOURCES, RECORDS)
    assert counts["awards"] == 3
    held = open_edition(folder, SOURCES, RECORDS)
    first = held.reductions["awards"][0].frame
    assert first["amount_eur"].sum() == 7000.0
    assert first.unique("signature")["weight"].sum() == 2  # SMEs


@pytest.mark.parametrize(
    ("column", "dtype", "named"),
    [
        ("amount_eur", pl.String, "String, expected Float64"),
        ("amount_eur", pl.Decimal(10, 2), "expected Float64"),
        ("awarded_on", pl.String, "String, expected Date"),
        ("awarded_on", pl.Datetime, "expected Date"),
        ("nace", pl.Int64, "Int64, expected String"),
        ("service", pl.Binary, "Binary, expected String"),
    ],
)
def test_a_column_of_another_type_is_named(
    folder: Path, column: str, dtype: pl.DataType, named: str
) -> None:
    said = _refused(_hold(folder, awards=AWARDS.with_columns(pl.col(column).cast(dtype))))
    assert f"records/awards.parquet, column {column}: the type is" in said
    assert named in said


def test_a_type_in_which_nothing_is_lost_is_taken(folder: Path) -> None:
    narrow = AWARDS.with_columns(
        pl.col("amount_eur").cast(pl.Int32),
        pl.col("nace", "service").cast(pl.Categorical),
        pl.col("size_class").cast(pl.Enum(["10-49", "0-9"])),
        ecosystem=pl.lit(None),
    )
    people = POPULATION.with_columns(pl.col("year").cast(pl.Int16), pl.col("smes").cast(pl.UInt32))
    lock_edition(_hold(folder, awards=narrow, sme_population=people), SOURCES, RECORDS)
    held = open_edition(folder, SOURCES, RECORDS)
    assert held.tables["sme_population"].equals(POPULATION)
    sizes = next(r for r in held.reductions["awards"] if "size" in r.dims)
    assert sizes.frame.group_by("size").agg(pl.col("amount_eur").sum()).sort(
        "amount_eur"
    ).rows() == [
        ("0-9", 3000.0),
        ("10-49", 4000.0),
    ]
    assert sizes.frame.schema["amount_eur"] == pl.Float64


def test_a_term_that_is_none_breaks_the_contract(folder: Path) -> None:
    said = _refused(_hold(folder, awards=AWARDS.with_columns(size_class=pl.lit("huge"))))
    assert "breaks its contract in 3 rows" in said
    assert "size_class" in said


def test_a_file_that_is_no_parquet_is_named(folder: Path) -> None:
    _hold(folder, awards=AWARDS)
    (folder / "records" / "awards.parquet").write_bytes(b"award_id,amount_eur\n")
    assert "records/awards.parquet is no Parquet file" in _refused(folder)


def test_what_is_advised_names_the_folder_as_it_was_given(folder: Path) -> None:
    lock_edition(_hold(folder, awards=AWARDS), SOURCES, RECORDS)
    next((folder / "reductions").iterdir()).unlink()
    write_lock(folder, {"records/awards.parquet": 3})
    with pytest.raises(DataError) as caught:
        open_edition(folder, SOURCES, RECORDS)
    assert f"`clusterdash lock --edition {folder}`" in str(caught.value)


def test_tables_that_others_name_are_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hold(folder, awards=AWARDS, sme_population=POPULATION)
    read: list[str] = []
    table = records._table

    def counted(where: Path, record: Record) -> pl.DataFrame:
        read.append(record.name)
        return table(where, record)

    monkeypatch.setattr(records, "_table", counted)
    own = [REGISTRY.record("awards"), REGISTRY.record("sme_population")]
    tables = open_edition(published_folder(), SOURCES).tables
    assert records.check_records(folder, own, tables) == {"awards": 3, "sme_population": 2}
    assert read == ["sme_population"]


@pytest.fixture
def described(folder: Path) -> dict[str, Any]:
    _hold(folder, "population", awards=AWARDS, sme_population=POPULATION)
    lock_edition(folder, SOURCES, RECORDS)
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def test_records_are_resources(folder: Path, described: dict[str, Any]) -> None:
    found = {r["path"]: r for r in described["resources"]}
    awards = found["records/awards.parquet"]
    locked = json.loads((folder / "lock.json").read_text(encoding="utf-8"))["files"]
    assert awards["hash"] == f"sha256:{locked['records/awards.parquet']['sha256']}"
    assert awards["bytes"] == (folder / "records" / "awards.parquet").stat().st_size
    assert awards["clusterdash:rows"] == 3
    assert (awards["name"], awards["format"]) == ("awards", "parquet")
    assert awards["mediatype"] == "application/vnd.apache.parquet"
    assert "encoding" not in awards
    assert awards["licenses"] == found["events.csv"]["licenses"]
    types = {field["name"]: field["type"] for field in awards["schema"]["fields"]}
    assert list(types) == AWARDS.columns
    assert (types["amount_eur"], types["awarded_on"], types["nace"]) == ("number", "date", "string")
    assert awards["schema"]["primaryKey"] == ["award_id"]
    assert "missingValues" not in awards["schema"]
    keys = {key["fields"][0]: key["reference"] for key in awards["schema"]["foreignKeys"]}
    assert keys["partnership_id"] == {"resource": "partnerships", "fields": ["partnership_id"]}
    people = found["records/sme_population.parquet"]
    assert people["name"] == "sme-population"
    assert people["schema"]["primaryKey"] == ["country_code", "year"]


def test_what_is_made_up_is_said_to_be(described: dict[str, Any]) -> None:
    assert described["clusterdash:synthetic"] is True
    flags = {r["path"]: r.get("clusterdash:synthetic") for r in described["resources"]}
    assert flags.pop("population.csv") is None  # real, it says
    assert flags.pop("europe_countries.geojson") is None
    assert {path for path, flag in flags.items() if flag} == {
        path for path in flags if path.startswith("records/") or path.endswith(".csv")
    }


def test_the_descriptor_of_records_is_compared(folder: Path, described: dict[str, Any]) -> None:
    assert described["resources"]
    assert descriptor_is_current(folder, SOURCES, RECORDS)
    _rewrite(folder, AWARDS.head(2))
    assert not descriptor_is_current(folder, SOURCES, RECORDS)


def _rewrite(folder: Path, awards: pl.DataFrame) -> None:
    awards.write_parquet(folder / "records" / "awards.parquet")


def test_what_is_published_is_not_said_to_be_made_up(folder: Path) -> None:
    lock_edition(_hold(folder, awards=AWARDS), SOURCES, RECORDS)
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    assert "records/awards.parquet" in text
    assert "clusterdash:synthetic" not in text
