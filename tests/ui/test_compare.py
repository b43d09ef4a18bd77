"""Side by side: every number against the files, the sides as they were asked for."""

import re
from collections import Counter

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Question, code_of
from clusterdash.names import EU27
from clusterdash.testing import tiny_engine
from clusterdash.ui.compare import board, compared, sides
from clusterdash.ui.compare.multiples import Multiple
from clusterdash.ui.files import file
from clusterdash.ui.links import asked, years
from clusterdash.ui.page import Page
from clusterdash.ui.shown import shown
from tests.ui.conftest import Open
from tests.ui.profiled import lines
from tests.ui.sql import EU27 as MEMBERS

LISTED = [line for line in lines("organisations") if line["registry"] == "yes"]
NUMBER = Counter(line["country_code"] for line in LISTED)
UNION = sum(NUMBER[code] for code in MEMBERS)
FAMILIES = {line["programme"]: line["family"] for line in lines("programmes")}
PEOPLE = {line["country_code"]: int(line["population"]) for line in lines("population")}


def _codes(page: Page) -> list[str]:
    return [side.code for side in sides(page.engine, page.selection.view).every]


def _said(engine: Engine, query: str, metric: str, way: str = "") -> dict[str, str]:
    """Return what stands beside each side of a measure that is not broken down."""
    view = asked(engine, query).view
    found = sides(engine, view)
    asks = [ask for block in board(engine).blocks for ask in block.asks]
    (ask,) = (a for a in asks if (a.metric, a.normalise, a.by) == (metric, way, ()))
    (multiple,) = compared(engine, ask, found).multiples
    return {row.side.code: row.said for row in multiple.rows}


def _multiples(page: Page, card: str) -> tuple[Multiple, ...]:
    found = page._parts().natives[card]["multiples"]
    assert isinstance(found, list)
    return tuple(found)


def _rank(code: str) -> str:
    rank = 1 + sum(NUMBER[other] > NUMBER[code] for other in MEMBERS)
    return str(rank)


def test_a_country_stands_beside_the_union_and_its_nearest_peers(opened: Open) -> None:
    page = opened("compare", "country=PT")
    assert _codes(page) == ["PT", EU27, "IE", "PL", "SE"]
    assert "Why these:" in page._sent["sides"]
    people = sum(PEOPLE[code] for code in MEMBERS)
    rates = [NUMBER["PT"] / PEOPLE["PT"] * 1e6, UNION / people * 1e6]
    assert page._parts().head.title.startswith(
        "Cluster organisations listed in the ECCP registry, per million inhabitants: "
        f"Portugal {rates[0]:.1f} (19th of 27), EU-27 {rates[1]:.1f}, Ireland "
    )


def test_numbers_shares_and_ranks_are_those_of_the_files(engine: Engine) -> None:
    query = "country=PT&with=country.EU27_2020~ES~MT"
    assert _said(engine, query, "organisations") == {
        code: f"{n:,}"
        for code, n in [
            ("PT", NUMBER["PT"]), (EU27, UNION), ("ES", NUMBER["ES"]), ("MT", NUMBER["MT"])
        ]
    }  # fmt: skip
    shares = _said(engine, query, "organisations", "share")
    assert shares["ES"] == f"{100 * NUMBER['ES'] / UNION:.1f} %"
    assert shares[EU27] == "100 %"
    rates = _said(engine, query, "organisations", "population")
    assert rates["ES"] == f"{1e6 * NUMBER['ES'] / PEOPLE['ES']:.1f}"


def test_differences_and_ranks_of_a_card(opened: Open) -> None:
    page = opened("compare", "country=PT&with=country.EU27_2020~ES~MT")
    (first,) = (m for m in _multiples(page, "clusters") if m.title.endswith("registry"))
    rows = {row.side.code: row for row in first.rows}
    assert rows["ES"].apart == f"+{NUMBER['ES'] - NUMBER['PT']}"
    assert rows["MT"].apart == f"\N{MINUS SIGN}{NUMBER['PT'] - NUMBER['MT']}"
    assert (rows["PT"].apart, rows[EU27].apart) == ("", "")
    assert rows["ES"].rank.startswith(f"{_rank('ES')}st of 27")
    assert rows["PT"].rank.startswith(f"{_rank('PT')}th of 27")
    assert rows[EU27].bar is None
    assert rows["ES"].bar == 1
    assert rows["PT"].bar == pytest.approx(NUMBER["PT"] / NUMBER["ES"])


