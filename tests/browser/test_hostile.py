"""Text from data is text on every surface, whatever it looks like."""

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.boards import BOARDS, look
from tests.browser.chromium import Log, opened, unfold
from tests.browser.serving import serving

from clusterdash.editions import lock_edition, published_folder
from clusterdash.errors import DataError
from clusterdash.registry import default_registry

pytestmark = pytest.mark.browser
HOSTILE = [
    "<img src=x onerror=window.pwned=1>",
    '"><script>window.pwned=1</script>',
    "{{7*7}}",
    "{% raw %}",
    "<!--slot:control-as-->",
    '=HYPERLINK("http://a.example/","b")',
    "</script><svg onload=window.pwned=1>",
    "${window.pwned=1}",
    "' onmouseover='window.pwned=1",
    "@{safe}@name{safe}<b onclick=window.pwned=1>",
]
# Pages about one thing, and the table and column of their ids.
PAGES = [
    ("event", "events", "event_id"),
    ("partnership", "partnerships", "partnership_id"),
    ("source", "sources", "source_id"),
    ("document", "sources", "source_id"),
]
WEBSITE = "javascript:window.pwned=1"
COLUMNS = {
    "events": ("name", "organiser", "series", "city"),
    "event_presence": ("quote",),
    "programmes": ("label",),
    "calls": ("label",),
    "sources": ("publisher", "title"),
    "partnerships": ("name", "acronym", "ecosystems_basis"),
    "partnership_partners": ("organisation",),
    "figures": ("quote",),
    "figure_links": ("reason",),
    "figure_notes": ("note",),
}


def hostile(text: str, number: int) -> str:
    """Return a text that would run if it were anything but text, and is as unique as it was."""
    return f"{HOSTILE[number % len(HOSTILE)]} {text}" if text else text


def rewrite(path: Path, change: Callable[[int, dict[str, str]], None]) -> None:
    """Change every row of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or []), list(reader)
    for number, row in enumerate(rows):
        change(number, row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def spoil(folder: Path) -> None:
    """Make the names of an edition hostile and lock it again."""
    for table, columns in COLUMNS.items():

        def change(number: int, row: dict[str, str], columns: tuple[str, ...] = columns) -> None:
            row |= {column: hostile(row[column], number) for column in columns}

        rewrite(folder / f"{table}.csv", change)

    def organisation(number: int, row: dict[str, str]) -> None:
        row["name"] = hostile(row["name"], number)
        row["sectors"] = hostile(row["sectors"], number)
        city(number, row)

    def city(_number: int, row: dict[str, str]) -> None:
        row |= {
            column: f"{HOSTILE[0]} Madrid"
            for column in ("city", "matched_place")
            if row.get(column) == "Madrid"
        }

    def address(number: int, row: dict[str, str]) -> None:
        row["url"] = row["url"] and f"{row['url']}#{HOSTILE[number % len(HOSTILE)]}"

    rewrite(folder / "organisations.csv", organisation)
    rewrite(folder / "places.csv", city)
    rewrite(folder / "sources.csv", address)
    for path in (folder / "documents").iterdir():
        path.write_text("\n\n".join([*HOSTILE, path.read_text("utf-8"), HOSTILE[0]]), "utf-8")
    lock_edition(folder, default_registry().sources)


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the app on a hostile edition."""
    folder = shutil.copytree(published_folder(), tmp_path_factory.mktemp("hostile") / "data")
    spoil(folder)
    with serving("--edition", str(folder)) as address:
        yield address


def harmless(page: Page, log: Log, address: str) -> None:
    """Assert that nothing of the data ran or became markup."""
    assert page.evaluate("window.pwned") is None
    assert log.dialogs == []
    assert log.outside(address) == []
    assert [text for text in log.errors if "favicon" not in text] == []
    assert page.locator("main img, main script, main iframe").count() == 0
    assert page.locator("[onerror], [onmouseover], [onload], [onclick]").count() == 0
    links = page.evaluate("[...document.links].map((link) => link.protocol)")
    assert set(links) <= {"http:", "https:", "mailto:"}


