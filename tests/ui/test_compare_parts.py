"""Side by side, nothing is said of a number that it does not carry: parts, periods, sources."""

import re
from datetime import date

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Question, Where
from clusterdash.names import EU27
from clusterdash.opened import engine_called
from clusterdash.testing import tiny_engine
from clusterdash.ui.cards import Card
from clusterdash.ui.compare import board, compared, sides
from clusterdash.ui.compare.multiples import Multiple
from clusterdash.ui.links import asked
from tests.ui.conftest import Open
from tests.ui.profiled import lines


def _cards(opened: Open, query: str) -> dict[str, Card]:
    return {key: shown.card for key, shown in opened("compare", query)._shown.items()}


def _multiple(engine: Engine, metric: str, query: str, normalise: str = "") -> Multiple:
    """Return one measure of what a link sets side by side."""
    found = sides(engine, asked(engine, query).view)
    question = Question(metric, normalise=normalise)
    (multiple,) = compared(engine, question, found).multiples
    return multiple


def test_the_sentence_to_copy_credits_the_sources_of_all_sides(
    engine: Engine, opened: Open
) -> None:
    copied = _cards(opened, "country=MT")["matchmaking"].copied
    origins = {
        origin.source_id
        for code in ("MT", EU27)
        for origin in engine.evaluate(
            Question("matchmaking_events", (), Where.of({"country": (code,)}))
        ).origins
    }
    assert "EU-27 at least" in copied
    more = re.search(r"and (\d+) more\.", copied)
    assert more
    assert int(more[1]) + 3 == len(origins)


def test_a_table_of_sides_says_planned_and_which_years(opened: Open) -> None:
    health = _cards(opened, "ecosystem=Health&with=ecosystem.Tourism~Digital")
    rows = [row for twin in health["sme_reach"].twins for row in twin.table.body]
    (trained,) = (row for row in rows if row[0].startswith("SMEs trained"))
    assert trained[2] == "planned at least 190"
    (paid,) = (row for row in rows if row[0].startswith("EUR to SMEs"))
    assert ["2016–2019" in paid[1], "2022–2024" in paid[2], "2016–2024" in paid[3]] == [True] * 3


@pytest.mark.parametrize(
    "query",
    [
        "country=EU27_2020&with=country.ES",
        "with=ecosystem.Digital~Health",
        "programme=family:ESCP-4i&with=programme.ESCP-4i",
    ],
)
def test_no_part_is_told_apart_from_its_whole(engine: Engine, query: str) -> None:
    found = sides(engine, asked(engine, query).view)
    asks = [ask for block in board(engine).blocks for ask in block.asks]
    told = [
        (multiple.title, row.apart)
        for ask in asks
        for multiple in compared(engine, ask, found).multiples
        for row in multiple.rows
        if row.apart
    ]
    assert [title for title, _ in told if " per " not in title] == []


def _of_years(*figures: tuple[int, str, str]) -> Engine:
    known = {"theme": "sme_reach", "measure": "projects_funded", "subject_type": "partnership"}
    held = [
        known
        | {"figure_id": f"f{number}", "value": value, "subject_id": "a"}
        | {"period_start": start, "period_end": end}
        for number, (value, start, end) in enumerate(figures)
    ]
    return tiny_engine(partnerships=[{"partnership_id": "a", "acronym": "A"}], figures=held)


@pytest.mark.parametrize(
    ("start", "end", "apart"), [("2015", "2015", "\N{MINUS SIGN}4"), ("2013", "2015", "")]
)
def test_sums_of_periods_are_told_apart_where_they_are_as_long(
    start: str, end: str, apart: str
) -> None:
    engine = _of_years((9, "2018", "2018"), (5, start, end))
    query = "year=2016~2018&with=year.2013-2015"
    assert _multiple(engine, "projects_funded", query).rows[1].apart == apart


@pytest.mark.parametrize(("pinned", "apart"), [("2015-2017", "same"), ("2014-2017", "")])
def test_counts_of_unlike_periods_are_not_told_apart(pinned: str, apart: str) -> None:
    engine = tiny_engine(
        events=[{"event_id": f"e{y}", "start_date": f"{y}-05-01"} for y in (2016, 2019)],
        until="2020-12-31",
        records={
            "meetings": [
                {"event_id": f"e{y}", "country_code": "ES", "met_on": date(y, 5, 1)}
                for y in (2016, 2019)
            ]
        },
    )
    multiple = _multiple(engine, "meetings", f"year=2018~2020&with=year.{pinned}")
    assert [row.value for row in multiple.rows] == [1, 1]
    assert multiple.rows[1].apart == apart


