"""Every event is drawn where it belongs, or counted in words; no mark hides another."""

import csv
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import hypot, pi
from typing import Any

import polars as pl
import pytest

from clusterdash.charts import timeline
from clusterdash.charts.chart import Content
from clusterdash.charts.lanes import moment
from clusterdash.charts.lettering import width
from clusterdash.charts.sheet import NARROWEST
from clusterdash.charts.swarm import swarm
from clusterdash.editions.store import published_folder
from clusterdash.engine import Engine, Labels
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import Question, Result, Where
from tests.charts.drawn import ask, changed, drawn, nothing, only, prose, rows, texts

WAYS = {
    "type": "type",
    "series": "series",
    "direction": "direction",
    "mode": "mode",
    "partner_country": "partner_country_code",
}


def _events() -> dict[str, dict[str, str]]:
    with (published_folder() / "events.csv").open(encoding="utf-8", newline="") as file:
        return {row["event_id"]: row for row in csv.DictReader(file)}


EVENTS = _events()
_STATES = r"\d+ (?:held|announced|cancelled)"
_COUNT = re.compile(rf"{_STATES}(?:, {_STATES})*(?=$|;)")


def _counts(content: Content) -> list[int]:
    """How many events each lane says it has, whatever their state; lines of one lane together."""
    found: list[int] = []
    before = 0.0
    for word in rows(content, "words"):
        if said := _COUNT.match(word["text"]):
            n = sum(int(each) for each in re.findall(r"\d+", said[0]))
            if found and word["y"] - before == 14:
                found[-1] += n
            else:
                found.append(n)
            before = word["y"]
    return found


def _asked(engine: Engine, way: str, metric: str = "events") -> tuple[Result, Result]:
    number = "meetings" if metric == "events" else "training_participants"
    return ask(engine, metric, "event", way, "event_status"), ask(engine, number, "event")


def _content(engine: Engine, labels: Labels, way: str, marks: Where | None = None) -> Content:
    return timeline.content(_asked(engine, way), labels, marks or Where())


def _one(engine: Engine, code: str, **changes: str | None) -> tuple[Result, Result]:
    """One event, its row in the table changed."""
    events, numbers = _asked(engine, "type")
    events = only(events, pl.col("event") == code)
    held = events.rows.filter(pl.col("event_id") == code)
    return replace(events, rows=held.with_columns(**_literals(changes))), numbers


def _literals(changes: dict[str, str | None]) -> dict[str, pl.Expr]:
    return {name: pl.lit(text, pl.String) for name, text in changes.items()}


@pytest.mark.parametrize("way", WAYS)
def test_every_published_event_is_drawn_or_counted(
    engine: Engine, labels: Labels, way: str
) -> None:
    content = _content(engine, labels, way)
    drawn(timeline.build, content)
    marks = rows(content, "events")
    dated = {code for code, row in EVENTS.items() if row["start_date"] or row["end_date"]}
    assert {mark["code"] for mark in marks} == dated
    assert f"{len(EVENTS) - len(dated)} events without a published date" in prose(content)


@pytest.mark.parametrize("way", WAYS)
def test_every_event_stands_in_the_lane_of_each_of_its_values(
    engine: Engine, labels: Labels, way: str
) -> None:
    expected: Counter[str] = Counter()
    for row in EVENTS.values():
        for value in (row[WAYS[way]] or "not stated").split(";"):
            expected[value] += 1
    stated = [n for value, n in expected.items() if value != "not stated"]
    content = _content(engine, labels, way)
    said, counts = texts(content), _counts(content)
    largest = sorted(stated, reverse=True)
    if len(stated) <= 13:
        assert counts[: len(stated)] == largest
    else:
        assert counts[:12] == largest[:12]
        assert f"{len(stated) - 12} others together" in said
    if expected["not stated"]:
        assert counts[-1] == expected["not stated"]
        assert "Not stated" in said


@pytest.mark.parametrize("way", WAYS)
def test_events_are_where_their_dates_are(engine: Engine, labels: Labels, way: str) -> None:
    content = _content(engine, labels, way)
    years = [int(row["start_date"][:4]) for row in EVENTS.values() if row["start_date"]]
    first, last = min(years), max(years)
    for mark in rows(content, "events"):
        year, *rest = map(int, EVENTS[mark["code"]]["start_date"].split("-"))
        if len(rest) == 2:
            days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
            part = ((date(year, *rest) - date(year, 1, 1)).days + 0.5) / days
        else:
            part = (rest[0] - 0.5) / 12
        assert mark["x"] == pytest.approx((year + part - first) / (last + 1 - first))
    assert list(content.ticks["x"].values()) == [str(year) for year in range(first, last + 1)]