def test_the_start_page_shows_hostile_names_as_text(chromium: Browser, spoiled: str) -> None:
    with opened(chromium, spoiled) as (page, log):
        unfold(page)
        main = page.locator("main").inner_text()
        for text in HOSTILE[:5]:
            assert text in main, text
        # Controls stand where they belong, each once, whatever a name says.
        expect(page.get_by_label("Stated as", exact=True)).to_have_count(1)
        page.get_by_label("Programme", exact=True).click()
        option = page.get_by_role("option").filter(has_text=HOSTILE[0]).first
        expect(option).to_be_visible()
        said = option.inner_text()
        option.click()
        expect(page.locator("#chips ul")).to_contain_text(said)
        assert said in page.title()
        hover(page)
        page.locator("#outcomes button[data-picture=svg]").click()
        harmless(page, log, spoiled)


def test_the_list_and_the_map_show_hostile_names_as_text(chromium: Browser, spoiled: str) -> None:
    with opened(chromium, spoiled + "clusters?v=1&country=ES") as (page, log):
        unfold(page)
        hover(page)
        for text in (HOSTILE[number] for number in (0, 1, 4, 6, 9)):  # found by words of their own
            page.locator("#find").fill(text)
            row = page.locator("table.listed tbody tr").first
            expect(row).to_contain_text(text)
            harmless(page, log, spoiled)
        # What was searched for is in the field and in the address of the next rows, as text.
        page.goto(f"{spoiled}clusters?find=%22%3E%3Cscript%3Ewindow.pwned%3D1%3C%2Fscript%3E")
        expect(page.locator("#find")).to_have_value('"><script>window.pwned=1</script>')
        harmless(page, log, spoiled)


# Where on the map the city of Madrid is in the window.
_MADRID = """() => {
  const id = document.querySelector("#map-plot [data-root-id]").dataset.rootId
  const root = Bokeh.index.get_by_id?.(id) ?? Bokeh.index[id]
  const view = root.frame ? root : root.child_views[0]
  const named = (held) => [...(held.data?.name ?? [])].findIndex((name) => /Madrid/.test(name))
  const held = [...view.model.document._all_models.values()].find((held) => named(held) >= 0)
  const [x, y] = [held.data.x[named(held)], held.data.y[named(held)]]
  const box = view.el.getBoundingClientRect()
  return [box.x + view.frame.x_scale.compute(x), box.y + view.frame.y_scale.compute(y)]
}"""


def hover(page: Page) -> None:
    """Move the pointer over the map until a city with a hostile name tells of itself."""
    place = page.locator("#map-plot")
    place.scroll_into_view_if_needed()
    x, y = page.evaluate(_MADRID)
    page.mouse.move(x - 3, y - 3)
    page.mouse.move(x, y)
    tip = page.locator("strong", has_text=f"{HOSTILE[0]} Madrid")
    expect(tip.first).to_be_visible()


@pytest.mark.parametrize("table", ["organisations", "partnerships", "sources"])
def test_an_address_that_would_run_is_refused_with_the_edition(tmp_path: Path, table: str) -> None:
    folder = shutil.copytree(published_folder(), tmp_path / "data")
    column = "url" if table == "sources" else "website"
    rewrite(folder / f"{table}.csv", lambda number, row: row.update({column: WEBSITE}))
    with pytest.raises(DataError, match=column):
        lock_edition(folder, default_registry().sources)


# Where a mark with a hostile name is in the window, of a board's first figure that has one.
_MARK = """() => {
  const hostile = (text) => typeof text === "string" && /pwned/.test(text)
  for (const plot of document.querySelectorAll(".plot [data-root-id]")) {
    const id = plot.dataset.rootId
    const root = Bokeh.index.get_by_id?.(id) ?? Bokeh.index[id]
    const view = root.frame ? root : root.child_views[0]
    const own = (drawn) => drawn.data_source?.data
    for (const drawn of view.model.renderers) {
      const held = own(drawn)
      const at = [...(held?.label ?? [])].findIndex(hostile)
      if (at < 0 || !held.x || !held.y) continue
      const down = view.frame.y_scale.compute(held.y[at])
      scrollBy(0, view.el.getBoundingClientRect().y + down - innerHeight / 2)
      const box = view.el.getBoundingClientRect()
      return [box.x + view.frame.x_scale.compute(held.x[at]), box.y + down]
    }
  }
}"""


