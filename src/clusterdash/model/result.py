"""Questions and Results."""

from dataclasses import dataclass, field

import polars as pl

from clusterdash.model.caveat import Caveat
from clusterdash.model.metric import Metric, Rows, Tally
from clusterdash.model.origin import Origin
from clusterdash.model.vocabulary import Basis
from clusterdash.model.where import Where

COLUMNS: dict[str, pl.DataType] = {
    "value": pl.Float64(),
    "qualifier": pl.String(),
    "state": pl.String(),
    "outcome": pl.String(),
    "span": pl.String(),
    "count": pl.Int64(),
    "of": pl.Float64(),
    "figures": pl.String(),
    "sources": pl.String(),
}
"""Columns of every Result's frame after its dimensions.

``value`` in the metric's unit, null unless the state is published or computed; ``qualifier``;
``state``; ``outcome``: outcome or target; ``span``: the period the value is of; ``count``: figures
or rows behind the value; ``of``: how many there could be, null where nobody says; ``figures`` and
``sources``: their ids, joined by ";". Rates add ``numerator`` and ``denominator``.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A metric, how to break it down, which part to look at, and how to state it."""

    metric: str
    by: tuple[str, ...] = ()
    where: Where = field(default_factory=Where)
    normalise: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what there is an answer rests on.

    Attributes:
        covered: Subjects, rows or figures behind the answer.
        of: How many there are, or None where nobody says.
        of_qualifier: Qualifier of ``of``.
        sentence: The same in words.
    """

    covered: int
    of: float | None
    of_qualifier: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Rival:
    """Another published value for the same thing, named beside the one shown.

    Attributes:
        figure_id: The rival figure.
        of: The figure shown instead, or beside it.
        relation: ``alt``: another value; ``confirmation``: the same value from elsewhere.
        value: Its value.
        qualifier: Its qualifier.
        unit: Its unit.
        status: Outcome or target.
        span: Its period.
        reason: Why they differ, where known.
        origin: Who published it.
        quote: Its words.
    """

    figure_id: str
    of: str
    relation: str
    value: float
    qualifier: str
    unit: str
    status: str
    span: str
    reason: str
    origin: Origin
    quote: str


@dataclass(frozen=True, slots=True)
class Total:
    """The same question without its breakdown, evaluated and never summed from the cells.

    Attributes:
        value: Value, in the metric's unit.
        qualifier: Its qualifier.
        state: Whether it was published or computed.
    """

    value: float
    qualifier: str
    state: str


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A metric's answer, with everything needed to trust it.

    Attributes:
        question: What was asked, defaults filled in.
        metric: What was measured.
        by: Dimensions of the frame: those asked, then those needed to keep figures apart.
        frame: One row a cell: the dimensions, then ``COLUMNS``; ``rank``, ``rank_of`` and ``ties``
            where ranks are defined. Sorted largest first, years in order.
        basis: What the numbers were taken from.
        coverage: How much they rest on.
        caveats: Known weaknesses.
        rivals: Other published values for the same things.
        origins: Publications behind the answer, most used first.
        credit: Whom to credit for counted rows, or "" for quoted figures.
        rows: The figures or rows behind the answer, as they stand in the edition.
        notes: What was left out or chosen on the way, one sentence each.
        reason: Why there is no answer, or "".
        nearest: Questions nearby that have an answer.
        beside: Questions whose answers belong beside this one, never in it.
        total: The same question without its breakdown, or None where none is true.
        universe: The EU-27's count that shares and ranks refer to, or None.
        edition: Label of the edition.
        synthetic: Whether the data is made up for demonstration.
    """

    question: Question
    metric: Metric
    by: tuple[str, ...]
    frame: pl.DataFrame
    basis: Basis
    coverage: tuple[Coverage, ...]
    caveats: tuple[Caveat, ...]
    rivals: tuple[Rival, ...]
    origins: tuple[Origin, ...]
    credit: str
    rows: pl.DataFrame
    notes: tuple[str, ...]
    reason: str
    nearest: tuple[Question, ...]
    beside: tuple[Question, ...]
    total: Total | None
    universe: float | None
    edition: str
    synthetic: bool

    @property
    def counted(self) -> bool:
        """Whether its cells were counted, in a table or from records, and not quoted."""
        return self.basis != "published" and isinstance(self.metric.answer, Rows | Tally)

    @property
    def answered(self) -> bool:
        """Whether at least one cell holds a value."""
        return not self.reason
