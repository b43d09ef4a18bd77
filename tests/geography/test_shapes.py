"""Shapes of the published edition: complete, true in size, light, and without gaps."""

import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from clusterdash.editions.store import published_folder
from clusterdash.errors import DataError
from clusterdash.geography import FRAME, Shape, project, read_shapes
from clusterdash.geography.outlines import Point, Ring, area
from clusterdash.geography.shapes import FILE

SHAPES = read_shapes(published_folder())
BY_CODE = {shape.code: shape for shape in SHAPES}
# Area in thousand square kilometres, as statistical offices give it.
AREAS = {
    "DE": 357.6, "PL": 312.7, "RO": 238.4, "CZ": 78.9, "AT": 83.9, "HU": 93.0, "BG": 111.0,
    "FI": 338.4, "IS": 103.0, "PT": 88.9, "CH": 41.3, "SI": 20.3, "LV": 64.6, "CY": 9.25,
}  # fmt: skip


def _inside(x: float, y: float, ring: Ring) -> bool:
    odd = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def _country_at(lon: float, lat: float) -> set[str]:
    x, y = (metres / 1000 for metres in project(lon, lat))
    return {
        shape.code
        for shape in SHAPES
        for outline, *holes in shape.parts
        if _inside(x, y, outline) and not any(_inside(x, y, hole) for hole in holes)
    }


def test_every_country_of_the_edition_has_a_shape() -> None:
    table = pl.read_csv(published_folder() / "countries.csv")
    assert set(table["country_code"]) <= set(BY_CODE)
    assert {code for code, shape in BY_CODE.items() if shape.told} == set(table["country_code"])


@pytest.mark.parametrize(("code", "thousands"), AREAS.items())
def test_sizes_are_true(code: str, thousands: float) -> None:
    # Finland's and Portugal's areas hold lakes and islands that the map leaves out.
    assert BY_CODE[code].area / 1000 == pytest.approx(thousands, rel=0.04)


def test_small_countries_are_there_and_marked() -> None:
    assert {shape.code for shape in SHAPES if shape.small} == {"MT", "LI"}
    assert all(FRAME.holds(*BY_CODE[code].centre) for code in ("MT", "LI", "LU", "CY", "IS"))


@pytest.mark.parametrize(
    ("place", "lon", "lat", "code"),
    [
        ("Simferopol", 34.1, 44.95, "UA"),
        ("Sevastopol's hinterland", 33.75, 44.65, "UA"),
        ("Pristina", 21.17, 42.67, "XK"),
        ("Kaliningrad", 20.5, 54.6, "RU"),
        ("Ajaccio's hinterland", 9.1, 42.0, "FR"),
        ("Palermo's hinterland", 13.4, 37.8, "IT"),
        ("Perm, east of where the file ends", 52.0, 60.0, "RU"),
    ],
)
def test_places_lie_in_their_country(place: str, lon: float, lat: float, code: str) -> None:
    assert _country_at(lon, lat) == {code}, place


def test_what_is_overseas_is_left_out() -> None:
    for shape in SHAPES:
        points = [point for part in shape.parts for ring in part for point in ring]
        assert all(FRAME.grown(40).holds(*point) for point in points), shape.code


def _sides(shape: Shape) -> list[frozenset[Point]]:
    rings = [ring for part in shape.parts for ring in part]
    return [
        frozenset(side) for ring in rings for side in zip(ring, (*ring[1:], ring[0]), strict=True)
    ]


@pytest.mark.parametrize(
    "pair",
    ["FR ES", "DE PL", "PT ES", "CZ SK", "AT HU", "SE NO", "RO BG", "XK RS", "LI CH", "LU BE"],
)
def test_neighbours_share_their_border(pair: str) -> None:
    one, other = (set(_sides(BY_CODE[code])) for code in pair.split())
    assert len(one & other) >= 2


def test_inland_countries_are_closed_in_by_their_neighbours() -> None:
    everyone = Counter(side for shape in SHAPES for side in set(_sides(shape)))
    for code in ("CZ", "AT", "HU", "CH", "SK", "LU", "RS", "MK", "XK", "BY", "MD", "LI"):
        assert {everyone[side] for side in _sides(BY_CODE[code])} == {2}, code


def test_the_largest_come_first_so_that_small_ones_lie_above() -> None:
    assert [s.area for s in SHAPES] == sorted((s.area for s in SHAPES), reverse=True)
    for shape in SHAPES:
        sizes = [area(part[0]) for part in shape.parts]
        assert sizes == sorted(sizes, reverse=True)


def test_all_of_them_are_light() -> None:
    sent = json.dumps([shape.parts for shape in SHAPES], separators=(",", ":"))
    # Each point as [x,y] here; two lists of numbers in a figure take less.
    assert len(sent) < 64_000


def test_a_missing_or_broken_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        read_shapes(tmp_path)
    (tmp_path / FILE).write_text('{"features": 1}')
    with pytest.raises(DataError, match="not a collection"):
        read_shapes(tmp_path)
