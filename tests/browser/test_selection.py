"""One selection: whoever changes it, by whatever means, all of the page follows."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.boards import BOARDS, chips, look, texts
from tests.browser.chromium import LIVE, opened
from tests.browser.taking import copied

from clusterdash.geography.laea import project

pytestmark = pytest.mark.browser

# Where a place of the map's plane is in the window.
_PLACE = """([x, y]) => {
  const id = document.querySelector("#map-plot [data-root-id]").dataset.rootId
  const root = Bokeh.index.get_by_id?.(id) ?? Bokeh.index[id]
  const view = root.frame ? root : root.child_views[0]
  const box = view.el.getBoundingClientRect()
  return [box.x + view.frame.x_scale.compute(x), box.y + view.frame.y_scale.compute(y)]
}"""

# Where on the web of countries one of them is in the window, at a radius.
_ARC = """([radius, country]) => {
  const id = document.querySelector("#web-plot [data-root-id]").dataset.rootId
  const root = Bokeh.index.get_by_id?.(id) ?? Bokeh.index[id]
  const view = root.frame ? root : root.child_views[0]
  const held = [...view.model.document._all_models.values()].find((held) => held.data?.angle)
  const at = held.data.code.indexOf(country)
  const turn = (held.data.start[at] + held.data.end[at]) / 2
  const box = view.el.getBoundingClientRect()
  return [box.x + view.frame.x_scale.compute(radius * Math.cos(turn)),
    box.y + view.frame.y_scale.compute(radius * Math.sin(turn))]
}"""
# The first whole row of a scrolled table below its head, and how far down it stands.
_EYE = """(region) => {
  const from = region.querySelector("thead").getBoundingClientRect().bottom
  const row = [...region.querySelectorAll("tbody tr")].find((row) =>
    row.offsetParent && row.getBoundingClientRect().top >= from)
  return [row.querySelector("th").textContent.trim(), row.getBoundingClientRect().top - from]
}"""
# What stands under the figures is put in a frame later.
_SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => done(true)), 50)))"""


def still(page: Page, script: str, told: object) -> list[float]:
    """Return where something is once it has stopped moving: a figure is fitted to its width."""
    place: list[float] = []
    for _ in range(40):
        before, place = place, page.evaluate(script, told)
        if place == before:
            return place
        page.wait_for_timeout(150)
    raise AssertionError(f"it still moves, now at {place}")


@pytest.fixture(scope="module")
def start(chromium: Browser, served: str) -> Iterator[Page]:
    """Return the start page, opened once for this file."""
    with opened(chromium, served) as (page, _):
        yield page


@pytest.fixture
def page(start: Page, served: str) -> Page:
    """Return the start page with nothing selected."""
    if start.url != served:
        start.locator("#clear").click()
    expect(chips(start)).to_contain_text("All countries")
    return start


def cell(page: Page, name: str) -> Locator:
    """Return a cell of the matrix, wherever it is, by country and ecosystem."""
    return page.locator(f"[data-matrix] button[aria-label^='{name}: ']")


def asked(page: Page) -> dict[str, list[str]]:
    """Return what the address of a page asks for."""
    return parse_qs(urlsplit(page.url).query)


def portugal(page: Page) -> None:
    """Choose Portugal in the matrix, whose lines below the first fifteen are folded."""
    if not page.locator("[data-matrix].whole").count():
        page.locator("[data-all]").click()
    page.locator("[data-matrix] tbody button[value='PT~']").click()
    expect(chips(page)).to_have_text(re.compile("^\\s*Portugal"))


