"""The sentence of a page, and the chips of its selection."""

from dataclasses import dataclass, replace

from clusterdash.engine import Engine, askable
from clusterdash.engine.normalise import is_ranked
from clusterdash.language import say
from clusterdash.model import Board, Question, Where
from clusterdash.names import EU27
from clusterdash.publish import headline
from clusterdash.publish.words import amount
from clusterdash.state import View
from clusterdash.ui.answers import answer
from clusterdash.ui.profiles.facts import Link
from clusterdash.ui.profiles.places import country_link, ecosystem_link

_PLACES = {"country", "ecosystem", "city"}


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says first.

    Attributes:
        title: The sentence of the page.
        lede: What to know beside it.
        strange: What the link asked for that is not known.
        pages: Countries and ecosystems of the selection that have a page of their own.
    """

    title: str
    lede: str
    strange: tuple[str, ...]
    pages: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value.

    Attributes:
        key: Its dimension, or "year".
        code: Its code, or "" for a span of years.
        label: Its name.
        href: Link to the page without it.
    """

    key: str
    code: str
    label: str
    href: str


def head(engine: Engine, board: Board, view: View, strange: tuple[str, ...]) -> Head:
    """Return what a page says first, computed from its lead."""
    found = answer(engine, board.lead, view)
    gap = "" if found.plain else found.gap
    # A number of everywhere must not stand over a page about one place.
    elsewhere = gap and {*_PLACES, *_asked(engine, board.lead)} & set(found.freed)
    said = gap if elsewhere else headline(found.result, engine.labels)
    published = not view and not engine.edition.synthetic
    beside = (
        [say("What was published on EU cluster policy, by whom and when.")] if published else []
    )
    beside += [] if gap or view.stated else _beside(engine, board.lead, view.where)
    beside += [] if gap or view.stated else _ranked(engine, board.lead, view.where)
    beside += [gap] if gap and not elsewhere else []
    beside += _instead(engine, found.asked) if elsewhere else []
    beside.append(say("{edition}.", edition=engine.edition.label))
    return Head(said, " ".join(beside), strange, pages(engine, view.where))


def pages(engine: Engine, where: Where) -> tuple[Link, ...]:
    """Return the pages of the countries and ecosystems of a selection."""
    found = [country_link(engine, code) for code in where.get("country")]
    found += [ecosystem_link(engine, code) for code in where.get("ecosystem")]
    return tuple(link for link in found if link.kind)


def _instead(engine: Engine, asked: Question) -> list[str]:
    """Return the nearest that is published for the very selection, as a sentence."""
    near = [q for q in engine.evaluate(asked).nearest if q.where == asked.where]
    whole = [replace(question, by=()) for question in near]
    answered = [question for question in (*whole, *near) if not engine.reason(question)]
    return [headline(engine.evaluate(question), engine.labels) for question in answered[:1]]


def _asked(engine: Engine, lead: Question) -> set[str]:
    """Return the times and programmes by which a lead is published at all."""
    return {"programme", "year"} & askable(engine.registry.metric(lead.metric))


def _beside(engine: Engine, lead: Question, where: Where) -> list[str]:
    """Return the number per million inhabitants, beside that of the EU-27 for the same."""
    if "population" not in engine.registry.metric(lead.metric).normalisers:
        return []
    selected = dict(where.selected) | {"country": (EU27,)}
    own = Question(lead.metric, (), where, "population")
    union = Question(lead.metric, (), Where.of(selected), "population")
    if set(where.keys) - {"country", "ecosystem"} or engine.reason(own) or engine.reason(union):
        return []
    mine, whole = (engine.evaluate(q).frame.row(0, named=True) for q in (own, union))
    all_of_it = amount(whole["value"], whole["qualifier"], "ratio")
    if "country" not in where:  # the title counts all countries: the rate needs its own number
        held = engine.evaluate(replace(union, normalise="")).frame.row(0, named=True)
        count = amount(held["value"], held["qualifier"], "count")
        return [say("EU-27: {count}, {n} per million inhabitants.", count=count, n=all_of_it)]
    if where.get("country") == (EU27,):
        return [say("{n} per million inhabitants of the EU-27.", n=all_of_it)]
    if mine["value"] is None:
        return []
    said = amount(mine["value"], mine["qualifier"], "ratio")
    return [say("{n} per million inhabitants; EU-27: {eu}.", n=said, eu=all_of_it)]


def _ranked(engine: Engine, lead: Question, where: Where) -> list[str]:
    """Return where the country stands in all ecosystems, for there is no rank within one."""
    whole = replace(lead, where=where.without("ecosystem"))
    if "ecosystem" not in where or not is_ranked(
        engine.registry.metric(lead.metric), (), whole.where
    ):
        return []
    return [
        say(
            "In all ecosystems: {sentence}",
            sentence=headline(engine.evaluate(whole), engine.labels),
        )
    ]


def chips(engine: Engine, view: View) -> tuple[Chip, ...]:
    """Return what is chosen, each with the link that frees it."""
    found = [
        Chip(key, code, engine.labels.label(key, code), _without(view, key, code))
        for key, codes in view.where.selected
        for code in codes
    ]
    if view.where.years:
        first, last = view.where.years
        span = str(first) if first == last else f"{first}–{last}"
        found.append(Chip("year", "", span, _link(_with(view, view.where.without("year")))))
    if view.stated:
        ways = {"population": say("per million inhabitants"), "share": say("share of the EU-27")}
        found.append(Chip("as", "", ways[view.stated], _link(replace(view, stated=""))))
    return tuple(found)


def _without(view: View, key: str, code: str) -> str:
    held = dict(view.where.selected)
    held[key] = tuple(c for c in held[key] if c != code)
    kept = {k: codes for k, codes in held.items() if codes}
    return _link(_with(view, Where.of(kept, view.where.years)))


def _with(view: View, where: Where) -> View:
    return replace(view, where=where)


def _link(view: View) -> str:
    return f"?{view.to_query()}"
