"""Two editions on one server: what is published at its start, the demonstration below a prefix."""

import json
import re
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from clusterdash.engine import Engine
from clusterdash.opened import default_engine
from clusterdash.serving import decide
from clusterdash.serving.later import Later, NotReadyError
from clusterdash.serving.offered import Offered
from clusterdash.ui.site import Site
from tests.made_up import MARK
from tests.serving.running import Answer, ask, free_port, running

BOARDS = ["", "clusters", "matchmaking", "sme_reach", "training", "sources"]
SITE = Site(root="../", other="../", name="demo")
SECONDS = 120
FRAMING = "intranet.example"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editions") / "log"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[str]:
    port = free_port()
    command = ["-m", "clusterdash.cli", "serve", "--port", str(port), "--edition", "demo"]
    command += ["--framed-by", FRAMING]
    with running(command, f"http://127.0.0.1:{port}/health", log) as url:
        yield url.removesuffix("/health")


@pytest.fixture(scope="module")
def early(server: str) -> tuple[Answer, Answer, Answer]:
    """Return what the first readers got, before the demonstration was made."""
    return ask(f"{server}/demo/"), ask(f"{server}/demo/event?id=x"), ask(f"{server}/clusters")


@pytest.fixture(scope="module")
def ready(server: str, early: object) -> str:
    """Return the address of the server once the demonstration is there."""
    wait = threading.Event()
    for _ in range(SECONDS):
        if 'http-equiv="refresh"' not in ask(f"{server}/demo/").text:
            return server
        wait.wait(1)
    raise AssertionError("the demonstration is not made")


def test_who_comes_early_waits_and_holds_up_nobody(early: tuple[Answer, Answer, Answer]) -> None:
    board, event, published = early
    assert '<meta http-equiv="refresh" content="2">' in board.text
    assert "The demonstration is being made" in board.text
    assert event.status == 503
    assert "The demonstration is being made" in event.text
    assert "cluster organisations listed" in published.text


def test_the_address_to_open_is_told(ready: str, log: Path) -> None:
    assert f"clusterdash is served on {ready}/demo/" in log.read_text()


def test_without_its_slash_the_prefix_leads_on(ready: str) -> None:
    page = ask(f"{ready}/demo?country=PT").text
    assert '<meta http-equiv="refresh" content="0; url=demo/?country=PT">' in page


@pytest.mark.parametrize("path", ["", "embed", "demo/embed"])
def test_who_may_hold_a_page_or_a_card_is_as_the_command_line_says(server: str, path: str) -> None:
    policy = ask(f"{server}/{path}").headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors 'self' {FRAMING}")


@pytest.mark.parametrize("board", BOARDS)
def test_every_board_stands_in_both(ready: str, board: str) -> None:
    made, real = ask(f"{ready}/demo/{board}?country=PT"), ask(f"{ready}/{board}?country=PT")
    assert (made.status, real.status) == (200, 200)
    assert MARK in made.text
    assert MARK not in real.text
    assert re.search(rf"<title>{MARK} · Portugal", made.text)
    across = [unescape(a) for a in re.findall(r'class="editions".*?href="([^"]*)"', made.text)]
    assert across == [f"../{board}?v=1&country=PT"]
    back = [unescape(a) for a in re.findall(r'class="editions".*?href="([^"]*)"', real.text)]
    assert back == [f"demo/{board}?v=1&country=PT"]


@pytest.mark.parametrize("board", ["", "clusters"])
def test_what_a_page_needs_is_there(ready: str, board: str) -> None:
    page = ask(f"{ready}/demo/{board}").text
    links = re.findall(r'<(?:link|script)[^>]* (?:href|src)="([^"]*)"', page)
    assert len(links) > 6
    for link in {unescape(link) for link in links if not link.startswith("#")}:
        assert link.startswith("../")
        assert ask(f"{ready}/{link.removeprefix('../')}").status == 200


def test_files_and_things_of_the_demonstration(ready: str) -> None:
    made = ask(f"{ready}/demo/file/organisations.csv?by=country&v=1")
    assert "clusterdash-synthetic-organisations" in made.headers["Content-Disposition"]
    real = ask(f"{ready}/file/organisations.csv?by=country&v=1")
    assert "synthetic" not in real.headers["Content-Disposition"]
    listed = re.findall(r'href="(organisation\?id=[^"]*)"', ask(f"{ready}/demo/clusters").text)
    thing = ask(f"{ready}/demo/{unescape(listed[0])}")
    assert thing.status == 200
    assert MARK in thing.text
    assert ask(f"{ready}/{unescape(listed[0])}").status in {200, 404}


@pytest.mark.parametrize(
    ("path", "marked", "meant"),
    [
        ("/demo/clustres", True, "clusters"),
        ("/demo/far/clustres", True, ""),
        ("/demo/event?id=zzz", True, ""),
        ("/clustres", False, "clusters"),
        ("/event?id=zzz", False, ""),
    ],
)
def test_lost_readers_stay_in_their_edition(
    ready: str, path: str, marked: bool, meant: str
) -> None:
    page = ask(f"{ready}{path}")
    assert page.status == 404
    assert (MARK in page.text) == marked
    start = "../" * (path.count("/") - 1 - marked)
    assert f'href="{start}./"' in page.text  # to the start of the same edition
    if meant:
        assert f'href="{start}{meant}">' in page.text


def test_whoever_must_sign_in_is_led_to_where_that_is_done(ready: str) -> None:
    answer = ask(f"{ready}/demo/login?next=%2Fdemo%2Fclusters")
    assert (answer.status, answer.headers["Location"]) == (302, "../login?next=%2Fdemo%2Fclusters")


def test_health_is_that_of_what_is_published(ready: str) -> None:
    assert json.loads(ask(f"{ready}/health").body)["edition"].startswith("Published figures")


def test_a_generator_that_fails_harms_no_other() -> None:
    errors: list[BaseException] = []

    def failed(error: BaseException) -> str:
        errors.append(error)
        return "abc123"

    def make() -> Engine:
        raise MemoryError("broken on purpose")

    held = Later(make, failed)
    held.start().join()
    with pytest.raises(NotReadyError, match="error abc123") as caught:
        held.engine()
    assert caught.value.again == -1
    assert "on purpose" not in str(caught.value)
    assert [type(error) for error in errors] == [MemoryError]
    offered = Offered(held, SITE, "demo")
    page = offered.boards(default_engine().registry)["/demo/clusters"]()
    assert "abc123" in str(page._render_variables["said"])
    assert page._render_variables["again"] == ""


def test_an_engine_is_made_once_and_told_of() -> None:
    go = threading.Event()
    made: list[Engine] = []

    def make() -> Engine:
        go.wait(SECONDS)
        return default_engine()

    held = Later(make, lambda _error: "", made.append)
    thread = held.start()
    with pytest.raises(NotReadyError) as caught:
        held.engine()
    assert caught.value.again > 0
    go.set()
    thread.join()
    assert held.engine() is default_engine()
    assert made == [default_engine()]


def test_the_routes_of_an_edition_are_below_its_prefix() -> None:
    offered = Offered(Later.now(default_engine()), SITE, "demo")
    routes = {*offered.boards(default_engine().registry)}
    beside = {"/demo/compare", "/demo/embed"}
    assert routes == {"/demo", *beside, *(f"/demo/{board}" for board in BOARDS if board)}
    assert all(pattern.startswith("/demo/") for pattern, _, _ in offered.patterns(decide({})))
    assert list(offered.lacks()) == ["/demo/embed"]
    assert not offered.within("/demonstration")
