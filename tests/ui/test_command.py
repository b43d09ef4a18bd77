"""The command box: everything is found by its names, and every result leads to what it names."""

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from urllib.parse import quote, unquote

import pytest

from clusterdash.engine import Engine
from clusterdash.language import speaking
from clusterdash.names import GROUPS, THIRD
from clusterdash.names.countries import _COMMON_NAMES
from clusterdash.names.ecosystems import _COMMON
from clusterdash.names.search import plain
from clusterdash.opened import default_engine
from clusterdash.state import Selection
from clusterdash.ui.command.hits import LETTERS, Hit, Hits, hits, wanted
from clusterdash.ui.command.index import MOST, index
from clusterdash.ui.controls import choices
from clusterdash.ui.documents import find, page
from clusterdash.ui.links import asked
from clusterdash.ui.page import Page, Place
from clusterdash.ui.session import board
from clusterdash.ui.site import Site
from tests.made_up import engine as made_up
from tests.ui.conftest import Open
from tests.ui.profiled import EVENTS, PARTNERSHIPS, lines, text
from tests.ui.sql import DATA

COUNTRIES = lines("countries")
ORGANISATIONS = lines("organisations")
ECOSYSTEMS = lines("ecosystems")
HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}"


def _asked(query: str, site: Site | None = None) -> Hits:
    engine = default_engine()
    return hits(engine, site or Site(), wanted(engine, query))


def _typed(words: str, rest: str = "here=start") -> tuple[Hit, ...]:
    return _asked(f"q={quote(words)}&{rest}").hits


def _first(words: str) -> tuple[str, str | None]:
    hit = _typed(words)[0]
    return hit.kind.split(":")[0], hit.step


def _about(words: str) -> set[str]:
    """Return the addresses of the things that are called just so."""
    return {Site().about(t.kind, t.code) for t in index(default_engine()).find(words).named}


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row["country_code"])
def test_a_country_is_found_by_every_code_and_name(row: dict[str, str]) -> None:
    code = row["country_code"]
    known = [row[column] for column in ("country_code", "iso3", "eu_code", "name")]
    for name in filter(None, (*known, *_COMMON_NAMES.get(code, ()))):
        for written in {name, name.swapcase()}:
            assert _first(written) == ("Country", f"v=1&country={code}"), written


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Deutschland", "DE"),
        ("españa", "ES"),
        ("Ελλάδα", "GR"),
        ("Österreich", "AT"),
        ("osterreich", "AT"),
        ("U.K.", "GB"),
        ("Republic of Moldova", "MD"),
        ("Portgual", "PT"),
        ("Polnd", "PL"),
        ("Irland", "IE"),
        ("Swedn", "SE"),
        ("Luxembuorg", "LU"),
        ("slov", "SI"),
    ],
)
def test_a_country_is_found_in_its_own_language_and_in_spite_of_slips(name: str, code: str) -> None:
    steps = [hit.step for hit in _typed(name) if hit.kind == "Country"]
    assert f"v=1&country={code}" in steps[:1] or (name == "slov" and f"v=1&country={code}" in steps)


def test_groups_are_found_but_third_countries_which_nobody_can_choose() -> None:
    for name, code in [("EU", "EU27_2020"), ("efta", "EFTA"), ("Balkans", "WESTERN_BALKANS")]:
        assert _first(name) == ("Group of countries", f"v=1&country={code}")
    steps = {hit.step for hit in _typed("third countries")}
    assert f"v=1&country={THIRD}" not in steps


def test_a_country_that_only_rows_name_has_a_page_alone() -> None:
    (hit, *_) = _typed("Japan")
    assert (hit.name, hit.kind, hit.href, hit.step) == ("Japan", "Country", "country?id=JP", None)


def test_an_ecosystem_is_found_by_every_spelling() -> None:
    spelled = {row["name"]: row["ecosystem"] for row in lines("ecosystem_names")} | _COMMON
    spelled |= {row["ecosystem"]: row["ecosystem"] for row in ECOSYSTEMS}
    assert len(spelled) > 40
    for name, code in spelled.items():
        kind, step = _first(name)
        assert (kind, asked(default_engine(), step or "").view.where.get("ecosystem")) == (
            "Industrial ecosystem",
            (code,),
        ), name


