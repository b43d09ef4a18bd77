"""Every page about one thing: it renders, says nothing broken, and leads where it says."""

import re
from collections import Counter
from functools import cache
from urllib.parse import unquote

import polars as pl
import pytest

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.opened import default_engine
from clusterdash.ui.documents import KINDS, page, unknown
from clusterdash.ui.profiles.places import countries
from clusterdash.ui.site import Site
from tests.ui.profiled import EVENTS, FIGURES, PARTNERSHIPS, SOURCES, lines, squeezed, text

CODES = {
    "event": [line["event_id"] for line in EVENTS],
    "partnership": [line["partnership_id"] for line in PARTNERSHIPS],
    "source": [line["source_id"] for line in SOURCES],
    "document": [line["source_id"] for line in SOURCES if line["document"]],
    "organisation": [line["organisation_id"] for line in lines("organisations")],
    "country": list(countries(default_engine())),
    "ecosystem": [line["ecosystem"] for line in lines("ecosystems")],
}
BROKEN = re.compile(r"\b(None|nan|NaN|null|undefined)\b|\{[a-z]+\}")
HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}"


@pytest.fixture(scope="module")
def pages(engine: Engine) -> dict[tuple[str, str], str]:
    return {
        (k, code): page(engine, Site(), k, code) for k, codes in CODES.items() for code in codes
    }


def test_there_are_as_many_as_the_files_have_lines() -> None:
    counts = {kind: len(codes) for kind, codes in CODES.items()}
    assert counts == {
        "event": 157,
        "partnership": 89,
        "source": 549,
        "document": 5,
        "organisation": 1497,
        "country": 83,
        "ecosystem": 14,
    }
    assert set(KINDS) == set(CODES)


def test_none_says_anything_broken(pages: dict[tuple[str, str], str]) -> None:
    texts = {key: text(made) for key, made in pages.items()}
    # A founding document and a quotation may hold any word; these hold none of the broken ones.
    assert {key: found[0] for key, made in texts.items() if (found := BROKEN.search(made))} == {}


def test_ids_are_used_once_a_page(pages: dict[tuple[str, str], str]) -> None:
    for key, made in pages.items():
        twice = [i for i, n in Counter(re.findall(r'\bid="([^"]*)"', made)).items() if n > 1]
        assert twice == [], key


def test_links_inside_the_site_lead_to_something(pages: dict[tuple[str, str], str]) -> None:
    @cache
    def ids(kind: str, code: str) -> set[str]:
        return set(re.findall(r'\bid="([^"]*)"', pages[kind, code]))

    seen = 0
    for (kind, code), made in pages.items():
        pattern = r'href="(?:(\w+)\?id=([^"#]*))?(?:#([\w-]+))?"'
        for other, target, place in re.findall(pattern, made):
            where = (other, unquote(target)) if other else (kind, code)
            assert where in pages, (kind, code, where)
            assert not place or place in ids(*where), (kind, code, where, place)
            seen += 1
    assert seen > 8_000


def test_other_links_are_addresses_of_the_web_or_of_boards(
    pages: dict[tuple[str, str], str],
) -> None:
    for key, made in pages.items():
        for tag, address in re.findall(r'(<a\b[^>]*\bhref="([^"]*)"[^>]*>)', made):
            if address.startswith(("http://", "https://")):
                assert 'rel="noopener noreferrer external"' in tag, key
            else:
                assert re.match(r"(#|\./|file/|[a-z_-]+([?#]|$))", address), (key, address)


def test_every_figure_stands_on_the_page_of_its_source(
    pages: dict[tuple[str, str], str],
) -> None:
    assert len(FIGURES) == 797
    for figure in FIGURES:
        made = pages["source", figure["source_id"]]
        assert len(re.findall(rf'<(?:article|tr)\b[^>]* id="{figure["figure_id"]}">', made)) == 1
        assert squeezed(figure["quote"]) in text(made), figure["figure_id"]


def test_every_figure_of_a_thing_stands_on_its_page(pages: dict[tuple[str, str], str]) -> None:
    owned = [f for f in FIGURES if f["subject_type"] in {"event", "partnership"}]
    assert len(owned) == 484
    for figure in owned:
        made = pages[figure["subject_type"], figure["subject_id"]]
        assert f'id="{figure["figure_id"]}"' in made
        assert squeezed(figure["quote"]) in text(made), figure["figure_id"]


