"""The list of organisations: counts by SQL, search whatever case and accents."""

import re

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Where
from clusterdash.ui.listing import PAGE, Listing, listing
from tests.ui import sql


def _found(made: Listing) -> int:
    return len(made.rows) + made.left


@pytest.mark.parametrize(
    ("selected", "condition"),
    [
        ({}, "true"),
        ({"country": ("PT",)}, "country = 'PT'"),
        ({"country": ("PT", "ES")}, "country IN ('PT', 'ES')"),
        ({"ecosystem": ("Health",)}, "ecosystem = 'Health'"),
        ({"ecosystem": ("not stated",)}, "ecosystem = 'not stated'"),
        ({"country": ("NO",)}, "country = 'NO'"),
        (
            {"country": ("PT",), "ecosystem": ("Digital",)},
            "country = 'PT' AND ecosystem = 'Digital'",
        ),
    ],
)
def test_counts(engine: Engine, selected: dict, condition: str) -> None:
    made = listing(engine, Where.of(selected))
    expected = sql.count(condition)
    assert _found(made) == expected
    few = expected <= PAGE + 15  # a handful more is listed at once
    assert len(made.rows) == (expected if few else PAGE)
    if not few:
        assert made.said == f"{expected:,} organisations, the first {PAGE} listed here."


def test_the_eu_as_a_group(engine: Engine) -> None:
    made = listing(engine, Where.of({"country": ("EU27_2020",)}))
    assert _found(made) == sql.count(view="eu")


def test_only_countries_and_ecosystems_narrow_it(engine: Engine) -> None:
    where = Where.of({"country": ("PT",), "programme": ("ESCP-4i",)}, (2016, 2018))
    assert _found(listing(engine, where)) == sql.count("country = 'PT'")


def test_every_row_is_its_line_of_the_file(engine: Engine) -> None:
    made = listing(engine, Where.of({"country": ("PT",)}), limit=100)
    columns = "organisation_id, name, coalesce(city, ''), ecosystem"
    expected = set(sql.select(f"SELECT {columns} FROM org WHERE country = 'PT'"))
    found = {(row.code, row.name, row.cells[0], row.cells[2]) for row in made.rows}
    assert found == expected
    assert {row.cells[1] for row in made.rows} == {"Portugal"}
    assert made.said == "27 organisations, all listed here."
    names = [row.name for row in made.rows]
    assert names == sorted(names)


@pytest.mark.parametrize("text", ["Korçë", "korce", "KORÇË", " kOrCe ", "ko%rce".replace("%", "")])
def test_search_minds_neither_case_nor_accents(engine: Engine, text: str) -> None:
    # Folded by DuckDB, which knows nothing of ours.
    held = "strip_accents(lower(concat_ws(' ', name, city, sectors)))"
    expected = {
        code
        for (code,) in sql.select(f"SELECT organisation_id FROM org WHERE {held} LIKE '%korce%'")
    }
    assert expected
    assert {row.code for row in listing(engine, Where(), text, 100).rows} == expected


def test_every_word_must_be_held_in_any_order(engine: Engine) -> None:
    held = "strip_accents(lower(concat_ws(' ', name, city, sectors)))"
    query = (
        f"SELECT organisation_id FROM org WHERE {held} LIKE '%energy%' AND {held} LIKE '%cluster%'"
    )
    expected = {code for (code,) in sql.select(query)}
    assert len(expected) > 1
    for text in ("energy cluster", "Cluster, ENERGY"):
        assert {row.code for row in listing(engine, Where(), text, 5000).rows} == expected


def test_search_within_a_selection(engine: Engine) -> None:
    where = Where.of({"country": ("ES",)})
    held = "strip_accents(lower(concat_ws(' ', name, city, sectors)))"
    expected = sql.count(f"country = 'ES' AND {held} LIKE '%catal%'")
    assert expected
    assert _found(listing(engine, where, "catal")) == expected


@pytest.mark.parametrize("text", ["", "   ", "-", "…"])
def test_no_word_finds_all(engine: Engine, text: str) -> None:
    assert _found(listing(engine, Where(), text)) == sql.count()


def test_paging(engine: Engine) -> None:
    first = listing(engine, Where())
    more = listing(engine, Where(), limit=4 * PAGE)
    assert (len(first.rows), first.left) == (PAGE, sql.count() - PAGE)
    assert (len(more.rows), more.left) == (4 * PAGE, sql.count() - 4 * PAGE)
    assert more.rows[:PAGE] == first.rows
    everything = listing(engine, Where(), limit=5000)
    assert (len(everything.rows), everything.left) == (sql.count(), 0)
    assert len({row.code for row in everything.rows}) == sql.count()


def test_nothing_found_says_what_to_do(engine: Engine) -> None:
    made = listing(engine, Where(), "zzzzqq")
    assert (made.rows, made.left) == ((), 0)
    assert made.said == (
        "No organisation of the registry fits. Try fewer words, or clear the selection."
    )


def test_one_is_one_organisation(engine: Engine) -> None:
    made = listing(engine, Where(), "korce")
    assert len(made.rows) == 1
    assert re.match(r"1 organisation\b", made.said)
