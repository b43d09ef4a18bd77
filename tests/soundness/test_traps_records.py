"""Traps of records: overlaps, repeats, small numbers, unfinished years. A tiny table each."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from clusterdash.engine import Engine
from clusterdash.errors import RegistrationError, UnknownNameError
from clusterdash.model import Metric, Question, Quote, Result, Tally, Where
from clusterdash.names import EU27
from clusterdash.publish import headline
from clusterdash.registry import Registry, default_registry
from clusterdash.testing import tiny_engine

EVENTS = [
    {"event_id": "e1", "country_code": "ES", "start_date": "2024-05-13", "mode": "physical"},
    {"event_id": "e2", "country_code": "DE", "start_date": "2025-03-02", "mode": "online"},
]


def cells(result: Result) -> dict[Any, float | None]:
    keys = result.by
    rows = result.frame.filter(pl.col("value").is_null() | (pl.col("value") != 0))
    return {
        tuple(row[key] for key in keys) if len(keys) != 1 else row[keys[0]]: row["value"]
        for row in rows.iter_rows(named=True)
    }


def ask(engine: Engine, metric: str, *by: str, normalise: str = "", **where: str) -> Result:
    selected = Where.of({key: (value,) for key, value in where.items()})
    return engine.evaluate(Question(metric, by, selected, normalise))


class TestOverlappingEcosystems:
    """An organisation in two ecosystems counts once in each and once in all.

    | organisation | country | ecosystems      |
    | o1           | ES      | Digital, Health |
    | o2           | ES      | Digital         |
    | o3           | DE      | none            |
    """

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls) -> Engine:
        return tiny_engine(
            organisations=[
                {"organisation_id": "o1", "country_code": "ES"},
                {"organisation_id": "o2", "country_code": "ES"},
                {"organisation_id": "o3", "country_code": "DE"},
                {"organisation_id": "o4", "country_code": "DE", "registry": "no"},
            ],
            records={
                "organisation_ecosystems": [
                    {"organisation_id": "o1", "ecosystem": "Digital"},
                    {"organisation_id": "o1", "ecosystem": "Health"},
                    {"organisation_id": "o2", "ecosystem": "Digital"},
                ]
            },
        )

    def test_the_total_is_no_sum(self, engine: Engine) -> None:
        result = ask(engine, "organisations", "ecosystem")
        assert cells(result) == {"Digital": 2, "Health": 1, "not stated": 1}
        assert result.total is not None
        assert result.total.value == 3
        assert "several_ecosystems" in {c.key for c in result.caveats}

    def test_a_filter_by_one_of_them_keeps_both(self, engine: Engine) -> None:
        assert cells(ask(engine, "organisations", "country", ecosystem="Health")) == {"ES": 1}
        both = Where.of({"ecosystem": ("Digital", "Health")})
        assert cells(engine.evaluate(Question("organisations", (), both))) == {(): 2}

    def test_what_the_links_do_not_tell_is_counted_from_the_table(self, engine: Engine) -> None:
        result = ask(engine, "organisations", "located")
        assert result.basis == "listed"
        assert sum(result.frame["value"]) == 3


class TestMeetingsOfTwoSides:
    """A meeting of two countries counts in each and once in all; one within a country once.

    | meeting | sides              | held | follow-up  | case       | agreement  |
    | m0      | ES Digital, DE     | yes  | 2024-05-20 | 2024-06-01 | 2024-07-02 |
    | m1      | ES Digital, ES     | yes  |            |            |            |
    | m2      | ES, FR             | no   |            |            |            |
    | m3      | DE, FR (2025)      | yes  | 2025-03-12 | 2025-04-01 |            |
    """

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls) -> Engine:
        return tiny_engine(
            events=EVENTS,
            until="2025-09-30",
            records={
                "meetings": [
                    {
                        "country_code": "ES",
                        "ecosystem": "Digital",
                        "with_country_code": "DE",
                        "follow_up_on": date(2024, 5, 20),
                        "case_on": date(2024, 6, 1),
                        "agreement_on": date(2024, 7, 2),
                    },
                    {"country_code": "ES", "ecosystem": "Digital", "with_country_code": "ES"},
                    {"country_code": "ES", "with_country_code": "FR", "held": False},
                    {
                        "event_id": "e2",
                        "country_code": "DE",
                        "with_country_code": "FR",
                        "met_on": date(2025, 3, 2),
                        "follow_up_on": date(2025, 3, 12),
                        "case_on": date(2025, 4, 1),
                    },
                ]
            },
        )

    def test_countries_and_total(self, engine: Engine) -> None:
        result = ask(engine, "meetings", "country")
        assert cells(result) == {"ES": 2, "DE": 2, "FR": 1}
        assert result.total is not None
        assert result.total.value == 3
        assert result.basis == "records"

    def test_two_countries_together_count_a_common_meeting_once(self, engine: Engine) -> None:
        both = Where.of({"country": ("DE", "ES")})
        assert cells(engine.evaluate(Question("meetings", (), both))) == {(): 3}

    def test_a_side_is_of_its_own_ecosystem(self, engine: Engine) -> None:
        assert cells(ask(engine, "meetings", "country", ecosystem="Digital")) == {"ES": 2}

    def test_pairs(self, engine: Engine) -> None:
        result = ask(engine, "meetings", "country", "with_country")
        assert cells(result) == {
            ("ES", "DE"): 1,
            ("DE", "ES"): 1,
            ("ES", "ES"): 1,
            ("DE", "FR"): 1,
            ("FR", "DE"): 1,
        }

    def test_stages_and_their_rates(self, engine: Engine) -> None:
        result = ask(engine, "funnel", "stage")
        assert cells(result) == {
            "meetings": 3, "follow_ups": 2, "cooperation_cases": 2, "agreements": 1,
        }  # fmt: skip
        rates = dict(result.frame.select("stage", "rate").iter_rows())
        assert rates["agreements"] == pytest.approx(100 / 3)

    def test_a_rate_is_pooled_and_zero_above_the_line_is_a_rate(self, engine: Engine) -> None:
        assert cells(ask(engine, "case_rate")) == {(): pytest.approx(200 / 3)}
        rates = dict(ask(engine, "agreement_rate", "country").frame.select(
            "country", "value").iter_rows())  # fmt: skip
        assert rates["FR"] == 0
        assert rates["ES"] == 50
        assert rates["PL"] is None

    def test_nothing_to_divide_by_is_undefined(self, engine: Engine) -> None:
        result = ask(engine, "agreement_rate", country="PL")
        assert result.frame["state"].to_list() == ["undefined"]

    def test_a_country_without_a_meeting_has_a_true_zero(self, engine: Engine) -> None:
        zeros = ask(engine, "meetings", "country").frame.filter(pl.col("country") == "PL")
        assert zeros["value"].to_list() == [0]
        assert ask(engine, "meetings", country="PL").frame["value"].to_list() == [0]

    def test_the_middle_of_the_lags(self, engine: Engine) -> None:
        assert cells(ask(engine, "agreement_lag")) == {(): 50}

    def test_what_did_not_take_place_is_only_scheduled(self, engine: Engine) -> None:
        assert cells(ask(engine, "held_rate", "mode")) == {
            "physical": pytest.approx(200 / 3), "online": 100,
        }  # fmt: skip

    def test_an_unfinished_year_is_said(self, engine: Engine) -> None:
        said = "2025 is unfinished: its records end on 30 Sep 2025."
        assert said in ask(engine, "meetings", "year").notes
        only = engine.evaluate(Question("meetings", (), Where.of({}, (2025, 2025))))
        assert said in only.notes
        assert not engine.evaluate(Question("meetings", (), Where.of({}, (2024, 2024)))).notes


def test_a_finished_year_is_not_called_unfinished() -> None:
    engine = tiny_engine(
        events=EVENTS,
        until="2025-12-31",
        records={"meetings": [{"country_code": "ES", "with_country_code": "DE"}]},
    )
    assert ask(engine, "meetings", "year").notes == ()


class TestOneOrganisationAtEventsOfTwoCountries:
    """An organisation at an event in Spain and one in Germany is one organisation.

    | person | organisation | event   | came |
    | a, b   | o1           | e1 (ES) | yes  |
    | c      | o1           | e2 (DE) | yes  |
    | d      | o2           | e2 (DE) | yes  |
    | e      | o3           | e2 (DE) | no   |
    | f      | none         | e2 (DE) | yes  |
    """

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls) -> Engine:
        def row(person: str, organisation: str | None, event: str, **more: Any) -> dict[str, Any]:
            return {
                "participant_key": person,
                "organisation_id": organisation,
                "event_id": event,
                "country_code": "ES",
                **more,
            }

        return tiny_engine(
            events=EVENTS,
            records={
                "registrations": [
                    row("a", "o1", "e1"),
                    row("b", "o1", "e1"),
                    row("c", "o1", "e2"),
                    row("d", "o2", "e2"),
                    row("e", "o3", "e2", checked_in=False),
                    row("f", None, "e2"),
                ]
            },
        )

    def test_it_counts_in_both_and_once_in_all(self, engine: Engine) -> None:
        result = ask(engine, "event_organisations", "host_country")
        assert cells(result) == {"ES": 1, "DE": 2}
        assert result.total is not None
        assert result.total.value == 2

    def test_who_did_not_come_was_only_registered(self, engine: Engine) -> None:
        assert cells(ask(engine, "participants")) == {(): 5}
        assert cells(ask(engine, "registered")) == {(): 6}


class TestOnePersonAtTwoTrainings:
    """Participants are people, participations are seats taken.

    | person | session 0 (2024, online) | session 1 (2025, physical) |
    | a      | completed                | attended                   |
    | b..e   | attended                 |                            |
    | f      | enrolled                 | attended                   |
    """

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls) -> Engine:
        def row(person: str, session: str, **more: Any) -> dict[str, Any]:
            return {"person_key": person, "session_id": session, "country_code": "ES", **more}

        return tiny_engine(
            events=[{**event, "type": "training"} for event in EVENTS],
            records={
                "sessions": [
                    {"session_id": "r0"},
                    {
                        "session_id": "r1",
                        "event_id": "e2",
                        "held_on": date(2025, 3, 2),
                        "mode": "physical",
                    },
                ],
                "enrolments": [
                    row("a", "r0", completed=True),
                    row("a", "r1"),
                    *(row(person, "r0") for person in "bcde"),
                    row("f", "r0", attended=False),
                    row("f", "r1"),
                ],
            },
        )

    def test_people_once_and_seats_each(self, engine: Engine) -> None:
        assert cells(ask(engine, "training_participants")) == {(): 6}
        assert cells(ask(engine, "training_participations")) == {(): 7}
        assert cells(ask(engine, "enrolments")) == {(): 8}

    def test_years_do_not_add_up_to_the_total(self, engine: Engine) -> None:
        result = ask(engine, "training_registered", "year")
        assert cells(result) == {"2024": 6, "2025": None}
        assert result.total is not None
        assert result.total.value == 6

    def test_too_few_people_are_hidden_in_value_and_count(self, engine: Engine) -> None:
        result = ask(engine, "training_participants", "year")
        row = result.frame.filter(pl.col("year") == "2025").row(0, named=True)
        assert (row["value"], row["count"], row["state"]) == (None, None, "hidden")
        assert "protected" in {c.key for c in result.caveats}

    def test_a_rate_of_too_few_hides_its_parts(self, engine: Engine) -> None:
        result = ask(engine, "attendance_rate", "mode")
        row = result.frame.filter(pl.col("mode") == "physical").row(0, named=True)
        hidden = {row[key] for key in ("value", "numerator", "denominator", "count")}
        assert hidden == {None}
        assert row["state"] == "hidden"

    def test_few_above_the_line_hide_a_rate_of_many(self, engine: Engine) -> None:
        result = ask(engine, "completion_rate", "mode")
        row = result.frame.filter(pl.col("mode") == "online").row(0, named=True)
        assert (row["value"], row["numerator"], row["state"]) == (None, None, "hidden")

    def test_a_single_small_answer_is_hidden_in_words(self, engine: Engine) -> None:
        result = engine.evaluate(
            Question("training_participants", (), Where.of({"mode": ("physical",)}))
        )
        said = headline(result, engine.labels)
        assert ":c" in said
        assert "2" not in said.replace(":c", "")


class TestAwards:
    """Money adds up, SMEs do not; too few SMEs hide the money too.

    | SME   | region | year       | partnership | EUR  |
    | s0-s4 | ES51   | 2024       | p1          | 1000 |
    | s0    | ES51   | 2025       | p2          | 500  |
    | s5    | ES30   | 2024, 2024 | p1          | 1000 |
    """

    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls) -> Engine:
        return tiny_engine(
            partnerships=[{"partnership_id": "p1"}, {"partnership_id": "p2"}],
            records={
                "awards": [
                    *({"sme_key": f"s{i}", "nuts2": "ES51"} for i in range(5)),
                    {
                        "sme_key": "s0",
                        "nuts2": "ES51",
                        "partnership_id": "p2",
                        "amount_eur": 500.0,
                        "awarded_on": date(2025, 1, 9),
                    },
                    {"sme_key": "s5", "nuts2": "ES30"},
                    {"sme_key": "s5", "nuts2": "ES30"},
                ],
                "sme_population": [{"country_code": "ES", "year": 2023, "smes": 2000}],
            },
        )

    def test_smes_once_money_and_awards_each(self, engine: Engine) -> None:
        assert cells(ask(engine, "smes_supported")) == {(): 6}
        assert cells(ask(engine, "awards")) == {(): 8}
        assert cells(ask(engine, "funding_to_smes")) == {(): 7500}

    def test_an_sme_of_two_years_counts_in_both_and_once_in_all(self, engine: Engine) -> None:
        result = ask(engine, "smes_supported", "year")
        assert cells(result) == {"2024": 6, "2025": None}
        assert result.total is not None
        assert result.total.value == 6

    def test_money_of_too_few_is_hidden(self, engine: Engine) -> None:
        assert cells(ask(engine, "funding_to_smes", "region")) == {"ES51": 5500, "ES30": None}

    def test_cohorts_are_of_the_first_award(self, engine: Engine) -> None:
        assert cells(ask(engine, "smes_supported", "cohort")) == {"2024": 6}

    def test_per_thousand_smes(self, engine: Engine) -> None:
        result = ask(engine, "smes_supported", normalise="smes", country="ES")
        assert cells(result) == {(): 3}

    def test_a_rate_divides_by_the_same_countries_that_it_counts(self, engine: Engine) -> None:
        """Awards outside the EU-27 must not stand above its number of SMEs."""
        by_country = ask(engine, "smes_supported", "country", normalise="smes").frame
        states = dict(by_country.select("country", "state").iter_rows())
        assert (states["ES"], states["NO"]) == ("computed", "not_published")
        # Of the other members no number of SMEs is known, so that the EU-27 has no rate.
        assert ask(engine, "smes_supported", normalise="smes").frame["value"].to_list() == [None]

    def test_what_only_records_name_can_be_asked_for(self, engine: Engine) -> None:
        found = engine.labels.where(region="es51", size=["0-9"])
        assert cells(engine.evaluate(Question("smes_supported", (), found))) == {(): 5}
        assert found.get("region") == ("ES51",)
        one = engine.labels.where(region="ES51")
        assert cells(engine.evaluate(Question("awards", (), one))) == {(): 6}

    def test_pooled_not_a_mean_of_means(self, engine: Engine) -> None:
        assert cells(ask(engine, "funding_per_sme")) == {(): 1250}


def test_no_record_is_a_zero_only_where_records_are_complete() -> None:
    """Law 3: records complete for the EU-27 say nothing of Norway, and that is no zero."""
    records = {"meetings": [{"country_code": "ES", "with_country_code": "DE"}]}
    engine = tiny_engine(events=EVENTS, records=records, complete={"meetings": EU27})
    assert cells(ask(engine, "meetings", country="PL")) == {}
    assert ask(engine, "meetings", country="PL").frame["value"].to_list() == [0]
    assert not ask(engine, "meetings", country="NO").answered
    assert not ask(engine, "meetings", ecosystem="Health").answered
    assert not ask(engine, "agreement_rate", country="NO").answered
    assert not ask(engine, "funnel", "stage", country="NO").answered
    assert ask(engine, "agreement_rate", country="PL").frame["state"].to_list() == ["undefined"]
    told = ask(engine, "meetings", "country").frame
    assert "NO" not in told["country"].to_list()


def test_incomplete_records_leave_the_answer_to_publications() -> None:
    """Law 7: a metric is computed from records only where the edition declares them complete."""
    figures = [
        {
            "figure_id": "f0001",
            "measure": "meetings",
            "value": 40.0,
            "subject_id": "e1",
            "period_start": "2024",
            "period_end": "2024",
        }
    ]
    records = {"meetings": [{"country_code": "ES", "with_country_code": "DE"}]}
    told = tiny_engine(events=EVENTS, figures=figures, records=records)
    untold = tiny_engine(events=EVENTS, figures=figures)
    assert (ask(told, "meetings").basis, cells(ask(told, "meetings"))) == ("records", {(): 1})
    assert (ask(untold, "meetings").basis, cells(ask(untold, "meetings"))) == (
        "published", {(): 40},
    )  # fmt: skip
    by_status = ask(told, "meetings", "status")
    assert by_status.basis == "published"
    assert any("records of this edition do not tell" in note for note in by_status.notes)


def test_a_metric_on_people_must_hide_small_cells() -> None:
    metric = Metric(
        key="people",
        theme="training",
        label="people",
        definition="People.",
        answer=Tally("enrolments", "person"),
        dims=("country",),
    )
    registry = Registry()
    theme = next(t for t in default_registry().themes if t.key == "training")
    registry.register(theme)
    with pytest.raises(RegistrationError, match="must hide cells of fewer than 5"):
        registry.add(metric)


def test_a_metric_on_records_that_an_edition_lacks_is_refused() -> None:
    metric = Metric(
        key="slots",
        theme="matchmaking",
        label="slots",
        definition="Slots.",
        answer=Tally("meetings", "meeting"),
        dims=("country",),
    )
    with pytest.raises(UnknownNameError, match="table of records 'meetings'"):
        tiny_engine(events=EVENTS).add(metric)
    records = {"meetings": [{"country_code": "ES", "with_country_code": "DE"}]}
    engine = tiny_engine(events=EVENTS, records=records)
    engine.add(metric)
    assert cells(ask(engine, "slots")) == {(): 1}


def test_metrics_that_only_records_tell_are_absent_without_them() -> None:
    published = tiny_engine(events=EVENTS).registry
    assert "agreement_lag" not in {metric.key for metric in published.metrics}
    assert isinstance(published.metric("meetings").answer, Quote)
