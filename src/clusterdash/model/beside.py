"""What is set side by side with a selection: countries, ecosystems, programmes or periods."""

import re
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from clusterdash.errors import QuestionError
from clusterdash.model.where import Where

SIDES = ("country", "ecosystem", "programme", "year")
"""Dimensions of which several values can stand side by side."""

MOST = 5
"""Sides on one page, that of the selection included."""

_SEPARATOR = "~"
_SPAN = re.compile(r"(\d{4})-(\d{4})")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a selection.

    Attributes:
        key: The dimension in which the sides differ, one of ``SIDES``, or "" for none.
        codes: Their codes in that dimension, in the order in which they were pinned; of years, the
            first and the last one: "2014-2016".
    """

    key: str = ""
    codes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.key)

    def pinned(self, code: str) -> "Beside":
        """Return this with one side more; one that is there already changes nothing."""
        return self if code in self.codes else replace(self, codes=(*self.codes, code))

    def unpinned(self, code: str) -> "Beside":
        """Return this without a side."""
        return replace(self, codes=tuple(held for held in self.codes if held != code))

    def to_query(self) -> str:
        """Return this as a piece of a link, or ""."""
        codes = (quote(code, safe="._-").replace(_SEPARATOR, "%7E") for code in self.codes)
        return f"with={self.key}.{_SEPARATOR.join(codes)}" if self.key else ""

    @classmethod
    def from_piece(cls, value: str) -> "Beside | None":
        """Read this from what a link says after ``with=``; None where it is not understood."""
        key, _, codes = value.partition(".")
        if key not in SIDES:
            return None
        read = [unquote(code.replace("+", " "), errors="replace") for code in codes.split("~")]
        found = cls(key, tuple(dict.fromkeys(code for code in read if code)))
        spans = key != "year" or all(span(code) for code in found.codes)
        return found if spans else None


def span(code: str) -> tuple[int, int] | None:
    """Return the years of a period's code, or None where it is none."""
    found = _SPAN.fullmatch(code)
    if not found:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if first <= last else None


def code_of(years: tuple[int, int]) -> str:
    """Return the code of a period: "2014-2016"."""
    return f"{years[0]:04d}-{years[1]:04d}"


def with_side(where: Where, key: str, *codes: str) -> Where:
    """Return a filter that looks at one side instead, or at several as one.

    Args:
        where: The filter of the selection.
        key: The dimension in which sides differ.
        codes: The code of the side, or codes of several; one of a period.

    Raises:
        QuestionError: The code of a period is none.
    """
    if key == "year":
        years = span(codes[0])
        if years is None:  # which would stand for any time
            raise QuestionError(f"{codes[0]!r} is no period: write it as 2014-2016.")
        return Where(where.selected, years)
    return Where.of(dict(where.selected) | {key: codes}, where.years)
