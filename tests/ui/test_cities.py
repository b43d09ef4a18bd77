"""The cities of the map as links, counted in the files: what a tap does, without one."""

import re
from html import unescape

from clusterdash.engine import Engine
from clusterdash.geography import Located
from clusterdash.state import View
from clusterdash.ui import drawing
from clusterdash.ui.cities import cities
from clusterdash.ui.links import asked
from clusterdash.ui.site import Site
from tests.ui import sql
from tests.ui.conftest import Open

CITIES = f"""
select p.geonames_id, count(*) as n from org as o
join read_csv('{sql.DATA}/places.csv', header = true, all_varchar = true) as p
on p.country_code = o.country_code and p.city = o.city
where {{}} group by 1
"""


def _placed(engine: Engine) -> Located:
    return drawing.organisations(engine, View())


def test_a_country_lists_all_its_cities(engine: Engine) -> None:
    view = asked(engine, "v=1&country=PT&ecosystem=").view
    made = cities(engine, view, _placed(engine), Site().about, "map")
    expected = dict(sql.select(CITIES.format("country = 'PT'")))
    assert len(made.cities) == len(expected) > 5
    assert made.more == ""
    several = {city.code: int(city.said) for city in made.cities if city.code}
    assert several == {code: n for code, n in expected.items() if n > 1}
    single = {city.said for city in made.cities if not city.code}
    names = {n for (n,) in sql.select("select name from org where country = 'PT'")}
    assert single <= names


def test_without_a_country_the_fullest_are_listed_and_the_others_counted(engine: Engine) -> None:
    made = cities(engine, View(), _placed(engine), Site().about, "map")
    expected = dict(sql.select(CITIES.format("true")))
    counts = [int(city.said) for city in made.cities]
    assert counts == sorted(expected.values(), reverse=True)[: len(counts)]
    left = len(expected) - len(made.cities)
    assert made.more == f"{left} more cities: choose a country to see its own."


def test_a_city_is_chosen_by_link_and_by_action(opened: Open, engine: Engine) -> None:
    page = opened("clusters", "v=1&country=PT")
    html = page._sent["map-key"]
    found = re.search(
        r'href="(\?[^"]+)" id="city-\d+" data-do="only" data-key="city" data-code="(\d+)"', html
    )
    assert found
    link, code = unescape(found[1]), found[2]
    assert asked(engine, link.lstrip("?").partition("#")[0]).view.where.get("city") == (code,)
    assert page.act({"do": "only", "key": "city", "code": code})
    assert page.selection.view.where.get("city") == (code,)
    made = page._parts().listing
    assert made is not None
    assert made.found == dict(sql.select(CITIES.format("true")))[code]


def test_without_profiles_every_city_is_chosen(engine: Engine) -> None:
    view = asked(engine, "v=1&country=PT").view
    made = cities(engine, view, _placed(engine), Site(profiles=False).about, "map")
    assert all(city.code for city in made.cities)


def test_the_key_says_what_its_classes_are_of(opened: Open) -> None:
    def said(query: str) -> list[str]:
        key = opened("clusters", query)._sent["map-key"]
        return re.findall(r'<p class="key"><b>([^<]*)</b>', key)

    listed = "Cluster organisations listed in the ECCP registry"
    assert said("") == [f"{listed} per million inhabitants"]
    assert said("v=1&as=share") == [f"{listed}, share of the EU-27"]
