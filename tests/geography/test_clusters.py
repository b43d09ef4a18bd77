"""Cities gathered on the map: nothing lost, nothing twice, counted against the files."""

from collections import Counter
from itertools import combinations
from math import dist, hypot

import pytest

from clusterdash.charts.points import WIDTHS, columns, marked
from clusterdash.editions.store import published_folder
from clusterdash.engine import Engine
from clusterdash.geography import Located, Place, apart, clusters, located
from clusterdash.model import Question, Where
from tests.bench.crowd import crowd
from tests.ui import sql

# Organisations of the registry by country whose city has a place, whether on the map or outside.
PLACED = f"""
select o.country, count(*) from org as o
join read_csv('{published_folder()}/places.csv', header = true, all_varchar = true) as p
on p.country_code = o.country_code and p.city = o.city
where {{}} group by 1
"""
CANARIES = {"ES": 7}  # outside the frame of the map


def _located(engine: Engine, where: Where | None = None) -> Located:
    answer = engine.evaluate(Question("organisations", ("city",), where or Where()))
    return located(answer, engine.edition.tables["places"], engine.labels)


@pytest.fixture(scope="module")
def whole(engine: Engine) -> Located:
    return _located(engine)


@pytest.mark.parametrize("level", WIDTHS)
@pytest.mark.parametrize("chosen", [{}, {"country": ["ES", "DE"]}, {"city": ["2950159"]}])
def test_counts_by_country_are_those_of_the_files(
    whole: Located, level: str, chosen: dict[str, list[str]]
) -> None:
    found: Counter[str] = Counter()
    for cluster in marked(whole.places, Where.of(chosen), level):
        assert len({place.country for place in cluster.places}) == 1
        found[cluster.chief.country] += cluster.count
    expected = Counter(dict(sql.select(PLACED.format("true"))))
    expected.subtract(CANARIES)
    assert found == +expected
    assert found.total() + whole.hidden == sql.count() == whole.found


@pytest.mark.parametrize("level", WIDTHS)
def test_numbers_in_the_figure_add_up_to_what_it_says(
    engine: Engine, whole: Located, level: str
) -> None:
    shown = columns(whole.places, Where(), engine.labels, level)
    numbers = [int(text.replace(",", "")) if text else 1 for text in shown["text"]]
    assert sum(numbers) == whole.shown == 1338
    for text, said, kind in zip(shown["text"], shown["said"], shown["kind"], strict=True):
        assert said.startswith(f"{text or 1} organisation")
        assert bool(text) is (kind != "organisation")


def test_each_ecosystem_adds_up(engine: Engine) -> None:
    for ecosystem in ("Health", "Digital", "Retail"):
        where = Where.of({"ecosystem": [ecosystem]})
        found = _located(engine, where)
        held = sum(cluster.count for cluster in clusters(found.places, 150))
        assert held + found.hidden == sql.count(f"ecosystem = '{ecosystem}'")


def test_a_dot_is_the_only_organisation_of_its_city(engine: Engine, whole: Located) -> None:
    shown = columns(whole.places, Where(), engine.labels, "places")
    names = dict(sql.select("select organisation_id, name from org"))
    dots = [i for i, kind in enumerate(shown["kind"]) if kind == "organisation"]
    assert len(dots) > 10
    for i in dots:
        code = shown["code"][i]
        assert shown["said"][i] == f"1 organisation: {names[code]}"
        same = (
            f"(country, city) = (select (country, city) from org where organisation_id = '{code}')"
        )
        assert sql.count(same) == 1


def test_a_tap_leads_nearer_step_by_step(engine: Engine, whole: Located) -> None:
    first = columns(whole.places, Where(), engine.labels, "places")
    at = next(i for i, said in enumerate(first["said"]) if "more cities" in said)
    assert first["kind"][at] == "country"
    country = first["code"][at]
    nearer = columns(whole.places, Where.of({"country": [country]}), engine.labels, "places")
    assert len(nearer["x"]) > len(first["x"])
    own = [i for i, said in enumerate(nearer["name"]) if nearer["kind"][i] != "country"]
    assert country not in [
        c for c, k in zip(nearer["code"], nearer["kind"], strict=True) if k == "country"
    ]
    assert own


def test_clusters_of_a_country_stand_apart(whole: Located) -> None:
    found = clusters(whole.places, 150)
    for one, other in combinations(found, 2):
        if one.chief.country == other.chief.country:
            away = dist((one.chief.x, one.chief.y), (other.chief.x, other.chief.y))
            assert away >= 150
    assert found == clusters(tuple(reversed(whole.places)), 150)
    assert clusters(whole.places, 0) == clusters(whole.places, 0.0)
    assert len(clusters(whole.places, 0)) == len(whole.places)
    assert clusters((), 150) == ()


def test_a_cluster_is_where_its_fullest_city_is() -> None:
    small, large = Place("1", "A", 4000, 3000, 2, "DE"), Place("2", "B", 4050, 3000, 9, "DE")
    abroad = Place("3", "C", 4020, 3000, 5, "FR")
    one, other = clusters((small, abroad, large), 100)
    assert (one.chief, one.places, one.count) == (large, (large, small), 11)
    assert other.places == (abroad,)


@pytest.mark.parametrize("level", WIDTHS)
def test_no_number_hides_another(engine: Engine, whole: Located, level: str) -> None:
    shown = columns(whole.places, Where(), engine.labels, level)
    pixel = 4680 / WIDTHS[level]
    discs = [
        (x / pixel, y / pixel, size / 2)
        for x, y, size, text in zip(*(shown[k] for k in ("x", "y", "size", "text")), strict=True)
        if text
    ]
    for (x, y, r), (u, v, s) in combinations(discs, 2):
        assert hypot(x - u, y - v) > 0.75 * (r + s)


def test_discs_are_moved_no_further_than_allowed() -> None:
    points = [(0.0, 0.0, 10.0), (0.0, 0.0, 10.0), (100.0, 0.0, 10.0)]
    one, other, away = apart(points, 12)
    assert dist(one, other) >= 19.5
    assert away == (100.0, 0.0)
    near = apart([(0.0, 0.0, 50.0), (1.0, 0.0, 50.0)], 3)
    assert all(dist(a, b[:2]) <= 3.1 for a, b in zip(near, [(0.0, 0.0), (1.0, 0.0)], strict=True))
    assert apart((), 3) == ()


def test_thousands_of_points_are_a_few_hundred_marks() -> None:
    engine = crowd(4000)
    found = _located(engine)
    assert found.found == 4000
    assert len(found.places) > 3000
    for level in WIDTHS:
        held = marked(found.places, Where(), level)
        assert sum(cluster.count for cluster in held) + found.hidden == 4000
        assert len(held) < 400
