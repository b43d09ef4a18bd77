"""The page of an event: its line, its figures as published, and what it never claims."""

import re
from html import unescape

import pytest

from clusterdash.engine import Engine
from clusterdash.language import speaking
from clusterdash.model import Question, Where
from clusterdash.ui.documents import page
from clusterdash.ui.profiles.event import Event, event
from clusterdash.ui.profiles.facts import dates
from clusterdash.ui.site import Site
from tests.ui.profiled import EVENTS, FIGURES, WORDS, article, lines, number, status, text

LINES = {line["event_id"]: line for line in EVENTS}
MATCHMAKING = "european-cluster-matchmaking-event-brussels-2018"
CANCELLED = "eu-japan-clusters-regions-cooperation-strasbourg-2020-cancelled"
ANNOUNCED = "eu-india-matchmaking-bengaluru-2024"
LINKED = {line["figure_id"] for line in lines("figure_links")}
PLAIN = {"Series": "series", "Organiser": "organiser"}


def _facts(made: Event) -> dict[str, str]:
    return {fact.name: fact.said for fact in made.facts}


@pytest.mark.parametrize("code", LINES)
def test_facts_are_the_line_of_the_file(engine: Engine, code: str) -> None:
    line, made = LINES[code], event(engine, code)
    facts = _facts(made)
    assert (made.name, made.status) == (line["name"], line["status"])
    for name, column in PLAIN.items():
        assert facts[name] == (line[column] or "not stated")
    for name, column in {
        "City": "city",
        "Host country": "country_code",
        "Mode": "mode",
        "Direction": "direction",
        "Partner countries": "partner_country_code",
        "Programme": "programme",
    }.items():
        assert (facts[name] == "not stated") == (not line[column]), name
    dated = next(said for name, said in facts.items() if name.startswith("Date"))
    for column in ("start_date", "end_date"):
        assert line[column][:4] in dated
    assert (dated == "not stated") == (not line["start_date"] and not line["end_date"])
    assert [origin.source_id for origin in made.origins] == [line["source_id"]]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2018-02-22", "2018-02-22", "22 Feb 2018"),
        ("2018-02-22", "2018-02-23", "22 Feb 2018 to 23 Feb 2018"),
        ("2017-12", "2017-12", "Dec 2017 (days not published)"),
        ("2017-04", "2017-07", "Apr 2017 to Jul 2017 (days not published)"),
        ("2020-06", "2023-05-31", "Jun 2020 to 31 May 2023 (first day not published)"),
        ("2022-09-01", "2024-08", "1 Sep 2022 to Aug 2024 (last day not published)"),
        ("2018-05-16", None, "from 16 May 2018; the end is not published"),
        (None, "2023-01-31", "until 31 Jan 2023; the start is not published"),
        ("2016", "2017", "2016 to 2017"),
        (None, None, ""),
    ],
)
def test_dates_are_as_exact_as_published(start: str | None, end: str | None, said: str) -> None:
    assert dates(start, end) == said


def test_the_matchmaking_event_of_2018(engine: Engine) -> None:
    made = page(engine, Site(), "event", MATCHMAKING)
    said = text(made)
    assert "Held · 22 Feb 2018 · Brussels, Belgium." in said
    assert article(made, "f0319").startswith("over 525 bilateral meetings 22 Feb 2018")
    assert "With over 525 bilateral meetings between European Clusters" in article(made, "f0319")
    assert article(made, "f0320").startswith("130 organisations at the event, European side")
    assert article(made, "f0318").startswith("22 countries at the event")
    assert "planned, not an outcome" not in article(made, "f0319")
    planned = article(made, "f0321")
    assert planned.startswith("around 140 participants planned, not an outcome")
    confirmed = article(made, "f0322")
    assert confirmed.startswith("over 10,000 SMEs represented")
    assert "Said again: over 10,000 SMEs represented ECCP matchmaking" in confirmed
    assert "Same sentence, filed under the programme." in confirmed
    assert "f0639" in confirmed
    assert 'href="source?id=s5dbf7c70"' in made
    assert 'href="document?id=s5dbf7c70"' in made
    assert 'href="matchmaking?v=1&amp;series=ECCP%20matchmaking"' in made


def test_rivals_stand_beside_the_figure_that_is_shown(engine: Engine) -> None:
    made = page(engine, Site(), "event", "eacp-abroad-dubai-airshow-2017")
    assert 'href="matchmaking#events"' in made
    shown = article(made, "f0217")
    assert shown.startswith("1 formal agreement")
    assert "Another account: 3 formal agreements EACP-ABROAD" in shown
    assert "The partnership reports 3 memoranda in September 2017" in shown
    assert 'href="partnership?id=eacp-abroad#f0471"' in made
    own = article(page(engine, Site(), "partnership", "eacp-abroad"), "f0471")
    assert "not shown on boards: another figure is preferred" in own
    assert "Shown instead: 1 formal agreement" in own


