"""The parts of a page as HTML: all of them at first, then those that changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from markupsafe import Markup

from clusterdash.charts.web import RATIO
from clusterdash.engine import Engine
from clusterdash.geography import FRAME, sentence
from clusterdash.language import say, say_many, spoken
from clusterdash.model import DIMENSIONS, Block, Board
from clusterdash.publish.synthetic import made_up, marked
from clusterdash.state import Selection
from clusterdash.ui import drawing
from clusterdash.ui.answers import Answer
from clusterdash.ui.cards import Card
from clusterdash.ui.controls import choices
from clusterdash.ui.heads import Chip, Head
from clusterdash.ui.listing import Listing
from clusterdash.ui.lists.facets import PLACED
from clusterdash.ui.matrix import Matrix
from clusterdash.ui.narrowing import narrowed, query
from clusterdash.ui.render import render
from clusterdash.ui.site import Page, Site, credits
from clusterdash.ui.tiles import legend, tiles
from clusterdash.ui.web import web

_BELOW = (
    "key", "twins", "files", "definitions", "coverage", "notes", "rivals", "caveats", "origins",
    "credit", "dated", "cited", "identity", "edition",
)  # fmt: skip
_CELL = frozenset({"country", "ecosystem"})  # what a cell of the matrix or a tile chooses


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
        listing: What the page lists, if anything.
        natives: What the templates of native blocks say, by block.
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
    natives: Mapping[str, Mapping[str, object]]
    heights: Mapping[str, int]

    @property
    def title(self) -> str:
        """Title of the browser's window: the selection, then the page."""
        chosen = ", ".join(chip.label for chip in self.chips)
        parts = [self._made, chosen, say(self.board.title), "clusterdash"]
        return " · ".join(filter(None, parts))

    @property
    def _made(self) -> str:
        return made_up(synthetic=self.engine.edition.synthetic)

    def _shared(self) -> dict[str, Any]:
        """Return what every template may say."""
        return {**_site(self.site), "about": self.site.about, "made": self._made}

    @property
    def announced(self) -> str:
        """What the live region says of a change."""
        chosen = ", ".join(chip.label for chip in self.chips) or say("everything")
        missing = sum(bool(card.gap) for card in self.cards.values())
        title = marked(self.head.title, synthetic=self.engine.edition.synthetic)
        found = say("Showing {selection}. {sentence}", selection=chosen, sentence=title)
        if self.listing and (self.listing.text or self.listing.placed):
            found = f"{found} {self.listing.said}"
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
            "head": render("head.html", head=self.head, about=self.site.about),
            "chips": render("chips.html", **self._selected()),
        }
        for block in self.board.blocks:
            card = self.cards[block.key]
            found[f"{block.key}-top"] = _top(card, spoken())
            found[f"{block.key}-below"] = _below(_Below(card, self.site), self.site)
            if block.kind == "map":
                held = {"map": self._map(block), "kept": self._held(free=_CELL), "made": self._made}
                found[f"{block.key}-tiles"] = render("tiles.html", **held)
                found[f"{block.key}-key"] = render("key.html", **held)
            if block.kind == "web":
                found[f"{block.key}-tiles"] = render("web.html", **self._web(block))
            if block.ways:
                found[f"{block.key}-ways"] = render("ways.html", **self._ways(block))
        for key, values in self.natives.items():
            kind = next(b.kind for b in self.board.blocks if b.key == key)
            found[f"{key}-native"] = render(f"{kind}.html", **self._native(values))
        if self.listing:
            found["listing"] = render("listing.html", **self._listed())
        return found

    def plots(self) -> dict[str, dict[str, Any]]:
        """Return name and state of every figure."""
        return {
            block.key: {
                "name": self.cards[block.key].alternative,
                "hidden": not self.cards[block.key].drawn,
            }
            for block in self.board.blocks
            if drawing.drawn(block)
        }

    def whole(self, slots: Mapping[str, str]) -> str:
        """Return the page; what stands in its slots is put in as it is."""
        wheres = self.selection.view.where
        values = {"held": self._held(), **self._shared(), **self._selected()}
        values |= self._listed() if self.listing else {}
        for own in self.natives.values():
            values |= self._native(own)
        return render(
            "page.html",
            blocks=self.board.blocks,
            cards=self.cards,
            heights=self.heights,
            ratios={"map": FRAME.ratio, "web": RATIO},
            head=self.head,
            matrix=self.matrix,
            countries=wheres.get("country"),
            ecosystems=wheres.get("ecosystem"),
            maps={b.key: self._map(b) for b in self.board.blocks if b.kind == "map"},
            webs={b.key: self._web(b) for b in self.board.blocks if b.kind == "web"},
            ways={b.key: self._ways(b) for b in self.board.blocks},
            natives=self.natives,
            onward=self._onward(),
            kept=self._held(free=_CELL),
            root="",
            pages=self.site.pages(self.engine.registry),
            here=self.board.key,
            home=self.site.home,
            across=self._across(),
            synthetic=self.engine.edition.synthetic,
            edition=self.engine.edition.label,
            credits=credits(self.engine),
            choices=choices(self.engine, self.selection),
            slot=lambda name: Markup(slots[name]),  # our own markers, never data
            **values,
        )

    def _across(self) -> str:
        """Return the address of this page in the other edition, or ""."""
        pages = self.site.pages(self.engine.registry)
        return next((self.site.across(p.route) for p in pages if p.key == self.board.key), "")

    def _onward(self) -> dict[str, Page]:
        """Return the page that tells more, for cards of a page that gathers several themes."""
        registry = self.engine.registry
        own = {
            block.key: registry.metric(block.asks[0].metric).theme for block in self.board.blocks
        }
        if len(set(own.values())) == 1 or any(t.board is self.board for t in registry.themes):
            return {}
        routes = {page.key: page for page in self.site.pages(registry)}
        boards = {t.key: routes[t.board.key] for t in registry.themes if t.board}
        return {key: boards[theme] for key, theme in own.items() if theme in boards}

    @property
    def query(self) -> str:
        """The query of the page's address: what is selected, and what is looked for."""
        return query(self.selection.view, self.listing)

    def _selected(self) -> dict[str, Any]:
        return {
            "chips": self.chips,
            "past": self.selection.past,
            "future": self.selection.future,
            "query": f"?{self.query}" if self.query else "",
        }

    def _held(self, free: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
        """Return the fields of a form that keep the selection, but for what it chooses itself."""
        pairs = parse_qsl(self.selection.view.to_query())
        return [(key, value) for key, value in pairs if key not in free]

    def _listed(self) -> dict[str, Any]:
        found = self.listing
        assert found is not None
        place = next(block.key for block in self.board.blocks if block.kind == "list")
        view = self.selection.view
        held = self._held() + ([(PLACED, found.placed)] if found.placed else [])
        return {
            "listing": found,
            "about": self.site.about,
            "made": self._made,
            "held": held,
            "narrowed": lambda facet, value: f"?{narrowed(view, found, facet, value)}#{place}",
            "more": f"?{query(view, found, rows=found.limit * 4)}#{place}" if found.left else "",
        }

    def _native(self, values: Mapping[str, object]) -> dict[str, object]:
        return {**values, **self._shared()}

    def _ways(self, block: Block) -> dict[str, Any]:
        """Return the breakdowns of a block: key, name, address and whether it is shown so."""
        view, first = self.selection.view, next(iter(block.ways), "")
        now = view.way(block.key) if view.way(block.key) in block.ways else first
        ways = [
            (
                way,
                say(DIMENSIONS[way].label),
                f"?{view.turned(block.key, '' if way == first else way).to_query()}#{block.key}",
                way == now,
            )
            for way in block.ways
        ]
        return {"key": block.key, "ways": ways}

    def _web(self, block: Block) -> dict[str, Any]:
        result = self.answers[block.key][0].result
        return {
            "web": web(self.engine, result),
            "made": self._made,
            "kept": self._held(free=_CELL),
            "countries": self.selection.view.where.get("country"),
        }

    def _map(self, block: Block) -> dict[str, Any]:
        result = self.answers[block.key][0].result
        where = self.selection.view.where
        marked = where.without(*(key for key in where.keys if key not in block.marks))
        said = sentence(drawing.organisations(self.engine, self.selection.view))
        part = self.engine.labels.words(marked)
        return {
            "tiles": tiles(self.engine, result),
            "legend": legend(self.engine, result),
            "located": say("{part}: {located}", part=part, located=said) if part else said,
            "chosen": where.get("country"),
        }


def _site(site: Site) -> dict[str, Any]:
    return {"files": site.files, "contact": site.contact, "lang": spoken()}


@lru_cache(maxsize=1024)
def _top(card: Card, _language: str) -> str:
    return render("top.html", card=card)


class _Below:
    """What stands below a figure: cards that differ in their headline alone share it."""

    __slots__ = ("card", "key")

    def __init__(self, card: Card, site: Site) -> None:
        self.card = card
        self.key = (site, spoken(), *(getattr(card, name) for name in _BELOW))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Below) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=256)
def _below(below: _Below, site: Site) -> str:
    return render("below.html", card=below.card, **_site(site))
