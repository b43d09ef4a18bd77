"""Who publishes, of how many: whoever publishes is one of those who could."""

import pytest

from clusterdash.engine import Engine, askable
from clusterdash.engine.publishing import publishing
from clusterdash.model import Question, Quote, Rows, Where
from clusterdash.testing import tiny_engine

UNIVERSES = {"partnerships_listed", "meeting_events", "training_events"}


def test_whoever_publishes_could_have(engine: Engine) -> None:
    """In no selection publishes anyone who is not among those that could."""
    tried = 0
    for metric in engine.registry.metrics:
        if not isinstance(metric.answer, Quote) or metric.answer.universe not in UNIVERSES:
            continue
        for where in selections(engine, askable(metric)):
            rows = engine.bare(Question(metric.key, (), where)).rows
            found = publishing(engine.context, metric, rows, where)
            if found:
                tried += 1
                could = engine.bare(
                    Question(metric.answer.universe, (found.level,), shared(where, found.level))
                ).frame[found.level]
                assert found.of == could.len(), (metric.key, where)
                assert found.outcomes | found.plans <= {*could}, (metric.key, where)
    assert tried > 50


def shared(where: Where, level: str) -> Where:
    """Return what a selection says of an event or a partnership itself."""
    unlike = {"partnership": ("country", "year"), "event": ("country", "ecosystem")}
    return where.without(*unlike.get(level, ("country",)))


def selections(engine: Engine, can: set[str]) -> list[Where]:
    codes = {
        "country": ["DK", "FI", "ES", "DE", "PL", "TR"],
        "ecosystem": engine.context.ecosystems.known[::2],
        "programme": ["Euroclusters", "INNOSUP-1"],
    }
    some = [Where.of({key: (c,)}) for key, every in codes.items() if key in can for c in every]
    years = [Where.of({}, (year, year + 2)) for year in range(2014, 2026, 3)]
    return [Where(), *some, *(years if "year" in can else [])]


@pytest.mark.parametrize("code", ["FI", "DK"])
def test_the_country_of_smes_is_not_that_of_a_partner(engine: Engine, code: str) -> None:
    """AMULET supports Finnish SMEs and has no known Finnish partner."""
    where = Where.of({"country": (code,)})
    partnerships = engine.evaluate(Question("partnerships_listed", ("partnership",), where)).frame
    answer = engine.evaluate(Question("smes_applicants", (), where))
    (line,) = answer.coverage
    assert "amulet" in set(answer.rows["subject"])
    assert "amulet" not in set(partnerships["partnership"])
    every = engine.evaluate(Question("partnerships_listed")).frame["value"].item()
    assert line.of == every


def test_the_year_of_an_outcome_is_not_that_of_a_start(engine: Engine) -> None:
    """Of how many partnerships an outcome of a year is, no number of starts in it says."""
    found = engine.evaluate(Question("funding_to_smes", ("year",)))
    assert found.answered
    assert found.frame["of"].null_count() == found.frame.height


def test_any_kind_is_said(engine: Engine) -> None:
    one = engine.evaluate(Question("budgets", ("partnership",))).coverage[0]
    several = engine.evaluate(Question("budgets", ("partnership", "kind"))).coverage[0]
    assert one.covered < several.covered
    assert several.sentence.endswith("Any of its kinds counts.")
    assert "kind" not in one.sentence


def test_one_that_does_not_say_is_one() -> None:
    """Of three organisations two, then one, name no ecosystem."""

    def said(*ecosystems: str | None) -> str:
        made = tiny_engine(
            organisations=[
                {"organisation_id": f"o000{n}", "country_code": "PT", "first_listed_ecosystem": e}
                for n, e in enumerate(ecosystems)
            ]
        )
        return made.evaluate(Question("organisations", ("ecosystem",))).coverage[0].sentence

    assert said("Digital", "Health", None).endswith("1 does not and is counted as not stated.")
    assert said("Digital", None, None).endswith("2 do not and are counted as not stated.")


def test_no_article_stands_before_a_dimension(engine: Engine) -> None:
    held = [m for m in engine.registry.metrics if isinstance(m.answer, Rows) and m.answer.held]
    said = [
        line.sentence
        for metric in held
        for key in metric.dims
        for line in engine.evaluate(Question(metric.key, (key,))).coverage
    ]
    assert any(line.startswith("By ecosystem: ") for line in said)
    assert not any(" a ecosystem" in line or " a industrial" in line for line in said)
