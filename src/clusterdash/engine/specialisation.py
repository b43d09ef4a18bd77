"""Specialisation: how much more an ecosystem weighs in a country than in the EU-27."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clusterdash.engine.core import Engine
from clusterdash.model import Question, Result, Tally, Where
from clusterdash.model.answerable import complete
from clusterdash.names import EU27

METRIC = "organisations"
LEAST = 10
"""Organisations that a country needs for a location quotient."""
LEAST_IN_CELL = 5
"""Organisations that it needs in the ecosystem."""


@dataclass(frozen=True, slots=True)
class Specialisation:
    """A location quotient, and the four counts that it is made of.

    Attributes:
        country: The country.
        ecosystem: The ecosystem.
        value: The quotient, or None where there are too few organisations or nothing to divide by.
        part: Organisations of the country in the ecosystem.
        whole: Organisations of the country.
        eu_part: Organisations of the EU-27 in the ecosystem.
        eu_whole: Organisations of the EU-27.
    """

    country: str
    ecosystem: str
    value: float | None
    part: float
    whole: float
    eu_part: float
    eu_whole: float


def location_quotient(part: float, whole: float, eu_part: float, eu_whole: float) -> float | None:
    """Return the share of an ecosystem in a country over its share in the EU-27.

    Args:
        part: Organisations of the country in the ecosystem.
        whole: Organisations of the country.
        eu_part: Organisations of the EU-27 in the ecosystem.
        eu_whole: Organisations of the EU-27.

    Returns:
        The quotient; None with too few organisations to tell, or nothing to divide by.
    """
    if whole < LEAST or part < LEAST_IN_CELL or not eu_part or not eu_whole:
        return None
    return (part / whole) / (eu_part / eu_whole)


def specialised(engine: Engine) -> bool:
    """Return whether an edition states all ecosystems of its organisations.

    Of first listed ecosystems a quotient would tell what organisations name first, not what they
    do.
    """
    for key in engine.registry.known((METRIC,)):
        answer = engine.registry.metric(key).answer
        return isinstance(answer, Tally) and complete(engine.edition, answer.record)
    return False


def of_country(engine: Engine, country: str) -> tuple[Specialisation, ...]:
    """Return the quotients of a country by ecosystem, in official order; none where unknown."""
    if not specialised(engine):
        return ()
    own = _asked(engine, "ecosystem", Where.of({"country": (country,)}))
    every = _asked(engine, "ecosystem", Where.of({"country": (EU27,)}))
    parts, eu_parts = _counts(own, "ecosystem"), _counts(every, "ecosystem")
    whole, eu_whole = _total(own), _total(every)
    return tuple(
        _made(country, ecosystem, (parts.get(ecosystem, 0), whole, eu_part, eu_whole))
        for ecosystem, eu_part in _official(engine, eu_parts)
    )


def of_ecosystem(engine: Engine, ecosystem: str) -> tuple[Specialisation, ...]:
    """Return the quotients of the EU-27's countries in an ecosystem; none where unknown."""
    if not specialised(engine):
        return ()
    own = _asked(engine, "country", Where.of({"country": (EU27,), "ecosystem": (ecosystem,)}))
    every = _asked(engine, "country", Where.of({"country": (EU27,)}))
    parts, wholes = _counts(own, "country"), _counts(every, "country")
    eu_part, eu_whole = _total(own), _total(every)
    return tuple(
        _made(country, ecosystem, (parts.get(country, 0), whole, eu_part, eu_whole))
        for country, whole in wholes.items()
        if whole
    )


def _asked(engine: Engine, by: str, where: Where) -> Result:
    return engine.evaluate(Question(METRIC, (by,), where))


def _counts(result: Result, key: str) -> dict[str, float]:
    return dict(result.frame.select(key, "value").drop_nulls().iter_rows())


def _total(result: Result) -> float:
    """Return the evaluated whole: an organisation in two ecosystems counts once in it."""
    return result.total.value if result.total else 0


def _official(engine: Engine, counts: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    for ecosystem in engine.context.ecosystems.known:
        yield ecosystem, counts.get(ecosystem, 0)


def _made(
    country: str, ecosystem: str, counts: tuple[float, float, float, float]
) -> Specialisation:
    return Specialisation(country, ecosystem, location_quotient(*counts), *counts)
