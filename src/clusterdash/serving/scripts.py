"""Scripts under ``panel serve``, which listens on all addresses unless told otherwise."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from html import escape

import panel as pn
from tornado.ioloop import IOLoop

from clusterdash.language import say
from clusterdash.serving.origins import loopback_name

_REFUSED = "{% extends base %}\n{% block contents %}<main>{{ refusal }}</main>{% endblock %}"


def local_only(view: Callable[[], pn.Template]) -> pn.Template:
    """Return the page of a view, unless the server that asks can be reached from elsewhere.

    Then the page is a sentence that says what to change, and the view is never called.

    Args:
        view: Makes the page.
    """
    document = pn.state.curdoc
    if document is None or document.session_context is None:
        return view()  # run by Python itself: nothing is served
    addresses = _listened_on()
    if addresses and all(loopback_name(address) for address in addresses):
        _admit(IOLoop.current())
        return view()
    page = pn.Template(_REFUSED)
    page.add_variable("refusal", _refusal(addresses))
    return page


def _listened_on() -> set[str]:
    """Return the addresses of the server that runs this script; none if it does not listen yet."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return set()
    return set(_addresses(IOLoop.current()))


def _addresses(loop: IOLoop) -> Iterator[str]:
    # Tornado keeps what a loop waits for; the sockets among it that accept connections are the
    # server's own, whatever the command line, the environment or a wrapper said.
    for waited_for, _call in getattr(loop, "handlers", {}).values():
        if isinstance(waited_for, socket.socket) and _accepts(waited_for):
            unix = waited_for.family not in {socket.AF_INET, socket.AF_INET6}
            yield "localhost" if unix else str(waited_for.getsockname()[0])


def _admit(loop: IOLoop) -> None:
    """Let this machine's readers connect by any of its names.

    Bokeh admits only "localhost" unless told more, while ``panel serve --address 127.0.0.1`` prints
    a link with the number.
    """
    for waited_for, call in list(getattr(loop, "handlers", {}).values()):
        if not isinstance(waited_for, socket.socket) or not _accepts(waited_for):
            continue
        cells = (cell.cell_contents for cell in getattr(call, "__closure__", None) or ())
        servers = (getattr(held, "__self__", None) for held in cells)
        for server in servers:
            origins = getattr(getattr(server, "request_callback", None), "websocket_origins", None)
            if isinstance(origins, set) and waited_for.family == socket.AF_INET:
                origins.add("{}:{}".format(*waited_for.getsockname()))


def _accepts(candidate: socket.socket) -> bool:
    try:
        return bool(candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    except OSError:
        return False


def _refusal(addresses: set[str]) -> str:
    if addresses:
        why = say(
            "This page is not shown, because its server can be reached from other machines "
            "({addresses}).",
            addresses=", ".join(sorted(addresses)),
        )
    else:
        why = say(
            "This page is not shown, because it was made before its server listened: start it "
            "without --reuse-sessions."
        )
    ways = (
        (say("To read it on this machine, add:"), "--address localhost"),
        (
            say("To show it to others, say who may connect:"),
            "clusterdash serve --address 0.0.0.0 --origin HOST[:PORT] --password-file FILE",
        ),
    )
    lines = "".join(f"<p>{escape(text)} <code>{escape(line)}</code></p>" for text, line in ways)
    return f"<p>{escape(why)}</p>{lines}"
