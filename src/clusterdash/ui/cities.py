"""The cities of the map as links: what a tap on a point does, for who cannot tap it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from clusterdash.engine import Engine
from clusterdash.geography import Located, Place
from clusterdash.language import number, say, say_many
from clusterdash.model import Where
from clusterdash.state import View

_FIRST = 24  # cities while no country is chosen; of a country all of them are listed


@dataclass(frozen=True, slots=True)
class City:
    """A city with organisations.

    Attributes:
        code: Its code, or "" where the link opens its only organisation.
        name: Its name.
        said: How many organisations it has, or the only one.
        link: Where the link leads.
    """

    code: str
    name: str
    said: str
    link: str


@dataclass(frozen=True, slots=True)
class Cities:
    """Cities with organisations, the fullest first.

    Attributes:
        title: What they are.
        cities: Those that are listed.
        more: How many more there are and how to see them, or "".
    """

    title: str
    cities: tuple[City, ...]
    more: str


def cities(
    engine: Engine, view: View, placed: Located, about: Callable[[str, str], str], block: str
) -> Cities:
    """Return the cities of what is chosen.

    Args:
        engine: What knows names.
        view: What is selected.
        placed: Organisations by city, of all countries.
        about: Returns the address of the page about one thing, or "".
        block: Key of the map.
    """
    chosen = set(view.where.get("country"))
    every = (*placed.places, *placed.outside)
    held = [place for place in every if place.country in chosen] if chosen else [*every]
    held.sort(key=lambda place: (-place.count, place.name))
    shown = held if chosen else held[:_FIRST]
    left = len(held) - len(shown)
    more = say_many(
        "{n} more city: choose its country to see it.",
        "{n} more cities: choose a country to see its own.",
        left,
    )
    made = tuple(_city(engine, view, place, about, block) for place in shown)
    return Cities(say("Cities on the map, as links"), made, more if left else "")


def _city(
    engine: Engine, view: View, place: Place, about: Callable[[str, str], str], block: str
) -> City:
    page = about("organisation", place.alone)
    if page:
        return City("", place.name, engine.labels.label("organisation", place.alone), page)
    selected: Mapping[str, tuple[str, ...]] = dict(view.where.selected) | {"city": (place.code,)}
    here = replace(view, where=Where.of(selected, view.where.years))
    return City(place.code, place.name, number(place.count), f"?{here.to_query()}#{block}")
