"""The documented address, asked for as a stranger would; and as one who has to sign in."""

import csv
import gzip
import io
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlencode

import polars as pl
import pytest

from clusterdash.model import Edition
from clusterdash.opened import default_engine
from clusterdash.publish.take import KINDS
from clusterdash.serving.api import Api
from tests.serving.running import Answer, ask, free_port, running
from tests.ui import sql

BY_COUNTRY = "api/v1/answer/organisations?by=country&v=1"
ADDRESSES = [
    BY_COUNTRY,
    "api/v1/answer/organisations.csv?by=country&v=1",
    "api/v1/answer/organisations.xlsx?v=1",
    "api/v1/answer/organisations.parquet?v=1",
    "api/v1/metrics",
    "api/v1/metrics/meetings",
    "api/v1/dimensions",
    "api/v1/dimensions/country",
    "api/v1/editions",
    "api/v1/openapi.json",
    "api/v1",
    "api",
]
PASSWORD = "correct horse battery"
SECRET = "cookie-secret-of-more-than-32-characters"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Answer]]:
    """Return a server, and what the demonstration answered at first."""
    port = free_port()
    command = ["-m", "clusterdash.cli", "serve", "--port", str(port)]
    log = tmp_path_factory.mktemp("api") / "log"
    with running(command, f"http://127.0.0.1:{port}/health", log) as url:
        server = url.removesuffix("/health")
        yield server, ask(f"{server}/demo/{BY_COUNTRY}")


@pytest.fixture(scope="module")
def server(started: tuple[str, Answer]) -> str:
    return started[0]


@pytest.fixture(scope="module")
def demo(server: str) -> str:
    """Return the start of the demonstration once it is there."""
    wait = threading.Event()
    for _ in range(120):
        if ask(f"{server}/demo/api/v1/editions").status == 200:
            return f"{server}/demo"
        wait.wait(1)
    raise AssertionError("the demonstration is not made")


def _problem(answer: Answer, status: int, kind: str) -> dict[str, Any]:
    said = json.loads(answer.body)
    assert (answer.status, said["status"]) == (status, status)
    assert said["type"] == f"urn:clusterdash:{kind}"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Etag"] is None
    return cast("dict[str, Any]", said)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_is_kept_by_its_tag_and_not_sent_again(server: str, address: str) -> None:
    first = ask(f"{server}/{address}")
    assert first.status == 200
    assert first.headers["Cache-Control"] == "no-cache"
    tag = first.headers["Etag"]
    for given in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = ask(f"{server}/{address}", {"If-None-Match": given})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["Etag"] == tag
        assert again.headers["Cache-Control"] == "no-cache"
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    other = ask(f"{server}/{address}", {"If-None-Match": 'W/"other"'})
    assert (other.status, other.body) == (200, first.body)


@pytest.mark.parametrize("address", ADDRESSES)
def test_heads_are_those_of_the_answers(server: str, address: str) -> None:
    head, whole = ask(f"{server}/{address}", method="HEAD"), ask(f"{server}/{address}")
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "Etag", "Content-Disposition"):
        assert head.headers[name] == whole.headers[name]
    assert int(head.headers["Content-Length"]) == len(whole.body)


def test_a_spreadsheet_gets_numbers_with_all_that_they_need(server: str) -> None:
    answer = ask(f"{server}/api/v1/answer/organisations.csv?by=country&country=PT~ES&v=1")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    found = {row["country"]: float(row["value"]) for row in rows}
    assert found == {code: sql.count(f"country = '{code}'") for code in ("PT", "ES")}
    assert {row["filter"] for row in rows} == {"Spain or Portugal"}
    assert {row["edition"] for row in rows} == {default_engine().edition.label}
    assert {row["synthetic"] for row in rows} == {"false"}
    assert all("registry_second_hand" in row["caveats"] for row in rows)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        'filename="clusterdash-organisations-by-country-' in (answer.headers["Content-Disposition"])
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_an_answer_is_the_file_of_the_pages(server: str, kind: str) -> None:
    query = "by=country&country=PT&as=population&v=1"
    mine = ask(f"{server}/api/v1/answer/organisations?{query}&format={kind}")
    theirs = ask(f"{server}/file/organisations.{kind}?{query}")
    assert (mine.status, mine.body) == (200, theirs.body)
    for name in ("Content-Type", "Content-Disposition"):
        assert mine.headers[name] == theirs.headers[name]


FILES = [f"file/organisations.{kind}?by=country&as=population&v=1" for kind in KINDS]


@pytest.mark.parametrize("address", FILES)
def test_heads_of_files_are_those_of_the_files(server: str, address: str) -> None:
    head, whole = ask(f"{server}/{address}", method="HEAD"), ask(f"{server}/{address}")
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "Etag", "Content-Disposition"):
        assert head.headers[name] == whole.headers[name]
    again = ask(f"{server}/{address}", {"If-None-Match": whole.headers["Etag"]})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("start", ["file/organisations", "api/v1/answer/organisations"])
