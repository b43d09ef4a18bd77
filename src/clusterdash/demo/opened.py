"""The demonstration, opened: an engine that answers from it."""

from dataclasses import replace

from clusterdash.demo.made import edition
from clusterdash.editions.records import frames_held
from clusterdash.engine import Engine
from clusterdash.model import Edition
from clusterdash.registry import Registry


def engine(
    published: Edition, registry: Registry, scale: int = 1, seed: int = 1, called: str = ""
) -> Engine:
    """Return an engine of the demonstration in memory; at scale 1 a matter of seconds.

    Args:
        published: The published edition that it is like.
        registry: Metrics, and contracts of the tables.
        scale: How many times as many people, meetings and awards.
        seed: Seed of whatever is made up.
        called: How Python and the command line name it.

    Raises:
        DataError: The scale is below 1 or the seed below 0.
    """
    made, records = edition(published, registry, scale, seed)
    whole, reductions, rows = frames_held(registry.records, records, made.tables)
    held = replace(
        made, tables={**made.tables, **whole}, reductions=reductions, recorded=rows, called=called
    )
    return Engine(held, registry)
