"""Questions nearby that have an answer."""

from collections.abc import Callable, Iterator, Mapping

from clusterdash.model import ANY_QUOTE, COUNTRY_LIKE, Metric, Question, Quote, Ratio, Where
from clusterdash.names import EU27
from clusterdash.registry import Registry

OFFERED = 3


def nearest(
    registry: Registry,
    question: Question,
    families: Mapping[str, str],
    answers: Callable[[Question], bool],
) -> tuple[Question, ...]:
    """Return up to three questions like this one that have an answer, nearest first.

    Args:
        registry: Knows the metrics.
        question: The question without an answer.
        families: Code of the family of each programme.
        answers: Tells whether a question has an answer.
    """
    found: list[Question] = []
    for candidate in _candidates(registry, question, families):
        if candidate != question and candidate not in found and answers(candidate):
            found.append(candidate)
        if len(found) == OFFERED:
            break
    return tuple(found)


def askable(metric: Metric) -> set[str]:
    """Return the dimensions by which a metric can be asked."""
    match metric.answer:
        case Quote():
            return {*metric.dims, *ANY_QUOTE}
        case Ratio(records=False):
            return {*metric.dims, *ANY_QUOTE} - {"figure"}
        case _:
            return set(metric.dims)


def _candidates(
    registry: Registry, question: Question, families: Mapping[str, str]
) -> Iterator[Question]:
    metric = registry.metric(question.metric)
    where = question.where
    others = [registry.metric(key) for key in registry.known(metric.related)]
    if question.normalise:
        yield Question(metric.key, question.by, where)
    fits = {*question.by, *where.keys} <= askable(metric)
    if fits and "status" in metric.dims and "status" not in where:
        plan = Where.of(dict(where.selected) | {"status": ("target",)}, where.years)
        yield from _fitted(metric, question.by, plan)
    can = askable(metric)
    for key in COUNTRY_LIKE:
        if "country" in where and "country" not in can and key in can:
            meant = dict(where.without("country").selected) | {key: where.get("country")}
            yield from _fitted(metric, question.by, Where.of(meant, where.years))
    if where.get("country") == (EU27,) and "scope" in can:
        meant = dict(where.without("country").selected) | {"scope": ("EU-27",)}
        yield from _fitted(metric, question.by, Where.of(meant, where.years))
    programmes = where.get("programme")
    if programmes:
        wider = tuple(families.get(code, code) for code in programmes)
        if wider != programmes:
            whole = Where.of(dict(where.selected) | {"programme": wider}, where.years)
            yield from _fitted(metric, question.by, whole)
    # First what keeps the reader's filter whole, then what frees one part of it, then any.
    for other in (metric, *others):
        if set(where.keys) <= askable(other):
            yield from _fitted(other, question.by, where)
    for key in where.keys:
        yield from _fitted(metric, question.by, where.without(key))
    for other in (metric, *others):
        yield from _fitted(other, question.by, where)
    yield Question(metric.key, metric.default_by)
    for key in metric.dims:
        yield Question(metric.key, (key,))


def _fitted(metric: Metric, by: tuple[str, ...], where: Where) -> Iterator[Question]:
    """Yield a question cut down to the dimensions of a metric."""
    can = askable(metric)
    keys = tuple(key for key in by if key in can)
    cut = where.without(*(key for key in where.keys if key not in can))
    if keys == by or metric.default_by == ():
        yield Question(metric.key, keys, cut)
    yield Question(metric.key, metric.shown_by(cut), cut)
