"""Events and sessions as a list, in whatever state they are."""

from collections.abc import Callable

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import number, say, say_many
from clusterdash.model import Question, Where
from clusterdash.publish.words import amount
from clusterdash.ui.dates import dated, span
from clusterdash.ui.lists.kinds import Kept, Line, Row, Words, joined, listed


def _events(metric: str) -> Callable[[Engine, Where], pl.DataFrame]:
    def rows(engine: Engine, where: Where) -> pl.DataFrame:
        """Return events in any state, the latest first, those without a date last."""
        question = Question(metric, ("event_status",), listed(engine, where, metric))
        found = engine.evaluate(question).rows
        return found.sort("start_date", "name", descending=[True, False], nulls_last=True)

    return rows


def _event(engine: Engine, row: Line) -> Row:
    label = engine.labels.label
    cells = (
        _when(row),
        label("type", row["type"]),
        _place(engine, row),
        _meetings(engine, str(row["event_id"])),
    )
    return Row(str(row["event_id"]), str(row["name"]), cells, _state(engine, row))


def _state(engine: Engine, row: Line) -> str:
    """Return what an event is unless it was held; of one whose day is past no source says so."""
    status, start = str(row["status"]), row["start_date"]
    if status == "held":
        return ""
    if status == "announced" and start and start < engine.edition.date:
        return say("announced, not confirmed")
    return engine.labels.label("event_status", status)


def _when(row: Line) -> str:
    """Return when an event was; a day it was only planned for is none since when it lasts."""
    start, end = row["start_date"], row["end_date"]
    if row["status"] == "held" or not start or end:
        return span(start, end)
    if row["status"] == "announced":
        return say("announced for {date}", date=dated(start))
    return say("planned for {date}", date=dated(start))


def _place(engine: Engine, row: Line) -> str:
    if row["country_code"]:
        country = engine.labels.label("host_country", row["country_code"])
        return ", ".join(filter(None, [row["city"], country]))
    return row["city"] or (say("online") if row["mode"] == "online" else "")


def _meetings(engine: Engine, event: str) -> str:
    every = engine.evaluate(Question("meetings", ("event",))).frame
    frame = every.filter(event=event, outcome="outcome")
    if frame.is_empty():
        return ""
    row = frame.row(0, named=True)
    return amount(row["value"], row["qualifier"], "count", row["state"])


def _event_text(engine: Engine, row: Line) -> str:
    label = engine.labels.label
    named = [
        label("host_country", row["country_code"]) if row["country_code"] else "",
        *(label("partner_country", c) for c in (row["partner_country_code"] or "").split(";") if c),
        label("type", row["type"]),
    ]
    own = [row[name] for name in ("series", "city", "organiser", "programme")]
    return " ".join(str(text) for text in (*own, row["start_date"], *named) if text)


def _of_events() -> Words:
    return Words(
        name=say("Events"),
        first=say("Event"),
        heads=(say("Date"), say("Type"), say("Place"), say("Meetings")),
        asks=say("Find an event by name, series, country, city or organiser"),
        none=say("No event fits. Try fewer words, or clear the selection."),
        all=lambda n: say_many("{n} event, listed here.", "{n} events, all listed here.", n),
        first_of=lambda found, shown: say(
            "{found} events, the latest {shown} listed here.",
            found=number(found),
            shown=number(shown),
        ),
    )


_NAMED = joined("name")
EVENTS = Kept("event", "event_id", _events("events"), _event, _event_text, _of_events, _NAMED)
SESSIONS = Kept("event", "event_id", _events("sessions"), _event, _event_text, _of_events, _NAMED)
