"""How a reader changes what stands side by side: views from views."""

from dataclasses import replace

from clusterdash.engine import Engine
from clusterdash.model import MOST, Beside, span, with_side
from clusterdash.state import View
from clusterdash.ui.compare.sides import Side, Sides, sides


def explicit(view: View, found: Sides) -> View:
    """Return a view that pins what it shows side by side by itself."""
    codes = view.where.get(found.key)
    where = view.where
    if len(codes) > 1 and not view.beside.codes:
        where = with_side(where, found.key, codes[0])
    if found.key == "year" and found.own:
        where = with_side(where, "year", found.own.code)
    return replace(view, where=where, beside=found.beside)


def pinned(engine: Engine, view: View, code: str) -> View:
    """Return a view with one side more; the same where it has no room, or has that one.

    A side that stands there only because nothing was pinned gives way. Where no country is
    selected, the first one is: it comes with its nearest peers.

    Args:
        engine: What knows the sides.
        view: What is looked at.
        code: Code of the side, in the dimension in which its sides differ.
    """
    found = sides(engine, view)
    if choosing(view, found):
        return replace(view, where=with_side(view.where, found.key, code))
    there = any(side.code == code for side in found.every)
    way = yielding(view, found)
    full = len(found.every) >= MOST and way is None
    if there or full or (found.key == "year" and not span(code)):
        return view
    held = explicit(view, found)
    kept = held.beside.unpinned(way.code) if way else held.beside
    return replace(held, beside=kept.pinned(code))


def choosing(view: View, found: Sides) -> bool:
    """Whether a country is to be selected first: the EU-27 stands alone because nothing is."""
    named = "country" in view.where or bool(view.beside.codes)
    return found.key == "country" and found.alone and not named


def yielding(view: View, found: Sides) -> Side | None:
    """Return the side that gives way to one more, or None where there is room, or none that can."""
    last = found.every[-1]
    asked = found.chosen or last.code in view.where.get(found.key)
    return last if len(found.every) >= MOST and not asked else None


def unpinned(engine: Engine, view: View, code: str) -> View:
    """Return a view without a side; without the selected one, only the others stay."""
    found = sides(engine, view)
    held = explicit(view, found)
    if found.own and found.own.code == code:
        if found.key == "year":
            return view
        return replace(held, where=held.where.without(found.key))
    return replace(held, beside=held.beside.unpinned(code))


def selected(engine: Engine, view: View, code: str) -> View:
    """Return a view of another side; of what is pinned, that selected before takes its place.

    Where nothing is pinned, the other side has nearest peers of its own.
    """
    found = sides(engine, view)
    own = found.own
    if own is None or not found.chosen:
        return replace(view, where=with_side(view.where, found.key, code))
    held = explicit(view, found)
    before = (own.code,) if own.code else view.where.get(found.key)  # several stand as one side
    codes = [two for one in held.beside.codes for two in (before if one == code else (one,))]
    kept = Beside(found.key, tuple(dict.fromkeys(one for one in codes if one != code)))
    return replace(held, where=with_side(held.where, found.key, code), beside=kept)


def turned(view: View, key: str) -> View:
    """Return a view that compares in another dimension, or, with "", with what is nearest."""
    return replace(view, beside=Beside(key))
