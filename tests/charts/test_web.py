"""The web of countries: every pair against SQL over the raw partners, and what is drawn of it."""

from functools import lru_cache
from itertools import pairwise
from math import pi
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from bokeh.models import HoverTool, TapTool

from clusterdash.charts.lettering import width
from clusterdash.charts.palette import PALETTE
from clusterdash.charts.ring import clockwise, ring
from clusterdash.charts.sheet import SIGN
from clusterdash.charts.web import RATIO, build, content
from clusterdash.engine import Engine, Labels
from clusterdash.model import Result, Where
from tests.charts.drawn import ask, changed, drawn, nothing, only, rows

DATA = Path(__file__).parents[2] / "data"
Answers = tuple[Result, Result]
Pair = tuple[str, str]


@lru_cache(maxsize=1)
def counted() -> dict[Pair, int]:
    """Distinct partnerships by unordered pair, two different rows of partners each."""
    found = duckdb.sql(
        f"""
        WITH seats AS (
            SELECT row_number() OVER () AS seat, partnership_id AS p, country_code AS c
            FROM read_csv('{DATA / "partnership_partners.csv"}', all_varchar = true)
            WHERE country_code IS NOT NULL
        )
        SELECT a.c, b.c, count(DISTINCT a.p) FROM seats a JOIN seats b
        ON a.p = b.p AND a.seat <> b.seat AND a.c <= b.c GROUP BY ALL
        """
    ).fetchall()
    return {(one, other): n for one, other, n in found}


@pytest.fixture(scope="module")
def answers(engine: Engine) -> Answers:
    return _ask(engine)


def _ask(engine: Engine, **selected: list[str]) -> Answers:
    where = Where.of(selected)
    return (
        ask(engine, "partnerships_between", "country", "with_country", where=where),
        ask(engine, "partners_listed", "country", where=where),
    )


def _marked(*codes: str) -> Where:
    return Where.of({"country": codes})


def _ties(results: Answers, labels: Labels, marks: Where | None = None) -> list[dict[str, Any]]:
    made = content(results, labels, marks or Where())
    drawn(build, made)
    return [*rows(made, "bands"), *rows(made, "threads")]


def _by_pair(ties: list[dict[str, Any]]) -> dict[Pair, float]:
    return {(min(t["one"], t["other"]), max(t["one"], t["other"])): t["value"] for t in ties}


def _country(results: Answers, labels: Labels, code: str, marks: Where) -> dict[str, Any]:
    shown = rows(content(results, labels, marks), "countries")
    return next(row for row in shown if row["code"] == code)


def _prose(results: Answers, labels: Labels, marks: Where | None = None) -> str:
    made = content(results, labels, marks or Where())
    wide, narrow = (" ".join(made.sources[name]["text"]) for name in ("wide", "narrow"))
    assert wide == narrow
    return wide


def test_every_pair_is_drawn_once_with_its_number(answers: Answers, labels: Labels) -> None:
    ties = _ties(answers, labels)
    assert len(ties) == len(counted()) > 200
    assert _by_pair(ties) == counted()


def test_the_answer_is_symmetric(answers: Answers) -> None:
    frame = answers[0].frame.select("country", "with_country", "value")
    values = {(one, other): value for one, other, value in frame.iter_rows()}
    assert all(values[other, one] == value for (one, other), value in values.items())


def test_one_order_of_a_pair_is_enough(engine: Engine, answers: Answers, labels: Labels) -> None:
    narrowed = _by_pair(_ties(_ask(engine, country=["FR"]), labels))
    assert narrowed == {pair: n for pair, n in counted().items() if "FR" in pair}


def test_partner_places_stand_beside_the_names(answers: Answers, labels: Labels) -> None:
    places = dict(
        duckdb.sql(
            f"""SELECT country_code, count(*) FROM
            read_csv('{DATA / "partnership_partners.csv"}', all_varchar = true) GROUP BY ALL"""
        ).fetchall()
    )
    shown = rows(content(answers, labels, Where()), "countries")
    assert {row["code"] for row in shown} == places.keys() - {None}
    for row in shown:
        code = row["code"]
        assert row["short"] == f"{code}  {places[code]}"
        assert row["long"] == f"{labels.label('country', code)}  {places[code]}"
        assert row["said"].startswith(f"at least {places[code]} partner place")
    prose = _prose(answers, labels)
    assert "(each at least)" in prose
    assert f"Country not stated: at least {places[None]} partner places" in prose


def test_bands_are_as_wide_as_their_numbers_and_fill_their_arcs() -> None:
    ties = {("ES", "FR"): 6.0, ("ES", "PL"): 2.0, ("ES", "ES"): 1.0}
    seats, bands = ring(("PL", "ES", "FR"), ties)
    unit = bands["ES", "ES"].ends[0][1] - bands["ES", "ES"].ends[0][0]
    for pair, n in ties.items():
        for start, end in bands[pair].ends:
            assert end - start == pytest.approx(n * unit)
    arc = seats["ES"]
    slots = sorted(ends for pair in ties for ends in _at(bands[pair].ends, pair, "ES"))
    assert slots[0][0] == pytest.approx(arc.start)
    assert slots[-1][1] == pytest.approx(arc.end)
    assert all(a[1] == pytest.approx(b[0]) for a, b in pairwise(slots))


