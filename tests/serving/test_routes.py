"""Where a lost reader may have wanted to go."""

from urllib.parse import urljoin

import pytest

from clusterdash.language import PSEUDO, speaking
from clusterdash.opened import default_engine
from clusterdash.serving.app import _lost
from clusterdash.serving.later import Later, NotReadyError
from clusterdash.serving.offered import Offered
from clusterdash.serving.origins import origin
from clusterdash.serving.pages import _early
from clusterdash.serving.routes import above, lost_page, nearest
from clusterdash.ui.site import Site

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


def test_plain_pages_name_the_language_of_their_words() -> None:
    assert '<html lang="en">' in lost_page("/x", "", "")
    assert '<html lang="en">' in _early(NotReadyError("later", 2))
    with speaking(PSEUDO):
        assert '<html lang="en-XA">' in lost_page("/x", "", "")
        assert '<html lang="en-XA">' in _early(NotReadyError("later", 2))


@pytest.mark.parametrize("path", ["*", "", "clusters"])
def test_what_is_no_path_is_lost_at_the_start(path: str) -> None:
    """As in ``OPTIONS *``, which asks about the server and no page."""
    held = Later.now(default_engine())
    beside = Offered(held, Site(root="../", other="../", name="demo"), "demo")
    first = Offered(held, Site())
    page = _lost((beside, first), path, "", above(path))
    assert page == first.lost(path, "", above(path))
    assert "There is no page" in page


def test_who_embeds_is_named_by_host() -> None:
    with pytest.raises(ValueError, match="host"):
        origin("example.eu 'unsafe-inline'")
