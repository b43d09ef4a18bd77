"""Traps of levels: a programme, its partnerships, and rows of several values."""

import polars as pl

import clusterdash as cd
from clusterdash.engine import Engine
from clusterdash.model import Question, Where
from clusterdash.testing import tiny_engine


def test_a_partnership_never_passes_for_its_programme() -> None:
    """INNOSUP-1 has no number for Germany; PERMIDES (24) and GALACTICA (7) have."""
    frame = cd.metric("smes_supported").by("programme").where(country="DE").result().frame
    assert set(frame.select("subject", "value", "figures").rows()) == {
        ("permides", 24.0, "f0579"),
        ("galactica", 7.0, "f0513"),
    }


def test_an_outcome_stands_beside_its_target_under_a_programme_too() -> None:
    """EU Rural Tourism: 188 (f0484) of 190 planned (f0485), whatever the programme's own total."""
    asked = cd.metric("smes_supported").by("subject", "status").where(programme="Euroclusters")
    figures = set(asked.result().frame["figures"])
    assert {"f0484", "f0485", "f0699"} <= figures


def test_a_breakdown_by_programme_keeps_the_programme_s_own_figure_alone() -> None:
    """Where the programme counts itself, its partnerships repeat it."""
    frame = cd.metric("smes_supported").by("programme").result().frame
    assert set(frame["figures"]) == {"f0699", "f0718"}


def test_a_level_without_a_figure_in_a_year_leaves_the_answer_to_the_others() -> None:
    """P1 reports 5 projects of 2020; the programme 9 of 2018: for 2018 the programme answers."""
    kept = {"theme": "sme_reach", "measure": "projects_funded"}
    subjects = (("partnership", "p1", 5, "2020"), ("programme", "ECCP", 9, "2018"))
    figures = [
        kept | {"figure_id": f"f{value}", "value": value, "subject_type": level, "subject_id": name}
        | {"period_start": year, "period_end": year}
        for level, name, value, year in subjects
    ]  # fmt: skip
    engine = tiny_engine(
        partnerships=[{"partnership_id": "p1"}],
        figures=figures,
    )

    def answer(year: int) -> list[float]:
        asked = Question("projects_funded", (), Where.of({}, (year, year)))
        return engine.evaluate(asked).frame["value"].to_list()

    assert answer(2018) == [9.0]
    assert answer(2020) == [5.0]


def test_a_filter_on_a_list_leaves_no_cell_that_was_not_asked_for(engine: Engine) -> None:
    """A partnership of PL, ES and IT has a pair PL-IT, which nobody asked for."""
    codes = ("PL", "ES", "FR")
    by = ("country", "with_country")
    every = engine.evaluate(Question("partnerships_between", by)).frame
    where = Where.of({"country": codes[:2], "with_country": codes})
    found = engine.evaluate(Question("partnerships_between", by, where)).frame
    wanted = every.filter(pl.col("country").is_in(codes[:2]), pl.col("with_country").is_in(codes))
    columns = [*by, "value"]
    assert set(found.select(columns).rows()) == set(wanted.select(columns).rows())


def test_events_of_a_country_are_hosted_or_attended_and_said_so(engine: Engine) -> None:
    """E1 in Poland, E2 elsewhere with Poles, E3 with Poles announced only: two, and in words."""
    events = [{"event_id": f"e{i}", "name": f"E{i}"} for i in (1, 2, 3)]
    events[0]["country_code"] = "PL"
    tiny = tiny_engine(
        events=events,
        event_presence=[
            {"event_id": "e2", "country_code": "PL", "quote": "q"},
            {"event_id": "e3", "country_code": "PL", "status": "announced", "quote": "q"},
        ],
    )
    asked = Question("events", (), Where.of({"country": ("PL",)}))
    assert tiny.evaluate(asked).frame["value"].to_list() == [2.0]
    said = cd.metric("events").where(country="PL").headline()
    assert "(host, or named as present)" in said
