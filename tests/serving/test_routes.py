"""Where a lost reader may have wanted to go."""

from urllib.parse import urljoin

import pytest

from clusterdash.serving.origins import origin
from clusterdash.serving.routes import above, lost_page, nearest

ROUTES = ("/", "/clusters", "/matchmaking", "/sme-reach", "/training")


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/cluster", "/clusters"),
        ("/CLUSTERS/", "/clusters"),
        ("/sme_reach", "/sme-reach"),
        ("/trainings/2018", "/training"),
        ("/xyzzy", ""),
        ("/", ""),
        ("", ""),
    ],
)
def test_the_nearest_route(path: str, route: str) -> None:
    assert nearest(path, ROUTES) == route


@pytest.mark.parametrize(
    "path", ["/clustres", "/a/b", "/a/b/", "/a%2Fb", "/%3Cb%3E/x", "/" + "a/" * 60, "/"]
)
def test_links_of_a_lost_reader_stay_behind_the_proxy(path: str) -> None:
    address = f"https://hub.example/user/ana/proxy/5006{path}"
    assert urljoin(address, f"{above(path)}clusters") == (
        "https://hub.example/user/ana/proxy/5006/clusters"
    )


def test_a_path_of_any_depth_is_answered_shortly() -> None:
    assert len(above("/" * 60_000)) < 200
    assert above("*") == ""
    assert above("//a") == "../"  # browsers keep the empty level


def test_the_plain_page_escapes_both() -> None:
    page = lost_page("/<b>", '/"><script>', "")
    assert "<b>" not in page
    assert "<script>" not in page


def test_who_embeds_is_named_by_host() -> None:
    with pytest.raises(ValueError, match="host"):
        origin("example.eu 'unsafe-inline'")
