"""The servers inside a notebook's kernel: one for each edition, for this machine alone."""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Callable
from functools import cache
from html import escape
from threading import Event, Lock, Thread
from typing import Any

import panel as pn
from tornado.ioloop import IOLoop

from clusterdash.engine import Engine
from clusterdash.language import say
from clusterdash.notebook.address import Way, way
from clusterdash.serving.access import LOOPBACK, Access, Auth
from clusterdash.serving.app import told
from clusterdash.serving.headers import LOOPBACKS
from clusterdash.ui.session import apology, view
from clusterdash.ui.site import Site

Make = Callable[[str], pn.Template]
"""Makes the page of a session from the query of its address."""
_GONE = "{%% extends base %%}{%% block contents %%}<main><p>%s</p></main>{%% endblock %%}"
_STEM = "shown-"
_SECONDS = 30.0
_TRIES = 5
_KEPT = 100  # figures drawn by analysts; of earlier ones the cell is run again
# Advice about proxies, which is followed below, and windows that were closed in between.
_TALKATIVE = ("bokeh.server.util", "bokeh.server.views.ws")
_log = logging.getLogger(__name__)
_starting = Lock()


class Local:
    """The running server.

    Attributes:
        way: How browsers find it.
    """

    def __init__(self, engine: Engine) -> None:
        """Start it and wait until it listens.

        Args:
            engine: What answers on all its pages, and in the files that they offer.

        Raises:
            RuntimeError: It did not start.
        """
        self.way = Way("")
        self._engine = engine
        self._pages: dict[str, Make] = {}
        self._few: list[str] = []
        self._ready = Event()
        self._error: Exception | None = None
        Thread(target=self._run, name="clusterdash-server", daemon=True).start()
        if not self._ready.wait(_SECONDS) or self._error is not None:
            raise RuntimeError("The server of this notebook did not start.") from self._error

    def hold(self, make: Make, *, few: bool = False) -> str:
        """Keep a page under an address that nobody can guess, and return that address.

        Args:
            make: Makes the page anew for every session.
            few: Whether it holds much, so that only the last ones are kept.
        """
        name = _STEM + secrets.token_hex(8)
        self._pages[name] = make
        if few:
            self._few.append(name)
            for old in self._few[:-_KEPT]:
                del self._pages[old]
            del self._few[:-_KEPT]
        return self.way.stem + name

    def _run(self) -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        try:
            server = self._listening()
        except Exception as error:  # told to the thread that waits for the server
            self._error = error
            return
        finally:
            self._ready.set()
        server.io_loop.start()

    def _listening(self) -> Any:  # noqa: ANN401 - Bokeh's server carries no types
        for last in (*[False] * (_TRIES - 1), True):
            port = _free()
            try:
                server = self._serve(port)
            except OSError:  # somebody else took the port in between
                if last:
                    raise
            else:
                server.start()
                return server
        return None

    def _serve(self, port: int) -> Any:  # noqa: ANN401 - Bokeh's server carries no types
        engine, site = self._engine, Site(embeds=False)
        self.way = way(port, os.environ)
        # Through a proxy, the host is that of the notebook's own server, which signs readers in.
        # Here a page's connection needs the page's own token, which no other site can read.
        own = (f"{LOOPBACK}:{port}", f"localhost:{port}")
        access = Access(LOOPBACK, port, ("*",) if self.way.proxied else own, Auth.nobody_else)
        pages = {page.route.removeprefix("."): page.key for page in site.pages(engine.registry)}
        routes = {f"/{route.strip('/')}": key for route, key in pages.items()}
        options = told(access, engine, site, tuple(routes), framed_by=LOOPBACKS)
        shown: dict[str, Callable[[], pn.Template]] = {
            route: _board(key, site, engine) for route, key in routes.items()
        }
        # Bokeh takes a route for a pattern.
        shown[f"/{_STEM}[0-9a-f]+"] = self._kept
        quiet = {"log_function": lambda _handler: None}  # the notebook is no log
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.ERROR)
        return pn.serve(shown, **options, **quiet, start=False, loop=IOLoop.current())

    def _kept(self) -> pn.Template:
        request = _request()
        make = self._pages.get(str(request.path).rsplit("/", 1)[-1])
        if make is None:
            return _gone()
        try:
            return make(str(request.query))
        except Exception as error:
            return apology(failed(error))


def _free() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _board(key: str, site: Site, engine: Engine) -> Callable[[], pn.Template]:
    def page() -> pn.Template:
        try:
            return view(key, site, engine, failed)
        except Exception as error:
            return apology(failed(error))

    return page


def _gone() -> pn.Template:
    said = say("This page is no longer kept by its notebook. Run the cell again.")
    return pn.Template(_GONE % escape(said))


def _request() -> Any:  # noqa: ANN401 - a request that Bokeh wraps
    document = pn.state.curdoc
    context: Any = document.session_context if document is not None else None
    return context.request


def failed(error: Exception) -> str:
    """Tell the notebook of an error in a page, and return its id for the page."""
    name = secrets.token_hex(4)
    _log.error("error %s in a page", name, exc_info=error)
    return name


@cache
def _started(_process: int, engine: Engine) -> Local:
    return Local(engine)


def local(engine: Engine) -> Local:
    """Return the server of this process for an edition, started on first use.

    Each edition has its own, so that no link or file of a page can lead into another.
    """
    with _starting:
        return _started(os.getpid(), engine)
