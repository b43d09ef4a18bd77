"""Browser windows without a browser: sessions of a page, each with a document of its own."""

from typing import Any
from unittest.mock import PropertyMock, patch

import panel as pn
from bokeh.document import Document
from bokeh.server.callbacks import NextTickCallback

from clusterdash.notebook.shown import Shown
from clusterdash.ui.session import Session


class Windows:
    """Windows that show a page."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self.documents: list[Document] = []

    def open(self, query: str | None = None) -> str:
        """Open one more window and return the page's HTML."""
        document = Document()
        self.documents.append(document)
        asked = self._shown._output.query(self._shown._first) if query is None else query
        with patch.object(type(pn.state), "curdoc", PropertyMock(return_value=document)):
            template = self._shown._page(asked)
        return str([piece["html"] for piece in template._render_variables["pieces"]])

    @property
    def sessions(self) -> list[Session]:
        """The sessions that are open."""
        return list(self._shown._open)

    def wait(self) -> None:
        """Do what was put off for the next moment, as the server's loop does."""
        for document in self.documents:
            for waiting in list(document.callbacks.session_callbacks):
                assert isinstance(waiting, NextTickCallback)
                document.remove_next_tick_callback(waiting)
                with patch.object(type(pn.state), "curdoc", PropertyMock(return_value=None)):
                    waiting.callback()

    def close(self, number: int) -> None:
        """Leave a window."""
        context: Any = None
        for left in list(self.documents[number].callbacks.session_destroyed_callbacks):
            left(context)
