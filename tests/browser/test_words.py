"""Every word of a page is looked up: the pseudo-language leaves no plain English, data apart."""

import re
from collections.abc import Iterator

import pytest
from babel import Locale
from playwright.sync_api import Browser
from tests.browser.chromium import opened, unfold
from tests.browser.serving import serving
from tests.language.shown import NAMED

from clusterdash.engine import Engine
from clusterdash.language import PSEUDO, speaking
from clusterdash.publish.words import capital
from clusterdash.ui.site import credits

pytestmark = pytest.mark.browser
_PLAIN = re.compile(r"[A-Za-z]{2,}")
WORLD = Locale("en")
LANGUAGES = ("quote_languages", "presence_languages")
_MONTHS = "|".join(
    {*WORLD.months["format"]["abbreviated"].values(), *WORLD.months["format"]["wide"].values()}
)
_DATE = re.compile(rf"\b(\d{{1,2}} )?({_MONTHS}) \d{{4}}\b")
# Columns that hold words of the world; every other word is ours.
QUOTED = {
    "events": ("name", "organiser", "series", "city", "event_id"),
    "event_presence": ("quote",),
    "organisations": ("name", "city", "sectors", "organisation_id"),
    "partnerships": ("name", "acronym", "partnership_id", "ecosystems_basis", "website"),
    "partnership_partners": ("organisation",),
    "partnership_target_markets": ("region",),
    "places": ("city",),
    "programmes": ("programme", "label", "family"),
    "calls": ("call", "label"),
    "sources": ("publisher", "title", "url", "published", "source_id", "note"),
    "figures": ("quote", "region", "programme", "figure_id"),
    "figure_notes": ("note",),
    "figure_links": ("reason", "note", "why"),
    "ecosystems": ("ecosystem",),
}
NAMES = {
    "clusterdash", "PNG", "SVG", "CSV", "XLSX", "Parquet", "JSON", "BibTeX", "CSL-JSON", "API",
    "EU27_2020",
}  # fmt: skip

PATHS = [
    "",
    "?v=1&country=PT~ZZ&year=2018&as=population",
    "clusters",
    "clusters?v=1&country=PT&ecosystem=Digital",
    "matchmaking?v=1&by=timeline.series",
    "matchmaking?v=1&country=PT&ecosystem=Digital",
    "sme_reach",
    "sme_reach?v=1&country=PT~ZZ",
    "training",
    "training?v=1&country=BE&year=2021",
    "sources",
    "sources?v=1&country=PT&find=eccp",
    "compare",
    "compare?v=1&country=PT",
    "organisation?id=o0500",
    "event?id=european-cluster-matchmaking-event-brussels-2018",
    "event?id=eu-japan-clusters-regions-cooperation-strasbourg-2020-cancelled",
    "partnership?id=galatea",
    "partnership?id=dream",
    "country?id=PT",
    "ecosystem?id=Digital",
    "source?id=s5dbf7c70",
    "document?id=sf95c841c",
    "event?id=nothing",
    "find?q=portugal",
    "find?q=meetings%20portugal&v=1&ecosystem=Digital",
    "nowhere",
]

# All texts that a reader sees or hears, across the shadow roots of the controls; links in the
# sense of addresses and identities of figures are none.
_TEXTS = """() => {
  const found = []
  const text = ".text > :is(h3, ul, p:not(.coverage, .gap))" // of a document, with its figures
  const codes = ".brand, .tilegrid b, .web thead th"
  const skip = `script, style, noscript, template, code, kbd, q, ${codes}, ${text}`
  const said = ["aria-label", "title", "placeholder", "alt", "data-done", "data-more", "data-less"]
  const walk = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.shadowRoot) walk(e.shadowRoot)
      if (e.matches(skip) || e.closest(skip)) continue
      for (const name of said) {
        if (e.getAttribute(name)) found.push([`@${name}`, e.getAttribute(name)])
      }
      for (const text of e.childNodes) {
        const words = text.nodeType === 3 ? text.textContent.trim() : ""
        if (words) found.push([e.tagName, words])
      }
    }
  }
  walk(document)
  return [["TITLE", document.title], ...found]
}"""


@pytest.fixture(scope="module")
def accented() -> Iterator[str]:
    """Return the address of the app in the pseudo-language."""
    with serving("--language", PSEUDO) as address:
        yield address


@pytest.fixture(scope="module")
def data(engine: Engine) -> list[str]:
    """Return what the pages quote from their edition, longest first."""
    tables, labels = engine.context.tables, engine.labels
    held = {engine.edition.label, engine.edition.name, *NAMES}
    held |= set(credits(engine).split("; ")) | {metric.key for metric in engine.registry.metrics}
    for table, columns in QUOTED.items():
        for column in columns:
            if table in tables and column in tables[table].columns:
                held |= set(tables[table][column].drop_nulls().cast(str).to_list())
    with speaking(PSEUDO):
        for key in NAMED:
            held |= {labels.label(key, code) for code in labels.codes(key)}
        for code in engine.context.countries.known:
            held |= {labels.label("country", code)}
    held |= set(engine.context.figures["figure_id"])
    held |= {holding.credit for holding in engine.edition.holdings.values()}
    held |= {capital(publisher) for publisher in tables["sources"]["publisher"]}
    # A table is named where the catalogue tells how its rows are counted.
    held |= {f" {source.name};" for source in engine.registry.sources}
    # The pseudo-language has no names of its own for countries elsewhere, and for languages.
    held |= {str(name) for name in WORLD.territories.values()}
    spoken = {code for table in LANGUAGES for code in tables[table]["language"].drop_nulls()}
    held |= {str(WORLD.languages[code]) for code in spoken}
    return sorted((text for text in held if len(text) > 2), key=len, reverse=True)


def left(text: str, data: list[str]) -> str:
    """Return what of a text is neither data nor a date nor accented."""
    # A year may be data, a date part of a name: whichever goes first, one order must leave nothing.
    return _without(text, data) and _without(_DATE.sub(" ", text), data)


def _without(text: str, data: list[str]) -> str:
    for part in data:
        if part in text:
            text = text.replace(part, " ")
            if not _PLAIN.search(text):
                return ""
    return " ".join(_PLAIN.findall(_DATE.sub(" ", text)))


@pytest.mark.parametrize("path", PATHS)
def test_no_plain_word_is_left(
    chromium: Browser, accented: str, data: list[str], path: str
) -> None:
    board = "?id=" not in path and path != "nowhere" and not path.startswith("find")
    with opened(chromium, accented + path, live=board) as (page, _):
        unfold(page)
        texts = {(where, text) for where, text in page.evaluate(_TEXTS)}
    asked = [*data, "nowhere", "nothing", "/matchmaking#find", "ZZ"]
    unread = {(where, text) for where, text in texts if _PLAIN.search(text)}
    plain = sorted({(where, left(text, asked), text[:120]) for where, text in unread})
    assert len(texts) > 10
    assert "\n".join(" | ".join(found) for found in plain if found[1]) == ""


def test_english_would_be_seen(data: list[str]) -> None:
    assert left("Copy sentence", data) == "Copy sentence"
    assert left("Ĉöþý", data) == ""