def test_what_the_bar_of_the_selection_offers_is_found_by_its_name(engine: Engine) -> None:
    for choice in choices(engine, Selection()):
        if choice.key in {"country", "ecosystem", "programme"}:
            for code, label in choice.options:
                found = index(engine).find(label).named
                assert code in {thing.code for thing in found}, label


@pytest.mark.parametrize(
    ("kind", "key", "rows", "columns"),
    [
        ("organisation", "organisation_id", ORGANISATIONS, ("name",)),
        ("event", "event_id", EVENTS, ("name",)),
        ("partnership", "partnership_id", PARTNERSHIPS, ("acronym", "name")),
        ("source", "source_id", lines("sources"), ("title",)),
    ],
)
def test_everything_with_a_page_finds_itself_first(
    kind: str, key: str, rows: list[dict[str, str]], columns: tuple[str, ...]
) -> None:
    namesakes = Counter(plain(row[columns[0]] or "") for row in rows)
    lost = []
    for row in rows:
        for name in filter(None, (row[column] for column in columns)):
            found = index(default_engine()).find(name[:LETTERS]).named
            held = (kind, row[key]) in {(thing.kind, thing.code) for thing in found}
            if not held and len(name) <= LETTERS and namesakes[plain(name)] < MOST:
                lost.append(name)
        if not _about(row[key]) & {Site().about(kind, row[key])}:
            lost.append(row[key])
    assert len(rows) > 80
    assert lost == []


def _slipped(name: str) -> str:
    """Return a name with two letters of its longest word swapped."""
    word = max(name.split(), key=len)
    at = next(n for n in range(len(word) // 2, len(word) - 1) if word[n] != word[n + 1])
    return name.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :])


@pytest.mark.parametrize(
    ("kind", "key", "rows"),
    [
        ("organisation", "organisation_id", ORGANISATIONS[::40]),
        ("event", "event_id", EVENTS[::6]),
        ("ecosystem", "ecosystem", ECOSYSTEMS),
        ("country", "country_code", COUNTRIES),
    ],
)
def test_a_slip_of_the_pen_does_no_harm(kind: str, key: str, rows: list[dict[str, str]]) -> None:
    tried = 0
    for row in rows:
        name = row.get("name") or row[key]
        if (
            len(max(name.split(), key=len)) < 6
            or len(name) > LETTERS
            or not name.isascii()
            or "-" in name
        ):
            continue
        found = index(default_engine()).find(_slipped(name))
        things = {(t.kind, t.code) for t in (*found.named, *found.other)}
        assert (kind, row[key]) in things, _slipped(name)
        tried += 1
    assert tried > 6


@pytest.mark.parametrize(
    ("typed", "href", "name"),
    [
        ("meetings", "matchmaking#meetings", "Bilateral meetings"),
        ("smes_supported", "sme_reach#supported", "SMEs supported"),
        ("SMEs supported", "sme_reach#supported", "SMEs supported"),
        ("labels", "clusters#labels", None),
        ("satisfaction", "matchmaking#satisfaction", None),
        ("Training", "training", "Training"),
    ],
)
def test_a_measure_leads_to_the_card_that_shows_it(typed: str, href: str, name: str | None) -> None:
    assert href in [hit.href for hit in _typed(typed)]
    assert name is None or _typed(typed)[0].name == name


