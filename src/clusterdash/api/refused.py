"""Which parameters of an address are not understood, why, and how to mend each."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote

from clusterdash.api.described import asked_by
from clusterdash.engine import Labels
from clusterdash.errors import UnknownNameError
from clusterdash.model import DIMENSIONS, Metric, Where, dimension
from clusterdash.model.where import VERSION

OWN = ("by", "as", "year", "v")
"""Parameters besides the dimensions that every address of an answer takes."""
_ONCE = ("as", "year", "v")

_SEPARATOR = "~"
_MOST = 5  # each name that nothing has is compared with all that are known
_LONGEST = 80


def refusals(
    metric: Metric, query: str, labels: Labels, own: tuple[str, ...] = ()
) -> list[dict[str, str]]:
    """Return the first parameters of a query that are not understood, each with what to do.

    Args:
        metric: What is asked for.
        query: The query as it stands in the address.
        labels: Names of the codes of the edition.
        own: Further parameters that the address takes.
    """
    return list(islice(_refused(metric, query, labels, own), _MOST))


def _refused(
    metric: Metric, query: str, labels: Labels, own: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    once: dict[str, str] = {}
    for piece in filter(None, query.split("&")):
        name, _, value = piece.partition("=")
        key = decoded(name).strip()
        plain = key.lower()
        if plain in _ONCE and once.setdefault(plain, value) != value:
            yield _of(key, f"{key} is given more than once: give it once.")
            continue
        codes = [decoded(code) for code in value.split(_SEPARATOR) if code or plain == "year"]
        yield from (_of(key, why) for why in _wrong(metric, plain, codes, labels, own))


def _wrong(
    metric: Metric, key: str, codes: list[str], labels: Labels, own: tuple[str, ...]
) -> Iterator[str]:
    match key:
        case "by":
            yield from filter(None, (_unknown_dimension(code) for code in codes))
        case "as":
            yield from (_way(metric, code) for code in codes if code not in metric.normalisers)
        case "v":
            if codes != [VERSION]:
                yield f"v={_cut(codes)}: this address reads version {VERSION}: write v={VERSION}."
        case "year":
            if Where.from_query("year=" + _SEPARATOR.join(codes))[1]:
                yield f"year={_cut(codes)}: write a year or a span of years, as in year=2016~2018."
        case _:
            yield from _filter(metric, key, codes, labels, own)


def _filter(
    metric: Metric, key: str, codes: list[str], labels: Labels, more: tuple[str, ...]
) -> Iterator[str]:
    try:
        known = dimension(key[:_LONGEST]).key
    except UnknownNameError:
        known = ", ".join(dict.fromkeys((*OWN, *more, *asked_by(metric))))
        hint = f"Known for {metric.key}: {known}."
        yield str(UnknownNameError("parameter", key[:_LONGEST], (*OWN, *more, *DIMENSIONS), hint))
        return
    if not codes:
        yield f"{known} names nothing: name at least one, or leave {known} out."
    own = frozenset(labels.codes(known))
    for code in codes:
        if code not in own:
            yield from _unknown_code(known, code[:_LONGEST], labels)


def _unknown_code(key: str, code: str, labels: Labels) -> Iterator[str]:
    try:
        labels.resolve(key, code)
    except UnknownNameError as error:
        yield f"{error} The address api/v1/dimensions/{key} lists them all."


def _unknown_dimension(name: str) -> str:
    try:
        dimension(name[:_LONGEST])
    except UnknownNameError as error:
        return str(error)
    return ""


def _way(metric: Metric, way: str) -> str:
    if not metric.normalisers:
        return f"{metric.key} is stated in one way only: leave as out."
    hint = f"Known: {', '.join(metric.normalisers)}."
    return str(UnknownNameError("way to state it", way[:_LONGEST], metric.normalisers, hint))


def _of(key: str, detail: str) -> dict[str, str]:
    return {"parameter": key[:_LONGEST], "detail": detail}


def _cut(codes: list[str]) -> str:
    return repr(_SEPARATOR.join(codes)[:_LONGEST])


def decoded(text: str) -> str:
    """Return a part of a query as it was meant."""
    return unquote(text.replace("+", " "), errors="replace")
