"""The thread between a page and its session: one text up, one text down."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bokeh.core.properties import String
from bokeh.document import Document
from bokeh.model import DataModel
from bokeh.models import CustomJS, Model

_RECEIVED = "window.clusterdash.receive(cb_obj.down)"
_STARTED = "window.clusterdash ? window.clusterdash.start(bridge) : (window.bridged = bridge)"


class Bridge(DataModel):
    """What the page asks for, and what the session answers."""

    up = String(default="", help="The reader's last action, as JSON.")
    down = String(default="", help="The session's last answer, as JSON.")


class Line:
    """One page's thread to its session."""

    def __init__(self, document: Document, carrier: Model) -> None:
        """Tie a page's script to the session.

        Args:
            document: Document of the session.
            carrier: A model of the page that carries the bridge along.
        """
        self._bridge = Bridge()
        self._count = 0
        carrier.tags = [*carrier.tags, self._bridge]
        self._bridge.js_on_change("down", CustomJS(code=_RECEIVED))
        start = CustomJS(args={"bridge": self._bridge}, code=_STARTED)
        document.js_on_event("document_ready", start)
        for name in ("connection_lost", "client_reconnected"):
            code = f"window.clusterdash && window.clusterdash.connection({name!r})"
            document.js_on_event(name, CustomJS(code=code))

    def listen(self, act: Callable[[Mapping[str, Any]], None]) -> None:
        """Call something for every action of the reader."""

        def told(_attr: str, _old: str, new: str) -> None:
            try:
                action = json.loads(new)
            except ValueError:
                return  # not from our page
            if isinstance(action, dict):
                act(action)

        self._bridge.on_change("up", told)

    def tell(self, patch: Mapping[str, Any]) -> None:
        """Send a patch to the page; an equal one is sent again."""
        self._count += 1
        self._bridge.update(down=json.dumps({**patch, "n": self._count}, ensure_ascii=False))
