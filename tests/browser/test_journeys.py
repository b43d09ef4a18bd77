"""What a policy officer comes for, in as many actions as it may cost, on the published figures.

What is expected is computed here, from the tables of the edition, and not by the engine.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.actions import Reader
from tests.browser.chromium import LIVE, opened
from tests.browser.tables import figures, registered, rows, union, written
from tests.publish.test_xlsx import pages

pytestmark = pytest.mark.browser
LISTED = "cluster organisations listed in the ECCP registry"
EDITION = r"Published figures, \d{4}-\d\d-\d\d \([0-9a-f]{8}\)"
HELD_BY = "The organisers of the events hold registrations and meeting schedules."
ORDINALS = {1: "1st", 5: "5th", 11: "11th"}


@pytest.fixture
def reader(chromium: Browser, served: str) -> Iterator[Reader]:
    """Return somebody who has just opened the start page."""
    with opened(chromium, served) as (page, _):
        yield Reader(page)


def cell(page: Page, name: str) -> Locator:
    """Return a cell of the matrix by country and ecosystem."""
    return page.locator(f"[data-matrix] button[aria-label^='{name}: ']")


def said(page: Page, card: str) -> Locator:
    """Return the headline of a card."""
    return page.locator(f"#{card} .said")


@pytest.mark.parametrize(
    ("code", "country", "ecosystem"),
    [("ES", "Spain", "Health"), ("PL", "Poland", "Digital"), ("BG", "Bulgaria", "Digital")],
)
def test_p1_how_many_in_my_country_and_ecosystem_and_our_rank(
    reader: Reader, code: str, country: str, ecosystem: str
) -> None:
    here = [o for o in registered() if o["country_code"] == code]
    number = sum(o["first_listed_ecosystem"] == ecosystem for o in here)
    sizes = Counter(o["country_code"] for o in registered() if o["country_code"] in union())
    rank = 1 + sum(size > len(here) for size in sizes.values())
    shared = sum(size == len(here) for size in sizes.values())
    with reader.within(1):
        reader.click(cell(reader.page, f"{country}, {ecosystem}"))
    sentence = f"{number} {LISTED}: {country}, {ecosystem} as first listed ecosystem"
    expect(reader.page.locator("h1")).to_contain_text(sentence)
    expect(said(reader.page, "matrix")).to_contain_text(sentence)
    standing = f"{ORDINALS[rank]} of {len(sizes)} in the EU-27"
    standing += f", shared by {shared}" if shared > 1 else ""
    expect(reader.page.locator("#head")).to_contain_text(
        f"In all ecosystems: {len(here)} {LISTED}: {country}, {standing}"
    )


def test_p1_a_country_alone_says_its_rank_too(reader: Reader) -> None:
    sizes = Counter(o["country_code"] for o in registered() if o["country_code"] in union())
    rank = 1 + sum(size > sizes["PL"] for size in sizes.values())
    with reader.within(1):
        reader.click(reader.page.get_by_role("button", name="Poland", exact=True))
    expect(reader.page.locator("h1")).to_contain_text(
        f"{sizes['PL']} {LISTED}: Poland, {ORDINALS[rank]} of {len(union())} in the EU-27"
    )


def test_p3_whether_it_changed_is_on_the_same_card(reader: Reader) -> None:
    held = figures("cluster_organisations", subject_id="eccp-profiles", ecosystem="all")
    by_year = {figure["period_start"][:4]: written(figure) for figure in held}
    reader.click(cell(reader.page, "Spain, Health"))
    expect(said(reader.page, "how-many")).to_contain_text("Spain, Health")
    with reader.within(0):
        plot = reader.page.locator("#how-many .plot")
        expect(plot.locator("canvas").first).to_be_visible()
        told = str(plot.get_attribute("aria-label"))
        first, last = min(by_year), max(by_year)
        assert (first, last) == ("2017", "2024")
        assert f"From {by_year[first]} in {first} to {by_year[last]} in {last}." in told
        # The years are of all countries, and the card says so.
        expect(reader.page.locator("#how-many .gap summary")).to_contain_text(
            "Not published for Spain, Health: Profiles of cluster organisations on the ECCP."
        )


def test_p4_whether_meetings_lead_to_agreements(reader: Reader) -> None:
    programme = "ECCP cluster matchmaking events"
    meetings, cases, agreements = (
        int(figures(measure, subject_id=programme)[0]["value"])
        for measure in ("meetings", "cooperation_cases", "agreements")
    )
    assert (meetings, cases, agreements) == (2210, 202, 27)
    host = {
        e["event_id"] for e in rows("events") if (e["country_code"], e["status"]) == ("PL", "held")
    }
    seen = [p for p in rows("event_presence") if p["status"] == "present"]
    named = {p["event_id"] for p in seen if p["country_code"] == "PL"}
    with reader.within(2):
        reader.open("Matchmaking")
        reader.enter("Country or group", "Poland")
    page = reader.page
    expect(page.locator("#chips")).to_contain_text("Poland")
    # By country it is not published: who holds it, and the nearest that is.
    expect(page.locator("h1")).to_contain_text("not published by country")
    expect(page.locator("h1")).to_contain_text(HELD_BY)
    expect(said(page, "timeline")).to_have_text(
        f"At least {len(host | named)} events held: Poland (host, or named as present) "
        f"({_years({e['event_id'] for e in rows('events') if e['status'] == 'held'})})."
    )
    expect(said(page, "countries")).to_have_text(
        f"At least {len(named)} events at which the country was named as present: Poland "
        f"({_years({p['event_id'] for p in seen if p['country_code']})})."
    )
    # For the EU as a whole it is, and the card says that this is what it shows.
    funnel = said(page, "funnel")
    expect(funnel).to_contain_text(f"{meetings:,} bilateral meetings")
    expect(funnel).to_contain_text(f"{cases} cooperation cases ({cases / meetings * 100:.1f} %)")
    rate = f"{agreements / meetings * 100:.1f} %"
    expect(funnel).to_contain_text(f"{agreements} formal agreements ({rate})")
    expect(funnel).to_contain_text("rates are of the meetings")
    expect(page.locator("#funnel .gap summary")).to_contain_text("this is for all countries")
    expect(said(page, "rates")).to_contain_text(f"{cases} of {meetings:,}")
    # What was chosen does not leave its list over the answer.
    expect(page.get_by_role("listbox")).to_be_hidden()


def _years(events: set[str]) -> str:
    """Return from when to when events were."""
    dates = [e["start_date"] or e["end_date"] for e in rows("events") if e["event_id"] in events]
    years = sorted(date[:4] for date in dates if date)
    return f"{years[0]}–{years[-1]}" + (", some undated" if "" in dates else "")


@pytest.mark.parametrize("ecosystem", ["Health", "Textiles"])
def test_p5_smes_by_kind_of_reach_side_by_side_and_never_added(
    reader: Reader, ecosystem: str
) -> None:
    kinds = {
        "SMEs represented": ["smes_represented"],
        "SMEs reached": ["smes_reached", "organisations_reached"],
        "SMEs supported": ["smes_supported"],
        "SMEs trained": ["smes_trained"],
    }
    with reader.within(2):
        reader.open("SME reach")
        reader.enter("Industrial ecosystem", ecosystem)
    page = reader.page
    expect(page.locator("#chips")).to_contain_text(ecosystem)
    expect(page.locator("#kinds .plot canvas").first).to_be_visible()
    expect(page.locator("#kinds .plot")).to_have_attribute("aria-label", re.compile(ecosystem))
    told = str(page.locator("#kinds .plot").get_attribute("aria-label"))
    parts = re.split("Measures side by side, never added: ", told)[1:]
    assert [next(kind for kind in kinds if part.startswith(kind)) for part in parts] == list(kinds)
    for part, measures in zip(parts, kinds.values(), strict=True):
        own = [
            f
            for measure in measures
            for f in figures(measure, status="outcome")
            if ecosystem in f["ecosystem"].split(";")
        ]
        _tells(part, own, ecosystem)
    expect(page.locator("#kinds .coverage").first).to_have_text("Different measures: never added.")


def _tells(part: str, own: list[dict[str, str]], ecosystem: str) -> None:
    """Assert that a kind of reach is told as published, or as that of all ecosystems."""
    head = part.partition(".")[0]
    if not own:
        assert ecosystem not in head
        return
    assert ecosystem in head
    count = f"{len(own)} value{'s' if len(own) > 1 else ''}."
    assert count in part
    sized = sorted(own, key=lambda figure: int(figure["value"]))
    for figure in (sized[0], sized[-1]):
        assert written(figure) in part
    if len(own) > 1:
        assert f"{sum(int(figure['value']) for figure in own):,}" not in part


def test_p7_one_correct_sentence_is_copied(reader: Reader) -> None:
    sizes = Counter(o["country_code"] for o in registered() if o["country_code"] in union())
    code, most = sizes.most_common(1)[0]
    assert code == "ES"
    with reader.within(1):
        matrix = reader.page.locator("#matrix")
        sentence = reader.copied(matrix.get_by_role("button", name="Copy sentence"))
    number = f"Spain leads with {most} of the {sizes.total():,} {LISTED} in the EU-27 (2026)."
    source = r"Source: European Cluster Collaboration Platform .*; \d+ publications\."
    assert re.fullmatch(rf"{re.escape(number)} {source} clusterdash, {EDITION}\.", sentence)
    with reader.within(1):
        outcomes = reader.page.locator("#outcomes")
        sentence = reader.copied(outcomes.get_by_role("button", name="Copy sentence"))
    assert "2016–2017: 2,210 bilateral meetings, then 202 cooperation cases (9.1 %)" in sentence
    held = figures("meetings", subject_id="ECCP cluster matchmaking events")[0]
    origin = next(s for s in rows("sources") if s["source_id"] == held["source_id"])
    assert f"{origin['title']} ({origin['published'] or 'undated'})" in sentence
    assert re.search(EDITION, sentence)


def test_p8_exactly_this_view_is_sent(reader: Reader, chromium: Browser, served: str) -> None:
    reader.page.goto(f"{served}matchmaking?v=1&country=PL&year=2016~2018")
    reader.page.wait_for_selector(LIVE)
    expect(reader.page.locator("#chips")).to_contain_text("2016–2018")
    turned = reader.page.locator("#meetings-by-year")
    turned.click()
    expect(turned).to_have_attribute("aria-current", "true")
    with reader.within(1):
        link = reader.copied(reader.page.locator("#copy-link"))
    with opened(chromium, link) as (other, _):
        expect(other.locator("#meetings-by-year")).to_have_attribute("aria-current", "true")
        assert _all_of(other) == _all_of(reader.page)


def _all_of(page: Page) -> dict[str, object]:
    """Return what a page says: its sentence, chips, headlines, ways and figures in words."""
    return {
        "title": page.title(),
        "sentence": page.locator("#head").inner_text(),
        "chips": page.locator("#chips .chip").all_inner_texts(),
        "said": page.locator("article .said").all_inner_texts(),
        "ways": page.locator("article [aria-current=true]").all_inner_texts(),
        "plots": [str(p.get_attribute("aria-label")) for p in page.locator("article .plot").all()],
    }


def test_p9_the_same_table_in_excel_with_its_notes(reader: Reader) -> None:
    with reader.within(1):
        excel = reader.page.locator("#matrix").get_by_role("link", name="Excel", exact=True)
        file = reader.taken(excel)
    book = pages(file.read_bytes())
    assert list(book)[-2:] == ["Notes", "Sources"]
    counted = Counter((o["country_code"], o["first_listed_ecosystem"]) for o in registered())
    held = [row for row in book["Figures"].rows() if row["Country (code)"] in union()]
    assert len(held) > 100
    for row in held:
        ecosystem = str(row["Industrial ecosystem"]).replace("not stated", "")
        assert row["Value"] == counted[str(row["Country (code)"]), ecosystem]
    notes = {(row["What"], row["Text"]) for row in book["Notes"].rows()}
    shown = reader.page.locator("#matrix-about")
    shown.evaluate("(about) => { about.open = true }")  # reading, to compare
    assert ("Definition", shown.locator("h3 + p").first.inner_text()) in notes
    stated = sum(bool(o["first_listed_ecosystem"]) for o in registered())
    assert any(
        what == "Coverage" and str(text).startswith(f"{stated} of {len(registered()):,} ")
        for what, text in notes
    )
    known = {source["source_id"]: source for source in rows("sources")}
    sources = book["Sources"].rows()
    wanted = {key for o in registered() for key in o["source_id"].split(";")}
    assert {str(row["Id"]) for row in sources} >= wanted
    for row in sources:
        title = known[str(row["Id"])]["title"]
        assert row["Title"] == ("untitled page" if title.startswith("http") else title)
        assert row["Date"] == (known[str(row["Id"])]["published"] or "undated")


@pytest.mark.parametrize("keyboard", [False, True], ids=["click", "keyboard"])
def test_p10_why_it_is_missing_and_what_it_means(
    chromium: Browser, served: str, keyboard: bool
) -> None:
    with opened(chromium, f"{served}?v=1&country=PL") as (page, _):
        reader, card = Reader(page), page.locator("#outcomes")
        why, about = card.locator(".gap > summary"), page.locator("#outcomes-about > summary")
        before = {why: page.locator("#how-many-about > summary"), about: why}
        expect(why).to_contain_text("Not published for Poland")
        for asked, shown, answer in (
            (why, card.locator(".gap p"), f"not published by country. {HELD_BY}"),
            (about, page.locator("#outcomes-about h3 + p"), "rates are per cent of the meetings"),
        ):
            expect(shown.first).to_be_hidden()
            with reader.within(1):
                if keyboard:
                    reader.press(asked, after=before[asked])
                else:
                    reader.click(asked)
            expect(shown.first).to_be_visible()
            expect(shown.first).to_contain_text(answer)


def test_p10_an_empty_cell_of_the_matrix_says_why(reader: Reader) -> None:
    own = {o["first_listed_ecosystem"] for o in registered() if o["country_code"] == "ES"}
    assert "Retail" not in own
    with reader.within(1):
        reader.click(cell(reader.page, "Spain, Retail"))
    expect(reader.page.locator("h1")).to_contain_text("none is listed for Spain, Retail")
    expect(reader.page.locator("h1")).to_contain_text(
        "The European Cluster Collaboration Platform holds the full profiles."
    )
