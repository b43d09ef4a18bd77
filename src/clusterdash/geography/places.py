"""Organisations by the centre of their city, and how many have no place on the map."""

from dataclasses import dataclass

import polars as pl

from clusterdash.engine import Labels
from clusterdash.geography.frame import FRAME
from clusterdash.geography.laea import project
from clusterdash.language import number, say, say_many
from clusterdash.model import Result
from clusterdash.names import NOT_STATED


@dataclass(frozen=True, slots=True)
class Place:
    """A city with organisations.

    Attributes:
        code: GeoNames id.
        name: Its name.
        x: Easting on the plane of ETRS89-LAEA, in kilometres.
        y: Northing, likewise.
        count: Organisations in it.
        country: Code of its country.
        alone: Id of its organisation where it has only one, or "".
    """

    code: str
    name: str
    x: float
    y: float
    count: int
    country: str = ""
    alone: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """Organisations on the map and off it.

    Attributes:
        places: Cities on the map, most organisations first.
        outside: Cities outside the frame of the map, likewise.
        unknown: Organisations without a known city.
        found: All organisations, as the engine counts them without a breakdown.
    """

    places: tuple[Place, ...]
    outside: tuple[Place, ...]
    unknown: int
    found: int

    @property
    def shown(self) -> int:
        """Organisations on the map."""
        return sum(place.count for place in self.places)

    @property
    def hidden(self) -> int:
        """Organisations that are counted but not on the map."""
        return self.unknown + sum(place.count for place in self.outside)


def located(result: Result, table: pl.DataFrame, labels: Labels) -> Located:
    """Return the places of an answer by city.

    Args:
        result: Organisations, each in one city, broken down by city and nothing else.
        table: The edition's table of places.
        labels: Names of the edition's codes.

    Raises:
        ValueError: The answer is broken down otherwise.
    """
    if result.by != ("city",):
        raise ValueError(f"Places need an answer by city, not by {', '.join(result.by)}.")
    centres, alone = _centres(table), _alone(result)
    inside: list[Place] = []
    outside: list[Place] = []
    unknown = 0
    for city, value in result.frame.select("city", "value").iter_rows():
        if city == NOT_STATED or city not in centres:
            unknown += int(value)
            continue
        country, x, y = centres[city]
        name = labels.label("city", city)
        place = Place(city, name, x, y, int(value), country, alone.get(city, ""))
        (inside if FRAME.holds(place.x, place.y) else outside).append(place)
    counted = sum(place.count for place in (*inside, *outside)) + unknown
    found = int(result.total.value) if result.total else counted
    return Located(tuple(inside), tuple(outside), unknown, found)


def _centres(table: pl.DataFrame) -> dict[str, tuple[str, float, float]]:
    """Return country and place of cities on the plane; of two spellings the first stands."""
    first = table.unique("geonames_id", keep="first", maintain_order=True)
    rows = first.select("geonames_id", "country_code", "longitude", "latitude").iter_rows()
    projected = ((code, country, *project(lon, lat)) for code, country, lon, lat in rows)
    return {
        str(c): (country, round(x / 1000, 1), round(y / 1000, 1)) for c, country, x, y in projected
    }


def _alone(result: Result) -> dict[str, str]:
    """Return the only organisation of each city that has no other."""
    if not {"place", "organisation_id"} <= {*result.rows.columns}:
        return {}
    rows = result.rows.select("place", "organisation_id").drop_nulls()
    return dict(rows.filter(pl.col("place").is_unique()).iter_rows())


def sentence(where: Located) -> str:
    """Return how many organisations are on the map and how many are not, and why."""
    if not where.found:
        return say("None to show on the map.")
    if not where.shown and not where.outside:
        return say_many(
            "No city is stated of the {n} that is counted, so that none is on the map.",
            "No city is stated of the {n} that are counted, so that none is on the map.",
            where.unknown,
        )
    said = [say("{n} on the map.", n=number(where.shown))]
    if where.unknown:
        said = [
            say_many(
                "{shown} on the map; {n} without a known city is counted but not shown.",
                "{shown} on the map; {n} without a known city are counted but not shown.",
                where.unknown,
                shown=number(where.shown),
            )
        ]
    if where.outside:
        said.append(
            say_many(
                "{n} outside the map is counted but not shown: {places}.",
                "{n} outside the map are counted but not shown: {places}.",
                where.hidden - where.unknown,
                places=", ".join(f"{p.name} ({number(p.count)})" for p in where.outside),
            )
        )
    return " ".join(said)
