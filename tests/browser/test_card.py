"""The figure card: every part is there, and every part does what it says."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.actions import Reader
from tests.browser.boards import BOARDS, COMPARE, NATIVE
from tests.browser.chromium import opened, unfold
from tests.browser.taking import copied, taken

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"
# Where a part of a card stands, and what its text holds; ~ is the key of the card.
PARTS = {
    "title": (".title", r"\S"),
    "headline": (".said", r"\S"),
    "table": (".twin tbody tr", r"\S"),
    "definition": ("#~-about h3 + p", r"\S"),
    "origin and date": (".origin", r"\d{4}|undated"),
    "coverage or caveats": ("p.coverage, #~-about li", r"\S"),
    "edition": ("#~-about p", "Published figures"),
    "identity": ("#~-about code", "Published figures"),
    "sources": ("#~-sources li", r"\S"),
    "link": ("a[data-take=link][href='#~']", r"\S"),
    "sentence": ("button[data-take=sentence]", "Copy sentence"),
    "citation": ("#~-cite .cited", r"\S"),
    "CSV": ("a[download]", "CSV"),
    "XLSX": ("a[download]", "XLSX"),
    "PNG": ("button[data-picture=png]", "PNG"),
    "SVG": ("button[data-picture=svg]", "SVG"),
}
_MISSING = """(parts) => {
  const missing = []
  for (const card of document.querySelectorAll("article")) {
    for (const [name, selector, said] of parts) {
      const found = [...card.querySelectorAll(selector.replaceAll("~", card.id))]
      const is = (e) => e.checkVisibility() && new RegExp(said).test(e.textContent)
      if (!found.some(is)) missing.push([card.id, name])
    }
    const plot = card.querySelector(".plot")
    if (plot && plot.getAttribute("aria-label").length <= 40) missing.push([card.id, "text"])
  }
  return missing
}"""


@pytest.fixture(scope="module")
def opening(chromium: Browser, served: str) -> Iterator[Page]:
    """Return the start page, opened once for this file."""
    with opened(chromium, served) as (page, _):
        yield page


@pytest.fixture
def start(opening: Page) -> Page:
    """Return the start page with everything folded."""
    opening.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = false })")
    return opening


def file(what: Locator) -> Path:
    """Click and return the file that comes."""
    return Path(taken(what).path())


@pytest.mark.parametrize(
    "path",
    ["", "clusters", *BOARDS, COMPARE],
    ids=["start", "clusters", *BOARDS, "compare"],
)
def test_every_card_has_every_part(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + path) as (page, _):
        unfold(page)
        keys = page.locator("article").evaluate_all("(cards) => cards.map((card) => card.id)")
        assert len(keys) >= (5 if path == COMPARE else 6)
        parts = [[name, selector, said] for name, (selector, said) in PARTS.items()]
        missing = page.evaluate(_MISSING, parts)
        for key in keys:
            card = page.locator(f"#{key}")
            if card.get_attribute("data-kind") not in NATIVE:
                figure = card.locator(".plot canvas, form.matrix table, table.listed").first
                if not figure.is_visible():
                    missing.append([key, "figure or native table"])
    assert missing == []


def test_t_opens_the_table_of_the_card_it_is_pressed_in(start: Page) -> None:
    start.locator("h1").click()
    start.keyboard.press("t")
    expect(start.locator("details.twin[open]")).to_have_count(0)
    start.locator("#how-many-about > summary").focus()
    start.keyboard.press("t")
    expect(start.locator("details.twin[open]")).to_have_count(1)
    expect(start.locator("#how-many-table")).to_have_attribute("open", "")
    # A letter that is typed is a letter.
    start.locator("#how-many-table input.filter").first.focus()
    start.keyboard.press("t")
    expect(start.locator("#how-many-table")).to_have_attribute("open", "")
    start.locator("#how-many-table input.filter").first.fill("")
    start.locator("#how-many-table > summary").focus()
    start.keyboard.press("t")
    expect(start.locator("details.twin[open]")).to_have_count(0)


def test_a_table_sorts_numbers_as_numbers(start: Page) -> None:
    """A word before a number, as in "over 1,500", does not change its place."""
    start.locator("#reach-table > summary").click()
    tabled = start.locator("#reach-table .tabled").nth(1)  # SMEs represented
    heads = tabled.locator("thead th").all_inner_texts()
    column = heads.index("count") + 1
    for order in ("ascending", "descending"):
        tabled.locator(f"thead th:nth-child({column}) button").click()
        expect(tabled.locator(f"thead th:nth-child({column})")).to_have_attribute(
            "aria-sort", order
        )
        cells = tabled.locator(f"tbody tr > :nth-child({column})").all_inner_texts()
        assert {cell.split()[0] for cell in cells} >= {"over", "around"}
        numbers = [float(re.sub(r"[^\d.]", "", cell)) for cell in cells]
        assert len(numbers) > 10
        assert numbers == sorted(numbers, reverse=order == "descending")


def test_a_table_filters_and_what_is_seen_is_copied(start: Page) -> None:
    start.locator("#matrix-table > summary").click()
    tabled = start.locator("#matrix-table .tabled").last
    rows = tabled.locator("tbody tr:visible")
    every = rows.count()
    tabled.locator("input.filter").fill("SPAIN")
    expect(rows.filter(has_not_text="Spain")).to_have_count(0)
    assert 0 < rows.count() < every
    lines = copied(tabled.get_by_role("button", name="Copy table")).splitlines()
    expect(start.locator("#announce")).to_have_text("Table copied")
    heads, body = lines[0].split("\t"), [line.split("\t") for line in lines[1:]]
    assert len(heads) >= 2
    assert any("Spain" in row and "211" in row for row in body)
    assert not any("Portugal" in line for line in lines)
    tabled.locator("input.filter").fill("")
    expect(rows).to_have_count(every)


def test_the_sentence_is_copied_with_number_source_date_and_edition(start: Page) -> None:
    card = start.locator("#matrix")
    said = copied(card.get_by_role("button", name="Copy sentence"))
    assert card.locator(".said").inner_text().rstrip(".") in said
    assert "European Cluster Collaboration Platform" in said
    assert re.search(r"\b20\d\d\b|undated", said)
    assert re.search(r"Published figures, \d{4}-\d\d-\d\d \([0-9a-f]{8}\)", said)
    expect(start.locator("#announce")).to_have_text("Sentence copied")


def test_link_and_citation_are_copied(start: Page, served: str) -> None:
    assert copied(start.locator("#matrix a[data-take=link]")) == f"{served}#matrix"
    start.locator("#matrix-cite > summary").click()
    citation = copied(start.locator("#matrix-cite").get_by_role("button", name="Copy"))
    assert citation.strip() == start.locator("#matrix-cite .cited").inner_text().strip()


def test_files_hold_the_number(start: Page) -> None:
    start.locator("#matrix-file > summary").click()
    links = start.locator("#matrix-file a[download]")
    tables = [file(link) for link in links.filter(has_text="CSV").all()]
    written = [table.read_text("utf-8-sig") for table in tables]
    assert any(re.search(r"\bES\b.*\b211\b", text) for text in written)
    book = file(links.filter(has_text="XLSX"))
    with zipfile.ZipFile(book) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) >= 3  # figures, notes, sources
        assert any(b"<v>211</v>" in parts.read(name) for name in sheets)


PICTURED = ("?v=1&country=PT&ecosystem=Health", "clusters?v=1&as=population")
_SEEN = """(card, selector) => [...card.querySelectorAll(selector)]
  .filter((e) => e.checkVisibility() && e.getClientRects().length)"""
# Where texts end in a drawing, in a page that has no font of ours.
_ENDS = """() => [...document.querySelectorAll("text")].map((text) =>
  [text.getBoundingClientRect().right - document.querySelector("svg").getBoundingClientRect().left,
   text.textContent])"""


def _seen(card: Locator, selector: str) -> list[str]:
    """Return the texts that a card shows there, and that a reader sees."""
    found = card.evaluate(f"(c, s) => ({_SEEN})(c, s).map((e) => e.textContent)", selector)
    return [text for text in (" ".join(each.split()) for each in found) if text]


def _said(drawing: Element) -> str:
    return " ".join(" ".join("".join(e.itertext()).split()) for e in drawing.iter(f"{SVG}text"))


def _ends(page: Page, drawing: str) -> list[str]:
    """Return the texts that end outside a drawing where its fonts are not known."""
    page.set_content(re.sub("<style.*?</style>", "", drawing))
    assert page.evaluate("document.fonts.size") == 0
    width = float(re.findall(r'width="([\d.]+)"', drawing)[0])
    return [text for end, text in page.evaluate(_ENDS) if end > width - 20]


def _margin(png: bytes, scale: float = 2) -> int:
    """Return how many colours there are at the right edge of a picture, inside its margin."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    edge = picture.crop((picture.width - int(20 * scale), 0, picture.width, picture.height))
    return len(edge.getcolors(1 << 20) or ())


