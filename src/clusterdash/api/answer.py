"""An answer by its address: a metric, and a query in the language of the pages' links."""

from clusterdash.api.problem import unknown
from clusterdash.api.question import FORMAT, bad, evaluated, metric, no_kind, question
from clusterdash.api.refused import decoded
from clusterdash.api.reply import Reply, said
from clusterdash.engine import Engine
from clusterdash.publish.linked import linked
from clusterdash.publish.take import DEFAULT, KINDS, OTHERS, file


def answer(engine: Engine, name: str, query: str, site: str = "") -> Reply:
    """Return the answer to a question.

    Args:
        engine: What answers.
        name: The metric, with a kind of file as its ending where one is wanted: "meetings.csv".
        query: The query: ``by=country&country=PT&year=2018~2020&as=population&format=csv&v=1``.
        site: Address of the start page of the site, where it is known.

    Raises:
        Problem: The address is not understood, or not wholly.
    """
    stem, kind = _kind(name, query)
    asked = question(engine, metric(engine, stem), _without_format(query))
    result = evaluated(engine, asked)
    if kind == DEFAULT:
        return said(linked(result, engine.labels, OTHERS))
    made = file(engine.labels, [result], kind, site)
    return Reply(200, made.mime, made.content, made.name)


def _kind(name: str, query: str) -> tuple[str, str]:
    """Return the name of the metric and the kind of file, by ending or by parameter."""
    stem, dot, ending = name.partition(".")
    asked = list(dict.fromkeys([*([ending] if dot else []), *_formats(query)]))
    for kind in asked:
        if kind not in KINDS:
            error = no_kind(kind)
            if dot and kind == ending:
                raise unknown("unknown-format", error)
            raise bad([{"parameter": FORMAT, "detail": str(error)}])
    if len(asked) > 1:
        detail = f"The address asks for {' and '.join(asked)}: ask for one of them."
        raise bad([{"parameter": FORMAT, "detail": detail}])
    return stem, asked[0] if asked else DEFAULT


def _formats(query: str) -> list[str]:
    pieces = [piece.partition("=") for piece in query.split("&")]
    return [decoded(value) for name, _, value in pieces if _names_format(name)]


def _without_format(query: str) -> str:
    pieces = query.split("&")
    return "&".join(piece for piece in pieces if not _names_format(piece.partition("=")[0]))


def _names_format(name: str) -> bool:
    return decoded(name).strip().lower() == FORMAT
