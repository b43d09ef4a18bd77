"""The question that an address asks, all of it understood: none is answered in part."""

from clusterdash.api.problem import Problem, unknown
from clusterdash.api.refused import refusals
from clusterdash.engine import Engine
from clusterdash.errors import ClusterdashError, UnknownNameError
from clusterdash.model import Metric, Question, Result
from clusterdash.publish.link import LONGEST, from_link, to_link
from clusterdash.publish.take import KINDS

FORMAT = "format"


def metric(engine: Engine, name: str, listed: str = "../metrics") -> Metric:
    """Return the metric of a name.

    Args:
        engine: What answers.
        name: The name, as it stands in the address.
        listed: Where all are listed, relative to the address.

    Raises:
        Problem: There is no such metric.
    """
    try:
        return engine.registry.metric(name[:80])
    except UnknownNameError as error:
        # Without the hint of the command line.
        known = (found.key for found in engine.registry.metrics)
        hint = "The address api/v1/metrics lists them all."
        plain = UnknownNameError("metric", error.name, known, hint)
        raise unknown("unknown-metric", plain, listed) from error


def question(
    engine: Engine, asked: Metric, query: str, *, own: tuple[str, ...] = (FORMAT,), file: str = ""
) -> Question:
    """Return the question of a query.

    Args:
        engine: What answers.
        asked: What is asked for.
        query: The query as it stands in the address.
        own: Parameters that the address takes besides those of a question.
        file: Kind of file, where the address is that of one.

    Raises:
        Problem: The query is not understood, or not wholly.
    """
    if len(query) > LONGEST:
        raise Problem(
            "bad-parameter", f"The query is longer than {LONGEST:,} characters: ask for less."
        )
    found, strange = from_link(f"{asked.key}?{query}", engine)
    refused = refusals(asked, query, engine.labels, own) if strange else []
    if refused:
        raise bad(refused)
    if strange:
        meant = to_link(found)
        stem, _, rest = meant.partition("?")
        address = f"file/{stem}.{file}?{rest}" if file else f"answer/{meant}"
        detail = f"The address is not written as it should be. Did you mean {address}?"
        raise Problem("bad-parameter", detail, suggestions=[meant])
    return found


def evaluated(engine: Engine, asked: Question) -> Result:
    """Return the answer to a question.

    Raises:
        Problem: The question makes no sense as asked.
    """
    try:
        return engine.evaluate(asked)
    except ClusterdashError as error:
        raise Problem("bad-question", str(error)) from error


def bad(refused: list[dict[str, str]]) -> Problem:
    """Return the problem of parameters that are not understood."""
    return Problem("bad-parameter", " ".join(one["detail"] for one in refused), parameters=refused)


def no_kind(name: str) -> UnknownNameError:
    """Return what is said of a kind of file that is none."""
    return UnknownNameError("kind of file", name[:80], KINDS, f"Known: {', '.join(KINDS)}.")
