"""Shapes of countries on the plane of the map, light enough to be sent to a browser."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from clusterdash.errors import DataError
from clusterdash.geography.frame import FRAME
from clusterdash.geography.laea import project
from clusterdash.geography.outlines import Point, Ring, area, clipped, simplified
from clusterdash.geography.tiles import TILES

FILE: Final = "europe_countries.geojson"
TOLERANCE: Final = 4  # km, half a CSS pixel on a map 560 pixels wide
SPECK: Final = 40  # km2; smaller islands would not fill one such pixel
BEYOND: Final = 40  # km outside the frame in which shapes are still drawn, to hide the cut
SMALL: Final = 1_000  # km2; smaller countries need a mark to be found and tapped
# The file is cut along this meridian. From there to the edge of the frame all is land, so the cut
# is drawn where nobody sees it: else it would look like a coast.
_CUT, _UNSEEN = 51.0, FRAME.east + 200
_TOLD: Final = frozenset(tile.code for tile in TILES)


@dataclass(frozen=True, slots=True)
class Shape:
    """A country on the plane of ETRS89-LAEA, in whole kilometres.

    Attributes:
        code: ISO 3166 code.
        name: Name in the file of shapes, in English.
        parts: Its polygons, the largest first: each an outline, then its holes.
        centre: A point inside, where a mark or a name may stand.
        area: Area of the parts shown, in square kilometres.
    """

    code: str
    name: str
    parts: tuple[tuple[Ring, ...], ...]
    centre: Point
    area: float

    @property
    def told(self) -> bool:
        """Whether figures are told of it, as of every country of the tile grid; else it is land."""
        return self.code in _TOLD

    @property
    def small(self) -> bool:
        """Whether it needs a mark to be found."""
        return self.told and self.area < SMALL


@lru_cache(maxsize=8)
def read_shapes(folder: Path) -> tuple[Shape, ...]:
    """Return the countries of an edition's file of shapes, the largest first.

    What lies outside the frame is left out, and so is a country smaller than a point.

    Args:
        folder: The edition.

    Raises:
        DataError: The file is missing or not what it should be.
    """
    path = folder / FILE
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        drawn = [(f["properties"], _polygons(f["geometry"])) for f in features]
    except FileNotFoundError as error:
        raise DataError(f"{FILE} is missing from {folder}: restore it from the edition.") from error
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"{FILE}: not a collection of countries ({error!r}).") from error
    thin = iter(simplified((r for _, polygons in drawn for p in polygons for r in p), TOLERANCE))
    made = (_shape(said, [[next(thin) for _ in p] for p in polygons]) for said, polygons in drawn)
    return tuple(sorted((s for s in made if s.parts), key=lambda s: (-s.area, s.code)))


def _polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    """Project polygons; a ring that shrinks to a line is left out, and with it its holes."""
    listed = geometry["coordinates"]
    polygons = listed if geometry["type"] == "MultiPolygon" else [listed]
    projected = ([_projected(ring) for ring in polygon] for polygon in polygons)
    return [[r for r in rings if len(r) > 2] for rings in projected if len(rings[0]) > 2]


def _projected(ring: list[list[float]]) -> Ring:
    points: list[Point] = []
    for lon, lat in ring:
        east, north = project(lon, lat)
        point = (_UNSEEN if lon == _CUT else round(east / 1000), round(north / 1000))
        if not points or points[-1] != point:
            points.append(point)
    return tuple(points[:-1] if points and points[0] == points[-1] else points)


def _shape(said: dict[str, Any], polygons: list[list[Ring]]) -> Shape:
    parts = [p for polygon in polygons if (p := _inside(polygon))]
    parts.sort(key=lambda part: -area(part[0]))
    # Specks go, but the largest part stays however small it is: Malta is a country.
    parts = [part for i, part in enumerate(parts) if not i or area(part[0]) >= SPECK]
    east, north = project(said["lon"], said["lat"])
    return Shape(
        code=said["iso2"],
        name=said["name"],
        parts=tuple(parts),
        centre=(round(east / 1000), round(north / 1000)),
        area=sum(area(part[0]) - sum(map(area, part[1:])) for part in parts),
    )


def _inside(polygon: list[Ring]) -> tuple[Ring, ...]:
    rings = [clipped(ring, FRAME.grown(BEYOND)) for ring in polygon]
    if not rings[0]:
        return ()
    # A hole too small to see is filled: what lies in it is drawn above.
    return (rings[0], *(hole for hole in rings[1:] if hole and area(hole) >= SPECK))
