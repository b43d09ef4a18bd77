"""Finding things by name: whatever case, accents and order of words, and for all slips of the pen.

What is held as it was asked stands first, what is only near to it last, and says so.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import TypeAlias

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from clusterdash.names.text import folded

_PARTS = re.compile(r"[()\[\]/|;:]|\s[-–—]\s")
_WORD = re.compile(r"\w+", re.UNICODE)
# Letters that are none with an accent, though people without them on their keyboards write them so.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "\u0131": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
_LONG = 8  # letters from which two slips are allowed; one before
_SHORT = 4  # letters from which any is
_BEGUN = 6  # letters of a word whose end may not be typed yet, from which slips are allowed
_SLIPPED = 8  # words of a search that may hold slips: each is compared with every known word
_ALIKE = 55.0  # of 100, for words to be offered where nothing was found
_TRIED = 60  # words that are tried for each that was typed
FITS = ("name", "beginning", "words", "parts", "elsewhere", "near")
"""How well something fits, the best first."""

_Far: TypeAlias = tuple[int, tuple[str, ...]]  # slips, and the words that stand for others


@dataclass(frozen=True, slots=True)
class Match:
    """Something that was found.

    Attributes:
        code: Its id.
        near: Its own words that stand for words asked, "" where it holds what was asked.
    """

    code: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    Attributes:
        code: Its id.
        name: Its name; names in other languages stand in it in brackets or after a dash.
        more: What else it is found by.
        also: What else it is called; each is a name of its own.
    """

    code: str
    name: str
    more: str = ""
    also: tuple[str, ...] = ()


