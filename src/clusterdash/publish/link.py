"""A whole question as a link, and back; what a link leaves unclear is said."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from clusterdash.engine import Engine, Labels
from clusterdash.errors import UnknownNameError, closest
from clusterdash.language import say, say_many
from clusterdash.model import DIMENSIONS, Metric, Question, Where, dimension
from clusterdash.model.where import VERSION

LONGEST = 8192
"""Characters of a link that are read; the longest selections take a few hundred."""

_SEPARATOR = "~"
_OWN = ("by", "as", "year", "v")
_NAMED = ("programme", "event", "partnership", "organisation", "subject", "city")
_LONGEST_CODE = 300
# Each unknown name is compared with all known ones: a link of thousands would keep a page waiting.
_UNKNOWN_TRIED = 50
_LISTED = 5
_SHOWN = 60


def to_link(question: Question) -> str:
    """Return a question as a link: ``organisations?by=country&as=population&v=1&country=PT``.

    Without ``by`` the link asks for one answer for everything.
    """
    parts = [f"by={_SEPARATOR.join(question.by)}"] if question.by else []
    parts += [f"as={quote(question.normalise, safe='')}"] if question.normalise else []
    parts.append(question.where.to_query() or f"v={VERSION}")
    return f"{quote(question.metric)}?{'&'.join(parts)}"


def from_link(text: str, engine: Engine) -> tuple[Question, tuple[str, ...]]:
    """Read a question from a link, as far as it is understood.

    Args:
        text: The link, with or without the address before the metric.
        engine: What will answer: its edition tells which codes exist.

    Returns:
        The question, and a sentence for each part that was left out or read otherwise.

    Raises:
        UnknownNameError: There is no such metric.
    """
    kept = within(text.strip())
    found: list[tuple[Question, tuple[str, ...], str]] = []
    refused: list[UnknownNameError] = []
    for reading in _readings(kept):
        try:
            found.append((*_read(reading, engine), reading))
        except UnknownNameError as error:
            refused.append(error)
            continue
        if not found[-1][1]:
            break
    if not found:
        raise refused[0]
    question, said, reading = min(found, key=lambda one: len(one[1]))
    before = () if reading == kept else (_too_often(),)
    after = () if kept == text.strip() else (cut(len(kept)),)
    return question, (*before, *said, *after)


def understood(
    where: Where, strange: Sequence[str], labels: Labels
) -> tuple[Where, tuple[str, ...]]:
    """Keep of a filter what an edition knows, and say what it does not.

    Args:
        where: A filter as it stands in a link, codes in any accepted form.
        strange: Pieces of the link that are no filter, as ``Where.from_query`` returns them.
        labels: Names of the codes of the edition.

    Returns:
        The filter in codes of the edition, and a sentence for each part that was left out.
    """
    selected: dict[str, list[str]] = {}
    said: list[str] = []
    tries = _UNKNOWN_TRIED
    for key, codes in where.selected:
        selected[key], unknown, guesses = _known(key, codes, labels, tries)
        tries -= min(tries, len(unknown))
        if unknown:
            said.append(_not_known(say(dimension(key).label), unknown, guesses))
    kept = {key: codes for key, codes in selected.items() if codes}
    return Where.of(kept, where.years), (*said, *_unread(strange))


def _known(
    key: str, codes: Sequence[str], labels: Labels, tries: int
) -> tuple[list[str], list[str], tuple[str, ...]]:
    """Return the codes that an edition knows, the names it does not, and what may be meant."""
    own = frozenset(labels.codes(key))
    found: list[str] = []
    unknown: list[str] = []
    guesses: tuple[str, ...] = ()
    for code in codes:
        # A code stays itself, though another one may be called so.
        if code in own:
            found.append(code)
        elif len(unknown) >= tries or len(code) > _LONGEST_CODE:
            unknown.append(code)
        else:
            try:
                found.append(labels.resolve(key, code))
            except UnknownNameError as error:
                unknown.append(code)
                guesses = guesses or error.suggestions[:1]
    return found, unknown, tuple(labels.label(key, g) if key in _NAMED else g for g in guesses)


def within(text: str) -> str:
    """Return a link, or what stands before the code at which it grows too long."""
    if len(text) <= LONGEST:
        return text
    kept = text[:LONGEST]
    end = max(kept.rfind(_SEPARATOR), kept.rfind("&"))
    return kept[:end] if end > 0 else kept


def _readings(text: str) -> list[str]:
    """Return a link as it stands, then as if mail programs had encoded it once or twice more."""
    once = unquote(text, errors="replace")
    return list(dict.fromkeys((text, once, unquote(once, errors="replace"))))


def _read(text: str, engine: Engine) -> tuple[Question, tuple[str, ...]]:
    path, _, query = text.partition("?")
    name = _decoded(path).rstrip("/").rpartition("/")[2]
    metric = engine.registry.metric(_shown(name))
    query, mark, fragment = query.partition("#")
    own, rest = _sorted_out(query)
    by, said = _by([value for value in own["by"] if value])
    way, said_of_way = _way(metric, own["as"])
    # One filter holds one span: a second, other one would replace the first unseen.
    spans = list(dict.fromkeys(own["year"]))
    rest += [f"year={span}" for span in spans[:1]]
    rest += [f"v={version}" for version in dict.fromkeys(own["v"])]
    where, strange = Where.from_query("&".join(rest))
    where, said_of_where = understood(where, strange, engine.labels)
    said += [*said_of_way, *said_of_where]
    said += [_repeated("year", _decoded(span)) for span in spans[1:]]
    said += _unread([f"#{_decoded(fragment)}"] if mark and fragment else [])
    return Question(metric.key, by, where, way), tuple(said)


def _sorted_out(query: str) -> tuple[dict[str, list[str]], list[str]]:
    """Return the values of each key that a link may hold once, and the other pieces."""
    own: dict[str, list[str]] = {key: [] for key in _OWN}
    rest: list[str] = []
    for piece in filter(None, query.split("&")):
        name, _, value = piece.partition("=")
        key = _decoded(name).strip().lower()
        if key in own:
            own[key].append(value)
        else:
            rest.append(piece)
    return own, rest


def _by(values: list[str]) -> tuple[tuple[str, ...], list[str]]:
    keys: list[str] = []
    said: list[str] = []
    for name in dict.fromkeys(_decoded(n) for value in values for n in value.split(_SEPARATOR)):
        try:
            keys.append(dimension(name[:_SHOWN]).key)
        except UnknownNameError as error:
            said.append(
                say(
                    "The link asks for a breakdown by “{name}”, which is not known: "
                    "it was left out.",
                    name=_shown(name),
                )
                + _guess(error.suggestions)
            )
    return tuple(dict.fromkeys(keys)), _few(said)


def _way(metric: Metric, values: list[str]) -> tuple[str, list[str]]:
    """Return how a link wants a metric stated, where the metric can be."""
    asked = list(filter(None, dict.fromkeys(_decoded(value).strip() for value in values)))
    can = [way for way in asked if way in metric.normalisers]
    said = [
        say(
            "The link asks for the figures by “{way}”, in which they cannot be stated: "
            "they are shown as they are.",
            way=_shown(way),
        )
        for way in asked
        if way not in can
    ]
    said += [_repeated("as", way) for way in can[1:]]
    return (can[0] if can else ""), _few(said)


def _unread(strange: Sequence[str]) -> list[str]:
    return _few([_of_piece(piece) for piece in dict.fromkeys(strange)])


def _of_piece(piece: str) -> str:
    """Say what is wrong with a piece of a link that is no filter."""
    name, _, value = piece.partition("=")
    key = name.strip().lower().replace("-", "_").replace(" ", "_")
    if key == "v":
        return say(
            "The link is of version “{version}”, this page reads version {known}: "
            "it was read as far as it is understood.",
            version=_shown(value),
            known=VERSION,
        )
    if key == "year":
        return say(
            "The link asks for the year “{value}”, which is neither a year nor a span such as "
            "2016~2018: it was left out.",
            value=_shown(value),
        )
    if key in DIMENSIONS:
        return say("The link names no {dimension}: it was left out.", dimension=_said(key))
    return say(
        "The link says “{piece}”, which is not understood: it was left out.", piece=_shown(piece)
    ) + _guess(closest(name[:_SHOWN], DIMENSIONS))


def _not_known(kind: str, codes: list[str], guesses: tuple[str, ...]) -> str:
    if len(codes) == 1:
        said = say(
            "The link asks for {kind} “{code}”, which is not known: it was left out.",
            kind=kind,
            code=_shown(codes[0]),
        )
    else:
        listed = ", ".join(f"“{_shown(code)}”" for code in codes[:_LISTED])
        more = len(codes) - _LISTED
        if more > 0:
            listed += " " + say_many("and {n} more", "and {n} more", more)
        said = say(
            "The link asks for {kind} {listed}, which are not known: they were left out.",
            kind=kind,
            listed=listed,
        )
    return said + _guess(guesses)


def _few(said: list[str]) -> list[str]:
    """Return the first sentences, and how many like them follow."""
    more = len(said) - _LISTED
    if more <= 0:
        return said
    rest = say_many(
        "{n} more part of the link was left out for a like reason.",
        "{n} more parts of the link were left out for like reasons.",
        more,
    )
    return [*said[:_LISTED], rest]


def _said(key: str) -> str:
    return say(DIMENSIONS[key].label)


def _guess(names: Sequence[str]) -> str:
    return " " + say("Did you mean “{name}”?", name=names[0]) if names else ""


def _repeated(key: str, value: str) -> str:
    return say(
        "The link says “{key}” more than once: the first is used, “{value}” was left out.",
        key=key,
        value=_shown(value),
    )


def _too_often() -> str:
    return say("The link was encoded more often than it should be: it was read all the same.")


def cut(length: int) -> str:
    """Say that a link was read no further than so many characters."""
    return say_many(
        "The link is too long: only its first character was read.",
        "The link is too long: only its first {n} characters were read.",
        length,
    )


def _decoded(text: str) -> str:
    return unquote(text.replace("+", " "), errors="replace")


def _shown(text: str) -> str:
    """Return a foreign text fit to be shown: short, without signs that cannot be seen."""
    seen: Iterator[str] = (char if char.isprintable() else "�" for char in text[:_SHOWN])
    return "".join(seen) + ("…" if len(text) > _SHOWN else "")
