"""The descriptor follows the Data Package standard, version 2, and says who holds what rights."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from clusterdash.check import check
from clusterdash.editions import descriptor_is_current, published_folder
from clusterdash.engine import Engine
from clusterdash.errors import DataError
from clusterdash.model.vocabulary import Completeness
from clusterdash.names import GROUPS
from clusterdash.registry import default_registry

DATA = published_folder()
PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: dict[str, dict[str, Any]] = {r["name"]: r for r in PACKAGE["resources"]}
TABLES = {name: r for name, r in RESOURCES.items() if r.get("type") == "table"}
NAME = re.compile(r"^[a-z0-9._-]+$")
TYPES = {"string", "number", "integer", "boolean", "date", "year", "any"}
RIGHTS = {
    "organisations": "European Cluster Collaboration Platform",
    "places": "GeoNames",
    "population": "Eurostat",
}


def test_the_package_names_itself() -> None:
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert NAME.match(PACKAGE["name"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", PACKAGE["version"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", PACKAGE["created"])
    assert all(person.get("title") for person in PACKAGE["contributors"])
    assert all(isinstance(p.get("roles", []), list) for p in PACKAGE["contributors"])
    assert all(source.get("title") or source.get("path") for source in PACKAGE["sources"])
    assert len(PACKAGE["sources"]) == 5
    assert all((DATA / source["path"]).is_file() for source in PACKAGE["sources"])


def test_every_licence_has_a_name_or_an_address() -> None:
    licences = [*PACKAGE["licenses"], *(x for r in RESOURCES.values() for x in r["licenses"])]
    assert all(licence.get("name") or licence.get("path") for licence in licences)


def test_resources_are_named_once() -> None:
    assert len(RESOURCES) == len(PACKAGE["resources"])
    assert all(NAME.match(name) for name in RESOURCES)


@pytest.mark.parametrize("name", RESOURCES)
def test_a_resource_is_the_file_it_describes(name: str) -> None:
    resource = RESOURCES[name]
    assert not resource["path"].startswith(("/", "."))
    assert ".." not in resource["path"]
    content = (DATA / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    assert resource["clusterdash:credit"]
    assert resource["licenses"]


def test_every_file_of_the_edition_is_described() -> None:
    derived = {"lock.json", "datapackage.json", "catalogue.md", "edition.toml"}
    files = {p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file()}
    assert files - derived == {resource["path"] for resource in RESOURCES.values()}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_s_schema_fits_its_file(name: str) -> None:
    resource = TABLES[name]
    text = (DATA / resource["path"]).read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    schema = resource["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert list(rows[0]) == list(fields)
    assert resource["clusterdash:rows"] == len(rows)
    assert {field["type"] for field in fields.values()} <= TYPES
    assert set(schema.get("primaryKey", [])) <= set(fields)
    keys = schema.get("primaryKey", [])
    if keys:
        assert len({tuple(row[k] for k in keys) for row in rows}) == len(rows)
    for field in fields.values():
        limits = field.get("constraints", {})
        values = [row[field["name"]] for row in rows]
        assert not limits.get("required") or "" not in values
        held = [value for value in values if value != ""]
        if "enum" in limits:
            assert set(held) <= set(limits["enum"])
        if "pattern" in limits:
            assert all(re.fullmatch(limits["pattern"], value) for value in held)
        if "minimum" in limits:
            assert all(float(value) >= limits["minimum"] for value in held)


@pytest.mark.parametrize("name", TABLES)
def test_foreign_keys_hold(name: str) -> None:
    rows = _rows(name)
    for key in TABLES[name]["schema"].get("foreignKeys", []):
        other = key["reference"]["resource"]
        assert len(key["fields"]) == len(key["reference"]["fields"]) == 1
        column, target = key["fields"][0], key["reference"]["fields"][0]
        known = {row[target] for row in _rows(other)}
        assert {row[column] for row in rows} - {""} <= known


def _rows(name: str) -> list[dict[str, str]]:
    text = (DATA / RESOURCES[name]["path"]).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(("table", "holder"), RIGHTS.items())
def test_rights_are_said_table_by_table(table: str, holder: str) -> None:
    assert holder in RESOURCES[table]["clusterdash:credit"]


def test_the_registry_is_not_licensed_by_us() -> None:
    assert all("name" not in licence for licence in RESOURCES["organisations"]["licenses"])


def test_completeness_is_declared_for_every_table(engine: Engine) -> None:
    holdings = engine.edition.holdings
    assert set(holdings) == {source.name for source in default_registry().sources}
    for held in holdings.values():
        assert held.completeness in get_args(Completeness)
        assert held.complete_for in {"", *GROUPS}
        assert (held.completeness == "complete") == bool(held.complete_for)
        assert held.note.endswith(".")


def test_check_reports_on_the_published_edition() -> None:
    lines = list(check(DATA, default_registry()))
    tables = [line.split()[0] for line in lines if line.split()]
    assert {source.name for source in default_registry().sources} <= set(tables)
    assert (
        lines[-1] == "every figure is shown by a metric, named beside one, or excused with a reason"
    )
    assert "datapackage.json says what contracts and declaration say" in lines


def test_check_notices_an_old_descriptor(folder: Path) -> None:
    registry = default_registry()
    path = folder / "datapackage.json"
    assert descriptor_is_current(folder, registry.sources)
    path.write_text(path.read_text(encoding="utf-8").replace("figures", "numbers"), "utf-8")
    assert not descriptor_is_current(folder, registry.sources)
    with pytest.raises(DataError, match=r"datapackage.json is not what the contracts say"):
        list(check(folder, registry))
