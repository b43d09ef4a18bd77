"""Files carry everything needed to trust them, and are safe to open."""

import csv
import io
import json
from dataclasses import replace

import polars as pl
import pytest

from clusterdash.engine import Engine, Labels
from clusterdash.model import COLUMNS, Question, Result, Where
from clusterdash.publish import headline, labelled, to_csv, to_dict, to_json
from clusterdash.publish.files import _FORMULA
from clusterdash.testing import tiny_engine
from tests.soundness.small import figure

QUESTIONS = [
    Question("organisations", ("country",)),
    Question("organisations", ("city",), Where.of({"country": ["IT"]})),
    Question("meetings", ("event",)),
    Question("meetings", (), Where.of(years=(2018, 2018))),
    Question("funnel", ("programme", "stage")),
    Question("success_rate", ("subject",)),
    Question("smes_supported", ("programme",), Where.of({"status": ["target"]})),
    Question("labels", ("figure",)),
    Question("organisations", ("country",), normalise="share"),
]


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), strict=True))


@pytest.fixture(params=QUESTIONS, ids=[f"{q.metric} by {q.by}" for q in QUESTIONS])
def found(request: pytest.FixtureRequest, engine: Engine) -> Result:
    return engine.evaluate(request.param)


def test_csv_parses_back(found: Result, labels: Labels) -> None:
    rows = _rows(to_csv(found, labels))
    assert len(rows) == found.frame.height
    for row, cell in zip(rows, found.frame.iter_rows(named=True), strict=True):
        assert (float(row["value"]) if row["value"] else None) == cell["value"]
        assert row["qualifier"] == (cell["qualifier"] or "")
        assert row["outcome"] == cell["outcome"]
        assert row["figures"] == (cell["figures"] or "")
        assert all(row[key] == (cell[key] or "") for key in found.by)


def test_every_row_of_a_csv_can_be_trusted_alone(found: Result, labels: Labels) -> None:
    for row in _rows(to_csv(found, labels)):
        assert row["metric"] == found.metric.key
        assert row["filter"] == labels.words(found.question.where)
        assert row["edition"] == found.edition
        assert row["basis"] == found.basis
        assert row["caveats"].split(";") == [c.key for c in found.caveats] or not found.caveats
        assert row["caveat_sentences"] == " ".join(c.sentence for c in found.caveats)
        assert row["credit"] == found.credit
        named = {o.source_id: o.publisher for o in found.origins}
        behind = [named[one] for one in row["sources"].split(";") if one]
        assert row["publishers"].split("; ") == list(dict.fromkeys(behind)) or not behind
        assert row["coverage"] == " ".join(c.sentence for c in found.coverage)
        assert row["synthetic"] == "false"
        assert row["unit"]


def test_json_says_everything(found: Result, labels: Labels) -> None:
    said = json.loads(to_json(found, labels))
    assert said == json.loads(json.dumps(to_dict(found, labels)))
    assert len(said["rows"]) == found.frame.height
    assert set(COLUMNS) <= set(said["rows"][0])
    assert said["sentence"] == headline(found, labels)
    assert said["filter"] == (labels.words(found.question.where) or None)
    assert set(said["caveats"]) == {c.key for c in found.caveats}
    assert [s["source_id"] for s in said["sources"]] == [o.source_id for o in found.origins]
    assert len(said["rivals"]) == len(found.rivals)
    assert said["notes"] == list(found.notes)
    assert said["edition"] == found.edition
    where, strange = Where.from_query(said["question"]["link"])
    assert (where, strange) == (found.question.where, ())
    assert said["citation"].splitlines()


def test_json_is_strict(found: Result, labels: Labels) -> None:
    def refuse(constant: str) -> None:
        raise ValueError(constant)

    json.loads(to_json(found, labels), parse_constant=refuse)


def test_a_question_without_an_answer_leaves_a_file_that_says_so(
    engine: Engine, labels: Labels
) -> None:
    found = engine.evaluate(Question("meetings", (), Where.of({"country": ["PT"]})))
    said = to_dict(found, labels)
    assert said["answered"] is False
    assert said["reason"] == found.reason
    assert said["nearest"][0]["metric"] == "matchmaking_events"
    rows = _rows(to_csv(found, labels))
    assert [row["answer"] for row in rows] == [found.reason]
    assert rows[0]["value"] == ""


@pytest.mark.parametrize("sign", list("=+-@\t\r"))
def test_no_text_runs_as_a_formula(sign: str) -> None:
    engine = tiny_engine(
        events=[{"event_id": "a", "name": f"{sign}cmd|' /C calc'!A0", "series": f"{sign}1+1"}],
        figures=[figure(1, "meetings", 5, "a")],
    )
    found = engine.evaluate(Question("meetings", ("event", "series")))
    row = _rows(to_csv(found, engine.labels))[0]
    assert row["event_label"].startswith(f"'{sign}")
    assert row["series"].startswith(f"'{sign}")
    assert row["value"] == "5.0"


def test_no_column_of_the_published_edition_runs_as_a_formula(
    engine: Engine, labels: Labels
) -> None:
    for key in ("organisations_elsewhere", "meetings", "labels"):
        metric = engine.registry.metric(key)
        for row in _rows(to_csv(engine.evaluate(Question(key, metric.default_by)), labels)):
            texts = pl.Series([text for text in row.values() if not _is_number(text)])
            assert not texts.str.contains(_FORMULA).any()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_codes_stand_beside_their_labels(engine: Engine, labels: Labels) -> None:
    frame = labelled(engine.evaluate(Question("organisations", ("country",))), labels)
    assert frame.columns[:2] == ["country", "country_label"]
    assert dict(frame.select("country", "country_label").iter_rows())["GR"] == "Greece"


def test_writing_changes_no_result(engine: Engine, labels: Labels) -> None:
    found = engine.evaluate(Question("organisations", ("country",)))
    before = found.frame.clone()
    for _ in range(2):
        labelled(found, labels)
        to_csv(found, labels)
    assert found.frame.equals(before)
    assert replace(found, notes=("x",)).notes == ("x",)
