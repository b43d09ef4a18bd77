"""What the command box answers: results as links, and what choosing each does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from clusterdash.engine import Engine
from clusterdash.language import all_of, say, say_many
from clusterdash.model import Where
from clusterdash.state import View
from clusterdash.ui import compare
from clusterdash.ui.command.index import MOST, Found, index
from clusterdash.ui.command.shown import cards, catalogue
from clusterdash.ui.command.things import CHOSEN, KINDS, PAGED, Thing
from clusterdash.ui.links import asked
from clusterdash.ui.site import Site

LETTERS = 200
"""Letters of a text that are read."""

_OWN = frozenset({"q", "here", "part"})  # what the box itself sends; the rest is the selection


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader typed, and where.

    Attributes:
        text: What was typed.
        view: What is selected there.
        strange: What the link asks for that is not known, one sentence each.
        here: Key of the board with a selection that the box stands on, or "".
    """

    text: str
    view: View
    strange: tuple[str, ...] = ()
    here: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        name: What was found.
        kind: What it is, in words.
        does: What choosing it does, in words.
        href: Where it leads, relative to the start of the site.
        step: Query of the selection that it makes on the very page, or None where it leaves it.
    """

    name: str
    kind: str
    does: str
    href: str
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """All results of a text.

    Attributes:
        said: How many there are, or what to type.
        hits: The best first.
    """

    said: str
    hits: tuple[Hit, ...]


def wanted(engine: Engine, query: str) -> Wanted:
    """Read what the box sends: what was typed and, as links hold it, what is selected.

    Args:
        engine: What knows the codes.
        query: The query of the address.
    """
    own = dict(parse_qsl(query, errors="replace", max_num_fields=None))
    rest = "&".join(piece for piece in query.split("&") if piece.split("=")[0] not in _OWN)
    found = asked(engine, rest)
    return Wanted(
        own.get("q", "")[:LETTERS].strip(), found.view, found.strange, own.get("here", "")
    )


def hits(engine: Engine, site: Site, want: Wanted) -> Hits:
    """Return what a text finds, as links.

    Args:
        engine: What knows the edition.
        site: How the server offers the site.
        want: What was typed, and where.
    """
    found = index(engine).find(want.text)
    ways = _Ways(engine, site, want)
    made = tuple(dict.fromkeys(ways.all(found)))[:MOST]
    return Hits(_said(want.text, found, len(made)), made)


class _Ways:
    """Where each thing leads from one page."""

    def __init__(self, engine: Engine, site: Site, want: Wanted) -> None:
        self._engine, self._site, self._want = engine, site, want
        self._pages = {page.key: page for page in site.pages(engine.registry)}
        on_it = want.here == compare.KEY and compare.KEY in self._pages
        self._sides = compare.sides(engine, want.view) if on_it else None

    def all(self, found: Found) -> Iterator[Hit]:
        """Yield results, the best first; a place that stands first with its own page."""
        named = [*found.named]
        if named:
            yield from self._with_page(named.pop(0))
        yield from map(self._one, named)
        if found.joined:
            yield self._together(found.joined)
        others = [*found.other]
        if others and not (found.named or found.joined):
            yield from self._with_page(others.pop(0))
        yield from map(self._one, [*found.joined, *others])

    def _with_page(self, thing: Thing) -> Iterator[Hit]:
        hit = self._one(thing)
        yield hit
        if thing.kind in CHOSEN and thing.kind in PAGED:
            href = self._site.about(PAGED[thing.kind], thing.code)
            name = say("All about {name}", name=thing.name)
            yield Hit(name, hit.kind, say("Opens its own page"), href)

    def _one(self, thing: Thing) -> Hit:
        if thing.kind in CHOSEN:
            key, sides = CHOSEN[thing.kind], self._sides
            if sides and sides.key == key and key in self._want.view.where:
                return self._beside(thing, sides)
            more = bool(self._want.view.where.get(key))
            return self._choice(thing.name, _kind(thing), self._added(thing), more=more)
        if thing.kind in PAGED:
            href = self._site.about(PAGED[thing.kind], thing.code)
            return Hit(thing.name, _kind(thing), say("Opens its own page"), href)
        return self._shown(thing, self._want.view, thing.name)

    def _beside(self, thing: Thing, sides: compare.Sides) -> Hit:
        """Return the way to one side more, on the page that compares."""
        held = self._want.view
        view = compare.pinned(self._engine, held, thing.code)
        own, way = sides.own, compare.yielding(held, sides)
        if own and thing.code in {own.code, *(held.where.get(sides.key) if not own.code else ())}:
            does = say("Is selected on this page")
        elif any(side.code == thing.code for side in sides.every):
            does = say("Stands beside it on this page")
        elif view == held or own is None:
            does = say("Five stand side by side: take one away to add another.")
        elif way:
            does = say(
                "Sets it beside {name}, in place of {other}", name=own.label, other=way.label
            )
        else:
            does = say("Sets it beside {name}", name=own.label)
        return Hit(
            thing.name, _kind(thing), does, self._address(compare.KEY, view), view.to_query()
        )

    def _together(self, things: Sequence[Thing]) -> Hit:
        """Return what several things ask for together; they take the place of what is selected."""
        chosen = [thing for thing in things if thing.kind in CHOSEN]
        named = ", ".join(thing.name for thing in chosen)
        view = self._instead(chosen)
        asks = [thing for thing in things if thing.kind not in CHOSEN]
        if asks:
            name = say("{measure}: {selection}", measure=asks[0].name, selection=named)
            return self._shown(asks[0], view, name, all_of(thing.name for thing in chosen))
        return self._choice(named, say("Selection"), view)

    def _shown(self, thing: Thing, view: View, name: str, chosen: str = "") -> Hit:
        """Return the way to the page, or to the card that shows a measure."""
        key, place = (thing.code, "") if thing.kind == "page" else self._card(thing.code)
        title = say(self._pages[key].title)
        listed = place.startswith("#measure-")
        if thing.kind == "page":
            does = say("Opens the page")
        elif listed:
            does = say("Opens its entry in the catalogue on the page {page}", page=title)
        else:
            does = say("Shows its card on the page {page}", page=title)
        if chosen:
            does = say("{does}, with {selection} selected", does=does, selection=chosen)
        return Hit(name, _kind(thing), does, self._address(key, view) + place)

    def _card(self, metric: str) -> tuple[str, str]:
        shown = cards(self._engine)
        if metric in shown:
            key, block = shown[metric]
            return key, f"#{block.key}"
        return catalogue(self._engine), f"#measure-{metric}"

    def _choice(self, name: str, kind: str, view: View, *, more: bool = False) -> Hit:
        """Return the way to a selection: on this page where it has one, else on the first."""
        if not self._want.here:
            does = (
                say("Opens the start page with this added to what is selected")
                if more
                else say("Opens the start page with this selected")
            )
            return Hit(name, kind, does, self._address("start", view))
        key = self._want.here if self._want.here in self._pages else "start"
        does = say("Adds it to what is selected on this page") if more else ""
        does = say("Is selected on this page") if view == self._want.view else does
        does = does or say("Selects it on this page")
        return Hit(name, kind, does, self._address(key, view), view.to_query())

    def _address(self, key: str, view: View) -> str:
        query = view.to_query()
        return self._pages[key].route + (f"?{query}" if query else "")

    def _added(self, thing: Thing) -> View:
        held = dict(self._want.view.where.selected)
        key = CHOSEN[thing.kind]
        return self._view(held | {key: (*held.get(key, ()), thing.code)})

    def _instead(self, things: Iterable[Thing]) -> View:
        named: dict[str, tuple[str, ...]] = {}
        for thing in things:
            key = CHOSEN[thing.kind]
            named[key] = (*named.get(key, ()), thing.code)
        view = self._view(dict(self._want.view.where.selected) | named)
        pinned = view.beside
        # Several stand beside each other, not as one beside what was pinned.
        several = pinned.codes and len(named.get(pinned.key, ())) > 1
        return replace(view, beside=replace(pinned, codes=())) if several else view

    def _view(self, selected: dict[str, tuple[str, ...]]) -> View:
        held = self._want.view
        return replace(held, where=Where.of(selected, held.where.years))


def _kind(thing: Thing) -> str:
    kind = say(KINDS[thing.kind])
    return say("{kind}: {note}", kind=kind, note=thing.note) if thing.note else kind


def _said(text: str, found: Found, n: int) -> str:
    if not text:
        return say(
            "Type a country, an ecosystem, a programme, a measure, an event, a partnership, an "
            "organisation or a publication."
        )
    if not n:
        return say("Nothing is called so. Try fewer words, or another name.")
    if found.alike:
        return say_many(
            "Nothing is called so. {n} name looks like it.",
            "Nothing is called so. {n} names look like it.",
            n,
        )
    if n == MOST:
        return say("The {n} best results.", n=n)
    return say_many("{n} result.", "{n} results.", n)
