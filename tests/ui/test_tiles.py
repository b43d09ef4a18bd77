"""Tiles: organisations per million inhabitants, worked out by hand."""

import re

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Question, Result, Where
from clusterdash.ui.tiles import legend, tiles
from tests.ui import sql


@pytest.fixture(scope="module")
def rates(engine: Engine) -> Result:
    return engine.evaluate(Question("organisations", ("country",), normalise="population"))


def test_per_million_by_hand(engine: Engine, rates: Result) -> None:
    shown = {tile.code: tile for tile in tiles(engine, rates)}
    assert shown.keys() >= sql.EU27
    for code in sql.EU27:
        counted = sql.count(f"country = '{code}'")
        expected = sql.rated(counted / sql.population(code) * 1e6)
        assert shown[code].said == expected, code
        assert shown[code].name.endswith(f": {expected} per million inhabitants")


def test_a_country_without_a_figure_is_hatched_and_empty(engine: Engine, rates: Result) -> None:
    outside = [tile for tile in tiles(engine, rates) if tile.code not in sql.EU27]
    assert {tile.code for tile in outside} >= {"NO", "CH", "UA"}
    for tile in outside:  # no population stands in the edition
        assert (tile.said, tile.shade) == ("", "lines")
        assert tile.name.endswith(": nothing listed, or no rate")


def test_counts_of_one_ecosystem(engine: Engine) -> None:
    where = Where.of({"ecosystem": ("Health",)})
    result = engine.evaluate(Question("organisations", ("country",), where))
    expected = dict(
        sql.select("SELECT country, count(*) FROM org WHERE ecosystem = 'Health' GROUP BY ALL")
    )
    shown = {t.code: t.said for t in tiles(engine, result) if t.said}
    assert shown == {code: str(n) for code, n in expected.items()}


def test_each_country_has_a_place_of_its_own(engine: Engine, rates: Result) -> None:
    places = [(tile.row, tile.column) for tile in tiles(engine, rates)]
    assert len(set(places)) == len(places)
    assert min(row for row, _ in places) == min(column for _, column in places) == 1


def test_the_legend_tells_each_tile(engine: Engine, rates: Result) -> None:
    grounds = legend(engine, rates)
    assert grounds[-1] == ("lines", "nothing listed, or no rate")
    assert [ground for ground, _ in grounds[:-1]] == sorted({g for g, _ in grounds[:-1]})
    for tile in tiles(engine, rates):
        said = next(said for ground, said in grounds if ground == tile.shade)
        if tile.said:
            low, high = _span(said)
            assert low <= float(tile.said) < high, (tile, said)


def _span(said: str) -> tuple[float, float]:
    numbers = [float(text) for text in re.findall(r"[\d.]+", said)]
    if said.startswith("under"):
        return 0, numbers[0]
    if said.endswith("and more"):
        return numbers[0], float("inf")
    return numbers[0], numbers[1]
