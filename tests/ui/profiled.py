"""The lines of the files behind the pages about one thing, read without the program."""

import csv
import re
from functools import lru_cache
from html import unescape
from typing import TypeAlias

from tests.ui import sql

Line: TypeAlias = dict[str, str]
WORDS = {"exact": "", "over": "over ", "around": "around ", "at_least": "at least "}
WORDS |= {"up_to": "up to "}


def lines(name: str) -> list[Line]:
    """Return the lines of a file."""
    with (sql.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIGURES = lines("figures")
EVENTS = lines("events")
PARTNERSHIPS = lines("partnerships")
SOURCES = lines("sources")
# Corrections that the edition applies when it is opened.
FIXED = {(f["key"], f["column"]): f["becomes"] for f in lines("fixes") if f["table"] == "figures"}


def status(figure: Line) -> str:
    """Return whether a figure is an outcome or a target, as corrected."""
    return FIXED.get((figure["figure_id"], "status"), figure["status"])


def number(figure: Line) -> str:
    """Return the value of a figure as a reader says it, without its unit."""
    value = float(figure["value"])
    if value == int(value):
        return f"{int(value):,}"
    if figure["unit"] == "EUR":
        return f"{value:,.2f}"
    return f"{value:,.1f}"


@lru_cache(maxsize=4096)
def text(page: str) -> str:
    """Return what a page says, spaces made one."""
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]+>", "", body)))


def squeezed(words: str) -> str:
    """Return words with every run of spaces as one."""
    return " ".join(words.split())


def article(page: str, code: str) -> str:
    """Return what a page says of one figure, alone or together with others in the same words."""
    _, _, after = page.partition(f'<article class="quoted" id="{code}">')
    if after:
        return text(after.partition("</article>")[0])
    _, _, after = page.partition(f'<tr id="{code}">')
    assert after, f"{code} is not on the page"
    row, _, rest = after.partition("</tr>")
    words, *more = re.split(
        r'<p class="of">On figure (f\d+):</p>', rest.partition("</table>")[2].split("</article>")[0]
    )
    beside = dict(zip(more[::2], more[1::2], strict=True)).get(code, "")
    return text(f"{row} {words} {beside}")
