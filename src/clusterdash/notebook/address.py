"""Where a reader's browser finds the server of a notebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from clusterdash.language import say

PROXY = "CLUSTERDASH_PROXY"
"""Variable with the stem of addresses of a proxy, as in "/user/ann/proxy"."""
_HUB = "JUPYTERHUB_SERVICE_PREFIX"
_NEEDED = "jupyter_server_proxy"


@dataclass(frozen=True, slots=True)
class Way:
    """The way to the server.

    Attributes:
        stem: Stem of the addresses of its pages, with a slash at the end, or "".
        proxied: Whether readers come through the notebook's own server.
        missing: What to install where there is no way yet, or "".
    """

    stem: str
    proxied: bool = False
    missing: str = ""


def way(port: int, environment: Mapping[str, str]) -> Way:
    """Return how a browser reaches a port of this machine.

    Where notebooks come from a hub, the browser is on another machine: then the way leads through
    the notebook's own server, with its sign-in, if jupyter-server-proxy is there.

    Args:
        port: Where the server listens.
        environment: Variables of the kernel.
    """
    named, hub = environment.get(PROXY, ""), environment.get(_HUB, "")
    if named:
        return Way(f"{named.rstrip('/')}/{port}/", proxied=True)
    if not hub:
        return Way(f"http://127.0.0.1:{port}/")
    if find_spec(_NEEDED) is None:
        return Way("", proxied=True, missing=_missing())
    return Way(f"{hub.rstrip('/')}/proxy/{port}/", proxied=True)


def _missing() -> str:
    return say(
        "Here the page can only be shown through jupyter-server-proxy. Install it beside the "
        "notebook server (pip install jupyter-server-proxy) and restart that server."
    )
