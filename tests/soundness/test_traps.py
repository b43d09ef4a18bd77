"""Classic traps of published figures at events, one class each, with its tiny table."""

from typing import Any

import pytest

from clusterdash import publish
from clusterdash.model import Question
from clusterdash.testing import tiny_engine
from tests.soundness.small import ask, figure, only, values

EVENTS: tuple[dict[str, Any], ...] = (
    {"event_id": "a", "start_date": "2018-03-01", "series": "S"},
    {"event_id": "b", "start_date": "2018-06-01", "series": "S"},
    {"event_id": "c", "start_date": "2019-01-01", "series": "T"},
)


class TestMeanOfMeans:
    """A big and a small event: 2.5 meetings an organisation together, not (2 + 12) / 2.

    | event | meetings | organisations |
    | a     | 200      | 95            |
    | b     | 60       | 5             |
    | c     | 900      |               |
    """

    ENGINE = tiny_engine(
        events=EVENTS,
        figures=[
            figure(1, "meetings", 200, "a"),
            figure(2, "organisations", 95, "a"),
            figure(3, "meetings", 60, "b"),
            figure(4, "organisations", 5, "b"),
            figure(5, "meetings", 900, "c"),
        ],
    )

    @pytest.mark.parametrize("by", [(), ("series",), ("year",)])
    def test_pooled_over_events_that_publish_both(self, by: tuple[str, ...]) -> None:
        frame = self.ENGINE.evaluate(Question("meetings_per_organisation", by)).frame
        assert frame["value"].to_list() == [pytest.approx(2.6)]
        assert frame["numerator"].to_list() == [260]

    def test_each_event_has_its_own(self) -> None:
        found = ask(self.ENGINE, "meetings_per_organisation", "event")
        assert values(found) == pytest.approx({"b": 12.0, "a": 200 / 95})

    def test_a_quotient_is_not_worded_as_a_part(self) -> None:
        said = publish.headline(ask(self.ENGINE, "meetings_per_organisation"), self.ENGINE.labels)
        assert "260 of 100" not in said


class TestTargetsAreNotOutcomes:
    """A plan is never shown where something happened, and never silently.

    | event | status  | participants |
    | a     | outcome | 50           |
    | b     | target  | 100          |
    """

    ENGINE = tiny_engine(
        events=EVENTS,
        figures=[
            figure(1, "participants", 50, "a"),
            figure(2, "participants", 100, "b", status="target"),
        ],
    )

    def test_the_total_holds_outcomes_alone(self) -> None:
        found = ask(self.ENGINE, "participants")
        assert only(found) == 50
        assert found.frame["outcome"].to_list() == ["outcome"]

    def test_side_by_side_when_asked(self) -> None:
        found = ask(self.ENGINE, "participants", "status")
        assert values(found) == {"target": 100, "outcome": 50}

    def test_where_only_a_plan_exists_it_is_called_one(self) -> None:
        found = ask(self.ENGINE, "participants", event=["b"])
        said = publish.headline(found, self.ENGINE.labels)
        assert not found.answered or "planned, not an outcome" in said


class TestProgrammesRepeatTheirEvents:
    """The programme's 150 hold the 100 and the 50 of its events.

    | level     | subject  | meetings |
    | event     | a        | 100      |
    | event     | b        | 50       |
    | programme | ECCP ... | 150      |
    """

    TOTAL = "ECCP cluster matchmaking events"
    ENGINE = tiny_engine(
        events=EVENTS,
        figures=[
            figure(1, "meetings", 100, "a"),
            figure(2, "meetings", 50, "b"),
            figure(3, "meetings", 150, TOTAL, subject_type="programme", programme=TOTAL),
        ],
    )

    def test_never_both(self) -> None:
        assert only(ask(self.ENGINE, "meetings")) == 150
        assert ask(self.ENGINE, "meetings").frame["count"].item() == 2

    def test_each_programme_stands_on_its_own(self) -> None:
        found = ask(self.ENGINE, "meetings", "programme")
        assert values(found) == {self.TOTAL: 150, "ECCP": 150}
        assert "programme_repeats" in {caveat.key for caveat in found.caveats}

    def test_programmes_are_never_summed(self) -> None:
        both = ask(self.ENGINE, "meetings", programme=[self.TOTAL, "ECCP"])
        assert 300 not in both.frame["value"].to_list()


