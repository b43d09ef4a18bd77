"""The projection against points that others have published."""

from math import cos, radians, sin, sqrt

import pytest

from clusterdash.geography import project

# Test 5110 of the IOGP's Geospatial Integrity of Geoscience Software (GIGS) for EPSG:3035, of which
# (5, 50) is also the worked example of the EPSG Guidance Note 7-2: longitude, latitude, E, N.
PUBLISHED = [
    (5, 70, 4127824.658, 5214090.649),
    (5, 60, 4041548.130, 4109791.660),
    (5, 50, 3962799.451, 2999718.853),
    (5, 40, 3892127.020, 1892578.962),
    (5, 30, 3830117.900, 796781.677),
    (10, 52, 4321000.000, 3210000.000),
    (0, 50, 3606514.430, 3036305.967),
    (3, 50, 3819948.288, 3011432.894),
    (8, 50, 4177612.521, 2989464.315),
    (10, 50, 4321000.000, 2987510.567),
]


@pytest.mark.parametrize(("lon", "lat", "east", "north"), PUBLISHED)
def test_published_points(lon: float, lat: float, east: float, north: float) -> None:
    assert project(lon, lat) == pytest.approx((east, north), abs=0.01)


def _square_metres(lat: float, step: float) -> float:
    """Return the area of a small cell from the radii of curvature of GRS80."""
    a, f = 6_378_137.0, 1 / 298.257222101
    e2 = f * (2 - f)
    w = sqrt(1 - e2 * sin(radians(lat)) ** 2)
    meridian, across = a * (1 - e2) / w**3, a / w * cos(radians(lat))
    return meridian * across * radians(step) ** 2


@pytest.mark.parametrize(
    ("lon", "lat"), [(-20, 65), (14.4, 35.9), (33, 35), (40, 60), (44.8, 41.7)]
)
def test_areas_are_equal(lon: float, lat: float) -> None:
    step = 0.002
    west, east, south, north = lon - step / 2, lon + step / 2, lat - step / 2, lat + step / 2
    corners = [project(*c) for c in ((west, south), (east, south), (east, north), (west, north))]
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    drawn = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in sides)) / 2
    assert drawn == pytest.approx(_square_metres(lat, step), rel=1e-5)


def test_the_antipode_has_no_place() -> None:
    with pytest.raises(ValueError, match="antipode"):
        project(-170, -52)
