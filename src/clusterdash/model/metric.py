"""Metrics: what is measured, each declared once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from clusterdash.model.vocabulary import Level, Unit
from clusterdash.model.where import Where


@dataclass(frozen=True, slots=True)
class Pick:
    """Published figures that answer a metric: one measure name, at some levels.

    Attributes:
        measure: Measure name in ``figures.csv``.
        kind: Which variant of the metric this is; the first pick's kind is the one meant when
            nobody asks.
        levels: Levels at which its figures belong to this metric; empty for all.
        types: For figures of events: the types of event; empty for all.
        subjects: Subjects to keep; empty for all.
        scope: Scope that overrides the one its area implies.
        area: What the country of a figure stands for.
    """

    measure: str
    kind: str = "all"
    levels: tuple[Level, ...] = ()
    types: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    scope: str = ""
    area: Literal["country", "market"] = "country"


@dataclass(frozen=True, slots=True)
class Quote:
    """Answer with published figures, each at the grain at which it was published.

    Attributes:
        picks: The figures that answer.
        additive: The level over whose subjects figures may be summed, if any.
        time: ``stock``: the latest figure stands for a subject; ``flow``: periods are separate.
        parts: Whether figures that lie inside a whole may answer: when a question names a call
            or a country (``asked``), or always.
        universe: Rows metric that counts how many subjects could have published, for coverage.
        one_subject: Whether every figure is about the same thing, whoever it was filed under.
        every_kind: Whether no kind is meant before the others, so that all are shown.
    """

    picks: tuple[Pick, ...]
    additive: Level | None = None
    time: Literal["stock", "flow"] = "flow"
    parts: Literal["never", "asked", "always"] = "never"
    universe: str = ""
    one_subject: bool = False
    every_kind: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Answer by counting the rows of one table.

    Attributes:
        source: Table whose rows are counted.
        counts: Columns whose distinct combinations are counted; empty counts rows.
        keep: Rows that belong to the metric: column and allowed values.
        only: Which of ``keep`` a question may lift by naming that dimension.
        published: Quote metric whose total tells how many there really are, for coverage.
        listed: Whether these rows are a mere list even where the table is complete.
        held: Whether what the edition holds is itself what is counted: its rows are all there are,
            and one that names no country, say, is about none.
    """

    source: str
    counts: tuple[str, ...] = ()
    keep: tuple[tuple[str, tuple[str, ...]], ...] = ()
    only: tuple[str, ...] = ()
    published: str = ""
    listed: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """Answer with a quotient of two metrics, joined on the same subject.

    Attributes:
        numerator: Key of the metric above the line.
        denominator: Key of the metric below the line.
        scale: 100 for a percentage, 1 for a plain quotient.
        pooled: Whether several subjects may be pooled: sums above and below the line.
        records: Whether records alone can tell it.
    """

    numerator: str
    denominator: str
    scale: int = 100
    pooled: bool = False
    records: bool = False


@dataclass(frozen=True, slots=True)
class Funnel:
    """Answer with several metrics as stages of one subject, each with its rate of the first.

    Attributes:
        stages: Keys of Quote metrics, widest first.
        level: Level at which all stages are published.
    """

    stages: tuple[str, ...]
    level: Level = "programme"


@dataclass(frozen=True, slots=True)
class Tally:
    """Answer from records: count what is distinct, count rows, add up, or take a median.

    Attributes:
        record: Table of records.
        entity: What is counted, a word of the table's entities; also who contributes to a cell.
        adds: Column that is added up instead, or "rows" for the records themselves.
        median: Dimension with a number, the median of which is taken instead.
        keep: Records that belong to the metric: column of the reduction and allowed values.
        minimum: Contributors that a cell needs; with fewer, but some, it is hidden.
    """

    record: str
    entity: str
    adds: str = ""
    median: str = ""
    keep: tuple[tuple[str, tuple[str, ...]], ...] = ()
    minimum: int = 0


