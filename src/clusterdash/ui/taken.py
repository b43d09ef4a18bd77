"""What can be taken away from a card, by address."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from clusterdash.language import say
from clusterdash.model import Result
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


def taken(results: Sequence[Result]) -> tuple[File, ...]:
    """Return each answer as CSV, and all of them with notes and sources as one workbook."""
    links = [to_link(result.question) for result in results]
    if not links:
        return ()
    more = "".join(f"&and={quote(link, safe='')}" for link in links[1:])
    tables = [
        File("CSV", capital(say(result.metric.label)), _address(link, "csv"))
        for result, link in zip(results, links, strict=True)
    ]
    book = File("XLSX", say("with notes and sources"), _address(links[0], "xlsx") + more)
    return (*tables, book)


def _address(link: str, kind: str) -> str:
    metric, _, query = link.partition("?")
    return f"{metric}.{kind}?{query}"