@pytest.mark.parametrize(
    ("written", "at", "said"),
    [
        ("2019", 2019.5, "2019"),
        ("2019-01", 2019 + 0.5 / 12, "Jan 2019"),
        ("2020-12-31", 2020 + 365.5 / 366, "31 Dec 2020"),
        ("", None, ""),
        (None, None, ""),
    ],
)
def test_what_is_known_of_a_date(written: str | None, at: float | None, said: str) -> None:
    assert moment(written) == (at if at is None else pytest.approx(at), said)


def test_shapes_tell_held_announced_and_cancelled(engine: Engine, labels: Labels) -> None:
    content = _content(engine, labels, "type")
    for mark in rows(content, "events"):
        status = EVENTS[mark["code"]]["status"]
        assert mark["status"] == status
        bound = mark["qualifier"] not in {"", "exact"}
        shape = {
            "held": ("circle", "card" if bound else mark["tone"], "solid"),
            "announced": ("circle", "card", "2 2"),
            "cancelled": ("x", "card", "solid"),
        }[status]
        assert (mark["marker"], mark["ground"], mark["dash"]) == shape
    assert {"announced", "cancelled", "held, no number published"} <= {*texts(content)}


@pytest.mark.parametrize("metric", ["events", "sessions"])
def test_bounds_and_approximations_are_open_circles(
    engine: Engine, labels: Labels, metric: str
) -> None:
    events, numbers = _asked(engine, "type", metric)
    said = dict(numbers.frame.select("event", "qualifier").iter_rows())
    content = timeline.content((events, numbers), labels, Where())
    held = [mark for mark in rows(content, "events") if mark["status"] == "held"]
    around = {mark["code"] for mark in held if said.get(mark["code"], "exact") != "exact"}
    assert around
    assert {mark["code"] for mark in held if mark["ground"] == "card"} == around
    assert {(mark["edge"], mark["dash"]) for mark in held if mark["code"] in around} == {
        ("primary", "solid")
    }
    # The key shows such a circle and says what it means; where there is none it says nothing.
    key = "open: “over”, “around” or “at least”"
    assert key in prose(content)
    grounds = Counter(m["ground"] for m in rows(content, "key") if m["status"] == "held")
    assert grounds["card"] == 1
    exact = changed(numbers, qualifier=pl.lit("exact"))
    content = timeline.content((events, exact), labels, Where())
    assert key not in prose(content)
    assert not [
        m for m in rows(content, "events") if (m["status"], m["ground"]) == ("held", "card")
    ]


def test_areas_are_as_the_numbers(engine: Engine, labels: Labels) -> None:
    content = _content(engine, labels, "type")
    frame = ask(engine, "meetings", "event").frame
    published = dict(frame.select("event", "value").iter_rows())
    qualifiers = dict(frame.select("event", "qualifier").iter_rows())
    marks = {mark["code"]: mark for mark in rows(content, "events")}
    sized = {code: mark for code, mark in marks.items() if mark["value"] is not None}
    dated = {code for code in published if EVENTS[code]["start_date"]}
    assert {*sized} == dated
    top = max(sized.values(), key=lambda mark: mark["value"])
    scale = pi * top["size"] ** 2 / top["value"]
    for code, mark in sized.items():
        assert mark["value"] == published[code]
        assert mark["qualifier"] == qualifiers[code]
        if mark["status"] == "held":  # one with the least size says no less than it is
            assert pi * mark["size"] ** 2 >= 0.999 * scale * mark["value"]
            if mark["size"] > 7.3:
                assert pi * mark["size"] ** 2 == pytest.approx(scale * mark["value"])
    bare = {mark["size"] for code, mark in marks.items() if code not in published}
    held = [mark["size"] for mark in sized.values()]
    assert min(bare) < min(held)


def test_numbers_keep_their_qualifiers_and_never_meet(engine: Engine, labels: Labels) -> None:
    for way in WAYS:
        content = _content(engine, labels, way)
        known = {mark["said"] for mark in rows(content, "events")} - {""}
        written = [w for w in rows(content, "words") if w["text"] in known and w["x"] > 0]
        assert 2 <= len(written) <= 12
        assert {"over 176", "800"} & {w["text"] for w in written}
        assert not {"525", "176"} & {*texts(content)}  # never without their "over"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("metric", ["events", "sessions"])
