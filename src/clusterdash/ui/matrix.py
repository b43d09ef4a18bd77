"""The way in: countries by ecosystems as a native table of buttons."""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from clusterdash.charts.palette import RAMP
from clusterdash.engine import Engine
from clusterdash.language import number, say, say_many, spoken
from clusterdash.model import Question, Result
from clusterdash.names import EU27, NOT_STATED

_ROOM = 22  # letters of a column head
_STEPS = (1, 2, 4, 6, 10, 20)  # the first value of each shade after the lightest


@dataclass(frozen=True, slots=True)
class Cell:
    """One country in one ecosystem.

    Attributes:
        ecosystem: The ecosystem, or "not stated".
        said: The number, or "" for none.
        shade: Role of its ground in the palette.
        name: The same in words, for those who do not see the table.
    """

    ecosystem: str
    said: str
    shade: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One country.

    Attributes:
        country: Its code.
        label: Its name.
        total: All its organisations, evaluated.
        part: Its total as a part of the largest, 0 to 1.
        cells: Its ecosystems, in the order of the matrix.
        member: Whether it is in the EU-27.
    """

    country: str
    label: str
    total: str
    part: float
    cells: tuple[Cell, ...]
    member: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """All countries that have an organisation, the largest first, the EU-27 before the others.

    Attributes:
        ecosystems: Code, name and short name, in the official order, "not stated" last.
        lines: The countries.
        members: How many of them are in the EU-27.
        key: Shades and what they mean, lightest first.
        title: What it holds.
    """

    ecosystems: tuple[tuple[str, str, str], ...]
    lines: tuple[Line, ...]
    members: int
    key: tuple[tuple[str, str], ...]
    title: str


def matrix(engine: Engine) -> Matrix:
    """Return the matrix of the whole registry; a selection is marked in it, never cut from it."""
    return _matrix(engine, spoken())


@lru_cache(maxsize=8)
def _matrix(engine: Engine, _language: str) -> Matrix:
    names = (*engine.context.ecosystems.known, NOT_STATED)
    found = engine.evaluate(Question("organisations", ("country", "ecosystem")))
    cells = _values(found)
    totals = engine.evaluate(Question("organisations", ("country",))).frame
    largest = float(totals["value"].max() or 1)  # type: ignore[arg-type]
    within = engine.context.countries.groups[EU27]
    ordered = totals.filter(pl.col("value") > 0).sort(
        ~pl.col("country").is_in(list(within)),
        pl.col("value"),
        "country",
        descending=[False, True, False],
    )
    lines = tuple(
        Line(
            country=code,
            label=engine.labels.label("country", code),
            total=number(value),
            part=value / largest,
            cells=tuple(_cell(engine, code, name, cells.get((code, name), 0)) for name in names),
            member=code in within,
        )
        for code, value in ordered.select("country", "value").iter_rows()
    )
    labels = {name: engine.labels.label("ecosystem", name) for name in names}
    columns = tuple((name, label, _short(label)) for name, label in labels.items())
    return Matrix(columns, lines, sum(line.member for line in lines), _key(), _title(found))


def _title(result: Result) -> str:
    if result.metric.first_listed:
        return say(
            "Cluster organisations listed in the ECCP registry, by country and first listed "
            "ecosystem"
        )
    return say("Cluster organisations by country and by each of their ecosystems")


def _values(result: Result) -> dict[tuple[str, str], float]:
    frame = result.frame.select("country", "ecosystem", "value").drop_nulls("value")
    return {(c, e or NOT_STATED): v for c, e, v in frame.iter_rows()}


def _cell(engine: Engine, country: str, ecosystem: str, value: float) -> Cell:
    where = engine.labels.label("country", country)
    what = engine.labels.label("ecosystem", ecosystem)
    count = say_many("{n} organisation", "{n} organisations", int(value))
    name = say("{country}, {ecosystem}: {count}", country=where, ecosystem=what, count=count)
    return Cell(ecosystem, number(value) if value else "", shade(value), name)


def shade(value: float) -> str:
    """Return the step of the ramp that a number of organisations stands on."""
    return RAMP[sum(value >= step for step in _STEPS)]


def _short(label: str) -> str:
    """Return a name that fits a slanted column head; the whole one stands in its button's name."""
    short = label.split(",", maxsplit=1)[0].removesuffix(" Industries")
    return short if len(short) <= _ROOM else short.split("-", maxsplit=1)[0]


def _key() -> tuple[tuple[str, str], ...]:
    ends = [*(step - 1 for step in _STEPS[1:]), None]
    said = [
        number(first) if first == last else f"{number(first)}–{number(last)}" if last
        else say("{n} or more", n=number(first))
        for first, last in zip(_STEPS, ends, strict=True)
    ]  # fmt: skip
    return ((RAMP[0], say("none listed")), *zip(RAMP[1:], said, strict=True))
