"""What the marks of a timeline mean: their shapes, and sizes to compare them with."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

from clusterdash.charts.dots import BARE, Dot, Size
from clusterdash.charts.lanes import Happening, bounded
from clusterdash.charts.palette import Role
from clusterdash.engine import Labels
from clusterdash.language import say
from clusterdash.model import Result
from clusterdash.publish.words import counted

_STATUSES = ("held", "announced", "cancelled")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark and what it means.

    Attributes:
        radius: Its radius in pixels.
        status: The state of the event that it stands for.
        text: What it means.
        bound: Whether it stands for a bound or an approximation.
    """

    radius: float
    status: str
    text: str
    bound: bool = False

    def dot(self, x: float, y: float, tone: Role) -> Dot:
        """Return the mark, so far across, 0 to 1, and so far down in pixels."""
        return Dot(x, y, self.radius, _bare(self.status), tone, self.bound)


def entries(
    events: Iterable[Happening], size: Size, labels: Labels, numbers: Result | None
) -> tuple[Entry, ...]:
    """Return what a key explains.

    Args:
        events: The events that are drawn.
        size: How large their marks are.
        labels: Names of codes.
        numbers: What their sizes are of, if anything.
    """
    drawn = tuple(events)
    found = {event.status for event in drawn}
    shapes = [
        Entry(size.radius(_bare(status)), status, labels.label("event_status", status))
        for status in (*_STATUSES, *sorted(found - {*_STATUSES}))
        if status in found
    ]
    if numbers is None or size.top <= 0:
        return tuple(shapes)
    small, large = _round(size.top)
    by = numbers.question.by
    sized = [
        Entry(size.of(value), "held", counted(value, "exact", numbers.metric, "published", by))
        for value in (small, large)
    ]
    if any(event.number is None and event.status == "held" for event in drawn):
        sized.insert(0, Entry(BARE, "held", say("held, no number published")))
    if any(bounded(event) for event in drawn):
        open_ = say("open: “over”, “around” or “at least”")
        sized.append(Entry(size.of(small), "held", open_, bound=True))
    return (*sized, *(entry for entry in shapes if entry.status != "held"))


def _bare(status: str) -> Happening:
    return Happening("", "", status, None, "", None, marked=False)


def _round(top: float) -> tuple[float, float]:
    """Return two round numbers up to the largest one, to compare marks with."""
    power = 10.0 ** floor(log10(top))
    large = max(step for step in (1, 2, 5) if step * power <= top)
    return power * {1: 0.2, 2: 0.5, 5: 1}[large], power * large