@pytest.mark.parametrize("code", LINES)
def test_only_an_event_that_was_held_reads_as_held(engine: Engine, code: str) -> None:
    made = unescape(page(engine, Site(), "event", code))
    status_ = LINES[code]["status"]
    notes = re.findall(r'<p class="strange" role="note"><strong>(.*?)</strong>', made)
    if status_ == "held":
        assert notes == []
        assert '<p class="lede">Held' in made
    else:
        assert '<p class="lede">Held' not in made
        assert "<dd>Held" not in made
        first = {"announced": "Announced; no source", "cancelled": "Cancelled; it was not held."}
        assert notes
        assert notes[0].startswith(first[status_])


def test_a_cancelled_event_and_an_announced_one(engine: Engine) -> None:
    planned = _facts(event(engine, CANCELLED))["Date it was planned for"]
    assert planned == "27 Apr 2020 to 29 Apr 2020"
    made = event(engine, ANNOUNCED)
    assert _facts(made)["Date announced"] == "19 Nov 2024 to 21 Nov 2024"
    assert [(item.named, item.announced) for item in made.presence] == [
        ("Digital", True),
        ("Health", True),
    ]
    assert "Digital announced only" in text(page(engine, Site(), "event", ANNOUNCED))


@pytest.mark.parametrize("figure", [f for f in FIGURES if f["subject_type"] == "event"])
def test_figures_keep_value_qualifier_and_status(engine: Engine, figure: dict[str, str]) -> None:
    made = event(engine, figure["subject_id"])
    found = {one.code: one for one in made.statements}
    found |= {o.statement.code: o.statement for one in made.statements for o in one.others}
    one = found[figure["figure_id"]]
    assert WORDS[figure["qualifier"]] + number(figure) in one.value.replace("EUR ", "")
    assert one.value.startswith(WORDS[figure["qualifier"]])
    assert one.planned == (status(figure) == "target")
    assert one.origin.source_id == figure["source_id"]
    assert (one.quote.text if one.quote else "") == figure["quote"]
    if one.metric:
        asked = Question(one.metric, ("figure",), Where.of({"figure": [one.code]}))
        answer = engine.evaluate(asked).frame
        # A board leaves rivals out; what it shows is the same number with the same qualifier.
        spare = figure["part"] in {"alt", "confirmation"} or one.code in LINKED
        assert answer.height == (not spare)
        for value, qualifier in answer.select("value", "qualifier").iter_rows():
            assert (value, qualifier) == (float(figure["value"]), figure["qualifier"])


def test_everybody_who_was_named_is_named(engine: Engine) -> None:
    code = "eu-ukraine-cluster-policy-learning-matchmaking-kyiv-2018"
    presence = event(engine, code).presence
    names = {name for item in presence for name in item.named.split("; ")}
    own = [line for line in lines("event_presence") if line["event_id"] == code]
    assert len(names) == len(own) == 18
    assert {"Ukraine", "Croatia", "Textiles", "Agri-food"} <= names


def test_boards_are_those_that_count_such_events(engine: Engine) -> None:
    boards = dict(event(engine, "clusters3-peer-review-latvia").boards)
    assert boards == {
        "Training: CLUSTERS3 peer reviews": "training?v=1&series=CLUSTERS3%20peer%20reviews"
    }
    keys = {board.key for theme in engine.registry.themes if (board := theme.board)}
    for code in LINES:
        for name, href in event(engine, code).boards:
            assert name
            assert href.partition("?")[0] in keys


def test_the_words_are_in_the_language_that_is_spoken(engine: Engine) -> None:
    with speaking("en_XA"):
        made = page(engine, Site(), "event", MATCHMAKING)
    said = text(made)
    for word in ("Published figures in", "What is known", "Status", "planned, not", "Held"):
        assert word not in said
    assert "European Cluster Matchmaking Event 2018" in said


def test_a_confirmation_of_no_figure_is_said_to_be_one(engine: Engine) -> None:
    made = event(engine, "european-cluster-policy-forum-1-brussels-2018")
    assert made.statements[-1].code == "f0342"
    code = "european-cluster-policy-forum-1-brussels-2018"
    said = article(page(engine, Site(), "event", code), "f0342")
    assert "noted as a confirmation, without saying of which figure" in said


@pytest.mark.parametrize("line", [line for line in EVENTS if line["status"] != "held"])
def test_nobody_is_present_at_what_was_not_held(engine: Engine, line: dict[str, str]) -> None:
    said = text(page(engine, Site(), "event", line["event_id"]))
    assert "Named as present" not in said
    named = any(row["event_id"] == line["event_id"] for row in lines("event_presence"))
    assert ("Named in the announcement" in said) == named
    if line["start_date"] and not line["end_date"]:
        assert "no end is published" in said
        assert not re.search(r"Date announced from|Date it was planned for from", said)


def test_another_kind_is_said_with_the_value(engine: Engine) -> None:
    said = article(page(engine, Site(), "source", "s258af3fc"), "f0372")
    assert said.startswith("416 agreements, initiated or established")
    assert "Shown instead: 27 formal agreements" in said
