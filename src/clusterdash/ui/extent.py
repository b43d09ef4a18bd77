"""How far what is known of a measure reaches, in words."""

from typing import Literal, NamedTuple

from clusterdash.engine import Engine, askable
from clusterdash.engine.publishing import Publishing, publishing
from clusterdash.language import number, say, say_many
from clusterdash.model import COUNTRY_LIKE, Where
from clusterdash.names import EU27, THIRD
from clusterdash.publish.words import amount
from clusterdash.ui.known import SUBJECTS, Known, Values
from clusterdash.ui.whose import whose

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
            return _whole(engine, where, found)
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


def _whole(engine: Engine, where: Where, found: Known) -> Extent:
    outcome = found.total
    if outcome is None:
        return _NOTHING
    metric, row = found.metric, outcome.frame.row(0, named=True)
    if outcome.frame.height > 1:
        said = say_many("{n} figure of its own", "{n} figures, side by side", outcome.frame.height)
    else:
        said = amount(row["value"], row["qualifier"], metric.unit, row["state"])
        of = ", ".join(whose(engine, where, metric, outcome))
        said = say("{amount} ({of})", amount=said, of=of) if of else said
    planned = (outcome.frame["outcome"] == "target").all()
    return _planned(said, None) if planned else Extent("known", said, None)


def _of_ecosystems(engine: Engine, where: Where, found: Known) -> Extent:
    values, every = found.values("ecosystem"), frozenset(engine.context.ecosystems.known)
    if where.get("ecosystem"):
        return _chosen(engine, "ecosystem", values, frozenset(where.get("ecosystem")))
    # Names outside the official list are no further ecosystems.
    listed = Values(values.held & every, values.planned & every)
    return _of(listed, every, say("{n} of {of} ecosystems"))


def _of_years(found: Known) -> Extent:
    held, plans = found.years(planned=False), found.years(planned=True)
    if held is None:
        return _planned(_span(plans), None) if plans else _NOTHING
    said = _span(held)
    if plans and not held[0] <= plans[0] <= plans[1] <= held[1]:
        said = say("{years}, planned: {plans}", years=said, plans=_span(plans))
    return Extent("known", said, None)


def _span(years: tuple[int, int]) -> str:
    return "–".join(dict.fromkeys(map(str, years)))


def _of_countries(engine: Engine, where: Where, found: Known) -> Extent:
    for key in COUNTRY_LIKE:
        values = found.values(key)
        if not values.held | values.planned | values.regional or key == "with_country":
            continue
        if key in {"partner_country", "market"}:
            return _counted(values, key)
        chosen = {c for code in where.get(key) for c in engine.context.countries.expand(code)}
        if chosen and THIRD not in chosen:
            return _chosen(engine, key, values, frozenset(chosen), found.plans_alone)
        members = engine.context.countries.groups[EU27]
        pattern = say("{n} of {of} EU countries")
        if key == "host_country":
            pattern = say("held in {n} of {of} EU countries")
        return _of(values, members, pattern, plans=found.plans_alone)
    return _NOTHING


def _of(values: Values, every: frozenset[str], pattern: str, *, plans: bool = False) -> Extent:
    """Say for how many of all values something is known; what is not among them, and plans, apart.

    Args:
        values: For which something is known.
        every: All there are; further ones are "others".
        pattern: How many of how many.
        plans: Whether plans alone are known.
    """
    shown = values.held or values.planned
    if not shown and not values.regional:
        return _NOTHING
    inside, others = len(shown & every), len(shown - every)
    part = inside / len(every)
    said = []
    if inside:
        said.append(pattern.format(n=number(inside), of=number(len(every))))
        said += [say_many("{n} other", "{n} others", others)] if others else []
    elif others:
        said.append(say_many("{n} other country", "{n} other countries", others))
    said += _beside(values)
    whole = ", ".join(said)
    return (
        _planned(whole, part)
        if plans or not values.held | values.regional
        else Extent("known", whole, part)
    )


def _beside(values: Values) -> list[str]:
    """Say what is known besides, in no way that may be counted with the rest."""
    said = []
    if values.held and values.planned:
        said.append(say("{n} more planned", n=number(len(values.planned))))
    if values.regional:
        said.append(say("{n} by region alone", n=number(len(values.regional))))
    return said


def _chosen(
    engine: Engine, key: str, values: Values, wanted: frozenset[str], plans: bool = False
) -> Extent:
    """Say which of the values that a reader chose are known."""
    values = Values(values.held & wanted, values.planned & wanted, values.regional & wanted)
    held = sorted(values.held or values.planned)
    if not held and not values.regional:
        return _NOTHING
    said = []
    if held and len(wanted) <= _NAMED:
        said.append(", ".join(engine.labels.label(key, code) for code in held))
    elif held:
        said.append(say("{n} of {of} chosen", n=number(len(held)), of=number(len(wanted))))
    whole, part = ", ".join([*said, *_beside(values)]), len(held) / len(wanted)
    if plans or not values.held | values.regional:
        return _planned(whole, part)
    return Extent("known", whole, part)


def _counted(values: Values, key: str) -> Extent:
    """Say how many values are known where nobody says how many there are."""
    n = len(values.held or values.planned)
    if not n:
        return _NOTHING
    said = ", ".join([_number_of(n, key), *_beside(values)])
    return Extent("known", said, None) if values.held else _planned(said, None)


def _number_of(n: int, key: str) -> str:
    match key:
        case "programme":
            return say_many("{n} programme", "{n} programmes", n)
        case "partner_country":
            return say_many("{n} partner country", "{n} partner countries", n)
        case "market":
            return say_many("{n} third market", "{n} third markets", n)
        case "event":
            return say_many("{n} event", "{n} events", n)
        case "partnership":
            return say_many("{n} partnership", "{n} partnerships", n)
        case _:
            return say_many("{n} organisation", "{n} organisations", n)


def _of_subjects(engine: Engine, where: Where, found: Known) -> Extent:
    """Say for how many events and partnerships something is known, of how many where known."""
    said, parts, known = [], [], False
    for key in SUBJECTS:
        values = found.values(key)
        words = _counted(values, key).said
        if not words:
            continue
        published = _published(engine, where, found, key)
        if published and published.outcomes:
            words = _of_published(published, values, key)
            parts.append(len(published.outcomes) / published.of)
        said.append(words)
        known = known or bool(values.held)
    if not said:
        return _NOTHING
    part = max(parts, default=None)
    return Extent("known" if known else "planned", ", ".join(said), part)


def _published(engine: Engine, where: Where, found: Known, key: str) -> Publishing | None:
    """Return who published what a card shows, of how many, where subjects of this kind did."""
    if key not in askable(found.metric) and key != "organisation":
        return None
    by = (key,) if key in askable(found.metric) else ()
    rows = found.asked(by).rows
    published = publishing(engine.context, found.metric, rows, where)
    return published if published and published.level == key else None


def _of_published(published: Publishing, values: Values, key: str) -> str:
    n, of = number(len(published.outcomes)), _number_of(published.of, key)
    said = [say("{n} of {of}", n=n, of=of)]
    other = len(values.held - published.outcomes)
    if other:
        said.append(say_many("{n} more of another kind", "{n} more of other kinds", other))
    return ", ".join([*said, *_beside(values)])
