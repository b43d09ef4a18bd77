"""Where sources disagree: every rival of the file, beside the value that is shown."""

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Where
from clusterdash.ui.rivals import Disputes, rivals
from tests.ui import sql

THEMES = ("clusters", "matchmaking", "sme_reach", "training")


def test_every_rival_of_the_files_stands_beside_the_value_it_disputes(engine: Engine) -> None:
    links = "SELECT figure_id FROM raw_figure_links WHERE relation = 'alt'"
    expected = {
        code
        for (code,) in sql.select(
            f"SELECT figure_id FROM raw_figures WHERE part = 'alt' UNION {links}"
        )
    }
    rows = [row for theme in THEMES for row in rivals(engine, theme, Where()).rows]
    assert {side.figure for row in rows for side in row.others} == expected


@pytest.mark.parametrize(
    ("measure", "shown", "others"),
    [
        ("Formal agreements", "27", ["416"]),
        ("Bilateral meetings", "2,210", ["2,180"]),
        ("Countries at the event", "27", ["30", "30"]),
        ("Participants: on site", "200", ["around 150"]),
    ],
)
def test_both_values_stand_side_by_side(
    engine: Engine, measure: str, shown: str, others: list[str]
) -> None:
    rows = rivals(engine, "matchmaking", Where()).rows
    found = [(row.measure, row.shown.said, [side.said for side in row.others]) for row in rows]
    assert (measure, shown, others) in found


def test_a_plan_says_that_it_is_one(engine: Engine) -> None:
    rows = rivals(engine, "training", Where()).rows
    (row,) = (row for row in rows if row.measure == "Training places for SMEs")
    assert (row.shown.said, row.others[0].said) == ("56 planned", "61 planned")


def test_every_value_has_its_source_and_its_words(engine: Engine) -> None:
    held = {
        row[0]: row[1:] for row in sql.select("SELECT figure_id, source_id, quote FROM raw_figures")
    }
    rows = [row for theme in THEMES for row in rivals(engine, theme, Where()).rows]
    sides = [side for row in rows for side in (row.shown, *row.others)]
    assert len(sides) > 50
    for side in sides:
        words = side.quote.text if side.quote else None
        assert (side.source, words) == held[side.figure]


def test_each_disagreement_stands_once(engine: Engine) -> None:
    shown = [row.shown.figure for theme in THEMES for row in rivals(engine, theme, Where()).rows]
    assert len(shown) == len(set(shown))


def test_the_reason_is_told_where_it_is_known(engine: Engine) -> None:
    rows = rivals(engine, "matchmaking", Where()).rows
    (row,) = (r for r in rows if r.shown.said == "27" and r.why)
    assert "initiated or already established" in row.why


def _about(condition: str) -> set[str]:
    """Figures of events that another one disputes."""
    query = (
        "WITH known AS (SELECT f.*, e.country_code AS host_country FROM raw_figures f "
        "JOIN raw_events e ON f.subject_id = e.event_id WHERE f.part = 'whole') "
        "SELECT DISTINCT k.figure_id FROM known k JOIN raw_figures r ON r.part = 'alt' "
        "AND r.measure = k.measure AND r.subject_id = k.subject_id AND r.status = k.status "
        f"AND r.country_code = k.country_code WHERE {condition}"
    )
    return {code for (code,) in sql.select(query)}


def test_only_what_is_selected(engine: Engine) -> None:
    made = rivals(engine, "matchmaking", Where.of({"country": ("PL",)}))
    assert {row.shown.figure for row in made.rows} == _about("host_country = 'PL'")
    made = rivals(engine, "training", Where.of({"country": ("PL",)}))
    assert made == Disputes("No two sources disagree on a figure about Poland.", ())
    made = rivals(
        engine, "matchmaking", Where.of({"event": ("european-cluster-conference-8-prague-2022",)})
    )
    assert made.rows
    assert all("2022" in row.about for row in made.rows)
