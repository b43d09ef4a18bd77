"""The parts of a page as HTML: all of them at first, then those that changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from clusterdash.engine import Engine
from clusterdash.geography import FRAME, sentence
from clusterdash.language import say, say_many, spoken
from clusterdash.model import Board
from clusterdash.state import Selection
from clusterdash.ui import drawing
from clusterdash.ui.answers import Answer
from clusterdash.ui.cards import Card
from clusterdash.ui.controls import choices
from clusterdash.ui.heads import Chip, Head
from clusterdash.ui.listing import Listing
from clusterdash.ui.matrix import Matrix
from clusterdash.ui.render import render
from clusterdash.ui.site import Site
from clusterdash.ui.tiles import legend, tiles


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a page says at one moment.

    Attributes:
        site: How the server offers the site.
        board: What the page shows.
        engine: What answered.
        selection: What is selected, with the ways back and forward.
        cards: Cards by block.
        answers: What they draw.
        head: The sentence of the page.
        chips: What is chosen.
        matrix: The way in, if the page has it.
        listing: The organisations, if the page lists them.
        heights: Heights of figures by block, in CSS pixels.
    """

    site: Site
    board: Board
    engine: Engine
    selection: Selection
    cards: Mapping[str, Card]
    answers: Mapping[str, tuple[Answer, ...]]
    head: Head
    chips: tuple[Chip, ...]
    matrix: Matrix | None
    listing: Listing | None
    heights: Mapping[str, int]

    @property
    def title(self) -> str:
        """Title of the browser's window: the selection, then the page."""
        chosen = ", ".join(chip.label for chip in self.chips)
        return " · ".join(filter(None, [chosen, say(self.board.title), "clusterdash"]))

    @property
    def announced(self) -> str:
        """What the live region says of a change."""
        chosen = ", ".join(chip.label for chip in self.chips) or say("everything")
        missing = sum(bool(card.gap) for card in self.cards.values())
        found = say("Showing {selection}. {sentence}", selection=chosen, sentence=self.head.title)
        if not missing:
            return found
        gaps = say_many(
            "{n} figure is not published for this selection.",
            "{n} figures are not published for this selection.",
            missing,
        )
        return f"{found} {gaps}"

    def fragments(self) -> dict[str, str]:
        """Return the HTML of every part that follows the selection, by the id of its place."""
        found = {
            "head": render("head.html", head=self.head),
            "chips": render("chips.html", **self._selected()),
        }
        for block in self.board.blocks:
            card = self.cards[block.key]
            found[f"{block.key}-top"] = render("top.html", card=card, files=self.site.files)
            found[f"{block.key}-below"] = render("below.html", card=card, **self._site())
            if block.kind == "map":
                held = self._map(block.key)
                found[f"{block.key}-tiles"] = render("tiles.html", **held)
                found[f"{block.key}-key"] = render("key.html", **held)
        if self.listing:
            found["listing"] = render("listing.html", **self._listed())
        return found

    def plots(self, heights: Mapping[str, int]) -> dict[str, dict[str, Any]]:
        """Return name, height and state of every figure."""
        return {
            block.key: {
                "name": self.cards[block.key].alternative,
                "height": 0 if block.kind == "map" else heights.get(block.key, 0),
                "hidden": not self.cards[block.key].drawn,
            }
            for block in self.board.blocks
            if drawing.drawn(block)
        }

    def whole(self, slots: Mapping[str, str]) -> str:
        """Return the page; what stands in its slots is put in as it is."""
        wheres = self.selection.view.where
        maps = [block.key for block in self.board.blocks if block.kind == "map"]
        values = {"held": self._held(), **self._site(), **self._selected()}
        values |= self._map(maps[0]) if maps else {}
        values |= self._listed() if self.listing else {}
        return render(
            "page.html",
            blocks=self.board.blocks,
            cards=self.cards,
            heights=self.heights,
            ratio=FRAME.ratio,
            head=self.head,
            matrix=self.matrix,
            countries=wheres.get("country"),
            ecosystems=wheres.get("ecosystem"),
            pages=self.site.pages(self.engine.registry),
            here=self.board.key,
            home=self.site.home,
            synthetic=self.engine.edition.synthetic,
            edition=self.engine.edition.label,
            choices=choices(self.engine, self.selection),
            slot=lambda name: Markup(slots[name]),  # our own markers, never data
            **values,
        )

    def _site(self) -> dict[str, Any]:
        return {
            "files": self.site.files,
            "contact": self.site.contact,
            "query": self._query(),
            "lang": spoken(),
        }

    def _query(self) -> str:
        query = self.selection.view.to_query()
        return f"?{query}" if query else ""

    def _selected(self) -> dict[str, Any]:
        return {
            "chips": self.chips,
            "past": self.selection.past,
            "future": self.selection.future,
            "query": self._query(),
        }

    def _held(self) -> list[tuple[str, str]]:
        where = self.selection.view.where
        return [(key, code) for key, codes in where.selected for code in codes]

    def _listed(self) -> dict[str, Any]:
        found = self.listing
        assert found is not None
        query = self._query() or "?"
        more = f"{query}&find={found.text}&rows={found.limit * 4}#organisations"
        return {
            "listing": found,
            "profile": self.site.profile,
            "held": self._held(),
            "more": more if found.left else "",
        }

    def _map(self, key: str) -> dict[str, Any]:
        result = self.answers[key][0].result
        return {
            "tiles": tiles(self.engine, result),
            "legend": legend(self.engine, result),
            "located": sentence(drawing.organisations(self.engine, self.selection.view)),
            "chosen": self.selection.view.where.get("country"),
        }
