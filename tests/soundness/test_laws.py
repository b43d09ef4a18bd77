"""One class for each of the first five laws of the numbers (architecture, section 4)."""

import csv
import io

import pytest

from clusterdash import publish
from clusterdash.engine import Engine
from clusterdash.model import Question, Where
from clusterdash.testing import tiny_engine
from tests.soundness.small import figure, values

EVENTS = [{"event_id": "a", "start_date": "2018-01-01"}, {"event_id": "b", "start_date": "2018"}]


class TestLaw1TotalsAreEvaluated:
    """Two events, one with two partner countries.

    | event | partner_country |
    | a     | TW;JP           |
    | b     | JP              |
    """

    ENGINE = tiny_engine(
        events=[
            EVENTS[0] | {"partner_country_code": "TW;JP"},
            EVENTS[1] | {"partner_country_code": "JP"},
        ]
    )

    def test_each_country_counts_its_events(self) -> None:
        found = self.ENGINE.evaluate(Question("events", ("partner_country",)))
        assert values(found) == {"JP": 2, "TW": 1}

    def test_the_total_is_not_their_sum(self) -> None:
        assert self.ENGINE.evaluate(Question("events")).frame["value"].to_list() == [2]

    def test_a_filter_counts_an_event_once(self) -> None:
        both = Where.of({"partner_country": ["TW", "JP"]})
        found = self.ENGINE.evaluate(Question("events", (), both))
        assert found.frame["value"].to_list() == [2]


class TestLaw2QuotientsJoinAtOneGrain:
    """One event publishes its meetings in total and by ecosystem, its organisations once.

    | event | measure       | ecosystem | value |
    | a     | meetings      | all       | 100   |
    | a     | meetings      | Health    | 40    |
    | a     | meetings      | Digital   | 30    |
    | a     | organisations | all       | 20    |
    """

    ENGINE = tiny_engine(
        events=EVENTS,
        figures=[
            figure(1, "meetings", 100, "a"),
            figure(2, "meetings", 40, "a", ecosystem="Health"),
            figure(3, "meetings", 30, "a", ecosystem="Digital"),
            figure(4, "organisations", 20, "a"),
        ],
    )

    @pytest.mark.parametrize("by", [(), ("event",), ("series",), ("year",)])
    def test_nothing_is_multiplied(self, by: tuple[str, ...]) -> None:
        row = self.ENGINE.evaluate(Question("meetings_per_organisation", by)).frame.row(
            0, named=True
        )
        assert (row["numerator"], row["denominator"], row["value"]) == (100, 20, 5)

    def test_a_part_is_not_divided_by_the_whole(self) -> None:
        asked = Question("meetings_per_organisation", ("ecosystem",))
        assert not self.ENGINE.evaluate(asked).answered


class TestLaw3NullIsNotZero:
    """Three programmes: one without meetings, one without agreements, one that says nothing.

    | programme       | meetings | agreements |
    | Euroclusters    | 0        | 0          |
    | ESCP-4i         | 50       | 0          |
    | INNOSUP-1       | 50       |            |
    """

    ENGINE = tiny_engine(
        figures=[
            figure(n, measure, value, programme, subject_type="programme", programme=programme)
            for n, (measure, value, programme) in enumerate(
                [
                    ("meetings", 0, "Euroclusters"),
                    ("agreements", 0, "Euroclusters"),
                    ("meetings", 50, "ESCP-4i"),
                    ("agreements", 0, "ESCP-4i"),
                    ("meetings", 50, "INNOSUP-1"),
                ]
            )
        ]
    )

    def test_three_things_three_marks(self) -> None:
        found = self.ENGINE.evaluate(Question("agreement_rate", ("programme",)))
        states = {row["programme"]: (row["value"], row["state"]) for row in found.frame.to_dicts()}
        assert states == {"Euroclusters": (None, "undefined"), "ESCP-4i": (0, "computed")}

    def test_what_nobody_published_is_said(self) -> None:
        where = Where.of({"programme": ["INNOSUP-1"]})
        found = self.ENGINE.evaluate(Question("agreement_rate", ("programme",), where))
        assert not found.answered
        assert "not published for INNOSUP-1" in publish.headline(found, self.ENGINE.labels)

    def test_every_outlet_marks_them_apart(self) -> None:
        found = self.ENGINE.evaluate(Question("agreement_rate", ("programme",)))
        text = publish.to_text(found, self.ENGINE.labels)
        assert "undefined (nothing to divide by)" in text
        assert "0 / 50" in text
        rows = list(csv.DictReader(io.StringIO(publish.to_csv(found, self.ENGINE.labels))))
        assert {(row["value"], row["state"]) for row in rows} == {
            ("", "undefined"),
            ("0.0", "computed"),
        }


