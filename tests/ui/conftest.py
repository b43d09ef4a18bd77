"""Fixtures of the page: a place for each board."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from clusterdash.engine import Engine
from clusterdash.ui.links import asked
from clusterdash.ui.page import Page, Place
from clusterdash.ui.session import board
from clusterdash.ui.site import Site

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def opened(engine: Engine) -> Open:
    """Return a function that opens a board as a link asks for it, and sends its first HTML."""

    def open_(key: str = "start", query: str = "") -> Page:
        page = Page(Place(Site(), board(engine, key), engine), asked(engine, query))
        page.html(defaultdict(str))  # nothing stands in the slots
        page.draw()
        return page

    return open_