@pytest.mark.parametrize("path", BOARDS)
def test_a_board_shows_hostile_names_as_text(chromium: Browser, spoiled: str, path: str) -> None:
    with opened(chromium, spoiled + path) as (page, log):
        unfold(page)
        main = page.locator("main").inner_text()
        found = [text for text in HOSTILE if text in main]
        assert len(found) >= 6, found
        harmless(page, log, spoiled)
        if page.locator("#timeline-by-series").count():
            page.locator("#timeline-by-series").click()
            expect(page.locator("#timeline-by-series")).to_have_attribute("aria-current", "true")
            expect(page.locator("#timeline-plot")).to_have_attribute(
                "aria-label", re.compile("by event series.*pwned", re.DOTALL)
            )
            page.wait_for_timeout(800)  # it is drawn, and again in its new size
            x, y = page.evaluate(_MARK)
            page.mouse.move(x - 2, y)
            page.mouse.move(x, y)
            tip = page.locator("strong").filter(has_text=re.compile("pwned"))
            expect(tip.first).to_be_visible()
            page.locator("#timeline button[data-picture=svg]").click()
        # What is looked for comes back as text too, in the field and in the address.
        page.locator("#find").fill(HOSTILE[0])
        expect(page).to_have_url(re.compile("find="))
        expect(page.locator("#found")).not_to_be_empty()
        harmless(page, log, spoiled)


def test_what_stands_side_by_side_shows_hostile_names_as_text(
    chromium: Browser, spoiled: str
) -> None:
    with opened(chromium, f"{spoiled}compare?v=1&country=RO&with=country.IT~PT~IE") as (page, log):
        unfold(page)
        main = page.locator("main").inner_text()
        assert any(text in main for text in HOSTILE), main
        harmless(page, log, spoiled)
        look(page, f"{spoiled}compare?v=1&with=programme.family%3AEuroclusters~ESCP-4i")
        unfold(page)
        main = page.locator("main").inner_text()
        assert any(text in main for text in HOSTILE), main
        harmless(page, log, spoiled)
        look(page, f"{spoiled}embed?board=sme_reach&card=kinds")
        harmless(page, log, spoiled)


def test_what_is_searched_and_found_is_text(chromium: Browser, spoiled: str) -> None:
    with opened(chromium, f"{spoiled}find?q=onerror", live=False) as (page, log):
        assert HOSTILE[0] in page.locator("main").inner_text()
        harmless(page, log, spoiled)
        page.keyboard.press("Control+k")
        page.keyboard.type(HOSTILE[0])
        expect(page.locator("#command-hits a").filter(has_text=HOSTILE[0]).first).to_be_visible()
        harmless(page, log, spoiled)


def test_pages_about_one_thing_show_hostile_text_as_text(chromium: Browser, spoiled: str) -> None:
    """One of each kind for each of the hostile texts, as far as there are so many."""
    with opened(chromium, spoiled + "event?id=nothing", live=False) as (page, log):
        log.errors.clear()  # there is no such event
        for kind, table, column in PAGES:
            with (published_folder() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                rows = [
                    row for row in csv.DictReader(file) if kind != "document" or row["document"]
                ]
            for number, row in enumerate(rows[: len(HOSTILE)]):
                page.goto(f"{spoiled}{kind}?id={row[column]}", wait_until="load")
                unfold(page)
                heading = page.locator("h1").inner_text()
                assert hostile(row["name" if "name" in row else "title"], number) in (
                    f"{heading} {page.locator('main').inner_text()}"
                )
                assert heading in page.title()
                harmless(page, log, spoiled)
                if kind == "document":
                    text = page.locator(".text").inner_text()
                    for part in HOSTILE:
                        assert part in text, part


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_profile_shows_a_hostile_name_as_text(
    chromium: Browser, spoiled: str, number: int
) -> None:
    address = f"{spoiled}organisation?id=o{500 + number:04}"
    with opened(chromium, address, live=False) as (page, log):
        heading = page.locator("h1").inner_text()
        assert any(heading.startswith(text) for text in HOSTILE)
        assert heading in page.title()
        harmless(page, log, spoiled)
