"""Ten questions of somebody who has only the address, and what the pages answer.

Every answer is expected twice: computed from the tables of the edition without the engine, and
as it was read from them by hand.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.actions import Reader
from tests.browser.chromium import LIVE, opened
from tests.browser.tables import figures, registered, rows, union, written

pytestmark = pytest.mark.browser
LISTED = "cluster organisations listed in the ECCP registry"
SESSIONS = {"training", "webinar", "lab", "peer_review", "policy_forum", "info_day"}
BOX = "Country, ecosystem, measure, event, partnership or organisation"


@pytest.fixture(scope="module")
def window(chromium: Browser, served: str) -> Iterator[Page]:
    """Return one window for all questions, so that scripts and fonts are loaded once."""
    with opened(chromium, served) as (page, _):
        yield page


@pytest.fixture
def reader(window: Page, served: str) -> Reader:
    """Return somebody who has just opened the start page, with nothing selected."""
    if window.url != served:
        window.goto(served)
        window.wait_for_selector(LIVE)
    expect(window.locator("#chips .chip.on")).to_have_count(0)
    return Reader(window)


def _find(reader: Reader, typed: str, first: str) -> None:
    """Open the search box by its keys, type a name and press Enter: two actions."""
    page = reader.page
    reader.actions += 1
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name=BOX)).to_be_focused()
    reader.actions += 1
    page.keyboard.type(typed)
    expect(page.locator("#command-hit-0")).to_contain_text(first)
    page.keyboard.press("Enter")


def _row(table: Locator, head: str) -> Locator:
    """Return the row of a table by what stands at its head."""
    heads = table.page.get_by_role("rowheader", name=head)
    return table.locator("tr").filter(has=heads).first


def _per_million(code: str) -> float:
    """Return how many organisations are registered per million inhabitants."""
    lived = {p["country_code"]: int(p["population"]) for p in rows("population")}
    own = {code} if code != "EU27" else union()
    number = sum(o["country_code"] in own for o in registered())
    return number / sum(lived[country] for country in own) * 1_000_000


def test_1_a_small_country_found_by_its_name(reader: Reader) -> None:
    """Estonia lists few cluster organisations: is it also small for its size?"""
    sizes = Counter(o["country_code"] for o in registered() if o["country_code"] in union())
    number, rank = sizes["EE"], 1 + sum(size > sizes["EE"] for size in sizes.values())
    assert (number, rank) == (17, 21)
    rates = {code: _per_million(code) for code in union()}
    assert max(rates, key=lambda code: rates[code]) == "EE"
    assert (f"{rates['EE']:.1f}", f"{_per_million('EU27'):.1f}") == ("12.4", "2.9")
    with reader.within(2):
        _find(reader, "estonia", "Estonia")
    page = reader.page
    expect(page.locator("h1")).to_contain_text("17 cluster organisations")
    expect(page.locator("h1")).to_contain_text("Estonia, 21st of 27 in the EU-27")
    expect(page.locator("#head")).to_contain_text("12.4 per million inhabitants; EU-27: 2.9")
    expect(page.locator("#map .said")).to_have_text(
        f"12.4 {LISTED} per million inhabitants: Estonia, 1st of 27 in the EU-27 (2026)."
    )


def test_2_beside_the_peers(reader: Reader) -> None:
    """Has Portugal more cluster organisations per inhabitant than those that resemble it?"""
    known = {code: f"{_per_million(code):.1f}" for code in ("PT", "EU27", "IE", "PL", "SE")}
    assert known == {"PT": "2.5", "EU27": "2.9", "IE": "2.2", "PL": "2.2", "SE": "4.5"}
    rates = {code: _per_million(code) for code in union()}
    ranks = {code: 1 + sum(rate > rates[code] for rate in rates.values()) for code in rates}
    assert [ranks[code] for code in ("PT", "IE", "PL", "SE")] == [19, 20, 21, 10]
    nearest = sorted(rates, key=lambda code: abs(rates[code] - rates["PT"]))[1:3]
    assert set(nearest) == {"IE", "PL"}
    with reader.within(2):
        reader.enter("Country or group", "Portugal")
        expect(reader.page.locator("#chips")).to_contain_text("Portugal")
        reader.click(reader.page.locator("#compare"))
    reader.page.wait_for_selector(LIVE)
    expect(reader.page.locator("h1")).to_contain_text(
        "per million inhabitants: Portugal 2.5 (19th of 27), EU-27 2.9, Ireland 2.2 (20th of 27), "
        "Poland 2.2 (21st of 27), Sweden 4.5 (10th of 27) (2026)."
    )
    why = reader.page.locator("#sides .why li")
    expect(why.first).to_contain_text("Ireland: a similar number of organisations per inhabitant")


def test_3_one_country_counted_in_three_ways(reader: Reader) -> None:
    """How many clusters are there in Poland, and why does everybody say another number?"""
    listed = sum(o["country_code"] == "PL" for o in registered())
    [programme] = figures("national_programme_clusters", country_code="PL")
    [mapped] = figures("identified_clusters", country_code="PL")
    assert (listed, programme["value"], mapped["value"]) == (81, "20", "134")
    assert (programme["period_start"], mapped["period_start"]) == ("2023-01-23", "2015")
    page = reader.page
    with reader.within(2):
        reader.enter("Country or group", "Poland")
        reader.click(page.get_by_role("link", name="All about Poland", exact=True))
    expect(page.locator("h1")).to_have_text("Poland")
    main = page.locator("main")
    expect(main).to_contain_text(f"81 {LISTED}: Poland, 5th of 27 in the EU-27 (2026).")
    expect(main).to_contain_text("20 clusters in the national programme: Poland (2023-01-23).")
    expect(main).to_contain_text("134 clusters identified by a mapping of the country: Poland")
    expect(main).to_contain_text(
        "National programmes, networks and the ECCP count different things and are not compared."
    )


def test_4_promised_and_kept(reader: Reader) -> None:
    """MINE.THE.GAP was to support 90 SMEs: how many did it?"""
    [kept] = figures("smes_supported", subject_id="minethegap", status="outcome")
    [promised] = figures("smes_supported", subject_id="minethegap", status="target")
    assert (written(kept), written(promised)) == ("63", "90")
    with reader.within(2):
        _find(reader, "mine the gap", "MINE.THE.GAP")
    page = reader.page
    expect(page.locator("h1")).to_have_text("MINE.THE.GAP")
    table = page.get_by_role("table", name="Each number leads to the words it was taken from.")
    expect(table.get_by_role("columnheader")).to_have_text(["Measure", "Outcome", "Planned"])
    expect(_row(table, "SMEs supported").get_by_role("cell")).to_have_text(["63", "90"])
    expect(page.locator(f"#{kept['figure_id']}")).to_contain_text(kept["quote"])
    expect(page.locator(f"#{promised['figure_id']}")).to_contain_text("planned, not an outcome")


def test_5_a_city_in_the_list_narrowed_step_by_step(reader: Reader) -> None:
    """Whom could we meet in Torino, and what are they about?"""
    own = {
        o["name"]: o["first_listed_ecosystem"] or "not stated"
        for o in registered()
        if (o["country_code"], o["city"]) == ("IT", "Torino")
    }
    assert own == {
        "Cleantech and energy Innovation Cluster": "Energy-Renewables",
        "MESAP Innovation Cluster - Smart Products and Manufacturing": "Aerospace & Defence",
        "Piedmont Aerospace Cluster": "not stated",
        "Torino Social Impact": "Proximity, Social Economy & Civil Security",
    }
    page, found = reader.page, reader.page.locator("#listing tbody tr")
    with reader.within(3):
        reader.open("Clusters")
        reader.click(page.locator("#facet-country-IT"))
        expect(page.locator("#chips")).to_contain_text("Italy")
        here = sum(o["country_code"] == "IT" for o in registered())
        assert here == 117
        expect(page.locator("#found")).to_contain_text("117 organisations")
        reader.actions += 1
        page.locator("#find").focus()
        page.keyboard.type("torino")
        page.keyboard.press("Enter")
        expect(page.locator("#found")).to_contain_text("4 organisations")
    expect(found).to_have_count(len(own))
    for name, ecosystem in own.items():
        expect(found.filter(has_text=name)).to_contain_text(ecosystem)


def test_6_what_nobody_publishes_and_who_holds_it(reader: Reader) -> None:
    """How many people from Poland were trained? If nobody says, whom do we ask?"""
    events = {e["event_id"]: e for e in rows("events")}
    counted = [f for f in rows("figures") if f["measure"].startswith("participants")]
    held = [f for f in counted if f["theme"] == "training" and f["country_code"] != "ALL"]
    assert held == []
    named = {p["event_id"] for p in rows("event_presence") if p["country_code"] == "PL"}
    own = {key for key, e in events.items() if e["country_code"] == "PL"} | named
    sessions = [
        events[key]["name"]
        for key in own
        if events[key]["type"] in SESSIONS and events[key]["status"] == "held"
    ]
    assert [name.partition(" (")[0] for name in sessions] == ["CLUSTERS3 peer review: Lubelskie"]
    with reader.within(2):
        reader.open("Training")
        reader.enter("Country or group", "Poland")
    page = reader.page
    expect(page.locator("h1")).to_have_text(
        "Participants in training and learning: not published by country. "
        "The organisers of each series hold its lists of participants."
    )
    expect(page.locator("#head")).to_contain_text("At least 1 training or learning session held")
    expect(page.locator("#events")).to_contain_text(sessions[0])


def test_7_two_sources_two_numbers(reader: Reader) -> None:
    """One page of the platform speaks of 416 agreements, another of 27: which may we quote?"""
    programme = "ECCP cluster matchmaking events"
    [shown] = figures("agreements", subject_id=programme)
    [other] = figures("agreements_initiated_or_established", subject_id=programme)
    [link] = [k for k in rows("figure_links") if k["figure_id"] == other["figure_id"]]
    assert (link["relation"], link["of"]) == ("alt", shown["figure_id"])
    assert (written(shown), written(other)) == ("27", "416")
    page = reader.page
    with reader.within(1):
        reader.open("Matchmaking")
    row = page.locator("#rivals tr").filter(has_text="416")
    expect(row.get_by_role("rowheader")).to_contain_text(f"{programme}, 2016–2017")
    expect(row.get_by_role("rowheader")).to_contain_text(
        "a wider notion than the 27 formal agreements of the later assessment"
    )
    assert link["reason"] in row.get_by_role("rowheader").inner_text()
    for column, held in (("Shown", shown), ("Also published", other)):
        side = row.locator(f"td[data-head='{column}']")
        expect(side.locator("b")).to_have_text(written(held))
        expect(side.locator("q")).to_have_text(held["quote"])


def test_8_the_course_of_the_years(reader: Reader) -> None:
    """Do the matchmaking events bring more meetings than they used to?"""
    held = figures("meetings", subject_type="event", status="outcome")
    # One event of 2017 is filed twice, with and without its ecosystem.
    once = {f["subject_id"]: f for f in held}
    years: dict[str, list[dict[str, str]]] = {}
    for figure in once.values():
        years.setdefault(figure["period_start"][:4], []).append(figure)
    totals = {year: sum(int(f["value"]) for f in own) for year, own in years.items()}
    assert {year: totals[year] for year in ("2022", "2023", "2024")} == {
        "2022": 176,
        "2023": 403,
        "2024": 970,
    }
    assert max(totals, key=lambda year: totals[year]) == "2024"
    assert min(totals, key=lambda year: totals[year]) == "2022"
    assert len(totals.keys() - {""}) == 10
    assert "2021" not in totals
    page = reader.page
    with reader.within(2):
        reader.open("Matchmaking")
        reader.click(page.locator("#meetings-by-year"))
    expect(page.locator("#meetings .said")).to_have_text(
        "Bilateral meetings: 2024: over 970; 2023: over 403; 2022: over 176; 7 more."
    )
    # The rise is told with its limit: few events publish the number at all.
    assert len(once) == 25
    expect(page.locator("#meetings .coverage").last).to_contain_text(
        "25 of 85 events held at which people could meet"
    )


def test_9_a_partner_outside_europe(reader: Reader) -> None:
    """Who among the partnerships works towards Japan?"""
    markets = [m for m in rows("partnership_target_markets") if m["country_code"] == "JP"]
    named = {m["partnership_id"] for m in markets}
    [target] = figures("partnerships_targeting_market", country_code="JP")
    assert (len(named), written(target)) == (5, "7")
    assert sum(o["country_code"] == "JP" for o in registered()) == 0
    with reader.within(2):
        _find(reader, "japan", "Japan")
    page = reader.page
    expect(page.locator("h1")).to_have_text("Japan")
    main = page.locator("main")
    expect(main).to_contain_text("At least 5 partnerships named with the market: market Japan.")
    expect(main).to_contain_text(
        "7 partnerships that target the market: ESCP-4i, second generation, market Japan "
        "(2018–2019)."
    )
    expect(main).to_contain_text("none is listed for Japan")


def test_10_who_was_trained_most(reader: Reader) -> None:
    """Four courses of the Cluster Booster Academy: how many took part in each?"""
    names = {e["event_id"]: e["name"] for e in rows("events")}
    own = {
        f["subject_id"]: int(f["value"])
        for f in figures("participants", theme="training", status="outcome")
        if f["subject_id"].startswith("cluster-booster-academy-")
    }
    assert sorted(own.values()) == [21, 26, 27, 45]
    assert sum(own.values()) == 119
    page = reader.page
    with reader.within(3):
        reader.open("Training")
        expect(page.locator("#participants .said")).to_contain_text("Cluster Booster Academy: 119")
        reader.click(page.locator("#participants-by-event"))
        expect(page.locator("#participants-by-event")).to_have_attribute("aria-current", "true")
        reader.click(page.locator("#participants-table summary"))
    table = page.locator("#participants-table table")
    for event, number in own.items():
        expect(_row(table, names[event]).get_by_role("cell").first).to_have_text(str(number))
