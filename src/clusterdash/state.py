"""The reader's live selection: a filter, how numbers are stated, and the way back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import param

from clusterdash.model import Beside, Where

STATED: tuple[str, ...] = ("", "population", "share")
"""As they are, per million inhabitants, as a share of the EU-27."""

_KEPT = 100
_WAY = re.compile(r"[a-z0-9-]{1,40}\.[a-z_]{1,40}")


@dataclass(frozen=True, slots=True)
class View:
    """What a reader looks at: hashable, and all that a link holds.

    Attributes:
        where: The filter.
        stated: How numbers are stated where a metric allows it: one of ``STATED``.
        ways: Breakdowns that were switched to: pairs of a block and a dimension, sorted.
        beside: What it is compared with.
    """

    where: Where = field(default_factory=Where)
    stated: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    beside: Beside = field(default_factory=Beside)

    def __bool__(self) -> bool:
        return bool(self.where) or bool(self.stated)

    def way(self, block: str) -> str:
        """Return the breakdown that a block was switched to, or ""."""
        return dict(self.ways).get(block, "")

    def turned(self, block: str, way: str) -> "View":
        """Return this view with a block switched to a breakdown; "" switches it back."""
        held = dict(self.ways) | {block: way}
        return replace(self, ways=tuple(sorted((k, v) for k, v in held.items() if v)))

    def to_query(self) -> str:
        """Return this view as the query part of a link, "" for the view without a choice."""
        own = [f"as={self.stated}"] if self.stated else []
        own += [f"by={block}.{way}" for block, way in self.ways]
        own += [self.beside.to_query()] if self.beside else []
        return "&".join(filter(None, [self.where.to_query() or ("v=1" if own else ""), *own]))

    @classmethod
    def from_query(cls, query: str) -> tuple["View", tuple[str, ...]]:
        """Read a view from a link.

        Returns:
            The part that was understood, and the pieces that were not, as they stood: also what
            contradicts an earlier piece. Which blocks there are is not known here.
        """
        stated, rest = "", []
        ways: dict[str, str] = {}
        key, beside = "", dict[str, None]()
        strange: list[str] = []
        for piece in query.lstrip("?").split("&"):
            name, _, value = piece.partition("=")
            block, _, way = value.partition(".")
            if name == "as" and value in STATED and stated in {"", value}:
                stated = value
            elif name == "by" and _WAY.fullmatch(value) and ways.get(block, way) == way:
                ways[block] = way
            elif name == "with" and (more := Beside.from_piece(value)) and key in {"", more.key}:
                # A form sends one piece for what it holds and one for what is added.
                key = more.key
                beside |= dict.fromkeys(more.codes)
            elif name in {"as", "by", "with"}:
                strange.append(piece)
            else:
                rest.append(piece)
        where, unknown = Where.from_query("&".join(rest))
        turned = tuple(sorted(ways.items()))
        return cls(where, stated, turned, Beside(key, tuple(beside))), (*unknown, *strange)


class Selection(param.Parameterized):
    """What is selected now, what was before, and what was taken back."""

    view = param.ClassSelector(class_=View, default=View(), doc="What is looked at.")
    past = param.ClassSelector(class_=tuple, default=(), doc="Earlier views, last first.")
    future = param.ClassSelector(class_=tuple, default=(), doc="Views taken back, last first.")

    def __init__(self, view: View | None = None) -> None:
        """Start with a view, and nothing before it."""
        super().__init__(view=View() if view is None else view)  # type: ignore[no-untyped-call]

    def go(self, view: View) -> None:
        """Look at another view, so that undo leads back; an equal one changes nothing."""
        if view != self.view:
            past = (self.view, *self.past)[:_KEPT]
            self.param.update(view=view, past=past, future=())

    def pick(self, chosen: dict[str, Iterable[str]]) -> None:
        """Choose codes by dimension; choosing exactly what is chosen frees it.

        Args:
            chosen: Codes by dimension; no codes frees the dimension.
        """
        held = dict(self.view.where.selected)
        wanted = {key: tuple(sorted(set(codes))) for key, codes in chosen.items()}
        if all(held.get(key, ()) == codes for key, codes in wanted.items()):
            wanted = dict.fromkeys(wanted, ())
        self._select(held | wanted)

    def add(self, key: str, code: str) -> None:
        """Choose one code more."""
        held = dict(self.view.where.selected)
        self._select(held | {key: (*held.get(key, ()), code)})

    def drop(self, key: str, code: str = "") -> None:
        """Free one code, or a whole dimension."""
        if key == "as":
            self.state("")
            return
        if key == "year":
            self.period(None)
            return
        held = dict(self.view.where.selected)
        left = tuple(c for c in held.get(key, ()) if code and c != code)
        self._select(held | {key: left})

    def period(self, years: tuple[int, int] | None) -> None:
        """Look at a span of years, both included, or at any time."""
        where = Where.of(dict(self.view.where.selected), years)
        self.go(replace(self.view, where=where))

    def state(self, way: str) -> None:
        """State numbers in another way."""
        self.go(replace(self.view, stated=way if way in STATED else ""))

    def turn(self, block: str, way: str) -> None:
        """Switch a block to another breakdown, or back with ""."""
        self.go(self.view.turned(block, way))

    def compare(self, beside: Beside) -> None:
        """Set something else beside what is looked at."""
        self.go(replace(self.view, beside=beside))

    def clear(self) -> None:
        """Choose nothing."""
        self.go(View())

    def undo(self) -> None:
        """Go one view back."""
        if self.past:
            back, *past = self.past
            self.param.update(view=back, past=tuple(past), future=(self.view, *self.future))

    def redo(self) -> None:
        """Take one undo back."""
        if self.future:
            ahead, *future = self.future
            self.param.update(view=ahead, past=(self.view, *self.past), future=tuple(future))

    def _select(self, selected: dict[str, tuple[str, ...]]) -> None:
        kept = {key: codes for key, codes in selected.items() if codes}
        self.go(replace(self.view, where=Where.of(kept, self.view.where.years)))
