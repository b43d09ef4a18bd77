"""What can be asked: metrics, dimensions with their codes, and the edition that answers."""

from typing import Any

from clusterdash.api.problem import unknown
from clusterdash.engine import Engine
from clusterdash.engine.nearest import askable
from clusterdash.errors import UnknownNameError
from clusterdash.language import say
from clusterdash.model import (
    CAVEATS,
    COUNTRY_LIKE,
    DIMENSIONS,
    Dimension,
    Edition,
    Holding,
    Metric,
    Question,
    dimension,
)
from clusterdash.names import GROUPS
from clusterdash.publish.link import to_link


def of(engine: Engine) -> dict[str, Any]:
    """Return what every answer says of the edition."""
    return {"edition": engine.edition.label, "synthetic": engine.edition.synthetic}


def metrics(engine: Engine) -> dict[str, Any]:
    """Return all metrics that the edition answers."""
    listed = [
        _brief(metric) | {"href": f"metrics/{metric.key}", "answer": f"answer/{_example(metric)}"}
        for metric in engine.registry.metrics
    ]
    return {"metrics": listed, **of(engine)}


def metric(engine: Engine, key: str) -> dict[str, Any]:
    """Return one metric with what narrows it, and what stands beside it.

    Raises:
        Problem: There is no such metric.
    """
    try:
        found = engine.registry.metric(key[:80])
    except UnknownNameError as error:
        plain = UnknownNameError("metric", error.name, (m.key for m in engine.registry.metrics))
        raise unknown("unknown-metric", plain, "../metrics") from error
    named = [DIMENSIONS[name] for name in asked_by(found)]
    return {
        **_brief(found),
        "dimensions": [_entry(one, f"../dimensions/{one.key}") for one in named],
        "caveats": {key: CAVEATS[key].sentence for key in found.caveats},
        "ranked_by": list(found.ranked),
        "holder": say(found.holder) or None,
        "related": list(engine.registry.known(found.related)),
        "beside": list(engine.registry.known(found.beside)),
        "answer": f"../answer/{_example(found)}",
        **of(engine),
    }


def dimensions(engine: Engine) -> dict[str, Any]:
    """Return all dimensions by which a metric of the edition can be asked."""
    used = {key for found in engine.registry.metrics for key in askable(found)}
    listed = [
        _entry(one, f"dimensions/{one.key}") for one in DIMENSIONS.values() if one.key in used
    ]
    return {"dimensions": listed, **of(engine)}


def one_dimension(engine: Engine, key: str) -> dict[str, Any]:
    """Return a dimension with its codes and what they are called.

    Raises:
        Problem: There is no such dimension.
    """
    try:
        found = dimension(key[:80])
    except UnknownNameError as error:
        plain = UnknownNameError("dimension", error.name, DIMENSIONS)
        raise unknown("unknown-dimension", plain, "../dimensions") from error
    body: dict[str, Any] = {"dimension": found.key, "label": say(found.label)}
    if found.key == "year":
        body["form"] = say("A year or a span of years: 2018 or 2016~2018.")
    listed = [{"code": c, "name": engine.labels.label(found.key, c)} for c in codes(engine, key)]
    return {**body, "codes": listed, **of(engine)}


def codes(engine: Engine, key: str) -> tuple[str, ...]:
    """Return the codes of a dimension that a filter may name; none for years, which are numbers."""
    name = dimension(key).key
    if name in COUNTRY_LIKE:
        more = engine.labels.codes(name)
        return tuple(dict.fromkeys([*engine.context.countries.known, *GROUPS, *more]))
    if name == "ecosystem":
        return tuple(engine.context.ecosystems.known)
    return engine.labels.codes(name) if name != "year" else ()


def editions(engine: Engine, other: str) -> dict[str, Any]:
    """Return the edition that answers here, and where another one does.

    Args:
        engine: What answers.
        other: Start page of the other edition, relative to a page of this one, or "".
    """
    elsewhere = [{"href": f"../../{other}api/v1/editions"}] if other else []
    return {"editions": [_edition(engine.edition)], "elsewhere": elsewhere, **of(engine)}


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "name": edition.name,
        "title": edition.title,
        "date": edition.date,
        "hash": edition.hash,
        "label": edition.label,
        "synthetic": edition.synthetic,
        "tables": [_table(holding) for holding in edition.holdings.values()],
    }


def _table(holding: Holding) -> dict[str, Any]:
    return {
        "name": holding.name,
        "completeness": holding.completeness,
        "complete_for": holding.complete_for or None,
        "note": holding.note or None,
        "licence": holding.licence,
        "credit": holding.credit,
        "until": holding.until or None,
    }


def asked_by(found: Metric) -> tuple[str, ...]:
    """Return the dimensions by which a metric can be asked, in their usual order."""
    can = askable(found)
    return tuple(key for key in DIMENSIONS if key in can)


def _brief(found: Metric) -> dict[str, Any]:
    return {
        "metric": found.key,
        "theme": found.theme,
        "label": say(found.label),
        "definition": say(found.definition),
        "unit": found.unit,
        "by": list(asked_by(found)),
        "default_by": list(found.default_by),
        "as": list(found.normalisers),
    }


def _entry(found: Dimension, href: str) -> dict[str, Any]:
    return {"dimension": found.key, "label": say(found.label), "href": href}


def _example(found: Metric) -> str:
    return to_link(Question(found.key, found.default_by))