def test_no_mark_hides_another(engine: Engine, labels: Labels, way: str, metric: str) -> None:
    if metric == "sessions" and way in {"direction", "partner_country"}:
        return
    content = timeline.content(_asked(engine, way, metric), labels, Where())
    assert content.margins is not None
    marks = rows(content, "events")
    for wide, seen in ((NARROWEST, 0.599), (480, 1.0), (1300, 1.0)):
        inner = wide - sum(content.margins)
        for one, other in combinations(marks, 2):
            apart = hypot((one["x"] - other["x"]) * inner, one["y"] - other["y"])
            assert apart >= seen * (one["size"] + other["size"]) / 2, (wide, one, other)
    sizes = [mark["size"] for mark in marks]
    assert sizes == sorted(sizes, reverse=True)  # small marks lie above large ones


def test_a_swarm_is_the_same_each_time_and_stays_near_its_line() -> None:
    places = [(0.5, 3.0)] * 5 + [(0.1, 3.0)]
    down = swarm(places, 200, 400)
    assert down == swarm(places, 200, 400)
    assert down[-1] == 0
    assert len({*down[:5]}) == 5
    assert max(map(abs, down)) <= 15


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_no_words_are_clipped_or_meet(
    engine: Engine, labels: Labels, way: str, language: str
) -> None:
    with speaking(language):
        content = _content(engine, labels, way, Where.of({"host_country": ["BE"]}))
    assert content.margins is not None
    left, right = content.margins
    for wide in (NARROWEST, 720, 1300):
        boxes = []
        for word in rows(content, "words"):
            size = float(word["size"].removesuffix("px"))
            room = width(word["text"], size, bold=word["style"] == "bold")
            start = left + word["x"] * (wide - left - right) + word["dx"]
            start -= {"left": 0.0, "right": room, "center": room / 2}[word["align"]]
            assert start >= -1, word
            assert start + room <= wide + 1, word
            half = size / 2
            boxes.append((start, start + room, word["y"] - half, word["y"] + half, word))
        for (l0, r0, t0, b0, one), (l1, r1, t1, b1, other) in combinations(boxes, 2):
            assert not (l0 < r1 and l1 < r0 and t0 < b1 and t1 < b0), (one, other)


def test_marks_colour_the_events_that_the_selection_names(engine: Engine, labels: Labels) -> None:
    content = _content(engine, labels, "type", Where.of({"host_country": ["BE"]}))
    for mark in rows(content, "events"):
        held_there = EVENTS[mark["code"]]["country_code"] == "BE"
        assert mark["tone"] == ("selected" if held_there else "hatch")
        # Not by colour alone.
        if mark["status"] == "held" and mark["ground"] != "card":
            assert (mark["edge"] == "ink") == held_there
        elif mark["status"] == "held":
            assert mark["edge"] == mark["tone"]
            assert (mark["weight"] > 2) == held_there
    belgian = sum(row["country_code"] == "BE" for row in EVENTS.values())
    line = next(w for w in rows(content, "words") if "marked" in w["text"])
    assert line["text"] == f"► {belgian} events marked: held in Belgium"
    assert line["style"] == "bold"


def test_lanes_say_how_many_events_are_in_each_state(engine: Engine, labels: Labels) -> None:
    said = prose(_content(engine, labels, "type"))
    kinds = Counter((row["type"], row["status"]) for row in EVENTS.values())
    held, announced = kinds["conference", "held"], kinds["conference", "announced"]
    assert held
    assert announced
    assert f"Conference {held} held, {announced} announced" in said
    assert f"Webinar {kinds['webinar', 'held']} held" in said


def test_a_key_names_the_unit_of_each_number(engine: Engine, labels: Labels) -> None:
    content = _content(engine, labels, "type")
    assert {"100 bilateral meetings", "500 bilateral meetings"} <= {*texts(content)}


def test_a_marked_lane_is_kept_and_signed(engine: Engine, labels: Labels) -> None:
    content = _content(engine, labels, "partner_country", Where.of({"partner_country": ["JP"]}))
    name = next(w for w in rows(content, "words") if w["text"] == "► Japan")
    assert (name["tone"], name["style"]) == ("selected", "bold")
    found = {m["code"] for m in rows(content, "events") if m["tone"] == "selected"}
    assert found == {c for c, row in EVENTS.items() if "JP" in row["partner_country_code"]}


def test_events_with_several_partners_are_said_to_stand_in_several_lanes(
    engine: Engine, labels: Labels
) -> None:
    said = prose(_content(engine, labels, "partner_country"))
    assert "events stand in several lanes" in said
    assert "several lanes" not in prose(_content(engine, labels, "type"))


