"""An answer by its address is the engine's, in every form, with all that is needed to trust it."""

import csv
import io
from urllib.parse import quote

import polars as pl
import pytest

from clusterdash.engine import Engine, Labels
from clusterdash.engine.nearest import askable
from clusterdash.model import Question, Where
from clusterdash.opened import default_engine
from clusterdash.publish.link import to_link
from clusterdash.publish.take import KINDS, file
from tests import made_up
from tests.api.asked import ask, follow, read
from tests.ui import sql

METRICS = [metric.key for metric in default_engine().registry.metrics]
QUESTIONS = [
    Question("organisations", ("country",), Where.of({"country": ["PT", "ES"]}), "population"),
    Question("organisations", ("city",), Where.of({"country": ["IT"], "located": ["on the map"]})),
    Question("events", ("year",), Where.of(years=(2016, 2018))),
    Question("meetings", (), Where.of({"programme": ["family:ECCP"]})),
    Question("meetings", ("event",)),
    Question("meetings", (), Where.of({"country": ["PT"]})),
]


@pytest.mark.parametrize("key", METRICS)
def test_every_metric_by_each_of_its_dimensions(key: str, engine: Engine) -> None:
    metric = engine.registry.metric(key)
    for by in [(), metric.default_by, *((name,) for name in sorted(askable(metric)))]:
        result = engine.evaluate(Question(key, by))
        said = read(engine, f"v1/answer/{key}?by={'~'.join(by)}&v=1")
        frame = result.frame
        names = [*result.by, "value", "qualifier", "state", "outcome", "span"]
        rows = [tuple(row[name] for name in names) for row in said["rows"]]
        assert rows == frame.select(names).rows(), by
        assert said["answered"] == result.answered
        assert said["total"] == (
            {"value": result.total.value, "qualifier": result.total.qualifier}
            if result.total
            else None
        )
        assert list(said["caveats"]) == [caveat.key for caveat in result.caveats]
        assert (said["edition"], said["synthetic"]) == (engine.edition.label, False)


def test_numbers_are_those_of_the_tables(engine: Engine) -> None:
    said = read(engine, "v1/answer/organisations?by=country&v=1")
    expected = dict(sql.select("SELECT country, count(*) FROM org GROUP BY ALL"))
    assert {row["country"]: row["value"] for row in said["rows"]} == expected
    one = read(engine, "v1/answer/organisations?country=Portugal")
    assert [row["value"] for row in one["rows"]] == [sql.count("country = 'PT'")]
    assert one["filter"] == "Portugal"
    assert read(engine, "v1/answer/organisations")["filter"] is None


@pytest.mark.parametrize("question", QUESTIONS, ids=to_link)
@pytest.mark.parametrize("kind", KINDS)
def test_links_of_pages_are_addresses(
    question: Question, kind: str, engine: Engine, labels: Labels
) -> None:
    link = to_link(question)
    made = file(labels, [engine.evaluate(question)], kind)
    stem, _, query = link.partition("?")
    for address in (f"v1/answer/{stem}.{kind}?{query}", f"v1/answer/{link}&format={kind}"):
        reply = ask(engine, address)
        if kind == "json":  # with links besides
            assert reply.name == ""
        else:
            assert (reply.mime, reply.content, reply.name) == (made.mime, made.content, made.name)
    own = read(engine, f"v1/answer/{link}")["question"]
    assert (own["by"], own["link"]) == (list(question.by), question.where.to_query())
    assert own["normalise"] == (question.normalise or None)


def test_a_csv_says_what_it_is_of(engine: Engine) -> None:
    reply = ask(engine, "v1/answer/organisations.csv?by=country&country=PT&v=1")
    (row,) = csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig")))
    assert float(row["value"]) == sql.count("country = 'PT'")
    assert (row["filter"], row["edition"]) == ("Portugal", engine.edition.label)
    assert "registry_second_hand" in row["caveats"]
    assert row["synthetic"] == "false"


def test_a_question_without_an_answer_leads_to_those_with_one(engine: Engine) -> None:
    address = "v1/answer/meetings?country=PT&v=1"
    said = read(engine, address)
    assert said["answered"] is False
    assert said["rows"] == []
    assert said["reason"].startswith("Bilateral meetings: not published by country.")
    assert len(said["nearest"]) == 3
    for near in said["nearest"]:
        found = read(engine, follow(address, near["href"]))
        assert found["answered"]
        assert found["question"]["metric"] == near["metric"]
        assert found["question"]["link"] == near["where"]


@pytest.mark.parametrize("question", QUESTIONS, ids=to_link)
def test_every_link_of_an_answer_leads_somewhere(question: Question, engine: Engine) -> None:
    address = f"v1/answer/{to_link(question)}"
    links = read(engine, address)["links"]
    assert follow(address, links["self"]) == address
    found = [links[name] for name in ("self", "metric", "csv", "xlsx", "parquet")]
    for link in [*found, *links["beside"]]:
        assert ask(engine, follow(address, link)).status == 200


