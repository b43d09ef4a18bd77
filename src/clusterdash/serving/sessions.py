"""Sessions as the log counts them: a number of their own, a board, and how long they lasted."""

import secrets
import time
from collections.abc import Callable

import panel as pn
from bokeh.application.application import SessionContext

from clusterdash.serving import logs


class Sessions:
    """The sessions that are open.

    Args:
        clock: Seconds from any start.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, tuple[str, str, float]] = {}

    def __len__(self) -> int:
        return len(self._open)

    def opened(self, context: SessionContext) -> None:
        """Count and log a session; Bokeh's own id lets one in, so the log gets another."""
        board = _board(context)
        self._open[context.id] = (secrets.token_hex(4), board, self._clock())
        logs.session_opened(self._open[context.id][0], board, len(self))

    def closed(self, context: SessionContext) -> None:
        """Forget and log a session; one that was never counted is none."""
        known = self._open.pop(context.id, None)
        if known is not None:
            name, board, since = known
            logs.session_closed(name, board, self._clock() - since, len(self))

    def watch(self) -> None:
        """Have Panel tell of each session of this process, before it serves."""
        pn.state.on_session_created(self.opened)
        pn.state.on_session_destroyed(self.closed)


def _board(context: SessionContext) -> str:
    # The route as declared, not the path as asked for: what readers type is theirs.
    application = getattr(context.server_context, "application_context", None)
    return str(getattr(application, "url", None) or "/")
