"""Where: the reader's filter as a hashable value that can say itself as a link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.model.dimension import dimension

VERSION = "1"
_SAFE = "~._-"


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
        parts = [
            f"{key}={'~'.join(quote(v, safe='._-') for v in values)}"
            for key, values in self.selected
        ]
        if self.years:
            parts.append(f"year={self.years[0]}~{self.years[1]}")
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
        for name, value in parse_qsl(query.lstrip("?"), keep_blank_values=True):
            if name == "v" and value == VERSION:
                continue
            values = [piece for piece in value.split("~") if piece]
            if name == "year" and (span := _years(values)):
                years = span
                continue
            try:
                key = dimension(name).key
            except UnknownNameError:
                key = ""
            if key in {"", "year"} or not values:
                strange.append(f"{name}={value}")
            else:
                selected.setdefault(key, set()).update(values)
        return cls.of(selected, years), tuple(strange)


def _years(values: list[str]) -> tuple[int, int] | None:
    if not 1 <= len(values) <= 2 or not all(v.isdecimal() and len(v) == 4 for v in values):
        return None
    first, last = int(values[0]), int(values[-1])
    return (first, last) if first <= last else None
