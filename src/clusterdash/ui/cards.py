"""The figure card as plain values: all that a page says of its answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache

from clusterdash.engine import Engine, Labels, askable
from clusterdash.language import all_of, say
from clusterdash.model import DIMENSIONS, Block, Origin, Question, Result, Rows, Tally
from clusterdash.model.caveat import SEEN
from clusterdash.publish import Table, citation, headline, rivals_in_words, sentence, table
from clusterdash.publish.alternative import alternative
from clusterdash.publish.cells import title
from clusterdash.publish.link import to_link
from clusterdash.publish.words import capital
from clusterdash.ui.answers import Answer
from clusterdash.ui.big import big
from clusterdash.ui.command.shown import address
from clusterdash.ui.origins import credit, dated
from clusterdash.ui.taken import File, asked_by, citations, taken


@dataclass(frozen=True, slots=True, eq=False)
class Twin:
    """The numbers of one answer as a table.

    Attributes:
        name: What is measured.
        table: The numbers as text.
    """

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Near:
    """A question nearby that has an answer.

    Attributes:
        said: What it answers, as a sentence.
        link: Address of the card that answers it, or "" where none does.
    """

    said: str
    link: str


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """One figure card.

    Attributes:
        key: Its name in links.
        title: The question it answers.
        headline: What the figures say, one sentence.
        big: The first number, with its qualifier, or "".
        of: What the big number counts.
        figure: What the figure shows, where that is not what the headline counts, or "".
        gap: What of the selection has no answer, and what is shown instead, or "".
        reasons: Why, and who holds what is missing.
        nearest: Questions that have an answer, where nothing can be shown.
        drawn: Whether there is anything to draw.
        alternative: What the figure shows, for those who do not see it.
        twins: The same numbers as tables.
        definitions: What one unit is, one sentence a measure.
        coverage: How much it rests on.
        notes: What was left out or chosen.
        rivals: Other published values, in words.
        caveats: Known weaknesses.
        origins: Publications behind it.
        credit: Whom to credit for counted rows, or "".
        dated: Publishers, years (or "undated") and number of the publications.
        files: What can be taken away: kind, name and address.
        citations: How to cite it, as files for programs that keep references.
        addresses: Where programs ask for the same.
        copied: The sentence to copy, with source, date and edition.
        cited: How to cite it.
        identity: What names this figure in a report of an error.
        edition: Edition of the data.
        synthetic: Whether the data is made up for demonstration.
    """

    key: str
    title: str
    headline: str
    big: str
    of: str
    figure: str
    gap: str
    reasons: tuple[str, ...]
    nearest: tuple[Near, ...]
    drawn: bool
    alternative: str
    twins: tuple[Twin, ...]
    definitions: tuple[str, ...]
    coverage: tuple[str, ...]
    notes: tuple[str, ...]
    rivals: tuple[str, ...]
    caveats: tuple[str, ...]
    origins: tuple[Origin, ...]
    credit: str
    dated: str
    files: tuple[File, ...]
    citations: tuple[File, ...]
    addresses: tuple[File, ...]
    copied: str
    cited: str
    identity: str
    edition: str
    synthetic: bool


PARTS: tuple[str, ...] = tuple(f.name for f in fields(Card))
"""Every part that a figure card must have; the render tests go through this list."""


def card(
    engine: Engine,
    block: Block,
    leading: Answer | None,
    drawn: tuple[Answer, ...],
    lacking: Answer | None = None,
) -> Card:
    """Return the card of a block.

    Args:
        engine: What answered.
        block: The block.
        leading: What its headline says, where that is not what it draws.
        drawn: What it draws, one answer at least.
        lacking: The answer to what is selected, where the figure marks that but holds none of it.
    """
    labels = engine.labels
    # What is marked in a figure is a part of it: the figure's own rows hold it already.
    every = (leading, *drawn) if leading and not block.marks else drawn
    results = [answer.result for answer in every]
    answered = [result for result in results if result.answered]
    led = leading.result if leading and leading.result.answered else None
    first = led or (answered[0] if answered else results[0])
    number, of = big(engine, first)
    return Card(
        key=block.key,
        title=say(block.title),
        headline=headline(first, labels),
        big=number,
        of=of,
        figure=_figure(led, drawn),
        gap=_gap(every, labels) or (_lacking(lacking, labels) if lacking else ""),
        reasons=_once(
            [*(a.gap for a in every if not a.plain), *([lacking.gap] if lacking else [])]
        ),
        nearest=() if answered else tuple(_near(engine, q) for q in results[0].nearest),
        drawn=any(answer.result.answered for answer in drawn),
        alternative=" ".join(
            alternative(answer.result, labels, block.kind)
            for answer in drawn
            if answer.result.answered
        ),
        twins=tuple(_twin(result, labels) for result in answered),
        definitions=_once(say(result.metric.definition) for result in results),
        coverage=_once((*_key(block, drawn), *_seen(answered), *_covered(answered))),
        notes=_once(note for result in answered for note in result.notes),
        rivals=_once(line for result in answered for line in rivals_in_words(result)),
        caveats=_once(c.sentence for result in answered for c in result.caveats),
        origins=tuple({o.source_id: o for result in answered for o in result.origins}.values()),
        credit="; ".join(_once(map(credit, answered))),
        dated=dated(answered),
        files=taken(answered),
        citations=citations(answered),
        addresses=asked_by(answered),
        copied=sentence(first, labels),
        cited="\n".join(_once(citation(result) for result in answered)),
        identity=f"{block.key} · {to_link(results[0].question)} · {first.edition}",
        edition=first.edition,
        synthetic=first.synthetic,
    )


def _key(block: Block, drawn: tuple[Answer, ...]) -> tuple[str, ...]:
    """Return what the marks of a figure mean, and that several measures are never added."""
    measures = {answer.asked.metric for answer in drawn}
    several = [say("Different measures: never added.")]
    if block.kind == "bars" and not block.scales:  # a long bar of one may be less than a short one
        several = [say("Different measures, each with a scale of its own: never added.")]
    told = several if len(measures) > 1 else []
    # The circles of a timeline are events; how exact they are is in the number of each.
    circles = drawn[1:] if block.kind == "timeline" else drawn
    qualifiers = {q for answer in circles for q in answer.result.frame["qualifier"].drop_nulls()}
    if len(circles) == 1 and qualifiers - {"exact"}:
        told.append(say("Open circles: “over”, “around” or “at least”, as published."))
    return tuple(told)


def _figure(led: Result | None, drawn: tuple[Answer, ...]) -> str:
    first = drawn[0].result
    other = led is not None and len(drawn) == 1 and led.metric.key != first.metric.key
    return title(first) if other and first.answered else ""


def _lacking(answer: Answer, labels: Labels) -> str:
    """Say that the figure holds nothing of what is selected."""
    part = labels.words(answer.asked.where, answer.result.metric)
    instead = all_of(_all(key) for key in answer.freed)
    if answer.plain:
        return say("No rate for {part}: this is for {instead}.", part=part, instead=instead)
    return _shown_instead((answer,), [answer], part, instead)


def _seen(answered: list[Result]) -> Iterator[str]:
    return (c.sentence for result in answered for c in result.caveats if c.key in SEEN)


def _covered(answered: list[Result]) -> Iterator[str]:
    return (c.sentence for result in answered for c in result.coverage)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _gap(every: tuple[Answer, ...], labels: Labels) -> str:
    """Say in a few words what of the selection is not followed, and what is shown instead."""
    missing = [answer for answer in every if answer.gap]
    if not missing:
        return ""
    if not any(answer.result.answered for answer in every):
        return say("Not published.")
    if all(answer.plain for answer in missing):
        return say("Not known in this way for all that is selected: absolute numbers are shown.")
    missing = [answer for answer in missing if not answer.plain]
    where = missing[0].asked.where
    freed = {key for answer in missing for key in (answer.freed or where.keys)}
    part = labels.words(where.without(*(key for key in where.keys if key not in freed)))
    instead = all_of(_all(key) for key in where.keys if key in freed)
    return _shown_instead(every, missing, part, instead)


def _shown_instead(
    every: tuple[Answer, ...], missing: list[Answer], part: str, instead: str
) -> str:
    if len({answer.freed for answer in missing}) == 1 and len(missing) < len(every):
        return say(
            "Not published for {part}: {measures}. What stands for it is for {instead}.",
            part=part,
            measures=all_of(dict.fromkeys(title(answer.result) for answer in missing)),
            instead=instead,
        )
    if len({answer.freed for answer in missing}) > 1:
        return say(
            "Not all of this is published for {part}; what is not is for {instead}.",
            part=part,
            instead=instead,
        )
    if all(_none(answer) for answer in missing):
        return say("None is listed for {part}: this is for {instead}.", part=part, instead=instead)
    return say("Not published for {part}: this is for {instead}.", part=part, instead=instead)


def _none(answer: Answer) -> bool:
    """Return whether rows were looked for and none was there, rather than nothing published."""
    metric = answer.result.metric
    listed = isinstance(metric.answer, Rows | Tally) and not answer.asked.normalise
    return listed and set(answer.freed) <= askable(metric)


def _all(key: str) -> str:
    everything = {
        "country": say("all countries"),
        "ecosystem": say("all ecosystems"),
        "year": say("all years"),
        "programme": say("all programmes"),
    }
    return everything.get(key) or say("any {dimension}", dimension=say(DIMENSIONS[key].label))


def _near(engine: Engine, question: Question) -> Near:
    result = engine.evaluate(question)
    return Near(headline(result, engine.labels), address(engine, question))


@lru_cache(maxsize=512)
def _twin(result: Result, labels: Labels) -> Twin:
    return Twin(capital(say(result.metric.label)), table(result, labels))
