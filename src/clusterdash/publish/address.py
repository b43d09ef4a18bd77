"""Where a question is answered on a site, for files that leave it."""

from clusterdash.model import Question
from clusterdash.publish.link import to_link

API = "api/v1/"
"""What answers programs, below the start page of a site."""


def address(question: Question, site: str) -> str:
    """Return where a question is answered.

    Args:
        question: What is asked.
        site: Address of the start page of the site, or "" for an address below it.
    """
    return f"{site}{API}answer/{to_link(question)}"
