"""Addresses asked without a server."""

import json
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from clusterdash.api import Reply, respond
from clusterdash.engine import Engine

BASE = "http://host/below/api"


def ask(engine: Engine, address: str) -> Reply:
    """Return what stands at an address such as "v1/answer/meetings?v=1"."""
    path, _, query = address.partition("?")
    return respond(engine, f"/{unquote(path)}" if path else "", query, "demo/")


def read(engine: Engine, address: str, status: int = 200) -> dict[str, Any]:
    """Return what an address says in JSON; its status must be the one that is expected."""
    reply = ask(engine, address)
    assert reply.status == status, reply.content.decode()
    assert reply.mime == ("application/json" if status == 200 else "application/problem+json")
    found = json.loads(reply.content)
    assert isinstance(found, dict)
    return found


def follow(address: str, link: str) -> str:
    """Return the address to which a link leads from an address, as a browser would find it."""
    found = urlsplit(urljoin(f"{BASE}/{address}", link))
    assert found.path.startswith("/below/api/"), link
    path = found.path.removeprefix("/below/api/")
    return f"{path}?{found.query}" if found.query else path
