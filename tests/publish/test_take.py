"""Files have telling names that every system takes, and code asks the same question."""

import csv
import io
import json
import re
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clusterdash as cd
from clusterdash.engine import Engine, Labels
from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.language import PSEUDO, SOURCE, speaking
from clusterdash.model import Question, Where
from clusterdash.publish import labelled, to_csv, to_dict
from clusterdash.publish.linked import linked
from clusterdash.publish.take import KINDS, OTHERS, code, file
from clusterdash.publish.xlsx import to_xlsx
from clusterdash.testing import tiny_engine
from tests.soundness.small import figure

SITE = "https://clusters.example.eu/"
ENDINGS = {"csl": "csl.json"}
PT = Question("organisations", ("country",), Where.of({"country": ["PT"]}))
EVENTS = Question("meetings", ("event",))
NONE = Question("meetings", (), Where.of({"country": ["PT"]}))


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (PT, "clusterdash-organisations-by-country-pt"),
        (Question("meetings"), "clusterdash-meetings"),
        (EVENTS, "clusterdash-meetings-by-event"),
        (NONE, "clusterdash-meetings-pt"),
        (
            Question(
                *("organisations", ("country", "ecosystem")),
                Where.of({"ecosystem": ["Cultural & Creative Industries"]}),
                "population",
            ),
            "clusterdash-organisations-by-country-ecosystem-per-million-cultural-creative-industries",
        ),
        (
            Question("events", (), Where.of({"country": ["EU27_2020"]}, (2016, 2018))),
            "clusterdash-events-eu-27-2016-2018",
        ),
        (Question("events", (), Where.of(years=(2018, 2018))), "clusterdash-events-2018"),
        (
            Question("organisations", (), Where.of({"country": ["AT", "BE", "CZ", "DE", "ES"]})),
            "clusterdash-organisations-at-be-cz-and-2-more",
        ),
        (
            Question("matchmaking_events", (), Where.of({"mode": ["physical"]})),
            "clusterdash-matchmaking-events-in-person",
        ),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_name_tells_what_is_in_a_file(
    question: Question, name: str, kind: str, engine: Engine, labels: Labels
) -> None:
    taken = file(labels, [engine.evaluate(question)], kind)
    assert taken.name == f"{name}-{engine.edition.date}.{ENDINGS.get(kind, kind)}"
    assert taken.mime == KINDS[kind]


def test_a_name_is_the_same_in_every_language(engine: Engine, labels: Labels) -> None:
    question = Question("matchmaking_events", (), Where.of({"mode": ["physical"]}))
    names = set()
    for language in (SOURCE, PSEUDO, "bg"):
        with speaking(language):
            names.add(file(labels, [engine.evaluate(question)], "csv").name)
    assert names == {f"clusterdash-matchmaking-events-in-person-{engine.edition.date}.csv"}


def test_a_name_says_that_data_is_synthetic(engine: Engine, labels: Labels) -> None:
    taken = file(labels, [replace(engine.evaluate(PT), synthetic=True)], "csv")
    assert taken.name.startswith("clusterdash-synthetic-organisations-")


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "a\r\nb: c", "a;b\"c'd", "年", "CON", "x" * 500, "=1+1", "Łódź", "."],
)
def test_a_hostile_name_makes_a_safe_file_name(name: str) -> None:
    engine = tiny_engine(
        events=[{"event_id": "e", "name": name, "series": name, "city": name}],
        figures=[figure(1, "meetings", 5, "e")],
    )
    question = Question("meetings", ("event",), Where.of({"event": ["e"], "series": [name]}))
    taken = file(engine.labels, [engine.evaluate(question)], "csv")
    assert re.fullmatch(r"clusterdash-meetings-by-event-[a-z0-9-]+-2026-01-01\.csv", taken.name)
    assert len(taken.name) < 150


def test_csv_is_the_table_with_a_byte_order_mark(engine: Engine, labels: Labels) -> None:
    for question in (PT, EVENTS, NONE):
        result = engine.evaluate(question)
        taken = file(labels, [result], "csv")
        assert taken.content[:3] == b"\xef\xbb\xbf"
        assert taken.content[3:].decode() == to_csv(result, labels)
        if result.answered:
            assert pl.read_csv(taken.content)["value"].to_list() == result.frame["value"].to_list()


