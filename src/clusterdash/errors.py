"""One small tree of errors; each says what, where and how to mend it."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils


class ClusterdashError(Exception):
    """Anything that clusterdash refuses to do."""


class UnknownNameError(ClusterdashError):
    """A name that no vocabulary knows.

    Attributes:
        kind: What was looked for, such as "country" or "metric".
        name: The name as it was given.
        suggestions: Known names that look alike, best first.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], hint: str = "") -> None:
        self.kind = kind
        self.name = name
        self.suggestions = closest(name, known)
        meant = f" Did you mean {_either(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"Unknown {kind} {name!r}.{meant}{' ' + hint if hint else ''}")


class QuestionError(ClusterdashError):
    """A question that makes no sense as asked, such as an empty selection."""


class DataError(ClusterdashError):
    """A file of an edition is not what its contract or its lock promises."""


class RegistrationError(ClusterdashError):
    """A metric, source or theme was declared wrongly."""


def closest(name: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return up to ``limit`` known names that look like ``name``, best first."""
    found = process.extract(
        name,
        list(dict.fromkeys(known)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=70,
    )
    return tuple(match for match, _score, _index in found)


def _either(names: tuple[str, ...]) -> str:
    quoted = [repr(name) for name in names]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
