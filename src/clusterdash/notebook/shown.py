"""A board or a card in a notebook: one selection, tied both ways to every window that shows it."""

from collections.abc import Callable, Collection
from functools import partial
from threading import RLock
from typing import Any

import panel as pn
from bokeh.document import Document

from clusterdash.ask import Ask, Edition
from clusterdash.engine import Engine
from clusterdash.errors import QuestionError
from clusterdash.model import Board, Question, Where
from clusterdash.model.board import Kind
from clusterdash.notebook.alone import Alone, alone
from clusterdash.notebook.output import Output, bundle
from clusterdash.notebook.server import Local, failed, local
from clusterdash.opened import engine_called
from clusterdash.state import STATED, View
from clusterdash.ui.links import asked
from clusterdash.ui.page import Place
from clusterdash.ui.session import Session
from clusterdash.ui.session import board as board_called
from clusterdash.ui.site import Site

Years = int | tuple[int, int]
Selected = str | Collection[str]


class Shown:
    """A page of the served app in a notebook.

    What is selected is the same here and in every window that shows it, whoever selects: the reader
    in the page, ``select`` in a cell, or a control. Nothing is started before it is displayed.
    """

    def __init__(self, engine: Engine, board: Board, view: View, output: Output) -> None:
        """Hold a page and what is selected on it.

        Args:
            engine: What answers.
            board: What the page shows.
            view: What is selected at first.
            output: How it looks in a cell.
        """
        self._place = Place(Site(embeds=False), board, engine)
        self._first = self._view = view
        self._output = output
        self._open: dict[Session, Document] = {}
        self._followers: list[Callable[[View], None]] = []
        self._controls: dict[str, Any] = {}
        self._address = ""
        self._lock = RLock()

    @property
    def where(self) -> Where:
        """What is selected now, as codes."""
        return self._view.where

    @property
    def normalised(self) -> str:
        """How numbers are stated now: "", "population" or "share"."""
        return self._view.stated

    @property
    def link(self) -> str:
        """Address of this page with its present selection, for another window on this machine."""
        query = self._view.to_query()
        return self._located() + (f"?{query}" if query else "")

    def select(
        self,
        *,
        year: Years | None = None,
        normalise: str | None = None,
        **selected: Selected | None,
    ) -> "Shown":
        """Select on the page; what is not named stays as it is.

        Args:
            year: One year, or the first and the last.
            normalise: "population" for per million inhabitants, "share" for a share of the EU-27,
                "" for absolute numbers.
            **selected: For a dimension one name or several, in any known form; None frees it.

        Raises:
            UnknownNameError: A dimension or a name is unknown.
            QuestionError: A selection is empty, or there is no such way to state numbers.
        """
        named = {key: codes for key, codes in selected.items() if codes is not None}
        freed = [key for key, codes in selected.items() if codes is None]
        with self._lock:
            held = self._view
            added = selection(self._place.engine, year, named)
            kept = held.where.without(*freed)
            where = Where.of(dict(kept.selected) | dict(added.selected), added.years or kept.years)
            way = held.stated if normalise is None else stated(normalise)
            self._go(View(where, way, held.ways))
        return self

    def clear(self) -> "Shown":
        """Select nothing."""
        self._go(View())
        return self

    def ask(self, metric: str = "") -> Ask:
        """Return a question with the present selection, to be refined and answered.

        Args:
            metric: Name of a metric; the one of the page's own headline unless told.

        Raises:
            UnknownNameError: There is no such metric.
        """
        lead, registry = self._place.board.lead, self._place.engine.registry
        found = registry.metric(metric) if metric else registry.metric(lead.metric)
        way = self._view.stated if self._view.stated in found.normalisers else ""
        if found.key == lead.metric:
            question = Question(found.key, lead.by, self._view.where, way or lead.normalise)
            return Ask(self._place.engine, question, chosen=True)
        return Ask(self._place.engine, Question(found.key, (), self._view.where, way))

    def sentence(self) -> str:
        """Return the page's headline for the present selection, with source, date and edition."""
        return self.ask().sentence()

    def control(self, key: str) -> Any:  # noqa: ANN401 - a widget, which carries no type
        """Return an ipywidgets control with the choices of the page, tied to it both ways.

        Args:
            key: "country", "ecosystem", "programme", "from", "to" or "as".

        Raises:
            UnknownNameError: The page has no such control.
        """
        from clusterdash.notebook.control import control

        with self._lock:
            if key not in self._controls:
                made, follow = control(self._place.engine, key, self._view, self._go)
                self._controls[key] = made
                self._followers.append(follow)
            return self._controls[key]

    def __repr__(self) -> str:
        return self._output.words(self._place, self._view)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return bundle(self._output, self._place, self._view, self._located(), self._server.way)

    @property
    def _server(self) -> Local:
        return local(self._place.engine)

    def _located(self) -> str:
        with self._lock:
            if not self._address:
                self._address = self._server.hold(self._page)
            return self._address

    def _page(self, query: str) -> pn.Template:
        """Make the page for a window; a cell's own address means what is selected by now."""
        engine = self._place.engine
        with self._lock:
            here = query.lstrip("?") == self._output.query(self._first)
            text = self._view.to_query() if here else query
            session = self._output.session(self._place, text, failed)
            document = pn.state.curdoc
            if document is not None:
                self._open[session] = document
                document.on_session_destroyed(partial(self._left, session))
            selected = session.page.selection
            selected.param.watch(lambda event: self._moved(event.new), "view")
            if not here:
                self._moved(asked(engine, query, self._place.board).view)
        return session.template()

    def _left(self, session: Session, _context: object) -> None:
        with self._lock:
            self._open.pop(session, None)

    def _moved(self, view: View) -> None:
        """Take up what a reader selected, and have all others follow."""
        self._go(view)

    def _go(self, view: View) -> None:
        with self._lock:
            if view == self._view:
                return
            self._view = view
            windows = list(self._open.items())
            followers = list(self._followers)
        for session, document in windows:
            # The one call that Bokeh allows from another thread.
            document.add_next_tick_callback(partial(self._follow, session))
        for follow in followers:
            follow(self._view)  # what is selected by then, should another thread have moved on

    def _follow(self, session: Session) -> None:
        # What is selected by then, not when this was asked for: windows that were moved at the same
        # time would otherwise chase each other.
        if session.page.selection.view != self._view:
            session.act({"do": "goto", "query": self._view.to_query()})


