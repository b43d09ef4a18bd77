"""The names of an edition, searched: one thing, or several that together are a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise

from clusterdash.engine import Engine
from clusterdash.language import spoken
from clusterdash.names import Match, Search
from clusterdash.names.search import FITS, plain
from clusterdash.ui.command.things import CHOSEN, Thing, things

MOST = 10
"""Results at most."""

_WORDS = 8  # of a question of several things; more are a name
_PARTS = 3  # things that a question may join
_JOINED = ("country", "group", "ecosystem", "page", "measure", "programme")
_PLACES = frozenset({"country", "group"})
_BEGUN = 3  # letters of a name that is being typed
_FIT = frozenset({"name", "beginning", "words", "near"})  # how well each of them must fit
_DROPPED = frozenset({"and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a text finds.

    Attributes:
        named: Things that are called just so.
        joined: Things that together make a question: what is chosen, and a measure or page.
        other: What fits less well, the best first.
        alike: Whether nothing fits, so that the others only look like it.
    """

    named: tuple[Thing, ...] = ()
    joined: tuple[Thing, ...] = ()
    other: tuple[Thing, ...] = ()
    alike: bool = False


class Index:
    """Everything of an edition by its names."""

    def __init__(self, held: Sequence[Thing]) -> None:
        """Fold every name once.

        Args:
            held: Things, in the order of those that fit equally well.
        """
        self.things = tuple(held)
        self._names = [frozenset(map(plain, (thing.name, *thing.also))) for thing in held]
        self._all = Search(thing.entry(at) for at, thing in enumerate(self.things))
        parts = [(at, thing) for at, thing in enumerate(self.things) if thing.kind in _JOINED]
        parts.sort(key=lambda pair: _JOINED.index(pair[1].kind))
        self._parts = Search(replace(thing, more="").entry(at) for at, thing in parts)

    def find(self, text: str) -> Found:
        """Return what a text finds: nothing where it holds no word.

        Args:
            text: What was typed.
        """
        words = plain(text).split()
        if not words:
            return Found()
        if len(words) > 1 and all(len(word) == 1 for word in words):
            text = "".join(words)  # "U.K."
        *ranks, near = self._all.ranked(text, MOST)
        near = sorted(near, key=self._partly)
        named = self._listed(ranks[0][:MOST])
        fitting = self._listed([match for rank in (*ranks, near) for match in rank[:MOST]])
        whole = any(thing.kind in _JOINED for thing in named)
        joined = () if whole else self._joined(text)
        if fitting or joined:
            return Found(named, joined, fitting[len(named) : MOST])
        codes = self._all.nearest(text)
        return Found(other=tuple(self.things[int(code)] for code in codes), alike=bool(codes))

    def _listed(self, matches: Sequence[Match]) -> tuple[Thing, ...]:
        return tuple(self.things[int(match.code)] for match in matches)

    def _partly(self, match: Match) -> bool:
        """Return whether what is near is a part of a name: Ireland is no part of its own."""
        return plain(match.near) not in self._names[int(match.code)]

    def _joined(self, text: str) -> tuple[Thing, ...]:
        """Return the things that a text names one after the other, or none."""
        typed = text.replace("&", " & ").split()
        words = [word for word in typed if word not in _DROPPED and plain(word)]
        n = len(words)
        if not 1 < n <= _WORDS:
            return ()
        parts = {
            (first, end): self._part(" ".join(words[first:end]), last=end == n)
            for first, end in _spans(n)
        }
        best: tuple[int, tuple[Thing, ...]] | None = None
        for cut in _cuts(n):
            found = [part for part in map(parts.get, cut) if part]
            held = tuple(thing for _, thing in found)
            cost = sum(far for far, _ in found)
            if len(held) == len(cut) and _asks(held) and (best is None or cost < best[0]):
                best = (cost, held)
        return best[1] if best else ()

    def _part(self, text: str, *, last: bool) -> tuple[int, Thing] | None:
        """Return what a part of a text names, and how far from its name that part is."""
        for far, (fit, matches) in enumerate(zip(FITS, self._parts.ranked(text, 1), strict=True)):
            for thing in self._listed(sorted(matches, key=self._partly)[:1]):
                # Only what is being typed may be the beginning of a country's name.
                begun = fit != "beginning" or thing.kind not in _PLACES
                if fit in _FIT and (begun or (last and len(text) >= _BEGUN)):
                    return far, thing
        return None


def _spans(n: int) -> Iterator[tuple[int, int]]:
    """Yield where parts of so many words begin and end, the whole apart."""
    yield from (span for span in combinations(range(n + 1), 2) if span != (0, n))


def _cuts(n: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the ways to cut so many words into two parts or more."""
    for parts in range(2, min(n, _PARTS) + 1):
        for cuts in combinations(range(1, n), parts - 1):
            yield tuple(pairwise((0, *cuts, n)))


def _asks(held: Sequence[Thing]) -> bool:
    """Return whether things together are a question: a choice at least, one measure at most."""
    chosen = [thing for thing in held if thing.kind in CHOSEN]
    return len(set(held)) == len(held) and bool(chosen) and len(held) - len(chosen) <= 1


def index(engine: Engine) -> Index:
    """Return the names of an edition in the language that is spoken, folded once.

    Args:
        engine: What knows the edition.
    """
    return _index(engine, spoken())


@lru_cache(maxsize=4)
def _index(engine: Engine, _language: str) -> Index:
    return Index(tuple(things(engine)))