def test_a_cell_is_followed_everywhere_and_again_frees_it(page: Page) -> None:
    cards = {key: page.locator(f"#{key} .said") for key in ("how-many",)}
    before = {key: said.inner_text() for key, said in cards.items()}
    fresh = page.locator("h1").inner_text()
    cell(page, "Spain, Digital").click()
    expect(page.locator("h1")).to_contain_text("Spain")
    expect(page.locator("h1")).to_contain_text("Digital")
    expect(chips(page)).to_contain_text("Spain")
    expect(chips(page)).to_contain_text("Digital")
    expect(page).to_have_title(re.compile("Spain, Digital · Start"))
    expect(page.locator("#announce")).to_contain_text("Showing Spain, Digital.")
    expect(cell(page, "Spain, Digital")).to_have_attribute("aria-pressed", "true")
    assert asked(page) == {"v": ["1"], "country": ["ES"], "ecosystem": ["Digital"]}
    for key, said in cards.items():
        expect(said).not_to_have_text(before[key])
    # The number of the sentence is that of the cell.
    number = cell(page, "Spain, Digital").inner_text()
    expect(page.locator("h1")).to_have_text(re.compile(rf"^{number} cluster organisation"))
    cell(page, "Spain, Digital").click()
    expect(chips(page)).to_contain_text("All countries")
    expect(page.locator("h1")).to_have_text(fresh)
    expect(cell(page, "Spain, Digital")).to_have_attribute("aria-pressed", "false")
    assert asked(page) == {}


def test_undo_redo_and_clear(page: Page) -> None:
    portugal(page)
    cell(page, "Spain, Digital").click()
    expect(chips(page)).to_contain_text("Digital")
    page.locator("#undo").click()
    expect(chips(page)).to_contain_text("Portugal")
    page.locator("#redo").click()
    expect(chips(page)).to_contain_text("Digital")
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    expect(chips(page)).to_contain_text("Portugal")
    page.keyboard.press("Control+Shift+z")
    expect(chips(page)).to_contain_text("Digital")
    expect(page.locator("#redo")).to_be_disabled()
    page.locator("#clear").click()
    expect(chips(page)).to_contain_text("All countries")
    page.locator("#undo").click()
    expect(chips(page)).to_contain_text("Digital")


def test_back_forward_and_reload_keep_it(page: Page) -> None:
    portugal(page)
    cell(page, "Spain, Digital").click()
    expect(page).to_have_url(re.compile("country=ES"))
    page.go_back()
    expect(page).to_have_url(re.compile("country=PT"))
    expect(chips(page)).to_contain_text("Portugal")
    expect(page.locator("h1")).to_contain_text("Portugal")
    page.go_forward()
    expect(chips(page)).to_contain_text("Digital")
    page.reload()
    page.wait_for_selector(LIVE)
    expect(chips(page)).to_contain_text("Spain")
    expect(chips(page)).to_contain_text("Digital")
    # The way back outlives the reload, and the browser's own way back too.
    page.locator("#undo").click()
    expect(chips(page)).to_contain_text("Portugal")
    page.go_back()
    expect(chips(page)).to_contain_text("Digital")


def test_a_shared_link_opens_the_same_elsewhere(page: Page, chromium: Browser) -> None:
    cell(page, "Spain, Digital").click()
    expect(page.locator("h1")).to_contain_text("Spain")
    link = copied(page.locator("#copy-link"))
    assert link == page.url
    with opened(chromium, link) as (other, _):
        assert other.locator("h1").inner_text() == page.locator("h1").inner_text()
        assert other.title() == page.title()
        for one, two in zip(
            other.locator("article .said").all_inner_texts(),
            page.locator("article .said").all_inner_texts(),
            strict=True,
        ):
            assert one == two


def test_what_a_link_asks_and_nobody_knows_is_said(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "?v=1&country=PT~ZZ&nonsense=1", scripts=False) as (page, _):
        expect(chips(page)).to_contain_text("Portugal")
        expect(page.locator("h1")).to_contain_text("Portugal")
        said = " ".join(page.locator(".strange").all_inner_texts())
        assert "ZZ" in said
        assert "nonsense" in said
        assert "PT" not in said.replace("PT~ZZ", "")


