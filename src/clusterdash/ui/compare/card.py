"""The card of a comparison: one theme's measures, of all sides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clusterdash.engine import Engine
from clusterdash.language import all_of, say
from clusterdash.model import Block, Question, Rows, Tally, with_side
from clusterdash.publish import Table
from clusterdash.publish.citation import short
from clusterdash.publish.synthetic import made_up, marked
from clusterdash.publish.words import capital, dimension, named
from clusterdash.state import View
from clusterdash.ui.answers import Answer
from clusterdash.ui.cards import Card, Twin
from clusterdash.ui.cards import card as plain
from clusterdash.ui.compare.asking import Compared, compared
from clusterdash.ui.compare.multiples import Multiple
from clusterdash.ui.compare.sides import Sides, sides
from clusterdash.ui.taken import asked_by, citations, taken


def card(engine: Engine, block: Block, view: View) -> tuple[Card, tuple[Answer, ...]]:
    """Return the card of a block that compares, and the answers that it was made of.

    Args:
        engine: What answers.
        block: The block.
        view: What is selected, and what is pinned.
    """
    found = sides(engine, view)
    every = measured(engine, block, found, view.stated)
    answered = [one for one in every if one.answered]
    drawn = tuple(Answer(r.question, r) for one in answered for r in one.results if r)
    drawn = drawn or (_unanswered(engine, every[0]),)
    made = plain(engine, block, None, drawn)
    files = [engine.evaluate(question) for one in answered for question in _merged(one, found)]
    said, gap = _said(answered), _gap(engine, block, found, every)
    told = said or drawn[0].result.reason or gap
    return replace(
        made,
        title=_title(engine, block),
        headline=told,
        big="",
        of="",
        gap="" if gap == told else gap,
        reasons=_reasons(every),
        coverage=_coverage(made, found, answered),
        alternative="",
        twins=tuple(_twin(engine, made, found, answered)),
        files=taken(files, engine.labels),
        citations=citations(files),
        addresses=asked_by(files, engine.labels),
        copied=_copied(told, answered, made),
    ), drawn


def measured(engine: Engine, block: Block, sides: Sides, stated: str) -> tuple[Compared, ...]:
    """Return all measures of a block; a breakdown by what sides differ in is none.

    Args:
        engine: What answers.
        block: The block.
        sides: The sides.
        stated: How a reader wants numbers stated; the parts of a breakdown follow it, where they
            can. Other measures stand in every way side by side.
    """
    return tuple(compared(engine, _stated(engine, ask, stated), sides) for ask in block.asks)


def _stated(engine: Engine, question: Question, stated: str) -> Question:
    can = stated in engine.registry.metric(question.metric).normalisers
    return replace(question, normalise=stated) if question.by and can else question


def reading(shown: Sequence[Multiple], sides: Sides) -> list[str]:
    """Return how to read what stands side by side, one sentence each."""
    told = []
    if any(multiple.part for multiple in shown):
        told.append(say("Bars of all ecosystems are drawn on one scale, “not stated” on its own."))
    if any(row.bar is None for multiple in shown for row in multiple.rows):
        told.append(say("No bar is drawn of a number that holds another one."))
    if any(multiple.ranked for multiple in shown):
        told.append(say("Ranks are in the EU-27."))
    if sides.own and any(multiple.apart for multiple in shown):
        told.append(say("+ and \N{MINUS SIGN} are differences from {name}.", name=sides.own.label))
    return told


def _title(engine: Engine, block: Block) -> str:
    by = next((ask.by[0] for ask in block.asks if ask.by), "")
    if not by:
        return say(block.title)
    return say(
        "By {dimension}", dimension=dimension(engine.registry.metric(block.asks[0].metric), by)
    )


def _said(answered: list[Compared]) -> str:
    """Return the first measure in words; of a breakdown, that part of which the first has most."""
    for one in answered[:1]:
        told = [multiple for multiple in one.multiples if multiple.answered]
        stated = [multiple for multiple in told if multiple.stated] or told
        return max(stated, key=lambda multiple: multiple.weight).said
    return ""


def _unanswered(engine: Engine, one: Compared) -> Answer:
    """Return why nothing is known of any side, with what is nearest."""
    told = zip(one.asked, one.results, strict=True)
    asked = next((asked for asked, result in told if result is None), one.asked[0])
    return Answer(asked, engine.evaluate(asked), one.reason)


def _name(engine: Engine, one: Compared) -> str:
    """Return a measure that no side has, as a reader says it."""
    metric = engine.registry.metric(one.question.metric)
    return capital(named(metric, (*one.asked[0].by, *one.asked[0].where.keys)))


def _gap(engine: Engine, block: Block, sides: Sides, every: tuple[Compared, ...]) -> str:
    """Say which measures no side has a number of."""
    if any(sides.key in ask.by for ask in block.asks):
        return say("This is what is compared: see the other cards.")
    silent = [_name(engine, one) for one in every if not one.answered]
    if not silent:
        return ""
    return say("No number for any of these: {measures}.", measures=all_of(dict.fromkeys(silent)))


def _reasons(every: tuple[Compared, ...]) -> tuple[str, ...]:
    told = (one.reason for one in every if not one.answered)
    return tuple(dict.fromkeys(filter(None, told)))


def _coverage(made: Card, sides: Sides, answered: list[Compared]) -> tuple[str, ...]:
    """Return how much the numbers rest on, with whose number it is where it is of one side."""
    told: dict[str, dict[str, None]] = {}
    for one in answered:
        for side, result in zip(sides.every, one.results, strict=True):
            for covered in result.coverage if result else ():
                told.setdefault(covered.sentence, {})[side.label] = None
    rest = tuple(said for said in made.coverage if said not in told)
    alone = {said: next(iter(names)) for said, names in told.items() if len(names) == 1}
    if sides.alone:
        return made.coverage
    return (
        *rest,
        *(
            say("{name}: {said}", name=alone[said], said=said) if said in alone else said
            for said in told
        ),
    )


def _copied(said: str, answered: list[Compared], made: Card) -> str:
    """Return the sentence to copy, with its source and edition."""
    told = [marked(said, synthetic=made.synthetic)]
    rests = [r for one in answered[:1] for r in one.results if r and r.origins]
    if rests:
        every = {origin.source_id: origin for result in rests for origin in result.origins}
        source = short(replace(rests[0], origins=tuple(every.values())))
        told.append(say("Source: {source}.", source=source))
    return " ".join([*told, f"clusterdash, {made.edition}."])


def _twin(engine: Engine, made: Card, sides: Sides, answered: list[Compared]) -> Iterator[Twin]:
    """Yield all numbers as one table: a measure a row, a side a column."""
    body = [row for one in answered for multiple in one.multiples for row in _lines(multiple)]
    head = [say("Measure"), *(side.label for side in sides.every)]
    mark = made_up(synthetic=engine.edition.synthetic)
    if body:
        yield Twin(made.title, Table(head, body, 1, "", mark))


def _lines(multiple: Multiple) -> Iterator[list[str]]:
    name = ", ".join(
        filter(
            None, [multiple.title, multiple.part, multiple.whose, multiple.within, multiple.span]
        )
    )
    yield [name, *(multiple.number(row) for row in multiple.rows)]
    if multiple.ranked:
        yield [say("{name}: rank in the EU-27", name=name), *(r.rank for r in multiple.rows)]


def _merged(one: Compared, sides: Sides) -> list[Question]:
    """Return the questions whose answers hold the numbers of all sides, as few as can be.

    Counted numbers of single countries are one table; a group of countries is a question of its
    own, since a table by country would hold its members.
    """
    results = zip(sides.every, one.asked, one.results, strict=True)
    answered = [(side, asked, result.metric.answer) for side, asked, result in results if result]
    counted = all(isinstance(answer, Rows | Tally) for _, _, answer in answered)
    if sides.key != "country" or not counted:
        return [asked for _, asked, _ in answered]
    single = [side for side, _, _ in answered if side.code and not side.group]
    alone = [asked for side, asked, _ in answered if side not in single]
    if not single:
        return alone
    codes = tuple(side.code for side in single)
    where = with_side(single[0].where, "country", *codes)
    own = one.question
    return [Question(own.metric, ("country", *own.by), where, own.normalise), *alone]