def test_what_is_taken_away_names_the_address_that_answers(server: str, start: str) -> None:
    link = f"{server}/api/v1/answer/organisations?by=country&v=1"
    found = ask(f"{server}/{start}.csl?by=country&v=1")
    assert json.loads(found.body)[-1]["URL"] == link
    assert json.loads(ask(link).body)["answered"]
    # Who comes by another name is told none: nobody said that it is ours.
    other = ask(f"{server}/{start}.csl?by=country&v=1", {"Host": "elsewhere.example"})
    assert "URL" not in json.loads(other.body)[-1]
    assert other.headers["Etag"] != found.headers["Etag"]


def test_a_file_of_the_demonstration_leads_to_the_demonstration(demo: str) -> None:
    (*_, own) = json.loads(ask(f"{demo}/file/organisations.csl?v=1").body)
    assert own["URL"] == f"{demo}/api/v1/answer/organisations?v=1"


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("organisations.csv?by=country&v=9", 400, "reads version 1: write v=1"),
        ("organisations.csv?by=foo", 400, "Unknown dimension 'foo'. Known: country,"),
        ("organisations.csv?contry=PT", 400, "Did you mean 'country'"),
        ("organisations.csv?format=csv", 400, "Unknown parameter 'format'. Known for"),
        ("organisations.csv?v=%31", 400, "Did you mean file/organisations.csv?v=1?"),
        ("nope.csv", 404, "api/v1/metrics lists them all"),
        ("organisations.ods", 404, "Known: csv, xlsx, json, parquet, bib, csl."),
    ],
)
def test_what_is_wrong_with_a_file_is_said_as_it_is(
    server: str, address: str, status: int, told: str
) -> None:
    answer = ask(f"{server}/file/{address}")
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert told in answer.text
    for false in ("left out", "was read", "`"):
        assert false not in answer.text


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("board=clusters&card=nope&v=1", 404, "Unknown card"),
        ("board=nope&card=by-country", 404, "Unknown board"),
        ("", 404, "Unknown board"),
        ("board=clusters&card=by-country&v=1", 200, "cluster organisations"),
    ],
)
@pytest.mark.parametrize("edition", ["server", "demo"])
def test_a_card_that_is_none(
    request: pytest.FixtureRequest, edition: str, query: str, status: int, told: str
) -> None:
    answer = ask(f"{request.getfixturevalue(edition)}/embed?{query}")
    assert answer.status == status
    assert told in answer.text


