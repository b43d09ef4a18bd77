"""The words of a language: a gettext catalogue, with numbers and dates formatted by Babel.

Whatever a reader is shown is said here. What stays as it is: messages of exceptions, codes and
names of columns, which people search for; and what an edition holds (names, titles, quotations and
reasons), which is quoted as it was published.
"""

import gettext
import math
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache, reduce
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

DOMAIN = "clusterdash"
FOLDER = Path(__file__).parent / "locale"
SOURCE = "en"
PSEUDO = "en_XA"
"""English with an accent on every letter: what stays plain was never looked up."""

_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)
_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀçđéƒĝĥíĵķļɱñöþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÍĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")


class _Pseudo(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        parts = _PLACEHOLDER.split(message)
        return "".join(p if p.startswith("{") else p.translate(_ACCENTS) for p in parts)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@lru_cache(maxsize=32)
def _catalogue(locale: str) -> gettext.NullTranslations:
    """Return the translations of a language, read from what translators write."""
    if locale == PSEUDO:
        return _Pseudo()
    for name in (locale, locale.partition("_")[0]):
        path = FOLDER / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if path.is_file():
            return _read(path, name)
    return gettext.NullTranslations()


def _read(path: Path, locale: str) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=32)
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(SOURCE if name == PSEUDO else name)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, the one of the source first."""
    return (SOURCE, *sorted(path.parts[-3] for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Speak another language inside the block, in this thread or task alone."""
    token = _spoken.set(locale.replace("-", "_"))
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> str:
    """Return the language that is spoken, as in "en" or "pt_PT"."""
    return _spoken.get()


def say(message: str, /, **values: object) -> str:
    """Return a message in the language that is spoken, its placeholders filled in."""
    said = _catalogue(_spoken.get()).gettext(message) if message else ""
    return _filled(said, message, values) if values else said


def say_many(one: str, many: str, n: float, /, **values: object) -> str:
    """Return the form of a message that a count calls for; ``{n}`` is the count, formatted."""
    whole = int(n) if n == int(n) else 2
    said = _catalogue(_spoken.get()).ngettext(one, many, whole)
    return _filled(said, one if whole == 1 else many, {"n": number(n), **values})


def _filled(said: str, message: str, values: dict[str, object]) -> str:
    """Fill in the placeholders; a translation that misspells one gives way to the source."""
    try:
        return said.format(**values)
    except (KeyError, IndexError, ValueError):
        return message.format(**values)


def mark(message: str, /) -> str:
    """Mark a constant for the catalogue; it is said where it is shown."""
    return message


def all_of(names: Iterable[str]) -> str:
    """Return names as a reader lists them: "Spain and France"."""
    return _listed(mark("{left} and {right}"), names)


def any_of(names: Iterable[str]) -> str:
    """Return names as a reader offers them: "Spain or France"."""
    return _listed(mark("{left} or {right}"), names)


def _listed(last: str, names: Iterable[str]) -> str:
    """Join names by commas, and the last two by a word: "Germany, France or Poland"."""
    *first, final = names
    if not first:
        return final
    before = reduce(lambda left, right: say("{left}, {right}", left=left, right=right), first)
    return say(last, left=before, right=final)


def number(value: float, digits: int = 1) -> str:
    """Return a number with grouped thousands and no needless decimals.

    Numbers under one keep two significant digits, so that a rate never reads as zero.
    """
    return _number(value, digits, _spoken.get())


@lru_cache(maxsize=4096)
def _number(value: float, digits: int, locale: str) -> str:
    pattern = "#,##0" if value == int(value) else "#,##0." + "0" * digits
    if 0 < abs(value) < 1:
        pattern = "0." + "#" * max(digits, 1 - math.floor(math.log10(abs(value))))
    return str(format_decimal(value, format=pattern, locale=_locale(locale)))


def day(value: date) -> str:
    """Return a date as a reader writes it: "22 Nov 2026"."""
    return str(format_date(value, format="d MMM y", locale=_locale(spoken())))


def month(value: date) -> str:
    """Return the month of a date as a reader writes it: "Nov 2026"."""
    return str(format_date(value, format="MMM y", locale=_locale(spoken())))


def territories() -> dict[str, str]:
    """Return names of countries by code in the language that is spoken; none in English.

    English names are those of the edition, which follow the style guide of the institutions.
    """
    return _territories(_spoken.get())


@lru_cache(maxsize=32)
def _territories(locale: str) -> dict[str, str]:
    if _locale(locale).language == SOURCE:
        return {}
    named = _locale(locale).territories
    return {code: str(name) for code, name in named.items() if len(code) == 2}