def test_ecosystems_are_counted_one_by_one(opened: Open) -> None:
    page = opened("compare", "country=PT&with=country.ES")
    found = {m.part: m for m in _multiples(page, "clusters-ecosystem")}
    for ecosystem in ("Digital", "Health"):
        expected = [
            sum(
                (line["country_code"], line["first_listed_ecosystem"]) == (code, ecosystem)
                for line in LISTED
            )
            for code in ("PT", "ES")
        ]
        assert [row.value for row in found[ecosystem].rows] == expected
    blank = sum(
        (line["country_code"], line["first_listed_ecosystem"]) == ("PT", "") for line in LISTED
    )
    assert found["Not stated"].rows[0].value == blank
    assert page._sent["clusters-ecosystem-top"].count("By first listed ecosystem") == 1


def test_ecosystems_are_stated_as_the_reader_wants(opened: Open) -> None:
    page = opened("compare", "country=PT&with=country.ES&as=population")
    (digital,) = (m for m in _multiples(page, "clusters-ecosystem") if m.part == "Digital")
    for row, code in zip(digital.rows, ("PT", "ES"), strict=True):
        held = [o for o in LISTED if o["country_code"] == code]
        n = sum(o["first_listed_ecosystem"] == "Digital" for o in held)
        assert row.value == pytest.approx(1e6 * n / PEOPLE[code])
    assert digital.title.endswith("per million inhabitants")


def test_a_measure_nobody_publishes_by_country_is_named_with_who_holds_it(opened: Open) -> None:
    page = opened("compare", "country=PT")
    card = page._shown["matchmaking"].card
    assert "Bilateral meetings" in card.gap
    assert any("The organisers of the events hold" in reason for reason in card.reasons)


def test_programmes_stand_side_by_side(engine: Engine) -> None:
    query = "programme=INNOSUP-1&with=programme.family:Euroclusters"
    found = _said(engine, query, "smes_supported")
    held = {
        (line["subject_id"], line["value"], line["qualifier"], line["status"])
        for line in lines("figures")
        if line["measure"] == "smes_supported" and line["subject_type"] == "programme"
    }
    assert ("INNOSUP-1", "1006", "exact", "outcome") in held
    assert found["INNOSUP-1"] == "1,006"
    assert found["family:Euroclusters"] == "over 1,500"


PARTNERSHIPS = Counter(FAMILIES[line["programme"]] for line in lines("partnerships"))
MOST = [f"family:{name}" for name, _ in PARTNERSHIPS.most_common(4)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("with=programme.", ["", *MOST[:3]]),
        (
            "programme=Euroclusters",
            ["Euroclusters", *(c for c in MOST if c != "family:Euroclusters")],
        ),
        ("programme=ESCP-4x~Euroclusters", ["ESCP-4x", "Euroclusters"]),
    ],
)
def test_a_programme_stands_beside_those_with_most_partnerships(
    opened: Open, query: str, expected: list[str]
) -> None:
    page = opened("compare", query)
    assert _codes(page) == expected
    families = [code.removeprefix("family:") for code in expected if "family:" in code]
    counted = ", ".join(f"All of {name} ({PARTNERSHIPS[name]})" for name in families)
    why = "Programmes of which sources name most partnerships: "
    assert re.findall(f"{why}(.*?)\\.<", page._sent["sides"]) == ([counted] if families else [])


def test_what_is_not_told_by_programme_is_named_and_not_compared(opened: Open) -> None:
    page = opened("compare", "with=programme.")
    title = page._parts().head.title
    assert title.startswith("Partnerships that sources name: All programmes at least ")
    silent = page._shown["clusters"].card
    assert silent.headline.startswith(
        "Cluster organisations listed in the ECCP registry: not published by programme."
    )
    assert _multiples(page, "clusters") == ()
    assert silent.nearest


def test_back_to_the_programmes_with_most_partnerships(opened: Open) -> None:
    page = opened("compare", "with=programme.ESCP-S3")
    assert _codes(page) == ["", "ESCP-S3"]
    assert 'href="?v=1&amp;with=programme."' in page._sent["sides"]
    page.act({"do": "compare", "key": "programme"})
    assert _codes(page) == ["", *MOST[:3]]


def test_periods_stand_side_by_side(engine: Engine) -> None:
    found = sides(engine, asked(engine, "year=2016~2018&with=year.").view)
    assert [side.label for side in found.every] == ["2016–2018", "2013–2015"]
    said = _said(engine, "year=2016~2018&with=year.2019-2021", "sessions")
    assert set(said) == {"2016-2018", "2019-2021"}


