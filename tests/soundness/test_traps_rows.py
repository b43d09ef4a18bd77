"""Classic traps of counting rows, one class each, with its tiny table."""

import pytest

from clusterdash import publish
from clusterdash.names import EU27
from clusterdash.testing import tiny_engine
from tests.soundness.small import ask, only, values


class TestAPartnershipInTwoEcosystemsCountsOnce:
    """Exploded lists.

    | partnership | ecosystems     |
    | p           | Health;Digital |
    | q           | Health         |
    """

    ENGINE = tiny_engine(
        partnerships=[
            {"partnership_id": "p", "ecosystems": "Health;Digital"},
            {"partnership_id": "q", "ecosystems": "Health"},
        ]
    )

    def test_once_in_the_total_and_once_in_each(self) -> None:
        assert values(ask(self.ENGINE, "partnerships_listed", "ecosystem")) == {
            "Digital": 1,
            "Health": 2,
        }
        assert only(ask(self.ENGINE, "partnerships_listed")) == 2
        both = ask(self.ENGINE, "partnerships_listed", ecosystem=["Digital", "Health"])
        assert only(both) == 2

    def test_the_cells_of_a_filter_show_the_whole_list(self) -> None:
        found = ask(self.ENGINE, "partnerships_listed", "ecosystem", ecosystem=["Digital"])
        assert values(found)["Digital"] == 1


class TestAPartnershipCountsInTheYearItBegan:
    """Two periods side by side are two numbers of beginnings, not of partnerships at work.

    | partnership | start   | end     |
    | p           | 2020-01 | 2023-12 |
    | q           | 2022-09 | 2024-12 |
    | r           | not known         |
    """

    ENGINE = tiny_engine(
        partnerships=[
            {"partnership_id": "p", "start_date": "2020-01", "end_date": "2023-12"},
            {"partnership_id": "q", "start_date": "2022-09", "end_date": "2024-12"},
            {"partnership_id": "r"},
        ]
    )

    def test_in_no_later_year_and_that_is_said(self) -> None:
        later = ask(self.ENGINE, "partnerships_listed", years=(2021, 2022))
        assert only(later) == 1
        assert "begun_then" in {caveat.key for caveat in later.caveats}
        by_year = ask(self.ENGINE, "partnerships_listed", "year")
        assert values(by_year) == {"2020": 1, "2022": 1, "undated": 1}
        assert "begun_then" in {caveat.key for caveat in by_year.caveats}

    def test_of_all_years_there_is_nothing_to_say(self) -> None:
        every = ask(self.ENGINE, "partnerships_listed")
        assert only(every) == 3
        assert "begun_then" not in {caveat.key for caveat in every.caveats}


class TestAnEventAtWhichTwoCountriesWereSeenCountsOnce:
    """A table of presence has a row for each country.

    | event | country |
    | a     | PT      |
    | a     | ES      |
    | b     | PT      |
    """

    ENGINE = tiny_engine(
        events=[{"event_id": "a"}, {"event_id": "b"}],
        event_presence=[
            {"event_id": "a", "country_code": "PT"},
            {"event_id": "a", "country_code": "ES"},
            {"event_id": "b", "country_code": "PT"},
            {"event_id": "b", "ecosystem": "Health"},
            {"event_id": "b", "country_code": "ES", "status": "announced"},
        ],
    )

    def test_events_not_rows(self) -> None:
        assert values(ask(self.ENGINE, "country_presence", "country")) == {"PT": 2, "ES": 1}
        assert only(ask(self.ENGINE, "country_presence")) == 2
        assert only(ask(self.ENGINE, "country_presence", country=["PT", "ES"])) == 2
        assert only(ask(self.ENGINE, "country_presence", country=[EU27])) == 2

    def test_announced_is_not_present(self) -> None:
        found = ask(self.ENGINE, "country_presence", "country", presence=["announced"])
        assert values(found) == {"ES": 1}


class TestCancelledEventsAreNotHeld:
    """Announced and cancelled events did not take place.

    | event | status    | year |
    | a     | held      | 2018 |
    | b     | announced | 2018 |
    | c     | cancelled | 2018 |
    """

    ENGINE = tiny_engine(
        events=[
            {"event_id": key, "status": status, "start_date": "2018", "type": type_}
            for key, status, type_ in [
                ("a", "held", "matchmaking"),
                ("b", "announced", "matchmaking"),
                ("c", "cancelled", "matchmaking"),
                ("d", "held", "webinar"),
                ("e", "cancelled", "webinar"),
            ]
        ]
    )

    @pytest.mark.parametrize(
        ("metric", "held"), [("events", 2), ("matchmaking_events", 1), ("sessions", 1)]
    )
    def test_held_alone_counts(self, metric: str, held: int) -> None:
        assert only(ask(self.ENGINE, metric)) == held
        assert only(ask(self.ENGINE, metric, years=(2018, 2018))) == held
        assert values(ask(self.ENGINE, metric, "year")) == {"2018": held}

    def test_the_others_answer_when_they_are_named(self) -> None:
        found = ask(self.ENGINE, "events", "event_status")
        assert values(found) == {"held": 2, "cancelled": 2, "announced": 1}
        assert only(ask(self.ENGINE, "events", event_status=["cancelled"])) == 2


