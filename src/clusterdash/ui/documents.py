"""Pages without a session: what is known of one thing, and a route that is none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl

from markupsafe import escape

from clusterdash.engine import Engine, origin
from clusterdash.errors import UnknownNameError
from clusterdash.language import mark, say, spoken
from clusterdash.publish.synthetic import made_up
from clusterdash.ui.command.hits import LETTERS, hits, wanted
from clusterdash.ui.preview import Preview, of_thing
from clusterdash.ui.profiles.country import country
from clusterdash.ui.profiles.document import document
from clusterdash.ui.profiles.ecosystem import ecosystem
from clusterdash.ui.profiles.event import event
from clusterdash.ui.profiles.organisation import profile
from clusterdash.ui.profiles.partnership import partnership
from clusterdash.ui.profiles.source import source
from clusterdash.ui.render import render
from clusterdash.ui.site import Site, credits, palette, version


class _Named(Protocol):
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of page.

    Attributes:
        template: Its template.
        find: Finds what the page is about.
        theme: Theme whose board lists such things.
        lost: What a reader is told who asks for one that is none.
        every: What the list of them is called.
        by: Dimension of the card that shows them all, or "" where they have a list.
    """

    template: str
    find: Callable[[Engine, str], _Named]
    theme: str
    lost: str
    every: str
    by: str = ""


_KINDS = {
    "organisation": _Kind(
        "organisation.html",
        profile,
        "clusters",
        mark("There is no organisation {code}"),
        mark("All organisations"),
    ),
    "event": _Kind(
        "event.html",
        event,
        "matchmaking",
        mark("There is no event {code}"),
        mark("All events"),
    ),
    "partnership": _Kind(
        "partnership.html",
        partnership,
        "sme_reach",
        mark("There is no partnership {code}"),
        mark("All partnerships"),
    ),
    "country": _Kind(
        "country.html",
        country,
        "clusters",
        mark("There is no country {code}"),
        mark("All countries"),
        "country",
    ),
    "ecosystem": _Kind(
        "ecosystem.html",
        ecosystem,
        "clusters",
        mark("There is no ecosystem {code}"),
        mark("All ecosystems"),
        "ecosystem",
    ),
    "source": _Kind(
        "source.html",
        source,
        "sources",
        mark("There is no source {code}"),
        mark("All sources"),
    ),
    "document": _Kind(
        "mission.html",
        document,
        "sources",
        mark("There is no document {code}"),
        mark("All sources"),
    ),
}
# Every card of made-up data carries its mark, one that a template gets later too. What comes from
# data was escaped and cannot hold such a tag.
_CARD = re.compile(r'(<section class="card\b[^>]*>)')
KINDS = tuple(_KINDS)
"""Kinds of pages about one thing, as their routes name them."""


def page(engine: Engine, site: Site, kind: str, code: str) -> str:
    """Return the page about one thing.

    Args:
        engine: What knows it.
        site: How the server offers the site.
        kind: One of ``KINDS``.
        code: Its id.

    Raises:
        UnknownNameError: There is no such thing.
    """
    shape = _KINDS[kind]
    found = shape.find(engine, code)
    return _document(
        shape.template,
        engine,
        site,
        found.name,
        here=_board(engine, shape.theme),
        found=found,
        about=site.about,
        files=site.files,
        back=_list(engine, shape.theme, shape.by),
        every=say(shape.every),
    )


def find(engine: Engine, site: Site, query: str) -> str:
    """Return the page that finds anything by name.

    Args:
        engine: What knows the names.
        site: How the server offers the site.
        query: The query of its address: what was typed, and what is selected.
    """
    want = wanted(engine, query)
    held = want.view.to_query()
    return _document(
        "find.html",
        engine,
        site,
        say("Search"),
        query=f"?{held}" if held else "",
        text=want.text,
        letters=LETTERS,
        held=parse_qsl(held),
        selected=engine.labels.words(want.view.where),
        strange=want.strange,
        found=hits(engine, site, want),
    )


def lost(engine: Engine, site: Site, path: str, meant: str, root: str) -> str:
    """Return the page for a reader who asked for a route that is none.

    Args:
        engine: What knows the boards.
        site: How the server offers the site.
        path: What was asked for.
        meant: The nearest route, or "".
        root: Where the site begins, relative to the path: "" or "../" as often as it is deep.
    """
    heading = say("There is no page {path}", path=path)
    return _document("lost.html", engine, site, heading, root=root, path=path, meant=meant)


def unknown(engine: Engine, site: Site, kind: str, code: str, error: UnknownNameError) -> str:
    """Return the page for a reader who asked for a thing that is none.

    Args:
        engine: What knows the boards.
        site: How the server offers the site.
        kind: One of ``KINDS``.
        code: What was asked for.
        error: What was said of it.
    """
    heading = say(_KINDS[kind].lost, code=code)
    meant = [(_name(engine, kind, name), site.about(kind, name)) for name in error.suggestions]
    board = _board(engine, _KINDS[kind].theme)
    listed = f"{board}#find" if board else ""
    every = say(_KINDS[kind].every)
    return _document("unknown.html", engine, site, heading, every=every, meant=meant, listed=listed)


def _name(engine: Engine, kind: str, code: str) -> str:
    if kind in {"source", "document"}:
        return origin(engine.context, code).title
    return engine.labels.label(kind, code)


def _board(engine: Engine, theme: str) -> str:
    """Return the key of the board of a theme, "" where it has none."""
    return next((t.board.key for t in engine.registry.themes if t.key == theme and t.board), "")


def _list(engine: Engine, theme: str, by: str) -> str:
    """Return the address of what shows all such things on the board of a theme, "" if none does."""
    for each in engine.registry.themes:
        for block in each.board.blocks if each.key == theme and each.board else ():
            if any(ask.by[:1] == (by,) for ask in block.asks) if by else block.kind == "list":
                return f"{_board(engine, theme)}#{block.key}"
    return ""


def _document(
    name: str,
    engine: Engine,
    site: Site,
    heading: str,
    *,
    root: str = "",
    here: str = "",
    back: str = "",
    every: str = "",
    query: str = "",
    **values: object,
) -> str:
    made = made_up(synthetic=engine.edition.synthetic)
    title = " · ".join(filter(None, [made, heading, "clusterdash"]))
    html = render(
        name,
        heading=heading,
        title=title,
        preview=Preview(title, of_thing(engine, values.get("found"), heading)),
        made=made,
        root=root,
        here=here,
        back=back,
        every=every,
        home=site.home,
        query=query,
        finds=site.finds,
        across=site.across(here),
        choices=(),
        pages=site.pages(engine.registry),
        synthetic=engine.edition.synthetic,
        edition=engine.edition.label,
        credits=credits(engine),
        contact=site.contact,
        palette=palette(),
        assets=site.assets,
        version=version(),
        lang=spoken().replace("_", "-"),
        **values,
    )
    return _CARD.sub(rf'\1<p class="made">{escape(made)}</p>', html) if made else html
