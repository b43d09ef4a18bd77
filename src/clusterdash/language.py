"""The words of a language: a gettext catalogue, with numbers and dates formatted by Babel."""

import gettext
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale
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
    if locale == PSEUDO:
        return _Pseudo()
    return gettext.translation(DOMAIN, str(FOLDER), [locale], fallback=True)


@lru_cache(maxsize=32)
def _locale(name: str) -> Locale:
    return Locale.parse(SOURCE if name == PSEUDO else name)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Speak another language inside the block, in this thread or task alone."""
    token = _spoken.set(locale)
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> str:
    """Return the language that is spoken, as in "en" or "pt_PT"."""
    return _spoken.get()


def say(message: str, /, **values: object) -> str:
    """Return a message in the language that is spoken, its placeholders filled in."""
    said = _catalogue(spoken()).gettext(message) if message else ""
    return said.format(**values) if values else said


def say_many(one: str, many: str, n: float, /, **values: object) -> str:
    """Return the form of a message that a count calls for; ``{n}`` is the count, formatted."""
    plural = n if isinstance(n, int) else 1 if n == 1 else 2
    said = _catalogue(spoken()).ngettext(one, many, plural)
    return said.format(n=number(n), **values)


def mark(message: str, /) -> str:
    """Mark a constant for the catalogue; it is said where it is shown."""
    return message


def number(value: float, digits: int = 1) -> str:
    """Return a number with grouped thousands and no needless decimals.

    Numbers under one keep two significant digits, so that a rate never reads as zero.
    """
    pattern = "#,##0" if value == int(value) else "#,##0." + "0" * digits
    if 0 < abs(value) < 1:
        pattern = "0." + "#" * max(digits, 1 - math.floor(math.log10(abs(value))))
    return str(format_decimal(value, format=pattern, locale=_locale(spoken())))


def day(value: date) -> str:
    """Return a date as a reader writes it: "22 Nov 2026"."""
    return str(format_date(value, format="d MMM y", locale=_locale(spoken())))
