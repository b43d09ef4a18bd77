"""The app as every server offers it: what stands beside its pages."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from clusterdash.engine import Engine
from clusterdash.serving.access import Access
from clusterdash.serving.options import options
from clusterdash.serving.pages import Files, Profiles
from clusterdash.ui.documents import KINDS, lost, page, unknown
from clusterdash.ui.files import file
from clusterdash.ui.site import Site


def told(
    access: Access,
    engine: Engine,
    site: Site,
    routes: Sequence[str],
    framed_by: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what ``panel.serve`` is told besides the boards: files, profiles, lost readers.

    Args:
        access: Where it is served, and to whom.
        engine: What answers.
        site: How the server offers the site.
        routes: Routes of the boards.
        framed_by: Hosts that may embed the pages.

    Raises:
        AccessError: The file of passwords is not what it should be.
    """
    found = options(
        access,
        edition=engine.edition.label,
        routes=routes,
        lost=partial(lost, engine, site),
        framed_by=framed_by,
    )
    found["extra_patterns"] += [
        (r"/file/([^/]+)", Files, {"file": partial(file, engine)}),
        *((f"/{kind}", Profiles, _about(engine, site, kind)) for kind in KINDS),
    ]
    return found


def _about(engine: Engine, site: Site, kind: str) -> dict[str, Any]:
    return {
        "render": partial(page, engine, site, kind),
        "lost": partial(unknown, engine, site, kind),
    }
