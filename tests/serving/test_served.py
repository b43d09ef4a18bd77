"""A served app: its answers, its headers and its log, asked for as a stranger would."""

import gzip
import hashlib
import json
import re
import socket
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import bokeh
import pytest

from tests.serving.running import ask, free_port, running

TELLING = {
    "User-Agent": "TellingBrowser/7",
    "X-Forwarded-For": "203.0.113.7",
    "X-Real-Ip": "203.0.113.8",
    "Referer": "http://telling.example/",
    "Cookie": "tracker=telling-cookie",
    "Accept-Language": "pt",
}
NEEDLES = ("TellingBrowser", "203.0.113", "telling", "Maria", "127.0.0.1)", "broken-token")
SCRIPT = Path(bokeh.__file__).parent / "server" / "static" / "js" / "bokeh.min.js"
PAGES = ["/", "/clusters", "/health", "/nowhere", "/static/js/bokeh.min.js"]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "log"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[str]:
    port = free_port()
    command = ["-m", "tests.serving.app", str(port)]
    with running(command, f"http://127.0.0.1:{port}", log) as url:
        yield url


def test_health_is_short_and_never_kept(server: str) -> None:
    answer = ask(f"{server}/health")
    said = json.loads(answer.body)
    assert (answer.status, said["status"], said["edition"]) == (200, "ok", "test 1")
    assert set(said) == {"status", "edition", "version", "started"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", said["started"])
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD"])
def test_a_route_that_is_none(server: str, method: str) -> None:
    answer = ask(f"{server}/clustres", method=method)
    assert answer.status == 404
    assert ('href="clusters"' in answer.text) == (method != "HEAD")


def test_links_from_a_lost_path_lead_back_to_the_site(server: str) -> None:
    answer = ask(f"{server}/far/away/clustres")
    assert re.findall(r'href="([^"]*)"', answer.text)[-1] == "../../"


def test_what_a_lost_reader_asked_for_is_text(server: str) -> None:
    answer = ask(f"{server}/%3Cimg%20src=x%20onerror=alert(1)%3E%22'")
    assert answer.status == 404
    assert "&lt;img src=x onerror=alert(1)&gt;" in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_is_safe_to_show(server: str, path: str) -> None:
    headers = ask(f"{server}{path}").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = dict(p.split(" ", 1) for p in headers["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == policy["base-uri"] == "'self'"
    assert policy["default-src"] == "'self' 'unsafe-inline' 'unsafe-eval' data: blob:"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Server"] is None


def test_one_card_alone_may_stand_in_any_page(server: str) -> None:
    answer = ask(f"{server}/embed?board=clusters&card=by-country&v=1&country=PT")
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] is None
    assert "frame-ancestors 'self'" in ask(f"{server}/clusters").headers["Content-Security-Policy"]


def test_files_are_packed_alike_for_the_first_and_for_later_readers(server: str) -> None:
    url = f"{server}/static/js/bokeh.min.js"
    replies = [ask(url, {"Accept-Encoding": "gzip"}) for _ in range(3)]
    assert {r.headers["Content-Encoding"] for r in replies} == {"gzip"}
    assert {gzip.decompress(r.body) for r in replies} == {SCRIPT.read_bytes()}
    assert len(replies[0].body) < SCRIPT.stat().st_size / 2
    assert replies[2].headers["Content-Length"] == str(len(replies[0].body))
    plain = ask(url)
    assert plain.headers["Content-Encoding"] is None
    assert plain.body == SCRIPT.read_bytes()
    part = ask(url, {"Accept-Encoding": "gzip", "Range": "bytes=5-9"})
    body = gzip.decompress(part.body) if part.headers["Content-Encoding"] else part.body
    assert (part.status, body) == (206, SCRIPT.read_bytes()[5:10])


def test_files_named_by_their_hash_are_fetched_once(server: str) -> None:
    page = ask(server).text
    (source,) = set(re.findall(r'src="(static/js/bokeh\.min\.js\?v=[^"]*)"', page))
    assert source.endswith(hashlib.sha512(SCRIPT.read_bytes()).hexdigest())
    kept = ask(f"{server}/{source}").headers["Cache-Control"]
    assert kept == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("version", ["", "?v=1.9.4", "?v=" + "A" * 64, "?v="])
def test_other_files_are_asked_for_again_and_not_sent_again(server: str, version: str) -> None:
    url = f"{server}/static/js/bokeh.min.js{version}"
    first = ask(url)
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Expires"] is None
    again = ask(url, {"If-None-Match": first.headers["Etag"]})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(("size", "status"), [(2**20 + 1, 400), (0, 405)])
def test_nobody_sends_files(server: str, size: int, status: int) -> None:
    host, port = server.removeprefix("http://").split(":")
    lines = ["POST / HTTP/1.1", f"Host: {host}", f"Content-Length: {size}", "", ""]
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall("\r\n".join(lines).encode())
        assert connection.recv(64).startswith(f"HTTP/1.1 {status} ".encode())


def test_pages_are_not_kept(server: str) -> None:
    assert ask(server).headers["Cache-Control"] == "no-store"


def test_no_module_is_imported_because_an_address_names_it(server: str, log: Path) -> None:
    assert ask(f"{server}/components/this/a/b/c").status == 404
    assert "Zen of Python" not in log.read_text()


def test_pages_see_languages_and_nothing_else_of_a_reader(server: str) -> None:
    page = ask(f"{server}/clusters", TELLING).text
    (seen,) = re.findall("SEEN (.*) SEEN", page)
    assert unescape(seen) == "['Accept-Language', 'Cookie'] []"  # restored, and empty


def _connect(server: str, origin: str) -> int:
    """Return the status with which the server answers a page that wants to connect."""
    found = re.search(r'"token":\s*"([^"]+)"', ask(server).text)
    assert found
    host = server.removeprefix("http://")
    asked = {
        **TELLING,
        "Host": host,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Protocol": f"bokeh, {found[1]}",
        "Origin": origin,
    }
    lines = ["GET /ws HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=30) as connection:
        connection.sendall("\r\n".join(lines).encode())
        answer = connection.recv(4096)
        while b" 101 " in answer and b'"ACK"' not in answer:
            answer += connection.recv(4096)
    return int(answer.split()[1])


def test_a_page_connects_from_here_alone(server: str) -> None:
    for origin in (server, server.replace("127.0.0.1", "localhost")):
        assert _connect(server, origin) == 101
    for origin in ("http://telling.example", "null", server.replace("http://", "http://a.")):
        assert _connect(server, origin) == 403


def test_a_reader_is_told_the_id_of_an_error_and_the_log_its_trace(server: str, log: Path) -> None:
    page = ask(f"{server}/?break=1").text
    found = re.search(r"Error ([0-9a-f]{8})", page)
    assert found
    assert "broken on purpose" not in page
    (event,) = [e for e in _events(log) if e.get("id") == found[1]]
    assert (event["event"], event["kind"]) == ("error", "RuntimeError")
    assert "broken on purpose" in event["trace"]
    assert "app.py" in event["trace"]


def test_a_request_that_fails_shows_the_id_too(server: str, log: Path) -> None:
    assert ask(f"{server}/file/x").text == "a file"
    answer = ask(f"{server}/file/x?break=Maria")
    (event,) = [e for e in _events(log) if e.get("id", "none") in answer.text]
    assert answer.status == 500
    assert "broken on purpose" in event["trace"]
    assert "broken" not in answer.text


def test_the_log_counts_sessions_and_knows_no_reader(server: str, log: Path) -> None:
    before = len(_events(log))
    for path in (*PAGES, "/?name=Maria", "/Maria", "/static/Maria.js", "/clusters?q=Maria"):
        ask(f"{server}{path}", TELLING)
    ask(f"{server}/ws", TELLING)
    ask(f"{server}/?bokeh-session-id=broken-token", TELLING)
    _connect(server, "http://telling.example")
    _connect(server, server)
    opened = _wait_until_all_are_closed(log)
    assert opened >= 5
    text = log.read_text()
    assert [needle for needle in NEEDLES if needle in text] == []
    events = _events(log)[before:]
    assert {e["board"] for e in events if e["event"] == "session opened"} == {"/", "/clusters"}
    assert all(re.fullmatch("[0-9a-f]{8}", e["session"]) for e in events if "session" in e)


def _wait_until_all_are_closed(log: Path) -> int:
    for _ in range(100):
        names = [e["event"] for e in _events(log)]
        if names.count("session opened") == names.count("session closed"):
            last = [e for e in _events(log) if e["event"] == "session closed"][-1]
            assert last["live"] == 0
            assert last["seconds"] >= 0
            return names.count("session opened")
        time.sleep(0.1)
    raise AssertionError("sessions stay open")


def test_the_log_is_lines_of_json_from_the_start(server: str, log: Path) -> None:
    first = _events(log)[0]
    assert first["event"] == "server started"
    assert (first["edition"], first["auth"]) == ("test", "nobody else")
    assert set(first["versions"]) == {"clusterdash", "panel", "bokeh", "polars"}
    assert all({"event", "level", "timestamp"} <= set(e) for e in _events(log))
    assert server.rsplit(":", 1)[1] == str(first["port"])


def _events(log: Path) -> list[dict]:
    return [json.loads(line) for line in log.read_text().splitlines()]
