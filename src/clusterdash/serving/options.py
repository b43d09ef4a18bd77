"""What ``panel.serve`` is told."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from typing import Any

from clusterdash.serving.access import Access, AccessError
from clusterdash.serving.headers import LOOPBACKS, Headed, Packed
from clusterdash.serving.origins import origin
from clusterdash.serving.routes import Components, Health, Lost, Render, lost_page
from clusterdash.ui import embedded

# Pages are told the reader's languages, and who signed in; no other header or cookie.
HEADERS = ["Accept-Language"]
MOST = 2**20
"""Bytes that a reader may send at once: choices, never files."""
COOKIES = ["user", "is_guest", "id_token", "access_token", "refresh_token", "oauth_expiry"]


def options(
    access: Access,
    *,
    edition: str,
    routes: Sequence[str],
    lost: Render = lost_page,
    framed_by: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what ``panel.serve`` is told besides the pages.

    Args:
        access: Where they are served, and to whom.
        edition: The edition, as /health tells it.
        routes: Routes of the pages.
        lost: Makes the page of a reader who asks for another route.
        framed_by: Hosts that may embed the pages, or ``LOOPBACKS`` where all notebooks of this
            machine may. Where none is named and nobody signs in, any page may embed a single card.

    Raises:
        AccessError: The file of passwords is not what it should be, or what may embed is no host.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    framing = LOOPBACKS if framed_by is LOOPBACKS else _hosts(framed_by)
    alone = [route for route in routes if route.rpartition("/")[2] == embedded.KEY]
    anywhere = frozenset() if framed_by or access.signed_in else frozenset(alone)
    facts = {"edition": edition, "version": version("clusterdash"), "started": now}
    return {
        **access.keywords(),
        "show": False,
        "verbose": False,
        "extra_patterns": [
            ("/health", Health, {"facts": facts}),
            ("/components/(.*)", Components, {}),
        ],
        "default_handler_class": Lost,
        "default_handler_args": {"render": lost, "routes": tuple(routes)},
        "transforms": [partial(Headed, framed_by=framing, anywhere=anywhere), Packed],
        "http_server_kwargs": {"max_body_size": MOST},
        "websocket_max_message_size": MOST,
        "include_headers": HEADERS,
        "include_cookies": COOKIES if access.signed_in else [],
    }


def _hosts(named: Sequence[str]) -> tuple[str, ...]:
    try:
        return tuple(origin(text, "--framed-by") for text in named)
    except ValueError as error:
        raise AccessError(str(error)) from error
