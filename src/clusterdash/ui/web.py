"""The web's twin: countries by countries as a native table."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from clusterdash.charts.palette import RAMP
from clusterdash.engine import Engine
from clusterdash.geography import Class, class_of, classes_of
from clusterdash.language import number, say, spoken
from clusterdash.model import Result
from clusterdash.model.vocabulary import WORDS
from clusterdash.publish.between import words_for
from clusterdash.publish.cells import Cell, cells
from clusterdash.publish.words import capital, counted

FIRST: Final = 24
"""How many countries stand in the table before it is opened."""

Pairs = Mapping[tuple[str, str], Cell]


@dataclass(frozen=True, slots=True)
class Head:
    """A column.

    Attributes:
        country: Code of the country.
        label: Its name.
        rest: Whether it waits until the table is opened.
    """

    country: str
    label: str
    rest: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """What two countries share.

    Attributes:
        country: Code of the country of the column.
        said: The number, or "" where none is stated.
        shade: Role of its ground in the palette, or "" where none is stated.
        name: The pair and its number in words.
        own: Whether both are the same country.
        rest: Whether its column waits until the table is opened.
    """

    country: str
    said: str
    shade: str
    name: str
    own: bool
    rest: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One country.

    Attributes:
        country: Its code.
        label: Its name.
        ties: What it shares with each country, in the order of the columns.
        rest: Whether it waits until the table is opened.
    """

    country: str
    label: str
    ties: tuple[Tie, ...]
    rest: bool


@dataclass(frozen=True, slots=True)
class Web:
    """All countries that are tied to another, those with most ties first.

    Attributes:
        heads: The columns.
        lines: The rows, in the same order.
        key: Shades and what they mean, lightest first.
        title: What it holds.
        own: What stands where a country meets itself.
        none: That no two countries share anything.
        qualifier: How exact all numbers are, said once; "" where they are exact or each says so.
    """

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    key: tuple[tuple[str, str], ...]
    title: str
    own: str
    none: str
    qualifier: str


def web(engine: Engine, result: Result) -> Web:
    """Return the table of an answer by country and other country."""
    return _web(engine, result, spoken())


@lru_cache(maxsize=64)
def _web(engine: Engine, result: Result, _language: str) -> Web:
    pairs = _pairs(result, engine)
    words = words_for(result)
    codes = _ordered(pairs)
    heads = tuple(
        Head(code, engine.labels.label("country", code), place > FIRST)
        for place, code in enumerate(codes, 1)
    )
    steps = classes_of(cell.value for cell in pairs.values())
    shared = {cell.qualifier for cell in pairs.values()}
    common = shared.pop() if len(shared) == 1 else ""
    lines = tuple(
        Line(
            head.country,
            head.label,
            tuple(_tie(head, other, pairs, result, steps, plain=bool(common)) for other in heads),
            head.rest,
        )
        for head in heads
    )
    key = tuple((RAMP[step.step], step.label) for step in steps)
    return Web(
        heads,
        lines,
        key,
        title=words.title(),
        own=capital(words.own(say("one country"))),
        none=words.alone(),
        qualifier=say(WORDS[common]) if common else "",
    )


def _pairs(result: Result, engine: Engine) -> Pairs:
    """Return the cells of pairs in both orders: an answer for one country names it first only."""
    found: dict[tuple[str, str], Cell] = {}
    for cell in cells(result, engine.labels):
        one, other = cell.codes["country"], cell.codes["with_country"]
        if one and other and cell.stated and cell.value:
            found[one, other] = cell
            found.setdefault((other, one), cell)
    return found


def _ordered(pairs: Pairs) -> list[str]:
    """Return countries by all that they share with others, the largest first, ties by code."""
    sums: dict[str, float] = {}
    for (one, other), cell in pairs.items():
        sums[one] = sums.get(one, 0) + (0 if one == other else cell.value or 0)
    return sorted(sums, key=lambda code: (-sums[code], code))


def _tie(
    one: Head, other: Head, pairs: Pairs, result: Result, steps: tuple[Class, ...], *, plain: bool
) -> Tie:
    cell = pairs.get((one.country, other.country))
    step = class_of(cell.value, steps) if cell else None
    return Tie(
        country=other.country,
        said=_said(cell, plain=plain) if cell else "",
        shade=RAMP[step.step] if step else "",
        name=say("{pair}: {value}", pair=_pair(one, other, result), value=_counted(cell, result)),
        own=one.country == other.country,
        rest=other.rest,
    )


def _said(cell: Cell, *, plain: bool) -> str:
    return number(cell.value or 0) if plain else cell.said


def _pair(one: Head, other: Head, result: Result) -> str:
    if one.country == other.country:
        return words_for(result).own(one.label)
    return f"{one.label} – {other.label}"


def _counted(cell: Cell | None, result: Result) -> str:
    if cell is None:
        return say("none stated")
    return counted(cell.value, cell.qualifier, result.metric, cell.state)
