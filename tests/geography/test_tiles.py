"""The tile grid: complete, no two on one cell, and roughly where they are."""

import polars as pl

from clusterdash.editions.store import published_folder
from clusterdash.geography import COLUMNS, ROWS, TILES, read_shapes

AT = {tile.code: (tile.row, tile.column) for tile in TILES}
NEIGHBOURS = (
    "PT-ES ES-FR FR-BE FR-CH BE-NL BE-LU NL-DE DE-PL DE-CZ DE-DK DE-LU CZ-SK CZ-AT AT-HU "
    "AT-LI CH-LI CH-IT IT-SI SI-HR AT-SI HU-HR HU-SK HU-RO HU-RS HR-BA BA-ME RS-XK RS-ME "
    "RS-MK RS-BG RO-BG RO-MD RO-UA SK-UA SK-PL PL-LT PL-UA LT-LV LV-EE LT-BY UA-BY UA-MD AL-ME "
    "AL-XK AL-MK AL-GR MK-GR MK-BG MK-XK BG-TR GR-TR TR-GE TR-AM GE-AM GE-AZ AM-AZ NO-SE SE-FI "
    "GB-IE FI-EE"
)


def _table() -> pl.DataFrame:
    return pl.read_csv(published_folder() / "countries.csv")


def test_every_country_of_the_edition_has_one_tile() -> None:
    assert len(AT) == len(TILES)
    assert set(AT) == set(_table()["country_code"])


def test_the_eu27_efta_and_candidates_are_there() -> None:
    table = _table()
    for wanted, count in (("EU27", 27), ("EFTA", 4)):
        codes = table.filter(pl.col("group") == wanted)["country_code"]
        assert len(codes) == count
        assert set(codes) <= set(AT)
    candidates = table.filter(pl.col("enlargement_status").str.contains("candidate"))
    assert candidates.height >= 9
    assert set(candidates["country_code"]) <= set(AT)


def test_no_two_share_a_cell() -> None:
    assert len(set(AT.values())) == len(AT)
    assert all(0 <= row < ROWS and 0 <= column < COLUMNS for row, column in AT.values())


def test_a_tile_has_24_pixels_on_a_page_320_wide() -> None:
    assert (320 - 2 * 16 - (COLUMNS - 1)) / COLUMNS >= 24


def test_neighbours_touch() -> None:
    for pair in NEIGHBOURS.split():
        (row, column), (other_row, other_column) = (AT[code] for code in pair.split("-"))
        assert max(abs(row - other_row), abs(column - other_column)) == 1, pair


def test_order_is_that_of_the_map() -> None:
    """Of two that are 750 km apart the northern is not lower, the western not farther east."""
    centres = {s.code: s.centre for s in read_shapes(published_folder()) if s.code in AT}
    for one, (x, y) in centres.items():
        for other, (other_x, other_y) in centres.items():
            if y - other_y > 750:
                assert AT[one][0] <= AT[other][0], (one, other)
            if other_x - x > 750:
                assert AT[one][1] <= AT[other][1], (one, other)


def test_small_countries_are_as_large_as_any() -> None:
    assert {"MT", "LI", "CY", "LU"} <= set(AT)