def test_every_passage_about_presence_stands_on_the_page_of_its_event(
    pages: dict[tuple[str, str], str],
) -> None:
    for line in lines("event_presence"):
        assert squeezed(line["quote"]) in text(pages["event", line["event_id"]])


def test_quotations_carry_their_language(pages: dict[tuple[str, str], str]) -> None:
    codes = {line["figure_id"]: line["language"] for line in lines("quote_languages")}
    assert {"en", "de", "fr", "hu"} <= set(codes.values())
    for figure in FIGURES:
        if figure["quote"]:
            made = pages["source", figure["source_id"]]
            after = made.partition(f'id="{figure["figure_id"]}">')[2]
            found = re.search(r'<q lang="([^"]*)">', after)
            assert found
            assert found[1] == codes.get(figure["figure_id"], ""), figure["figure_id"]
    german = next(f for f in FIGURES if codes.get(f["figure_id"]) == "de" and f["quote"])
    assert "(German)" in text(pages["source", german["source_id"]])


@pytest.mark.parametrize(
    ("kind", "table", "columns"),
    [
        ("event", "events", ("name", "city", "organiser", "series")),
        ("partnership", "partnerships", ("acronym", "name", "website")),
        ("organisation", "organisations", ("name", "city", "website")),
        ("source", "sources", ("title", "publisher", "url", "note")),
        ("document", "sources", ("title", "publisher")),
        ("event", "figures", ("quote", "region")),
        ("event", "event_presence", ("quote",)),
        ("partnership", "partnership_partners", ("organisation",)),
    ],
)
def test_hostile_words_are_text(
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    table: str,
    columns: tuple[str, ...],
) -> None:
    held = engine.context.tables[table]
    wrong = held.with_columns(pl.lit(HOSTILE).alias(column) for column in columns)
    monkeypatch.setitem(engine.context.tables, table, wrong)
    fresh = Engine(engine.edition, engine.registry)
    code = "eu-south-med-matchmaking-marrakech-2023" if kind == "event" else CODES[kind][0]
    made = page(fresh, Site(), kind, code)
    assert "&lt;img src=x" in made
    assert "<img" not in made
    assert 'href="&lt;' not in made
    assert "49" not in text(made).split()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("code", ["", "x9", "../" * 3, "' OR 1=1", HOSTILE])
def test_what_is_none_is_said_to_be_none(engine: Engine, kind: str, code: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        page(engine, Site(), kind, code)
    made = unknown(engine, Site(), kind, code, caught.value)
    assert f"There is no {kind} {squeezed(code)}".strip() in text(made)
    assert "<img" not in made
    # Like the page itself: a proxy may offer the site below a prefix.
    assert not re.search(r'(?:href|src|data-route)="/', made)
    for target in re.findall(r'href="\w+\?id=([^"]*)"', made):
        assert unquote(target) in CODES[kind]


def test_a_near_miss_is_led_on(engine: Engine) -> None:
    with pytest.raises(UnknownNameError) as caught:
        page(engine, Site(), "event", "eu-taiwan-2017")
    made = unknown(engine, Site(), "event", "eu-taiwan-2017", caught.value)
    assert 'href="event?id=eu-taiwan-cluster-matchmaking-brussels-2017"' in made


def test_a_server_without_such_pages_names_no_address() -> None:
    assert Site(profiles=False).about("event", "x") == ""
    assert Site().about("event", "") == ""
    assert Site().about("event", "a b/&#é") == "event?id=a%20b%2F%26%23%C3%A9"


@pytest.mark.parametrize(
    ("kind", "code", "back", "every"),
    [
        ("organisation", "o0500", "clusters#organisations", "All organisations"),
        ("country", "PT", "clusters#by-country", "All countries"),
        ("ecosystem", "Digital", "clusters#by-ecosystem", "All ecosystems"),
        ("event", EVENTS[0]["event_id"], "matchmaking#events", "All events"),
    ],
)
def test_the_way_back_leads_to_all_of_its_kind(
    engine: Engine, kind: str, code: str, back: str, every: str
) -> None:
    made = page(engine, Site(), kind, code)
    assert f'<a href="{back}"><span aria-hidden="true">←</span> {every}</a>' in made
