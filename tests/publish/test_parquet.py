"""Parquet holds the numbers of the CSV as numbers, and what is needed to trust them twice."""

import csv
import io
import json
from dataclasses import replace

import polars as pl
import pyarrow.parquet as pq
import pytest

from clusterdash.engine import Engine, Labels
from clusterdash.errors import QuestionError
from clusterdash.model import Question, Where
from clusterdash.publish import labelled, to_csv, to_parquet
from clusterdash.publish.parquet import ANSWERS

PT = Question("organisations", ("country",), Where.of({"country": ["PT"]}))
EVENTS = Question("meetings", ("event",))
YEARS = Question("events", ("year",), Where.of(years=(2016, 2018)))
RATE = Question("organisations", ("country",), normalise="population")
NONE = Question("meetings", (), Where.of({"country": ["PT"]}))


def _read(content: bytes) -> pl.DataFrame:
    return pl.read_parquet(io.BytesIO(content))


def _metadata(content: bytes) -> dict[str, str]:
    """Return the metadata as another reader sees it."""
    found = pq.read_schema(io.BytesIO(content)).metadata
    return {name.decode(): text.decode() for name, text in found.items()}


@pytest.mark.parametrize("question", [PT, EVENTS, YEARS, RATE])
def test_values_are_those_of_the_answer(question: Question, engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(question)
    table = _read(to_parquet([result], labels))
    shown = labelled(result, labels)
    assert table.height > 0
    assert table.select(shown.columns).equals(shown)
    assert table.schema["value"] == pl.Float64


@pytest.mark.parametrize("question", [PT, EVENTS, NONE])
def test_columns_are_those_of_the_csv(question: Question, engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(question)
    table = _read(to_parquet([result], labels))
    rows = list(csv.DictReader(io.StringIO(to_csv(result, labels))))
    assert table.columns == list(rows[0])
    for name in ("filter", "edition", "caveats", "notes", "metric", "answer", "basis"):
        assert [text or "" for text in table[name]] == [row[name].lstrip("'") for row in rows]
    assert table["synthetic"].to_list() == [False] * len(rows)


def test_the_metadata_says_what_the_columns_say(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(PT)
    told = _metadata(to_parquet([result], labels))
    assert told["filter"] == "Portugal"
    assert told["edition"] == engine.edition.label
    assert told["definition"] == result.metric.definition
    assert told["caveats"].splitlines() == [each.sentence for each in result.caveats]
    assert told["notes"].splitlines() == list(result.notes)
    assert told["synthetic"] == "false"
    assert "mark" not in told
    (inside,) = json.loads(told[ANSWERS])
    assert inside["metric"] == "organisations"
    assert inside["where"] == "v=1&country=PT"
    assert list(inside["caveats"]) == [each.key for each in result.caveats] != []


def test_what_was_left_out_is_told_twice(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("meetings", ("series",)))
    assert result.notes
    content = to_parquet([result], labels)
    assert _read(content)["notes"].unique().to_list() == [" ".join(result.notes)]
    assert _metadata(content)["notes"].splitlines() == list(result.notes)


def test_several_answers_are_one_table(engine: Engine, labels: Labels) -> None:
    results = [engine.evaluate(question) for question in (PT, EVENTS, NONE, RATE)]
    content = to_parquet(results, labels)
    table, told = _read(content), _metadata(content)
    heights = [result.frame.height or 1 for result in results]
    metrics = [result.metric.key for result in results]
    expected = [key for key, height in zip(metrics, heights, strict=True) for _ in range(height)]
    assert table["metric"].to_list() == expected
    values = [value for result in results for value in (result.frame["value"].to_list() or [None])]
    assert table["value"].to_list() == values
    assert [one["metric"] for one in json.loads(told[ANSWERS])] == metrics
    assert told["edition"] == engine.edition.label  # said once


def test_a_question_without_an_answer_is_one_row_that_says_why(
    engine: Engine, labels: Labels
) -> None:
    result = engine.evaluate(NONE)
    (row,) = _read(to_parquet([result], labels)).to_dicts()
    assert (row["value"], row["state"], row["answer"]) == (None, "not_published", result.reason)


def test_one_synthetic_answer_marks_the_file(engine: Engine, labels: Labels) -> None:
    real = engine.evaluate(PT)
    content = to_parquet([real, replace(engine.evaluate(EVENTS), synthetic=True)], labels)
    told, table = _metadata(content), _read(content)
    assert (told["synthetic"], told["mark"]) == ("true", "Synthetic demonstration data")
    assert dict(table.select("metric", "synthetic").unique().iter_rows()) == {
        "organisations": False,
        "meetings": True,
    }


def test_equal_results_give_equal_bytes(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(EVENTS)
    assert to_parquet([result], labels) == to_parquet([replace(result)], labels)


def test_a_file_needs_an_answer(labels: Labels) -> None:
    with pytest.raises(QuestionError, match="at least one"):
        to_parquet([], labels)