@pytest.mark.parametrize(("pinned", "told"), [("2018-2020", True), ("2024-2024", False)])
def test_counts_per_inhabitant_of_unlike_periods_are_not_told_apart(
    pinned: str, told: bool
) -> None:
    engine, query = engine_called("demo"), f"year=2021~2023&with=year.{pinned}"
    rate = _multiple(engine, "funding_to_smes", query, "population")
    assert [row.value is not None for row in rate.rows] == [True, True]
    assert bool(rate.rows[1].apart) == told
    quotient = _multiple(engine, "agreement_rate", query)  # of however many years
    assert quotient.rows[1].apart


def test_a_breakdown_is_told_by_the_part_of_which_most_is_known(opened: Open) -> None:
    said = _cards(opened, "country=ES&ecosystem=Electronics~Health")["clusters-ecosystem"].headline
    listed = [one for one in lines("organisations") if one["registry"] == "yes"]
    here = [one["first_listed_ecosystem"] for one in listed if one["country_code"] == "ES"]
    assert f", Health: Spain {here.count('Health')}" in said
    nobody = _cards(opened, "country=MT")["clusters-ecosystem"].headline
    assert "ot stated" not in nobody


@pytest.mark.parametrize(
    ("query", "bars"),
    [
        ("country=ES~FR&with=country.DE", [True, True]),
        ("country=ES~FR&with=country.ES", [False, True]),
        ("country=PT&with=country.EU27_2020", [True, False]),
        ("country=EU27_2020&with=country.RS", [True, True]),
    ],
)
def test_only_a_side_that_holds_another_has_no_bar(
    engine: Engine, query: str, bars: list[bool]
) -> None:
    rows = _multiple(engine, "matchmaking_events", query).rows
    assert [row.bar is not None for row in rows] == bars


def test_a_peer_that_is_far_is_not_called_similar(opened: Open) -> None:
    told = opened("compare", "country=XK")._sent["sides"]
    assert "Cyprus: among the nearest in number of organisations, though not similar (5; " in told
    assert "Malta: a similar number of organisations (1; " in told
    mixes = opened("compare", "country=NL")._sent["sides"]
    assert "Belgium: the nearest mix of first listed ecosystems, though not similar (62 %" in mixes


def test_what_numbers_rest_on_is_told_with_whose_they_are(opened: Open) -> None:
    listed = [one for one in lines("organisations") if one["registry"] == "yes"]
    for country, name in (("PT", "Portugal"), ("IE", "Ireland")):
        own = [one["first_listed_ecosystem"] for one in listed if one["country_code"] == country]
        told = f"{name}: {sum(map(bool, own))} of {len(own)} cluster organisations listed"
        cards = _cards(opened, "country=PT&with=country.IE")
        assert any(line.startswith(told) for line in cards["clusters-ecosystem"].coverage)
    shared = _cards(opened, "country=PT&with=country.IE")["matchmaking"].coverage
    assert any(line.startswith("35 of 36 matchmaking events held state") for line in shared)


def test_a_sum_says_how_many_publish_what_is_added(engine: Engine) -> None:
    query = "with=programme.family%3AEuroclusters~family%3AINNOSUP-1"
    rows = _multiple(engine, "funding_to_smes", query).rows
    programmes = {one["partnership_id"]: one["programme"] for one in lines("partnerships")}
    paid = {
        one["subject_id"]
        for one in lines("figures")
        if one["measure"] == "funding_to_smes_eur"
        and one["subject_type"] == "partnership"
        and (one["part"], one["status"]) == ("whole", "outcome")
    }
    for row, family in zip(rows[1:], ("Euroclusters", "INNOSUP-1"), strict=True):
        known = {name for name, programme in programmes.items() if programme.startswith(family)}
        assert row.rests == f"published by {len(known & paid)} of {len(known)}", family
        assert row.rests in _multiple(engine, "funding_to_smes", query).said


@pytest.mark.parametrize(
    ("metric", "query", "title"),
    [
        ("matchmaking_events", "country=PT", "Matchmaking events held (host, or named as present)"),
        (
            "partnerships_listed",
            "country=PT",
            "Partnerships that sources name, with a partner from each",
        ),
        ("partnerships_listed", "with=programme.", "Partnerships that sources name"),
        ("organisations", "country=PT", "Cluster organisations listed in the ECCP registry"),
    ],
)
def test_how_a_number_belongs_to_a_side_is_said(
    engine: Engine, metric: str, query: str, title: str
) -> None:
    assert _multiple(engine, metric, query).title == title
