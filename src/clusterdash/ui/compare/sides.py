"""The sides of a comparison: what is selected, and what stands beside it."""

from dataclasses import dataclass
from functools import lru_cache

from clusterdash.engine import Engine, Labels
from clusterdash.engine.leading import leading
from clusterdash.engine.peers import peers
from clusterdash.language import say, spoken
from clusterdash.model import MOST, SIDES, Beside, Where, code_of, span, with_side
from clusterdash.names import EU27, GROUPS
from clusterdash.publish.words import capital
from clusterdash.state import View
from clusterdash.ui.links import years

_LEADING = 3  # programmes beside one unless told
_LATEST = 3  # years on either side where no period is selected


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison.

    Attributes:
        code: Its code in the dimension in which sides differ; "" for everything.
        label: What it is called.
        where: What its numbers are of.
        own: Whether it is what is selected, from which differences are told.
    """

    code: str
    label: str
    where: Where
    own: bool = False

    @property
    def group(self) -> bool:
        """Whether others may be a part of it: a group of countries, or everything."""
        return self.code in {"", *GROUPS}


@dataclass(frozen=True, slots=True)
class Sides:
    """All sides, the selected one first.

    Attributes:
        key: The dimension in which they differ.
        every: The sides, at most five.
        chosen: Whether a reader pinned what stands beside the selection; else it is the nearest.
        left: Codes for which no room was left.
    """

    key: str
    every: tuple[Side, ...]
    chosen: bool = False
    left: tuple[str, ...] = ()

    @property
    def own(self) -> Side | None:
        """The selected side, if it stands among them."""
        return next((side for side in self.every if side.own), None)

    @property
    def alone(self) -> bool:
        """Whether nothing stands beside the first one."""
        return len(self.every) < 2

    @property
    def beside(self) -> Beside:
        """What stands beside the selection, as it would be pinned."""
        return Beside(self.key, tuple(side.code for side in self.every if not side.own))


def sides(engine: Engine, view: View) -> Sides:
    """Return what a view sets side by side.

    Where nothing is pinned, a country stands beside the EU-27 and its nearest peers, a programme
    beside those with most partnerships, a period beside the one before it where anything is known
    of all its years; several selected values stand beside each other.

    Args:
        engine: What knows the names.
        view: What is selected, and what is pinned.
    """
    return _sides(engine, View(view.where, beside=view.beside), spoken())


@lru_cache(maxsize=512)
def _sides(engine: Engine, view: View, _language: str) -> Sides:
    key = view.beside.key or first_of(view.where)
    if key == "year":
        return _periods(engine, view)
    own = _own(engine.labels, view, key)
    named = view.beside.codes or _nearest(engine, key, view.where.get(key))
    others = tuple(code for code in named if own is None or code != own.code)
    room = MOST - (own is not None)
    first = [own] if own else []
    beside = [
        Side(code, capital(engine.labels.label(key, code)), with_side(view.where, key, code))
        for code in others[:room]
    ]
    return Sides(key, (*first, *beside), bool(view.beside.codes), others[room:])


def first_of(where: Where) -> str:
    """Return in what a selection is compared unless told: countries, or what it names itself."""
    if "country" in where:
        return "country"
    several = [key for key in SIDES if len(where.get(key)) > 1]
    return next(iter([*several, *(key for key in SIDES if key in where), "country"]))


def _own(labels: Labels, view: View, key: str) -> Side | None:
    """Return the side of the selection itself, or None where only others are pinned."""
    where, codes = view.where, view.where.get(key)
    if len(codes) > 1 and view.beside.codes:
        return Side("", labels.words(Where.of({key: codes})), where, own=True)
    if codes:
        first = with_side(where, key, codes[0])
        return Side(codes[0], capital(labels.label(key, codes[0])), first, own=True)
    if key != "country":
        return Side("", everything(key), where, own=True)
    if view.beside.codes:
        return None
    return Side(EU27, labels.label(key, EU27), with_side(where, key, EU27), own=True)


def _nearest(engine: Engine, key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands beside a selection unless told."""
    if key == "programme" and len(codes) < 2:
        own = {engine.context.family_of.get(code, code) for code in codes}
        families = [family for family, _ in leading(engine) if family not in own]
        return tuple(families[:_LEADING])
    if key != "country" or not codes:
        return codes[1:]
    alone = len(codes) == 1 and codes[0] not in GROUPS
    near = tuple(peer.country for peer in peers(engine, codes[0])) if alone else ()
    return (*codes[1:], *(code for code in (EU27,) if code not in codes), *near)


def everything(key: str) -> str:
    """Return what a side is called that is not narrowed in a dimension."""
    return {
        "country": say("All countries"),
        "ecosystem": say("All ecosystems"),
        "programme": say("All programmes"),
    }.get(key) or say("Any year")


def _periods(engine: Engine, view: View) -> Sides:
    known = years(engine)
    # The year of the edition itself is not over: the last whole ones are compared.
    last = max(known[0], min(known[-1], int(engine.edition.date[:4]) - 1))
    own = view.where.years or (max(known[0], last - _LATEST + 1), last)
    length = own[1] - own[0] + 1
    before = (own[0] - length, own[0] - 1)
    # Of years that nothing is known of there is nothing to compare.
    nearest = (code_of(before),) if before[0] >= known[0] else ()
    pinned = view.beside.codes or nearest
    first = code_of(own)
    codes = tuple(dict.fromkeys(code for code in pinned if code != first))
    made = tuple(
        Side(code, period(code), with_side(view.where, "year", code), own=code == first)
        for code in (first, *codes[: MOST - 1])
    )
    return Sides("year", made, bool(view.beside.codes), codes[MOST - 1 :])


def period(code: str) -> str:
    """Return a period as a reader says it: "2014–2016"."""
    ends = span(code)
    if ends is None:
        return code
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"
