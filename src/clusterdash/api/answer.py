"""An answer by its address: a metric, and a query in the language of the pages' links."""

from typing import Any

from clusterdash.api.problem import Problem, unknown
from clusterdash.api.refused import FORMAT, decoded, refusals
from clusterdash.api.reply import Reply, said
from clusterdash.engine import Engine
from clusterdash.errors import ClusterdashError, UnknownNameError
from clusterdash.model import Metric, Question, Result
from clusterdash.publish.cells import part
from clusterdash.publish.files import to_dict
from clusterdash.publish.link import LONGEST, from_link, to_link
from clusterdash.publish.take import KINDS, file

DEFAULT = "json"


def answer(engine: Engine, name: str, query: str) -> Reply:
    """Return the answer to a question.

    Args:
        engine: What answers.
        name: The metric, with a kind of file as its ending where one is wanted: "meetings.csv".
        query: The query: ``by=country&country=PT&year=2018~2020&as=population&format=csv&v=1``.

    Raises:
        Problem: The address is not understood, or not wholly.
    """
    stem, kind = _kind(name, query)
    metric = _metric(engine, stem)
    result = _evaluated(engine, _question(engine, metric, _without_format(query)))
    if kind == DEFAULT:
        return said(told(result, engine))
    made = file(engine.labels, [result], kind)
    return Reply(200, made.mime, made.content, made.name)


def told(result: Result, engine: Engine) -> dict[str, Any]:
    """Return a Result as plain values, with links relative to the address of the answer."""
    body = to_dict(result, engine.labels)
    near = [to_link(question) for question in result.nearest]
    nearest = [one | {"href": link} for one, link in zip(body["nearest"], near, strict=True)]
    own = to_link(result.question)
    stem, _, query = own.partition("?")
    links = {
        "self": own,
        "metric": f"../metrics/{result.metric.key}",
        **{kind: f"{stem}.{kind}?{query}" for kind in KINDS if kind != DEFAULT},
        "beside": [to_link(question) for question in result.beside],
    }
    filtered = {"filter": part(result, engine.labels) or None}
    return body | filtered | {"nearest": nearest, "links": links}


def _kind(name: str, query: str) -> tuple[str, str]:
    """Return the name of the metric and the kind of file, by ending or by parameter."""
    stem, dot, ending = name.partition(".")
    asked = list(dict.fromkeys([*([ending] if dot else []), *_formats(query)]))
    for kind in asked:
        if kind not in KINDS:
            error = UnknownNameError(
                "kind of file", kind[:80], KINDS, f"Known: {', '.join(KINDS)}."
            )
            if dot and kind == ending:
                raise unknown("unknown-format", error)
            raise _bad([{"parameter": FORMAT, "detail": str(error)}])
    if len(asked) > 1:
        detail = f"The address asks for {' and '.join(asked)}: ask for one of them."
        raise _bad([{"parameter": FORMAT, "detail": detail}])
    return stem, asked[0] if asked else DEFAULT


def _formats(query: str) -> list[str]:
    pieces = [piece.partition("=") for piece in query.split("&")]
    return [decoded(value) for name, _, value in pieces if _names_format(name)]


def _without_format(query: str) -> str:
    pieces = query.split("&")
    return "&".join(piece for piece in pieces if not _names_format(piece.partition("=")[0]))


def _names_format(name: str) -> bool:
    return decoded(name).strip().lower() == FORMAT


def _metric(engine: Engine, name: str) -> Metric:
    try:
        return engine.registry.metric(name[:80])
    except UnknownNameError as error:
        # Without the hint of the command line.
        plain = UnknownNameError("metric", error.name, (m.key for m in engine.registry.metrics))
        raise unknown("unknown-metric", plain, "../metrics") from error


def _question(engine: Engine, metric: Metric, query: str) -> Question:
    """Return the question of a query, all of it understood: none is answered in part."""
    if len(query) > LONGEST:
        raise Problem(
            "bad-parameter", f"The query is longer than {LONGEST:,} characters: ask for less."
        )
    question, strange = from_link(f"{metric.key}?{query}", engine)
    refused = refusals(metric, query, engine.labels) if strange else []
    if refused:
        raise _bad(refused)
    if strange:
        meant = to_link(question)
        detail = f"The address is not written as it should be. Did you mean answer/{meant}?"
        raise Problem("bad-parameter", detail, suggestions=[meant])
    return question


def _bad(refused: list[dict[str, str]]) -> Problem:
    """Return the problem of parameters that are not understood."""
    return Problem("bad-parameter", " ".join(one["detail"] for one in refused), parameters=refused)


def _evaluated(engine: Engine, question: Question) -> Result:
    try:
        return engine.evaluate(question)
    except ClusterdashError as error:
        raise Problem("bad-question", str(error)) from error
