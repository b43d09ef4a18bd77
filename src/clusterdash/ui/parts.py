"""The parts of a page as HTML: all of them at first, then those that changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from markupsafe import Markup

from clusterdash.charts.web import RATIO
from clusterdash.engine import Engine
from clusterdash.geography import FRAME, sentence
from clusterdash.language import say, say_many
from clusterdash.model import DIMENSIONS, Block, Board
from clusterdash.publish.synthetic import made_up, marked
from clusterdash.state import Selection, View
from clusterdash.ui import drawing, embedded
from clusterdash.ui.answers import Answer
from clusterdash.ui.cards import Card
from clusterdash.ui.cities import cities
from clusterdash.ui.compare import KEY, Bar
from clusterdash.ui.controls import choices
from clusterdash.ui.heads import Chip, Head
from clusterdash.ui.listing import Listing
from clusterdash.ui.lists.facets import PLACED
from clusterdash.ui.matrix import Matrix
from clusterdash.ui.narrowing import narrowed, query
from clusterdash.ui.render import render
from clusterdash.ui.rendered import below, of_site, top
from clusterdash.ui.site import Page, Site, credits
from clusterdash.ui.tiles import legend, tiles, unit
from clusterdash.ui.web import web

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
        bar: What stands side by side, on the page that compares.
        alone: Whether the page is one card in a frame of another page.
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
    bar: Bar | None = None
    alone: bool = False

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
        return {**of_site(self.site), "about": self.site.about, "made": self._made}

    @property
    def announced(self) -> str:
        """What the live region says of a change."""
        chosen = ", ".join(chip.label for chip in self.chips) or say("everything")
        missing = sum(bool(card.gap) for card in self.cards.values())
        title = marked(self.head.title, synthetic=self.engine.edition.synthetic)
        found = say("Showing {selection}. {sentence}", selection=chosen, sentence=title)
        if self.listing and (self.listing.text or self.listing.placed):
            found = f"{found} {self.listing.whole}"
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
        found = self._foot() if self.alone else self._heads()
        for block in self.board.blocks:
            card = self.cards[block.key]
            found[f"{block.key}-top"] = top(card)
            found[f"{block.key}-below"] = below(card, self.site)
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
            found[f"{key}-native"] = render(f"{kind}.html", own=values, **self._native(values))
        if self.listing:
            found["listing"] = render("listing.html", **self._listed())
        return {key: self._kept(html) for key, html in found.items()}

    def _heads(self) -> dict[str, str]:
        """Return what stands above the cards of a page."""
        found = {"sides": render("sides.html", bar=self.bar)} if self.bar else {}
        found["head"] = render("head.html", head=self.head, about=self.site.about)
        return found | {"chips": render("chips.html", **self._selected())}

    def _foot(self) -> dict[str, str]:
        """Return what stands below a card in a frame."""
        return {"embedded-foot": render("embedded-foot.html", **self._selected())}

    def _kept(self, html: str) -> str:
        return embedded.within(html, self.board) if self.alone else html

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
        html = render(
            "embed.html" if self.alone else "page.html",
            blocks=self.board.blocks,
            cards=self.cards,
            heights=self.heights,
            ratios={"map": FRAME.ratio, "web": RATIO},
            head=self.head,
            bar=self.bar,
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
            finds=self.site.finds,
            synthetic=self.engine.edition.synthetic,
            credits=credits(self.engine),
            choices=choices(self.engine, self.selection),
            slot=lambda name: Markup(slots[name]),  # our own markers, never data
            **values,
        )
        return self._kept(html)

    def _route(self) -> str:
        """Return the address of the page that a card in a frame is of."""
        pages = self.site.pages(self.engine.registry)
        route = next((p.route for p in pages if p.key == self.board.key), self.site.home)
        selected = query(self.selection.view, self.listing)
        asked = f"?{selected}" if selected else ""
        return f"{route}{asked}#{self.board.blocks[0].key}" if self.board.blocks else route

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
        held = query(self.selection.view, self.listing)
        if not self.alone:
            return held
        return embedded.address(self.board.key, self.board.blocks[0].key, held).partition("?")[2]

    def _selected(self) -> dict[str, Any]:
        return {
            "chips": self.chips,
            "past": self.selection.past,
            "future": self.selection.future,
            "query": f"?{self.query}" if self.query else "",
            "compare": "" if self.board.key == KEY else self._comparing(),
            "edition": self.engine.edition.label,
            "here_route": self._route(),
            "strange": self.head.strange,
        }

    def _comparing(self) -> str:
        """Return the address of the page that compares what is selected."""
        return f"{KEY}?{self.selection.view.to_query()}".rstrip("?")

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
        view, where = self.selection.view, self.selection.view.where
        marked = where.without(*(key for key in where.keys if key not in block.marks))
        said = sentence(drawing.organisations(self.engine, view))
        everywhere = drawing.organisations(self.engine, View(where.without(*block.marks)))
        part = self.engine.labels.words(marked)
        return {
            "tiles": tiles(self.engine, result),
            "legend": legend(self.engine, result),
            "unit": unit(result),
            "cities": cities(self.engine, view, everywhere, self.site.about, block.key),
            "located": say("{part}: {located}", part=part, located=said) if part else said,
            "chosen": where.get("country"),
        }
