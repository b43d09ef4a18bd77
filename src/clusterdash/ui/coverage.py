"""What is known and what is missing: every measure by every way to break it down."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from clusterdash.engine import Engine, askable
from clusterdash.language import number, say, say_many, spoken
from clusterdash.model import Metric, Rows, Theme, Where
from clusterdash.publish.words import capital
from clusterdash.ui.extent import State, extent
from clusterdash.ui.known import WAYS, Known, applies, known


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure in one way to break it down.

    Attributes:
        state: Whether anything is known.
        said: What is known, in words.
        part: How much of what there is, 0 to 1, or None where nobody says how much there is.
        head: The column, for a narrow screen.
    """

    state: State
    said: str
    part: float | None
    head: str


@dataclass(frozen=True, slots=True)
class Line:
    """One measure.

    Attributes:
        key: Its key.
        label: Its name.
        href: Link to its entry in the catalogue.
        cells: Its columns.
        holder: Who holds what is not published; "" where nobody is named or nothing is missing.
    """

    key: str
    label: str
    href: str
    cells: tuple[Cell, ...]
    holder: str


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of one theme.

    Attributes:
        key: Key of the theme.
        title: Its title.
        question: What it asks.
        lines: Its measures.
    """

    key: str
    title: str
    question: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The picture of what is known and missing for a selection.

    Attributes:
        heads: Names of the columns.
        groups: Themes.
        summary: The same in sentences.
        key: States and what they mean.
        reading: How to read numbers and blank cells.
    """

    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    summary: tuple[str, ...]
    key: tuple[tuple[State, str], ...]
    reading: tuple[str, ...]


def coverage(engine: Engine, where: Where, theme: str = "") -> Coverage:
    """Return what is known and missing for a selection, theme by theme.

    Args:
        engine: What answers.
        where: The selection.
        theme: Key of the one theme to tell of, or "" for all of them.
    """
    return _coverage(engine, where, theme, len(engine.registry.metrics), spoken())


@lru_cache(maxsize=64)
def _coverage(engine: Engine, where: Where, theme: str, _count: int, _language: str) -> Coverage:
    metrics = [m for m in engine.registry.metrics if not _about_us(m) and theme in {"", m.theme}]
    found = known(engine, metrics, where)
    heads = _heads()
    lines = {m.key: _line(engine, m, where, found.get(m.key)) for m in metrics}
    groups = tuple(
        _group(held, [lines[m.key] for m in metrics if m.theme == held.key])
        for held in engine.registry.themes
        if any(m.theme == held.key for m in metrics)
    )
    plans = [say(k.metric.label) for k in found.values() if k.plans_alone]
    ours = 0 if theme else sum(map(_about_us, engine.registry.metrics))
    summary = _summary(list(lines.values()), engine.labels.words(where), plans, ours)
    return Coverage(tuple(heads.values()), groups, summary, _key(), _reading())


def _about_us(metric: Metric) -> bool:
    """Return whether a metric counts what the edition holds: such a count misses nothing."""
    return isinstance(metric.answer, Rows) and metric.answer.held


def _heads() -> dict[str, str]:
    return {
        "": say("In all"),
        "country": say("By country"),
        "ecosystem": say("By ecosystem"),
        "year": say("By year"),
        "programme": say("By programme"),
        "subject": say("By event or partnership"),
    }


def _line(engine: Engine, metric: Metric, where: Where, found: Known | None) -> Line:
    cells = tuple(_cells(engine, metric, where, found))
    missing = any(cell.state in {"missing", "planned"} for cell in cells)
    return Line(
        metric.key,
        capital(say(metric.label)),
        f"sources#measure-{metric.key}",
        cells,
        say(metric.holder) if missing else "",
    )


def _group(theme: Theme, lines: list[Line]) -> Group:
    return Group(theme.key, say(theme.title), say(theme.question), tuple(lines))


def _cells(engine: Engine, metric: Metric, where: Where, found: Known | None) -> Iterable[Cell]:
    ways = {key: way for way, keys in WAYS.items() for key in keys}
    asked = {ways.get(key, key) for key in where.keys}
    senseless = {way for way in {*WAYS, *asked} if not applies(engine, metric, way)}
    for way, head in _heads().items():
        if way in senseless or senseless & asked:
            yield Cell("none", say("does not apply"), None, head)
            continue
        reach = extent(engine, where, way, found) if found else None
        if reach and reach.said:
            yield Cell(reach.state, reach.said, reach.part, head)
        else:
            yield Cell("missing", _missing(metric, where, way), None, head)


def _missing(metric: Metric, where: Where, way: str) -> str:
    """Say that nothing is known; where rows were looked through, that none is listed."""
    can = askable(metric)
    looked = set(where.keys) <= can and (not way or can & set(WAYS[way]))
    counted = isinstance(metric.answer, Rows)
    return say("none listed") if counted and looked and where else say("not published")


def _summary(lines: list[Line], part: str, plans: list[str], ours: int) -> tuple[str, ...]:
    """Say how much is known, then what is planned only, what is missing and what is not counted."""
    total, count = number(len(lines)), _counts(lines, "known")
    if part:
        some = sum(any(cell.state == "known" for cell in line.cells) for line in lines)
        said = say(
            "{part}: something is known of {n} of {total} measures.",
            part=part, n=number(some), total=total,
        ) if some else say("{part}: nothing is known of any measure.", part=part)  # fmt: skip
    else:
        said = say(
            "Of {total} measures, {country} are known by country, of origin or where held, "
            "{ecosystem} by ecosystem, {year} by year, {programme} by programme and {subject} by "
            "event or partnership.",
            total=total,
            **count,
        )
    lacking = say(
        "Not published, or none listed: {country} by country, {ecosystem} by ecosystem, {year} by "
        "year, {programme} by programme and {subject} by event or partnership.",
        **_counts(lines, "missing"),
    )
    planned = say("Planned, but no outcome published: {names}.", names=", ".join(plans))
    more = say_many(
        "{n} measure more counts what this edition itself holds, and misses nothing.",
        "{n} measures more count what this edition itself holds, and miss nothing.",
        ours,
    )
    return (said, *[planned] * bool(plans), lacking, *[more] * bool(ours))


def _counts(lines: list[Line], state: State) -> dict[str, str]:
    """Return how many measures are in a state, by the columns other than the first."""
    return {
        way: number(sum(line.cells[place].state == state for line in lines))
        for place, way in enumerate(_heads())
        if way
    }


def _key() -> tuple[tuple[State, str], ...]:
    return (
        ("known", say("known: a bar says how much of what there is")),
        ("planned", say("planned only: no outcome published")),
        ("missing", say("not published, or none listed for the selection")),
        ("none", say("does not apply: what is counted has no such breakdown")),
    )


def _reading() -> tuple[str, ...]:
    return (
        say("n of m: who publishes an outcome of the kind that a card shows first, of how many"),
        say("in brackets: the one call, subject or region that the number is of"),
        say("blank in the last column: nobody is named, or nothing is missing"),
    )