@pytest.mark.parametrize("path", PICTURED, ids=["start", "clusters"])
def test_pictures_stand_alone(chromium: Browser, served: str, path: str) -> None:
    with (
        opened(chromium, served + path) as (page, log),
        opened(chromium, "about:blank", live=False) as (elsewhere, _),
    ):
        chosen = ", ".join(_seen(page.locator("#chips"), ".chip.on > span:first-child"))
        keys = 0
        for card in page.locator("article").all():
            key = card.get_attribute("id")
            card.locator(f"#{key}-file > summary").click()
            drawing = file(card.get_by_role("button", name="SVG")).read_text("utf-8")
            root = ElementTree.fromstring(drawing)
            text = _said(root)
            assert f"What is selected: {chosen}" in text, key
            assert "Published figures" in text, key
            for part in (".title", ".said", ".gap strong", ".figure", ".coverage", ".origin"):
                for line in _seen(card, part):
                    assert line in text, (key, part)
            keys += _key(card, root, text)
            assert _ends(elsewhere, drawing) == [], key
            width, height = float(root.attrib["width"]), float(root.attrib["height"])
            png = file(card.get_by_role("button", name="PNG")).read_bytes()
            assert png.startswith(b"\x89PNG"), key
            assert len(png) > 10_000, key
            scale = min(2, 16384 / max(width, height))  # a long list fits onto a canvas
            size = struct.unpack(">II", png[16:24])
            assert size == (int(width * scale), int(height * scale)), key
            assert _margin(png, scale) == 1, key
        assert keys >= 6
        assert log.errors == []


