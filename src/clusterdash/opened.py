"""Engines of editions by name: the published one, the demonstration, and those in folders."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from clusterdash.editions import open_edition, published_folder
from clusterdash.engine import Engine
from clusterdash.registry import default_registry

DEMO = "demo"
"""Name of the demonstration: made from the published edition when it is first asked for."""

_LOCK = "lock.json"
_MANY = 8


@lru_cache(maxsize=1)
def default_engine() -> Engine:
    """Return the engine of the published edition, opened and verified on first use."""
    return engine_of(published_folder())


def engine_of(folder: Path, called: str = "") -> Engine:
    """Return an engine of the edition in a folder, opened and verified.

    Args:
        folder: The edition.
        called: How Python and the command line name it; as the folder unless told.

    Raises:
        DataError: A byte, a file, a row or a link between rows is not as promised.
    """
    registry = default_registry()
    edition = open_edition(folder, registry.sources, registry.records)
    own = "" if folder == published_folder() else called or folder.name
    return Engine(replace(edition, called=own), registry)


def engine_called(edition: str | Path) -> Engine:
    """Return the engine of an edition, opened once; a folder again when it was locked again.

    Args:
        edition: "" for the published edition, "demo" for the demonstration (the first time a
            matter of seconds), or the folder of another.

    Raises:
        DataError: There is no such folder, or what it holds is not as promised.
    """
    if edition == "":
        return default_engine()
    if edition == DEMO:
        return _demonstration()
    lock = Path(edition).resolve() / _LOCK
    return _held(str(edition), lock.parent, lock.stat().st_mtime_ns if lock.is_file() else 0)


@lru_cache(maxsize=_MANY)
def _held(called: str, folder: Path, _locked: int) -> Engine:
    return engine_of(folder, called)


@lru_cache(maxsize=1)
def _demonstration() -> Engine:
    from clusterdash.demo.opened import engine  # loads NumPy and Arrow, which no other answer needs

    return engine(default_engine().edition, default_registry(), called=DEMO)
