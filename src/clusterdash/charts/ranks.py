"""Which cells a bar chart shows, under which headings: what may not be compared stands apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from clusterdash.engine import Labels
from clusterdash.language import say
from clusterdash.model import Result, Where
from clusterdash.names import folded
from clusterdash.publish.cells import Cell, cells, shared, title, varying
from clusterdash.publish.words import capital

_ORDERED = {"year", "period", "stage", "ecosystem"}
_UNFOLDED = {"year", "period", "stage"}
_SPARE = 3
"""A limit that would leave out this many or fewer is not worth a line that says so."""


@dataclass(frozen=True, slots=True)
class Group:
    """Cells that may be compared, and what they have in common.

    Attributes:
        heading: What stands above them, or "".
        cells: The cells to show, in order.
        skipped: Places before which cells were left out.
    """

    heading: str
    cells: tuple[Cell, ...]
    skipped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Selected:
    """What of a Result is shown.

    Attributes:
        groups: Groups that hold at least one cell.
        top: The largest value shown.
        hidden: How many cells are left out.
        folded: What many cells have in common that would be no bar (none, or no value), and their
            names.
    """

    groups: tuple[Group, ...]
    top: float
    hidden: int
    folded: tuple[tuple[str, tuple[str, ...]], ...] = ()


def select(result: Result, labels: Labels, marks: Where, rows: int, *, name: bool) -> Selected:
    """Return which cells of a Result to show.

    Args:
        result: What is shown.
        labels: Names of codes.
        marks: The part of the selection that is marked; what it names is always kept.
        rows: How many cells to show.
        name: Whether the first heading says what is measured.
    """
    kinds = _kinds(result)
    found = _named(result, cells(result, labels, without=("kind",) if kinds else ()))
    folded = _folded(result, found, marks)
    gone = {id(cell) for held in folded.values() for cell in held}
    found = tuple(cell for cell in found if id(cell) not in gone)
    groups = [(heading, held) for heading, held in _groups(found, labels, kinds=kinds) if held]
    kept = _kept(found, marks, rows)
    top = max((c.value for c in found if id(c) in kept and c.value is not None), default=0.0)
    lead = ", ".join(filter(None, [title(result) if name else "", shared(result, labels)]))
    shown = [g for heading, held in groups if (g := _cut(heading, held, kept)).cells]
    if lead and shown:
        heading = ": ".join(filter(None, [lead, shown[0].heading]))
        shown[0] = Group(heading, shown[0].cells, shown[0].skipped)
    names = tuple((said, tuple(c.label for c in held)) for said, held in folded.items())
    return Selected(tuple(shown), top, len(found) - len(kept), names)


def _folded(result: Result, found: tuple[Cell, ...], marks: Where) -> dict[str, list[Cell]]:
    """Return the cells that are named in a line instead of a row each, by what they hold.

    Time and stages keep their places, and what is ranked or chosen keeps its row.
    """
    folded: dict[str, list[Cell]] = {}
    if not _UNFOLDED & {*result.by}:
        for cell in found:
            none = cell.value == 0 or (cell.value is None and cell.state != "hidden")
            if none and not (cell.planned or cell.qualified or cell.within(marks) or cell.rank):
                folded.setdefault(cell.said, []).append(cell)
    many = {said: held for said, held in folded.items() if len(held) > _SPARE}
    return many if sum(map(len, many.values())) < len(found) else {}


def _named(result: Result, found: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells with those of equal value by their names, as the reader's language has them.

    Time and stages keep their order, as do ecosystems, whose order is official.
    """
    if _ORDERED & {*result.by}:
        return found
    runs = groupby(found, key=lambda cell: (cell.value, cell.planned, cell.stated))
    return tuple(
        cell for _, run in runs for cell in sorted(run, key=lambda cell: folded(cell.label))
    )


def _kinds(result: Result) -> bool:
    """Return whether cells of several kinds lie in a Result, so that each kind stands by itself."""
    if "kind" not in result.by or len(varying(result)) < 2:
        return False
    return 1 < result.frame["kind"].n_unique() < result.frame.height


def _groups(
    found: tuple[Cell, ...], labels: Labels, *, kinds: bool
) -> Iterator[tuple[str, list[Cell]]]:
    """Yield outcomes before plans, ranked countries before others, kind by kind; never mixed."""
    outcomes = [cell for cell in found if not cell.planned]
    planned = [cell for cell in found if cell.planned]
    if any(cell.rank is not None for cell in outcomes):
        yield say("Rank in the EU-27"), [cell for cell in outcomes if cell.rank is not None]
        yield say("Outside the EU-27"), [cell for cell in outcomes if cell.rank is None]
    else:
        yield from _by_kind(outcomes, labels, kinds=kinds)
    for heading, held in _by_kind(planned, labels, kinds=kinds):
        alone = not heading or held[0].codes["kind"] == "planned"
        plan = say("Planned, not outcomes")
        yield plan if alone else say("{kind}: planned, not outcomes", kind=heading), held


def _by_kind(held: list[Cell], labels: Labels, *, kinds: bool) -> Iterator[tuple[str, list[Cell]]]:
    if not kinds:
        yield "", held
        return
    for kind in dict.fromkeys(cell.codes["kind"] for cell in held):
        name = capital(labels.label("kind", kind))
        yield name, [cell for cell in held if cell.codes["kind"] == kind]


def _kept(found: tuple[Cell, ...], marks: Where, rows: int) -> set[int]:
    """Return the identities of the cells to show: those marked, then the first ones.

    Outcomes go before plans, ranked countries before those that have no rank.
    """
    if len(found) <= rows + _SPARE:
        return {id(cell) for cell in found}
    ranked = any(cell.rank is not None for cell in found)
    ordered = sorted(
        found,
        key=lambda cell: (not cell.within(marks), cell.planned, ranked and cell.rank is None),
    )
    marked = sum(cell.within(marks) for cell in found)
    return {id(cell) for cell in ordered[: max(rows, marked)]}


def _cut(heading: str, held: list[Cell], kept: set[int]) -> Group:
    places = [place for place, cell in enumerate(held) if id(cell) in kept]
    jumps = {
        index
        for index, place in enumerate(places)
        if place != (places[index - 1] + 1 if index else 0)
    }
    return Group(heading, tuple(held[place] for place in places), frozenset(jumps))