def _at(ends: tuple[Any, Any], pair: Pair, code: str) -> set[tuple[float, float]]:
    return {place for place, held in zip(ends, pair, strict=True) if held == code}


@pytest.mark.parametrize("count", [1, 2, 3, 27, 45])
def test_arcs_never_meet(count: int) -> None:
    codes = [f"{n:02}" for n in range(count)]
    ties = {(a, b): 1.0 + i for i, (a, b) in enumerate(pairwise(codes))}
    seats, _ = ring(codes, ties)
    held = [seats[code] for code in codes]
    assert all(b.start - a.end == pytest.approx(2 * a.room) for a, b in pairwise(held))
    assert held[0].start + 360 - held[-1].end == pytest.approx(2 * held[0].room)
    assert held[0].room > 1


def test_the_order_is_that_of_the_map_and_never_depends_on_the_others() -> None:
    order = clockwise(["ES", "NO", "PL", "GR", "US", "FR", "ES"])
    assert order == ("NO", "PL", "GR", "ES", "FR", "US")
    assert clockwise(["FR", "PL"]) == ("PL", "FR")


def test_what_is_chosen_is_told_by_colour_sign_weight_and_number(
    answers: Answers, labels: Labels
) -> None:
    marks = _marked("FR")
    ties = _ties(answers, labels, marks)
    for tie in ties:
        chosen = "FR" in {tie["one"], tie["other"]}
        assert tie["tone"] == ("selected" if chosen else "primary")
        assert (tie["alpha"] > 0.5) is chosen
    france = _country(answers, labels, "FR", marks)
    assert (france["long"], france["short"]) == (f"{SIGN}France", f"{SIGN}FR")
    assert (france["style"], france["ink"], france["tone"]) == ("bold", "selected", "selected")
    spain = _country(answers, labels, "ES", marks)
    assert spain["short"] == f"ES  {counted()['ES', 'FR']}"
    assert spain["style"] == "normal"
    serbia = _country(answers, labels, "RS", marks)
    assert ("FR", "RS") not in counted()
    assert (serbia["short"], serbia["ink"], serbia["tone"]) == ("RS", "ink-2", "hatch")
    others = [{*pair} - {"FR"} for pair in counted() if "FR" in pair and pair[0] != pair[1]]
    prose = _prose(answers, labels, marks)
    assert f"partnerships with {len(others)} of 26 others" in prose
    assert f"several own partners in at least {counted()['FR', 'FR']}" in prose


def test_what_is_chosen_lies_on_top(answers: Answers, labels: Labels) -> None:
    for source in ("bands", "threads"):
        shown = rows(content(answers, labels, _marked("PT")), source)
        on = ["PT" in {row["one"], row["other"]} for row in shown]
        assert on == sorted(on)
        assert any(on)
        plain = rows(content(answers, labels, Where()), source)
        values = [row["value"] for row in plain]
        assert values == sorted(values)  # the strongest lie above the weaker ones


def test_numbers_of_two_chosen_countries_stand_in_one_order(
    answers: Answers, labels: Labels
) -> None:
    marks = _marked("PL", "IS")
    assert "with Poland · Iceland" in _prose(answers, labels, marks)
    n = counted()
    assert (
        _country(answers, labels, "NO", marks)["short"] == f"NO  {n['NO', 'PL']} · {n['IS', 'NO']}"
    )
    assert ("FR", "IS") not in n
    assert _country(answers, labels, "FR", marks)["short"] == f"FR  {n['FR', 'PL']} · –"


def test_a_chosen_country_without_partners_is_said(answers: Answers, labels: Labels) -> None:
    assert "Malta: no partner stated" in _prose(answers, labels, _marked("MT"))
    assert _ties(answers, labels, _marked("MT")) == _ties(answers, labels)


def test_a_group_as_such_marks_nothing(answers: Answers, labels: Labels) -> None:
    made = content(answers, labels, _marked("EU27_2020"))
    assert made.sources == content(answers, labels, Where()).sources


def test_nothing_is_said(answers: Answers, labels: Labels) -> None:
    made = content((nothing(answers[0]), nothing(answers[1])), labels, _marked("FR"))
    drawn(build, made)
    assert made.sources["countries"]["code"] == made.sources["bands"]["xs"] == []
    assert " ".join(made.sources["middle"]["text"]) == "No partners stated for this selection"