def selection(engine: Engine, year: Years | None, selected: dict[str, Selected]) -> Where:
    """Return a filter from names in any known form.

    Raises:
        UnknownNameError: A dimension or a name is unknown.
        QuestionError: A selection is empty.
    """
    some = engine.registry.metrics[0].key
    return Ask(engine, Question(some)).where(year=year, **selected).question.where


def stated(way: str) -> str:
    """Return a way to state numbers, if it is one.

    Raises:
        QuestionError: It is not.
    """
    if way not in STATED:
        raise QuestionError(f"normalise={way!r}: write one of {', '.join(map(repr, STATED))}.")
    return way


def show(
    board: str = "start",
    *,
    year: Years | None = None,
    normalise: str = "",
    height: int | None = None,
    edition: Edition = "",
    **selected: Selected,
) -> Shown:
    """Show a board in a cell: the page that ``clusterdash serve`` shows, with the same figures.

    Args:
        board: Key of the board, as in the address of its page.
        year: One year, or the first and the last.
        normalise: "population" for per million inhabitants, "share" for a share of the EU-27.
        height: Height in the notebook, in CSS pixels.
        edition: What answers: the published edition unless told, "demo" for the demonstration, or
            the folder of another.
        **selected: For a dimension one name or several, in any known form.

    Raises:
        UnknownNameError: There is no such board, dimension or name.
        QuestionError: A selection is empty.
    """
    engine = engine_called(edition)
    view = View(selection(engine, year, dict(selected)), stated(normalise))
    return Shown(engine, board_called(engine, board), view, Output(height))


def card(
    metric: str,
    by: str | Collection[str] | None = None,
    *,
    year: Years | None = None,
    normalise: str = "",
    kind: Kind | None = None,
    title: str = "",
    height: int | None = None,
    edition: Edition = "",
    **selected: Selected,
) -> Shown:
    """Show one figure card in a cell: headline, figure, table, files, citation and sources.

    The answer is that of ``metric(...).by(...).where(...)``.

    Args:
        metric: Name of the metric, a registered one of your own as well.
        by: Dimensions of its breakdown; its own unless told.
        year: One year, or the first and the last.
        normalise: "population" for per million inhabitants, "share" for a share of the EU-27.
        kind: How it is drawn; as fits the question unless told.
        title: What stands above it.
        height: Height in the notebook, in CSS pixels; as the card needs unless told.
        edition: What answers: the published edition unless told, "demo" for the demonstration, or
            the folder of another.
        **selected: For a dimension one name or several, in any known form.

    Raises:
        UnknownNameError: There is no such metric, dimension or name.
        QuestionError: A selection is empty.
    """
    engine = engine_called(edition)
    view = View(selection(engine, year, dict(selected)), stated(normalise))
    given = (by,) if isinstance(by, str) else by
    made = alone(engine, metric, given, view.where, kind=kind, title=title)
    return Shown(engine, made, view, Alone(height))
