"""Readers who must sign in see nothing before."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tornado.web import RequestHandler

import clusterdash.serve  # noqa: F401 - brings all answers
from clusterdash.serving.guard import Guarded
from tests.serving.running import Answer, ask, free_port, running

PASSWORD = "correct horse battery"
SECRET = "cookie-secret-of-more-than-32-characters"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sign_in")
    (folder / "passwords.json").write_text(json.dumps({"anna": PASSWORD}))
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    port = free_port()
    file = folder / "passwords.json"
    command = ["-m", "tests.serving.app", str(port), str(file)]
    environment = {"PANEL_COOKIE_SECRET": SECRET}
    with running(command, f"http://127.0.0.1:{port}", folder / "log", environment) as url:
        yield url


def _sign_in(server: str, name: str, password: str) -> Answer:
    query = urlencode({"username": name, "password": password})
    return ask(f"{server}/login?{query}", method="POST")


@pytest.mark.parametrize("path", ["/", "/clusters", "/file/x"])
def test_a_page_leads_to_the_sign_in(server: str, path: str) -> None:
    answer = ask(f"{server}{path}")
    assert answer.status == 302
    assert "/login?next=" in answer.headers["Location"]
    assert "start" not in answer.text
    assert "a file" not in answer.text


def test_no_other_page_may_hold_a_card_of_a_site_that_is_signed_in_to(server: str) -> None:
    policy = ask(f"{server}/embed?board=clusters&card=map").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy


def test_who_knows_the_password_comes_in(server: str) -> None:
    answer = _sign_in(server, "anna", PASSWORD)
    cookies = [c.split(";")[0] for c in answer.headers.get_all("Set-Cookie") or []]
    assert all("HttpOnly" in c for c in answer.headers.get_all("Set-Cookie") or [] if "user=" in c)
    page = ask(server, {"Cookie": "; ".join(c for c in cookies if not c.endswith("="))})
    assert page.status == 200
    assert "<p>start</p>" in page.text
    signed_in = {"Cookie": "; ".join(c for c in cookies if not c.endswith("="))}
    assert ask(f"{server}/file/x", signed_in).text == "a file"


@pytest.mark.parametrize("name", ["anna", "", "berta"])
@pytest.mark.parametrize("password", ["", "wrong", "FILE"])
def test_nobody_else_does(server: str, folder: Path, name: str, password: str) -> None:
    tried = str(folder / "passwords.json") if password == "FILE" else password
    answer = _sign_in(server, name, tried)
    assert "error=" in answer.headers["Location"]
    assert "user=" not in str(answer.headers.get_all("Set-Cookie"))


def test_a_forged_cookie_is_none(server: str) -> None:
    assert ask(server, {"Cookie": "user=anna"}).status == 302
    assert ask(server, {"Cookie": "is_guest=1"}).status == 302


@pytest.mark.parametrize("path", ["login", "logout"])
def test_signing_in_and_out_fetches_nothing_from_elsewhere(server: str, path: str) -> None:
    page = ask(f"{server}/{path}").text
    assert "clusterdash" in page
    assert "://" not in page
    assert 'action="./login"' in page


def test_what_went_wrong_is_text(server: str) -> None:
    page = ask(f"{server}/login?error=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_health_needs_no_sign_in(server: str) -> None:
    assert ask(f"{server}/health").status == 200


def test_the_log_holds_no_secret(server: str, folder: Path) -> None:
    _sign_in(server, "anna", PASSWORD)
    log = (folder / "log").read_text()
    assert '"auth": "password"' in log
    assert [s for s in (PASSWORD, SECRET, "anna") if s in log] == []


def test_every_answer_of_ours_asks_for_the_sign_in() -> None:
    known = {"Health", "Lost", "Components", "SignIn"}  # these hold no figure
    own = [c for c in _below(RequestHandler) if c.__module__.startswith("clusterdash.")]
    assert known <= {c.__name__ for c in own}
    assert [c for c in own if c.__name__ not in known and not issubclass(c, Guarded)] == []


def _below(kind: type[RequestHandler]) -> list[type[RequestHandler]]:
    return [c for child in kind.__subclasses__() for c in (child, *_below(child))]
