"""An edition as a server offers it: below a prefix of its own, so that no link can leave it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import panel as pn

from clusterdash.errors import UnknownNameError
from clusterdash.language import say
from clusterdash.publish.take import File
from clusterdash.registry import Registry
from clusterdash.serving import logs
from clusterdash.serving.access import Access
from clusterdash.serving.api import Api
from clusterdash.serving.later import Later, NotReadyError
from clusterdash.serving.pages import Files, Finds, Profiles
from clusterdash.serving.reached import start
from clusterdash.ui import embedded
from clusterdash.ui.command.hits import hits, wanted
from clusterdash.ui.documents import KINDS, find, lost, page, unknown
from clusterdash.ui.files import file
from clusterdash.ui.session import apology, notice, shown_alone, view
from clusterdash.ui.site import Site


@dataclass(frozen=True, slots=True, eq=False)
class Offered:
    """An edition as a server offers it.

    Attributes:
        held: What answers.
        site: How its pages lead on.
        stem: Prefix of its addresses, or "" for the edition that the server opens with.
    """

    held: Later
    site: Site
    stem: str = ""

    @property
    def _start(self) -> str:
        return f"/{self.stem}" if self.stem else ""

    def boards(self, registry: Registry) -> dict[str, Callable[[], pn.Template]]:
        """Return what makes each page of the navigation, by its route.

        Args:
            registry: Knows the boards.
        """
        found = {}
        for each in self.site.pages(registry):
            route = f"{self._start}/{each.route.removeprefix('./')}"
            whole = route.removesuffix("/") or "/"
            sorry = partial(apology, root=self.site.root)
            found[whole] = logs.reported(self._shown(each.key), sorry)
        alone = partial(apology, root=self.site.root)
        found[f"{self._start}/{embedded.KEY}"] = logs.reported(self._shown(embedded.KEY), alone)
        return found

    def _shown(self, key: str) -> Callable[[], pn.Template]:
        # Panel takes functions for pages; what else can be called is something to show.
        def shown() -> pn.Template:
            onward = self._within()
            if onward:
                return notice(say("This page is a step further."), seconds=0, onward=onward)
            try:
                engine = self.held.engine()
            except NotReadyError as error:
                return notice(str(error), self.site.root, seconds=error.again)
            with logs.answering(f"page {key}"):
                failed = partial(logs.failed, during="answering a reader")
                return view(key, self.site, engine, failed)

        return shown

    def _within(self) -> str:
        """Return where a reader belongs who asks for the prefix without its slash, or "".

        The links of the page are relative: without the slash they would lead out of the edition.
        """
        document = pn.state.curdoc
        context: Any = document.session_context if document is not None else None
        request = context.request if context is not None else None
        if not self.stem or document is None or request is None:
            return ""
        path = str(request.path)
        if path.endswith(f"/{self.stem}"):
            return f"{self.stem}/" + (f"?{request.query}" if request.query else "")
        # Panel counts a page at "/demo/" as one at the server's start, and its files with it.
        pn.state.rel_path = self.site.root.removesuffix("/")
        return ""

    def patterns(self, access: Access) -> list[tuple[str, type, dict[str, Any]]]:
        """Return the routes beside the boards: files, answers, and pages about one thing.

        Args:
            access: Where the pages are served.
        """
        at = partial(start, access, stem=self.stem)
        answers = {"held": self.held, "other": self.site.other, "start": at}
        return [
            (rf"{self._start}/file/([^/]+)", Files, {"file": self._file, "start": at}),
            (rf"{self._start}/api(/.*)?", Api, answers),
            (f"{self._start}/find", Finds, {"render": self._find, "listed": self._listed}),
            *((f"{self._start}/{kind}", Profiles, self._about(kind)) for kind in KINDS),
        ]

    def lacks(self) -> dict[str, Callable[[str], bool]]:
        """Return what tells whether a query names a card that no board has, by its route."""
        return {f"{self._start}/{embedded.KEY}": self._lacks}

    def _lacks(self, query: str) -> bool:
        try:
            shown_alone(self.held.engine(), query)
        except UnknownNameError:
            return True
        except NotReadyError:  # the page says when it is
            return False
        return False

    def _file(self, address: str, site: str) -> File:
        return file(self.held.engine(), address, site)

    def _find(self, query: str) -> str:
        return find(self.held.engine(), self.site, query)

    def _listed(self, query: str) -> dict[str, object]:
        engine = self.held.engine()
        return asdict(hits(engine, self.site, wanted(engine, query)))

    def _about(self, kind: str) -> dict[str, Any]:
        def render(code: str) -> str:
            return page(self.held.engine(), self.site, kind, code)

        def gone(code: str, error: UnknownNameError) -> str:
            return unknown(self.held.engine(), self.site, kind, code, error)

        return {"render": render, "lost": gone}

    def within(self, path: str) -> bool:
        """Return whether a path is below the prefix."""
        return path.startswith(f"{self._start}/")

    def lost(self, path: str, route: str, root: str) -> str:
        """Return the page of a reader who asked for a route that is none.

        Args:
            path: What was asked for.
            route: The nearest route, or "".
            root: Where the server's routes begin, relative to the path.

        Raises:
            NotReadyError: The edition cannot answer yet.
        """
        own = root.removeprefix("../") if self.stem else root
        meant = route.removeprefix(self._start) if self.within(route) else ""
        return lost(self.held.engine(), self.site, path, meant, own)