def test_what_is_not_stated_is_hatched(engine: Engine, labels: Labels) -> None:
    content = _content(engine, labels, "direction")
    (band,) = rows(content, "bands")
    inside = {m["code"] for m in rows(content, "events") if band["top"] < m["y"] < band["bottom"]}
    dated = {c for c, r in EVENTS.items() if r["start_date"] and not r["direction"]}
    assert inside == dated
    assert rows(_content(engine, labels, "type"), "bands") == []


def test_numbers_of_others_and_of_other_events_change_nothing(
    engine: Engine, labels: Labels
) -> None:
    events, numbers = _asked(engine, "type")
    few = only(events, pl.col("type") == "conference")
    content = timeline.content((few, numbers), labels, Where())
    conferences = {c for c, r in EVENTS.items() if r["type"] == "conference" and r["start_date"]}
    assert {mark["code"] for mark in rows(content, "events")} == conferences


def test_without_numbers_all_marks_are_alike(engine: Engine, labels: Labels) -> None:
    events, numbers = _asked(engine, "type")
    for results in ((events,), (events, nothing(numbers))):
        content = timeline.content(results, labels, Where())
        drawn(timeline.build, content)
        held = [m for m in rows(content, "events") if m["status"] == "held"]
        assert len({mark["size"] for mark in held}) == 1
        assert "held" in texts(content)
        assert not any("number" in text for text in texts(content))


def test_a_target_is_no_number_of_an_event(engine: Engine, labels: Labels) -> None:
    events, numbers = _asked(engine, "type")
    planned = replace(numbers, frame=numbers.frame.with_columns(outcome=pl.lit("target")))
    content = timeline.content((events, planned), labels, Where())
    assert all(mark["value"] is None for mark in rows(content, "events"))


def test_no_event_one_event_and_no_date(engine: Engine, labels: Labels) -> None:
    events, numbers = _asked(engine, "type")
    none = timeline.content((nothing(events), numbers), labels, Where())
    chart = drawn(timeline.build, none)
    assert prose(none) == "Nobody published it."
    code = next(code for code, row in EVENTS.items() if row["start_date"])
    one = timeline.content(_one(engine, code), labels, Where())
    chart.show(one)
    (mark,) = rows(one, "events")
    assert 0 < mark["x"] < 1
    assert list(one.ticks["x"].values()) == [EVENTS[code]["start_date"][:4]]
    bare = timeline.content(_one(engine, code, start_date=None, end_date=None), labels, Where())
    chart.show(bare)
    assert rows(bare, "events") == []
    assert "1 event without a published date, in the table" in prose(bare)


def test_a_date_of_an_end_alone_is_one(engine: Engine, labels: Labels) -> None:
    code = next(iter(EVENTS))
    asked = _one(engine, code, start_date=None, end_date="2021")
    (mark,) = rows(timeline.content(asked, labels, Where()), "events")
    assert (mark["x"], mark["when"]) == (0.5, "2021")


def test_hostile_words_stay_words(engine: Engine, labels: Labels) -> None:
    hostile = '<img src=x onerror="alert(1)">{x}' + "w" * 90
    events, numbers = _asked(engine, "series")
    code = events.frame["event"][0]
    frame = events.frame.with_columns(
        series=pl.when(pl.col("event") == code).then(pl.lit(hostile)).otherwise(pl.col("series"))
    )
    few = frame.filter(pl.col("series").is_in([hostile, "C2Lab"]))
    content = timeline.content((replace(events, frame=few), numbers), labels, Where())
    drawn(timeline.build, content)
    # Broken over lines, not a letter lost.
    assert "".join(hostile.split()) in "".join(prose(content).split())


def test_a_change_patches_the_sources_alone(engine: Engine, labels: Labels) -> None:
    chart = drawn(timeline.build, _content(engine, labels, "type"))
    before = {name: source.id for name, source in chart.sources.items()}
    renderers = [each.id for each in _models(chart.figure).renderers]
    chart.show(_content(engine, labels, "series"))
    assert before == {name: source.id for name, source in chart.sources.items()}
    assert renderers == [each.id for each in _models(chart.figure).renderers]


def _models(figure: Any) -> Any:
    return figure


def test_sessions_are_drawn_with_their_participants(engine: Engine, labels: Labels) -> None:
    content = timeline.content(_asked(engine, "series", "sessions"), labels, Where())
    frame = engine.evaluate(Question("sessions", ("event", "series", "event_status"))).frame
    dated = {code for code in frame["event"] if EVENTS[code]["start_date"]}
    assert {mark["code"] for mark in rows(content, "events")} == dated
    assert "200 participants in training and learning" in prose(content)
