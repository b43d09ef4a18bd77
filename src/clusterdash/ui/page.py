"""One page of one session: what it says, and what changes when its selection does."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from clusterdash.charts.chart import Chart, together
from clusterdash.engine import Engine
from clusterdash.model import Board
from clusterdash.state import Selection, View
from clusterdash.ui import compare, drawing
from clusterdash.ui.actions import act
from clusterdash.ui.embedded import within
from clusterdash.ui.heads import Head, chips, head
from clusterdash.ui.links import Asked
from clusterdash.ui.listing import PAGE, Listing, between, listing
from clusterdash.ui.lists import kept
from clusterdash.ui.matrix import matrix
from clusterdash.ui.natives import natives
from clusterdash.ui.parts import Parts
from clusterdash.ui.preview import Preview, of_board
from clusterdash.ui.rolling import rolled
from clusterdash.ui.shown import Shown, shown
from clusterdash.ui.site import Site

_SENT = 30  # steps back that a page keeps for a session that ends


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is: its site, its board and its data.

    Attributes:
        site: How the server offers the site.
        board: What the page shows.
        engine: What answers.
        alone: Whether the page is one card in a frame of another page.
    """

    site: Site
    board: Board
    engine: Engine
    alone: bool = False


class Page:
    """A board in one session.

    Attributes:
        place: Its site, board and data.
        selection: What its reader selected.
        charts: Its figures by block, built once.
    """

    def __init__(self, place: Place, asked: Asked) -> None:
        """Answer what a link asks for and build the figures.

        Args:
            place: Site, board and data.
            asked: What the link asks for.
        """
        self.place = place
        self.selection = Selection(asked.view)
        self._strange = asked.strange
        self._find = asked.find
        self._rows = asked.rows or PAGE
        self._placed = asked.placed
        with together():
            self.charts: dict[str, Chart] = {
                block.key: drawing.build(place.engine, block)
                for block in place.board.blocks
                if drawing.drawn(block)
            }
        self._shown: dict[str, Shown] = {}
        self._sent: dict[str, str] = {}
        self._first: tuple[View, dict[str, str]] = (asked.view, {})
        self.heights: dict[str, int] = {}
        self._answer()

    @property
    def engine(self) -> Engine:
        """What answers."""
        return self.place.engine

    @property
    def board(self) -> Board:
        """What it shows."""
        return self.place.board

    def html(self, slots: Mapping[str, str]) -> str:
        """Return the whole page; figures and controls stand in its slots.

        Args:
            slots: What stands where a figure or a control belongs, by name.
        """
        parts = self._parts()
        self._sent = parts.fragments()
        self._first = (self.selection.view, dict(self._sent))
        return parts.whole(slots)

    def caught_up(self) -> dict[str, Any] | None:
        """Return the patch of a page whose selection moved before its browser was connected."""
        view, sent = self._first
        if view == self.selection.view:
            return None
        self._sent = sent
        return self.patch(push=False)

    def act(self, action: Mapping[str, Any]) -> dict[str, Any] | None:
        """Do what a reader asked for, and return the patch of the page, or None for nothing."""
        before, strange = self.selection.view, self._strange
        self._strange = ()
        done = act(self, action)
        if self.selection.view == before and not self._strange:
            self._strange = strange
        if not done:
            return None
        return self.patch(push=done == "choose" and self.selection.view != before)

    def draw(self) -> dict[str, int]:
        """Patch the figures with what was answered last, and return the heights that changed."""
        before, view = dict(self.heights), self.selection.view
        for block in self.place.board.blocks:
            if block.key in self.charts and self._shown[block.key].card.drawn:
                content = drawing.content(self.engine, block, view)
                self.charts[block.key].show(content)
                self.heights[block.key] = content.height
        return {key: height for key, height in self.heights.items() if before.get(key) != height}

    @property
    def title(self) -> str:
        """Title of the browser's window."""
        return self._parts().title

    @property
    def preview(self) -> Preview:
        """What a link to this page says of it."""
        parts = self._parts()
        said = of_board(self.engine, self.board, self.selection.view, parts.head.title)
        return Preview(parts.title, said)

    def patch(self, *, push: bool) -> dict[str, Any]:
        """Answer the selection and return what changed; ``draw`` then patches the figures.

        Args:
            push: Whether the browser should remember the new address as a step of its own.
        """
        self._answer()
        parts = self._parts()
        fragments = parts.fragments()
        changed = {k: html for k, html in fragments.items() if self._sent.get(k) != html}
        self._sent |= changed
        view = self.selection.view
        return {
            "html": changed,
            "plots": parts.plots(),
            "picked": {key: list(codes) for key, codes in view.where.selected},
            "query": parts.query,
            "push": push,
            "past": [old.to_query() for old in self.selection.past[:_SENT]],
            "future": [old.to_query() for old in self.selection.future[:_SENT]],
            "title": parts.title,
            "said": parts.announced,
        }

    def find(self, text: str) -> None:
        """Look for organisations."""
        self._find, self._rows = text[:200], PAGE

    def place_at(self, known: str) -> None:
        """List organisations with a location, or without; the same again lists all."""
        self._placed = "" if known == self._placed else known
        self._rows = PAGE

    def more(self) -> None:
        """List more organisations."""
        self._rows *= 4

    def rows(self, action: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return rows of the list that a reader scrolls to, or None where none is asked for."""
        if not self._has("list"):
            return None
        where, metric = self.selection.view.where, self._metric()
        part = partial(between, self.engine, where, self._find, metric, wanted=self._placed)
        found = rolled(kept(metric), self.place.site, part, action)
        if found and self.place.alone:
            blocks = found["rows"]["blocks"]
            found["rows"]["blocks"] = {at: within(html, self.board) for at, html in blocks.items()}
        return found

    def go(self, asked: Asked) -> None:
        """Look at what a link asks for."""
        self.selection.go(asked.view)
        self._strange = asked.strange

    def turn(self, block: str, way: str) -> bool:
        """Switch a block to another of its breakdowns; return whether it has that one."""
        found = [b for b in self.place.board.blocks if b.key == block and way in b.ways]
        for held in found:
            self.selection.turn(block, "" if way == held.ways[0] else way)
        return bool(found)

    def remember(self, past: list[View], future: list[View]) -> None:
        """Take up the way back of a session that ended."""
        self.selection.param.update(past=tuple(past), future=tuple(future))

    def _answer(self) -> None:
        view, engine = self.selection.view, self.place.engine
        for block in self.place.board.blocks:
            self._shown[block.key] = shown(engine, block, view)

    def restore(self, view: View, past: tuple[View, ...], future: tuple[View, ...]) -> None:
        """Return to an earlier selection after a failure, so that the next action starts there."""
        self.selection.param.update(view=view, past=past, future=future)

    def _parts(self) -> Parts:
        engine, view = self.place.engine, self.selection.view
        answered = {key: made.answers for key, made in self._shown.items()}
        return Parts(
            site=self.place.site,
            board=self.place.board,
            engine=engine,
            selection=self.selection,
            cards={key: made.card for key, made in self._shown.items()},
            answers=answered,
            head=self._head(),
            chips=chips(engine, view),
            matrix=matrix(engine) if self._has("matrix") else None,
            listing=self._listing(),
            natives=natives(engine, self.place.board, view),
            heights=self.heights,
            alone=self.place.alone,
            bar=compare.bar(engine, view) if self.place.board.key == compare.KEY else None,
        )

    def _head(self) -> Head:
        made = compare.head if self.place.board.key == compare.KEY else head
        return made(self.engine, self.place.board, self.selection.view, self._strange)

    def _listing(self) -> Listing | None:
        if not self._has("list"):
            return None
        where, metric = self.selection.view.where, self._metric()
        return listing(
            self.place.engine, where, self._find, self._rows, metric, wanted=self._placed
        )

    def _metric(self) -> str:
        """Return the metric whose rows the page lists."""
        (block,) = (b for b in self.place.board.blocks if b.kind == "list")
        return block.asks[0].metric

    def _has(self, kind: str) -> bool:
        return any(block.kind == kind for block in self.place.board.blocks)