Answer: TypeAlias = Quote | Rows | Ratio | Funnel | Tally
Normaliser = Literal["population", "share", "organisations", "smes"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a metric is computed where an edition holds complete records.

    Attributes:
        answer: How; a Ratio or a Funnel is made of metrics that are recorded too.
        dims: Dimensions that the records tell.
        default_by: Dimensions used when a question names none.
        narrow_by: The same when the question looks at a country, an ecosystem or a subject.
        definition: What one unit is, where records count more exactly than publications.
        caveats: Keys of weaknesses that always apply.
        normalisers: Other ways to state it.
        ranked: Dimensions over which values may be ranked.
    """

    answer: "Tally | Ratio | Funnel"
    dims: tuple[str, ...]
    default_by: tuple[str, ...] = ()
    narrow_by: tuple[str, ...] = ()
    definition: str = ""
    caveats: tuple[str, ...] = ()
    normalisers: tuple[Normaliser, ...] = ()
    ranked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured.

    Attributes:
        key: Name in questions.
        theme: Theme that declares it.
        label: What is counted, plural, as it stands in a sentence after a number.
        definition: What one unit is, in one or two sentences.
        unit: Unit of the values.
        answer: How it is computed.
        dims: Dimensions in which figures exist.
        default_by: Dimensions used when a question names none.
        narrow_by: The same when the question looks at a country, an ecosystem or a subject.
        caveats: Keys of weaknesses that always apply.
        normalisers: Other ways to state it.
        ranked: Dimensions over which values may be ranked (EU-27 alone).
        holder: Who holds what is not published, where known.
        related: Metrics to offer when this one has no answer, nearest first.
        beside: Metrics to name beside the answer: another universe, never a part of it.
        singular: The label after the number one, where it differs.
        narrowed: Pairs of a dimension and how a filter by it is said, with a place for its {name}.
        dim_caveats: Pairs of a dimension and the caveat that asking for it brings.
        recorded: How it is computed from records, where they can tell it.
    """

    key: str
    theme: str
    label: str
    definition: str
    answer: Answer
    dims: tuple[str, ...]
    unit: Unit = "count"
    default_by: tuple[str, ...] = ()
    narrow_by: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    normalisers: tuple[Normaliser, ...] = ()
    ranked: tuple[str, ...] = ()
    holder: str = ""
    related: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    singular: str = ""
    narrowed: tuple[tuple[str, str], ...] = ()
    dim_caveats: tuple[tuple[str, str], ...] = ()
    recorded: Recorded | None = None

    def named(self, asked: Collection[str], *, one: bool = False) -> str:
        """Return what is counted; "held" goes when a question asks for events in any state.

        Args:
            asked: Dimensions that the question names.
            one: Whether it stands after the number one.
        """
        label = self.singular if one and self.singular else self.label
        lifted = isinstance(self.answer, Rows) and set(self.answer.only) & {*asked}
        return label.replace(" held", "") if lifted else label

    def from_records(self) -> "Metric":
        """Return this metric as records answer it; it must be ``recorded``."""
        told = self.recorded
        if told is None:
            raise TypeError(f"{self.key} is not told by records")
        answer = told.answer
        return replace(
            self,
            answer=replace(answer, records=True) if isinstance(answer, Ratio) else answer,
            dims=told.dims,
            default_by=told.default_by,
            narrow_by=told.narrow_by,
            definition=told.definition or self.definition,
            caveats=told.caveats,
            normalisers=told.normalisers,
            ranked=told.ranked,
            narrowed=(),
            dim_caveats=(),
            beside=(),
        )

    @property
    def first_listed(self) -> bool:
        """Whether the only ecosystem known of what is counted is the first that a list names."""
        return ("ecosystem", "first_listed") in self.dim_caveats

    def shown_by(self, where: Where) -> tuple[str, ...]:
        """Return the breakdown that is used when a question with this filter names none."""
        broad = {"programme", "status", "kind", "year"}
        return self.narrow_by if self.narrow_by and set(where.keys) - broad else self.default_by
