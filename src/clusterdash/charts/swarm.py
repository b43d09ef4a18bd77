"""Marks on a line, moved up and down so that none hides another, the same way each time."""

from collections.abc import Sequence

_STEP = 1.5
_FURTHEST = 400
_GAP = 1.0
_SEEN = 0.6
"""On the narrowest figure marks may overlap, by less than what hides one."""


def swarm(places: Sequence[tuple[float, float]], narrow: float, wide: float) -> tuple[float, ...]:
    """Return how far below the line each mark stands, in pixels; as little as will do.

    Args:
        places: Where each mark stands across, 0 to 1, and its radius in pixels.
        narrow: Width of the narrowest figure, where marks may overlap but not hide each other.
        wide: Width from which they are apart.
    """
    down = [0.0] * len(places)
    placed: list[int] = []
    for index in sorted(range(len(places)), key=lambda i: (-places[i][1], places[i][0], i)):
        x, radius = places[index]
        near = []
        for other in placed:
            across, reach = abs(places[other][0] - x), radius + places[other][1]
            limits = [
                distance**2 - (across * width) ** 2
                for width, distance in ((narrow, reach * _SEEN), (wide, reach + _GAP))
            ]
            if max(limits) > 0:
                near.append((down[other], max(limits)))
        down[index] = _free(near)
        placed.append(index)
    return tuple(down)


def _free(near: Sequence[tuple[float, float]]) -> float:
    """Return the nearest height at which what is near is far enough away."""
    for step in range(_FURTHEST):
        for way in (-1, 1):
            height = way * step * _STEP
            if all((height - other) ** 2 >= limit for other, limit in near):
                return height
    return _FURTHEST * _STEP
