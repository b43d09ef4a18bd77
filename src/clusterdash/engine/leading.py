"""The programmes that run most: what stands beside a programme unless told."""

from functools import lru_cache

from clusterdash.engine.core import Engine
from clusterdash.model import Question, Where

_METRIC = "partnerships_listed"


@lru_cache(maxsize=64)
def leading(engine: Engine) -> tuple[tuple[str, int], ...]:
    """Return codes of families of programmes, each with its number of partnerships.

    Those of which sources name most partnerships come first; those without any are left out. None
    where nothing counts partnerships.

    Args:
        engine: What answers.
    """
    if not engine.registry.known((_METRIC,)):
        return ()
    found = {}
    for family in engine.context.families:
        result = engine.evaluate(Question(_METRIC, (), Where.of({"programme": (family,)})))
        if result.answered:
            found[family] = int(result.frame["value"].item())
    return tuple(sorted(found.items(), key=lambda held: (-held[1], held[0])))