def _key(card: Locator, drawing: Element, text: str) -> int:
    """Compare the key of a card with that in its picture; return how many entries it has."""
    entries = _seen(card, ".key > *")
    for entry in entries:
        assert entry in text
    grounds = card.evaluate(f"(c) => ({_SEEN})(c, '.key i').map((e) => getComputedStyle(e))"
        ".map((look) => [look.backgroundImage, look.backgroundColor])")  # fmt: skip
    fills = {each.get("fill") for each in drawing.iter(f"{SVG}rect")}
    patterns = {f"url(#{each.get('id')})" for each in drawing.iter(f"{SVG}pattern")}
    assert {colour for image, colour in grounds if image == "none"} <= fills
    assert len(patterns & fills) >= len({image for image, _ in grounds} - {"none"})
    return len(entries)


def test_a_picture_is_whole_where_no_font_can_be_had(chromium: Browser, served: str) -> None:
    with opened(chromium, served + PICTURED[0]) as (page, _):
        page.route("**/*.woff2", lambda route: route.abort())
        card = page.locator("#map")
        card.locator("#map-file > summary").click()
        assert _margin(file(card.get_by_role("button", name="PNG")).read_bytes()) == 1
        drawing = file(card.get_by_role("button", name="SVG")).read_text("utf-8")
        assert "@font-face" not in drawing
        page.unroute("**/*.woff2")
        drawing = file(card.get_by_role("button", name="SVG")).read_text("utf-8")
        assert drawing.count("@font-face") >= 1


def test_not_published_says_why_and_what_is_nearest(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "?v=1&country=PT&year=2005", scripts=False) as (page, _):
        gaps = page.locator("article details.gap")
        assert gaps.count() >= 2
        for card in page.locator("article").filter(has=page.locator("details.gap")).all():
            expect(card.locator(".said")).not_to_be_empty()
            card.locator("details.gap > summary").click()
            why = card.locator("details.gap p").first
            assert len(why.inner_text()) > 30
            # What is shown instead, or which figures there are.
            instead = card.locator(".nearest li, .twin").count()
            assert instead > 0, card.get_attribute("id")


