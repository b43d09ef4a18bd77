"""What a figure shows, as text for those who do not see it: computed from its Result."""

from clusterdash.engine import Labels
from clusterdash.language import mark, say, say_many
from clusterdash.model import Result
from clusterdash.model.board import Kind
from clusterdash.publish.cells import Cell, cells, part, shared, title, years
from clusterdash.publish.told import told_of
from clusterdash.publish.words import amount, dimension

_FIGURES: dict[str, str] = {
    "bars": mark("Bar chart"),
    "trend": mark("Values over the years"),
    "funnel": mark("Funnel"),
    "measures": mark("Measures side by side, never added"),
    "timeline": mark("Timeline"),
    "targets": mark("Targets beside outcomes"),
    "web": mark("Web of countries"),
    "map": mark("Map"),
    "list": mark("List"),
    "matrix": mark("Matrix"),
}
_NAMED = 3
_ENDS = 2


def alternative(result: Result, labels: Labels, kind: Kind) -> str:
    """Return what a figure of a Result shows.

    Kind of figure and subject, how many values, the extremes, first and last where time runs, what
    is planned, not stated or not published, and where the numbers are.

    Args:
        result: What the figure shows.
        labels: Names of codes.
        kind: How it is drawn.
    """
    start = say(
        "{figure}: {subject}.", figure=_figure(kind), subject=_subject(result, labels, kind)
    )
    found = cells(result, labels)
    if not found:
        reason = result.reason or say("Nothing is published.")
        return " ".join([*_mark(result), start, reason])
    told = told_of(kind, result, labels)
    if not told:
        told = (_count(found), *(_course(result, found) or _extremes(found)), *_absent(found))
    parts = [*_mark(result), start, *told]
    return " ".join([*parts, say("The numbers are in the table below.")])


def _mark(result: Result) -> list[str]:
    return [say("Synthetic demonstration data.")] if result.synthetic else []


def _figure(kind: Kind) -> str:
    return say(_FIGURES.get(kind, _FIGURES["matrix"]))


def _subject(result: Result, labels: Labels, kind: Kind) -> str:
    where = part(result, labels)
    # On a timeline each event is a mark, and its state is the shape of it.
    untold = {"event", "event_status"} if kind == "timeline" and "event_status" in result.by else ()
    keys = [key for key in result.question.by if key not in {"figure", *untold}]
    said = [dimension(result.metric, key) for key in keys]
    name = title(result)
    if said:
        name = say("{measure} by {dimensions}", measure=name, dimensions=", ".join(said))
    return ", ".join(filter(None, [name, shared(result, labels), where]))


def _count(found: tuple[Cell, ...]) -> str:
    return say_many("{n} value.", "{n} values.", len(found))


def _course(result: Result, found: tuple[Cell, ...]) -> list[str]:
    """Return first, last and highest of a series of years, where it is one series."""
    if {key for key in result.by if key not in {"figure", "status"}} != {"year"}:
        return []
    dated = {
        int(year): cell
        for cell in found
        if (year := cell.codes["year"] or "").isdecimal() and cell.value is not None
    }
    # A sum over whatever was published in a year is no trend: another year has other events.
    alone = result.counted or not any(c.state == "computed" for c in found)
    if len(dated) < _ENDS or not alone or any(cell.planned for cell in found):
        return []
    first, last = min(dated), max(dated)
    ends = say(
        "From {first} in {start} to {last} in {end}.",
        first=dated[first].said, start=first, last=dated[last].said, end=last,
    )  # fmt: skip
    top = max(dated, key=lambda year: dated[year].value or 0.0)
    most = say("Highest: {amount} in {year}.", amount=dated[top].said, year=top)
    gaps = [str(year) for year in range(first, last) if year not in dated]
    none = [say("No figure for {years}.", years=", ".join(gaps))] if gaps else []
    undated = [
        say("Undated: {amount}.", amount=cell.said)
        for cell in found
        if not (cell.codes["year"] or "").isdecimal()
    ]
    return [ends, *([most] if top not in {first, last} else []), *none, *undated]


def _extremes(found: tuple[Cell, ...]) -> list[str]:
    """Return all values where they are few, else the largest and the smallest outcomes."""
    if len(found) <= _NAMED:
        return [say("{cell}.", cell=_said(cell)) for cell in found if cell.value is not None]
    known = [c for c in found if c.value is not None and not c.planned and c.stated]
    if not known:
        return []
    most = max(cell.value for cell in known if cell.value is not None)
    least = min(cell.value for cell in known if cell.value is not None)
    told = [say("Largest: {cells}.", cells=_listed([c for c in known if c.value == most]))]
    if least < most:
        told.append(
            say("Smallest: {cells}.", cells=_listed([c for c in known if c.value == least]))
        )
    return told


def _listed(held: list[Cell]) -> str:
    said = [_said(cell) for cell in held[:_NAMED]]
    more = len(held) - len(said)
    tail = (
        [say_many("and {n} more with this value", "and {n} more with this value", more)]
        if more
        else []
    )
    return "; ".join([*said, *tail])


def _said(cell: Cell) -> str:
    plan = say("planned, not an outcome") if cell.planned else ""
    when = years(cell.span) if "year" not in cell.codes else ""
    notes = ", ".join(filter(None, [when, plan, _rate(cell)]))
    name = f"{cell.label} " if cell.label else ""
    return f"{name}{cell.said}" + (f" ({notes})" if notes else "")


def _rate(cell: Cell) -> str:
    """Return the rate of a funnel's stage, or ""."""
    row = cell.row
    if row.get("rate") is None or row["value"] == row["denominator"]:
        return ""
    rate = amount(row["rate"], row["rate_qualifier"], "percent")
    return say("{rate} of the first stage", rate=rate)


def _absent(found: tuple[Cell, ...]) -> list[str]:
    """Return what is planned, not stated, or without a value."""
    if len(found) <= _NAMED:
        return [
            say("{label}: {state}.", label=cell.label, state=cell.said)
            for cell in found
            if cell.value is None
        ]
    planned = sum(cell.planned for cell in found)
    hidden = sum(cell.state == "hidden" for cell in found)
    empty = sum(cell.value is None for cell in found) - hidden
    unstated = [cell for cell in found if not cell.stated and cell.value is not None]
    told = [say("{label}: {amount}.", label=c.label, amount=c.said) for c in unstated[:_NAMED]]
    if planned:
        told.append(
            say_many("{n} is planned, no outcome.", "{n} are planned, no outcomes.", planned)
        )
    if hidden:
        told.append(say_many(
            "{n} is hidden to protect fewer than five (:c).",
            "{n} are hidden to protect fewer than five (:c).",
            hidden,
        ))  # fmt: skip
    if empty:
        told.append(say_many("{n} has no value.", "{n} have no value.", empty))
    return told
