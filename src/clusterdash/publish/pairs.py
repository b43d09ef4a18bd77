"""Targets beside outcomes of the same thing: what was planned, what came of it, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from clusterdash.engine import Labels
from clusterdash.language import say
from clusterdash.model import Result
from clusterdash.publish.cells import Cell, cells

_UNTOLD = {"figure", "status"}
_SUBJECTS = ("subject", "partnership", "programme", "event", "organisation")


@dataclass(frozen=True, slots=True)
class Pair:
    """An outcome and the target for the same thing, or one of them.

    Attributes:
        name: What it is of.
        level: Whether a programme, a partnership or another kind of thing counts it.
        outcome: What came of it, or None where nobody published that.
        target: What was planned, or None where nobody published that.
    """

    name: str
    level: str
    outcome: Cell | None
    target: Cell | None

    @property
    def cell(self) -> Cell:
        """The outcome, or else the target."""
        found = self.outcome or self.target
        assert found is not None
        return found

    @property
    def whole(self) -> bool:
        """Whether both are published."""
        return self.outcome is not None and self.target is not None

    @property
    def together(self) -> bool:
        """Whether both are published for the same period, so that one may be said of the other."""
        both = self.outcome is not None and self.target is not None
        return both and self.outcome.span == self.target.span  # type: ignore[union-attr]

    @property
    def top(self) -> float:
        """The larger of the two values."""
        values = [c.value for c in (self.outcome, self.target) if c is not None]
        return max((value for value in values if value is not None), default=0.0)

    def said(self) -> str:
        """Return what is published, in words: "188 of 190 planned", "over 110; 80 planned"."""
        if self.outcome is None or self.target is None:
            said = self.cell.said
            return said if self.target is None else say("{amount} planned", amount=said)
        past = (self.outcome.value or 0) > (self.target.value or 0)
        if self.together and not past:
            return say(
                "{amount} of {plan} planned", amount=self.outcome.said, plan=self.target.said
            )
        plan = say("{amount} planned", amount=self.target.said)
        return f"{self.outcome.said}; {plan}"


def pairs(results: Iterable[Result], labels: Labels) -> tuple[Pair, ...]:
    """Return the outcomes and targets of one measure in pairs: whole ones first, then by value.

    An outcome meets the target for its own period where there is one, else any target for the same
    thing. A cell without a value is none: null is not zero.

    Args:
        results: Answers of one metric, outcomes and targets together or each by themselves.
        labels: Names of codes.
    """
    found: dict[tuple[tuple[str, str | None], ...], list[Cell]] = {}
    levels: dict[str, str] = {}
    for result in results:
        levels |= _levels(result)
        for cell in cells(result, labels):
            held = found.setdefault(_thing(cell), [])
            if cell.value is not None and not any(_same(cell, other) for other in held):
                held.append(cell)
    made = [
        pair
        for thing, held in found.items()
        for pair in _paired(_name(labels, thing), _level(thing, held, levels), held)
    ]
    return tuple(sorted(made, key=lambda pair: (not pair.whole, -_value(pair), pair.name)))


def _thing(cell: Cell) -> tuple[tuple[str, str | None], ...]:
    return tuple((key, code) for key, code in cell.codes.items() if key not in _UNTOLD)


def _same(one: Cell, other: Cell) -> bool:
    """Return whether two Results hold the same cell."""
    alike = one.value == other.value and one.qualifier == other.qualifier
    return alike and (one.planned, one.span) == (other.planned, other.span)


def _levels(result: Result) -> dict[str, str]:
    """Return by figure what it is counted by."""
    if not {"figure_id", "level"} <= {*result.rows.columns}:
        return {}
    return dict(result.rows.select("figure_id", "level").iter_rows())


def _level(
    thing: tuple[tuple[str, str | None], ...], held: list[Cell], levels: dict[str, str]
) -> str:
    codes = dict(thing)
    if codes.get("level"):
        return codes["level"] or ""
    for cell in held:
        for figure in (cell.row.get("figures") or "").split(";"):
            if figure in levels:
                return levels[figure]
    return next((key for key in _SUBJECTS[1:] if codes.get(key)), "")


def _name(labels: Labels, thing: tuple[tuple[str, str | None], ...]) -> str:
    """Return what a pair is of; its level is said by its group."""
    told = [
        labels.label(key, code)
        for key, code in thing
        if key not in {"level", "period"} and code not in {None, "all"}
    ]
    return ", ".join(dict.fromkeys(told))


def _paired(name: str, level: str, held: list[Cell]) -> list[Pair]:
    targets = [cell for cell in held if cell.planned]
    made = []
    for outcome in (cell for cell in held if not cell.planned):
        fitting = [cell for cell in targets if cell.span == outcome.span] or targets
        target = fitting[0] if fitting else None
        targets = [cell for cell in targets if cell is not target]
        made.append(Pair(name, level, outcome, target))
    return made + [Pair(name, level, None, cell) for cell in targets]


def _value(pair: Pair) -> float:
    return pair.cell.value or 0.0