class TestTwoSourcesForOneThing:
    """The newsletter says 525 meetings, a participant 500, a second page 525 again.

    | figure | part         | meetings |
    | f0001  | whole        | 525      |
    | f0002  | alt          | 500      |
    | f0003  | confirmation | 525      |
    """

    ENGINE = tiny_engine(
        events=EVENTS,
        figures=[
            figure(1, "meetings", 525, "a"),
            figure(2, "meetings", 500, "a", part="alt"),
            figure(3, "meetings", 525, "a", part="confirmation"),
            figure(4, "meetings", 75, "b"),
        ],
    )

    @pytest.mark.parametrize("by", [(), ("programme",)])
    def test_counted_once(self, by: tuple[str, ...]) -> None:
        found = self.ENGINE.evaluate(Question("meetings", by))
        assert found.frame["value"].to_list() == [600]
        assert found.frame["figures"].item() == "f0001;f0004"

    def test_the_rival_is_named(self) -> None:
        found = ask(self.ENGINE, "meetings")
        named = {(rival.figure_id, rival.relation, rival.of) for rival in found.rivals}
        assert named == {("f0002", "alt", "f0001"), ("f0003", "confirmation", "f0001")}
        assert "sources_disagree" in {caveat.key for caveat in found.caveats}
        assert "but 500" in publish.to_text(found, self.ENGINE.labels)

    def test_a_confirmation_alone_is_no_disagreement(self) -> None:
        engine = tiny_engine(
            events=EVENTS,
            figures=[
                figure(1, "meetings", 525, "a"),
                figure(2, "meetings", 525, "a", part="confirmation"),
            ],
        )
        assert "sources_disagree" not in {c.key for c in ask(engine, "meetings").caveats}

    def test_listing_the_figures_does_not_count_them_either(self) -> None:
        found = ask(self.ENGINE, "meetings", "figure")
        assert sorted(found.frame["figures"]) == ["f0001", "f0004"]


class TestOverIsLostInASum:
    """Over 100 and exactly 20 are over 120.

    | event | qualifier | meetings |
    | a     | over      | 100      |
    | b     | exact     | 20       |
    """

    @pytest.mark.parametrize(
        ("one", "two", "both"),
        [("over", "exact", "over"), ("up_to", "over", "around"), ("exact", "exact", "exact")],
    )
    def test_the_sum_keeps_it(self, one: str, two: str, both: str) -> None:
        engine = tiny_engine(
            events=EVENTS,
            figures=[
                figure(1, "meetings", 100, "a", qualifier=one),
                figure(2, "meetings", 20, "b", qualifier=two),
            ],
        )
        frame = ask(engine, "meetings").frame
        assert (frame["value"].item(), frame["qualifier"].item()) == (120, both)


class TestARegionIsNotItsCountry:
    """Lombardia's 9 clusters are not Italy's.

    | country | region    | clusters |
    | IT      | Lombardia | 9        |
    | FR      |           | 57       |
    """

    ENGINE = tiny_engine(
        figures=[
            figure(n, "national_programme_clusters", value, "eccp-profiles")
            | {"subject_type": "population", "country_code": country, "region": region}
            for n, (value, country, region) in enumerate(
                [(9.0, "IT", "Lombardia"), (57.0, "FR", None)]
            )
        ]
    )

    def test_the_region_is_named(self) -> None:
        found = ask(self.ENGINE, "national_programmes", country=["IT"])
        assert "region" in found.by
        assert "Lombardia" in publish.headline(found, self.ENGINE.labels)

    def test_it_does_not_stand_beside_countries(self) -> None:
        found = ask(self.ENGINE, "national_programmes", "country")
        nameless = "region" not in found.by
        assert not nameless or values(found) == {"FR": 57}
