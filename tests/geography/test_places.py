"""Organisations on the map and off it, against the files as DuckDB reads them."""

import duckdb
import polars as pl
import pytest

from clusterdash.editions.store import published_folder
from clusterdash.engine import Engine
from clusterdash.geography import FRAME, Located, Place, located, project, sentence
from clusterdash.model import Question, Where

FOLDER = published_folder()
CANARIES = {"Santa Cruz de Tenerife", "Las Palmas de Gran Canaria"}
# Each city of the registry with its first coordinates and its organisations; NULL: no known city.
CITIES = f"""
with places as (
    select country_code, city, cast(geonames_id as varchar) as code
    from read_csv('{FOLDER}/places.csv', header = true)
)
select p.code, count(*) as n
from read_csv('{FOLDER}/organisations.csv', header = true, all_varchar = true) as o
left join places as p using (country_code, city)
where o.registry = 'yes' and {{}}
group by p.code
"""
FILTERS = [
    (Where(), "true"),
    (Where.of({"country": ["ES"]}), "o.country_code = 'ES'"),
    (Where.of({"country": ["MT"]}), "o.country_code = 'MT'"),
    (Where.of({"ecosystem": ["Digital"]}), "o.first_listed_ecosystem = 'Digital'"),
]


def _located(engine: Engine, where: Where) -> Located:
    answer = engine.evaluate(Question("organisations", ("city",), where))
    return located(answer, engine.edition.tables["places"], engine.labels)


@pytest.mark.parametrize(("where", "condition"), FILTERS, ids=["all", "ES", "MT", "Digital"])
def test_counts_are_those_of_the_files(engine: Engine, where: Where, condition: str) -> None:
    expected = dict(duckdb.sql(CITIES.format(condition)).fetchall())
    found = _located(engine, where)
    assert found.unknown == expected.pop(None, 0)
    assert {p.code: p.count for p in (*found.places, *found.outside)} == expected
    assert found.found == found.shown + found.hidden


def test_the_whole_registry(engine: Engine) -> None:
    found = _located(engine, Where())
    assert (found.found, found.shown, found.hidden, found.unknown) == (1437, 1338, 99, 92)
    assert {place.name: place.count for place in found.outside} == dict(
        zip(sorted(CANARIES, reverse=True), (4, 3), strict=True)
    )
    assert sentence(found) == (
        "1,338 on the map; 92 without a known city are counted but not shown. 7 outside the map "
        "are counted but not shown: Santa Cruz de Tenerife (4), Las Palmas de Gran Canaria (3)."
    )


def test_places_stand_where_their_city_is(engine: Engine) -> None:
    table = pl.read_csv(FOLDER / "places.csv")
    for place in _located(engine, Where()).places:
        rows = table.filter(pl.col("geonames_id") == int(place.code))
        east, north = project(rows["longitude"][0], rows["latitude"][0])
        assert (place.x, place.y) == pytest.approx((east / 1000, north / 1000), abs=0.06)
        assert FRAME.holds(place.x, place.y)


def test_cities_of_one_name_are_told_apart(engine: Engine) -> None:
    found = _located(engine, Where())
    places = (*found.places, *found.outside)
    assert len({place.name for place in places}) == len(places) > 500


def test_nothing_found_says_so(engine: Engine) -> None:
    nothing = _located(engine, Where.of({"country": ["IS"]}))
    assert (nothing.found, nothing.places) == (0, ())
    assert sentence(nothing) == "None to show on the map."


def test_sentences_count_one_and_none() -> None:
    graz, tenerife = Place("1", "Graz", 4700, 2650, 2), Place("2", "Tenerife", 1749, 1047, 1)
    assert sentence(Located((graz,), (), 0, 2)) == "2 on the map."
    assert sentence(Located((graz,), (), 1, 3)) == (
        "2 on the map; 1 without a known city is counted but not shown."
    )
    assert sentence(Located((graz,), (tenerife,), 0, 3)) == (
        "2 on the map. 1 outside the map is counted but not shown: Tenerife (1)."
    )


def test_an_answer_by_something_else_is_refused(engine: Engine) -> None:
    answer = engine.evaluate(Question("organisations", ("country",)))
    with pytest.raises(ValueError, match="by country"):
        located(answer, engine.edition.tables["places"], engine.labels)


def test_a_city_without_coordinates_is_unknown_and_not_lost(engine: Engine) -> None:
    answer = engine.evaluate(Question("organisations", ("city",), Where.of({"country": ["MT"]})))
    table = engine.edition.tables["places"].clear()
    found = located(answer, table, engine.labels)
    assert (found.shown, found.unknown, found.found) == (0, 1, 1)
