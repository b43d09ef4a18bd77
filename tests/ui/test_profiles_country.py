"""The page of a country: every number against the files, none where none is published."""

import re
from collections import Counter

import pytest

from clusterdash.engine import Engine
from clusterdash.engine.evidence import KOSOVO
from clusterdash.engine.specialisation import location_quotient, of_country, of_ecosystem
from clusterdash.errors import UnknownNameError
from clusterdash.testing import tiny_engine
from clusterdash.ui.documents import page, unknown
from clusterdash.ui.profiles.country import country
from clusterdash.ui.profiles.places import countries
from clusterdash.ui.site import Site
from tests.ui import sql
from tests.ui.profiled import EVENTS, lines, text

PRESENT = {
    (line["country_code"], line["event_id"])
    for line in lines("event_presence")
    if line["status"] == "present"
}
PARTNERS = lines("partnership_partners")
OWN = " (two partners or more from the country itself)"
NAMED = sorted(
    {line["country_code"] for line in lines("countries")}
    | {code for line in EVENTS for code in line["country_code"].split(";") if code}
)
SOME = ("PT", "DE", "XK", "US", "MT", "ES", "NO")


def _held(code: str) -> list[dict[str, str]]:
    return [
        line
        for line in EVENTS
        if line["status"] == "held"
        and (line["country_code"] == code or (code, line["event_id"]) in PRESENT)
    ]


@pytest.mark.parametrize("code", NAMED)
def test_every_country_has_a_page(engine: Engine, code: str) -> None:
    assert code in countries(engine)
    said = text(page(engine, Site(), "country", code))
    assert said.count("How many cluster organisations?") == 1
    places = [said.index(t) for t in (
        "How many cluster organisations?",
        "What came of matchmaking?",
        "Which SMEs were reached?",
        "Who was trained?",
    )]  # fmt: skip
    assert places == sorted(places)
    if not sql.count(f"country = '{code}'"):
        assert "No cluster organisation is listed here." in said


@pytest.mark.parametrize("code", SOME)
def test_organisations_are_counted_from_the_file(engine: Engine, code: str) -> None:
    made = country(engine, code)
    count = sql.count(f"country = '{code}'")
    held = Counter(dict(sql.select(
        f"SELECT ecosystem, count(*) FROM org WHERE country = '{code}' GROUP BY ecosystem"
    )))  # fmt: skip
    assert {cell.name.code or cell.name.name: int(cell.said) for cell in made.cells} == held
    assert made.total == (str(count) if count else "")
    official = [line["ecosystem"] for line in lines("ecosystems")]
    shown = [cell.name.code for cell in made.cells if cell.name.code]
    assert shown == [name for name in official if name in shown]


@pytest.mark.parametrize("code", ["PT", "DE", "MT", "ES"])
def test_rank_and_rate_are_those_of_the_file(engine: Engine, code: str) -> None:
    ranks = sql.select(
        "SELECT country, rank() OVER (ORDER BY count(*) DESC) FROM eu GROUP BY country"
    )
    first, second, *_ = country(engine, code).sections[0].lines
    rank = dict(ranks)[code]
    assert f", {rank}" in first.said or f"{rank} of" in first.said or rank == 1
    assert re.search(rf"\b{rank}(st|nd|rd|th) of {len(ranks)} in the EU-27", first.said)
    rate = sql.rated(1e6 * sql.count(f"country = '{code}'") / sql.population(code))
    every = sql.rated(1e6 * sql.count(view="eu") / sql.population())
    assert second.said.startswith(f"{rate} cluster organisations")
    assert second.said.endswith(f"In the EU-27: {every}.")


@pytest.mark.parametrize("code", SOME)
def test_events_are_those_of_the_files_newest_first(engine: Engine, code: str) -> None:
    held = sorted(_held(code), key=lambda line: line["event_id"])
    held.sort(key=lambda line: line["start_date"], reverse=True)
    made = country(engine, code).events
    assert made is not None
    assert [item.code for item in made.items] == [line["event_id"] for line in held[:12]]
    assert (made.count, made.more) == (len(held), max(0, len(held) - 12))
    assert bool(made.said) == bool(held)


def test_more_events_lead_to_the_board(engine: Engine) -> None:
    html = page(engine, Site(), "country", "BE")
    more = len(_held("BE")) - 12
    assert more > 0
    assert f'href="matchmaking?v=1&amp;country=BE#events">{more} more, on the board' in html


@pytest.mark.parametrize("code", SOME)
def test_partnerships_and_partner_countries(engine: Engine, code: str) -> None:
    own = {line["partnership_id"] for line in PARTNERS if line["country_code"] == code}
    made = country(engine, code)
    assert made.partnerships is not None
    assert made.partnerships.count == len(own)
    assert {item.code for item in made.partnerships.items} <= own
    with_: Counter[str] = Counter()
    for each in own:
        here = Counter(line["country_code"] for line in PARTNERS if line["partnership_id"] == each)
        with_.update(c for c in here if c and (c != code or here[c] > 1))
    assert {link.code: said for link, said in made.partners} == {
        other: f"at least {n}" + (OWN if other == code else "") for other, n in with_.items()
    }


