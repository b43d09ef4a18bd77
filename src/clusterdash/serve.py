"""The served app."""

import socket

import panel as pn

from clusterdash.ask import default_engine
from clusterdash.errors import ClusterdashError
from clusterdash.ui.page import start_page, style

ADDRESS = "127.0.0.1"
_PAGE = """\
{% extends base %}
{% block title %}clusterdash: EU cluster policy in published figures{% endblock %}
{% block postamble %}
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{{ style }}</style>
{% endblock %}
{% block contents %}{{ page }}{% endblock %}
"""


class PortError(ClusterdashError):
    """The port cannot be listened on."""


def view() -> pn.Template:
    """Return the page of one session."""
    page = pn.Template(_PAGE)
    page.add_variable("style", style())
    page.add_variable("page", start_page(default_engine()))
    return page


def serve(port: int) -> None:
    """Serve the app on this machine until interrupted.

    Args:
        port: Port on the loopback address.

    Raises:
        PortError: Something else listens on the port.
    """
    _check(port)
    default_engine()
    pn.extension()
    print(f"clusterdash is served on http://{ADDRESS}:{port}", flush=True)
    pn.serve(
        {"/": view},
        address=ADDRESS,
        port=port,
        websocket_origin=[f"{ADDRESS}:{port}", f"localhost:{port}"],
        show=False,
        verbose=False,
    )


def _check(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise PortError(
                f"Port {port} on {ADDRESS} is taken ({error.strerror}): stop what listens there, "
                f"or choose another with --port."
            ) from error
