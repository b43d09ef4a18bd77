"""Who published figures, of how many that could."""

from typing import NamedTuple

import polars as pl

from clusterdash.engine.context import Context
from clusterdash.engine.rows import counted
from clusterdash.language import number, say, say_many
from clusterdash.model import Coverage, Metric, Quote, Ratio, Rows, Where

_LEVELS = {"events": "event", "partnerships": "partnership", "organisations": "organisation"}
"""Who publishes, by the table that counts those who could."""

_UNLIKE = {"events": {"country", "ecosystem"}, "partnerships": {"country", "year"}}
"""Where a figure is about something else than its subject: the country of SMEs or participants is
no partner's, the ecosystem of meetings not what else was present, and the year in which something
came of a partnership not that of its start."""


class Publishing(NamedTuple):
    """Who published figures, of how many that could.

    Attributes:
        level: What they are.
        outcomes: Subjects with an outcome.
        plans: Subjects with a plan.
        of: How many could publish one.
        qualifier: How exact that number is.
        what: What they are called.
    """

    level: str
    outcomes: frozenset[str]
    plans: frozenset[str]
    of: int
    qualifier: str
    what: str


def publishing(
    context: Context, metric: Metric, rows: pl.DataFrame, where: Where
) -> Publishing | None:
    """Return how many of the subjects that could publish a figure did.

    Args:
        context: The edition.
        metric: A metric that quotes, or a quotient of such.
        rows: The figures that answer a question about it.
        where: The filter of that question.

    Returns:
        None where nobody says how many could, where there is but one, or where none did.
    """
    quote = _quoting(context, metric)
    if quote is None or not quote.universe or not rows.height:
        return None
    universe = context.registry.metric(quote.universe)
    if not isinstance(universe.answer, Rows):
        return None
    level = _LEVELS[universe.answer.source]
    own = rows.filter(pl.col("level") == level)
    same = alike(context, universe.answer)
    shared = where.without(*(key for key in where.keys if key not in same))
    total = counted(context, universe, (), shared).frame
    if not own.height or not total.height or total["value"][0] == 1:
        return None
    return Publishing(
        level,
        frozenset(own.filter(pl.col("status") == "outcome")["subject"]),
        frozenset(own.filter(pl.col("status") != "outcome")["subject"]),
        int(total["value"][0]),
        total["qualifier"][0],
        say(universe.label),
    )


def _quoting(context: Context, metric: Metric) -> Quote | None:
    """Return how a metric quotes; of a quotient, its side above the line."""
    answer = metric.answer
    if isinstance(answer, Ratio):
        answer = context.registry.declared(answer.numerator).answer
    return answer if isinstance(answer, Quote) else None


def alike(context: Context, universe: Rows) -> set[str]:
    """Return the dimensions that mean the same of a figure and of who could publish it."""
    return {*context.registry.source(universe.source).dims} - _UNLIKE.get(universe.source, set())


def of_universe(
    context: Context, metric: Metric, rows: pl.DataFrame, where: Where
) -> list[Coverage]:
    """Say how many of the subjects that could publish a figure did; outcomes and plans apart."""
    found = publishing(context, metric, rows, where)
    if found is None:
        return []
    told = {"of": number(found.of), "what": found.what}
    if isinstance(metric.answer, Ratio):
        said = [(found.outcomes | found.plans, _both)]
    elif "status" in metric.dims:
        said = [(found.outcomes, _outcome), (found.plans, _plan)]
    else:
        said = [(found.outcomes | found.plans, _this)]
    mixed = rows["kind"].n_unique() > 1 and not isinstance(metric.answer, Ratio)
    return [
        Coverage(len(who), found.of, found.qualifier, _kinds(sentence(len(who), told), mixed))
        for who, sentence in said
        if who
    ]


def of_further(rows: pl.DataFrame, where: Where) -> list[Coverage]:
    """Say that figures are of ecosystems that nobody asked for as well: they have no parts.

    Args:
        rows: The figures that answer a question, with ``ecosystems``.
        where: The filter of that question.
    """
    asked = where.get("ecosystem")
    if not asked:
        return []
    listed = pl.lit(list(asked), pl.List(pl.String))
    wider = rows.filter(pl.col("ecosystems").list.set_difference(listed).list.len() > 0).height
    if not wider:
        return []
    sentence = say("Figures that are of further ecosystems too are shown whole.")
    return [Coverage(wider, rows.height, "exact", sentence)]


def _kinds(sentence: str, mixed: bool) -> str:
    """Say that several kinds were asked for, so that whoever publishes one of them counts."""
    return say("{sentence} Any of its kinds counts.", sentence=sentence) if mixed else sentence


def _this(n: int, told: dict[str, str]) -> str:
    return say_many(
        "{n} of {of} {what} publishes this.", "{n} of {of} {what} publish this.", n, **told
    )


def _both(n: int, told: dict[str, str]) -> str:
    return say_many(
        "{n} of {of} {what} publishes both.", "{n} of {of} {what} publish both.", n, **told
    )


def _outcome(n: int, told: dict[str, str]) -> str:
    return say_many(
        "{n} of {of} {what} publishes an outcome.",
        "{n} of {of} {what} publish an outcome.",
        n,
        **told,
    )


def _plan(n: int, told: dict[str, str]) -> str:
    return say_many(
        "{n} of {of} {what} publishes a plan.", "{n} of {of} {what} publish a plan.", n, **told
    )