def test_the_card_keeps_what_is_selected() -> None:
    (hit, *_) = _typed("meetings", "here=start&v=1&country=PL&by=timeline.series&find=x&rows=9")
    assert hit.href == "matchmaking?v=1&country=PL&by=timeline.series#meetings"
    assert hit.does == "Shows its card on the page Matchmaking"


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("Poland Digital", "v=1&country=PL&ecosystem=Digital"),
        ("digital poland", "v=1&country=PL&ecosystem=Digital"),
        ("Polnd Digtal", "v=1&country=PL&ecosystem=Digital"),
        ("Czech Republic tourism", "v=1&country=CZ&ecosystem=Tourism"),
        ("Poland and Germany", "v=1&country=DE~PL"),
        ("pl de", "v=1&country=DE~PL"),
    ],
)
def test_several_names_are_one_selection(typed: str, step: str) -> None:
    hit = _typed(typed)[0]
    assert (hit.step, hit.href, hit.kind) == (step, f"./?{step}", "Selection")


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("meetings Portugal", "matchmaking?v=1&country=PT#meetings"),
        ("Portugal meetings", "matchmaking?v=1&country=PT#meetings"),
        ("meetings in Portugal", "matchmaking?v=1&country=PT#meetings"),
        ("meetings Poland Digital", "matchmaking?v=1&country=PL&ecosystem=Digital#meetings"),
        ("training Belgium", "training?v=1&country=BE"),
    ],
)
def test_a_measure_and_a_selection_are_one_question(typed: str, href: str) -> None:
    first, *rest = _typed(typed)
    assert first.href == href
    assert "selected" in first.does
    assert rest  # and each alone


def test_a_name_is_no_question() -> None:
    assert _typed("Health Cluster Portugal")[0].href == "organisation?id=o1203"
    assert [hit.kind for hit in _typed("Czech Republic")][:2] == ["Country", "Country"]
    assert not index(default_engine()).find("Agri-food").joined


def test_one_name_is_added_and_several_take_the_place_of_what_is_selected() -> None:
    held = "here=clusters&v=1&country=PL&year=2018~2020"
    (one, *_) = _typed("Portugal", held)
    assert one.step == "v=1&country=PL~PT&year=2018~2020"
    assert one.does == "Adds it to what is selected on this page"
    assert _typed("Poland", held)[0].does == "Is selected on this page"
    assert _typed("Digital", held)[0].does == "Selects it on this page"
    (several, *_) = _typed("Portugal Digital", held)
    assert several.step == "v=1&country=PT&ecosystem=Digital&year=2018~2020"


@pytest.mark.parametrize(
    ("typed", "held", "step", "does"),
    [
        (
            "France",
            "v=1&country=ES&with=country.DE",
            "v=1&country=ES&with=country.DE~FR",
            "Sets it beside Spain",
        ),
        (
            "France",
            "v=1&country=ES~PL&with=country.DE",
            "v=1&country=ES~PL&with=country.DE~FR",
            "Sets it beside Spain or Poland",
        ),
        (
            "France",  # what is nearest gives way: nobody asked for it
            "v=1&country=PT",
            "v=1&country=PT&with=country.EU27_2020~IE~PL~FR",
            "Sets it beside Portugal, in place of Sweden",
        ),
        ("Sweden", "v=1&country=PT", "v=1&country=PT", "Stands beside it on this page"),
        (
            "Spain",
            "v=1&country=ES&with=country.DE",
            "v=1&country=ES&with=country.DE",
            "Is selected on this page",
        ),
        (
            "France",
            "v=1&country=PT&with=country.ES~DE~IT~PL",
            "v=1&country=PT&with=country.ES~DE~IT~PL",
            "Five stand side by side: take one away to add another.",
        ),
        ("France", "", "v=1&country=FR", "Selects it on this page"),
        (
            "Digital",
            "v=1&country=ES&with=country.DE",
            "v=1&country=ES&ecosystem=Digital&with=country.DE",
            "Selects it on this page",
        ),
        (
            "Poland Germany",
            "v=1&country=ES&with=country.FR",
            "v=1&country=DE~PL&with=country.",
            "Selects it on this page",
        ),
    ],
)
def test_where_things_are_compared_one_more_stands_beside_the_others(
    typed: str, held: str, step: str, does: str
) -> None:
    (hit, *_) = _typed(typed, f"here=compare&{held}")
    assert (hit.step, hit.href, hit.does) == (step, f"compare?{step}", does)


