"""Published figures, each with its words, its source and what rivals or confirms it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from clusterdash.engine import Engine, origin
from clusterdash.engine.figures import WHOLE
from clusterdash.language import mark, say
from clusterdash.model import Metric, Origin, Quote, caveat
from clusterdash.names import folded
from clusterdash.publish.words import amount, capital, counted, named
from clusterdash.ui.dates import span
from clusterdash.ui.profiles.facts import Link, Quotation, language_of, quotation

_PAGES = frozenset({"event", "partnership", "organisation"})
# Measures that belong to no question, as a reader says them.
_BESIDE = {
    "statistical_cluster_nodes": mark("sector specialisations of regions (statistical)"),
    "statistical_regional_clusters": mark("regional clusters found by statistics"),
    "sectors_represented": mark("sectors represented"),
    "site_visits": mark("visits to organisations"),
    "cooperation_opportunities_per_cluster": mark("opportunities for cooperation per cluster"),
    "participants_capacity": mark("places for participants"),
    "stands": mark("stands"),
    "meeting_requests": mark("requests for meetings"),
    "discussion_themes": mark("themes of discussion"),
    "future_initiative_topics": mark("topics for future initiatives"),
    "digest_readers": mark("readers of the weekly digest"),
    "events_per_year": mark("events a year"),
    "survey_responses": mark("responses to a survey"),
    "regions": mark("regions represented"),
    "countries_supported": mark("countries supported"),
    "regions_supported": mark("regions supported"),
    "cluster_programmes": mark("cluster programmes"),
}


@dataclass(frozen=True, slots=True)
class Other:
    """A figure that stands beside another one as its rival or its confirmation.

    Attributes:
        relation: "alt" or "confirmation".
        reason: Why they stand beside each other, or "".
        statement: The figure, without what stands beside it in turn.
    """

    relation: str
    reason: str
    statement: "Statement"


@dataclass(frozen=True, slots=True)
class Statement:
    """One published figure.

    Attributes:
        code: Its id.
        said: The value with what it counts: "over 525 bilateral meetings".
        value: The value alone, with qualifier and unit.
        what: What it counts.
        kind: Which kind of it, where that is not the one that its name means, or "".
        about: What part it is about, where that is not the whole, or "".
        narrow: In how many respects it is about a part.
        planned: Whether it is a plan, not an outcome.
        relation: "alt", "confirmation", "part" or "".
        span: Its period in words.
        subject: What it is about.
        quote: The words it was taken from, if any were kept.
        origin: The publication.
        notes: Known weaknesses of this figure and corrections made to it.
        others: Figures that rival or confirm it.
        of: Figures that it rivals or confirms.
        metric: Key of the metric that shows it, or "".
    """

    code: str
    said: str
    value: str
    what: str
    kind: str
    about: str
    narrow: int
    planned: bool
    relation: str
    span: str
    subject: Link
    quote: Quotation | None
    origin: Origin
    notes: tuple[str, ...]
    others: tuple[Other, ...]
    of: tuple[Other, ...]
    metric: str


class Statements:
    """Says figures of one edition; made for one page."""

    def __init__(self, engine: Engine) -> None:
        """Bind to an engine."""
        self._engine = engine
        self._figures = engine.context.figures.filter(~pl.col("own"))

    def of(self, condition: pl.Expr) -> tuple[Statement, ...]:
        """Return the figures that fulfil a condition, in the order of the file."""
        rows = self._figures.filter(condition).iter_rows(named=True)
        return tuple(self._statement(row, deep=True) for row in rows)

    def _statement(self, row: dict[str, Any], *, deep: bool = False) -> Statement:
        metric, kind = declared(self._engine, row)
        code, value, qualifier = row["figure_id"], row["value"], row["qualifier"]
        other = self._engine.labels.label("kind", kind) if _other(metric, kind) else ""
        what = self._what(row, metric, other)
        about = tuple(_about(self._engine, row, "" if other else kind))
        value_said = amount(value, qualifier, row["unit"])
        # A label may name the unit, which the value names already: the metric drops it.
        if metric and metric.unit == row["unit"] != "count":
            said = counted(value, qualifier, metric, "published")
            said = say("{what}, {kind}", what=said, kind=other) if other else said
        else:
            said = say("{amount} {what}", amount=value_said, what=what)
        return Statement(
            code=code,
            said=said,
            value=value_said,
            what=capital(what),
            kind=other,
            about="; ".join(about),
            narrow=len(about),
            planned=row["status"] == "target",
            relation=row["part"] if row["spare"] else "" if row["whole"] else "part",
            span=span(row["period_start"], row["period_end"]),
            subject=subject(self._engine, row),
            quote=quotation(row["quote"], language_of(self._engine, code)),
            origin=origin(self._engine.context, row["source_id"]),
            notes=tuple(_notes(self._engine, code)),
            others=tuple(self._others(code, shown=True)) if deep else (),
            of=tuple(self._others(code, shown=False)) if deep else (),
            metric=metric.key if metric else "",
        )

    def _what(self, row: dict[str, Any], metric: Metric | None, other: str) -> str:
        """Return what a figure counts; one of another kind than the usual says so."""
        if metric is None:
            return say(_word(row["measure"]))
        what = named(metric, (), row["value"])
        if not other:
            return what
        assert isinstance(metric.answer, Quote)
        usual = self._engine.labels.label("kind", metric.answer.picks[0].kind)
        return say("{what}, {kind}", what=what.removeprefix(f"{usual} "), kind=other)

    def _others(self, code: str, *, shown: bool) -> Iterator[Other]:
        """Yield what rivals or confirms a figure; or, where it is not shown, what it does so to."""
        mine, theirs = ("of", "figure_id") if shown else ("figure_id", "of")
        linked = self._engine.context.links.filter(pl.col(mine) == code).sort(theirs)
        for link in linked.iter_rows(named=True):
            found = self._figures.filter(pl.col("figure_id") == link[theirs])
            for row in found.iter_rows(named=True):
                yield Other(link["relation"], link["reason"] or "", self._statement(row))


def declared(engine: Engine, row: dict[str, Any]) -> tuple[Metric | None, str]:
    """Return the metric that quotes a figure, and as which kind; None where none does."""
    for metric in engine.registry.metrics:
        if not isinstance(metric.answer, Quote):
            continue
        for pick in metric.answer.picks:
            if (
                pick.measure == row["measure"]
                and row["level"] in (pick.levels or (row["level"],))
                and row["type"] in (pick.types or (row["type"],))
                and row["subject"] in (pick.subjects or (row["subject"],))
            ):
                return metric, pick.kind
    return None, ""


def _other(metric: Metric | None, kind: str) -> bool:
    """Return whether a figure is of another kind than the one that is meant when nobody asks."""
    if metric is None or not isinstance(metric.answer, Quote) or kind in {"", "all"}:
        return False
    return kind != metric.answer.picks[0].kind


def subject(engine: Engine, row: dict[str, Any]) -> Link:
    """Return what a figure is about."""
    name = engine.labels.label("subject", row["subject"])
    return Link(name, row["level"] if row["level"] in _PAGES else "", row["subject"])


def nested(found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements without those that stand as rivals below another one of them."""
    below = {other.statement.code for one in found for other in one.others}
    return tuple(one for one in found if one.code not in below)


