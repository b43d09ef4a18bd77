"""The sentence of a page that compares, and why these stand side by side."""

from collections.abc import Iterator

from clusterdash.engine import Engine
from clusterdash.engine.leading import leading
from clusterdash.engine.peers import Peer, peers
from clusterdash.language import mark, number, say
from clusterdash.model import Board
from clusterdash.names import GROUPS
from clusterdash.state import View
from clusterdash.ui.compare.card import measured
from clusterdash.ui.compare.multiples import Multiple
from clusterdash.ui.compare.sides import Sides, sides
from clusterdash.ui.heads import Head, pages

_SIMILAR = {
    "density": mark(
        "{name}: a similar number of organisations per inhabitant "
        "({its} per million; {own_name} {own})."
    ),
    "number": mark("{name}: a similar number of organisations ({its}; {own_name} {own})."),
    "first listed": mark(
        "{name}: a similar mix of first listed ecosystems ({share} % in common, of the "
        "{its} organisations that state one there and the {own} in {own_name})."
    ),
    "mix": mark("{name}: a similar mix of ecosystems ({share} % in common)."),
}
_NEAREST = {
    "density": mark(
        "{name}: among the nearest in organisations per inhabitant, though not similar "
        "({its} per million; {own_name} {own})."
    ),
    "number": mark(
        "{name}: among the nearest in number of organisations, though not similar "
        "({its}; {own_name} {own})."
    ),
    "first listed": mark(
        "{name}: the nearest mix of first listed ecosystems, though not similar ({share} % in "
        "common, of the {its} organisations that state one there and the {own} in {own_name})."
    ),
    "mix": mark("{name}: the nearest mix of ecosystems, though not similar ({share} % in common)."),
}


def head(engine: Engine, board: Board, view: View, strange: tuple[str, ...]) -> Head:
    """Return what a page that compares says first, computed from its first cards."""
    found = sides(engine, view)
    lede = [*_left(engine, found), say("{edition}.", edition=engine.edition.label)]
    return Head(_title(engine, board, found), " ".join(lede), strange, pages(engine, view.where))


def _title(engine: Engine, board: Board, sides: Sides) -> str:
    """Return the number that most sides have, of countries the first per inhabitant."""
    found = [
        (sides.key == "country" and one.question.normalise == "population", multiple)
        for block in board.blocks
        for one in measured(engine, block, sides, "")
        for multiple in one.multiples
        if not one.question.by and _numbers(multiple)
    ]
    least = min(2, len(sides.every))
    several = [pair for pair in found if _numbers(pair[1]) >= least]
    rates = [multiple for rate, multiple in several if rate]
    most = sorted((multiple for _, multiple in several or found), key=_numbers, reverse=True)
    told = [*rates, *most]
    return told[0].said if told else say("No number is published for any of these.")


def _numbers(multiple: Multiple) -> int:
    return sum(row.value is not None for row in multiple.rows)


def _left(engine: Engine, sides: Sides) -> Iterator[str]:
    if sides.left:
        names = ", ".join(engine.labels.label(sides.key, code) for code in sides.left)
        yield say("At most five stand side by side: {names} left out.", names=names)


def reasons(engine: Engine, sides: Sides) -> tuple[str, ...]:
    """Return why each peer stands beside a country, or why these programmes stand here.

    Args:
        engine: What knows the peers.
        sides: What stands side by side; only peers among them are told.
    """
    own = sides.own
    if sides.key == "programme" and not sides.chosen and len(sides.beside.codes) > 1:
        return tuple(_most(engine, sides))
    if sides.key != "country" or own is None or not own.code or own.code in GROUPS:
        return ()
    shown = {side.code for side in sides.every}
    near = [peer for peer in peers(engine, own.code) if peer.country in shown]
    if not near and not sides.chosen:
        return (
            say("No cluster organisation of {name} is listed, so it has no peers.", name=own.label),
        )
    return tuple(_reason(engine, own.label, peer) for peer in near)


def _most(engine: Engine, sides: Sides) -> Iterator[str]:
    held = dict(leading(engine))
    shown = [(side.label, held[side.code]) for side in sides.every if side.code in held]
    told = ", ".join(say("{name} ({n})", name=name, n=number(n)) for name, n in shown)
    if told:
        yield say(
            "Programmes of which sources name most partnerships: {programmes}.", programmes=told
        )


def _reason(engine: Engine, own: str, peer: Peer) -> str:
    name = engine.labels.label("country", peer.country)
    told = {"name": name, "its": number(peer.its), "own": number(peer.own), "own_name": own}
    if peer.shared is not None:
        told["share"] = number(round(100 * peer.shared))
    mix = "first listed" if engine.registry.metric("organisations").first_listed else "mix"
    likeness = mix if peer.likeness == "mix" else peer.likeness
    return say((_SIMILAR if peer.similar else _NEAREST)[likeness], **told)