def test_the_page_that_compares_is_found_by_its_name() -> None:
    held = "v=1&country=ES&with=country.FR"
    for here in ("here=clusters", "here=compare", "id=o0500"):
        first, *rest = _typed("compare", f"{here}&{held}")
        assert (first.name, first.kind, first.href) == ("Compare", "Page", f"compare?{held}")
        assert "organisation?id=o1322" in [hit.href for hit in rest]  # which is called so too
    together = _typed("compare Spain Poland", "")[0]
    assert together.href == "compare?v=1&country=ES~PL"
    assert _typed("meetings", "")[0].href == "matchmaking#meetings"  # its card is elsewhere


def test_what_is_chosen_in_the_box_is_one_step(opened: Open) -> None:
    made = opened("start", "v=1&country=PL")
    (hit, *_) = _typed("Portugal Digital", "here=start&v=1&country=PL")
    patch = made.act({"do": "look", "query": hit.step})
    assert patch is not None
    assert (patch["push"], patch["query"]) == (True, "v=1&country=PT&ecosystem=Digital")
    assert patch["past"][0] == "v=1&country=PL"
    assert "Portugal" in patch["said"]
    back = made.act({"do": "undo"})
    assert back is not None
    assert back["query"] == "v=1&country=PL"
    again = made.act({"do": "look", "query": "v=1&country=PL"})
    assert again is not None
    assert not again["push"]  # it is selected already


@pytest.mark.parametrize("query", [None, "", 7, "country=" + "x" * 20_000, HOSTILE, "year=~"])
def test_any_step_is_survived(opened: Open, query: object) -> None:
    made = opened("start")
    assert made.act({"do": "look", "query": query}) is not None
    assert not made.selection.view


def test_a_page_without_a_selection_leads_to_the_first_one() -> None:
    first, own, *_ = _typed("Portugal", "id=o0500")
    assert (first.href, first.step) == ("./?v=1&country=PT", None)
    assert first.does == "Opens the start page with this selected"
    assert (own.name, own.href) == ("All about Portugal", "country?id=PT")


def test_a_board_of_a_notebook_is_no_page_but_has_a_selection() -> None:
    (hit, *_) = _typed("Portugal", "here=my-own-board")
    assert (hit.href, hit.step) == ("./?v=1&country=PT", "v=1&country=PT")


@cache
def _everything(query: str) -> tuple[Hit, ...]:
    """Return a hit for every thing of the edition, and what several words find."""
    engine = default_engine()
    want = wanted(engine, query)
    found = index(engine).things
    few = [thing for thing in found if thing.kind not in {"organisation", "source"}]
    found = (*few, *found[::9])
    single = [hits(engine, Site(), wanted(engine, f"q={quote(t.name)}&{query}")) for t in found]
    assert want.here
    return tuple(dict.fromkeys(chain.from_iterable(found.hits for found in single)))


def test_nothing_is_offered_that_leads_nowhere(engine: Engine) -> None:
    routes = {page.route: page.key for page in Site().pages(engine.registry)}
    ids = {key: {block.key for block in board(engine, key).blocks} for key in routes.values()}
    metrics = {f"measure-{metric.key}" for metric in engine.registry.metrics}
    pages: set[tuple[str, str]] = set()
    found = _everything("here=start&v=1&country=PL&ecosystem=Digital")
    assert len(found) > 1_000
    for hit in found:
        path, _, query = hit.href.partition("?")
        query, _, place = query.partition("#")
        path, _, other = path.partition("#")
        if path in routes:
            key = routes[path]
            assert asked(engine, query, board(engine, key)).strange == (), hit
            place = place or other
            known = ids[key] | (metrics if key == "sources" else set())
            assert not place or place in known, hit
            assert hit.step in {None, query}
        else:
            assert hit.step is None
            assert query.startswith("id=")
            pages.add((path, unquote(query.removeprefix("id="))))
    assert len(pages) > 700
    for kind, code in sorted(pages)[::5]:
        assert page(engine, Site(), kind, code)
    tables = {"event": EVENTS, "partnership": PARTNERSHIPS, "organisation": ORGANISATIONS}
    for kind, rows in tables.items():
        held = {row[f"{kind}_id"] for row in rows}
        assert {code for other, code in pages if other == kind} <= held


