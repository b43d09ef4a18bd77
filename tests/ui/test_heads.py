"""The sentence of a page and the chips of its selection, numbers by hand."""

import pytest

from clusterdash.engine import Engine
from clusterdash.language import number
from clusterdash.model import Where
from clusterdash.state import View
from clusterdash.ui.heads import Head, chips, head
from clusterdash.ui.links import asked
from clusterdash.ui.session import board
from tests.ui import sql

WHAT = "listed in the ECCP registry"
KOSOVO = "country = 'XK'"
UNION = sql.rated(sql.count(view="eu") / sql.population() * 1e6)


def _head(engine: Engine, query: str) -> Head:
    found = asked(engine, query)
    return head(engine, board(engine, "start"), found.view, found.strange)


def test_everything(engine: Engine) -> None:
    said = _head(engine, "")
    assert said.title == f"{number(sql.count())} cluster organisations {WHAT} (2026)."
    # The number above counts all; the rate is of the EU-27 and says so.
    members = number(sql.count(view="eu"))
    assert f"EU-27: {members}, {UNION} per million inhabitants." in said.lede
    assert engine.edition.label in said.lede


def test_a_country_with_its_rank(engine: Engine) -> None:
    said = _head(engine, "country=PT")
    counts = dict(sql.select("SELECT country, count(*) FROM eu GROUP BY ALL"))
    rank = 1 + sum(n > counts["PT"] for n in counts.values())
    assert rank == 17
    title = f"{counts['PT']} cluster organisations {WHAT}: Portugal, 17th of 27 in the EU-27 (2026)"
    assert said.title == f"{title}."
    own = sql.rated(counts["PT"] / sql.population("PT") * 1e6)
    assert f"{own} per million inhabitants; EU-27: {UNION}." in said.lede


def test_a_cell_of_the_matrix(engine: Engine) -> None:
    said = _head(engine, "cell=PT~Digital")
    counted = sql.count("country = 'PT' AND ecosystem = 'Digital'")
    assert said.title.startswith(f"{counted} cluster organisations {WHAT}: Portugal, Digital")
    own = sql.rated(counted / sql.population("PT") * 1e6)
    union = sql.rated(sql.count("ecosystem = 'Digital'", "eu") / sql.population() * 1e6)
    assert said.lede.startswith(f"{own} per million inhabitants; EU-27: {union}.")


def test_an_ecosystem_alone_stands_beside_its_rate_in_the_union(engine: Engine) -> None:
    said = _head(engine, "ecosystem=Digital")
    counted = sql.count("ecosystem = 'Digital'")
    assert said.title.startswith(f"{counted} cluster organisations {WHAT}: Digital")
    rate = sql.rated(sql.count("ecosystem = 'Digital'", "eu") / sql.population() * 1e6)
    members = sql.count("ecosystem = 'Digital'", "eu")
    assert said.lede.startswith(f"EU-27: {members}, {rate} per million inhabitants.")


def test_a_group_of_countries(engine: Engine) -> None:
    said = _head(engine, "country=EU27_2020")
    counted = number(sql.count(view="eu"))
    assert said.title == f"{counted} cluster organisations {WHAT}: EU-27 (2026)."
    assert said.lede.startswith(f"{UNION} per million inhabitants")


def test_two_countries_together(engine: Engine) -> None:
    said = _head(engine, "country=PT~ES")
    counted = sql.count("country IN ('PT', 'ES')")
    assert said.title == f"{counted} cluster organisations {WHAT}: Spain or Portugal (2026)."
    own = sql.rated(counted / sql.population("PT", "ES") * 1e6)
    assert said.lede.startswith(f"{own} per million inhabitants;")


def test_a_country_that_is_not_listed_says_so(engine: Engine) -> None:
    assert sql.count("country = 'NO'") == 0
    said = _head(engine, "country=NO")
    assert "none is listed for Norway" in said.title
    assert number(sql.count()) not in said.title  # that is not Norway's


def test_a_country_without_a_population_has_no_rate(engine: Engine) -> None:
    said = _head(engine, "country=XK")
    assert said.title.startswith(f"{sql.count(KOSOVO)} cluster organisation {WHAT}: Kosovo*")
    assert "per million" not in said.lede


@pytest.mark.parametrize("query", ["programme=ESCP-4i", "year=2016~2018"])
def test_what_the_registry_cannot_be_asked(engine: Engine, query: str) -> None:
    said = _head(engine, query)
    assert said.title.startswith(number(sql.count()))
    assert "not published by" in said.lede


def test_what_was_not_understood_is_said(engine: Engine) -> None:
    said = _head(engine, "country=QQ&ecosystem=Digital")
    assert len(said.strange) == 1
    assert "“QQ”" in said.strange[0]
    assert "Digital" in said.title


def test_each_chip_is_a_link_without_it(engine: Engine) -> None:
    query = "v=1&country=ES~PT&ecosystem=Digital&year=2016~2018&as=population"
    view, _ = View.from_query(query)
    found = {(chip.key, chip.code): chip for chip in chips(engine, view)}
    assert {key: chip.label for key, chip in found.items()} == {
        ("country", "ES"): "Spain",
        ("country", "PT"): "Portugal",
        ("ecosystem", "Digital"): "Digital",
        ("year", ""): "2016–2018",
        ("as", ""): "per million inhabitants",
    }
    left = {key: chip.href for key, chip in found.items()}
    assert left["country", "ES"] == f"?{query.replace('ES~PT', 'PT')}"
    assert left["ecosystem", "Digital"] == f"?{query.replace('&ecosystem=Digital', '')}"
    assert left["year", ""] == f"?{query.replace('&year=2016~2018', '')}"
    assert left["as", ""] == f"?{query.replace('&as=population', '')}"


def test_one_year_is_one_number(engine: Engine) -> None:
    view, _ = View.from_query("year=2016")
    assert [chip.label for chip in chips(engine, view)] == ["2016"]
    assert chips(engine, View()) == ()


def test_a_selection_leads_to_the_pages_about_it(engine: Engine) -> None:
    view = View(Where.of({"country": ("PT", "EU27_2020"), "ecosystem": ("Digital",)}))
    pages = head(engine, board(engine, "clusters"), view, ()).pages
    assert [(page.kind, page.code) for page in pages] == [
        ("country", "PT"),
        ("ecosystem", "Digital"),
    ]
    assert head(engine, board(engine, "clusters"), View(), ()).pages == ()
