"""The list of organisations: counts by SQL, search whatever case and accents."""

import re
from collections import Counter

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Where
from clusterdash.ui.listing import PAGE, Listing, listing
from tests.ui import sql


def _found(made: Listing) -> int:
    return len(made.rows) + made.left


def _held(made: Listing) -> list[str]:
    """Return what holds every word; what is only near stands behind it."""
    near = [bool(row.near) for row in made.rows]
    assert near == sorted(near)
    return [row.code for row in made.rows if not row.near]


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
    assert set(_held(listing(engine, Where(), text, 100))) == expected


def test_every_word_must_be_held_in_any_order(engine: Engine) -> None:
    held = "strip_accents(lower(concat_ws(' ', name, city, sectors)))"
    query = (
        f"SELECT organisation_id FROM org WHERE {held} LIKE '%energy%' AND {held} LIKE '%cluster%'"
    )
    expected = {code for (code,) in sql.select(query)}
    assert len(expected) > 1
    for text in ("energy cluster", "Cluster, ENERGY"):
        assert set(_held(listing(engine, Where(), text, 5000))) == expected


def test_search_within_a_selection(engine: Engine) -> None:
    where = Where.of({"country": ("ES",)})
    held = "strip_accents(lower(concat_ws(' ', name, city, sectors)))"
    expected = sql.count(f"country = 'ES' AND {held} LIKE '%catal%'")
    assert expected
    assert len(_held(listing(engine, where, "catal", 5000))) == expected


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


def test_nothing_alike_offers_nothing_and_something_alike_three(engine: Engine) -> None:
    assert listing(engine, Where(), "zzzzqq").nearest == ()
    offered = listing(engine, Where(), "zaragozza logistika verbandt").nearest
    assert len(offered) == 3
    assert offered[0][1] == "Innovative Logistics Association of Aragon"
    where = Where.of({"country": ("PT",)})
    here = {code for (code,) in sql.select("SELECT organisation_id FROM org WHERE country = 'PT'")}
    offered = listing(engine, where, "zaragozza logistika verbandt").nearest
    assert {code for code, _ in offered} <= here


def test_one_is_one_organisation(engine: Engine) -> None:
    made = listing(engine, Where.of({"country": ("AL",)}), "korce")
    assert [row.code for row in made.rows] == ["o0001"]
    assert re.match(r"1 organisation\b", made.said)


def test_a_slip_still_finds_and_says_what_it_took(engine: Engine) -> None:
    made = listing(engine, Where.of({"country": ("DE",)}), "silicon saxoni")
    assert [(row.name, row.near) for row in made.rows] == [("Silicon Saxony", "Saxony")]
    assert made.notes[0] == "Nothing is spelled just so: all of it is near."
    assert listing(engine, Where(), "korce").notes[0] == (
        "1 of them is only spelled nearly so and stands last."
    )


def test_the_name_itself_stands_first(engine: Engine) -> None:
    held = "strip_accents(lower(name)) LIKE 'food%'"
    begun = {code for (code,) in sql.select(f"SELECT organisation_id FROM org WHERE {held}")}
    found = _held(listing(engine, Where(), "food", 5000))
    assert len(found) > len(begun) > 1
    assert begun <= set(found[: len(begun) + 3])  # or a name in brackets begins so
    assert listing(engine, Where(), "Silicon Saxony").rows[0].name == "Silicon Saxony"


UNPLACED = (
    "city IS NULL OR (country, city) NOT IN "
    f"(SELECT (country_code, city) FROM read_csv('{sql.DATA}/places.csv', all_varchar = true))"
)


def test_those_without_a_location_are_counted(engine: Engine) -> None:
    lost = sql.count(UNPLACED)
    assert lost
    assert listing(engine, Where()).notes == (f"{lost} without a location.",)
    without = listing(engine, Where(), wanted="no")
    assert (_found(without), without.notes) == (lost, ("Only those without a location.",))
    assert _found(listing(engine, Where(), wanted="yes")) == sql.count() - lost


def _counts(made: Listing, key: str) -> dict[str, int]:
    (facet,) = (facet for facet in made.facets if facet.key == key)
    return {value.code: value.count for value in facet.values}


@pytest.mark.parametrize(
    ("selected", "wanted", "conditions"),
    [
        ({}, "", ("true", "true", "true")),
        ({"country": ("PT",)}, "", ("true", "country = 'PT'", "country = 'PT'")),
        (
            {"country": ("PT",), "ecosystem": ("Digital",)},
            "",
            (
                "ecosystem = 'Digital'",
                "country = 'PT'",
                "country = 'PT' AND ecosystem = 'Digital'",
            ),
        ),
        (
            {"ecosystem": ("not stated",)},
            "no",
            (
                f"ecosystem = 'not stated' AND ({UNPLACED})",
                UNPLACED,
                "ecosystem = 'not stated'",
            ),
        ),
    ],
)
def test_facets_count_what_the_other_filters_leave(
    engine: Engine, selected: dict, wanted: str, conditions: tuple[str, ...]
) -> None:
    made = listing(engine, Where.of(selected), wanted=wanted)
    by_country, by_ecosystem, by_place = conditions
    query = "SELECT {}, count(*) FROM org WHERE {} GROUP BY 1"
    assert _counts(made, "country") == dict(sql.select(query.format("country", by_country)))
    assert _counts(made, "ecosystem") == dict(sql.select(query.format("ecosystem", by_ecosystem)))
    placed = query.format(f"CASE WHEN {UNPLACED} THEN 'no' ELSE 'yes' END", by_place)
    assert _counts(made, "placed") == dict(sql.select(placed))


def test_facets_count_what_a_search_finds(engine: Engine) -> None:
    made = listing(engine, Where(), "turismo montana", 5000)
    assert sum(_counts(made, "country").values()) == len(made.rows)
    assert _counts(made, "country") == Counter(
        {"ES": sum(row.cells[1] == "Spain" for row in made.rows)}
    )


def test_ecosystems_keep_their_order_and_countries_stand_by_number(engine: Engine) -> None:
    country, ecosystem, _ = listing(engine, Where()).facets
    counts = [value.count for value in country.values]
    assert counts == sorted(counts, reverse=True)
    stated = [value.code for value in ecosystem.values]
    assert stated == [*sorted(stated[:-1]), "not stated"]


def test_what_is_chosen_stands_first_and_stays_without_rows(engine: Engine) -> None:
    where = Where.of({"country": ("MT",), "ecosystem": ("Retail",)})
    country, ecosystem, _ = listing(engine, where).facets
    assert (country.values[0].code, country.values[0].count) == ("MT", 0)
    assert country.values[0].chosen
    assert [value.code for value in ecosystem.values if value.chosen] == ["Retail"]


def test_a_group_is_no_value_of_a_facet(engine: Engine) -> None:
    country, *_ = listing(engine, Where.of({"country": ("EU27_2020",)})).facets
    assert not [value for value in country.values if value.chosen or value.code == "EU27_2020"]


def test_other_lists_are_not_narrowed_beside(engine: Engine) -> None:
    assert listing(engine, Where(), metric="events", wanted="no").facets == ()
