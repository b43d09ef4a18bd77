"""The search of the command box, asked for as a stranger would."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.serving.running import ask, free_port, running

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    command = ["-m", "clusterdash.cli", "serve", "--port", str(port)]
    log = tmp_path_factory.mktemp("find") / "log"
    with running(command, f"http://127.0.0.1:{port}/health", log) as url:
        yield url.removesuffix("/health")


def test_the_page_and_the_data_say_the_same(server: str) -> None:
    page = ask(f"{server}/find?q=Portugal")
    data = ask(f"{server}/find?q=Portugal&part=1")
    assert (page.status, data.status) == (200, 200)
    assert page.headers["Content-Type"].startswith("text/html")
    assert data.headers["Content-Type"].startswith("application/json")
    assert data.headers["X-Content-Type-Options"] == "nosniff"
    found = json.loads(data.body)
    assert found["hits"][0]["href"] == "./?v=1&country=PT"
    assert found["said"] in page.text
    for hit in found["hits"]:
        assert hit["href"].replace("&", "&amp;") in page.text


def test_every_result_is_there(server: str) -> None:
    for text in ("Portugal", "meetings Portugal", "galatea", "speakers", "digital"):
        for hit in json.loads(ask(f"{server}/find?q={quote(text)}&part=1").body)["hits"][:4]:
            assert ask(f"{server}/{hit['href'].removeprefix('./')}").status == 200, hit


@pytest.mark.parametrize("text", ["", HOSTILE, "%00", "a" * 5000, "'; --", "\N{PILE OF POO}" * 90])
def test_any_text_is_answered(server: str, text: str) -> None:
    for query in (f"q={quote(text)}", f"q={quote(text)}&part=1&here={quote(text[:99])}"):
        answer = ask(f"{server}/find?{query}&country={quote(text[:99])}")
        assert answer.status == 200
        assert "<script>alert" not in answer.text or answer.headers["Content-Type"].startswith(
            "application/json"
        )
        assert "a" * 300 not in answer.text


def test_no_result_leaves_the_server(server: str) -> None:
    query = f"q=Portugal&part=1&here={quote('https://example.org/')}"
    for hit in json.loads(ask(f"{server}/find?{query}").body)["hits"]:
        assert not hit["href"].startswith(("http", "/", "javascript:"))
