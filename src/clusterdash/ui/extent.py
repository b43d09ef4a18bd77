"""How far what is known of a measure reaches, in words."""

from typing import Literal, NamedTuple

from clusterdash.engine import Engine, askable
from clusterdash.language import number, say, say_many
from clusterdash.model import COUNTRY_LIKE, Metric, Question, Quote, Where
from clusterdash.names import EU27, THIRD
from clusterdash.publish.words import amount
from clusterdash.ui.known import SUBJECTS, Known, Values

State = Literal["known", "planned", "missing", "none"]
"""Something is known; plans alone are; nothing is; or the breakdown does not apply."""

_NAMED = 3  # so many chosen values are named, more are counted


class Extent(NamedTuple):
    """How far what is known reaches.

    Attributes:
        state: Whether anything is known.
        said: What is known, in words; "" for nothing.
        part: How much of what there is, 0 to 1, or None where nobody says how much there is.
    """

    state: State
    said: str
    part: float | None


_NOTHING = Extent("missing", "", None)


def extent(engine: Engine, where: Where, way: str, found: Known) -> Extent:
    """Return how far what is known of a measure reaches in one way to break it down.

    Args:
        engine: What answers.
        where: The selection.
        way: A key of ``WAYS``, or "" for the whole.
        found: What is known of the measure.
    """
    match way:
        case "":
            return _whole(found)
        case "country":
            return _of_countries(engine, where, found)
        case "ecosystem":
            return _of_ecosystems(engine, where, found)
        case "year":
            return _of_years(found)
        case "programme":
            return _counted(found.values("programme"), "programme")
    return _of_subjects(engine, where, found)


def _planned(said: str, part: float | None) -> Extent:
    return Extent("planned", say("planned: {amount}", amount=said), part)


def _whole(found: Known) -> Extent:
    frame = found.total
    if not frame.height:
        return _NOTHING
    metric, row = found.metric, frame.row(0, named=True)
    if frame.height > 1:
        said = say_many("{n} figure of its own", "{n} figures, side by side", frame.height)
    else:
        said = amount(row["value"], row["qualifier"], metric.unit, row["state"])
    planned = (frame["outcome"] == "target").all()
    return _planned(said, None) if planned else Extent("known", said, None)


def _of_ecosystems(engine: Engine, where: Where, found: Known) -> Extent:
    values, every = found.values("ecosystem"), frozenset(engine.context.ecosystems.known)
    if where.get("ecosystem"):
        return _chosen(engine, "ecosystem", values, frozenset(where.get("ecosystem")))
    return _of(values, every, say("{n} of {of} ecosystems"))


def _of_years(found: Known) -> Extent:
    years = found.years
    if not years:
        return _NOTHING
    said = "–".join(dict.fromkeys(map(str, years)))
    return _planned(said, None) if found.plans_alone else Extent("known", said, None)


def _of_countries(engine: Engine, where: Where, found: Known) -> Extent:
    for key in COUNTRY_LIKE:
        values = found.values(key)
        if not values.held | values.planned or key == "with_country":
            continue
        if key in {"partner_country", "market"}:
            return _counted(values, key)
        chosen = {c for code in where.get(key) for c in engine.context.countries.expand(code)}
        if chosen and THIRD not in chosen:
            return _chosen(engine, key, values, frozenset(chosen))
        members = engine.context.countries.groups[EU27]
        pattern = say("{n} of {of} EU countries")
        if key == "host_country":
            pattern = say("held in {n} of {of} EU countries")
        return _of(values, members, pattern, others=len(values.held - members))
    return _NOTHING


def _of(values: Values, every: frozenset[str], pattern: str, others: int = 0) -> Extent:
    """Say for how many of all values something is known; plans are told apart."""
    held, planned = values.held & every, values.planned & every
    if not held and not planned and not others:
        return _NOTHING
    if others and not held and not planned:
        said = say_many("{n} other country", "{n} other countries", others)
        return Extent("known", said, 0.0)
    n, part = len(held or planned), len(held or planned) / len(every)
    said = pattern.format(n=number(n), of=number(len(every)))
    if not held and not others:
        return _planned(said, part)
    more = [say_many("{n} other", "{n} others", others)] if others else []
    more += [say("{n} more planned", n=number(len(planned)))] if planned and held else []
    return Extent("known", ", ".join([said, *more]), part)


def _chosen(engine: Engine, key: str, values: Values, wanted: frozenset[str]) -> Extent:
    """Say which of the values that a reader chose are known."""
    held = sorted((values.held or values.planned) & wanted)
    if not held:
        return _NOTHING
    said = say("{n} of {of} chosen", n=number(len(held)), of=number(len(wanted)))
    if len(wanted) <= _NAMED:
        said = ", ".join(engine.labels.label(key, code) for code in held)
    part = len(held) / len(wanted)
    if not values.held:
        return _planned(said, part)
    return Extent("known", said, part)


def _counted(values: Values, key: str) -> Extent:
    """Say how many values are known where nobody says how many there are."""
    n = len(values.held or values.planned)
    if not n:
        return _NOTHING
    match key:
        case "programme":
            said = say_many("{n} programme", "{n} programmes", n)
        case "partner_country":
            said = say_many("{n} partner country", "{n} partner countries", n)
        case "market":
            said = say_many("{n} third market", "{n} third markets", n)
        case "event":
            said = say_many("{n} event", "{n} events", n)
        case "partnership":
            said = say_many("{n} partnership", "{n} partnerships", n)
        case _:
            said = say_many("{n} organisation", "{n} organisations", n)
    return Extent("known", said, None) if values.held else _planned(said, None)


def _of_subjects(engine: Engine, where: Where, found: Known) -> Extent:
    """Say for how many events and partnerships something is known, of how many where known."""
    said, parts, known = [], [], False
    for key in SUBJECTS:
        values = found.values(key)
        words = _counted(values, key).said
        if not words:
            continue
        of = _universe(engine, where, found.metric, key)
        if of and values.held:
            words = say("{n} of {of}", n=number(len(values.held)), of=_counted(of, key).said)
            parts.append(min(len(values.held) / len(of.held), 1.0))
        said.append(words)
        known = known or bool(values.held)
    if not said:
        return _NOTHING
    part = max(parts, default=None)
    return Extent("known" if known else "planned", ", ".join(said), part)


def _universe(engine: Engine, where: Where, metric: Metric, key: str) -> Values | None:
    """Return the subjects that could have published a figure, where the metric says which."""
    answer = metric.answer
    if not isinstance(answer, Quote) or not answer.universe:
        return None
    universe = engine.registry.metric(answer.universe)
    asked = where.without(*(name for name in where.keys if name not in askable(universe)))
    if key not in askable(universe):
        return None
    cells = engine.bare(Question(universe.key, (key,), asked)).frame
    return Values(frozenset(cells[key])) if cells.height else None