class TestZeroInACompleteTableAndNoRowInAList:
    """No organisation in Malta: a true zero where the table is complete, else nobody knows.

    | organisation | country |
    | o0001        | PT      |
    """

    ROWS = ({"organisation_id": "o0001", "country_code": "PT"},)

    def test_a_complete_table_says_zero(self) -> None:
        engine = tiny_engine(complete={"organisations": EU27}, organisations=self.ROWS)
        found = ask(engine, "organisations", country=["MT"])
        assert found.answered
        assert only(found) == 0

    def test_a_list_says_not_published(self) -> None:
        engine = tiny_engine(organisations=self.ROWS)
        assert not ask(engine, "organisations", country=["MT"]).answered

    def test_outside_what_is_complete_nobody_knows(self) -> None:
        engine = tiny_engine(complete={"organisations": EU27}, organisations=self.ROWS)
        assert not ask(engine, "organisations", country=["NO"]).answered
        assert not ask(engine, "organisations", country=["THIRD_COUNTRIES"]).answered

    def test_a_country_without_clusters_ranks_last(self) -> None:
        """A true zero is a value: 27 countries are ranked, not the one that has a row."""
        engine = tiny_engine(complete={"organisations": EU27}, organisations=self.ROWS)
        frame = ask(engine, "organisations", "country").frame
        assert frame.filter(country="PT")["rank_of"].to_list() == [27]
        zero = ask(engine, "organisations", country=["MT"]).frame
        assert (zero["rank"].item(), zero["rank_of"].item(), zero["ties"].item()) == (2, 27, 26)

    def test_a_breakdown_shows_the_zero(self) -> None:
        engine = tiny_engine(complete={"organisations": EU27}, organisations=self.ROWS)
        found = ask(engine, "organisations", "country", country=["MT", "PT"])
        assert values(found) == {"PT": 1, "MT": 0}


class TestACitySpelledTwoWaysCountsOnce:
    """Milano and Milan are one place.

    | organisation | city   | place |
    | o0001        | Milano | 1     |
    | o0002        | Milan  | 1     |
    """

    ENGINE = tiny_engine(
        organisations=[
            {"organisation_id": "o0001", "country_code": "IT", "city": "Milano"},
            {"organisation_id": "o0002", "country_code": "IT", "city": "Milan"},
        ],
        places=[
            {
                "country_code": "IT",
                "city": spelling,
                "latitude": 45.5,
                "longitude": 9.2,
                "geonames_id": 1,
                "matched_place": "Milan",
            }
            for spelling in ("Milano", "Milan")
        ],
    )

    def test_one_city(self) -> None:
        found = ask(self.ENGINE, "organisations", "city")
        assert values(found) == {"1": 2}
        assert self.ENGINE.labels.label("city", "1") == "Milan"

    @pytest.mark.parametrize("name", ["Milano", "milan"])
    def test_found_by_either_name(self, name: str) -> None:
        where = self.ENGINE.labels.where(city=name)
        assert where.get("city") == ("1",)


class TestUndatedRowsAreNamed:
    """An event without a date is in no year, and a filter by year says so.

    | event | start |
    | a     | 2018  |
    | b     |       |
    """

    ENGINE = tiny_engine(events=[{"event_id": "a", "start_date": "2018"}, {"event_id": "b"}])

    def test_left_out_and_named(self) -> None:
        found = ask(self.ENGINE, "events", years=(2018, 2018))
        assert only(found) == 1
        assert found.notes == ("1 without a date left out.",)

    def test_the_course_of_time_ends_with_a_year(self) -> None:
        said = publish.headline(ask(self.ENGINE, "events", "year"), self.ENGINE.labels)
        assert "not stated" not in said

    def test_only_undated_ones_of_the_filter_are_named(self) -> None:
        found = ask(self.ENGINE, "events", years=(2018, 2018), event=["a"])
        assert found.notes == ()


class TestAHostOfTwoCountries:
    """An event in Seville and in Lisbon has two cities and one host country as written.

    | event | country | partner |
    | a     | ES      | TW;JP   |
    """

    ENGINE = tiny_engine(
        events=[
            {
                "event_id": "a",
                "city": "Seville; Lisbon",
                "country_code": "ES",
                "partner_country_code": "TW;JP",
            }
        ]
    )

    def test_it_is_one_event_however_it_is_asked(self) -> None:
        assert values(ask(self.ENGINE, "events", "host_country")) == {"ES": 1}
        assert only(ask(self.ENGINE, "events", host_country=[EU27])) == 1
        for partner in ("TW", "JP"):
            assert only(ask(self.ENGINE, "events", partner_country=[partner])) == 1
        assert only(ask(self.ENGINE, "events", partner_country=["THIRD_COUNTRIES"])) == 1


class TestSourcesOfACellAreNamedOnce:
    """Rows may name several publications; a cell names each once.

    | organisation | source_id           |
    | o0001        | s00000000;s00000001 |
    | o0002        | s00000000           |
    """

    ENGINE = tiny_engine(
        organisations=[
            {"organisation_id": "o0001", "country_code": "IT", "source_id": "s00000000;s00000001"},
            {"organisation_id": "o0002", "country_code": "IT"},
        ],
        sources=[{"source_id": "s00000000"}, {"source_id": "s00000001"}],
    )

    def test_each_once(self) -> None:
        sources = ask(self.ENGINE, "organisations").frame["sources"].item().split(";")
        assert sorted(sources) == ["s00000000", "s00000001"]
