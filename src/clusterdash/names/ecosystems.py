"""The 14 EU industrial ecosystems in their published spellings."""

import re
from functools import cached_property

import polars as pl

from clusterdash.errors import UnknownNameError
from clusterdash.language import SOURCE, mark, say, spoken
from clusterdash.names.text import folded

CROSS = mark("Cross-ecosystem")
NOT_STATED = mark("not stated")
_COMMON = {
    "ICT": "Digital",
    "Automotive": "Mobility-Transport-Automotive",
    "Transport": "Mobility-Transport-Automotive",
    "Aeronautics": "Aerospace & Defence",
    "Defence": "Aerospace & Defence",
    "Food": "Agri-food",
    "Agrofood": "Agri-food",
    "Creative Industries": "Cultural & Creative Industries",
    "Culture": "Cultural & Creative Industries",
    "Renewables": "Energy-Renewables",
    "Social Economy": "Proximity, Social Economy & Civil Security",
    "Healthcare": "Health",
}


class Ecosystems:
    """Names of industrial ecosystems, as one edition spells them."""

    def __init__(self, ecosystems: pl.DataFrame, spellings: pl.DataFrame) -> None:
        """Read the list and the spellings from the edition's reference tables."""
        self.known: tuple[str, ...] = tuple(ecosystems.sort("order")["ecosystem"])
        self._spellings = dict(spellings.select("name", "ecosystem").iter_rows())

    @cached_property
    def _codes(self) -> dict[str, str]:
        codes = {folded(name): code for name, code in self._spellings.items()}
        codes |= {folded(word): code for code in self.known for word in (code, _short(code))}
        codes |= {folded(word): code for word, code in _COMMON.items() if code in self.known}
        return codes | {folded(name): name for name in (*self.known, CROSS, NOT_STATED)}

    def _foreign(self) -> dict[str, str]:
        """Return the codes by their names in the language that is spoken, unless English."""
        return {folded(say(c)): c for c in (*self.known, CROSS)} if spoken() != SOURCE else {}

    def names(self, code: str) -> tuple[str, ...]:
        """Return what an ecosystem is called, as names are compared."""
        known = (self._codes | self._foreign()).items()
        return tuple(name for name, named in known if named == code)

    def resolve(self, name: str) -> str:
        """Return the ecosystem called so.

        Raises:
            UnknownNameError: No ecosystem is called so.
        """
        plain = folded(name)
        code = self._codes.get(plain) or self._foreign().get(plain)
        if code is None:
            raise UnknownNameError(
                "industrial ecosystem", name, (*self.known, *self._spellings, CROSS)
            )
        return code


def _short(name: str) -> str:
    """Return the first word of a name, which alone tells the 14 apart (but not Energy)."""
    first = re.split(r"[ ,-]", name, maxsplit=1)[0]
    return name if first == "Energy" else first
