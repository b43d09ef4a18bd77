"""Which pages may hold ours in a frame."""

from collections.abc import Sequence

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from clusterdash.serving import AccessError, decide, options
from clusterdash.serving.headers import LOOPBACKS

CARDS = ["/embed", "/demo/embed"]
ROUTES = ["/", "/clusters", "/demo", "/demo/clusters", *CARDS]


def _headers(path: str, framed_by: Sequence[str]) -> HTTPHeaders:
    access = decide({}, origins=["clusters.example.eu"], public=True)
    told = options(access, edition="test", routes=ROUTES, framed_by=framed_by)
    line = RequestStartLine("GET", path, "HTTP/1.1")
    request = HTTPServerRequest(start_line=line, headers=HTTPHeaders({"Host": "example.eu"}))
    headed = told["transforms"][0](request)
    headers: HTTPHeaders = headed.transform_first_chunk(200, HTTPHeaders(), b"", True)[1]
    return headers


def _framing(path: str, framed_by: Sequence[str] = ()) -> str:
    policy = _headers(path, framed_by)["Content-Security-Policy"]
    return policy.partition("frame-ancestors ")[2]


@pytest.mark.parametrize("path", CARDS)
def test_a_card_may_stand_in_any_page_unless_somebody_is_named(path: str) -> None:
    assert _framing(f"{path}?board=start&card=map") == "*"
    assert "X-Frame-Options" not in _headers(path, ())
    assert _framing(path, ["intranet.example"]) == "'self' intranet.example"
    assert _framing(path, LOOPBACKS) == " ".join(["'self'", *LOOPBACKS])


@pytest.mark.parametrize(
    "path",
    ["/", "/clusters", "/demo", "/x/embed", "/file/embed", "/embed/", "/embed/ws", "/api/v1/embed"],
)
def test_no_other_path_is_a_card(path: str) -> None:
    assert _framing(path) == "'self'"
    assert _headers(path, ())["X-Frame-Options"] == "SAMEORIGIN"
    assert _framing(path, ["intranet.example:8443"]) == "'self' intranet.example:8443"


@pytest.mark.parametrize("named", ["https://intranet.example", "*", "a b"])
def test_who_may_hold_pages_is_a_host(named: str) -> None:
    with pytest.raises(AccessError, match="--framed-by"):
        _framing("/", [named])