def test_without_a_period_the_last_whole_years_stand_beside_those_before(engine: Engine) -> None:
    year = int(engine.edition.date[:4])
    found = sides(engine, asked(engine, "with=year.").view)
    labels = [f"{year - 3}–{year - 1}", f"{year - 6}–{year - 4}"]
    assert [side.label for side in found.every] == labels


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("year=2010~2012", ["2010-2012", "2007-2009"]),
        ("year=2009~2011", ["2009-2011"]),
        ("year=1000~1400", ["1000-1400"]),
        ("year=0001~2026", ["0001-2026"]),
        ("year=1000~1400&with=year.2016-2018", ["1000-1400", "2016-2018"]),
    ],
)
def test_no_period_stands_beside_one_of_which_years_before_are_not_known(
    engine: Engine, opened: Open, query: str, expected: list[str]
) -> None:
    assert years(engine)[0] == 2007
    page = opened("compare", query if "with=" in query else f"{query}&with=year.")
    found = sides(engine, page.selection.view).every
    assert [side.code for side in found] == expected
    assert [code_of(side.where.years) for side in found if side.where.years] == expected
    alone = "Choose a period to set beside it." in page._sent["sides"]
    assert alone is (len(expected) == 1)


def test_five_at_most_and_the_others_are_named(engine: Engine, opened: Open) -> None:
    page = opened("compare", "country=PT&with=country.ES~FR~DE~IT~PL~AT")
    assert _codes(page) == ["PT", "ES", "FR", "DE", "IT"]
    assert "At most five stand side by side: Poland, Austria left out." in page._sent["head"]
    patch = page.act({"do": "pin", "code": "BE"})
    assert patch is not None
    assert "sides" not in patch["html"]


def test_strange_sides_are_told(engine: Engine) -> None:
    found = asked(engine, "country=PT&with=country.ES~QQ")
    assert found.view.beside.codes == ("ES",)
    assert any("“QQ”" in line for line in found.strange)
    assert asked(engine, "with=city.Lisbon").strange
    assert asked(engine, "country=PT&with=country.Spain").view.beside.codes == ("ES",)


def test_what_a_reader_pins_stays_and_is_undone(opened: Open) -> None:
    page = opened("compare", "country=PT")
    page.act({"do": "unpin", "code": "IE"})
    assert _codes(page) == ["PT", EU27, "PL", "SE"]
    page.act({"do": "add", "key": "country", "code": "ES"})
    assert _codes(page) == ["PT", EU27, "PL", "SE", "ES"]
    page.act({"do": "only", "key": "country", "code": "ES"})
    assert _codes(page) == ["ES", EU27, "PL", "SE", "PT"]
    assert "Nearest peers of Spain" in page._sent["sides"]
    page.act({"do": "compare", "key": ""})
    assert _codes(page)[:2] == ["ES", EU27]
    assert "PT" not in _codes(page)
    for _ in range(4):
        page.act({"do": "undo"})
    assert _codes(page) == ["PT", EU27, "IE", "PL", "SE"]


@pytest.mark.parametrize("action", ["pin", "add"])
def test_the_first_country_brings_its_peers(opened: Open, action: str) -> None:
    page = opened("compare", "")
    assert _codes(page) == [EU27]
    assert '<select name="country"' in page._sent["sides"]  # the same with scripts off
    assert '<option value="PT" data-code="PT">' in page._sent["sides"]
    page.act({"do": action, "key": "country", "code": "PT"})
    assert _codes(page) == ["PT", EU27, "IE", "PL", "SE"]
    assert page.selection.view.where.get("country") == ("PT",)
    group = opened("compare", "country=EU27_2020")
    group.act({"do": action, "key": "country", "code": "PT"})
    assert _codes(group) == [EU27, "PT"]
    alone = opened("compare", "with=country.PT")
    alone.act({"do": action, "key": "country", "code": "ES"})
    assert _codes(alone) == (["PT", "ES"] if action == "pin" else ["ES", "PT"])


def test_what_nobody_pinned_gives_way_to_what_a_reader_does(opened: Open) -> None:
    page = opened("compare", "country=PT")
    assert _codes(page) == ["PT", EU27, "IE", "PL", "SE"]
    page.act({"do": "add", "key": "country", "code": "FR"})
    assert _codes(page) == ["PT", EU27, "IE", "PL", "FR"]
    page.act({"do": "add", "key": "country", "code": "DE"})
    assert _codes(page) == ["PT", EU27, "IE", "PL", "FR"]  # a reader has seen these, and kept them
    full = opened("compare", "country=AT~BE~DE~ES~FR")
    full.act({"do": "add", "key": "country", "code": "IT"})
    assert _codes(full) == ["AT", "BE", "DE", "ES", "FR"]


