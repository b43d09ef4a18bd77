"""What is wrong with a request, as RFC 9457 (problem details) tells it to programs."""

from typing import Any

from clusterdash.api.reply import Reply, said
from clusterdash.errors import ClusterdashError, UnknownNameError
from clusterdash.language import mark, say

MIME = "application/problem+json"
KINDS = {
    "bad-parameter": (400, mark("The address is not understood")),
    "bad-question": (400, mark("The question cannot be asked in this way")),
    "unknown-metric": (404, mark("There is no such metric")),
    "unknown-dimension": (404, mark("There is no such dimension")),
    "unknown-format": (404, mark("There is no such kind of file")),
    "unknown-address": (404, mark("There is nothing at this address")),
    "method-not-allowed": (405, mark("Nothing can be changed here")),
    "failed": (500, mark("Something went wrong here")),
    "not-ready": (503, mark("The edition cannot answer yet")),
}
"""Kinds of problem with their status and title."""


class Problem(ClusterdashError):
    """A request that gets no answer.

    Attributes:
        kind: One of ``KINDS``.
        more: Further members, for programs.
    """

    def __init__(self, kind: str, detail: str, **more: Any) -> None:  # noqa: ANN401 - JSON
        """Take what is wrong.

        Args:
            kind: One of ``KINDS``.
            detail: What, where, and how to mend it.
            **more: Further members, for programs.
        """
        super().__init__(detail)
        self.kind = kind
        self.more = more

    @property
    def status(self) -> int:
        """HTTP status."""
        return KINDS[self.kind][0]

    def reply(self) -> Reply:
        """Return it as a reply."""
        status, title = KINDS[self.kind]
        body = {
            "type": f"urn:clusterdash:{self.kind}",
            "title": say(title),
            "status": status,
            "detail": str(self),
            **self.more,
        }
        return said(body, status, MIME)


def unknown(kind: str, error: UnknownNameError, listed: str = "") -> Problem:
    """Return the problem of a name that nothing has.

    Args:
        kind: One of ``KINDS``.
        error: Which name, and what was meant perhaps.
        listed: Where all names are listed, relative to the address, or "".
    """
    more = {"known": listed} if listed else {}
    return Problem(kind, str(error), suggestions=list(error.suggestions), **more)
