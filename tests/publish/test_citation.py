"""Citations name each publication, its date and the edition; BibTeX survives any title."""

import re
from dataclasses import replace

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Origin, Question, Where
from clusterdash.publish import bibtex, citation, cite
from clusterdash.publish.citation import cited, entries, short
from clusterdash.publish.csl import items
from clusterdash.publish.link import to_link

PAGE = Origin(
    "s00000001", "50 % & more_#1 {draft}", "A & B", "https://e.org/a_b?c=1&d=%20", "", 2, ""
)


def test_a_publication() -> None:
    assert cite(PAGE) == ("A & B: 50 % & more_#1 {draft} (undated). https://e.org/a_b?c=1&d=%20")
    kept = replace(PAGE, url="", published="2018")
    assert cite(kept) == "A & B: 50 % & more_#1 {draft} (2018). (kept with the edition)"


def test_a_citation_ends_with_the_edition(engine: Engine) -> None:
    found = engine.evaluate(Question("funnel", ("programme", "stage")))
    lines = citation(found).splitlines()
    assert lines[:-1] == [cite(origin) for origin in found.origins]
    assert lines[-1] == f"Compiled in: clusterdash, {engine.edition.label}, metric “funnel”."


def test_a_register_is_credited_first(engine: Engine) -> None:
    found = engine.evaluate(Question("organisations", (), Where.of({"country": ["PT"]})))
    assert citation(found).splitlines()[0] == f"{found.credit}."
    assert short(found) == f"{found.credit}; {len(found.origins)} publications"


def _entry(engine: Engine, origin: Origin) -> str:
    found = engine.evaluate(Question("funnel", ("programme", "stage")))
    return bibtex(replace(found, origins=(origin,)))


def test_bibtex_escapes_what_latex_would_read(engine: Engine) -> None:
    entry = _entry(engine, PAGE)
    assert r"title = {50 \% \& more\_\#1" in entry
    assert r"author = {{A \& B}}" in entry
    assert "year" not in entry.split("\n\n")[0]
    assert entry.startswith("@misc{s00000001,")


@pytest.mark.parametrize("title", ["a { b", "a } b", "{draft", "a \\ b", "a ~ b", "a ^ b"])
def test_bibtex_stays_balanced_and_literal(engine: Engine, title: str) -> None:
    entry = _entry(engine, replace(PAGE, title=title, publisher="P"))
    bare = re.sub(r"\\[{}]", "", entry)
    depth = 0
    for char in bare:
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0
    for sign in set(title) & set("\\~^"):
        line = next(line for line in entry.splitlines() if "title =" in line)
        assert f" {sign} " not in line


def test_an_address_stays_a_working_address(engine: Engine) -> None:
    """The url of an entry is read as it stands (biblatex, \\url): a backslash would break it."""
    line = next(x for x in _entry(engine, PAGE).splitlines() if "url =" in x)
    assert PAGE.url in line


@pytest.mark.parametrize("site", ["", "https://clusters.example.eu/"])
def test_all_forms_cite_the_same(site: str, engine: Engine) -> None:
    for metric in engine.registry.metrics:
        way = metric.normalisers[0] if metric.normalisers else ""
        for question in (
            Question(metric.key, metric.default_by),
            Question(metric.key, normalise=way),
        ):
            found = engine.evaluate(question)
            plain = citation(found).splitlines()
            *publications, own = items(found, site)
            told = entries(found, site)
            assert [key for key, _ in told] == [item["id"] for item in (*publications, own)]
            named = [line for line in plain[:-1] if line != f"{found.credit}."]
            assert named == [cite(one) for one in cited(found)]
            assert [item["id"] for item in publications] == [o.source_id for o in cited(found)]
            mine = told[-1][1]
            assert mine["title"] == own["title"]
            assert mine["year"] == str(own["issued"]["date-parts"][0][0])
            assert mine["url"] == own.get("URL", "")
            assert mine["url"].startswith(site)
            assert found.credit in mine["note"]
            assert found.credit in own["note"]


def test_the_entry_of_the_edition_says_whom_when_and_where(engine: Engine) -> None:
    asked = Question("organisations", ("country",), normalise="population")
    found = engine.evaluate(asked)
    own = bibtex(found, "https://clusters.example.eu/").split("\n\n")[-1]
    assert "per million inhabitants}" in own
    assert f"year = {{{engine.edition.date[:4]}}}" in own
    assert "European Cluster Collaboration Platform" in own
    link = f"https://clusters.example.eu/api/v1/answer/{to_link(asked)}"
    assert f"url = {{{link}}}" in own
    assert "url" not in bibtex(found).split("\n\n")[-1]


def test_every_entry_has_a_key_of_its_own(engine: Engine) -> None:
    found = engine.evaluate(Question("meetings", ("event",)))
    *keys, own = re.findall(r"^@misc\{([\w-]+),", bibtex(found), re.MULTILINE)
    assert own == "clusterdash-meetings"
    assert keys == [origin.source_id for origin in found.origins]
    assert len(set(keys)) == len(keys) > 5
