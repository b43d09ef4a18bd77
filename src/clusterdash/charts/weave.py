"""What the web of countries is drawn of: its bands, arcs, names and words, as columns."""

from collections.abc import Collection, Mapping, Sequence
from math import pi, radians
from typing import Any

from clusterdash.charts.lettering import width, wrapped
from clusterdash.charts.palette import Role
from clusterdash.charts.ring import Band, Seat, point, ring
from clusterdash.charts.sheet import SIGN, emphasis
from clusterdash.charts.ties import Pair, Web, alone, ending, notes, paired, read, told
from clusterdash.engine import Labels
from clusterdash.model import Result

_CALM = 40.0
"""So many bands of the least strength are as strong together as one that hides what is below."""
Rows = dict[str, list[Any]]
REACH = 1.085
"""Radius at which names start."""

_NAME = 118  # CSS pixels of a name at most
_SIZES = (12, 11)  # of names and of codes
_NARROW, _WIDE = 288, 520  # widths of the words below, where codes stand and where names do
_MIDDLE = 130  # width of words in the middle of the circle


def columns(
    between: Result, places: Result, labels: Labels, chosen: Collection[str]
) -> dict[str, Rows]:
    """Return the columns of every source of the figure.

    Args:
        between: Partnerships by country and country of another partner.
        places: Partner places by country.
        labels: Names of codes.
        chosen: Countries that are marked; a group as such marks none.
    """
    web = read(between, places, labels, chosen)
    seats, bands = ring(web.order, {pair: cell.value or 0 for pair, cell in web.ties.items()})
    texts = _texts(web)
    said = notes(web)
    wide, narrow = _lines(said, _WIDE, 12), _lines(said, _NARROW, 11)
    return {
        "bands": _bands(web, bands),
        "threads": _threads(web, bands),
        "countries": _countries(web, seats, texts),
        "wide": _stacked(wide, 16),
        "narrow": _stacked(narrow, 14),
        "middle": _centred(wrapped(alone(web), _MIDDLE, 12)),
        "room": _room(texts, len(wide), len(narrow)),
    }


def _drawn(web: Web, bands: Mapping[Pair, Band], *, threads: bool) -> list[Pair]:
    """Return pairs from the weakest to the strongest, those of chosen countries on top."""
    found = [pair for pair in web.ties if bands[pair].thread == threads]
    return sorted(found, key=lambda p: (_marked(web, p), web.ties[p].value or 0, p))


def _marked(web: Web, pair: Pair) -> bool:
    return bool({*pair} & {*web.chosen})


def _told(web: Web, pairs: Sequence[Pair]) -> Rows:
    found = [web.ties[pair] for pair in pairs]
    return {
        "one": [one for one, _ in pairs],
        "other": [other for _, other in pairs],
        "value": [cell.value for cell in found],
        "name": [paired(web, pair) for pair in pairs],
        "said": [web.words.shared(cell) for cell in found],
        "tone": [emphasis("primary", marked=_marked(web, pair)) for pair in pairs],
        "alpha": [_alpha(web, pair) for pair in pairs],
    }


def _alpha(web: Web, pair: Pair) -> float:
    """Return how strong a band is drawn: by its number, or by what is chosen."""
    if web.marking:
        return 0.82 if _marked(web, pair) else 0.09
    part = (web.ties[pair].value or 0) / web.top
    # Of many bands most step back, or the circle would be one colour.
    least = min(0.16, _CALM / max(len(web.ties), 1))
    return round(least + (0.82 - least) * part**1.15, 3) if web.top > 1 else 0.6


def _bands(web: Web, bands: Mapping[Pair, Band]) -> Rows:
    pairs = _drawn(web, bands, threads=False)
    outlines = [bands[pair].outline for pair in pairs]
    return {
        "xs": [[x for x, _ in line] for line in outlines],
        "ys": [[y for _, y in line] for line in outlines],
        # A muted band leaves no trace on what lies below it.
        "edge": [0.7 if _marked(web, pair) or not web.marking else 0.0 for pair in pairs],
        **_told(web, pairs),
    }


