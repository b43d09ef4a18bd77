"""One server for all tests, as a kernel has; nothing of it is in the way of other tests."""

from collections.abc import Iterator

import holoviews as hv
import pytest

from clusterdash.notebook.elements import _shown_here


@pytest.fixture(autouse=True)
def hooks() -> Iterator[None]:
    """Leave HoloViews as it was found."""
    before = dict(hv.Store._display_hooks)
    yield
    hv.Store._display_hooks.clear()
    hv.Store._display_hooks.update(before)
    _shown_here.cache_clear()
