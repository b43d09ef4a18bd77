"""What is shown of one measure: a number, a bar, a rank and a difference for each side."""

from dataclasses import dataclass

from clusterdash.language import say
from clusterdash.ui.compare.sides import Side

_WIDEST = 14  # letters of a number on one line


@dataclass(frozen=True, slots=True)
class Row:
    """One side in one measure.

    Attributes:
        side: The side.
        said: Its number in words, or why there is none.
        value: Its number, or None.
        bar: Its length as a part of the longest, 0 to 1; None where it holds others as its parts.
        planned: Whether the number is a target and no outcome.
        qualified: Whether it is a bound or an approximation.
        rank: Its rank in the EU-27 in words, or "".
        apart: How far it is from the selected side, or "".
        span: The years it is of, or "".
        whose: The one call, partnership, event or programme that it is of, or "".
        rests: How many of those that could have one publish a number, where some do not, or "".
    """

    side: Side
    said: str
    value: float | None
    bar: float | None
    planned: bool
    qualified: bool
    rank: str
    apart: str
    span: str
    whose: str = ""
    rests: str = ""


@dataclass(frozen=True, slots=True)
class Multiple:
    """One measure of all sides.

    Attributes:
        title: What is measured, and how it is stated.
        part: What of it, or "".
        rows: The sides, in their order.
        within: What is selected besides that in which the sides differ, or "".
        stated: Whether it is of a known part; else it counts what is not stated.
    """

    title: str
    part: str
    rows: tuple[Row, ...]
    within: str = ""
    stated: bool = True

    @property
    def answered(self) -> bool:
        """Whether any side has a number."""
        return any(row.value is not None for row in self.rows)

    @property
    def ranked(self) -> bool:
        """Whether any side has a rank."""
        return any(row.rank for row in self.rows)

    @property
    def apart(self) -> bool:
        """Whether any side is told apart from the selected one."""
        return any(row.apart for row in self.rows)

    @property
    def room(self) -> int:
        """Letters of the longest number, as far as it stands on one line."""
        return min(_WIDEST, max(len(row.said) for row in self.rows))

    @property
    def weight(self) -> tuple[float, float]:
        """The number of the first side, and that of all."""
        values = [row.value or 0 for row in self.rows]
        return values[0], sum(values)

    @property
    def span(self) -> str:
        """The years that all its numbers are of, or ""."""
        spans = {row.span for row in self.rows if row.value is not None}
        return spans.pop() if len(spans) == 1 else ""

    @property
    def whose(self) -> str:
        """What all its numbers are of, or ""."""
        named = {row.whose for row in self.rows if row.value is not None}
        return named.pop() if len(named) == 1 else ""

    @property
    def beneath(self) -> str:
        """What stands small beside its title; parts of one breakdown share what is selected."""
        within = "" if self.part else self.within
        return " · ".join(filter(None, [self.whose, within, self.span]))

    @property
    def said(self) -> str:
        """All its numbers in one sentence."""
        told = [f"{row.side.label} {self.number(row, row.rank)}" for row in self.rows]
        name = ", ".join(filter(None, [self.title, self.part, self.whose, self.within]))
        tail = f" ({self.span})" if self.span else ""
        return f"{name}: {', '.join(told)}{tail}."

    def number(self, row: Row, *others: str) -> str:
        """Return the number of a side with what only it is of: planned, whose, which years.

        Args:
            row: The side.
            others: What else to say of it, first.
        """
        said = say("planned {value}", value=row.said) if row.planned else row.said
        whose = "" if self.whose else row.whose
        years = "" if self.span else row.span
        details = [detail for detail in (*others, whose, row.rests, years) if detail]
        return said + (f" ({'; '.join(details)})" if details else "")
