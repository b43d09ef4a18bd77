"""What stands side by side, and how to change it: links and a form, live or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from clusterdash.engine import Engine
from clusterdash.language import say
from clusterdash.model import MOST, SIDES
from clusterdash.names import GROUPS
from clusterdash.state import Selection, View
from clusterdash.ui.compare.acts import choosing, explicit, selected, turned, unpinned
from clusterdash.ui.compare.head import reasons
from clusterdash.ui.compare.sides import Side, Sides, first_of, sides
from clusterdash.ui.controls import choices
from clusterdash.ui.links import years


@dataclass(frozen=True, slots=True)
class Pin:
    """One side that can be taken away.

    Attributes:
        code: Its code.
        label: What it is called.
        own: Whether it is what is selected.
        href: Link to the page without it, or "" where it must stay.
        chosen: Link to the page that compares the others with it, or "" where it is selected.
    """

    code: str
    label: str
    own: bool
    href: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Way:
    """One dimension in which sides may differ.

    Attributes:
        key: The dimension.
        label: What differs.
        href: Link to the page that compares in it.
        on: Whether it does now.
    """

    key: str
    label: str
    href: str
    on: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands side by side, and how to change it.

    Attributes:
        key: The dimension in which sides differ.
        pins: The sides.
        ways: Dimensions in which they may differ.
        reasons: Why peers stand here.
        prompt: What to do first, where nothing stands beside the selection, or "".
        nearest: Link to the nearest peers instead of what is pinned, or "".
        peers: What that link is called.
        back: The dimension that it names, or "" where the selection names it already.
        options: Codes and names of what can be added; none where there is no room.
        choosing: Whether what is added is selected, and brings its nearest peers.
        spans: Years between which a period can be added; none where sides are no periods.
        held: Fields of a form that keep the rest.
        full: Whether no room is left.
    """

    key: str
    pins: tuple[Pin, ...]
    ways: tuple[Way, ...]
    reasons: tuple[str, ...]
    prompt: str
    nearest: str
    peers: str
    back: str
    options: tuple[tuple[str, str], ...]
    choosing: bool
    spans: tuple[str, ...]
    held: tuple[tuple[str, str], ...]
    full: bool


def bar(engine: Engine, view: View) -> Bar:
    """Return what stands side by side in a view, and how to change it."""
    found = sides(engine, view)
    pinning = explicit(view, found)
    peers = _peers(found)
    back = "" if first_of(view.where) == found.key else found.key
    return Bar(
        key=found.key,
        pins=_pins(engine, view, found),
        ways=tuple(_way(view, key, found.key) for key in SIDES),
        reasons=reasons(engine, found),
        prompt=_prompt(found),
        nearest=_link(turned(view, back)) if found.chosen and peers else "",
        peers=peers,
        back=back,
        options=_options(engine, view, found),
        choosing=choosing(view, found),
        spans=_spans(engine, found),
        held=tuple(parse_qsl(pinning.to_query())),
        full=len(found.every) >= MOST,
    )


def _pins(engine: Engine, view: View, found: Sides) -> tuple[Pin, ...]:
    others = [side for side in found.every if not side.own]
    return tuple(
        Pin(
            side.code,
            side.label,
            side.own,
            _link(unpinned(engine, view, side.code))
            if _removable(found, others, own=side.own)
            else "",
            _link(selected(engine, view, side.code)) if not side.own and side.code else "",
        )
        for side in found.every
    )


def _removable(found: Sides, others: Sequence[Side], *, own: bool) -> bool:
    """Return whether a side can be taken away: at least one other has to stay beside it."""
    if own:
        return found.key == "country" and bool(others)
    return len(others) > 1 or (found.own is not None and bool(found.own.code) and found.chosen)


def _way(view: View, key: str, now: str) -> Way:
    names = {
        "country": say("Countries"),
        "ecosystem": say("Ecosystems"),
        "programme": say("Programmes"),
        "year": say("Periods"),
    }
    return Way(key, names[key], _link(turned(view, key)), key == now)


def _prompt(found: Sides) -> str:
    """Say what to choose where the selection stands alone."""
    if not found.alone:
        return ""
    if found.key == "country":
        return say("Choose a country: it is set beside the EU-27 and its nearest peers.")
    if found.key == "ecosystem":
        return say("Choose an ecosystem to set beside it.")
    if found.key == "year":
        return say("Choose a period to set beside it.")
    return say("Choose a programme to set beside it.")


def _peers(found: Sides) -> str:
    """Return what stands beside the selection unless told, or "" where nothing would."""
    own = found.own
    if found.key == "programme":
        return say("Programmes with most partnerships")
    if found.key != "country" or own is None or own.code in {"", *GROUPS}:
        return ""
    return say("Nearest peers of {name}", name=own.label)


def _options(engine: Engine, view: View, found: Sides) -> tuple[tuple[str, str], ...]:
    if len(found.every) >= MOST or found.key == "year":
        return ()
    offered = next(c for c in choices(engine, Selection(view)) if c.key == found.key)
    shown = {side.code for side in found.every}
    return tuple(option for option in offered.options if option[0] not in shown)


def _spans(engine: Engine, found: Sides) -> tuple[str, ...]:
    if found.key != "year" or len(found.every) >= MOST:
        return ()
    return tuple(str(year) for year in reversed(years(engine)))


def _link(view: View) -> str:
    return f"?{view.to_query()}"
