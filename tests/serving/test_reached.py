"""The address of a site is told as readers have it, or not at all."""

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from clusterdash.serving import decide
from clusterdash.serving.reached import start

HOST = "clusters.example.eu"
OPEN = decide({}, origins=[HOST, f"{HOST}:5006"], public=True)
TLS = {"Host": HOST, "X-Forwarded-Proto": "https"}


def _found(headers: dict[str, str], stem: str = "") -> str:
    line = RequestStartLine("GET", "/file/organisations.bib", "HTTP/1.1")
    return start(OPEN, HTTPServerRequest(start_line=line, headers=HTTPHeaders(headers)), stem)


def test_this_machine_is_reached_at_its_port() -> None:
    line = RequestStartLine("GET", "/demo/api/v1", "HTTP/1.1")
    for host in ("127.0.0.1:5006", "localhost:5006"):
        asked = HTTPServerRequest(start_line=line, headers=HTTPHeaders({"Host": host}))
        assert start(decide({}), asked) == f"http://{host}/"
        assert start(decide({}), asked, "demo") == f"http://{host}/demo/"


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"Host": f"{HOST}:5006"}, f"http://{HOST}:5006/"),
        (TLS | {"X-Forwarded-Prefix": "/"}, f"https://{HOST}/"),
        (TLS | {"X-Forwarded-Prefix": ""}, f"https://{HOST}/"),
        (TLS | {"X-Forwarded-Prefix": "/a/b"}, f"https://{HOST}/a/b/"),
        (
            TLS | {"X-Forwarded-Prefix": "/a/", "X-Forwarded-For": "203.0.113.7"},
            f"https://{HOST}/a/",
        ),
        (
            {**TLS, "Host": "10.0.0.7:5006", "X-Forwarded-Host": HOST, "X-Forwarded-Prefix": "/"},
            f"https://{HOST}/",
        ),
    ],
)
def test_an_address_that_is_known(headers: dict[str, str], address: str) -> None:
    assert _found(headers) == address
    assert _found(headers, "demo") == f"{address}demo/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": ""},
        {"Host": "evil.example"},
        {"Host": f"{HOST}:80"},
        {"Host": HOST},  # a proxy at another port passes it on, and tells neither scheme nor prefix
        TLS,  # it may offer the site below a prefix
        {"Host": HOST, "X-Forwarded-Prefix": "/a"},
        {"Host": f"{HOST}:5006", "X-Forwarded-For": "203.0.113.7"},
        {"Host": f"{HOST}:5006", "Via": "1.1 proxy"},
        TLS | {"X-Forwarded-Prefix": "//evil.example"},
        TLS | {"X-Forwarded-Prefix": "/a?b="},
        TLS | {"X-Forwarded-Prefix": "/a b"},
        TLS | {"X-Forwarded-Prefix": "/", "X-Forwarded-Proto": "javascript"},
        TLS | {"X-Forwarded-Prefix": "/", "X-Forwarded-Host": "evil.example"},
    ],
)
def test_no_address_is_made_up(headers: dict[str, str]) -> None:
    assert _found(headers) == ""
