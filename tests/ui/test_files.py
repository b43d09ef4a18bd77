"""Files by their address."""

import csv
import io
import json
from urllib.parse import quote

import polars as pl
import pytest

from clusterdash.api import Problem
from clusterdash.engine import Engine
from clusterdash.publish.take import KINDS
from clusterdash.ui.files import file
from tests.publish.test_xlsx import pages
from tests.ui import sql

BY_COUNTRY = "organisations.{kind}?by=country&v=1"


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_by_country(engine: Engine) -> None:
    taken = file(engine, BY_COUNTRY.format(kind="csv"))
    expected = dict(sql.select("SELECT country, count(*) FROM org GROUP BY ALL"))
    assert {row["country"]: float(row["value"]) for row in _rows(taken.content)} == expected
    assert taken.name.startswith("clusterdash-organisations-by-country")
    assert taken.name.endswith(".csv")
    assert taken.mime.startswith("text/csv")


def test_a_filter_is_kept(engine: Engine) -> None:
    taken = file(engine, "organisations.csv?by=ecosystem&v=1&country=PT")
    query = "SELECT ecosystem, count(*) FROM org WHERE country = 'PT' GROUP BY ALL"
    assert {r["ecosystem"]: float(r["value"]) for r in _rows(taken.content)} == dict(
        sql.select(query)
    )


def test_json(engine: Engine) -> None:
    said = json.loads(file(engine, "organisations.json?v=1&country=PT").content)
    assert [row["value"] for row in said["rows"]] == [sql.count("country = 'PT'")]


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_may_stand_in_a_folder(engine: Engine, kind: str) -> None:
    # Workbooks and JSON may hold the moment they were made, so names are compared.
    plain, deep = (file(engine, f"{stem}organisations.{kind}?v=1") for stem in ("", "/file/"))
    assert (plain.name, plain.mime) == (deep.name, deep.mime)


@pytest.mark.parametrize("kind", KINDS)
def test_several_questions(engine: Engine, kind: str) -> None:
    more = [quote(link, safe="") for link in ("organisations?v=1&country=PT", "profiles?by=year")]
    address = f"{BY_COUNTRY.format(kind=kind)}&and={more[0]}&and={more[1]}"
    content = file(engine, address).content
    if kind == "csv":
        metrics = [row["metric"] for row in _rows(content)]
        assert set(metrics) == {"organisations", "profiles"}
        # Bulgaria to Ukraine, and Portugal once more for itself.
        countries = sql.select("SELECT count(DISTINCT country) FROM org")[0][0]
        assert metrics.count("organisations") == countries + 1
    elif kind == "json":
        assert [len(answer["rows"]) > 1 for answer in json.loads(content)] == [True, False, True]
    elif kind == "parquet":
        listed = pl.read_parquet(io.BytesIO(content))["metric"].unique().to_list()
        assert sorted(listed) == ["organisations", "profiles"]
    elif kind == "bib":
        assert content.count(b"@misc{clusterdash-organisations,") == 1
        assert content.count(b"@misc{clusterdash-profiles,") == 1
    elif kind == "csl":
        ids = [item["id"] for item in json.loads(content)]
        assert len(ids) == len(set(ids))
        assert {"clusterdash-organisations", "clusterdash-profiles"} < set(ids)
    else:
        cells = {cell for page in pages(content).values() for row in page.cells for cell in row}
        assert {211, 27, 1500} <= cells


def _with(more: int) -> str:
    return "organisations.json?v=1" + "&and=organisations%3Fv%3D1" * more


def test_no_more_than_a_few_questions(engine: Engine) -> None:
    assert len(json.loads(file(engine, _with(47)).content)) == 48
    with pytest.raises(Problem, match="at most 48"):
        file(engine, _with(48))
    with pytest.raises(Problem, match="longer than"):
        file(engine, _with(1_000))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("v=1&country=QQ", "QQ"),
        ("v=1&colour=red", "colour"),
        ("by=planet&v=1", "planet"),
        ("v=1&as=gdp", "gdp"),
        ("v=1&and=organisations%3Fcountry%3DQQ", "QQ"),
    ],
)
def test_a_file_holds_no_more_than_its_address_says(engine: Engine, query: str, said: str) -> None:
    with pytest.raises(Problem, match=said):
        file(engine, f"organisations.csv?{query}")


@pytest.mark.parametrize(
    "address",
    [
        "nonsense.csv?v=1",
        "organisations.exe?v=1",
        "organisations?v=1",
        "organisations.",
        ".csv",
        "",
        "organisations.CSV.zip",
        "../../etc/passwd",
        "organisations.csv?v=1&and=nonsense%3Fv%3D1",
        "organisations.csv?v=1&and=",
        "\x00.csv",
    ],
)
def test_what_is_none_is_said(engine: Engine, address: str) -> None:
    with pytest.raises(Problem) as caught:
        file(engine, address)
    assert caught.value.status == 404
    assert "`" not in str(caught.value)  # who reads this types no command


def test_the_nearest_name_is_offered(engine: Engine) -> None:
    with pytest.raises(Problem, match="Did you mean 'organisations'"):
        file(engine, "organisation.csv?v=1")
    with pytest.raises(Problem, match="xlsx"):
        file(engine, "organisations.xlxs?v=1")


def test_an_unanswered_question_is_an_empty_table(engine: Engine) -> None:
    taken = file(engine, "meetings.csv?v=1&country=PT")
    assert _rows(taken.content) == [] or {r["value"] for r in _rows(taken.content)} == {""}
