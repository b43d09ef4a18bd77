"""Answers beside the sessions: files of figures, and pages about one thing."""

from collections.abc import Callable
from html import escape

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from clusterdash.api import Problem
from clusterdash.errors import ClusterdashError, UnknownNameError
from clusterdash.language import spoken
from clusterdash.publish.take import File
from clusterdash.serving.guard import Guarded
from clusterdash.serving.later import NotReadyError

_SHOWN = 80  # letters of an unknown id that are shown


class Files(Guarded):
    """A figure as a file, by an address that anyone can keep and open again."""

    def initialize(
        self, file: Callable[[str, str], File], start: Callable[[HTTPServerRequest], str]
    ) -> None:
        """Take what makes a file from the rest of its address, and what tells where the site is."""
        self._file = file
        self._start = start

    def get(self, name: str) -> None:
        """Answer with the file, or say what is wrong with its address."""
        address = f"{name}?{self.request.query}"
        try:
            made = self._file(address, self._start(self.request))
        except Problem as error:
            self._refuse(error.status, error)
        except NotReadyError as error:
            self._refuse(503, error)
        except ClusterdashError as error:
            self._refuse(400, error)
        else:
            self.set_header("Content-Type", made.mime)
            self.set_header("Content-Disposition", f'attachment; filename="{made.name}"')
            self.set_header("Cache-Control", "no-cache")
            self.finish(made.content)

    head = get

    def _refuse(self, status: int, error: ClusterdashError) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(error))


class Profiles(Guarded):
    """The page about one organisation, event, partnership, source or document."""

    def initialize(
        self, render: Callable[[str], str], lost: Callable[[str, UnknownNameError], str]
    ) -> None:
        """Take what makes the page from an id, and the page for an id that nothing has."""
        self._render = render
        self._lost = lost

    def get(self) -> None:
        """Answer with the page."""
        code = self.get_query_argument("id", "")
        try:
            page = self._render(code)
        except UnknownNameError as error:
            self.set_status(404)
            page = self._lost(code[:_SHOWN], error)
        except NotReadyError as error:
            self.set_status(503)
            page = _early(error)
        self.finish(page)


class Finds(Guarded):
    """What a text finds, as a page or, for the command box of a page, as data."""

    def initialize(
        self, render: Callable[[str], str], listed: Callable[[str], dict[str, object]]
    ) -> None:
        """Take what makes the page, and what makes the data, from the query of the address."""
        self._render = render
        self._listed = listed

    def get(self) -> None:
        """Answer with the page or the data."""
        self.set_header("Cache-Control", "no-cache")
        try:
            if self.get_query_argument("part", ""):
                self.finish(self._listed(self.request.query))
            else:
                self.finish(self._render(self.request.query))
        except NotReadyError as error:
            self.set_status(503)
            self.finish(_early(error))


def _early(error: NotReadyError) -> str:
    again = f'<meta http-equiv="refresh" content="{error.again}">' if error.again >= 0 else ""
    lang = spoken().replace("_", "-")
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8">{again}'
        f"<title>clusterdash</title><h1>{escape(str(error))}</h1></html>"
    )


class SignIn(RequestHandler):
    """The way to the page where readers sign in, from a page below a prefix."""

    def get(self) -> None:
        """Lead there, with the page to come back to."""
        query = f"?{self.request.query}" if self.request.query else ""
        self.redirect(f"../login{query}")
