"""Questions in Python: what is typed wrongly is answered with what to type."""

from typing import Any

import polars as pl
import pytest

import clusterdash as cd
from clusterdash.ask import Ask
from clusterdash.engine import Engine
from clusterdash.errors import ClusterdashError, QuestionError
from clusterdash.model import Question, Where

BAD_YEARS: list[Any] = ["2018", ("a", "b"), (2018,), (2016, 2017, 2018), 2018.5, True]


@pytest.mark.parametrize("year", BAD_YEARS, ids=repr)
def test_a_year_that_is_none_is_refused_in_words(year: Any) -> None:
    with pytest.raises(QuestionError, match=r"year=2018"):
        cd.metric("events").where(year=year).result()


def test_two_years_may_come_as_a_list() -> None:
    years: Any = [2016, 2018]
    found = cd.metric("events").where(year=years).result()
    assert found.question.where.years == (2016, 2018)


@pytest.mark.parametrize("country", [None, 5], ids=repr)
def test_a_country_that_is_no_text_is_refused_in_words(country: Any) -> None:
    with pytest.raises(ClusterdashError):
        cd.metric("organisations").where(country=country)


def test_an_unknown_citation_style_is_refused() -> None:
    with pytest.raises(QuestionError, match="take text, bibtex or csl"):
        cd.metric("organisations").cite("apa")


def test_every_refinement_is_a_new_question() -> None:
    asked = cd.metric("meetings")
    narrowed = asked.where(year=2018).by("event")
    assert asked.question == Question("meetings")
    assert narrowed.question == Question("meetings", ("event",), Where.of(years=(2018, 2018)))
    assert narrowed.where(year=2019).question.where.years == (2019, 2019)


def test_equal_questions_are_computed_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    one = cd.metric("organisations").where(country="Portugal").result()

    def refuse(*_: object) -> None:
        raise AssertionError("computed twice")

    monkeypatch.setattr("clusterdash.engine.core.answer_of", refuse)
    two = cd.metric("organisations").where(country="PT").result()
    assert one.frame.equals(two.frame)
    with pytest.raises(AssertionError, match="computed twice"):
        engine.evaluate(Question("organisations", (), Where.of({"country": ["BE", "PT"]})))


def test_spoiling_an_answer_spoils_no_other() -> None:
    asked = cd.metric("organisations").where(country="Portugal")
    asked.result().frame[0, "value"] = 99.0
    assert asked.result().frame["value"].to_list() == [27]


def _spoil(frame: pl.DataFrame) -> None:
    """Change a frame in each way that Polars has to change one in place."""
    numbers = frame.select(pl.selectors.numeric()).columns
    if numbers:
        frame[0, numbers[0]] = 99
    frame.insert_column(0, pl.Series("spoiled", [0] * frame.height))
    frame.drop_in_place(frame.columns[-1])
    frame.extend(frame.clone())


@pytest.mark.parametrize("part", ["frame", "rows"])
@pytest.mark.parametrize("by", [(), ("country",)])
def test_spoiling_what_is_handed_out_spoils_no_other(part: str, by: tuple[str, ...]) -> None:
    asked = cd.metric("organisations").where(ecosystem="Digital").by(*by)
    before = (asked.frame().clone(), asked.rows().clone(), str(asked), asked.csv())
    _spoil(getattr(asked, part)())
    _spoil(getattr(asked.result(), part))
    assert asked.frame().equals(before[0])
    assert asked.rows().equals(before[1])
    assert (str(asked), asked.csv()) == before[2:]


def test_spoiling_a_pandas_frame_spoils_no_answer() -> None:
    asked = cd.metric("organisations").where(ecosystem="Digital").by("country")
    before = asked.frame().clone()
    pandas = asked.to_pandas()
    pandas.loc[:, "value"] = 99.0
    assert asked.frame().equals(before)


def test_texts_of_equal_questions_are_made_of_the_same_cells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(ecosystem: str) -> Ask:
        return cd.metric("organisations").where(ecosystem=ecosystem).by("country")

    said = asked("Health").alternative()

    def refuse(*_: object) -> None:
        raise AssertionError("cells made twice")

    monkeypatch.setattr("clusterdash.publish.cells._cell", refuse)
    # No other test has asked this, so that its cells are not made yet.
    fresh = cd.metric("organisations").where(ecosystem="Digital", country=["ES", "LT", "PL"])
    assert asked("Health").alternative() == said
    with pytest.raises(AssertionError, match="cells made twice"):
        fresh.by("country").alternative()


def test_rows_are_those_of_the_edition(engine: Engine) -> None:
    rows = cd.metric("meetings").where(year=2018).rows()
    figures = engine.edition.tables["figures"]
    assert rows.columns == figures.columns
    same = figures.filter(pl.col("figure_id").is_in(rows["figure_id"].to_list()))
    assert rows.sort("figure_id").equals(same.sort("figure_id"))


def test_rows_of_a_register(engine: Engine) -> None:
    rows = cd.metric("organisations").where(country="PT").rows()
    assert rows.height == 27
    assert rows.columns == engine.edition.tables["organisations"].columns


def test_to_pandas_and_frame_agree() -> None:
    asked = cd.metric("organisations").by("country")
    assert asked.to_pandas()["value"].tolist() == asked.frame()["value"].to_list()


def test_metrics_lists_them_all(engine: Engine) -> None:
    assert cd.metrics()["metric"].to_list() == [m.key for m in engine.registry.metrics]
