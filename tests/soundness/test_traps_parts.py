"""Classic traps of parts, periods and areas of published figures, one class each."""

from typing import Any

import pytest

from clusterdash.names import EU27
from clusterdash.testing import tiny_engine
from tests.soundness.small import ask, figure, only, values

EVENTS: tuple[dict[str, Any], ...] = (
    {"event_id": "a", "start_date": "2018-03-01", "series": "S"},
    {"event_id": "b", "start_date": "2018-06-01", "series": "S"},
    {"event_id": "c", "start_date": "2019-01-01", "series": "T"},
)
PARTNERSHIPS: tuple[dict[str, Any], ...] = ({"partnership_id": "p"}, {"partnership_id": "q"})


def of_p(number: int, measure: str, value: float, **more: Any) -> dict[str, Any]:
    """Return a figure of partnership p."""
    return figure(number, measure, value, "p") | {"subject_type": "partnership"} | more


class TestCallsLieInsideTheWhole:
    """Two calls of 20 and 30 make the 50 of the partnership.

    | part  | SMEs supported | money   |
    | whole | 50             | 500 000 |
    | call1 | 20             | 200 000 |
    | call2 | 30             | 300 000 |
    """

    ENGINE = tiny_engine(
        partnerships=PARTNERSHIPS,
        figures=[
            of_p(n, measure, value, part=part) | {"unit": "EUR" if value > 99 else "count"}
            for n, (measure, part, value) in enumerate(
                [
                    ("smes_supported", "whole", 50),
                    ("smes_supported", "call1", 20),
                    ("smes_supported", "call2", 30),
                    ("funding_to_smes_eur", "whole", 500_000),
                    ("funding_to_smes_eur", "call1", 200_000),
                    ("funding_to_smes_eur", "call2", 300_000),
                ]
            )
        ],
    )

    @pytest.mark.parametrize(
        ("metric", "whole"), [("smes_supported", 50), ("funding_to_smes", 500_000)]
    )
    def test_the_whole_alone(self, metric: str, whole: float) -> None:
        assert only(ask(self.ENGINE, metric)) == whole
        assert values(ask(self.ENGINE, metric, "partnership")) == {"p": whole}

    def test_calls_answer_when_they_are_asked_for(self) -> None:
        found = ask(self.ENGINE, "smes_supported", "call")
        assert values(found) == {"all calls": 50, "call 1": 20, "call 2": 30}
        assert only(ask(self.ENGINE, "smes_supported", call=["call 2"])) == 30

    def test_money_of_calls_is_never_added_to_the_whole(self) -> None:
        found = ask(self.ENGINE, "funding_to_smes", "call")
        assert values(found) == {"all calls": 500_000, "call 1": 200_000, "call 2": 300_000}


class TestTheLatestStock:
    """Profiles at two dates and one without: the latest dated one stands.

    | date | profiles |
    | 2017 | 690      |
    | 2022 | 1100     |
    |      | 5000     |
    """

    ENGINE = tiny_engine(
        figures=[
            figure(n, "cluster_organisations", value, "eccp-profiles", subject_type="population")
            | {"period_start": date, "period_end": date}
            for n, (date, value) in enumerate([("2022-12", 1100), ("2017", 690), (None, 5000)])
        ]
    )

    def test_latest_and_said_so(self) -> None:
        found = ask(self.ENGINE, "profiles")
        assert only(found) == 1100
        assert found.frame["span"].item() == "2022-12"
        assert "latest_of_several" in {caveat.key for caveat in found.caveats}

    def test_as_it_was_in_a_year(self) -> None:
        assert only(ask(self.ENGINE, "profiles", years=(2017, 2017))) == 690
        assert only(ask(self.ENGINE, "profiles", years=(2010, 2020))) == 690
        assert not ask(self.ENGINE, "profiles", years=(2010, 2012)).answered

    def test_the_course_of_time(self) -> None:
        found = ask(self.ENGINE, "profiles", "year")
        assert values(found) == {"2017": 690, "2022": 1100, None: 5000}
        assert found.frame["year"].to_list() == ["2017", "2022", None]


class TestPeriodsThatDoNotFit:
    """Of 2016-17, of 2017 and undated: a filter for 2017 takes one and names the others.

    | programme    | period | cases |
    | ECCP         | 2016-7 | 202   |
    | ESCP-4i      | 2017   | 40    |
    | Euroclusters |        | 7     |
    """

    ENGINE = tiny_engine(
        figures=[
            figure(n, "cooperation_cases", value, name, subject_type="programme", programme=name)
            | {"period_start": first, "period_end": last}
            for n, (name, first, last, value) in enumerate(
                [
                    ("ECCP", "2016", "2017", 202),
                    ("ESCP-4i", "2017", "2017", 40),
                    ("Euroclusters", None, None, 7),
                ]
            )
        ]
    )

    def test_whole_periods_alone(self) -> None:
        found = ask(self.ENGINE, "cooperation_cases", "programme", years=(2017, 2017))
        assert values(found) == {"ESCP-4i": 40}
        assert found.notes == (
            "1 figure without a date left out.",
            "1 figure whose period lies only partly in 2017 left out.",
        )

    def test_a_span_that_holds_both(self) -> None:
        found = ask(self.ENGINE, "cooperation_cases", "programme", years=(2016, 2018))
        assert values(found) == {"ECCP": 202, "ESCP-4i": 40}

    def test_no_figure_in_a_year_that_nobody_reported(self) -> None:
        assert not ask(self.ENGINE, "cooperation_cases", years=(2016, 2016)).answered