# Clicks everything that is seen, one after the other, and names what changed nothing: no part of
# the page, no file, no clipboard.
_DEAD = """async () => {
  const dead = []
  let done = 0
  const seen = (e) => e.offsetParent !== null && getComputedStyle(e).visibility !== "hidden"
  const write = navigator.clipboard.writeText.bind(navigator.clipboard)
  navigator.clipboard.writeText = (text) => { done += 1; return write(text) }
  HTMLAnchorElement.prototype.click = function () { done += 1 }
  const name = (e) => `${e.closest("article")?.id} ${e.tagName} ${e.textContent.trim()}`
  const watch = new MutationObserver((list) => { done += list.length })
  const all = { subtree: true, childList: true, attributes: true, characterData: true }
  const pause = (time) => new Promise((go) => requestAnimationFrame(() => setTimeout(go, time)))
  const first = (list) => [...list].slice(0, 2)
  const cells = ["thead button", "tbody th button", "tbody td button"].flatMap(
    (kind) => first(document.querySelectorAll(`[data-matrix] ${kind}`)))
  // Of the many names in a table, and of what sorts it, a few are enough.
  const count = new Map()
  const few = (e) => {
    if (!e.matches("table button")) return true
    const kind = `${e.closest("article")?.id} ${e.className}`
    count.set(kind, (count.get(kind) ?? 0) + 1)
    return count.get(kind) <= 3
  }
  const listed = [...document.querySelectorAll("main button, main summary, header button")]
    .filter((e) => e.name !== "cell" && few(e)).concat(cells)
  for (const held of listed) {
    const e = held.isConnected ? held : document.getElementById(held.id)
    if (!e || !seen(e) || e.disabled) continue
    await pause(0)
    done = 0
    watch.observe(document, all)
    e.click()
    for (let tries = 0; tries < 200 && done === 0; tries += 1) await pause(20)
    watch.disconnect()
    if (done === 0) dead.push(name(e))
    if (e.tagName === "SUMMARY") e.parentElement.open = true
  }
  return [listed.length, dead]
}"""
_LINKS = """() => [...document.querySelectorAll("a[href]")]
  .filter((e) => e.offsetParent !== null || e.classList.contains("skip"))
  .map((e) => [e.href, e.rel, e.textContent.trim()])"""


def _kind(url: str) -> tuple[str, ...]:
    """Return of what kind a link is: the page or the format of its file, and what it asks by."""
    split = urlsplit(url)
    name = PurePosixPath(split.path)
    return (name.suffix or name.name, *(key for key, _ in parse_qsl(split.query)))


@pytest.mark.parametrize("path", ["", "clusters", COMPARE], ids=["start", "clusters", "compare"])
def test_no_control_is_dead(chromium: Browser, served: str, path: str) -> None:
    with opened(chromium, served + path) as (page, _):
        unfold(page)
        links = page.evaluate(_LINKS)
        ids = set(page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)"))
        count, dead = page.evaluate(_DEAD)
        assert count > 40
        assert dead == []
        own = {url for url, _, _ in links if url.startswith(served)}
        for url, rel, text in links:
            assert text
            assert url in own or (url.startswith(("http", "mailto:")) and "external" in rel), url
        here = {url for url in own if "#" in url and url.startswith(f"{served}{path}#")}
        assert {url.partition("#")[2] for url in here} <= ids
        # Of the many links of a kind a few are enough.
        kinds: dict[tuple[str, ...], list[str]] = {}
        for url in sorted(own - here):
            kinds.setdefault(_kind(url), []).append(url)
        asked = [url for urls in kinds.values() for url in urls[:3]]
        assert len(asked) > 10
        lost = {url: page.request.get(url).status for url in asked}
        assert {url: status for url, status in lost.items() if status != 200} == {}


def test_one_card_is_embedded_by_its_code(chromium: Browser, served: str) -> None:
    with opened(chromium, f"{served}clusters?v=1&country=PT") as (page, _):
        page.locator("#by-country-file summary").click()
        button = page.locator("#by-country-file").get_by_role("button", name="Embed")
        code = Reader(page).copied(button)
    assert code.startswith("<iframe ")
    source = re.search(r'src="([^"]+)"', code)
    assert source
    with opened(chromium, source[1].replace("&amp;", "&")) as (page, _):
        expect(page.locator("article")).to_have_count(1)
        expect(page.locator("article .said")).to_contain_text("Portugal")
        expect(page.locator("article .plot canvas").first).to_be_visible()
        expect(page.get_by_role("link", name="Open in clusterdash")).to_be_visible()
        page.locator("#by-country-file summary").click()
        svg = file(page.locator("#by-country-file").get_by_role("button", name="SVG"))
        text = _said(ElementTree.parse(svg).getroot())
        assert "Portugal · Published figures" in text
        assert "Not an official publication of the European Union." in text
        assert "Open in clusterdash" not in text
