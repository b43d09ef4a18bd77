"""Where a lost reader may have wanted to go."""

import pytest

from clusterdash.serving.origins import origin
from clusterdash.serving.routes import lost_page, nearest

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


def test_the_plain_page_escapes_both() -> None:
    page = lost_page("/<b>", '/"><script>')
    assert "<b>" not in page
    assert "<script>" not in page


def test_who_embeds_is_named_by_host() -> None:
    with pytest.raises(ValueError, match="host"):
        origin("example.eu 'unsafe-inline'")