class Search:
    """Things by name, in an order of their own."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Fold every name once.

        Args:
            entries: What can be found; things that fit equally well keep this order.
        """
        self._entries = tuple(entries)
        self._matches = [Match(entry.code) for entry in self._entries]
        self._names = [_names(entry) for entry in self._entries]
        self._lined = ["\n".join(("", *names, "")) for names in self._names]
        self._texts = [plain(_text(entry)) for entry in self._entries]
        self._words: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        for at, text in enumerate(self._texts):
            words = text.split()
            for word in set(words):
                self._words.setdefault(word, []).append(at)
            for pair in {a + b for a, b in pairwise(words)}:
                self._joined.setdefault(pair, []).append(at)
        self._known = list(self._words)

    def find(self, text: str) -> tuple[Match, ...]:
        """Return what fits a text, the best first; all of it where the text holds no word.

        Args:
            text: What was typed.
        """
        return tuple(chain.from_iterable(self.ranked(text)))

    def ranked(self, text: str, enough: int = 0) -> tuple[Sequence[Match], ...]:
        """Return what fits a text by how well it does, as ``FITS`` names it.

        The name itself comes first, then names that begin so, then those with every word at the
        beginning of one of theirs, in any order, then those that hold every word anywhere, then
        what holds them elsewhere, and last what is near. All of it is as good as another where
        the text holds no word.

        Args:
            text: What was typed.
            enough: Where so many fit, or one is called just so, what is near is not looked for;
                0: it always is.
        """
        asked = plain(text)
        words = list(dict.fromkeys(asked.split()))
        if not words:
            return (self._matches, *([()] * (len(FITS) - 1)))
        holding = {word: self._holding(word) for word in words}
        held = frozenset.intersection(*holding.values())
        ranked: list[list[Match]] = [[], [], [], [], []]
        for at in sorted(held):
            ranked[self._rank(at, asked, words)].append(self._matches[at])
        if enough and (ranked[0] or len(held) >= enough):
            return (*ranked, [])
        return (*ranked, self._near(holding, held))

    def nearest(
        self, text: str, among: Collection[str] | None = None, limit: int = 3
    ) -> tuple[str, ...]:
        """Return the ids of what looks most like a text, for when nothing fits it.

        Each word that was typed counts as much as the word most like it that a name holds.

        Args:
            text: What was typed.
            among: Ids that may be returned; any unless told.
            limit: How many to return; fewer where fewer look alike.
        """
        alike: dict[int, float] = {}
        for word in list(dict.fromkeys(plain(text).split()))[:_SLIPPED]:
            best: dict[int, float] = {}
            found = process.extract(
                word, self._known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_TRIED
            )
            for own, score, _ in found:
                for at in self._words[own]:
                    best.setdefault(at, score)
            for at, score in best.items():
                alike[at] = alike.get(at, 0.0) + score
        codes = (self._entries[at].code for at in sorted(alike, key=lambda at: (-alike[at], at)))
        return tuple(islice((c for c in codes if among is None or c in among), limit))

    def _holding(self, word: str) -> frozenset[int]:
        return frozenset(at for at, own in enumerate(self._texts) if word in own)

    def _rank(self, at: int, asked: str, words: list[str]) -> int:
        lined = self._lined[at]
        if f"\n{asked}" in lined:
            return 0 if f"\n{asked}\n" in lined else 1
        whole = f" {self._names[at][0]}"
        begun = True
        for word in words:
            if f" {word}" not in whole:
                begun = False
                if word not in whole:
                    return 4
        return 2 if begun else 3

    def _near(self, holding: Mapping[str, frozenset[int]], held: frozenset[int]) -> list[Match]:
        """Return what holds, for each word, the word itself or one that is near, nearest first."""
        left: dict[int, _Far] = {}
        # The rarest word first: it leaves the fewest for the others.
        for n, word in enumerate(sorted(holding, key=lambda word: (len(holding[word]), word))):
            near = self._near_one(word, _slips(word) if n < _SLIPPED else 0)
            if n == 0:
                left = dict.fromkeys(holding[word] - held, (0, ()))
                left |= {at: far for at, far in near.items() if at not in holding[word]}
                continue
            left = {
                at: old if at in holding[word] else (old[0] + near[at][0], (*old[1], *near[at][1]))
                for at, old in left.items()
                if at in holding[word] or at in near
            }
            if not left:
                break
        order = sorted(left, key=lambda at: (left[at][0], at))
        return [self._match(at, left[at][1]) for at in order]

    def _near_one(self, word: str, slips: int) -> dict[int, _Far]:
        """Return what holds a word that is near another: how far it is, and that word."""
        if not slips:
            return {}
        found: dict[int, _Far] = dict.fromkeys(self._joined.get(word, ()), (1, (word,)))
        for own, far in self._alike(word, slips):
            for at in self._words[own]:
                found.setdefault(at, (far, (own,)))
        return found

    def _alike(self, word: str, slips: int) -> list[tuple[str, int]]:
        """Return the known words that are so many slips away, or begin so, the nearest first."""
        begun = [own[: len(word)] for own in self._known] if len(word) >= _BEGUN else []
        far: dict[str, int] = {}
        for words in (self._known, begun):
            alike = process.extract(
                word, words, scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            for _, slipped, at in alike:
                own = self._known[at]
                far[own] = min(far.get(own, slips), int(slipped))
        return sorted(far.items(), key=lambda pair: (pair[1], pair[0]))

    def _match(self, at: int, words: tuple[str, ...]) -> Match:
        entry = self._entries[at]
        return Match(entry.code, " ".join(_own(_text(entry), word) for word in words))


def plain(text: str) -> str:
    """Return a text as it is searched: folded, and without letters that few keyboards have."""
    return folded(text).translate(_LETTERS)


def _names(entry: Entry) -> tuple[str, ...]:
    """Return a name as a whole, the names that stand in it beside each other, and its others."""
    parts = (plain(part) for part in (*_PARTS.split(entry.name), *entry.also))
    return tuple(dict.fromkeys((plain(entry.name), *filter(None, parts))))


def _text(entry: Entry) -> str:
    return " ".join((entry.name, *entry.also, entry.more))


def _slips(word: str) -> int:
    """Return how many letters of a word may be wrong, missing, too many or swapped."""
    if len(word) < _SHORT or word.isdecimal():
        return 0
    return 2 if len(word) >= _LONG else 1


def _own(text: str, word: str) -> str:
    """Return a folded word, or two that were joined, as they stand in a text."""
    if as_it_stands := re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
        return as_it_stands[0]
    spans = [(plain(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]
    for folded_word, start, end in spans:
        if folded_word == word:
            return text[start:end]
    for (first, start, _), (second, _, end) in pairwise(spans):
        if first + second == word:
            return text[start:end]
    return word
