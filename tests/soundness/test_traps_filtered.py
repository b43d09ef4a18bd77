"""A filter must not say less, or something else, than a breakdown does."""

import pytest

from clusterdash.engine import Engine
from clusterdash.model import Question, Where
from clusterdash.publish import headline
from clusterdash.testing import tiny_engine

PROGRAMME = {"subject_type": "programme", "period_start": "2016", "period_end": "2017"}
STAGES = ("meetings", "cooperation_cases", "agreements")


class TestAShareIsTheSameFilteredOrBrokenDown:
    """Two of four organisations in the EU are Digital: half of them, however one asks."""

    ENGINE = tiny_engine(
        complete={"organisations": "EU27_2020"},
        organisations=[
            {"organisation_id": f"o000{n}", "country_code": "PT", "first_listed_ecosystem": e}
            for n, e in enumerate(("Digital", "Digital", "Health", None))
        ],
    )

    def test_of_all_organisations(self) -> None:
        asked = Question("organisations", (), Where.of({"ecosystem": ["Digital"]}), "share")
        assert self.ENGINE.evaluate(asked).frame["value"].to_list() == [50]
        apart = self.ENGINE.evaluate(Question("organisations", ("ecosystem",), Where(), "share"))
        assert dict(apart.frame.select("ecosystem", "value").iter_rows())["Digital"] == 50

    def test_the_filter_says_how_many_state_it(self) -> None:
        asked = Question("organisations", (), Where.of({"ecosystem": ["Digital"]}))
        (coverage,) = self.ENGINE.evaluate(asked).coverage
        assert (coverage.covered, coverage.of) == (3, 4)


class TestAFunnelOfPlansIsAPlan:
    """Stages are paired only when all are outcomes or all are planned."""

    @staticmethod
    def engine(*statuses: str) -> Engine:
        return tiny_engine(
            figures=[
                PROGRAMME
                | {
                    "figure_id": f"f000{n}",
                    "measure": stage,
                    "value": 1000 / 10**n,
                    "qualifier": "over" if n == 0 else "exact",
                    "status": status,
                    "subject_id": "ECCP",
                }
                for n, (stage, status) in enumerate(zip(STAGES, statuses, strict=True))
            ]
        )

    def test_a_plan_is_no_denominator_of_outcomes(self) -> None:
        mixed = self.engine("target", "outcome", "outcome")
        assert not mixed.evaluate(Question("funnel", ("programme", "stage"))).answered

    def test_a_rate_keeps_the_bound(self) -> None:
        engine = self.engine("outcome", "outcome", "outcome")
        found = engine.evaluate(Question("funnel", ("programme", "stage")))
        assert found.frame["rate_qualifier"].to_list()[1:] == ["up_to", "up_to"]
        assert "100 cooperation cases (up to 10 %)" in headline(found, engine.labels)


def test_an_open_period_is_left_out_with_a_word(engine: Engine) -> None:
    asked = Where.of({"programme": ["Euroclusters"]}, (2023, 2023))
    found = engine.evaluate(Question("partnerships", ("programme",), asked))
    assert any("only partly in 2023 left out" in note for note in found.notes)


@pytest.mark.parametrize("years", [None, (2016, 2017)])
def test_a_sum_names_the_total_that_the_programme_counts(
    engine: Engine, years: tuple[int, int] | None
) -> None:
    found = engine.evaluate(Question("meetings", (), Where.of({}, years)))
    assert any("2,210 (2016–2017, f0379)" in note for note in found.notes)
    assert 2210 not in found.frame["value"].to_list()


def test_the_eu_as_a_whole_is_offered_where_it_was_counted(engine: Engine) -> None:
    asked = Question("profiles", (), Where.of({"country": ["EU27_2020"]}))
    near = engine.evaluate(asked).nearest[0]
    assert engine.evaluate(near).frame["value"].to_list() == [1091]


def test_a_quotient_says_how_many_publish_both_sides(engine: Engine) -> None:
    found = engine.evaluate(Question("meetings_per_organisation", ("event",)))
    (coverage,) = found.coverage
    assert coverage.covered == found.frame.height
    assert coverage.sentence.endswith("publish both.")
    assert not any(note.startswith("Also published, by kind") for note in found.notes)