class TestLaw4QuestionsWithoutAnAnswerSaySo:
    """Three countries of the EU with clusters, two of them with as many, and one outside.

    | country | clusters |
    | PT      | 2        |
    | ES      | 2        |
    | FR      | 1        |
    | RS      | 3        |
    """

    ENGINE = tiny_engine(
        complete={"organisations": "EU27_2020"},
        organisations=[
            {"organisation_id": f"o{n:04d}", "country_code": code}
            for n, code in enumerate(["PT", "PT", "ES", "ES", "FR", "RS", "RS", "RS"])
        ],
    )

    def test_no_answer_names_dimension_holder_and_neighbours(self, engine: Engine) -> None:
        asked = Question("meetings", (), Where.of({"country": ["PT"]}))
        found = engine.evaluate(asked)
        assert not found.answered
        assert found.frame.height == 0
        assert found.reason == (
            "Bilateral meetings: not published by country. "
            "The organisers of the events hold registrations and meeting schedules."
        )
        assert found.nearest[:2] == (
            Question("matchmaking_events", (), asked.where),
            Question("country_presence", (), asked.where),
        )

    def test_every_neighbour_has_an_answer(self, engine: Engine) -> None:
        for metric in engine.registry.metrics:
            asked = Question(metric.key, ("stage", "city"), Where.of({"country": ["PT"]}))
            found = engine.evaluate(asked)
            assert not found.answered, metric.key
            assert found.nearest, metric.key
            assert all(engine.evaluate(near).answered for near in found.nearest), metric.key

    def test_ranks_state_ties_and_universe(self) -> None:
        frame = self.ENGINE.evaluate(Question("organisations", ("country",))).frame
        rows = [row for row in frame.to_dicts() if row["value"]]
        ranks = {row["country"]: (row["rank"], row["ties"]) for row in rows}
        assert ranks == {"PT": (1, 2), "ES": (1, 2), "FR": (3, 1), "RS": (None, None)}

    @pytest.mark.parametrize(
        "where", [{"country": ["RS"]}, {"country": ["WESTERN_BALKANS"]}, {"country": ["PT", "ES"]}]
    )
    def test_no_rank_outside_the_universe(self, where: dict[str, list[str]]) -> None:
        found = self.ENGINE.evaluate(Question("organisations", (), Where.of(where)))
        assert "rank" not in found.frame.columns or found.frame["rank"].to_list() == [None]

    def test_no_rank_of_a_part(self) -> None:
        where = Where.of({"country": ["PT"], "located": ["no city stated"]})
        found = self.ENGINE.evaluate(Question("organisations", (), where))
        assert "rank" not in found.frame.columns


class TestLaw5PublishedFiguresAreQuoted:
    """Two partnerships name SMEs supported; a metric that is not additive lists, never sums.

    | partnership | SMEs supported | money to SMEs |
    | p           | 40             | 100 000       |
    | q           | 60             | 200 000       |
    """

    ENGINE = tiny_engine(
        partnerships=[{"partnership_id": "p"}, {"partnership_id": "q"}],
        figures=[
            figure(n, measure, value, subject, subject_type="partnership", programme="Euroclusters")
            | {"unit": "EUR" if measure.endswith("eur") else "count"}
            for n, (measure, value, subject) in enumerate(
                [
                    ("smes_supported", 40, "p"),
                    ("smes_supported", 60, "q"),
                    ("funding_to_smes_eur", 100_000, "p"),
                    ("funding_to_smes_eur", 200_000, "q"),
                ]
            )
        ],
    )

    def test_what_is_not_additive_is_listed(self) -> None:
        found = self.ENGINE.evaluate(Question("smes_supported"))
        assert sorted(found.frame["value"]) == [40, 60]
        assert set(found.frame["state"]) == {"published"}
        assert "Figures that may not be added are listed one by one." in found.notes

    def test_what_is_additive_is_summed_and_says_so(self) -> None:
        row = self.ENGINE.evaluate(Question("funding_to_smes")).frame.row(0, named=True)
        assert (row["value"], row["state"], row["count"]) == (300_000, "computed", 2)
        assert row["figures"] == "f0002;f0003"
