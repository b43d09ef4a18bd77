"""The number that stands for a card, and what it counts of what."""

from clusterdash.engine import Engine
from clusterdash.language import say
from clusterdash.model import Question, Result, Where
from clusterdash.names import EU27
from clusterdash.publish.cells import unit
from clusterdash.publish.words import amount, noun


def big(engine: Engine, result: Result) -> tuple[str, str]:
    """Return the number that stands for an answer, and what it counts; ("", "") where none does."""
    if not result.answered:
        return "", ""
    row = result.frame.row(0, named=True)
    if "stage" in result.by:
        label = engine.labels.stage(row["stage"], row["value"])
        return amount(row["value"], row["qualifier"], "count", row["state"]), label
    if result.frame.height == 1:
        said = amount(row["value"], row["qualifier"], unit(result), row["state"])
        return said, _counted(engine, result, row["value"])
    # A sum that is only "around" would claim a precision in its last digits that nobody has.
    if result.total and result.total.qualifier != "around":
        total = result.total
        said = amount(total.value, total.qualifier, unit(result), total.state)
        return said, _counted(engine, result, result.total.value)
    return "", ""


def _counted(engine: Engine, result: Result, value: float | None) -> str:
    where = result.question.where
    label = noun(result.metric, (*result.question.by, *where.keys), value)
    area = "" if "country" in where else say("EU-27")
    if result.question.normalise == "population":
        said = say("{label} per million inhabitants", label=label)
        return say("{label}, {area}", label=said, area=area) if area else said
    if result.question.normalise == "organisations":
        said = say("{label} per 100 cluster organisations", label=label)
        return say("{label}, {area}", label=said, area=area) if area else said
    if result.question.normalise == "smes":
        said = say("{label} per 1,000 SMEs", label=label)
        return say("{label}, {area}", label=said, area=area) if area else said
    if result.question.normalise == "share":
        return say("of those listed in the EU-27")
    whole = _whole(engine, result)
    return say("of {total} listed in the EU-27", total=whole) if whole else label


def _whole(engine: Engine, result: Result) -> str:
    """Return the EU-27's number that countries of the EU-27 are a part of, or ""."""
    where = result.question.where
    countries = {c for code in where.get("country") for c in engine.context.countries.expand(code)}
    union = engine.context.countries.eu27
    if result.universe is None or not countries or not countries < union:
        return ""
    selected = dict(where.selected) | {"country": (EU27,)}
    whole = engine.evaluate(Question(result.metric.key, (), Where.of(selected, where.years)))
    if not whole.answered:
        return ""
    row = whole.frame.row(0, named=True)
    ecosystems = where.get("ecosystem")
    said = amount(row["value"], row["qualifier"], "count")
    names = ", ".join(engine.labels.label("ecosystem", code) for code in ecosystems)
    return say("{number} {names}", number=said, names=names) if names else said
