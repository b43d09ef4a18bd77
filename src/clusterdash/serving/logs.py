"""The log: one JSON line an event on stderr, and nothing in it that tells who a reader is.

Addresses, browsers, cookies and queries have no place here: each event is a function with the few
values that it may hold, and what libraries log comes as its fixed text, without what it was about.
"""

import logging
import secrets
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib.metadata import version
from typing import TextIO, TypeVar

import structlog
from structlog.typing import Processor

from clusterdash.serving.access import Access

Page = TypeVar("Page")
SLOW = 1.0
"""Seconds after which an answer is slow."""
VERSIONS = ("clusterdash", "panel", "bokeh", "polars")
# What these log of each request and session names addresses and paths; the events below count them.
_LOUD = {"tornado.access": logging.CRITICAL, "tornado.general": logging.ERROR}
# What Bokeh advises here is what `decide` refuses.
_OTHER_WORDS = {
    "Refusing websocket connection": "connection refused: its page is on a host that is not named"
}
_LIBRARIES = ("bokeh", "panel", "tornado", "asyncio", "holoviews", "param")

_log: structlog.typing.FilteringBoundLogger = structlog.get_logger("clusterdash")


def configure(stream: TextIO | None = None) -> None:
    """Send all events, those of libraries too, to one stream.

    Args:
        stream: Where to write; stderr unless told. A terminal is written to in colour.
    """
    out = stream or sys.stderr
    lines: Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if out.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            lines,
        ],
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    _relay_libraries()


def started(access: Access, edition: str, fingerprint: str) -> None:
    """Log that the pages are served.

    Args:
        access: Where, and to whom.
        edition: Name of the edition.
        fingerprint: Its hash.
    """
    _log.info(
        "server started",
        address=access.address,
        port=access.port,
        origins=access.origins,
        auth=access.auth.value,
        edition=edition,
        hash=fingerprint,
        versions={name: version(name) for name in VERSIONS},
    )


def session_opened(session: str, board: str, live: int) -> None:
    """Log that a page was opened; ``session`` is a number drawn for the log alone."""
    _log.info("session opened", session=session, board=board, live=live)


def session_closed(session: str, board: str, seconds: float, live: int) -> None:
    """Log that a page was left, after how long, and how many are still open."""
    _log.info("session closed", session=session, board=board, seconds=round(seconds, 1), live=live)


@contextmanager
def answering(metric: str, by: Iterable[str] = (), slow: float = SLOW) -> Iterator[None]:
    """Log the question answered inside the block if that was slow; never the reader's filter.

    Args:
        metric: Name of the metric.
        by: Dimensions of the breakdown.
        slow: Seconds from which to log.
    """
    start = time.perf_counter()
    yield
    seconds = time.perf_counter() - start
    if seconds >= slow:
        _log.warning("slow answer", metric=metric, by=list(by), seconds=round(seconds, 2))


def failed(error: BaseException, during: str) -> str:
    """Log an error with its trace.

    Args:
        error: What happened.
        during: What was being done, a fixed text.

    Returns:
        Its id, for the reader to quote.
    """
    name = secrets.token_hex(4)
    _log.error("error", id=name, during=during, kind=type(error).__name__, trace=_trace(error))
    return name


def reported(view: Callable[[], Page], apology: Callable[[str], Page]) -> Callable[[], Page]:
    """Return a view that, where the given one fails, logs the error and returns an apology.

    Args:
        view: Makes a page.
        apology: Makes the page of an error from its id.
    """

    @wraps(view)
    def page() -> Page:
        try:
            return view()
        except Exception as error:
            return apology(failed(error, "opening a page"))

    return page


def reporting(show: Callable[[str], object]) -> Callable[[Exception], None]:
    """Return what Panel calls with an error of a live page (``pn.config.exception_handler``).

    Args:
        show: Tells the reader the id of the error.
    """

    def told(error: Exception) -> None:
        show(failed(error, "answering a reader"))

    return told


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


class _Relay(logging.Handler):
    """Passes on what libraries log: the fixed text, never the values that go into it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log a record of a library."""
        known = record.name == "py.warnings"  # a warning speaks of code, and its text is a value
        text = " ".join((record.getMessage() if known else str(record.msg)).split())
        text = next((own for start, own in _OTHER_WORDS.items() if text.startswith(start)), text)
        error = record.exc_info[1] if record.exc_info else None
        more = {} if error is None else {"trace": _trace(error)}
        _log.log(max(record.levelno, logging.DEBUG), text, logger=record.name, **more)


def _relay_libraries() -> None:
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if not isinstance(h, _Relay)] + [_Relay()]
    logging.captureWarnings(True)
    for name in _LIBRARIES:
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(logging.WARNING)
    for name, level in _LOUD.items():
        logging.getLogger(name).setLevel(level)
