"""Which sides are parts of others: a whole is no bar beside its part, and no measure of it."""

from clusterdash.engine import Engine
from clusterdash.ui.compare.sides import Side, Sides


def holding(engine: Engine, sides: Sides) -> tuple[bool, ...]:
    """Return of each side whether another one is a part of it."""
    held = [_members(engine, sides.key, side) for side in sides.every]
    return tuple(any(_part(other, one) for other in held) for one in held)


def shared(engine: Engine, key: str, one: Side, other: Side) -> bool:
    """Return whether two sides count some of the same.

    Args:
        engine: What knows the members of groups and families.
        key: The dimension in which sides differ.
        one: A side.
        other: Another one.
    """
    first, second = _members(engine, key, one), _members(engine, key, other)
    return first is None or second is None or bool(first & second)


def _part(part: frozenset[str] | None, whole: frozenset[str] | None) -> bool:
    if whole is None or part is None:
        return whole is None and part is not None
    return part < whole


def _members(engine: Engine, key: str, side: Side) -> frozenset[str] | None:
    """Return what a side is made of, or None where it is everything."""
    codes = (side.code,) if key == "year" else side.where.get(key)
    if not codes:
        return None
    context = engine.context
    if key == "country":
        return frozenset().union(*(context.countries.expand(code) for code in codes))
    return frozenset().union(*(context.families.get(code, {code}) for code in codes))
