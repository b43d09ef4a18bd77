"""Answers of our own beside the pages: how the server is, and a route that is none."""

import sys
from collections.abc import Callable, Sequence
from html import escape
from typing import TypeAlias
from urllib.parse import unquote

from panel.io.server import ComponentResourceHandler
from tornado.web import HTTPError, RequestHandler

from clusterdash.errors import closest
from clusterdash.language import say, spoken

Render: TypeAlias = Callable[[str, str, str], str]
"""Makes the page of a lost reader from the path asked for, the nearest route, or "", and the root.

The root is where the site begins, relative to the path.
"""
_LONGEST = 80
_DEEPEST = 64  # levels: every link repeats them


class Health(RequestHandler):
    """Whether the server is up, for those who watch it."""

    def initialize(self, facts: dict[str, str]) -> None:
        """Take what to answer besides that all is well."""
        self._facts = facts

    def get(self) -> None:
        """Answer at once, from memory."""
        self.set_header("Cache-Control", "no-store")
        self.write({"status": "ok", **self._facts})

    head = get


class Lost(RequestHandler):
    """What a reader sees who asks for a route that is none."""

    def initialize(self, render: Render, routes: Sequence[str]) -> None:
        """Take how to make the page, and where the reader may have wanted to go."""
        self._render = render
        self._routes = routes

    def prepare(self) -> None:
        """Answer whatever the method is."""
        path = unquote(self.request.path)[:_LONGEST]
        self.set_status(404)
        self.set_header("Cache-Control", "no-store")
        self.finish(self._render(path, nearest(path, self._routes), above(self.request.path)))

    def check_xsrf_cookie(self) -> None:
        """Need no cookie: nothing is done."""


class Components(ComponentResourceHandler):
    """Files that components of Panel declare.

    Panel's own route imports whatever module an address names; this one only looks into modules
    that a page has already loaded.
    """

    def parse_url_path(self, path: str) -> str:
        """Return the file, or refuse."""
        if path.split("/", 1)[0] not in sys.modules:
            raise HTTPError(404)
        return str(super().parse_url_path(path))


def nearest(path: str, routes: Sequence[str]) -> str:
    """Return the route that looks most like a path, or "" where none does."""
    named = {route.strip("/").lower(): route for route in routes if route.strip("/")}
    found = closest(path.strip("/").lower(), named, limit=1)
    return named[found[0]] if found else ""


def above(path: str) -> str:
    """Return where the site begins, relative to a path as it was asked for.

    A proxy may offer the site below a prefix that the server never sees, so that no address may
    begin at the host's own root.
    """
    # An encoded slash is a letter of a name, to the browser too.
    return "../" * min(path.count("/") - 1, _DEEPEST)


def lost_page(path: str, route: str, root: str) -> str:
    """Return a plain page for a lost reader.

    Args:
        path: What was asked for.
        route: The nearest route, or "".
        root: Where the site begins, relative to the path.
    """
    title = say("There is no page {path}.", path=path)
    href = escape(root + route.removeprefix("/"))
    meant = f'<p>{escape(say("Did you mean this?"))} <a href="{href}">{escape(route)}</a></p>'
    lang = spoken().replace("_", "-")
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<h1>{escape(title)}</h1>{meant if route else ''}"
        f'<p><a href="{root or "./"}">{escape(say("To the start page"))}</a></p></html>'
    )
