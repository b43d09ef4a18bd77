"""The profile of an organisation: its line of the file, and nothing that is not in it."""

import csv
import re
from html import unescape

import pytest

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.ui.documents import lost, page, unknown
from clusterdash.ui.profiles.facts import Fact
from clusterdash.ui.profiles.organisation import Profile, profile
from clusterdash.ui.site import Site
from tests.ui import sql

with (sql.DATA / "organisations.csv").open(encoding="utf-8") as _file:
    LINES = {line["organisation_id"]: line for line in csv.DictReader(_file)}
PLAIN = {"City": "city", "NUTS region": "nuts_code", "Sectors": "sectors"}
PLAIN |= {"SMEs among them": "sme_members", "Founded": "founded"}
PLAIN |= {"First listed ecosystem": "first_listed_ecosystem", "Website": "website"}
WORDS = {"exact": "", "over": "over ", "around": "around ", "at_least": "at least "}
WORDS |= {"up_to": "up to "}


def _facts(made: Profile) -> dict[str, Fact]:
    return {fact.name: fact for fact in made.facts}


@pytest.mark.parametrize("code", list(LINES)[::7])
def test_facts_are_the_line_of_the_file(engine: Engine, code: str) -> None:
    line, made = LINES[code], profile(engine, code)
    facts = _facts(made)
    assert (made.code, made.name) == (code, line["name"])
    for name, column in PLAIN.items():
        held = line[column].strip()
        assert (facts[name].said, facts[name].stated) == (held or "not stated", bool(held)), name
    assert facts["Members"].stated == bool(line["members"])
    assert ("in the registry of" in made.listed) == (line["registry"] == "yes") or (
        "not in the registry" in made.listed
    )
    assert [origin.source_id for origin in made.origins] == line["source_id"].split(";")
    country = f"clusters?v=1&country={line['country_code']}"
    if line["registry"] == "yes":
        assert made.similar[0][1] == country
    else:
        assert made.similar == ()


@pytest.mark.parametrize("code", [code for code, line in LINES.items() if line["members"]])
def test_members_keep_their_qualifier_and_date(engine: Engine, code: str) -> None:
    line = LINES[code]
    said = _facts(profile(engine, code))["Members"].said
    size = f"{WORDS[line['members_qualifier'] or 'exact']}{int(line['members']):,}"
    assert said == f"{size} ({line['members_as_of'] or 'undated'})"


def test_one_of_which_little_is_known(engine: Engine) -> None:
    made = profile(engine, "o0001")
    facts = _facts(made)
    assert made.name == "AgriNet Albania"
    assert (facts["Country"].said, facts["City"].said) == ("Albania", "Korçë")
    unstated = {name for name, fact in facts.items() if not fact.stated}
    assert unstated == facts.keys() - {"Country", "City"}
    assert {facts[name].said for name in unstated} == {"not stated"}
    assert [href for _, href in made.similar] == ["clusters?v=1&country=AL"]


def test_one_with_over_and_a_date(engine: Engine) -> None:
    facts = _facts(profile(engine, "o0232"))
    assert facts["Members"].said == "over 1,200 (2022-10)"
    assert facts["Founded"].said == "1997"  # a year is never grouped
    assert facts["Website"].href == "http://www.cyberforum.de"


def test_one_that_is_not_in_the_registry(engine: Engine) -> None:
    made = profile(engine, "o0081")
    assert LINES["o0081"]["registry"] == "no"
    assert "not in the registry" in made.listed
    assert made.similar == ()


def test_partnerships_of_the_same_name_and_country(engine: Engine) -> None:
    query = (
        "SELECT organisation_id, list(DISTINCT partnership_id) FROM raw_organisations o "
        f"JOIN read_csv('{sql.DATA}/partnership_partners.csv', all_varchar = true) p "
        "ON lower(o.name) = lower(p.organisation) AND o.country_code = p.country_code GROUP BY ALL"
    )
    found = sql.select(query)
    assert found
    for code, partnerships in found:
        links = profile(engine, code).partnerships
        assert set(partnerships) <= {link.code for link in links}
        named = page(engine, Site(), "organisation", code)
        for link in links:
            assert link.name == engine.labels.label("partnership", link.code)
            assert f'href="partnership?id={link.code}"' in named
    assert profile(engine, "o0001").partnerships == ()


@pytest.mark.parametrize("code", ["", "o9999", "O0001", "o0001 ", "../o0001", "' OR 1=1"])
def test_one_that_is_none(engine: Engine, code: str) -> None:
    with pytest.raises(UnknownNameError, match="Look for it in the list by name"):
        profile(engine, code)


@pytest.mark.parametrize("code", list(LINES)[::50])
def test_only_web_addresses_are_links(engine: Engine, code: str) -> None:
    for fact in profile(engine, code).facts:
        assert fact.href == "" or fact.href.startswith(("https://", "http://"))
        assert not fact.href or (fact.leaves and fact.name == "Website")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "www.example.eu"]
)
def test_another_kind_of_address_is_text(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    import polars as pl

    held = engine.context.tables["organisations"]
    wrong = held.with_columns(website=pl.lit(address))
    monkeypatch.setitem(engine.context.tables, "organisations", wrong)
    website = _facts(profile(engine, "o0001"))["Website"]
    assert (website.said, website.href) == (address, "")
    assert f'href="{address}' not in page(engine, Site(), "organisation", "o0001")


def test_the_page_says_it_all(engine: Engine) -> None:
    made = profile(engine, "o0232")
    text = unescape(page(engine, Site(contact="figures@example.eu"), "organisation", "o0232"))
    for fact in made.facts:
        assert fact.name in text
        assert fact.said in text
    for origin in made.origins:
        assert origin.title in text
        assert f'href="source?id={origin.source_id}"' in text
    assert f"o0232 · {made.name} · {engine.edition.label}" in text
    assert "mailto:figures@example.eu" in text
    assert "mailto:" not in page(engine, Site(), "organisation", "o0232")


@pytest.mark.parametrize(
    "code", [code for code, line in LINES.items() if set("&<>\"'") & {*line["name"]}][:8]
)
def test_names_are_text(engine: Engine, code: str) -> None:
    name = LINES[code]["name"]
    text = page(engine, Site(), "organisation", code)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert heading
    assert unescape(heading[1]).strip() == name
    assert "<" not in heading[1]


def test_a_lost_reader_is_shown_the_way(engine: Engine) -> None:
    text = lost(engine, Site(), "/a/<b>clustres", "/clusters", "../")
    assert "<b>" not in re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
    assert {*re.findall(r'href="([^"#?]*)', text)} >= {"../clusters", ".././", "../matchmaking"}
    assert 'href="/' not in text
    assert 'href="None"' not in lost(engine, Site(), "/x", "", "")


def test_a_strange_id_is_text(engine: Engine) -> None:
    error = UnknownNameError("organisation", "<b>", ())
    text = unknown(engine, Site(), "organisation", "<b>", error)
    assert "There is no organisation &lt;b&gt;" in text
    assert "<b>" not in re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
    assert 'href="clusters#find"' in text
