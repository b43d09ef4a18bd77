"""Lambert azimuthal equal-area for Europe (ETRS89-LAEA, EPSG:3035).

Equal areas are what a choropleth needs: a country's ink is its size. The formulas are those of the
EPSG Guidance Note 7-2 for the ellipsoid GRS80.
"""

from functools import lru_cache
from math import asin, atanh, cos, hypot, radians, sin, sqrt

_A = 6_378_137.0  # semi-major axis of GRS80 in metres
_F = 1 / 298.257222101
_E2 = _F * (2 - _F)
_E = sqrt(_E2)
_LAT0, _LON0 = radians(52), radians(10)
_EAST0, _NORTH0 = 4_321_000.0, 3_210_000.0


def _q(sine: float) -> float:
    return (1 - _E2) * (sine / (1 - _E2 * sine**2) + atanh(_E * sine) / _E)


_QP = _q(1.0)
_BETA0 = asin(_q(sin(_LAT0)) / _QP)
_RQ = _A * sqrt(_QP / 2)
_D = _A * cos(_LAT0) / (sqrt(1 - _E2 * sin(_LAT0) ** 2) * _RQ * cos(_BETA0))


@lru_cache(maxsize=2**16)  # the centres of cities come again with every selection
def project(lon: float, lat: float) -> tuple[float, float]:
    """Return easting and northing in metres of a point.

    Args:
        lon: Longitude in degrees east.
        lat: Latitude in degrees north.

    Raises:
        ValueError: The point is the antipode of the centre, which has no place on the plane.
    """
    beta = asin(max(-1.0, min(1.0, _q(sin(radians(lat))) / _QP)))
    east = cos(beta) * sin(radians(lon) - _LON0)
    level = cos(beta) * cos(radians(lon) - _LON0)
    north = cos(_BETA0) * sin(beta) - sin(_BETA0) * level
    facing = 1 + sin(_BETA0) * sin(beta) + cos(_BETA0) * level
    if hypot(east, north) < 1e-12 and facing < 1:
        raise ValueError(f"{lon}, {lat} is the antipode of the map's centre.")
    scale = _RQ * sqrt(2 / facing)
    return _EAST0 + scale * _D * east, _NORTH0 + scale / _D * north