def test_measures_that_no_card_shows_lead_to_the_catalogue(engine: Engine) -> None:
    (hit, *_) = _typed("speakers")
    assert hit.href == "sources#measure-speakers"
    made = page_of_sources(engine)
    assert 'id="measure-speakers"' in made


def page_of_sources(engine: Engine) -> str:
    """Return the board of the sources as HTML."""
    place = Place(Site(), board(engine, "sources"), engine)
    return Page(place, asked(engine, "")).html(defaultdict(str))


def test_every_measure_of_the_files_that_is_counted_is_found(engine: Engine) -> None:
    for metric in engine.registry.metrics:
        found = index(engine).find(metric.label)
        assert ("measure", metric.key) in {(t.kind, t.code) for t in found.named}, metric.key


def test_what_is_said() -> None:
    assert _asked("").said.startswith("Type a country")
    assert _asked("q=%20%20").hits == ()
    assert _asked("q=qqqqqq").said == "Nothing is called so. Try fewer words, or another name."
    assert _asked("q=e").said == "The 10 best results."
    assert len(_asked("q=e").hits) == MOST
    said = _asked("q=galatea")
    assert said.said == f"{len(said.hits)} results."
    with speaking("en_XA"):
        accented = _asked("q=Portugal").hits[0]
    assert accented.kind == "Çöûñţŕý"


def test_a_long_text_is_cut_and_a_strange_link_said(engine: Engine) -> None:
    want = wanted(engine, "q=" + "a" * 5000 + "&country=Atlantis&nonsense=1&here=start")
    assert len(want.text) == LETTERS
    assert len(want.strange) == 2
    assert not want.view


def test_namesakes_are_told_apart() -> None:
    twice = [name for name in {row["name"] for row in ORGANISATIONS}
             if sum(row["name"] == name for row in ORGANISATIONS) > 1]  # fmt: skip
    for name in twice:
        found = [hit for hit in _typed(name) if hit.name == name]
        assert len({hit.href for hit in found}) == len(found)


def test_a_server_without_such_a_page_shows_no_way_to_it(engine: Engine) -> None:
    assert not Site(files="").finds
    assert not Site(profiles=False).finds
    assert Site().finds
    assert 'id="command"' in page(engine, Site(), "country", "PT")
    assert 'id="command' not in page(engine, Site(files=""), "country", "PT")


def test_the_page_holds_the_results_as_links_and_keeps_the_selection(engine: Engine) -> None:
    made = find(engine, Site(), "q=meetings%20Portugal&v=1&ecosystem=Digital")
    hrefs = re.findall(r'<li><a href="([^"]*)">', made)
    assert hrefs[0] == "matchmaking?v=1&amp;country=PT&amp;ecosystem=Digital#meetings"
    assert '<input type="hidden" name="ecosystem" value="Digital">' in made
    assert 'href="clusters?v=1&amp;ecosystem=Digital"' in made
    assert "Selected: Digital." in text(made)
    assert 'value="meetings Portugal"' in made


def test_hostile_words_are_text(engine: Engine) -> None:
    made = find(
        engine, Site(), f"q={quote(HOSTILE)}&country={quote(HOSTILE)}&here={quote(HOSTILE)}"
    )
    assert "<img" not in made
    assert "49" not in text(made).split()
    assert "&lt;img src=x" in made
    for target in re.findall(r'(?:href|action)="([^"]*)"', made):
        assert not target.startswith(("/", "http:", "https:", "javascript:")), target


def test_made_up_data_says_so() -> None:
    made = find(made_up(), Site(root="../", other="../", name="demo"), "q=Portugal")
    assert "Synthetic demonstration data" in text(made)


def test_groups_of_the_model_are_all_known() -> None:
    offered = {t.code for t in index(default_engine()).things if t.kind == "group"}
    assert offered == set(GROUPS) - {THIRD}


def test_counts_are_those_of_the_files() -> None:
    held = [thing.kind for thing in index(default_engine()).things]
    for kind, name in {"organisation": "organisations", "event": "events"}.items():
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert held.count(kind) == sum(1 for _ in csv.DictReader(file))