def test_answers_are_packed_for_those_who_unpack(server: str) -> None:
    plain = ask(f"{server}/{BY_COUNTRY}")
    packed = ask(f"{server}/{BY_COUNTRY}", {"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Etag"] == plain.headers["Etag"]


@pytest.mark.parametrize("address", [*ADDRESSES, "api/v1/nothing"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])
def test_nothing_can_be_changed(server: str, address: str, method: str) -> None:
    answer = ask(f"{server}/{address}", method=method)
    assert answer.headers["Allow"] == "GET, HEAD"
    assert method in _problem(answer, 405, "method-not-allowed")["detail"]


@pytest.mark.parametrize(
    ("address", "status", "kind", "told"),
    [
        ("answer/organisations?colour=red", 400, "bad-parameter", "Unknown parameter 'colour'"),
        ("answer/organisations?country=QQ", 400, "bad-parameter", "Unknown country 'QQ'"),
        ("answer/organisation?v=1", 404, "unknown-metric", "Did you mean 'organisations'"),
        ("answer/organisations.exe", 404, "unknown-format", "Unknown kind of file 'exe'"),
        ("answer/organisations%3Fcountry=PT", 404, "unknown-metric", "Unknown metric"),
        ("metrics/meeting", 404, "unknown-metric", "Did you mean 'meetings'"),
        ("dimensions/contry", 404, "unknown-dimension", "Did you mean 'country'"),
        ("metric", 404, "unknown-address", "Did you mean api/v1/metrics?"),
        ("metrics?country=PT", 400, "bad-parameter", "takes none"),
        ("answer/%ff", 400, "bad-parameter", "write it in UTF-8"),
    ],
)
def test_what_is_wrong_is_said(
    server: str, address: str, status: int, kind: str, told: str
) -> None:
    answer = ask(f"{server}/api/v1/{address}")
    assert told in _problem(answer, status, kind)["detail"]


def test_a_question_without_an_answer_is_no_error(server: str) -> None:
    answer = ask(f"{server}/api/v1/answer/meetings?country=PT&v=1")
    said = json.loads(answer.body)
    assert (answer.status, said["answered"]) == (200, False)
    near = [ask(f"{server}/api/v1/answer/{one['href']}") for one in said["nearest"]]
    assert [json.loads(one.body)["answered"] for one in near] == [True, True, True]


def test_who_comes_before_the_demonstration_is_told_when(started: tuple[str, Answer]) -> None:
    early = started[1]
    said = _problem(early, 503, "not-ready")
    assert "The demonstration is being made" in said["detail"]
    assert early.headers["Retry-After"] == "2"


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx", "parquet"])
def test_the_demonstration_carries_its_mark(demo: str, server: str, kind: str) -> None:
    address = f"api/v1/answer/organisations.{kind}?by=country&v=1"
    made, real = ask(f"{demo}/{address}"), ask(f"{server}/{address}")
    if kind == "json":
        assert [json.loads(one.body)["synthetic"] for one in (made, real)] == [True, False]
        return
    named = [one.headers["Content-Disposition"] for one in (made, real)]
    assert ["synthetic" in name for name in named] == [True, False]
    if kind == "parquet":
        read = [pl.read_parquet(io.BytesIO(one.body)) for one in (made, real)]
        assert [table["synthetic"].unique().to_list() for table in read] == [[True], [False]]


def test_each_edition_tells_the_way_to_the_other(demo: str, server: str) -> None:
    made, real = (json.loads(ask(f"{at}/api/v1/editions").body) for at in (demo, server))
    assert [one["editions"][0]["synthetic"] for one in (made, real)] == [True, False]
    assert real["elsewhere"] == [{"href": "../../demo/api/v1/editions"}]
    assert made["elsewhere"] == [{"href": "../../../api/v1/editions"}]
    assert real["editions"][0]["hash"] == default_engine().edition.hash
    tags = {ask(f"{at}/{BY_COUNTRY}").headers["Etag"] for at in (demo, server)}
    assert len(tags) == 2


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return a server whose readers sign in."""
    folder = tmp_path_factory.mktemp("closed")
    (folder / "passwords.json").write_text(json.dumps({"anna": PASSWORD}))
    port = free_port()
    command = ["-m", "clusterdash.cli", "serve", "--port", str(port)]
    command += ["--password-file", str(folder / "passwords.json")]
    environment = {"PANEL_COOKIE_SECRET": SECRET}
    url = f"http://127.0.0.1:{port}/health"
    with running(command, url, folder / "log", environment) as found:
        yield found.removesuffix("/health")


@pytest.mark.parametrize("address", [*ADDRESSES, "demo/api/v1/metrics", "api/v1/nothing"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_who_must_sign_in_for_pages_must_here(closed: str, address: str, method: str) -> None:
    for given in ({}, {"If-None-Match": "*"}, {"Cookie": "user=anna"}):
        answer = ask(f"{closed}/{address}", given, method)
        assert answer.status in {302, 403}
        assert answer.headers["Access-Control-Allow-Origin"] is None
        assert answer.headers["Etag"] is None
        assert b"organisations" not in answer.body


def test_who_signed_in_is_answered_and_no_other_site_is(closed: str) -> None:
    query = urlencode({"username": "anna", "password": PASSWORD})
    signed = ask(f"{closed}/login?{query}", method="POST").headers.get_all("Set-Cookie") or []
    cookie = "; ".join(one.split(";")[0] for one in signed if not one.split(";")[0].endswith("="))
    answer = ask(f"{closed}/{BY_COUNTRY}", {"Cookie": cookie, "Origin": "https://other.example"})
    assert answer.status == 200
    assert json.loads(answer.body)["answered"]
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert answer.headers["Cache-Control"] == "private, no-cache"


def _shared(edition: Edition, origins: set[str], *, signs_in: bool) -> bool:
    """Return whether pages of other sites may read the answers of an edition."""
    provider = SimpleNamespace(get_user=len if signs_in else None, get_user_async=None)
    heard: dict[str, str] = {}
    application = SimpleNamespace(auth_provider=provider, websocket_origins=origins)
    asked = Api.__new__(Api)
    asked.application = cast("Any", application)
    asked.set_header = cast("Any", heard.__setitem__)  # type: ignore[method-assign]
    asked._share(edition)
    return heard.get("Access-Control-Allow-Origin") == "*"


HERE, THERE = {"127.0.0.1:5006", "localhost:5006"}, {"localhost:5006", "clusters.example.eu"}


def test_other_sites_read_what_everyone_may(tmp_path: Path) -> None:
    published = default_engine().edition
    own = replace(published, called=str(tmp_path))
    made = replace(own, synthetic=True)
    for edition in (published, own, made):
        assert _shared(edition, THERE, signs_in=False)
        assert not _shared(edition, THERE, signs_in=True)
        assert not _shared(edition, HERE, signs_in=True)
    assert _shared(published, HERE, signs_in=False)
    assert _shared(made, HERE, signs_in=False)
    # Any site that somebody visits could read an edition that is open on their machine.
    assert not _shared(own, HERE, signs_in=False)
