"""The parts of a card as HTML, rendered once for all who see the same."""

from functools import lru_cache
from typing import Any

from clusterdash.language import spoken
from clusterdash.ui.cards import Card
from clusterdash.ui.render import render
from clusterdash.ui.site import Site

_BELOW = (
    "key", "twins", "files", "definitions", "coverage", "notes", "rivals", "caveats", "origins",
    "credit", "dated", "cited", "identity", "edition",
)  # fmt: skip


def of_site(site: Site) -> dict[str, Any]:
    """Return what templates say of the server."""
    embeds = bool(site.files) and site.embeds
    return {"files": site.files, "embeds": embeds, "contact": site.contact, "lang": spoken()}


def top(card: Card) -> str:
    """Return what stands above a figure."""
    return _top(card, spoken())


def below(card: Card, site: Site) -> str:
    """Return what stands below a figure."""
    return _below(_Below(card, site), site)


@lru_cache(maxsize=1024)
def _top(card: Card, _language: str) -> str:
    return render("top.html", card=card)


class _Below:
    """What stands below a figure: cards that differ in their headline alone share it."""

    __slots__ = ("card", "key")

    def __init__(self, card: Card, site: Site) -> None:
        self.card = card
        self.key = (site, spoken(), *(getattr(card, name) for name in _BELOW))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Below) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=256)
def _below(below: _Below, site: Site) -> str:
    return render("below.html", card=below.card, **of_site(site))