class TestTheUnionIsNotItsMembersAddedUp:
    """Two members publish; nobody published the EU-27.

    | country | clusters |
    | FR      | 57       |
    | ES      | 122      |
    """

    ENGINE = tiny_engine(
        figures=[
            figure(n, "national_programme_clusters", value, "eccp-profiles")
            | {"subject_type": "population", "country_code": country}
            for n, (value, country) in enumerate([(57.0, "FR"), (122.0, "ES")])
        ]
    )

    def test_no_total(self) -> None:
        found = ask(self.ENGINE, "national_programmes", country=[EU27])
        assert not found.answered
        assert "Figures of its members are never added." in found.reason

    def test_members_answer_one_by_one(self) -> None:
        found = ask(self.ENGINE, "national_programmes", "country", country=[EU27])
        assert values(found) == {"ES": 122, "FR": 57}
        assert 179 not in ask(self.ENGINE, "national_programmes").frame["value"].to_list()


class TestAnEcosystemThatIsAnAttribute:
    """A partnership in Health supports SMEs: its whole figure; an event's breakdown is not.

    | subject       | ecosystem | value |
    | partnership p | Health    | 40    |
    | event a       | all       | 50    |
    | event a       | Digital   | 17    |
    | event a       | Health    | 6     |
    """

    ENGINE = tiny_engine(
        events=EVENTS,
        partnerships=PARTNERSHIPS,
        figures=[
            of_p(1, "smes_supported", 40, ecosystem="Health"),
            figure(2, "organisations", 50, "a"),
            figure(3, "organisations", 17, "a", ecosystem="Digital"),
            figure(4, "organisations", 6, "a", ecosystem="Health"),
        ],
    )

    def test_an_attribute_is_the_whole(self) -> None:
        assert only(ask(self.ENGINE, "smes_supported")) == 40
        assert only(ask(self.ENGINE, "smes_supported", ecosystem=["Health"])) == 40

    def test_a_breakdown_is_a_part(self) -> None:
        assert values(ask(self.ENGINE, "event_organisations", "event")) == {"a": 50}
        parts = ask(self.ENGINE, "event_organisations", "ecosystem")
        assert values(parts) == {"Digital": 17, "Health": 6}

    def test_a_part_alone_is_never_the_whole(self) -> None:
        engine = tiny_engine(
            events=EVENTS,
            figures=[
                figure(3, "organisations", 17, "a", ecosystem="Digital"),
                figure(4, "organisations", 6, "a", ecosystem="Health"),
            ],
        )
        found = ask(engine, "event_organisations", "event")
        assert "ecosystem" in found.by
        assert any("No figure for the whole answers this" in note for note in found.notes)


class TestPlansAndOutcomesDoNotDivide:
    """40 SMEs supported of 100 planned applicants is no success rate.

    | part  | measure         | status  | value |
    | call1 | smes_supported  | outcome | 40    |
    | call1 | smes_applicants | target  | 100   |
    | call2 | smes_supported  | outcome | 10    |
    | call2 | smes_applicants | outcome | 50    |
    """

    ENGINE = tiny_engine(
        partnerships=PARTNERSHIPS,
        figures=[
            of_p(1, "smes_supported", 40, part="call1"),
            of_p(2, "smes_applicants", 100, part="call1", status="target"),
            of_p(3, "smes_supported", 10, part="call2"),
            of_p(4, "smes_applicants", 50, part="call2"),
        ],
    )

    def test_same_call_same_status(self) -> None:
        assert values(ask(self.ENGINE, "success_rate", "subject")) == {"p": 20}
        assert values(ask(self.ENGINE, "success_rate", "call")) == {"call 2": 20}


class TestRegisteredDoNotStandInForThoseWhoCame:
    """Event a publishes who registered, not who came: it has no meetings per organisation.

    | event | meetings | organisations | registered |
    | a     | 100      |               | 50         |
    | b     | 60       | 5             |            |
    """

    ENGINE = tiny_engine(
        events=EVENTS,
        figures=[
            figure(1, "meetings", 100, "a"),
            figure(2, "registered_organisations", 50, "a"),
            figure(3, "meetings", 60, "b"),
            figure(4, "organisations", 5, "b"),
        ],
    )

    def test_listed_events_publish_both(self) -> None:
        assert values(ask(self.ENGINE, "meetings_per_organisation", "event")) == {"b": 12}

    def test_narrowing_the_filter_changes_no_definition(self) -> None:
        alone = ask(self.ENGINE, "meetings_per_organisation", event=["a"])
        assert not alone.answered or "kind" in alone.by
