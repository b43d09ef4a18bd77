"""What a link says where it is pasted: the sentence, its number, its period, its edition."""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest

from clusterdash.engine import Engine
from clusterdash.language import number
from clusterdash.ui.documents import page
from clusterdash.ui.render import render
from clusterdash.ui.site import Site
from tests import made_up
from tests.ui import sql
from tests.ui.conftest import Open
from tests.ui.profiled import EVENTS, FIGURES, SOURCES, lines

BOARDS = ["start", "clusters", "matchmaking", "sme_reach", "training", "sources", "compare"]
NAMED = ["og:type", "og:site_name", "og:title", "og:description", "twitter:card", "description"]


class _Metas(HTMLParser):
    """Reads the metas of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        name = held.get("property") or held.get("name")
        if tag == "meta" and name in NAMED:
            self.found.append((name, held["content"] or ""))


def metas(text: str) -> dict[str, str]:
    """Return the metas of a page that previews are made of; none may stand twice."""
    found = _Metas(text).found
    assert Counter(name for name, _ in found) == Counter(NAMED)
    return dict(found)


def shown(opened: Open, key: str, query: str = "") -> dict[str, str]:
    """Return the metas of a board."""
    return metas(render("preview.html", preview=opened(key, query).preview))


def thing(engine: Engine, kind: str, code: str) -> str:
    """Return what a link to a page about one thing says."""
    return metas(page(engine, Site(), kind, code))["og:description"]


@pytest.mark.parametrize("key", BOARDS)
@pytest.mark.parametrize("query", ["", "v=1&country=PT&ecosystem=Digital", "v=1&year=2018"])
def test_every_board_and_selection_says_it(
    opened: Open, engine: Engine, key: str, query: str
) -> None:
    made, found = opened(key, query), shown(opened, key, query)
    assert found["og:title"] == made.title
    assert found["og:site_name"] == "clusterdash"
    assert (found["og:type"], found["twitter:card"]) == ("website", "summary")
    assert found["og:description"] == found["description"]
    html = unescape(re.sub(r"<[^>]+>", "", render("head.html", **_head(made))))
    assert found["description"].startswith(html.strip().splitlines()[0])
    assert found["description"].endswith(f"{engine.edition.date} ({engine.edition.hash[:8]}).")


def test_what_stands_side_by_side_names_no_other_period(opened: Open) -> None:
    said = shown(opened, "compare", "with=year.2014-2016")["description"]
    assert "2014–2016 at least " in said
    assert "Period" not in said


def _head(made: object) -> dict[str, object]:
    return {"head": made._parts().head, "about": lambda *_: ""}  # type: ignore[attr-defined]


@pytest.mark.parametrize("country", ["PT", "ES", "MT"])
def test_a_country_is_told_with_its_number_and_year(
    opened: Open, engine: Engine, country: str
) -> None:
    listed = sql.count(f"country = '{country}'")
    for said in (
        shown(opened, "start", f"v=1&country={country}")["description"],
        thing(engine, "country", country),
    ):
        noun = "organisation" if listed == 1 else "organisations"
        assert f"{listed} cluster {noun} listed in the ECCP registry" in said
        assert "(2026)" in said


def test_an_ecosystem_is_told_with_its_number(engine: Engine) -> None:
    listed = sql.count("ecosystem = 'Digital'")
    assert f"{listed} cluster organisations" in thing(engine, "ecosystem", "Digital")


def test_several_periods_are_told(opened: Open) -> None:
    said = shown(opened, "sme_reach")["description"]
    quoted = [f for f in FIGURES if f["measure"] == "smes_supported" and f["part"] == "whole"]
    spans = {
        (f["programme"], f["period_start"][:4])
        for f in quoted
        if f["subject_type"] == "programme" and f["programme"] in {"INNOSUP-1", "Euroclusters"}
    }
    told = said.partition("Periods: ")[2]
    assert told
    assert any(year in told for _, year in spans)
    assert "Period" not in shown(opened, "start")["description"]  # its sentence tells it
    assert "Period" not in shown(opened, "sme_reach", "v=1&country=MT")["description"]


def test_things_are_told_with_their_figures(engine: Engine) -> None:
    event = next(e for e in EVENTS if e["event_id"].endswith("matchmaking-event-brussels-2018"))
    said = thing(engine, "event", event["event_id"])
    own = [f for f in FIGURES if f["subject_id"] == event["event_id"]]
    met = next(f for f in own if "meetings" in f["measure"])
    assert said.startswith(f"{event['name']}. Held · 22 Feb 2018 · {event['city']}, Belgium.")
    assert f"{met['qualifier']} {int(met['value'])} bilateral meetings (22 Feb 2018)" in said
    planned = next(f for f in own if f["status"] == "target")
    assert f"planned, not an outcome: around {planned['value']} participants" in said
    organisation = lines("organisations")[0]
    assert organisation["name"] in thing(engine, "organisation", organisation["organisation_id"])


def test_sources_are_told_with_what_rests_on_them(engine: Engine) -> None:
    source = next(s for s in SOURCES if s["source_id"] == "s5dbf7c70")
    resting = sum(f["source_id"] == source["source_id"] for f in FIGURES)
    said = thing(engine, "source", source["source_id"])
    assert said.startswith(f"{source['title']}. {source['publisher']}, {source['published']}.")
    assert f" {number(resting)} figures rest on it." in said


MADE_UP = [
    ("country", "PT"),
    ("ecosystem", "Digital"),
    ("organisation", "o0001"),
    ("event", EVENTS[0]["event_id"]),
    ("partnership", "galatea"),
]


@pytest.mark.parametrize(("kind", "code"), MADE_UP)
def test_made_up_data_says_so_in_title_and_text(kind: str, code: str) -> None:
    found = metas(page(made_up.engine(), Site(), kind, code))
    for name in ("og:title", "og:description", "description"):
        assert made_up.MARK in found[name]