@pytest.mark.parametrize(
    ("query", "code", "expected"),
    [
        ("country=ES~FR&with=country.DE", "DE", ["DE", "ES", "FR"]),
        ("country=ES~FR&with=country.IT~DE~AT", "DE", ["DE", "IT", "ES", "FR", "AT"]),
        ("country=ES~FR&with=country.ES~DE", "ES", ["ES", "FR", "DE"]),
        ("country=ES&with=country.IT~DE", "DE", ["DE", "IT", "ES"]),
        ("with=programme.ESCP-S3~INNOSUP-1", "ESCP-S3", ["ESCP-S3", "INNOSUP-1"]),
    ],
)
def test_comparing_with_another_side_loses_none_of_those_pinned(
    opened: Open, query: str, code: str, expected: list[str]
) -> None:
    page = opened("compare", query)
    key = page.selection.view.beside.key
    page.act({"do": "only", "key": key, "code": code})
    assert _codes(page) == expected
    assert page.selection.view.where.get(key) == (code,)
    assert sides(page.engine, page.selection.view).chosen


def test_taking_the_own_side_away_leaves_the_others(opened: Open) -> None:
    page = opened("compare", "country=PT")
    page.act({"do": "unpin", "code": "PT"})
    assert _codes(page) == [EU27, "IE", "PL", "SE"]
    assert "country" not in page.selection.view.where
    assert sides(page.engine, page.selection.view).own is None


def test_several_selected_countries_stand_beside_each_other(opened: Open) -> None:
    assert _codes(opened("compare", "country=PT~ES")) == ["ES", "PT", EU27]


def test_nothing_selected_asks_for_a_country(opened: Open) -> None:
    page = opened("compare")
    assert _codes(page) == [EU27]
    assert "Choose a country" in page._sent["sides"]
    page.act({"do": "add", "key": "country", "code": "PT"})
    assert _codes(page) == ["PT", EU27, "IE", "PL", "SE"]


def test_links_and_forms_do_what_actions_do(engine: Engine, opened: Open) -> None:
    page = opened("compare", "country=PT")
    html = page._sent["sides"]
    without = re.search(r'href="\?([^"]*)" data-do="unpin" data-code="IE"', html)
    assert without
    link = without[1].replace("&amp;", "&")
    assert _codes(opened("compare", link)) == ["PT", EU27, "PL", "SE"]
    # A form sends what it holds, then what is added.
    again = asked(engine, f"{link}&with=country.ES").view
    assert again.beside.codes == (EU27, "PL", "SE", "ES")
    years = asked(engine, "with=year.&with-from=2014&with-to=2016").view
    assert years.beside.codes == ("2014-2016",)


def test_every_board_leads_to_it(opened: Open) -> None:
    page = opened("matchmaking", "country=PT")
    assert 'href="compare?v=1&amp;country=PT" id="compare"' in page._sent["chips"]


def test_its_files_hold_what_it_shows(engine: Engine) -> None:
    view = asked(engine, "country=PT&with=country.EU27_2020~ES").view
    block = next(block for block in board(engine).blocks if block.key == "clusters")
    card = shown(engine, block, view).card
    workbook = next(one for one in card.files if one.kind == "JSON")
    text = file(engine, workbook.href).content.decode()
    for number in (NUMBER["PT"], NUMBER["ES"], UNION):
        assert f'"value": {number}.0' in text
    assert card.twins[0].table.body[0][0].startswith("Cluster organisations")
    assert card.twins[0].table.head == ["Measure", "Portugal", "EU-27", "Spain"]
    assert card.copied.startswith(
        f"Cluster organisations listed in the ECCP registry: Portugal {NUMBER['PT']}"
    )
    assert "Source: " in card.copied
    assert card.copied.endswith(f"clusterdash, {engine.edition.label}.")


def test_a_peer_is_never_a_country_of_another_universe(engine: Engine) -> None:
    for code in ("UA", "RS", "TR"):
        found = sides(engine, asked(engine, f"country={code}").view)
        assert {side.code for side in found.every[2:]} <= MEMBERS


def test_an_edition_without_organisations_still_compares() -> None:
    engine = tiny_engine(organisations=[])
    found = sides(engine, asked(engine, "country=PT").view)
    assert [side.code for side in found.every] == ["PT", EU27]


