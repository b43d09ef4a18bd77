"""The blocks of a list that a reader scrolls to: sent when they come near, never all at once."""

from collections.abc import Callable, Mapping
from typing import Any

from clusterdash.ui.listing import PAGE
from clusterdash.ui.lists import Kept, Row
from clusterdash.ui.render import render
from clusterdash.ui.site import Site

_MOST = 8  # blocks in one answer: as many as a tall window holds, and those around it

Part = Callable[[range], tuple[str, tuple[Row, ...]]]
"""Returns what a listing is told by, and some of its rows."""


def rolled(kept: Kept, site: Site, part: Part, action: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return blocks of rows that a page asks for, or None where it asks for none.

    What is listed may have changed on the way: the page knows it by what it is told by, and throws
    such an answer away.

    Args:
        kept: What is listed.
        site: Where pages about single things are.
        part: What is listed now.
        action: What the page asked for.
    """
    asked = action.get("blocks")
    wanted = asked[:_MOST] if isinstance(asked, list) else []
    starts = sorted({n - n % PAGE for n in wanted if type(n) is int and n >= 0})
    held, told = {"kind": kept.kind, "heads": kept.words().heads, "about": site.about}, ""
    blocks = {}
    for first in starts:
        told, shown = part(range(first, first + PAGE))
        if shown:
            blocks[str(first)] = render("rows.html", shown=shown, first=first, **held)
    return {"rows": {"told": told, "blocks": blocks}} if blocks else None
