"""Events as marks in lanes: when each was, what is published of it, and what it stands among."""

import calendar
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from clusterdash.editions.events import EVENT_DIMS
from clusterdash.engine import Labels
from clusterdash.language import day, mark, month, number, say, say_many
from clusterdash.model import Result, Where
from clusterdash.names import NOT_STATED
from clusterdash.publish.cells import Cell, cells, title
from clusterdash.publish.words import capital

_SPARE = 1
"""As many lanes over the limit are shown: a lane of others for them would save nothing."""
_TOLD = {"event", "event_status", "figure", "status"}
_MONTHS = 12
_STATES = {
    "held": mark("{n} held"),
    "announced": mark("{n} announced"),
    "cancelled": mark("{n} cancelled"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event in one lane.

    Attributes:
        code: Its id.
        name: Its name.
        status: Whether it was held, announced or cancelled.
        at: When it started, in years, or None where nobody published that.
        when: The same in words, or "".
        number: What is published of it, or None.
        marked: Whether the selection names it.
    """

    code: str
    name: str
    status: str
    at: float | None
    when: str
    number: Cell | None
    marked: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """Events that have something in common.

    Attributes:
        name: What they have in common, or "" for a lane of others.
        events: The events, at least one.
        stated: Whether it is known what they have in common.
        others: How many values a lane of others stands for.
        marked: Whether the selection names the lane.
    """

    name: str
    events: tuple[Happening, ...]
    stated: bool = True
    others: int = 0
    marked: bool = False


def lanes(results: tuple[Result, ...], labels: Labels, marks: Where, limit: int) -> list[Lane]:
    """Return the events of the first Result in lanes, most events first.

    A lane of others, the rest of them together, and a lane of what is not stated come last.

    Args:
        results: Events by what the lanes are; then a number by event, if there is one.
        labels: Names of codes.
        marks: The part of the selection that is marked; lanes that it names are kept.
        limit: How many lanes to show.
    """
    result, keys = results[0], _keys(results[0])
    found: dict[tuple[str | None, ...], dict[str, Happening]] = {}
    numbers = _numbers(results[1:], labels)
    rows = {row["event_id"]: row for row in result.rows.iter_rows(named=True)}
    for cell in result.frame.iter_rows(named=True) if result.answered else ():
        codes = {key: cell[key] for key in result.by}
        event = _happening(labels, marks, codes, rows.get(cell["event"], {}))
        lane = found.setdefault(tuple(cell[key] for key in keys), {})
        lane[event.code] = replace(event, number=numbers.get(event.code))
    every = [
        Lane(
            _name(result, labels, dict(zip(keys, codes, strict=True))),
            tuple(events.values()),
            stated=not _unstated(codes),
            marked=_named(marks, dict(zip(keys, codes, strict=True))),
        )
        for codes, events in found.items()
    ]
    return _folded(sorted(every, key=lambda lane: (-len(lane.events), lane.name)), limit)


def bounded(event: Happening) -> bool:
    """Return whether the number of an event that was held is a bound or an approximation."""
    return event.status == "held" and event.number is not None and event.number.qualified


def states(lane: Lane, labels: Labels) -> list[str]:
    """Return how many events of a lane are in each state, those held first."""
    found = Counter(event.status for event in lane.events)
    said = []
    for status in (*_STATES, *sorted({*found} - {*_STATES})):
        if n := found[status]:
            known = say(_STATES[status], n=number(n)) if status in _STATES else ""
            name = labels.label("event_status", status)
            said.append(known or say("{n} {status}", n=number(n), status=name))
    return said


def moment(start: str | None) -> tuple[float | None, str]:
    """Return a date in years and in words; the middle of what is known of it.

    Args:
        start: A day, a month or a year as ISO 8601 writes it, or None.
    """
    if not start:
        return None, ""
    parts = [int(part) for part in start.split("-")]
    year = parts[0]
    if len(parts) == 1:
        return year + 0.5, str(year)
    if len(parts) == 2:
        return year + (parts[1] - 0.5) / _MONTHS, month(date(year, parts[1], 1))
    when = date(*parts)
    days = 366 if calendar.isleap(year) else 365
    return year + (when.timetuple().tm_yday - 0.5) / days, day(when)


def _keys(result: Result) -> list[str]:
    """Return the dimensions of which each value has a lane."""
    return [key for key in result.by if key not in _TOLD]


def _happening(
    labels: Labels, marks: Where, codes: Mapping[str, str | None], row: Mapping[str, Any]
) -> Happening:
    """Return an event by its codes in a lane and its row in the table of events."""
    at, when = moment(row.get("start_date") or row.get("end_date"))
    code = codes["event"] or ""
    known = {key: row.get(column) for key, column in EVENT_DIMS.items()} | {**codes}
    status = known["event_status"] or "held"
    name = labels.label("event", code)
    return Happening(code, name, status, at, when, None, marked=_named(marks, known))


def _named(marks: Where, codes: Mapping[str, str | None]) -> bool:
    """Return whether a selection names what has these codes; a code may list several."""
    asked = [(key, wanted) for key, wanted in marks.selected if key in codes]
    year = codes.get("year") or ""
    timed = marks.years is not None and "year" in codes
    if marks.years and timed:
        inside = year.isdecimal() and marks.years[0] <= int(year) <= marks.years[1]
        if not inside:
            return False
    return bool(asked or timed) and all(
        {*(codes[key] or NOT_STATED).split(";")} & {*wanted} for key, wanted in asked
    )


def _numbers(results: tuple[Result, ...], labels: Labels) -> dict[str, Cell]:
    """Return what is published of events: of several values for one, what the Result puts first."""
    found: dict[str, Cell] = {}
    for result in results:
        for cell in cells(result, labels) if "event" in result.by else ():
            if cell.value is not None and not cell.planned and cell.codes["event"]:
                found.setdefault(cell.codes["event"], cell)
    return found


def _name(result: Result, labels: Labels, codes: Mapping[str, str | None]) -> str:
    said = [labels.label(key, code) for key, code in codes.items()]
    return capital(", ".join(said)) or title(result)


def _unstated(codes: tuple[str | None, ...]) -> bool:
    return bool(codes) and all(code in {None, NOT_STATED} for code in codes)


def _folded(every: list[Lane], limit: int) -> list[Lane]:
    """Return lanes within a limit: what is marked and the largest; no event is left out."""
    stated = [lane for lane in every if lane.stated]
    unstated = [lane for lane in every if not lane.stated]
    if len(stated) <= limit + _SPARE:
        return stated + unstated
    first = sorted(stated, key=lambda lane: not lane.marked)[:limit]
    kept = [lane for lane in stated if lane in first or lane.marked]
    rest = [lane for lane in stated if lane not in kept]
    if not rest:
        return kept + unstated
    events = {event.code: event for lane in rest for event in lane.events}
    name = say_many("{n} other lane", "{n} others together", len(rest))
    return [*kept, Lane(name, tuple(events.values()), others=len(rest)), *unstated]
