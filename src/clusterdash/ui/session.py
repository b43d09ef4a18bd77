"""A reader's session: one page, its figures and its controls, tied to the browser."""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any, cast

import panel as pn
from bokeh.document import Document
from bokeh.models import Spacer

from clusterdash.charts.palette import THEMES
from clusterdash.engine import Engine
from clusterdash.errors import ClusterdashError, UnknownNameError
from clusterdash.language import say, spoken
from clusterdash.model import Board
from clusterdash.opened import default_engine
from clusterdash.ui import compare, embedded
from clusterdash.ui.bridge import Line
from clusterdash.ui.controls import Controls, choices
from clusterdash.ui.files import file
from clusterdash.ui.links import asked
from clusterdash.ui.page import Page, Place
from clusterdash.ui.render import render, source
from clusterdash.ui.site import ASSETS, Site, palette, version
from clusterdash.ui.start import start

_NOTICE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>clusterdash</title>
{% if again %}<meta http-equiv="refresh" content="{{ again | e }}">{% endif %}
<link rel="stylesheet" href="{{ assets }}page.css"><style>{{ palette }}</style></head>
<body><main><h1>{{ said | e }}</h1><p><a href="{{ onward | e }}">↻</a></p></main></body></html>"""
_MOMENT = 25  # milliseconds
_FIRST = 5  # cards of a row share its height: nothing is painted before the first row was read
_SLOT = re.compile(r"<!--slot:([\w-]+)-->")


class Frame(pn.Template):
    """A page whose parts join the document together.

    Panel adds them one by one, and Bokeh counts all models anew for each: most of a page's time.
    """

    def _init_doc(
        self,
        doc: Document | None = None,
        comm: Any = None,  # noqa: ANN401 - a thread to a notebook, which has no type
        title: str | None = None,
        notebook: bool = False,
        location: Any = True,  # noqa: ANN401 - as Panel takes it
    ) -> Document:
        document = doc or pn.state.curdoc
        if document is None:
            return cast("Document", super()._init_doc(doc, comm, title, notebook, location))
        with document.models.freeze():
            return cast("Document", super()._init_doc(document, comm, title, notebook, location))


class Session:
    """What one browser window holds on the server."""

    def __init__(
        self, place: Place, query: str, report: Callable[[Exception], str] | None = None
    ) -> None:
        """Build the page that a link asks for, with its figures and controls.

        Args:
            place: Site, board and data.
            query: The query of the page's address.
            report: Keeps an error for those who run the server and returns its id.
        """
        self._report = report
        self.page = Page(place, asked(place.engine, query, place.board))
        self.controls = Controls(choices(place.engine, self.page.selection), self.act)
        self._line: Line | None = None

    def template(self) -> pn.Template:
        """Return the page for the browser: complete as HTML, then alive."""
        roots = {f"figure-{key}": chart.figure for key, chart in self.page.charts.items()}
        document = pn.state.curdoc
        carrier = Spacer(visible=False)  # a board may have no figure
        if document is not None:
            self._line = Line(document, carrier)
            self._line.listen(self.act)
            document.title = self.page.title
        panes = {
            name: pn.pane.Bokeh(figure, sizing_mode="stretch_width")
            for name, figure in roots.items()
        }
        panes["carrier"] = pn.pane.Bokeh(carrier)
        shown = {} if self.page.place.alone else self.controls.widgets
        widgets = {f"control-{key}": widget for key, widget in shown.items()}
        slots = {name.removeprefix("figure-"): f"<!--slot:{name}-->" for name in (*panes, *widgets)}
        self.page.draw()
        page = Frame(source("frame.html"))
        for name, pane in (panes | widgets).items():
            page.add_panel(name, pane)
        for name, value in self._frame(self.page.html(slots)).items():
            page.add_variable(name, value)
        return page

    def _frame(self, html: str) -> dict[str, Any]:
        site = self.page.place.site
        return {
            "pieces": _pieces(html),
            "heading": self.page.title,
            "preview": render("preview.html", preview=self.page.preview),
            "palette": palette(),
            "assets": site.assets,
            "edition": site.name,
            "board": self.page.board.key,
            "version": version(),
            "whole": "".join(block.key for block in self.page.board.blocks[:_FIRST][-1:]),
            "lang": spoken().replace("_", "-"),
            "files": "" if site.files else "session",
            "health": f"{site.root}health" if site.files else "",
        }

    def act(self, action: Mapping[str, Any]) -> None:
        """Do one action of the reader: words first, then figures, so that words are seen first."""
        held = self.page.selection
        before = (held.view, held.past, held.future)
        try:
            if action.get("do") == "rows":
                self._scrolled(action)
                return
            patch = self._answer(action)
            if patch is not None and self._line is not None:
                self._line.tell(patch)
            self._draw()
        except Exception as error:
            if self._report is None or self._line is None:
                raise
            self.page.restore(*before)
            name = self._report(error)
            said = say(
                "This could not be shown. Tell whoever serves this page: error {id}.", id=name
            )
            self._line.tell({"failed": said})

    def _scrolled(self, action: Mapping[str, Any]) -> None:
        """Send rows that come near; nothing else on the page changes."""
        found = self.page.rows(action)
        if found is not None and self._line is not None:
            self._line.tell(found)

    def _draw(self) -> None:
        """Patch the figures a moment later, so that the browser shows the words in between."""
        document = pn.state.curdoc
        if document is None or self._line is None:
            self.page.draw()
        else:
            document.add_timeout_callback(self._figures, _MOMENT)

    def _figures(self) -> None:
        heights = self.page.draw()
        if heights and self._line is not None:
            self._line.tell({"heights": heights})

    def _answer(self, action: Mapping[str, Any]) -> dict[str, Any] | None:
        if action.get("do") == "theme" and action.get("theme") in THEMES:
            self.controls.paint(action["theme"])
            return None
        if action.get("do") in {"ready", "ping"}:
            return self.page.caught_up() if action["do"] == "ready" else {"alive": True}
        if action.get("do") == "file":
            try:
                return self._file(str(action.get("href")))
            except ClusterdashError:
                return None
        try:
            patch = self.page.act(action)
        except ClusterdashError:
            return None  # not from our page: it only sends what the page offers
        if patch is not None:
            self.controls.follow(self.page.selection)
        return patch

    def _file(self, href: str) -> dict[str, Any]:
        taken = file(self.page.place.engine, href)
        content = base64.b64encode(taken.content).decode()
        return {"file": {"name": taken.name, "mime": taken.mime, "content": content}}


def _pieces(html: str) -> list[dict[str, str]]:
    """Cut a page at its slots; what comes from data was escaped and cannot hold one."""
    parts = _SLOT.split(html)
    return [
        {"root": p, "html": ""} if i % 2 else {"root": "", "html": p} for i, p in enumerate(parts)
    ]


def board(engine: Engine, key: str) -> Board:
    """Return the start page or the board of a theme.

    Raises:
        UnknownNameError: There is no such board.
    """
    boards = {theme.board.key: theme.board for theme in engine.registry.themes if theme.board}
    boards |= {"start": start(engine), compare.KEY: compare.board(engine)}
    if key not in boards:
        raise UnknownNameError("board", key, tuple(boards))
    return boards[key]


def shown_alone(engine: Engine, query: str) -> Board:
    """Return the board of the one card that an address names.

    Raises:
        UnknownNameError: There is no such board, or it has no such card.
    """
    whole, card = embedded.named(query)
    return embedded.alone(board(engine, whole), card)


def view(
    key: str = "start",
    site: Site | None = None,
    engine: Engine | None = None,
    report: Callable[[Exception], str] | None = None,
) -> pn.Template:
    """Return a page for the session that asks for it.

    Args:
        key: Key of the board; that of one card by itself for what the address names.
        site: How the server offers the site.
        engine: What answers; that of the published edition unless told.
        report: Keeps an error for those who run the server and returns its id.
    """
    engine = engine or default_engine()
    document = pn.state.curdoc
    context: Any = document.session_context if document is not None else None
    query = str(context.request.query) if context is not None and context.request else ""
    if key != embedded.KEY:
        place = Place(site or Site(), board(engine, key), engine)
        return Session(place, query, report).template()
    try:
        found = shown_alone(engine, query)
    except UnknownNameError as error:
        return notice(str(error), (site or Site()).root)
    return Session(Place(site or Site(), found, engine, alone=True), query, report).template()


def apology(name: str, root: str = "") -> pn.Template:
    """Return the page of an error, for a reader to quote its id.

    Args:
        name: Id of the error.
        root: Where the server's shared files are, relative to the page.
    """
    said = say("This page could not be made. Tell whoever serves it: error {id}.", id=name)
    return notice(said, root)


def notice(said: str, root: str = "", *, seconds: int = -1, onward: str = "") -> pn.Template:
    """Return a page of one sentence.

    Args:
        said: The sentence.
        root: Where the server's shared files are, relative to the page.
        seconds: After how many the browser goes on by itself; negative: it stays.
        onward: Address where it goes on; the page's own unless told.
    """
    page = pn.Template(_NOTICE)
    target = f"; url={onward}" if onward else ""
    again = f"{seconds}{target}" if seconds >= 0 else ""
    values = {"said": said, "again": again, "onward": onward, "palette": palette()}
    for name, value in (values | {"assets": f"{root}{ASSETS}"}).items():
        page.add_variable(name, value)
    return page
