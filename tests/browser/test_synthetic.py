"""The demonstration in a browser: whatever a reader looks at or takes away, it says what it is."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Download, Page, expect
from tests.browser.chromium import LIVE, opened, unfold
from tests.browser.taking import copied, taken

pytestmark = pytest.mark.browser
MARK = "Synthetic demonstration data"
BOARDS = ["", "clusters", "matchmaking", "sme_reach", "training", "sources", "compare"]
KINDS = {
    "organisation": "clusters",
    "event": "matchmaking",
    "partnership": "sme_reach",
    "source": "sources",
}
SECONDS = 120
# What of a page does not say so: cards, tables and figures, as they look and as they are read out.
_WITHOUT = """(mark) => {
  const missing = [];
  const seen = (e) => e && e.checkVisibility() && e.textContent.includes(mark);
  for (const card of document.querySelectorAll(".card")) {
    const name = card.id || card.getAttribute("aria-labelledby");
    if (!seen(card.querySelector(".made"))) missing.push(`card ${name}`);
  }
  for (const table of document.querySelectorAll("table")) {
    if (table.checkVisibility() && !seen(table.caption)) missing.push(`table ${table.className}`);
  }
  for (const plot of document.querySelectorAll(".plot:not([hidden])")) {
    if (!plot.getAttribute("aria-label").includes(mark)) missing.push(`name of ${plot.id}`);
  }
  const drawn = document.querySelectorAll(".plot").length;
  let marks = 0;
  for (const held of window.Bokeh?.documents ?? []) {
    for (const model of held._all_models.values()) {
      const label = model.type === "Label" && model.visible && model.text_alpha === 1;
      if (label && model.text === mark) marks += 1;
    }
  }
  if (marks !== drawn) missing.push(`${drawn - marks} figures`);
  if (!seen(document.querySelector("header .synthetic"))) missing.push("header");
  if (!seen(document.querySelector("footer .made"))) missing.push("footer");
  if (!document.title.startsWith(mark)) missing.push("title");
  const told = document.querySelector("meta[name=description]").content;
  if (!told.includes(mark)) missing.push("description");
  return missing;
}"""


@pytest.fixture(scope="module")
def demo(served: str, chromium: Browser) -> str:
    """Return the address of the demonstration once it is made."""
    with opened(chromium, f"{served}demo/", live=False) as (page, _):
        page.wait_for_selector(LIVE, timeout=SECONDS * 1000)
    return f"{served}demo/"


@pytest.fixture(scope="module")
def board(demo: str, chromium: Browser) -> Iterator[Page]:
    """Return the board of the third question, open."""
    with opened(chromium, f"{demo}training") as (page, _):
        unfold(page)
        yield page


@pytest.mark.parametrize("key", BOARDS)
def test_a_board_says_so_everywhere(demo: str, chromium: Browser, key: str) -> None:
    with opened(chromium, f"{demo}{key}?country=ES") as (page, log):
        assert page.evaluate(_WITHOUT, MARK) == []
        unfold(page)
        assert page.evaluate(_WITHOUT, MARK) == []
        page.locator("#clear").click()
        expect(page).to_have_url(f"{demo}{key}")
        expect(page.locator("#chips .none")).to_be_visible()
        assert page.evaluate(_WITHOUT, MARK) == []
        assert log.errors == []
        assert log.outside(demo.removesuffix("demo/")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_about_one_thing_says_so(demo: str, chromium: Browser, kind: str) -> None:
    with opened(chromium, f"{demo}{KINDS[kind]}", scripts=False) as (page, _):
        address = page.locator(f"a[href^='{kind}?id=']").first.get_attribute("href")
    with opened(chromium, f"{demo}{address}", live=False) as (page, log):
        assert page.evaluate(_WITHOUT, MARK) == []
        assert page.locator(".card").count() > 0
        assert log.errors == []
        page.locator("nav a").first.click()
        expect(page).to_have_url(demo)


def test_a_page_that_is_none_says_so(demo: str, chromium: Browser) -> None:
    with opened(chromium, f"{demo}nowhere", live=False) as (page, _):
        assert page.evaluate(_WITHOUT, MARK) == []


def test_on_paper(board: Page) -> None:
    board.emulate_media(media="print")
    assert board.evaluate(_WITHOUT, MARK) == []
    foot = board.locator(".each")  # what is fixed stands on every sheet
    assert foot.evaluate("(e) => getComputedStyle(e).position") == "fixed"
    expect(foot).to_be_visible()
    expect(foot).to_have_text(MARK)
    board.emulate_media(media="screen")
    expect(foot).to_be_hidden()


def _taken(page: Page, button: str) -> tuple[Download, bytes]:
    download = taken(page.locator(button).first)
    return download, Path(download.path()).read_bytes()


def test_files(board: Page) -> None:
    for kind in ("csv", "xlsx"):
        download, content = _taken(board, f".files a[href*='.{kind}?']")
        assert download.suggested_filename.startswith("clusterdash-synthetic-")
        if kind == "csv":
            rows = content.decode("utf-8-sig").splitlines()
            assert "synthetic" in rows[0].split(",")
        else:
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                names = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
                assert all(MARK in book.read(name).decode() for name in names)
    address = board.locator(".files a[href*='.csv?']").first.get_attribute("href") or ""
    answer = board.request.get(board.url.replace("training", address.replace(".csv?", ".json?")))
    assert json.loads(answer.body())["synthetic"] is True


def test_pictures(board: Page) -> None:
    card = board.locator("article:has(.plot:not([hidden]))").first.get_attribute("id")
    download, content = _taken(board, f"#{card} [data-picture=svg]")
    assert download.suggested_filename == f"clusterdash-synthetic-{card}.svg"
    marks = [t for t in re.findall(r"<text[^>]*>[^<]*", content.decode()) if t.endswith(MARK)]
    assert len(marks) >= 3  # above the figure, inside it, and across all of it
    assert any("rotate(" in mark for mark in marks)
    download, content = _taken(board, f"#{card} [data-picture=png]")
    assert download.suggested_filename == f"clusterdash-synthetic-{card}.png"
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    across = [255 - round((255 - part) * 0.28) for part in (0x8A, 0x45, 0x00)]
    dots = zip(*(picture.getchannel(band).tobytes() for band in "RGB"), strict=True)
    near = sum(max(abs(a - b) for a, b in zip(dot, across, strict=True)) < 3 for dot in dots)
    assert near > 1000


@pytest.mark.parametrize("take", ["sentence", "table", "text"])
def test_what_is_copied(board: Page, take: str) -> None:
    buttons = board.locator(f"article [data-take={take}]")
    for button in buttons.all():
        if take == "text" and not button.evaluate("(e) => !!e.closest('[id$=-cite]')"):
            continue  # the line that reports a wrong figure names the edition
        assert MARK in copied(button)


def test_the_switch_keeps_the_selection_and_each_edition_its_way_back(
    served: str, demo: str, chromium: Browser
) -> None:
    with opened(chromium, demo) as (page, log):
        page.locator(".matrix button[name=cell][data-country=ES]").first.click()
        expect(page).to_have_url(f"{demo}?v=1&country=ES")
        page.locator(".editions a").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{served}?v=1&country=ES")
        page.wait_for_selector(LIVE)
        expect(page.locator("#undo")).to_be_disabled()  # what was chosen there is not undone here
        assert MARK not in page.locator("body").inner_text()
        page.locator(".editions a").click()
        page.wait_for_url(f"{demo}?v=1&country=ES")
        expect(page.locator("#undo")).to_be_enabled()
        assert log.errors == []


def test_the_switch_works_without_scripts(served: str, demo: str, chromium: Browser) -> None:
    with opened(chromium, f"{served}training?country=PT", scripts=False) as (page, _):
        page.locator(".editions a").click()
        expect(page).to_have_url(f"{demo}training?v=1&country=PT")
        page.locator("nav a[data-route=clusters]").click()
        expect(page).to_have_url(f"{demo}clusters?v=1&country=PT")
        expect(page.locator("header .synthetic")).to_be_visible()
