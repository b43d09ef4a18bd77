"""The published edition under the flag of made-up data, to see what carries the mark.

Its title says nothing of that, so that the mark is found where it was put and nowhere else.
"""

from dataclasses import replace
from functools import lru_cache

from clusterdash.engine import Engine
from clusterdash.opened import default_engine
from clusterdash.registry import default_registry

MARK = "Synthetic demonstration data"


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Return an engine of it."""
    return Engine(replace(default_engine().edition, synthetic=True), default_registry())


def marked(text: str) -> bool:
    """Return whether a text carries the mark, in letters of either case."""
    return MARK.lower() in text.lower()
