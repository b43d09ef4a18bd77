"""The page of a source: what it is, and everything that rests on it."""

import re

import pytest

from clusterdash.engine import Engine
from clusterdash.ui.documents import page
from clusterdash.ui.profiles.source import LISTED, Source, source
from clusterdash.ui.site import Site
from tests.ui.profiled import FIGURES, SOURCES, article, lines, text

LINES = {line["source_id"]: line for line in SOURCES}
RANKS = {
    "1": "1: the Commission, its agencies or the ECCP",
    "2": "2: an organiser or partner",
    "3": "3: press or others",
}
TABLES = {
    "events": "Events",
    "event_presence": "Named as present at events",
    "partnerships": "Partnerships",
    "partnership_partners": "Partners",
    "partnership_target_markets": "Third markets",
    "organisations": "Organisations",
    "fixes": "Corrections that it justifies",
}


def _facts(made: Source) -> dict[str, str]:
    return {fact.name: fact.said for fact in made.facts}


@pytest.mark.parametrize("code", list(LINES)[::3])
def test_facts_are_the_line_of_the_file(engine: Engine, code: str) -> None:
    line, made = LINES[code], source(engine, code)
    facts = _facts(made)
    assert facts["Date"] == (line["published"] or "undated")
    assert facts["Rank, where sources disagree"] == RANKS[line["rank"]]
    assert facts["Kind"] == {"web_page": "web page"}.get(line["kind"], "founding document")
    assert facts.get("Address", "") == line["url"]
    assert facts.get("Note", "") == line["note"]
    if not line["note"]:
        assert facts["Publisher"] == line["publisher"]


def test_figures_and_rows_are_counted(engine: Engine) -> None:
    files = {name: lines(name) for name in TABLES}
    for code in LINES:
        made = source(engine, code)
        own = [f["figure_id"] for f in FIGURES if f["source_id"] == code]
        assert [one.code for one in made.statements] == own
        counts = {part.name: part.count for part in made.rows}
        for name, label in TABLES.items():
            wanted = sum(code in line["source_id"].split(";") for line in files[name])
            assert counts.get(label, 0) == wanted, (code, name)


def test_long_lists_say_how_many_are_left_out(engine: Engine) -> None:
    capped = 0
    for code in LINES:
        for part in source(engine, code).rows:
            assert len(part.links) <= LISTED
            if part.more:
                capped += 1
                left = int(re.sub(r"\D", "", part.more))
                assert len(part.links) + left <= part.count
                assert part.more in text(page(engine, Site(), "source", code))
    assert capped >= 1


def test_the_newsletter(engine: Engine) -> None:
    made = page(engine, Site(), "source", "s5dbf7c70")
    said = text(made)
    assert "European Cluster Collaboration Platform, 2018. 19 figures rest on it." in said
    assert 'href="document?id=s5dbf7c70"' in made
    assert 'href="event?id=european-cluster-matchmaking-event-brussels-2018"' in made
    meetings = article(made, "f0319")
    assert meetings.startswith(
        "over 525 bilateral meetings European Cluster Matchmaking Event 2018"
    )
    account = article(made, "f0129")
    assert account.startswith("around 800 profiles of cluster organisations on the ECCP")
    assert "Another account: 880 profiles" in account
    assert "(German)" in account
    confirmation = article(made, "f0174")
    assert "confirms another figure" in confirmation
    assert "It confirms: 23 partnerships" in confirmation


def test_a_source_on_which_no_figure_rests(engine: Engine) -> None:
    without = next(c for c in LINES if not any(f["source_id"] == c for f in FIGURES))
    assert "No figure of this edition rests on it." in text(page(engine, Site(), "source", without))


def test_a_correction_is_told(engine: Engine) -> None:
    said = article(page(engine, Site(), "source", "s23ea2b43"), "f0799")
    assert "planned, not an outcome" in said
    assert "Corrected in this edition: status was outcome, is target." in said


def test_parts_are_told_from_wholes(engine: Engine) -> None:
    (part,) = [f for f in FIGURES if f["figure_id"] == "f0562"]
    made = page(engine, Site(), "source", part["source_id"])
    assert article(made, "f0562").startswith("9 SMEs supported a part, not the whole METASTARS")
    assert "a part, not the whole" not in article(made, "f0563")