def test_what_is_not_published_says_who_holds_it(engine: Engine) -> None:
    made = {section.key: section for section in country(engine, "PT").sections}
    first = made["training"].lines[0]
    assert not first.answered
    assert "not published by country" in first.said
    assert "The organisers of each series hold its lists of participants." in first.said
    assert first.nearest
    assert len(set(first.nearest)) == len(first.nearest)
    assert {link for _, link in first.nearest} == {"training#participants", ""}
    assert "Training places for SMEs" in made["training"].missing


def test_the_trend_of_published_years(engine: Engine) -> None:
    said = [line.said for line in country(engine, "PT").sections[0].lines]
    assert (
        "Clusters in the national programme, Portugal: from 19 (2009) to 21 (2025), "
        "3 published figures."
    ) in said


def test_no_specialisation_of_first_listed_ecosystems(engine: Engine) -> None:
    assert of_country(engine, "ES") == ()
    assert of_ecosystem(engine, "Digital") == ()
    html = page(engine, Site(), "country", "ES")
    assert "No specialisation is computed" in text(html)
    assert "Location quotient" not in text(html)


def test_kosovo_keeps_its_footnote(engine: Engine) -> None:
    said = text(page(engine, Site(), "country", "XK"))
    assert "Kosovo*" in said
    assert said.count(KOSOVO) == 1


def test_any_name_leads_there_and_a_group_does_not(engine: Engine) -> None:
    assert country(engine, "Holland").code == "NL"
    assert country(engine, "el").code == "GR"
    for name in ("EU", "EFTA", "", "Atlantis"):
        with pytest.raises(UnknownNameError):
            country(engine, name)
    with pytest.raises(UnknownNameError) as caught:
        country(engine, "Portugl")
    assert 'href="country?id=PT"' in unknown(engine, Site(), "country", "Portugl", caught.value)


def test_files_are_offered_where_there_are_any(engine: Engine) -> None:
    html = page(engine, Site(), "country", "PT")
    assert 'href="file/organisations.csv?v=1&amp;country=PT"' in html
    assert 'href="file/' not in page(engine, Site(files=""), "country", "PT")


def _spread(*rows: tuple[str, int, str]) -> Engine:
    """Return an engine with so many organisations of each country in each list of ecosystems."""
    organisations: list[dict[str, str]] = []
    stated: list[dict[str, str]] = []
    for country_code, count, ecosystems in rows:
        for _ in range(count):
            code = f"o{len(organisations):04}"
            organisations.append({"organisation_id": code, "country_code": country_code})
            stated += [
                {"organisation_id": code, "ecosystem": name} for name in ecosystems.split(";")
            ]
    return tiny_engine(organisations=organisations, records={"organisation_ecosystems": stated})


@pytest.fixture(scope="module")
def spread() -> Engine:
    """Spain: 6 in Digital, 2 in both, 4 in Health; Germany: 8 and 20; Malta: 6; Norway: 12.

    Of the EU-27's 46 organisations 22 are in Digital and 26 in Health.
    """
    return _spread(
        ("ES", 6, "Digital"),
        ("ES", 2, "Digital;Health"),
        ("ES", 4, "Health"),
        ("DE", 8, "Digital"),
        ("DE", 20, "Health"),
        ("MT", 6, "Digital"),
        ("NO", 12, "Digital"),
    )


def test_location_quotients_by_hand(spread: Engine) -> None:
    found = {one.ecosystem: one for one in of_country(spread, "ES")}
    digital, health = found["Digital"], found["Health"]
    assert (digital.part, digital.whole, digital.eu_part, digital.eu_whole) == (8, 12, 22, 46)
    assert digital.value == pytest.approx(8 / 12 * 46 / 22)
    assert health.value == pytest.approx(6 / 12 * 46 / 26)
    assert (found["Textiles"].part, found["Textiles"].value) == (0, None)
    norway = {one.ecosystem: one for one in of_country(spread, "NO")}["Digital"]
    assert norway.value == pytest.approx(46 / 22)  # its own are no part of the EU-27's


def test_both_ways_give_the_same_quotient(spread: Engine) -> None:
    own = {one.ecosystem: one for one in of_country(spread, "DE")}
    other = {one.country: one for one in of_ecosystem(spread, "Health")}
    assert other["DE"] == own["Health"]
    assert set(other) == {"ES", "DE", "MT"}


def test_the_minimum(spread: Engine) -> None:
    malta = {one.ecosystem: one for one in of_country(spread, "MT")}["Digital"]
    assert (malta.part, malta.whole, malta.value) == (6, 6, None)
    assert location_quotient(5, 10, 50, 100) == 1
    assert location_quotient(4, 10, 50, 100) is None
    assert location_quotient(9, 9, 50, 100) is None
    assert location_quotient(5, 10, 0, 100) is None


def test_strengths_are_sorted_and_too_few_come_last(spread: Engine) -> None:
    made = country(spread, "ES")
    assert [(one.name.code, one.said, one.part) for one in made.strengths] == [
        ("Digital", "1.39", "8 of 12"),
        ("Health", "0.88", "6 of 12"),
    ]
    assert [one.said for one in country(spread, "MT").strengths] == ["too few"]
    said = text(page(spread, Site(), "country", "ES"))
    assert "divided by all organisations of that country" in said
    assert "fewer than 10 organisations" in said