@pytest.mark.parametrize("codes", [["FR"], ["FR", "ES"], ["FR", "ES", "IT"]])
def test_few_countries(answers: Answers, labels: Labels, codes: list[str]) -> None:
    both = pl.col("country").is_in(codes) & pl.col("with_country").is_in(codes)
    few = (only(answers[0], both), only(answers[1], pl.col("country").is_in(codes)))
    ties = _ties(few, labels)
    assert _by_pair(ties) == {p: n for p, n in counted().items() if {*p} <= {*codes}}
    shown = rows(content(few, labels, Where()), "countries")
    assert sorted(row["code"] for row in shown) == sorted(codes)
    said = " ".join(content(few, labels, Where()).sources["middle"]["text"])
    assert (said == "No partnership between two countries stated") is (len(codes) == 1)


def test_one_chosen_country_alone(answers: Answers, labels: Labels) -> None:
    france = pl.col("country") == "FR"
    alone = (only(answers[0], france & (pl.col("with_country") == "FR")), only(answers[1], france))
    places = int(alone[1].frame["value"].item())
    itself = counted()["FR", "FR"]
    assert _prose(alone, labels, _marked("FR")) == (
        f"France: at least {places} partner places; several own partners in at least {itself}"
    )


def test_a_country_without_a_tie_keeps_its_arc_and_is_named(
    answers: Answers, labels: Labels
) -> None:
    apart = (pl.col("country") != "RS") & (pl.col("with_country") != "RS")
    less = (only(answers[0], apart), answers[1])
    serbia = _country(less, labels, "RS", Where())
    assert serbia["start"] > serbia["end"]  # clockwise
    assert "as far as stated: Serbia" in _prose(less, labels)


def test_mixed_qualifiers_are_said_one_by_one(answers: Answers, labels: Labels) -> None:
    exact = pl.when(pl.col("country") == "ES").then(pl.lit("exact")).otherwise("qualifier")
    mixed = (answers[0], changed(answers[1], qualifier=exact.alias("qualifier")))
    shown = {r["code"]: r["short"] for r in rows(content(mixed, labels, Where()), "countries")}
    assert shown["ES"].startswith("ES  ")
    assert "at least" not in shown["ES"]
    assert shown["FR"].startswith("FR  at least ")
    assert "(each" not in _prose(mixed, labels).split("Widest")[0]


def test_text_stays_text_and_in_its_room(
    answers: Answers, labels: Labels, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "<img src=x onerror=alert(1)>" * 9
    plain = labels.label
    monkeypatch.setattr(
        labels, "label", lambda key, code: hostile if code == "FR" else plain(key, code)
    )
    made = content(answers, labels, Where())
    france = next(row for row in rows(made, "countries") if row["code"] == "FR")
    assert france["name"] == hostile
    assert france["long"].startswith("<img")
    assert "…" in france["long"]
    room = made.sources["room"]["names"][0]
    assert all(width(row["long"], 12) <= room for row in rows(made, "countries"))
    assert all(width(line, 11) <= 290 for line in made.sources["narrow"]["text"])
    assert room < 170


def test_only_roles_of_the_palette(answers: Answers, labels: Labels) -> None:
    for marks in (Where(), _marked("FR"), _marked("FR", "ES", "IT")):
        made = content(answers, labels, marks)
        for source in ("bands", "threads", "countries"):
            assert set(made.sources[source]["tone"]) <= set(PALETTE)
        assert set(made.sources["countries"]["ink"]) <= set(PALETTE)


def test_a_selection_sends_no_more_than_it_must(answers: Answers, labels: Labels) -> None:
    made = content(answers, labels, _marked("FR"))
    assert sum(len(str(columns)) for columns in made.sources.values()) < 70_000


def test_a_tap_picks_a_country_and_the_circle_stays_round() -> None:
    chart = build()
    figure: Any = chart.figure
    assert {type(tool) for tool in figure.tools} == {HoverTool, TapTool}
    (tap,) = (tool for tool in figure.tools if isinstance(tool, TapTool))
    targets: list[Any] = list(tap.renderers)
    assert [target.data_source for target in targets] == [chart.sources["countries"]]
    callback: Any
    (callback,) = chart.sources["countries"].selected.js_property_callbacks["change:indices"]
    assert 'pick("country", countries.data.code[index])' in callback.code
    across, up = figure.x_range, figure.y_range
    assert (across.end - across.start) / (up.end - up.start) == pytest.approx(RATIO)
    assert (figure.aspect_ratio, figure.sizing_mode) == (RATIO, "scale_width")
    for source in ("room", "countries"):  # asked again by the page when the width has changed
        fits: Any = chart.sources[source].js_property_callbacks["change"]
        assert [set(fit.args) >= {"plot", "room", "names", "codes"} for fit in fits] == [True]
    tips = [str(t.tooltips) for t in figure.tools if isinstance(t, HoverTool)]
    assert all("@name" in tip and "{" not in tip for tip in tips)


def test_names_on_the_left_read_from_the_left(answers: Answers, labels: Labels) -> None:
    for row in rows(content(answers, labels, Where()), "countries"):
        assert row["align"] == ("right" if row["x"] < 0 else "left")
        assert -pi / 2 - 0.01 <= (row["angle"] + pi) % (2 * pi) - pi <= pi / 2 + 0.01
