"""What can be listed: organisations, events, partnerships and publications."""

from clusterdash.errors import UnknownNameError
from clusterdash.ui.lists.events import EVENTS, SESSIONS
from clusterdash.ui.lists.kinds import Kept, Line, Row, Words, listed
from clusterdash.ui.lists.organisations import ORGANISATIONS
from clusterdash.ui.lists.partnerships import PARTNERSHIPS
from clusterdash.ui.lists.publications import PUBLICATIONS

__all__ = ["Kept", "Line", "Row", "Words", "kept", "listed"]

_KEPT: dict[str, Kept] = {
    "organisations": ORGANISATIONS,
    "events": EVENTS,
    "sessions": SESSIONS,
    "partnerships_listed": PARTNERSHIPS,
    "publications": PUBLICATIONS,
}


def kept(metric: str) -> Kept:
    """Return what a metric's rows are in a list.

    Raises:
        UnknownNameError: Its rows cannot be listed.
    """
    if metric not in _KEPT:
        raise UnknownNameError("list", metric, tuple(_KEPT))
    return _KEPT[metric]
