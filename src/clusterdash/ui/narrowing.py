"""The addresses of a page that lists something: with what narrows the list, or without it."""

from dataclasses import replace
from urllib.parse import urlencode

from clusterdash.model import Where
from clusterdash.state import View
from clusterdash.ui.listing import Listing
from clusterdash.ui.lists.facets import Facet, Value


def query(view: View, listing: Listing | None, **own: object) -> str:
    """Return the query of a page: what is selected, and what narrows its list.

    Args:
        view: What is looked at.
        listing: What the page lists, if anything.
        own: What the list is narrowed to instead, or how many rows it has.
    """
    held = {"find": listing.text, "placed": listing.placed} if listing else {}
    pairs = urlencode({key: value for key, value in (held | own).items() if value})
    return "&".join(filter(None, [view.to_query(), pairs]))


def narrowed(view: View, listing: Listing, facet: Facet, value: Value) -> str:
    """Return the query of a page with one value of a facet alone, or without it where chosen.

    Args:
        view: What is looked at.
        listing: What the page lists.
        facet: What the list can be narrowed by.
        value: One of its values.
    """
    if not facet.whole:
        return query(view, listing, **{facet.key: "" if value.chosen else value.code})
    held = dict(view.where.selected)
    others = tuple(code for code in held.get(facet.key, ()) if code != value.code)
    held[facet.key] = others if value.chosen else (value.code,)
    kept = {key: codes for key, codes in held.items() if codes}
    return query(replace(view, where=Where.of(kept, view.where.years)), listing)
