"""Pages about one thing, asked for as a stranger would."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.serving.running import ask, free_port, running

THERE = {
    "organisation": ("o0232", "CyberForum"),
    "event": ("european-cluster-matchmaking-event-brussels-2018", "over 525 bilateral meetings"),
    "partnership": ("metastars", "47 SMEs supported"),
    "source": ("s5dbf7c70", "19 figures rest on it."),
    "document": ("s5dbf7c70", "<mark id="),
}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    command = ["-m", "clusterdash.cli", "serve", "--port", str(port)]
    log = tmp_path_factory.mktemp("profiles") / "log"
    with running(command, f"http://127.0.0.1:{port}/health", log) as url:
        yield url.removesuffix("/health")


@pytest.mark.parametrize("kind", THERE)
def test_a_page_that_is_there(server: str, kind: str) -> None:
    code, words = THERE[kind]
    answer = ask(f"{server}/{kind}?id={code}")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Content-Security-Policy"]
    assert words in answer.text


@pytest.mark.parametrize("kind", THERE)
@pytest.mark.parametrize("code", ["", "nothing", HOSTILE, "%00", "a" * 3000])
def test_a_page_that_is_not(server: str, kind: str, code: str) -> None:
    answer = ask(f"{server}/{kind}?id={quote(code)}")
    assert answer.status == 404
    assert f"There is no {kind}" in answer.text
    assert "<script>alert" not in answer.text
    assert "a" * 200 not in answer.text


def test_a_near_miss_is_led_on(server: str) -> None:
    answer = ask(f"{server}/partnership?id=metastar")
    assert answer.status == 404
    assert 'href="partnership?id=metastars"' in answer.text


def test_the_stylesheet_of_these_pages_is_there(server: str) -> None:
    page = ask(f"{server}/event?id={THERE['event'][0]}").text
    (sheet,) = [part.split('"')[0] for part in page.split('href="') if "profiles.css" in part[:200]]
    assert ask(f"{server}/{sheet}").status == 200
