"""The app as every server offers it: what stands beside its pages."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from clusterdash.engine import Engine
from clusterdash.errors import ClusterdashError
from clusterdash.serving.access import Access
from clusterdash.serving.headers import Missed
from clusterdash.serving.later import Later
from clusterdash.serving.offered import Offered
from clusterdash.serving.options import options
from clusterdash.serving.pages import SignIn
from clusterdash.serving.routes import lost_page
from clusterdash.ui.site import Site


def told(
    access: Access,
    engine: Engine,
    site: Site,
    routes: Sequence[str],
    *,
    framed_by: Sequence[str] = (),
    beside: Sequence[Offered] = (),
) -> dict[str, Any]:
    """Return what ``panel.serve`` is told besides the boards: files, profiles, lost readers.

    Args:
        access: Where it is served, and to whom.
        engine: What answers.
        site: How the server offers the site.
        routes: Routes of the boards, those of other editions among them.
        framed_by: Hosts that may embed the pages; where none is named and nobody signs in, any
            page may embed a single card.
        beside: Other editions, each below a prefix of its own.

    Raises:
        AccessError: The file of passwords is not what it should be, or what may embed is no host.
    """
    first = Offered(Later.now(engine), site)
    found = options(
        access,
        edition=engine.edition.label,
        routes=routes,
        lost=partial(_lost, (*beside, first)),
        framed_by=framed_by,
    )
    for offered in (first, *beside):
        found["extra_patterns"] += offered.patterns(access)
    lacks = {path: lack for each in (first, *beside) for path, lack in each.lacks().items()}
    found["transforms"].append(partial(Missed, lacks=lacks))
    # Panel sends readers who have to sign in to "login" beside the page that they asked for.
    found["extra_patterns"] += [(f"/{offered.stem}/login", SignIn, {}) for offered in beside]
    return found


def _lost(offered: Sequence[Offered], path: str, route: str, root: str) -> str:
    """Return the page of a lost reader, in the edition that was asked for."""
    # The last is the edition at the start, whose readers ask for anything, even "*".
    own = next((each for each in offered if each.within(path)), offered[-1])
    try:
        return own.lost(path, route, root)
    except ClusterdashError:  # not made yet: no figure is needed to say that there is no such page
        return lost_page(path, route, root)
