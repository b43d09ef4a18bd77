"""One class for each of the last four laws of the numbers (architecture, section 4)."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from clusterdash import publish
from clusterdash.engine import Engine
from clusterdash.model import Question, Result, Where
from clusterdash.testing import tiny_engine
from tests.soundness.small import figure, values


@pytest.fixture(scope="module")
def made_up(engine: Engine) -> Engine:
    edition = replace(engine.edition, synthetic=True, hash="5" * 64)
    return Engine(edition, engine.registry)


class TestLaw6QualifiersSurvive:
    """Over 40 SMEs and a plan for 60.

    | partnership | status  | qualifier | value |
    | p           | outcome | over      | 40    |
    | q           | target  | exact     | 60    |
    """

    ENGINE = tiny_engine(
        partnerships=[{"partnership_id": "p"}, {"partnership_id": "q"}],
        figures=[
            figure(1, "smes_supported", 40, "p", subject_type="partnership", qualifier="over"),
            figure(2, "smes_supported", 60, "q", subject_type="partnership", status="target"),
        ],
    )

    @pytest.mark.parametrize(
        "outlet",
        [publish.headline, publish.sentence, publish.to_text, publish.to_json],
        ids=["headline", "sentence", "text", "json"],
    )
    def test_over_stays_over(self, outlet: Callable[..., str]) -> None:
        said = outlet(self.ENGINE.evaluate(Question("smes_supported")), self.ENGINE.labels)
        assert "over 40" in said.lower()
        assert "60" not in said

    @pytest.mark.parametrize(
        "outlet",
        [publish.headline, publish.sentence, publish.to_text, publish.to_json],
        ids=["headline", "sentence", "text", "json"],
    )
    def test_a_plan_is_called_a_plan(self, outlet: Callable[..., str]) -> None:
        asked = Question("smes_supported", (), Where.of({"status": ["target"]}))
        assert "planned" in outlet(self.ENGINE.evaluate(asked), self.ENGINE.labels)

    def test_files_carry_qualifier_and_status(self) -> None:
        found = self.ENGINE.evaluate(Question("smes_supported", ("status",)))
        rows = list(csv.DictReader(io.StringIO(publish.to_csv(found, self.ENGINE.labels))))
        assert {(r["value"], r["qualifier"], r["outcome"]) for r in rows} == {
            ("40.0", "over", "outcome"),
            ("60.0", "exact", "target"),
        }

    def test_measures_of_smes_share_no_figure(self, engine: Engine) -> None:
        keys = ("smes_represented", "smes_reached", "smes_supported", "smes_trained")
        shown = [set(engine.evaluate(Question(key, ("figure",))).rows["figure_id"]) for key in keys]
        assert sum(map(len, shown)) == len(set().union(*shown))


class TestLaw7RecordsOrPublished:
    """Three organisations: one with a place, one whose city has none, one without a city.

    | organisation | city    | place |
    | o0001        | Lisboa  | yes   |
    | o0002        | Nowhere | no    |
    | o0003        |         |       |
    """

    ROWS = (
        {"organisation_id": "o0001", "country_code": "PT", "city": "Lisboa"},
        {"organisation_id": "o0002", "country_code": "PT", "city": "Nowhere"},
        {"organisation_id": "o0003", "country_code": "PT"},
    )
    PLACES = (
        {
            "country_code": "PT",
            "city": "Lisboa",
            "latitude": 38.7,
            "longitude": -9.1,
            "geonames_id": 1,
            "matched_place": "Lisbon",
        },
    )

    def test_a_complete_table_gives_records(self) -> None:
        engine = tiny_engine(
            complete={"organisations": "EU27_2020"}, organisations=self.ROWS, places=self.PLACES
        )
        found = engine.evaluate(Question("organisations", (), Where.of({"country": ["PT"]})))
        assert found.basis == "records"
        assert found.frame["qualifier"].to_list() == ["exact"]

    def test_a_list_gives_lower_bounds(self) -> None:
        engine = tiny_engine(organisations=self.ROWS, places=self.PLACES)
        found = engine.evaluate(Question("organisations"))
        assert found.basis == "listed"
        assert found.frame["qualifier"].to_list() == ["at_least"]
        assert publish.headline(found, engine.labels).startswith("At least 3 cluster")

    def test_none_means_none_only_where_the_table_is_complete(self) -> None:
        """The rows are counted as listed; that there are none is claimed for the EU-27 alone."""
        engine = tiny_engine(
            complete={"organisations": "EU27_2020"},
            organisations=[{"organisation_id": "o0001", "country_code": "RS"}],
        )
        inside = engine.evaluate(Question("organisations", (), Where.of({"country": ["MT"]})))
        assert inside.frame["value"].to_list() == [0]
        outside = engine.evaluate(Question("organisations", (), Where.of({"country": ["NO"]})))
        assert not outside.answered

    def test_nobody_is_dropped_from_the_map_in_silence(self) -> None:
        engine = tiny_engine(organisations=self.ROWS, places=self.PLACES)
        by_place = engine.evaluate(Question("organisations", ("located",)))
        assert values(by_place) == {
            "on the map": 1,
            "city without a known place": 1,
            "no city stated": 1,
        }
        by_city = engine.evaluate(Question("organisations", ("city",)))
        assert values(by_city) == {"not stated": 2, "1": 1}
        assert by_city.coverage[0].covered == 1
        assert by_city.coverage[0].of == 3

    def test_published_figures_say_how_many_publish(self, engine: Engine) -> None:
        found = engine.evaluate(Question("meetings"))
        assert found.basis == "published"
        line = found.coverage[0]
        assert line.sentence == (
            f"{line.covered} of {line.of:.0f} events held at which people could meet publish an "
            "outcome."
        )
        assert line.covered == found.rows["subject"].n_unique()


class TestLaw8SyntheticIsNeverMistaken:
    """The published edition, said to be made up."""

    OUTLETS = (
        publish.headline,
        publish.sentence,
        publish.to_text,
        publish.to_csv,
        publish.to_json,
    )

    @pytest.mark.parametrize("outlet", OUTLETS, ids=[o.__name__ for o in OUTLETS])
    @pytest.mark.parametrize("where", [{}, {"country": ["US"]}], ids=["answered", "not"])
    def test_the_mark_is_in_every_outlet(
        self, made_up: Engine, outlet: Callable[..., str], where: dict[str, list[str]]
    ) -> None:
        asked = Question("organisations", (), Where.of(where))
        found = made_up.evaluate(asked)
        assert found.synthetic
        said = outlet(found, made_up.labels)
        if outlet is publish.to_csv:
            rows = list(csv.DictReader(io.StringIO(said)))
            assert rows
            assert {row["synthetic"] for row in rows} == {"true"}
        elif outlet is publish.to_json:
            assert json.loads(said)["synthetic"] is True
        else:
            assert "synthetic" in said.lower()

    @pytest.mark.parametrize("outlet", [publish.citation, publish.bibtex])
    def test_the_mark_is_in_every_citation(
        self, made_up: Engine, outlet: Callable[[Result], str]
    ) -> None:
        assert "synthetic" in outlet(made_up.evaluate(Question("organisations"))).lower()

    def test_real_data_carries_no_mark(self, engine: Engine) -> None:
        found = engine.evaluate(Question("organisations"))
        said = [outlet(found, engine.labels) for outlet in self.OUTLETS[:3]]
        assert all("synthetic" not in text.lower() for text in said)


class TestLaw9ProtectFirst:
    """Nothing in the published edition is about a person."""

    def test_no_column_names_a_person(self, engine: Engine) -> None:
        columns = {c for table in engine.edition.tables.values() for c in table.columns}
        assert not columns & {"first_name", "last_name", "email", "phone", "person", "contact"}