def gathered(found: Iterable[Statement]) -> tuple[tuple[Statement, ...], ...]:
    """Return the statements with those together that rest on the same words of one source."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in found:
        words = one.quote.text if one.quote else one.code  # without words each is by itself
        groups.setdefault((one.origin.source_id, words), []).append(one)
    return tuple(map(tuple, groups.values()))


def ordered(found: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return the statements by measure, in the order of the file, and wholes before parts.

    A confirmation that names no figure stands last.
    """
    first: dict[str, int] = {}
    for place, one in enumerate(found):
        first.setdefault(one.metric or one.what, place)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.relation == "confirmation" and not one.of,
                first[one.metric or one.what],
                one.narrow,
            ),
        )
    )


def definitions(engine: Engine, found: Iterable[Statement]) -> tuple[tuple[str, str], ...]:
    """Return what the metrics of some figures count: label and definition, each once."""
    keys = dict.fromkeys(one.metric for one in found if one.metric)
    metrics = [engine.registry.metric(key) for key in keys]
    return tuple((capital(say(m.label)), say(m.definition)) for m in metrics)


def caveats(engine: Engine, found: Iterable[Statement]) -> tuple[str, ...]:
    """Return the weaknesses that always apply to the metrics of some figures, each once."""
    keys = dict.fromkeys(one.metric for one in found if one.metric)
    metrics = [engine.registry.metric(key) for key in keys]
    named_ = dict.fromkeys(key for metric in metrics for key in metric.caveats)
    return tuple(caveat(key).said().sentence for key in named_)


def _word(measure: str) -> str:
    return _BESIDE.get(measure, measure.replace("_", " "))


def _about(engine: Engine, row: dict[str, Any], kind: str) -> Iterator[str]:
    """Yield which part of its subject a figure is about, where that is not all of it."""
    label = engine.labels.label
    if kind not in {"", "all"}:
        yield label("kind", kind)
    if row["country"]:
        yield label("country", row["country"])
    elif row["scope"] and row["country_code"] != "ALL":
        yield label("scope", row["scope"])
    if row["region"]:
        yield label("region", row["region"])
    if not row["eco_total"]:
        yield label("ecosystem", row["ecosystem"])
    if row["call"] != WHOLE:
        yield label("call", row["call"])


def _notes(engine: Engine, code: str) -> Iterator[str]:
    notes = engine.context.tables["figure_notes"].filter(pl.col("figure_id") == code)
    for row in notes.iter_rows(named=True):
        sentence = caveat(row["caveat"]).said().sentence
        yield sentence
        if row["note"] and folded(row["note"]) != folded(sentence):
            yield row["note"]
    fixes = engine.context.tables["fixes"]
    for row in fixes.filter(table="figures", key=code).iter_rows(named=True):
        yield say(
            "Corrected in this edition: {column} was {was}, is {becomes}. {evidence}",
            column=row["column"],
            was=row["was"],
            becomes=row["becomes"],
            evidence=row["evidence"],
        )
