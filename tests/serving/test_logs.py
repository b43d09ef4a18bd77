"""Events hold what they may hold."""

import io
import json
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from clusterdash.serving import logs
from clusterdash.serving.sessions import Sessions


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Write events to memory, and leave logging as it was."""
    names = ["", "bokeh", "panel", "tornado", "tornado.access", "tornado.general", "asyncio"]
    loggers = [logging.getLogger(name) for name in [*names, "holoviews", "param"]]
    before = [(x.handlers[:], x.level, x.propagate) for x in loggers]
    written = io.StringIO()
    logs.configure(written)
    yield written
    logging.captureWarnings(False)
    for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers[:] = handlers
        logger.setLevel(level)
        logger.propagate = propagate
    structlog.reset_defaults()


def _events(log: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_only_slow_answers_are_told(log: io.StringIO) -> None:
    with logs.answering("organisations", ["country"], slow=60):
        pass
    assert _events(log) == []
    with logs.answering("organisations", ["country"], slow=0):
        pass
    (event,) = _events(log)
    assert (event["metric"], event["by"], event["level"]) == (
        "organisations",
        ["country"],
        "warning",
    )
    assert set(event) == {"metric", "by", "seconds", "event", "level", "timestamp"}


def test_libraries_log_their_text_without_its_values(log: io.StringIO) -> None:
    logging.getLogger("bokeh.server").error("Refused %s of %s", "203.0.113.7", "Maria")
    logging.getLogger("tornado.access").error("500 GET /Maria (203.0.113.7)")
    logging.getLogger("tornado.general").warning("%d %s", 404, "GET /Maria (203.0.113.7)")
    logging.getLogger("panel").info("Session %s created", 7)
    (event,) = _events(log)
    assert (event["event"], event["logger"]) == ("Refused %s of %s", "bokeh.server")


def test_libraries_log_their_errors_with_a_trace(log: io.StringIO) -> None:
    try:
        raise RuntimeError("what went wrong")
    except RuntimeError:
        logging.getLogger("tornado.application").exception("Uncaught exception %s", "GET /Maria")
    (event,) = _events(log)
    assert event["trace"].endswith("RuntimeError: what went wrong\n")
    assert "Maria" not in log.getvalue()


def test_warnings_are_lines_too(log: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)  # what pytest put in its place
        warnings.warn("old style", DeprecationWarning, stacklevel=1)
    logging.captureWarnings(False)
    (event,) = _events(log)
    assert "old style" in event["event"]
    assert event["logger"] == "py.warnings"


def test_configuring_twice_writes_once(log: io.StringIO) -> None:
    logs.configure(log)
    logging.getLogger("bokeh").error("once")
    assert len(_events(log)) == 1


def test_errors_of_live_pages_are_told_by_their_id(log: io.StringIO) -> None:
    told: list[str] = []
    logs.reporting(told.append)(ValueError("secret of the reader"))
    (event,) = _events(log)
    assert told == [event["id"]]


def test_a_view_that_works_is_left_alone(log: io.StringIO) -> None:
    assert logs.reported(lambda: "page", str)() == "page"
    assert log.getvalue() == ""


class _Context:
    def __init__(self, name: str, url: str) -> None:
        self.id = name
        self.server_context = self
        self.application_context = self
        self.url = url


def test_sessions_are_counted_and_timed(log: io.StringIO) -> None:
    clock = iter([10.0, 11.0, 14.5])
    sessions = Sessions(lambda: next(clock))
    one, two = _Context("BOKEH-ID-1", "/"), _Context("BOKEH-ID-2", "/clusters")
    sessions.opened(one)  # type: ignore[arg-type]
    sessions.opened(two)  # type: ignore[arg-type]
    sessions.closed(one)  # type: ignore[arg-type]
    sessions.closed(one)  # type: ignore[arg-type]
    events = _events(log)
    assert [(e["event"], e["board"], e["live"]) for e in events] == [
        ("session opened", "/", 1),
        ("session opened", "/clusters", 2),
        ("session closed", "/", 1),
    ]
    assert events[2]["seconds"] == 4.5
    assert events[2]["session"] == events[0]["session"] != events[1]["session"]
    assert "BOKEH-ID" not in log.getvalue()
