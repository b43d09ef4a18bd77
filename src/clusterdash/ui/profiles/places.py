"""Countries and industrial ecosystems that have a page, as links."""

from collections.abc import Iterable
from functools import lru_cache

from clusterdash.engine import Engine
from clusterdash.language import all_of
from clusterdash.ui.profiles.facts import Fact, Link, fact

_NAMED_IN = (
    ("organisations", "country_code"),
    ("events", "country_code"),
    ("events", "partner_country_code"),
    ("event_presence", "country_code"),
    ("partnership_partners", "country_code"),
    ("partnership_target_markets", "country_code"),
    ("figures", "country_code"),
)
_NONE = frozenset({"ALL", "EU", "EUR"})  # areas that figures are of, and no country


@lru_cache(maxsize=8)
def countries(engine: Engine) -> tuple[str, ...]:
    """Return the countries that an edition knows: its list, then those that its rows name."""
    named: set[str] = set()
    for table, column in _NAMED_IN:
        held = engine.context.tables.get(table)
        for codes in held[column].drop_nulls() if held is not None else ():
            named.update(filter(None, str(codes).split(";")))
    listed = engine.context.countries.known
    return (*listed, *sorted(named - {*listed} - _NONE))


def ecosystems(engine: Engine) -> tuple[str, ...]:
    """Return the industrial ecosystems of an edition in their official order."""
    return engine.context.ecosystems.known


def country_link(engine: Engine, code: str, key: str = "country") -> Link:
    """Return a country with its page.

    Args:
        engine: What knows the countries.
        code: Its code.
        key: Dimension that names it.
    """
    name = engine.labels.label(key, code)
    return Link(name, "country", code) if code in countries(engine) else Link(name)


def ecosystem_link(engine: Engine, code: str) -> Link:
    """Return an industrial ecosystem with its page."""
    name = engine.labels.label("ecosystem", code)
    return Link(name, "ecosystem", code) if code in ecosystems(engine) else Link(name)


def linked(name: str, links: Iterable[Link]) -> Fact:
    """Return a fact whose value are things with pages of their own, or that it is not stated."""
    found = tuple(links)
    if not found:
        return fact(name, "")
    return Fact(name, all_of(one.name for one in found), links=found)
