"""Europe as a grid of equal squares, one a country: small countries are as large as any other."""

from dataclasses import dataclass
from typing import Final

_GRID: Final = """
.  IS .  .  .  NO SE FI .  .  .
.  .  .  .  .  .  .  EE .  .  .
.  .  .  .  .  DK .  LV .  .  .
.  IE GB .  NL DE PL LT BY .  .
.  .  .  BE LU CZ SK UA .  .  .
.  .  FR CH LI AT HU RO MD .  .
PT ES .  IT SI HR RS BG .  GE .
.  .  .  .  BA ME XK MK TR AM AZ
.  .  .  MT .  .  AL GR .  CY .
"""


@dataclass(frozen=True, slots=True)
class Tile:
    """The square of a country.

    Attributes:
        code: ISO 3166 code.
        row: Row from the north, from 0.
        column: Column from the west, from 0.
    """

    code: str
    row: int
    column: int


TILES: Final = tuple(
    Tile(code, row, column)
    for row, line in enumerate(_GRID.strip().splitlines())
    for column, code in enumerate(line.split())
    if code != "."
)
ROWS: Final = 1 + max(tile.row for tile in TILES)
COLUMNS: Final = 1 + max(tile.column for tile in TILES)
