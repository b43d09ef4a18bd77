"""One card by itself, for a frame in another page."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from markupsafe import escape

from clusterdash.errors import UnknownNameError
from clusterdash.model import Board

KEY = "embed"
"""Route of the page that holds one card."""

_TAG = re.compile(r"<(?:a|form)\s[^>]*>")  # in values, templates write ">" as "&gt;"
_HREF = re.compile(r'(\shref="\?)(?=(.))')


def named(query: str) -> tuple[str, str]:
    """Return the keys of the board and the card that an address names, or ""."""
    held = dict(parse_qsl(query))
    return held.get("board", ""), held.get("card", "")


def alone(board: Board, card: str) -> Board:
    """Return a board of one of its cards.

    Args:
        board: The board.
        card: Key of the card.

    Raises:
        UnknownNameError: The board has no such card.
    """
    blocks = tuple(block for block in board.blocks if block.key == card)
    if not blocks:
        raise UnknownNameError("card", card, [block.key for block in board.blocks])
    return replace(board, blocks=tuple(replace(block, width=12) for block in blocks))


def address(board: str, card: str, query: str) -> str:
    """Return where one card is by itself, relative to the pages beside it.

    Args:
        board: Key of the board.
        card: Key of the card.
        query: The selection, as pages hold it.
    """
    own = urlencode({"board": board, "card": card})
    return f"{KEY}?{own}&{query}" if query else f"{KEY}?{own}"


def within(html: str, board: Board) -> str:
    """Return the HTML of a card so that nothing in it leads its frame astray.

    A link or a form that changes the selection names board and card: the address is of no card
    without them. Any other link opens beside the frame, which may show no other page of the site.

    Args:
        html: The HTML, from our own templates.
        board: The board of that card alone.
    """
    own = {"board": board.key, "card": board.blocks[0].key}
    fields = "".join(
        f'<input type="hidden" name="{key}" value="{escape(code)}">' for key, code in own.items()
    )
    named = str(escape(urlencode(own)))

    def kept(found: re.Match[str]) -> str:
        tag = found[0]
        if tag.startswith("<form"):
            return tag + fields
        return _led(tag, named)

    return _TAG.sub(kept, html)


def _led(tag: str, named: str) -> str:
    """Return a link that stays with its card, or opens beside it."""
    href = _HREF.search(tag)
    if href:
        join = "" if href[2] in '"#' else "&amp;"
        return f"{tag[: href.end()]}{named}{join}{tag[href.end() :]}"
    if ' href="#' in tag or " href=" not in tag or " target=" in tag:
        return tag
    rel = "" if " rel=" in tag else ' rel="noopener"'
    return f'{tag[:-1]} target="_blank"{rel}>'
