"""The addresses below ``api/``: which of them answers what."""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from clusterdash.api import described
from clusterdash.api.answer import answer
from clusterdash.api.openapi import document
from clusterdash.api.problem import Problem
from clusterdash.api.refused import decoded
from clusterdash.api.reply import Reply, said
from clusterdash.engine import Engine
from clusterdash.errors import closest
from clusterdash.language import spoken

VERSION = "v1"
_PACKAGE = Path(__file__).parents[1]
LISTS = ("metrics", "dimensions", "editions", "openapi.json")


def respond(engine: Engine, path: str, query: str = "", other: str = "", site: str = "") -> Reply:
    """Return what stands at an address.

    Args:
        engine: What answers.
        path: What follows ``api`` in the address, decoded: "/v1/answer/organisations.csv".
        query: The query, as it stands in the address.
        other: Start page of another edition, relative to a page of this one, or "".
        site: Address of the start page of this one, where it is known.
    """
    try:
        return _found(engine, path, query, other, site)
    except Problem as problem:
        return problem.reply()


def etag(engine: Engine, path: str, query: str, site: str = "") -> str:
    """Return the tag of what stands at an address: of edition, code, language and the address."""
    asked = (engine.edition.hash, _code(), spoken(), _known(engine), path, query, site)
    digest = sha256("\n".join(asked).encode(errors="replace")).hexdigest()
    return f'W/"{digest[:32]}"'  # weak: the same may be sent packed


def _found(engine: Engine, path: str, query: str, other: str, site: str) -> Reply:
    match path.split("/"):
        case ["", v, "answer", name] if v == VERSION and name:
            return answer(engine, name, query, site)
        case ["", v, "metrics", key] if v == VERSION and key:
            return _fixed(query, lambda: described.metric(engine, key))
        case ["", v, "dimensions", key] if v == VERSION and key:
            return _fixed(query, lambda: described.one_dimension(engine, key))
        case ["", v, name] if v == VERSION and name in LISTS:
            lists: dict[str, Callable[[], dict[str, Any]]] = {
                "metrics": lambda: described.metrics(engine),
                "dimensions": lambda: described.dimensions(engine),
                "editions": lambda: described.editions(engine, other),
                "openapi.json": lambda: document(engine),
            }
            return _fixed(query, lists[name])
        case [""] | ["", ""] | ["", "v1"] | ["", "v1", ""]:
            return _fixed(query, lambda: _start(engine, path))
    raise _nothing(path)


def _fixed(query: str, body: Callable[[], dict[str, Any]]) -> Reply:
    """Return what an address without parameters says."""
    names = [decoded(piece.partition("=")[0]) for piece in query.split("&") if piece][:5]
    if names:
        refused = [
            {"parameter": name[:80], "detail": f"Unknown parameter {name[:80]!r}."}
            for name in names
        ]
        detail = " ".join(one["detail"] for one in refused) + " This address takes none."
        raise Problem("bad-parameter", detail, parameters=refused)
    return said(body())


def _start(engine: Engine, path: str) -> dict[str, Any]:
    """Return where to go on, relative to the address that was asked for."""
    below = {"": f"api/{VERSION}/", "/": f"{VERSION}/", f"/{VERSION}": f"{VERSION}/"}.get(path, "")
    links = {name.partition(".")[0]: f"{below}{name}" for name in LISTS}
    return {"links": links, **described.of(engine)}


def _nothing(path: str) -> Problem:
    asked = path.removeprefix("/")[:80]
    known = [f"{VERSION}/{name}" for name in (*LISTS, "answer/{metric}")]
    meant = closest(asked, known, limit=1)
    guess = f" Did you mean api/{meant[0]}?" if meant else ""
    slash = " Leave out the slash at its end." if asked.endswith("/") else ""
    detail = f"There is nothing at api/{asked}.{slash}{guess} Known: {', '.join(known)}."
    return Problem("unknown-address", detail, suggestions=list(meant))


@lru_cache(maxsize=1)
def _code() -> str:
    """Return a hash of code and words: a version may be years in the making."""
    digest = sha256(version("clusterdash").encode())
    for path in sorted(_PACKAGE.rglob("*.po")) + sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _known(engine: Engine) -> str:
    """Return the metrics that can be asked for, to which a notebook may add."""
    return " ".join(metric.key for metric in engine.registry.metrics)