@pytest.mark.parametrize("kind", KINDS)
def test_made_up_data_is_told_in_every_kind(kind: str) -> None:
    reply = ask(made_up.engine(), f"v1/answer/organisations.{kind}?by=country&v=1")
    if kind == "json":
        assert read(made_up.engine(), "v1/answer/organisations")["synthetic"] is True
    else:
        assert "synthetic" in reply.name
    if kind == "parquet":
        assert pl.read_parquet(io.BytesIO(reply.content))["synthetic"].all()


REFUSED = [
    ("colour=red", "colour", "Unknown parameter 'colour'. Known for organisations: by, as"),
    ("contry=PT", "contry", "Did you mean 'country'"),
    ("country=QQ", "country", "Unknown country 'QQ'. The address api/v1/dimensions/country lists"),
    ("country=Portugl", "country", "Did you mean 'Portugal'?"),
    ("country=PT~QQ", "country", "'QQ'"),
    ("country=", "country", "names nothing: name at least one"),
    ("by=planet", "by", "Unknown dimension 'planet'. Known: country,"),
    ("by=contry", "by", "Did you mean 'country'"),
    ("as=gdp", "as", "Unknown way to state it 'gdp'. Known: population, share."),
    ("as=share&as=population", "as", "given more than once"),
    ("year=20x8", "year", "as in year=2016~2018"),
    ("year=2018~2016", "year", "as in year=2016~2018"),
    ("year=2018&year=2019", "year", "given more than once"),
    ("v=2", "v", "reads version 1"),
    ("format=xsl", "format", "Unknown kind of file 'xsl'. Known: csv,"),
    ("format=csv&format=json", "format", "asks for csv and json: ask for one"),
    ("x", "x", "Unknown parameter 'x'"),
    ("and=organisations", "and", "Unknown parameter 'and'"),
    (f"country={quote('<i>zé')}", "country", "Unknown country '<i>zé'"),
]


@pytest.mark.parametrize(("query", "name", "told"), REFUSED)
def test_a_bad_parameter_is_named(query: str, name: str, told: str, engine: Engine) -> None:
    said = read(engine, f"v1/answer/organisations?by=country&{query}", 400)
    assert said["type"] == "urn:clusterdash:bad-parameter"
    assert (said["status"], said["title"]) == (400, "The address is not understood")
    (one,) = said["parameters"]
    assert one["parameter"] == name
    assert told in one["detail"]
    assert told in said["detail"]


def test_each_parameter_that_can_be_given_is_named_once(engine: Engine) -> None:
    detail = read(engine, "v1/answer/meetings?colour=red", 400)["detail"]
    known = detail.split("Known for meetings: ")[1].rstrip(".").split(", ")
    assert {"by", "year", "event"} < set(known)
    assert len(known) == len(set(known))


def test_all_bad_parameters_are_named_up_to_a_few(engine: Engine) -> None:
    said = read(engine, "v1/answer/organisations?a=1&b=1&country=QQ&year=x", 400)
    assert [one["parameter"] for one in said["parameters"]] == ["a", "b", "country", "year"]
    many = "&".join(f"country=Q{number}" for number in range(500))
    assert len(read(engine, f"v1/answer/organisations?{many}", 400)["parameters"]) == 5


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("by=country%26country%3DPT&v=1", "Unknown dimension"),
        ("v=1%26country%3DPT", "v="),
        ("v=%31", "Did you mean answer/organisations?v=1?"),
        ("country=" + "x" * 9000, "longer than 8,192 characters"),
    ],
)
def test_what_is_understood_in_part_is_not_answered(query: str, told: str, engine: Engine) -> None:
    assert told in read(engine, f"v1/answer/organisations?{query}", 400)["detail"]


@pytest.mark.parametrize("kind", ["csv", "json", "parquet"])
def test_a_metric_that_is_none(kind: str, engine: Engine) -> None:
    said = read(engine, f"v1/answer/organisation.{kind}?v=1", 404)
    assert said["type"] == "urn:clusterdash:unknown-metric"
    assert said["suggestions"][0] == "organisations"
    assert "Did you mean 'organisations'" in said["detail"]
    assert read(engine, follow("v1/answer/organisation", said["known"]))["metrics"]


@pytest.mark.parametrize(
    "name", ["nonsense", "organisations%3Fcountry=PT", "%00", "x" * 3000, "organisations%23a"]
)
def test_a_strange_metric_is_none(name: str, engine: Engine) -> None:
    assert read(engine, f"v1/answer/{name}", 404)["type"] == "urn:clusterdash:unknown-metric"


@pytest.mark.parametrize(
    "name", ["organisations.exe", "organisations.", "..", "organisations.csv.zip"]
)
def test_a_kind_of_file_that_is_none(name: str, engine: Engine) -> None:
    assert read(engine, f"v1/answer/{name}", 404)["type"] == "urn:clusterdash:unknown-format"


def test_an_ending_and_a_parameter_must_agree(engine: Engine) -> None:
    assert ask(engine, "v1/answer/organisations.csv?format=csv").status == 200
    said = read(engine, "v1/answer/organisations.csv?format=json", 400)
    assert "csv and json: ask for one" in said["detail"]
