"""The served app: one server, a route a board, and the demonstration beside what is published."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import panel as pn

from clusterdash.errors import ClusterdashError
from clusterdash.opened import DEMO, default_engine, engine_called, engine_of
from clusterdash.serving import logs
from clusterdash.serving.access import Access, decide, free
from clusterdash.serving.app import told
from clusterdash.serving.later import Later
from clusterdash.serving.offered import Offered
from clusterdash.serving.scripts import local_only
from clusterdash.serving.sessions import Sessions
from clusterdash.ui.session import apology, view
from clusterdash.ui.site import Site
from clusterdash.ui.warm import warm

SCRIPTS = Site(home="start", files="", profiles=False)
"""Boards under ``panel serve``, which has no route for files or profiles."""

__all__ = ["Access", "ClusterdashError", "decide", "script", "serve"]


def serve(
    access: Access,
    contact: str = "",
    edition: Path | None = None,
    opens: str = "",
    framed_by: Sequence[str] = (),
) -> None:
    """Serve the app until interrupted.

    Args:
        access: Where, and to whom.
        contact: Whom readers may tell of a wrong figure.
        edition: Folder of the one edition to serve; unless told, the published one, and the
            demonstration below a prefix of its own.
        opens: Prefix of the edition whose address is told as the one to open.
        framed_by: Hosts whose pages may hold these, and single cards, in a frame; where none is
            named and nobody signs in, any page may hold a single card.

    Raises:
        AccessError: What may hold the pages is no host.
        PortError: Something else listens on the port.
        DataError: The edition is missing or damaged.
    """
    free(access)
    engine = engine_of(edition) if edition else default_engine()
    beside = () if edition else (_demonstration(contact),)
    site = Site(contact=contact, other=f"{DEMO}/" if beside else "")
    logs.configure()
    pn.extension()
    Sessions().watch()
    boards = Offered(Later.now(engine), site).boards(engine.registry)
    for other in beside:
        boards |= other.boards(engine.registry)
    about = told(access, engine, site, tuple(boards), framed_by=framed_by, beside=beside)
    print(f"clusterdash is served on {access.url}{f'/{opens}/' if opens else ''}", flush=True)
    if beside and not opens:
        print(f"The demonstration is on {access.url}/{DEMO}/", flush=True)
    logs.started(access, engine.edition.name, engine.edition.hash)
    warm(engine)
    for other in beside:
        other.held.start()
    pn.serve(boards, **about)


def _demonstration(contact: str) -> Offered:
    """Return the demonstration, to be made in the background."""
    held = Later(
        make=partial(engine_called, DEMO),
        failed=partial(logs.failed, during="making the demonstration"),
        done=partial(warm, whole=False),
    )
    site = Site(contact=contact, root="../", other="../", name=DEMO)
    return Offered(held, site, DEMO)


def script(board: str) -> pn.Template:
    """Return a board for a script that ``panel serve`` runs; to this machine alone.

    Args:
        board: Key of the board, or "start".
    """
    return local_only(_alone(board))


def _alone(key: str) -> Callable[[], pn.Template]:
    def shown() -> pn.Template:
        with logs.answering(f"page {key}"):
            return view(key, SCRIPTS, None, partial(logs.failed, during="answering a reader"))

    return logs.reported(shown, apology)