def test_a_number_of_one_call_says_whose_it_is(opened: Open) -> None:
    held = [f for f in lines("figures") if f["measure"] == "projects_funded"]
    known = {f["country_code"]: f for f in held if f["country_code"] in {"PT", "IE"}}
    assert {(f["subject_id"], f["part"]) for f in known.values()} == {("diva", "call1")}
    shown = _multiples(opened("compare", "country=PT&with=country.IE"), "sme_reach")
    (projects,) = (one for one in shown if one.title == "Projects funded")
    assert projects.whose == "DIVA, call 1"
    assert [row.said for row in projects.rows] == [known[c]["value"] for c in ("PT", "IE")]
    assert projects.rows[1].apart == "\N{MINUS SIGN}6"


def test_numbers_of_two_partnerships_are_not_told_apart(opened: Open) -> None:
    paid = {"funding_to_smes_eur", "vouchers_eur"}
    held = [f for f in lines("figures") if f["measure"] in paid]
    whose = {f["country_code"]: f["subject_id"] for f in held if f["country_code"] != "ALL"}
    assert (whose["RO"], whose["IT"]) == ("neptune", "friend-cci")
    shown = _multiples(opened("compare", "country=RO&with=country.IT"), "sme_reach")
    (money,) = (one for one in shown if one.title == "EUR to SMEs")
    assert ["NEPTUNE" in money.rows[0].whose, money.rows[1].whose] == [True, "FRIEND CCI"]
    assert (money.whose, money.apart) == ("", False)
    assert "FRIEND CCI" in money.said
    assert not any(row.whose for one in shown for row in one.rows if "sources name" in one.title)


@pytest.mark.parametrize(("other", "apart"), [("a", "\N{MINUS SIGN}4"), ("b", "")])
def test_only_numbers_of_the_same_are_told_apart(other: str, apart: str) -> None:
    known = {"theme": "sme_reach", "measure": "projects_funded", "subject_type": "partnership"}
    held = [
        known | {"figure_id": "f1", "value": 9, "subject_id": "a", "country_code": "PT"},
        known | {"figure_id": "f2", "value": 5, "subject_id": other, "country_code": "ES"},
    ]
    engine = tiny_engine(
        partnerships=[{"partnership_id": code, "acronym": code} for code in ("a", "b")],
        figures=held,
    )
    found = sides(engine, asked(engine, "country=PT&with=country.ES").view)
    (multiple,) = compared(engine, Question("projects_funded"), found).multiples
    assert [(row.said, row.whose, row.apart) for row in multiple.rows] == [
        ("9", "a", ""),
        ("5", other, apart),
    ]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "country=PT&year=2024~2026&with=year.",
            "Partnerships that sources name, with a partner from Portugal: ",
        ),
        (
            "country=PT&with=programme.",
            "Partnerships that sources name, with a partner from Portugal: All programmes at ",
        ),
        ("country=PT&ecosystem=Digital", ", per million inhabitants, Digital: Portugal 0.19, "),
    ],
)
def test_what_all_sides_share_is_told_with_them(opened: Open, query: str, sentence: str) -> None:
    assert sentence in opened("compare", query)._parts().head.title


def test_a_rate_that_names_no_country_says_that_it_is_of_the_union(opened: Open) -> None:
    page = opened("compare", "ecosystem=Health&with=ecosystem.Textiles")
    told = {one.title.partition("registry")[2]: one.within for one in _multiples(page, "clusters")}
    assert told == {
        "": "",
        ", per million inhabitants": "EU-27",
        ", per cent of all in the EU-27": "EU-27",
    }


def test_a_difference_is_no_finer_than_its_numbers(opened: Open) -> None:
    page = opened("compare", "country=PT&with=country.EU27_2020~ES")
    (rate,) = (m for m in _multiples(page, "clusters") if "per million" in m.title)
    rates = {code: 1e6 * NUMBER[code] / PEOPLE[code] for code in ("PT", "ES")}
    rows = {row.side.code: row for row in rate.rows}
    assert rows["ES"].apart == f"+{rates['ES'] - rates['PT']:.1f}"
    assert rows[EU27].apart == "+0.3"


def test_a_card_without_a_number_copies_why(engine: Engine) -> None:
    (block,) = (b for b in board(engine).blocks if b.key == "clusters")
    made = shown(engine, block, asked(engine, "country=PT&with=year.").view).card
    assert made.copied.startswith("Cluster organisations listed in the ECCP registry: not publish")


def test_ecosystems_side_by_side_are_not_broken_down_by_ecosystem(opened: Open) -> None:
    page = opened("compare", "ecosystem=Health&with=ecosystem.Textiles")
    assert _multiples(page, "clusters-ecosystem") == ()
    assert "This is what is compared: see the other cards." in page._sent["clusters-ecosystem-top"]
    assert "Textiles none listed" not in page._sent["clusters-ecosystem-top"]
