"""The part of Europe that a map shows."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the plane of ETRS89-LAEA, in kilometres.

    Attributes:
        west: Least easting.
        south: Least northing.
        east: Greatest easting.
        north: Greatest northing.
    """

    west: int
    south: int
    east: int
    north: int

    @property
    def ratio(self) -> float:
        """Width by height."""
        return (self.east - self.west) / (self.north - self.south)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in the frame, its edge included."""
        return self.west <= x <= self.east and self.south <= y <= self.north

    def grown(self, by: int) -> "Frame":
        """Return the frame with a margin of so many kilometres on every side."""
        return Frame(self.west - by, self.south - by, self.east + by, self.north + by)


# From Cabo da Roca and Iceland to Tbilisi, from Crete, Malta and Cyprus to the North Cape: every EU
# and EFTA country and every candidate, and no more, so that small countries stay as large as can
# be. The Azores, Madeira, the Canaries and what is overseas would halve the scale.
FRAME: Final = Frame(west=2560, south=1310, east=7240, north=5440)
