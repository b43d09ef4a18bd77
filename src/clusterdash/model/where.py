"""Where: the reader's filter as a hashable value that can say itself as a link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.model.dimension import dimension

VERSION = "1"
_SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Where:
    """A filter: for some dimensions the values to keep, and a span of years.

    Attributes:
        selected: Pairs of dimension key and sorted codes; dimensions sorted, none empty.
        years: First and last year, both included, or None for any time.
    """

    selected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    years: tuple[int, int] | None = None

    @classmethod
    def of(
        cls,
        selected: Mapping[str, Iterable[str]] | None = None,
        years: tuple[int, int] | None = None,
    ) -> "Where":
        """Build a filter from codes that are already resolved.

        Raises:
            QuestionError: A selection is empty, or the years run backwards.
            UnknownNameError: A dimension does not exist.
        """
        pairs: dict[str, tuple[str, ...]] = {}
        for name, codes in (selected or {}).items():
            key = dimension(name).key
            if key == "year":
                raise QuestionError("Years are not codes: give them as numbers, year=(2016, 2018).")
            values = tuple(sorted(set(codes)))
            if not values:
                raise QuestionError(
                    f"The selection of {key} is empty: name at least one, or leave {key} out."
                )
            pairs[key] = values
        if years is not None and years[0] > years[1]:
            raise QuestionError(
                f"The years {years[0]} to {years[1]} run backwards: give the first one first."
            )
        return cls(tuple(sorted(pairs.items())), years)

    def get(self, key: str) -> tuple[str, ...]:
        """Return the codes selected in a dimension, or an empty tuple."""
        return dict(self.selected).get(key, ())

    def __contains__(self, key: object) -> bool:
        return key in dict(self.selected) or (key == "year" and self.years is not None)

    def __bool__(self) -> bool:
        return bool(self.selected) or self.years is not None

    @property
    def keys(self) -> tuple[str, ...]:
        """The dimensions that this filter restricts."""
        return tuple(key for key, _ in self.selected) + (("year",) if self.years else ())

    def without(self, *keys: str) -> "Where":
        """Return this filter with some dimensions freed."""
        kept = tuple((k, v) for k, v in self.selected if k not in keys)
        return Where(kept, None if "year" in keys else self.years)

    def to_query(self) -> str:
        """Return this filter as the query part of a link."""
        parts = [f"{key}={_SEPARATOR.join(map(_encoded, values))}" for key, values in self.selected]
        if self.years:
            parts.append(f"year={self.years[0]:04d}{_SEPARATOR}{self.years[1]:04d}")
        return "&".join([f"v={VERSION}", *parts]) if parts else ""

    @classmethod
    def from_query(cls, query: str) -> tuple["Where", tuple[str, ...]]:
        """Read a filter from a link.

        Returns:
            The part that was understood, and the pieces that were not, as they stood.
        """
        selected: dict[str, set[str]] = {}
        years: tuple[int, int] | None = None
        strange: list[str] = []
        for piece in filter(None, query.lstrip("?").split("&")):
            name, _, value = piece.partition("=")
            if (name, value) == ("v", VERSION):
                continue
            # The separator is split before decoding, so that a code may hold it.
            parts = [_decoded(code) for code in value.split(_SEPARATOR)]
            values = [code for code in parts if code]
            key = _key(_decoded(name))
            if key == "year" and (span := _years(parts)):  # an open span is none: it would be cut
                years = span
            elif key in {"", "year"} or not values:
                strange.append(_decoded(piece))
            else:
                selected.setdefault(key, set()).update(values)
        return cls.of(selected, years), tuple(strange)


def _encoded(code: str) -> str:
    return quote(code, safe="._-").replace(_SEPARATOR, "%7E")


def _decoded(text: str) -> str:
    return unquote(text.replace("+", " "), errors="replace")


def _key(name: str) -> str:
    try:
        return dimension(name).key
    except UnknownNameError:
        return ""


def _years(values: list[str]) -> tuple[int, int] | None:
    if not 1 <= len(values) <= 2 or not all(v.isdecimal() and len(v) == 4 for v in values):
        return None
    first, last = int(values[0]), int(values[-1])
    return (first, last) if first <= last else None