def _threads(web: Web, bands: Mapping[Pair, Band]) -> Rows:
    pairs = _drawn(web, bands, threads=True)
    lines = [bands[pair].line for pair in pairs]
    found: Rows = {}
    for name, place in (("0", 0), ("1", 2)):
        found |= {
            f"{axis}{name}": [line[place][i] for line in lines] for i, axis in enumerate("xy")
        }
    found |= {f"c{axis}": [round(line[1][i], 3) for line in lines] for i, axis in enumerate("xy")}
    wide = [0.5 + 0.35 * (web.ties[pair].value or 0) for pair in pairs]
    found["width"] = [round(w + _marked(web, pair), 2) for w, pair in zip(wide, pairs, strict=True)]
    shown = _told(web, pairs)  # nothing tells what lies under the pointer on a line
    return found | {name: shown[name] for name in ("one", "other", "value", "tone", "alpha")}


def _countries(web: Web, seats: Mapping[str, Seat], texts: Mapping[str, Pair]) -> Rows:
    held = [seats[code] for code in web.order]
    left = [seat.middle > 180 for seat in held]
    turned = [
        90 - seat.middle + (180 if flip else 0) for seat, flip in zip(held, left, strict=True)
    ]
    spots = [point(seat.middle, REACH) for seat in held]
    marked = [code in web.chosen for code in web.order]
    return {
        "code": list(web.order),
        "name": [web.names[code] for code in web.order],
        "said": [told(web, code) for code in web.order],
        "start": [_turn(seat.start) for seat in held],
        "end": [_turn(seat.end) for seat in held],
        "from": [_turn(seat.start - min(seat.room, 20)) for seat in held],
        "to": [_turn(seat.end + min(seat.room, 20)) for seat in held],
        "tone": [_tone(web, code, "primary", "hatch") for code in web.order],
        "x": [x for x, _ in spots],
        "y": [y for _, y in spots],
        "angle": [round(radians(angle), 4) for angle in turned],
        "align": ["right" if flip else "left" for flip in left],
        "long": [texts[code][0] for code in web.order],
        "short": [texts[code][1] for code in web.order],
        "style": ["bold" if on else "normal" for on in marked],
        "ink": [_tone(web, code, "ink", "ink-2") for code in web.order],
    }


def _turn(angle: float) -> float:
    return round(pi / 2 - radians(angle), 4)


def _tone(web: Web, code: str, plain: Role, muted: Role) -> Role:
    if code in web.chosen:
        return "selected"
    tied = not web.asked or any(web.tie(code, one) for one in web.asked)
    return plain if tied else muted


def _texts(web: Web) -> dict[str, Pair]:
    """Return what stands beside each arc: with the name, and with the code."""
    found = {}
    for code in web.order:
        name = _short(web.names[code])
        numbers, sign = ending(web, code), SIGN if code in web.chosen else ""
        found[code] = (f"{sign}{name}{numbers}", f"{sign}{code}{numbers}")
    return found


def _short(name: str) -> str:
    if width(name, _SIZES[0]) <= _NAME:
        return name
    cut = name
    while width(f"{cut}…", _SIZES[0]) > _NAME:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"


def _lines(notes: Sequence[str], room: int, size: int) -> list[str]:
    return [line for note in notes for line in wrapped(note, room, size)]


def _stacked(lines: Sequence[str], step: int) -> Rows:
    return {"text": [*lines], "dy": [step * (n + 1 - len(lines)) - 2 for n in range(len(lines))]}


def _centred(lines: Sequence[str]) -> Rows:
    middle = (len(lines) - 1) / 2
    return {"text": [*lines], "dy": [16 * (n - middle) for n in range(len(lines))]}


def _room(texts: Mapping[str, Pair], wide: int, narrow: int) -> Rows:
    """Return the room around the circle and below it, in CSS pixels."""
    rooms = [
        max(
            (width(pair[i], size, bold=pair[i].startswith(SIGN)) for pair in texts.values()),
            default=0,
        )
        for i, size in enumerate(_SIZES)
    ]
    names, codes = (round(room) + 5 for room in rooms)
    return {
        "names": [names],
        "codes": [codes],
        "wide": [16 * wide + 8],
        "narrow": [14 * narrow + 6],
    }
