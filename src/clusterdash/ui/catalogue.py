"""The catalogue: every measure, what it means, how it is answered, and the words used for it."""

from dataclasses import dataclass
from functools import lru_cache

from clusterdash.engine import Engine, askable
from clusterdash.language import all_of, mark, number, say, say_many, spoken
from clusterdash.model import (
    CAVEATS,
    Funnel,
    Metric,
    Question,
    Quote,
    Ratio,
    Rows,
    Tally,
    caveat,
    dimension,
)
from clusterdash.model.preference import OTHERS_NAMED, PREFERENCE, SAME_RANK
from clusterdash.publish import headline
from clusterdash.publish.link import to_link
from clusterdash.publish.words import capital

_UNITS = {
    "count": mark("a number"),
    "EUR": mark("euro"),
    "percent": mark("per cent"),
    "ratio": mark("a quotient"),
}
_TERMS = (
    (mark("over, at least"), mark("The source gives a lower bound; the true number is higher.")),
    (mark("up to"), mark("The source gives an upper bound.")),
    (mark("around"), mark("The source gives a rounded or estimated number.")),
    (
        mark("at least, of what is listed"),
        mark("Counted from rows that sources happen to name; there may be more."),
    ),
    (mark("outcome"), mark("What happened, as somebody published it afterwards.")),
    (mark("planned"), mark("What a call, contract or plan expects; never shown as an outcome.")),
    (mark("not published"), mark("Nobody is known to have published it; it is not zero.")),
    (mark("none listed"), mark("Rows were looked through and none fits; others may exist.")),
    (
        mark("hidden"),
        mark(
            "Known, but withheld to protect fewer than five SMEs or persons; neither zero nor "
            "unpublished."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure.

    Attributes:
        key: Its key.
        label: Its name.
        definition: What one unit is.
        unit: Its unit, in words.
        dimensions: What it can be asked by, in words.
        how: How it is answered.
        caveats: What always applies.
        holder: Who holds what is not published, or "".
        example: One of its answers, as a sentence.
        href: Address of that answer as a file, after the stem of the site's files.
    """

    key: str
    label: str
    definition: str
    unit: str
    dimensions: tuple[str, ...]
    how: str
    caveats: tuple[str, ...]
    holder: str
    example: str
    href: str


@dataclass(frozen=True, slots=True)
class Section:
    """The measures of one theme.

    Attributes:
        title: Its title.
        question: What it asks.
        entries: Its measures.
    """

    title: str
    question: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All measures and the words that are used for them.

    Attributes:
        said: How many there are.
        sections: Themes.
        preference: Which source is shown where several disagree, the first one preferred.
        between: What decides between sources of one rank, and what becomes of the others.
        terms: Words beside numbers and what they mean.
        caveats: Every known weakness: its key and its sentence.
    """

    said: str
    sections: tuple[Section, ...]
    preference: tuple[str, ...]
    between: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    caveats: tuple[tuple[str, str], ...]


def catalogue(engine: Engine) -> Catalogue:
    """Return the catalogue of everything that the engine can be asked."""
    return _catalogue(engine, len(engine.registry.metrics), spoken())


@lru_cache(maxsize=8)
def _catalogue(engine: Engine, count: int, _language: str) -> Catalogue:
    registry = engine.registry
    sections = tuple(
        Section(
            say(theme.title),
            say(theme.question),
            tuple(
                _entry(engine, metric) for metric in registry.metrics if metric.theme == theme.key
            ),
        )
        for theme in registry.themes
    )
    return Catalogue(
        said=say_many("{n} measure.", "{n} measures.", count),
        sections=sections,
        preference=tuple(say(rank) for rank in PREFERENCE),
        between=(say(SAME_RANK), say(OTHERS_NAMED)),
        terms=tuple((say(term), say(meaning)) for term, meaning in _TERMS),
        caveats=tuple((key, caveat(key).said().sentence) for key in sorted(CAVEATS)),
    )


def _entry(engine: Engine, metric: Metric) -> Entry:
    question = Question(metric.key, metric.default_by)
    key, _, query = to_link(question).partition("?")
    return Entry(
        key=metric.key,
        label=capital(say(metric.label)),
        definition=say(metric.definition),
        unit=say(_UNITS[metric.unit]),
        dimensions=tuple(say(dimension(name).label) for name in metric.dims),
        how=_how(engine, metric),
        caveats=tuple(caveat(name).said().sentence for name in metric.caveats),
        holder=say(metric.holder),
        example=headline(engine.evaluate(question), engine.labels),
        href=f"{key}.csv?{query}",
    )


def _how(engine: Engine, metric: Metric) -> str:
    def label(key: str) -> str:
        return say(engine.registry.metric(key).label)

    match metric.answer:
        case Quote(additive=additive):
            return _quoted(engine, metric, additive or "")
        case Rows(source=source):
            return say(
                "Counted from the rows of {table}; a row is {row}.",
                table=source,
                row=say(engine.registry.source(source).title),
            )
        case Tally(record=record):
            return say(
                "Computed from records; a record is {row}.",
                row=say(engine.registry.record(record).title),
            )
        case Ratio(numerator=above, denominator=below, scale=scale):
            return say(
                "A quotient of the same subject: {above} per {scale} of {below}.",
                above=label(above), below=label(below), scale=number(scale),
            )  # fmt: skip
        case Funnel(stages=stages):
            named = all_of(label(key) for key in stages)
            return say("Stages of one subject side by side: {stages}.", stages=named)


def _quoted(engine: Engine, metric: Metric, additive: str) -> str:
    assert "figure" in askable(metric)
    count = engine.bare(Question(metric.key, ("figure",))).rows.height
    said = say_many(
        "Quoted from {n} published figure.", "Quoted from {n} published figures.", count
    )
    added = {
        "event": say("Figures of different events may be added."),
        "partnership": say("Figures of different partnerships may be added."),
    }
    return f"{said} {added.get(additive) or say('Figures are never added.')}"
