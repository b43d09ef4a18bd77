"""The served app: one server, a route a board."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import panel as pn

from clusterdash.ask import default_engine, engine_of
from clusterdash.engine import Engine
from clusterdash.errors import ClusterdashError
from clusterdash.serving import logs
from clusterdash.serving.access import Access, decide, free
from clusterdash.serving.app import told
from clusterdash.serving.scripts import local_only
from clusterdash.serving.sessions import Sessions
from clusterdash.ui.session import apology, view
from clusterdash.ui.site import Site
from clusterdash.ui.warm import warm

SCRIPTS = Site(home="start", files="", profiles=False)
"""Boards under ``panel serve``, which has no route for files or profiles."""

__all__ = ["Access", "ClusterdashError", "decide", "script", "serve"]


def serve(access: Access, contact: str = "", edition: Path | None = None) -> None:
    """Serve the app until interrupted.

    Args:
        access: Where, and to whom.
        contact: Whom readers may tell of a wrong figure.
        edition: Folder of the edition; the published one unless told.

    Raises:
        PortError: Something else listens on the port.
        DataError: The edition is missing or damaged.
    """
    free(access)
    engine = engine_of(edition) if edition else default_engine()
    site = Site(contact=contact)
    logs.configure()
    pn.extension()
    Sessions().watch()
    routes = {f"/{page.route.removeprefix('./')}": page.key for page in site.pages(engine.registry)}
    about = told(access, engine, site, tuple(routes))
    print(f"clusterdash is served on {access.url}", flush=True)
    logs.started(access, engine.edition.name, engine.edition.hash)
    warm(engine)
    pn.serve({route: _shown(key, site, engine) for route, key in routes.items()}, **about)


def _shown(key: str, site: Site, engine: Engine | None = None) -> Callable[[], pn.Template]:
    # Panel takes functions for pages, and anything else that can be called for something to show.
    def shown() -> pn.Template:
        with logs.answering(f"page {key}"):
            return view(key, site, engine, partial(logs.failed, during="answering a reader"))

    return logs.reported(shown, apology)


def script(board: str) -> pn.Template:
    """Return a board for a script that ``panel serve`` runs; to this machine alone.

    Args:
        board: Key of the board, or "start".
    """
    return local_only(_shown(board, SCRIPTS))
