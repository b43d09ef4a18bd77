"""Lists of events, partnerships and publications: which rows, in which order, by SQL."""

import pytest

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.model import Where
from clusterdash.testing import tiny_engine
from clusterdash.ui.listing import Listing, listing
from clusterdash.ui.lists import kept
from tests.ui import sql

ALL = 5000
LEARNING = "('webinar', 'training', 'lab', 'peer_review', 'policy_forum', 'info_day')"


def _codes(made: Listing) -> list[str]:
    return [row.code for row in made.rows]


def _ids(query: str) -> set[str]:
    return {code for (code,) in sql.select(query)}


@pytest.mark.parametrize(
    ("metric", "query"),
    [
        ("events", "SELECT event_id FROM raw_events"),
        ("sessions", f"SELECT event_id FROM raw_events WHERE type IN {LEARNING}"),
        ("partnerships_listed", "SELECT partnership_id FROM raw_partnerships"),
        ("publications", "SELECT source_id FROM raw_sources"),
    ],
)
def test_every_row_is_listed_once(engine: Engine, metric: str, query: str) -> None:
    found = _codes(listing(engine, Where(), "", ALL, metric))
    assert len(found) == len(set(found))
    assert set(found) == _ids(query)


@pytest.mark.parametrize(
    ("selected", "condition"),
    [
        ({"mode": ("online",)}, "mode = 'online'"),
        ({"event_status": ("cancelled",)}, "status = 'cancelled'"),
        ({"host_country": ("DE",)}, "country_code = 'DE'"),
        (
            {"partner_country": ("TW",)},
            "list_contains(string_split(partner_country_code, ';'), 'TW')",
        ),
        (
            {"country": ("PL",)},
            "country_code = 'PL' OR event_id IN (SELECT event_id FROM raw_event_presence "
            "WHERE country_code = 'PL' AND status = 'present')",
        ),
    ],
)
def test_a_selection_narrows_events(engine: Engine, selected: dict, condition: str) -> None:
    expected = _ids(f"SELECT event_id FROM raw_events WHERE {condition}")
    assert expected
    assert set(_codes(listing(engine, Where.of(selected), "", ALL, "events"))) == expected


def test_events_run_backwards_and_those_without_a_date_stand_last(engine: Engine) -> None:
    dates = dict(sql.select("SELECT event_id, start_date FROM raw_events"))
    found = [dates[code] for code in _codes(listing(engine, Where(), "", ALL, "events"))]
    known = [date for date in found if date]
    assert known == sorted(known, reverse=True)
    assert found[: len(known)] == known
    assert found[len(known) :] == [None] * 7


def test_an_event_that_was_not_held_says_so(engine: Engine) -> None:
    said = (
        "CASE status WHEN 'held' THEN '' WHEN 'announced' THEN "
        "if(start_date < '2026-11-22', 'announced, not confirmed', 'announced') ELSE status END"
    )
    states = dict(sql.select(f"SELECT event_id, {said} FROM raw_events"))
    rows = listing(engine, Where(), "", ALL, "events").rows
    assert {row.code: row.state for row in rows} == states
    assert {"", "announced, not confirmed", "cancelled"} <= {*states.values()}


def test_meetings_keep_their_qualifier(engine: Engine) -> None:
    rows = listing(engine, Where(), "", ALL, "events").rows
    (row,) = (row for row in rows if row.code == "european-cluster-matchmaking-event-brussels-2018")
    assert row.cells == ("22 Feb 2018", "matchmaking", "Brussels, Belgium", "over 525")


def test_a_country_narrows_partnerships_to_those_with_a_partner_from_it(engine: Engine) -> None:
    expected = _ids("SELECT partnership_id FROM raw_partnership_partners WHERE country_code = 'PL'")
    where = Where.of({"country": ("PL",)})
    assert set(_codes(listing(engine, where, "", ALL, "partnerships_listed"))) == expected


def test_partners_known_are_the_rows_of_the_file(engine: Engine) -> None:
    expected = dict(
        sql.select(
            "SELECT partnership_id, count(*)::VARCHAR FROM raw_partnership_partners GROUP BY 1"
        )
    )
    rows = listing(engine, Where(), "", ALL, "partnerships_listed").rows
    assert {row.code: row.cells[3] for row in rows if row.cells[3]} == expected


def test_a_selection_keeps_the_publications_its_figures_rest_on(engine: Engine) -> None:
    expected = _ids("SELECT source_id FROM raw_figures WHERE country_code = 'PL'")
    found = _codes(listing(engine, Where.of({"country": ("PL",)}), "", ALL, "publications"))
    assert set(found) == expected


def test_publications_are_found_by_their_address(engine: Engine) -> None:
    expected = _ids("SELECT source_id FROM raw_sources WHERE url LIKE '%cordis.europa.eu%'")
    assert expected <= set(_codes(listing(engine, Where(), "cordis europa", ALL, "publications")))


def test_what_cannot_be_listed_says_what_can() -> None:
    with pytest.raises(UnknownNameError, match="organisation"):
        kept("organisation")


def test_a_hostile_name_stays_text() -> None:
    name = "<img src=x onerror=alert(1)>"
    engine = tiny_engine(events=[{"event_id": "e1", "name": name}])
    (row,) = listing(engine, Where(), "", ALL, "events").rows
    assert (row.name, row.cells[0]) == (name, "undated")
