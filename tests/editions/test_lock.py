"""The lock: nothing in an edition changes unnoticed."""

from pathlib import Path

import pytest

from clusterdash.editions import lock_edition, open_edition
from clusterdash.editions.lock import DERIVED, files_of
from clusterdash.errors import DataError
from clusterdash.registry import default_registry

SOURCES = default_registry().sources
WRITTEN = ("lock.json", "datapackage.json")


def test_a_copy_opens_as_the_same_edition(folder: Path) -> None:
    one, two = open_edition(folder, SOURCES), open_edition(folder, SOURCES)
    assert one.hash == two.hash
    assert one.label.endswith(f"({one.hash[:8]})")


@pytest.mark.parametrize("name", ["figures.csv", "edition.toml", "europe_countries.geojson"])
def test_a_changed_byte_is_noticed(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[-2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(DataError, match=f"{name} was changed: expected SHA-256 .*, found"):
        open_edition(folder, SOURCES)


@pytest.mark.parametrize("name", ["events.csv", "documents/003_6c3c1604c1ece4ba.txt"])
def test_a_missing_file_is_noticed(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(DataError, match=f"{name} is missing from"):
        open_edition(folder, SOURCES)


def test_an_extra_file_is_noticed(folder: Path) -> None:
    (folder / "documents" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match=r"documents/notes.txt in .* is not in lock.json"):
        open_edition(folder, SOURCES)


def test_a_missing_lock_says_how_to_write_one(folder: Path) -> None:
    (folder / "lock.json").unlink()
    with pytest.raises(DataError, match=r"lock.json is missing .*clusterdash lock"):
        open_edition(folder, SOURCES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"files": null}',
        '{"files": []}',
        '{"files": {"figures.csv": {}}}',
        '{"files": {"figures.csv": "abc"}}',
    ],
)
def test_a_broken_lock_is_one_message(folder: Path, text: str) -> None:
    (folder / "lock.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"lock\.json"):
        open_edition(folder, SOURCES)


def test_a_promised_row_that_is_gone_is_noticed(folder: Path) -> None:
    path = folder / "lock.json"
    text = path.read_text(encoding="utf-8")
    rows = len((folder / "events.csv").read_text(encoding="utf-8").splitlines()) - 1
    path.write_text(text.replace(f'"rows": {rows}', f'"rows": {rows + 1}'), encoding="utf-8")
    with pytest.raises(DataError, match=rf"events.csv: expected {rows + 1} rows, found {rows}"):
        open_edition(folder, SOURCES)


def test_locking_twice_writes_the_same_bytes(folder: Path) -> None:
    before = {name: (folder / name).read_bytes() for name in WRITTEN}
    lock_edition(folder, SOURCES)
    first = {name: (folder / name).read_bytes() for name in WRITTEN}
    lock_edition(folder, SOURCES)
    assert {name: (folder / name).read_bytes() for name in WRITTEN} == first == before


def test_a_mended_row_changes_the_edition_s_hash(folder: Path) -> None:
    before = open_edition(folder, SOURCES).hash
    path = folder / "figure_notes.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("together", "as one"), encoding="utf-8"
    )
    lock_edition(folder, SOURCES)
    assert open_edition(folder, SOURCES).hash != before


def test_what_is_derived_is_not_locked(folder: Path) -> None:
    assert not DERIVED & set(files_of(folder))
    assert "figures.csv" in files_of(folder)
