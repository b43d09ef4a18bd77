"""What can be taken away from a card, by address."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from clusterdash.engine import Labels
from clusterdash.language import say
from clusterdash.model import Result
from clusterdash.publish.cells import part, title
from clusterdash.publish.link import to_link
from clusterdash.publish.words import capital


@dataclass(frozen=True, slots=True)
class File:
    """A file that can be taken away.

    Attributes:
        kind: What it is: "CSV".
        name: What it holds.
        href: Its address, after the stem of the site's files.
    """

    kind: str
    name: str
    href: str


def taken(results: Sequence[Result], labels: Labels | None = None) -> tuple[File, ...]:
    """Return each answer as CSV, and all of them as one file for whatever reads it.

    Args:
        results: The answers.
        labels: Names of codes, where answers differ in what they are of.
    """
    links = [to_link(result.question) for result in results]
    if not links:
        return ()
    more = "".join(f"&and={quote(link, safe='')}" for link in links[1:])
    tables = [
        File("CSV", _name(result, labels), _address(link, "csv"))
        for result, link in zip(results, links, strict=True)
    ]
    whole = {
        "XLSX": say("with notes and sources"),
        "Parquet": say("typed columns, for programs"),
        "JSON": say("with everything an answer holds"),
    }
    return (
        *tables,
        *(
            File(kind, said, _address(links[0], kind.lower()) + more)
            for kind, said in whole.items()
        ),
    )


def citations(results: Sequence[Result]) -> tuple[File, ...]:
    """Return how to cite the answers, for programs that keep references."""
    links = [to_link(result.question) for result in results]
    more = "".join(f"&and={quote(link, safe='')}" for link in links[1:])
    kinds = {"BibTeX": "bib", "CSL-JSON": "csl"} if links else {}
    return tuple(File(name, "", _address(links[0], kind) + more) for name, kind in kinds.items())


def asked_by(results: Sequence[Result], labels: Labels | None = None) -> tuple[File, ...]:
    """Return where programs and spreadsheets ask for each answer, after the site's start."""
    return tuple(
        File("API", _name(result, labels), f"api/v1/answer/{to_link(result.question)}")
        for result in results
    )


def _name(result: Result, labels: Labels | None) -> str:
    if labels is None:
        return capital(say(result.metric.label))
    return ", ".join(filter(None, [title(result), part(result, labels)]))


def _address(link: str, kind: str) -> str:
    metric, _, query = link.partition("?")
    return f"{metric}.{kind}?{query}"
