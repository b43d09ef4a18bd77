"""A broken edition is refused with file, row and what was expected, and nothing is written."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusterdash.editions import lock_edition, open_edition
from clusterdash.editions.lock import write_lock
from clusterdash.errors import DataError
from clusterdash.registry import default_registry
from tests.editions.conftest import Spoil

SOURCES = default_registry().sources
Rewrite = Callable[[str, Spoil], None]


def _refused(folder: Path) -> str:
    """Return why the edition is refused; nothing may be written."""
    written = ("lock.json", "datapackage.json", "catalogue.md")
    before = {name: (folder / name).read_bytes() for name in written}
    with pytest.raises(DataError) as caught:
        lock_edition(folder, SOURCES)
    assert {name: (folder / name).read_bytes() for name in written} == before
    return str(caught.value)


def _set(row: int, **values: str) -> Spoil:
    """Return a change of one row, numbered as a spreadsheet numbers it."""

    def change(rows: list[dict[str, str]]) -> None:
        rows[row - 2].update(values)

    return change


Cell = tuple[str, int, dict[str, str], list[str]]
CELLS: list[Cell] = [
    ("figures", 5, {"value": "many"}, ["column value", "a number", "'many'"]),
    ("figures", 5, {"value": "1,000"}, ["column value", "a number", "'1,000'"]),
    ("figures", 5, {"value": ""}, ["value"]),
    ("figures", 5, {"value": "-3"}, ["value"]),
    ("figures", 5, {"value": "nan"}, ["value"]),
    ("figures", 5, {"value": "inf"}, ["value"]),
    ("figures", 7, {"qualifier": "about"}, ["column qualifier", "one of exact, over", "'about'"]),
    ("figures", 7, {"status": ""}, ["status"]),
    ("figures", 9, {"unit": "percent", "value": "101"}, ["percent_up_to_100"]),
    ("figures", 9, {"period_start": "2018", "period_end": "2017-12"}, ["period_runs_forward"]),
    ("figures", 9, {"period_start": "22/02/2018"}, ["period_start"]),
    ("figures", 9, {"figure_id": "g1"}, ["figure_id"]),
    ("events", 3, {"start_date": "2018-05-02", "end_date": "2018-05-01"}, ["event_runs_forward"]),
    ("events", 3, {"country_code": "Spain"}, ["country_code"]),
    ("population", 2, {"population": "83.4"}, ["population", "a whole number", "'83.4'"]),
    ("organisations", 4, {"members": "5", "members_qualifier": ""}, ["members_with_qualifier"]),
    ("places", 4, {"latitude": "91"}, ["latitude"]),
    ("figures", 5, {"source_id": "s00000000"}, ["source_id", "sources.csv", "'s00000000'"]),
    ("event_presence", 6, {"event_id": "no-such"}, ["event_id", "events.csv", "'no-such'"]),
    ("organisations", 6, {"first_listed_ecosystem": "Helth"}, ["ecosystems.csv", "'Helth'"]),
    ("partnerships", 6, {"ecosystems": "Health;Helth"}, ["ecosystems.csv", "'Helth'"]),
]


@pytest.mark.parametrize("cell", CELLS, ids=[f"{c[0]}-{c[2]}" for c in CELLS])
def test_a_broken_cell(folder: Path, spoil: Rewrite, cell: Cell) -> None:
    table, row, values, said = cell
    spoil(table, _set(row, **values))
    message = _refused(folder)
    for words in (f"{table}.csv", f"row {row} (", *said):
        assert words in message, message


def test_a_duplicate_key(folder: Path, spoil: Rewrite) -> None:
    spoil("figures", lambda rows: rows.append(rows[0]))
    message = _refused(folder)
    assert "figures.csv" in message
    assert "row 2 (f0001)" in message


def test_two_wholes_for_one_thing(folder: Path, spoil: Rewrite) -> None:
    spoil("figures", lambda rows: rows.append(rows[0] | {"figure_id": "f9999", "value": "28"}))
    message = _refused(folder)
    assert "row 2 (f0001)" in message
    assert "(f9999)" in message
    assert "one_whole" in message


def test_every_broken_row_is_counted(folder: Path, spoil: Rewrite) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        for row in rows[:8]:
            row["value"] = "-1"

    spoil("figures", change)
    assert "and 3 more rows" in _refused(folder)


@pytest.mark.parametrize("figure", ["event", "partnership", "programme"])
def test_a_figure_of_an_unknown_subject(folder: Path, spoil: Rewrite, figure: str) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        next(row for row in rows if row["subject_type"] == figure)["subject_id"] = "no-such"

    spoil("figures", change)
    message = _refused(folder)
    assert "figures.csv, row" in message
    assert f"{figure}s.csv" in message


def _text(folder: Path, name: str, change: Callable[[str], str]) -> None:
    path = folder / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


LINES: list[tuple[str, Callable[[str], str], str]] = [
    ("too many fields", lambda t: t.replace("\n", ",x\n", 2).replace(",x\n", "\n", 1),
     r"figures.csv, line 2: expected 18 fields, found 19"),
    ("an unknown column", lambda t: t.replace("measure", "measures", 1),
     r"figures.csv: .*missing: measure; unknown: measures"),
    ("columns in another order", lambda t: t.replace("theme,measure", "measure,theme", 1),
     r"figures.csv: .*their order differs"),
    ("an empty file", lambda t: "", r"figures.csv: expected the columns"),
    ("an open quotation mark", lambda t: t + '"open', r"figures.csv, near line \d+"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "said"), LINES, ids=[line[0] for line in LINES])
def test_a_broken_file(folder: Path, name: str, change: Callable[[str], str], said: str) -> None:
    _text(folder, "figures.csv", change)
    assert re.search(said, _refused(folder), re.DOTALL), name


def test_a_missing_column(folder: Path) -> None:
    lines = (folder / "ecosystems.csv").read_text(encoding="utf-8").splitlines()
    shorter = [line.rsplit(",", 1)[0] for line in lines]
    (folder / "ecosystems.csv").write_text("\n".join(shorter) + "\n", encoding="utf-8")
    assert "ecosystems.csv: expected the columns ecosystem, order; missing: order" in _refused(
        folder
    )


def test_a_file_that_is_not_utf8(folder: Path) -> None:
    path = folder / "events.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    message = _refused(folder)
    assert message.startswith("events.csv")
    assert "not UTF-8" in message


def test_a_missing_table(folder: Path) -> None:
    (folder / "population.csv").unlink()
    assert "population.csv is missing" in _refused(folder)


def _first_fix(**values: str) -> Spoil:
    return _set(2, **values)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"was": "other"}, "expected 'other' in column status, found 'outcome'"),
        ({"column": "no_such"}, "no column no_such in figures.csv"),
        ({"table": "no_such"}, "no column status in no_such.csv"),
        ({"key": "f9999"}, "expected one row with figure_id f9999, found 0"),
        ({"becomes": "hoped for"}, "status"),
        ({"column": "value", "was": "7.0", "becomes": "seven"}, "value"),
        ({"column": "value", "was": "7", "becomes": "8", "key": "f0799"}, ""),
    ],
)
def test_a_fix_that_does_not_fit(
    folder: Path, spoil: Rewrite, values: dict[str, str], said: str
) -> None:
    """A stale fix, one that points nowhere, and one that breaks the contract are refused."""
    spoil("fixes", _first_fix(**values))
    if said:
        message = _refused(folder)
        assert "fixes.csv" in message
        assert said in message
    else:  # as the file writes it, a number may be mended
        assert lock_edition(folder, SOURCES)["fixes"]


DECLARED: list[tuple[str, str, str]] = [
    ('licence = "registry"', 'licence = "no_such"', "no_such"),
    ('completeness = "complete"', 'completeness = "nearly"', "nearly"),
    ('complete_for = "EU27_2020"', 'complete_for = "EU15"', "EU15"),
    ('[files."europe_countries.geojson"]', '[files."no_such.geojson"]', "no_such.geojson"),
    ("synthetic = false", 'synthetic = "no"', "synthetic"),
    ('date = "2026-11-22"', 'date = "soon"', "date"),
    ('date = "2026-11-22"', 'date = "2026-02-30"', "date is '2026-02-30', expected a day"),
    (
        "[tables.events]",
        '[tables.events]\nuntil = "2026-13-45"',
        "tables.events.until is '2026-13-",
    ),
    ("[tables.events]", '[tables.events]\nuntil = "20261122"', "expected a day such as 2026-11-22"),
    ("[tables.events]", "[tables.events]\nuntil = 2026-11-22T10:00:00", "tables.events.until is"),
    ("[tables.events]", '[tables.events]\nsource = "s-nowhere"', "tables.events.source is 's-now"),
    ("[tables.events]", "[tables.eventz]", "events"),
    ("synthetic = false", "", "synthetic"),
    ('name = "clusterdash-published"', "name = ", "edition.toml"),
]


@pytest.mark.parametrize(("was", "becomes", "said"), DECLARED)
def test_a_declaration_that_does_not_fit(folder: Path, was: str, becomes: str, said: str) -> None:
    _text(folder, "edition.toml", lambda text: text.replace(was, becomes))
    message = _refused(folder)
    assert "edition.toml" in message
    assert said in message


def test_a_day_need_not_be_quoted(folder: Path) -> None:
    """TOML knows days, too; either way it is kept as text."""

    def unquoted(text: str) -> str:
        bare = text.replace('date = "2026-11-22"', "date = 2026-11-22")
        return bare.replace("[tables.events]", "[tables.events]\nuntil = 2025-12-31")

    _text(folder, "edition.toml", unquoted)
    lock_edition(folder, SOURCES)
    edition = open_edition(folder, SOURCES)
    assert (edition.date, edition.holdings["events"].until) == ("2026-11-22", "2025-12-31")


def test_an_edition_locked_with_an_unknown_source_does_not_open(folder: Path) -> None:
    _text(
        folder,
        "edition.toml",
        lambda text: text.replace("[tables.events]", '[tables.events]\nsource = "s-nowhere"'),
    )
    write_lock(folder, {})
    with pytest.raises(DataError, match=r"edition.toml: tables.events.source is 's-nowhere'"):
        open_edition(folder, SOURCES)


def test_no_declaration(folder: Path) -> None:
    (folder / "edition.toml").unlink()
    assert "edition.toml is missing" in _refused(folder)


def test_every_rule_of_figures_is_broken_by_a_test() -> None:
    figures: Any = next(s for s in SOURCES if s.name == "figures").schema
    rules = {name for name in figures._validation_rules(with_cast=False) if "|" not in name}
    assert rules == {"primary_key", "percent_up_to_100", "period_runs_forward", "one_whole"}