def test_csv_of_several_results_is_one_table(engine: Engine, labels: Labels) -> None:
    results = [engine.evaluate(q) for q in (PT, EVENTS, NONE)]
    rows = table(file(labels, results, "csv").content)
    alone = [row for result in results for row in table(to_csv(result, labels).encode())]
    assert len(rows) == len(alone) == results[0].frame.height + results[1].frame.height + 1
    for row, own in zip(rows, alone, strict=True):
        assert {key: row[key] for key in own} == own
        assert not [row[key] for key in row if key not in own and row[key]]
        assert row["metric"]
        assert row["edition"]
    name = file(labels, results, "csv").name
    assert name == f"clusterdash-organisations-and-2-more-{engine.edition.date}.csv"


def test_csv_of_several_results_keeps_texts_safe() -> None:
    engine = tiny_engine(
        events=[{"event_id": "e", "name": '=1+1,"\n\r@x'}], figures=[figure(1, "meetings", 5, "e")]
    )
    result = engine.evaluate(EVENTS)
    rows = table(file(engine.labels, [result, result], "csv").content)
    assert [row["event_label"] for row in rows] == ["'=1+1,\"\n\r@x"] * 2


def test_json_is_one_answer_or_a_list_of_them(engine: Engine, labels: Labels) -> None:
    results = [engine.evaluate(q) for q in (PT, NONE)]
    plain = [json.loads(json.dumps(linked(r, labels, OTHERS, f"{SITE}api/v1/"))) for r in results]
    assert json.loads(file(labels, results[:1], "json", SITE).content) == plain[0]
    assert json.loads(file(labels, results, "json", SITE).content) == plain
    assert {**plain[0], **to_dict(results[0], labels)} == plain[0]


@pytest.mark.parametrize("kind", ["bib", "csl"])
def test_one_metric_asked_in_two_ways_is_two_things_to_cite(
    kind: str, engine: Engine, labels: Labels
) -> None:
    results = [engine.evaluate(q) for q in (PT, PT, replace(PT, normalise="population"))]
    text = file(labels, results, kind).content.decode()
    found = (
        [item["id"] for item in json.loads(text)]
        if kind == "csl"
        else re.findall(r"^@misc\{([^,]+),", text, re.MULTILINE)
    )
    assert len(set(found)) == len(found)
    own = [key for key in found if key.startswith("clusterdash-")]
    assert own == ["clusterdash-organisations", "clusterdash-organisations-2"]


def test_xlsx_is_the_workbook(engine: Engine, labels: Labels) -> None:
    results = [engine.evaluate(q) for q in (PT, NONE)]
    assert file(labels, results, "xlsx").content == to_xlsx(results, labels)


def test_another_kind_of_file_is_refused(engine: Engine, labels: Labels) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'xlsx'"):
        file(labels, [engine.evaluate(PT)], "xls")
    with pytest.raises(QuestionError, match="at least one Result"):
        file(labels, [], "csv")


def ask(line: str) -> pl.DataFrame:
    found = eval(line, {"cd": cd, "__builtins__": {}})
    assert isinstance(found, pl.DataFrame)
    return found


QUESTIONS = [
    PT,
    EVENTS,
    Question("organisations"),
    Question("organisations", ("country",), normalise="population"),
    Question("organisations", ("city",), Where.of({"country": ["IT"], "located": ["on the map"]})),
    Question("events", ("year",), Where.of(years=(2016, 2018))),
    Question("events", (), Where.of({"host_country": ["BE", "DE"]}, (2018, 2018))),
    Question("meetings", (), Where.of({"programme": ["family:ECCP"]})),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=code)
def test_code_asks_the_same(question: Question, engine: Engine, labels: Labels) -> None:
    assert ask(code(question)).equals(labelled(engine.evaluate(question), labels))


def test_code_reads_like_a_sentence() -> None:
    line = 'cd.metric("organisations").by("country").where(country="PT").frame()'
    assert code(PT) == line
    question = Question(
        "events", (), Where.of({"country": ["PT", "ES"]}, (2016, 2018)), normalise="share"
    )
    line = 'cd.metric("events").by().where(country=["ES", "PT"], year=(2016, 2018))'
    assert code(question) == f'{line}.normalise("share").frame()'


@settings(max_examples=300)
@given(st.text(st.characters(), min_size=1) | st.just('")+__import__("os").system("x")+("\\\u202e'))
def test_no_name_leaves_its_quotation_marks(name: str) -> None:
    said: dict[str, object] = {}

    class Heard:
        def __getattr__(self, verb: str) -> "Heard":
            self.verb = verb
            return self

        def __call__(self, *given: object, **named: object) -> "Heard":
            said.setdefault(self.verb, named or given)
            return self

    line = code(Question("events", ("year",), Where.of({"event": [name]})))
    eval(line, {"cd": Heard(), "__builtins__": {}})
    assert said == {"metric": ("events",), "by": ("year",), "where": {"event": name}, "frame": ()}
    assert line.isprintable()
