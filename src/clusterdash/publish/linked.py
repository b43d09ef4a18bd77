"""A Result as plain values that lead on: the answer to a program, and the same as a file."""

from typing import Any

from clusterdash.engine import Labels
from clusterdash.model import Result
from clusterdash.publish.files import to_dict
from clusterdash.publish.link import to_link


def linked(result: Result, labels: Labels, kinds: tuple[str, ...], api: str = "") -> dict[str, Any]:
    """Return a Result as plain values, with links.

    Args:
        result: The Result.
        labels: Names of the codes of its edition.
        kinds: Other kinds of file in which the answer can be had.
        api: Where answers and metrics are found, with a slash at its end; "" makes links relative
            to the address of an answer.
    """
    answers, metrics = (f"{api}answer/", f"{api}metrics/") if api else ("", "../metrics/")
    body = to_dict(result, labels)
    near = [f"{answers}{to_link(question)}" for question in result.nearest]
    nearest = [one | {"href": href} for one, href in zip(body["nearest"], near, strict=True)]
    stem, _, query = to_link(result.question).partition("?")
    links = {
        "self": f"{answers}{stem}?{query}",
        "metric": f"{metrics}{result.metric.key}",
        **{kind: f"{answers}{stem}.{kind}?{query}" for kind in kinds},
        "beside": [f"{answers}{to_link(question)}" for question in result.beside],
    }
    return body | {"nearest": nearest, "links": links}