@pytest.mark.parametrize(
    ("label", "typed", "chip"),
    [
        ("Country or group", "Portug", "Portugal"),
        ("Country or group", "Western", "Western Balkans"),
        ("Industrial ecosystem", "Healt", "Health"),
        ("Programme", "Euroclusters", "Euroclusters"),
    ],
)
def test_what_is_typed_is_chosen(page: Page, label: str, typed: str, chip: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.focus()
    page.keyboard.type(typed)
    expect(page.get_by_role("option", name=chip, exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(chips(page)).to_contain_text(chip)
    expect(field).to_have_value("")


@pytest.mark.parametrize("key", ["ArrowUp", "ArrowDown"])
def test_a_list_opens_by_keyboard(page: Page, key: str) -> None:
    field = page.get_by_role("combobox", name="From year", exact=True)
    field.focus()
    page.keyboard.press(key)
    expect(page.get_by_role("listbox")).to_be_visible(timeout=5000)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_years_and_ways_of_stating_are_followed(page: Page) -> None:
    for label, option, chip in (
        ("From year", "2018", "2018–2026"),
        ("To year", "2020", "2018–2020"),
        ("Stated as", "per million inhabitants", "per million inhabitants"),
    ):
        page.get_by_role("combobox", name=label, exact=True).click()
        page.get_by_role("listbox").get_by_text(option, exact=True).click()
        expect(chips(page)).to_contain_text(chip)
    query = asked(page)
    assert query["as"] == ["population"]
    chips(page).get_by_role("link", name=re.compile("2018–2020")).click()
    expect(page.get_by_role("combobox", name="From year")).to_have_value("")


def test_a_tap_on_the_map_chooses_a_country(page: Page) -> None:
    page.locator("#map-plot").scroll_into_view_if_needed()
    x, y = (value / 1000 for value in project(19, 66.5))  # Lapland, where nobody is listed
    left, top = page.evaluate(_PLACE, [x, y])
    page.mouse.move(left, top)
    expect(page.locator("strong", has_text="Sweden").first).to_be_visible()  # its tip
    page.mouse.click(left, top)
    expect(chips(page)).to_contain_text("Sweden")
    expect(page.locator("h1")).to_contain_text("Sweden")
    assert asked(page)["country"] == ["SE"]


def test_a_tile_chooses_a_country_however_small(page: Page) -> None:
    page.get_by_role("button", name="Tiles", exact=True).click()
    tile = page.locator(".tilegrid button[data-country='MT']")
    box = tile.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    tile.click()
    expect(chips(page)).to_contain_text("Malta")
    expect(tile).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator("#map-plot")).to_be_visible()


def test_a_country_outside_the_union_can_be_chosen_and_has_no_rank_in_it(page: Page) -> None:
    if not page.locator("[data-matrix].whole").count():
        page.locator("[data-all]").click()
    page.locator("[data-matrix] .outside button[value='TR~']").click()
    expect(chips(page)).to_contain_text("Türkiye")
    expect(page.locator("h1")).to_contain_text("Türkiye")
    assert " of 27" not in page.locator("h1").inner_text()


def test_the_other_page_opens_with_the_same_selection(page: Page, served: str) -> None:
    portugal(page)
    link = page.get_by_role("navigation").get_by_role("link", name="Clusters")
    assert parse_qs(urlsplit(str(link.get_attribute("href"))).query)["country"] == ["PT"]
    link.click()
    page.wait_for_selector(LIVE)
    assert urlsplit(page.url).path == "/clusters"
    expect(chips(page)).to_contain_text("Portugal")
    page.goto(served)
    page.wait_for_selector(LIVE)


@pytest.fixture(scope="module")
def reach(chromium: Browser, served: str) -> Iterator[Page]:
    """Return the board of SME reach, opened once for this file."""
    with opened(chromium, served + "sme_reach") as (page, _):
        yield page


def unchanged(page: Page, before: dict[str, str]) -> list[str]:
    """Return the cards that still say what they said, once all others have changed."""
    left = list(before)
    for _ in range(40):
        after = texts(page)
        left = [key for key, text in before.items() if after[key] == text]
        if not left:
            break
        page.wait_for_timeout(250)
    return left


@pytest.mark.parametrize("path", BOARDS)
def test_every_card_of_a_board_follows_a_country(reach: Page, served: str, path: str) -> None:
    look(reach, served + path)
    before = texts(reach)
    field = reach.get_by_label("Country or group", exact=True)
    field.focus()
    reach.keyboard.type("Greec")
    expect(reach.get_by_role("option", name="Greece", exact=True)).to_be_visible()
    reach.keyboard.press("ArrowDown")
    reach.keyboard.press("Enter")
    expect(chips(reach)).to_contain_text("Greece")
    assert unchanged(reach, before) == []
    link = reach.get_by_role("navigation").get_by_role("link", name="Clusters", exact=True)
    assert parse_qs(urlsplit(str(link.get_attribute("href"))).query)["country"] == ["GR"]


def test_the_open_matrix_of_the_web_stays_open_where_it_was(reach: Page, served: str) -> None:
    """Whoever chooses, its own row or a control, with or without the focus inside."""
    reach.set_viewport_size({"width": 640, "height": 900})
    look(reach, served + "sme_reach?v=1&programme=INNOSUP-1")
    reach.get_by_role("button", name="Matrix", exact=True).click()
    opener, across = reach.locator("#web-tiles [data-all]"), reach.locator("#web-tiles .across")
    reach.get_by_role("button", name="Show all").click()
    last = reach.locator("#web-tiles tbody tr").last
    expect(last).to_be_visible()
    across.evaluate("(e) => { e.scrollLeft = 90 }")

    def stays() -> None:
        reach.wait_for_function(_SETTLED)
        expect(opener).to_have_attribute("aria-expanded", "true")
        expect(opener).to_have_text("Show fewer countries")
        expect(last).to_be_visible()
        assert across.evaluate("(e) => e.scrollLeft") == 90

    row = reach.locator("#web-tiles button[data-country=PT]")
    row.click()
    expect(chips(reach)).to_contain_text("Portugal")
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(row).to_be_focused()
    stays()
    # A row chooses a country and frees nothing else.
    assert asked(reach) == {"v": ["1"], "country": ["PT"], "programme": ["INNOSUP-1"]}
    reach.locator("h1").click()
    reach.evaluate("window.clusterdash.pick('country', 'ES')")
    expect(row).to_have_attribute("aria-pressed", "false")
    stays()
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "false")
    reach.evaluate("window.clusterdash.pick('country', 'PT')")
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(opener).to_have_text(re.compile("Show all"))
    reach.set_viewport_size({"width": 1440, "height": 900})


def test_a_filter_and_its_place_stay_when_something_is_chosen(reach: Page, served: str) -> None:
    look(reach, served + "sources")
    card = reach.locator("#coverage")
    card.get_by_label("Filter measures").fill("SMEs")
    rows = card.locator(".covered tbody tr:visible").count()
    assert 0 < rows < card.locator(".covered tbody tr").count()
    before = {"coverage": texts(reach)["coverage"]}
    reach.locator("h1").click()
    reach.evaluate("window.clusterdash.pick('country', 'PT')")
    expect(chips(reach)).to_contain_text("Portugal")
    assert unchanged(reach, before) == []
    expect(card.get_by_label("Filter measures")).to_have_value("SMEs")
    assert card.locator(".covered tbody tr:visible").count() == rows
    card.get_by_label("Filter measures").fill("")
    region = card.locator(".scroll:has(.covered)")
    region.evaluate("(e) => { e.scrollTop = 300 }")
    reach.evaluate(_SETTLED)
    row, height = region.evaluate(_EYE)
    assert row
    before = {"coverage": texts(reach)["coverage"]}
    reach.locator("#undo").click()
    expect(chips(reach)).to_contain_text("All countries")
    assert unchanged(reach, before) == []
    reach.evaluate(_SETTLED)
    # Rows above grew and shrank; the one that is read stands where it stood.
    again, then = region.evaluate(_EYE)
    assert (again, abs(then - height) <= 1) == (row, True)


@pytest.mark.parametrize("radius", [1.02, 1.25], ids=["arc", "name"])
def test_a_tap_on_the_web_chooses_a_country(reach: Page, served: str, radius: float) -> None:
    look(reach, served + "sme_reach")
    reach.locator("#web-plot").scroll_into_view_if_needed()
    left, top = still(reach, _ARC, [radius, "PT"])
    reach.mouse.move(left - 2, top)
    reach.mouse.move(left, top)
    expect(reach.locator("strong", has_text="Portugal").first).to_be_visible()  # its tip
    reach.mouse.click(left, top)
    expect(chips(reach)).to_contain_text("Portugal")
    assert asked(reach)["country"] == ["PT"]
    # The same tap frees it, wherever its name has come to stand.
    reach.mouse.click(*still(reach, _ARC, [radius, "PT"]))
    expect(chips(reach)).to_contain_text("All countries")
