"""A Result as text for a terminal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from clusterdash.engine import Labels
from clusterdash.model import DIMENSIONS, Question, Result
from clusterdash.publish.citation import cite
from clusterdash.publish.sentence import headline
from clusterdash.publish.words import amount, number

_SOURCES = 5
_RIVALS = 8


def to_text(result: Result, labels: Labels) -> str:
    """Return a Result with its table, coverage, caveats, rivals and sources."""
    return "\n".join(_lines(result, labels))


def command(question: Question, labels: Labels) -> str:
    """Return a question as the command that asks it."""
    parts = ["clusterdash ask", question.metric]
    if question.by:
        parts.append("--by " + ",".join(question.by))
    for key, codes in question.where.selected:
        parts += [f'--where "{key}={labels.label(key, code)}"' for code in codes]
    if question.where.years:
        first, last = question.where.years
        parts.append(f"--year {first}" if first == last else f"--year {first}-{last}")
    if question.normalise:
        parts.append(f"--normalise {question.normalise}")
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a Result as text.

    Attributes:
        head: Names of the columns.
        body: Rows, a text a column.
        keys: How many columns, from the left, say what a row is about.
        total: The evaluated total, or "".
    """

    head: list[str]
    body: list[list[str]]
    keys: int
    total: str


def table(result: Result, labels: Labels) -> Table:
    """Return the numbers of a Result as text."""
    head, body = _cells(result, labels)
    keys = sum(key != "figure" for key in result.by)
    return Table(head, body, keys, _total(result))


def rivals_in_words(result: Result) -> tuple[str, ...]:
    """Return the other published values, one sentence each."""
    return tuple(_rivals(result))


def _lines(result: Result, labels: Labels) -> Iterator[str]:
    if result.synthetic:
        yield "SYNTHETIC DEMONSTRATION DATA"
    yield headline(result, labels)
    if result.answered:
        yield ""
        yield from grid(*_cells(result, labels))
        if result.total:
            yield f"Total, evaluated: {_total(result)}"
    yield from _section(
        "Nearest questions with an answer", (command(near, labels) for near in result.nearest)
    )
    yield from _section("Coverage", (c.sentence for c in result.coverage))
    yield from _section("Notes", result.notes)
    yield from _section("Also published", list(_rivals(result))[:_RIVALS])
    yield from _section("Read with care", (c.sentence for c in result.caveats))
    yield from _section("Beside it, never in it", (command(q, labels) for q in result.beside))
    more = len(result.origins) - _SOURCES
    sources = [f"[{o.source_id}] {cite(o)}" for o in result.origins[:_SOURCES]]
    credit = [f"Credit: {result.credit}."] if result.credit else []
    yield from _section("Sources", credit + sources + ([f"and {more} more"] if more > 0 else []))
    yield ""
    yield f"{result.metric.definition}"
    yield f"Basis: {result.basis}. Edition: {result.edition}."


def _total(result: Result) -> str:
    total = result.total
    return amount(total.value, total.qualifier, _unit(result)) if total else ""


def _unit(result: Result) -> str:
    ways = {"population": "ratio", "share": "percent"}
    return ways.get(result.question.normalise, result.metric.unit)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in found)


def _rivals(result: Result) -> Iterator[str]:
    for rival in result.rivals:
        said = amount(rival.value, rival.qualifier, rival.unit)
        word = "also" if rival.relation == "confirmation" else "but"
        why = f" {rival.reason}" if rival.reason else ""
        yield (
            f"{rival.of}: {word} {said} ({rival.figure_id}, {rival.origin.publisher}, "
            f"{rival.span}).{why}"
        )


def _cells(result: Result, labels: Labels) -> tuple[list[str], list[list[str]]]:
    frame = result.frame
    unit = _unit(result)
    keys = [key for key in result.by if key != "figure"]
    has = set(frame.columns)
    head = [DIMENSIONS[key].label for key in keys] + [_head(result)]
    head += ["% of first"] if "rate" in has else []
    head += ["of"] if "denominator" in has and "rate" not in has else []
    if "rank" in has and not frame["rank"].count():
        has -= {"rank"}
    head += ["EU-27 rank"] if "rank" in has else []
    head += ["published by"] if (frame["of"] > 1).any() else []
    spans = "period" not in keys and any(frame["span"].fill_null(""))
    head += ["period"] if spans else []
    head += ["figures"] if frame["figures"].null_count() < frame.height else []
    body = []
    for row in frame.iter_rows(named=True):
        cells = [labels.label(key, row[key]) for key in keys]
        said = amount(row["value"], row["qualifier"], unit, row["state"])
        cells.append(f"{said} (planned)" if row["outcome"] == "target" else said)
        if "rate" in has:
            cells.append("" if row["rate"] is None else _qualified(row, "rate"))
        elif "denominator" in has:
            below = row["denominator"]
            cells.append(
                ""
                if below is None
                else f"{_qualified(row, 'numerator')} / {_qualified(row, 'denominator')}"
            )
        if "rank" in has:
            tie = "=" if (row["ties"] or 1) > 1 else ""
            cells.append("" if row["rank"] is None else f"{row['rank']}{tie} of {row['rank_of']}")
        if "published by" in head:
            of = row["of"]
            cells.append("" if of is None else f"{row['count']} of {number(of)}")
        if spans:
            cells.append(row["span"])
        if "figures" in head:
            cells.append(_few(row["figures"] or ""))
        body.append(cells)
    return head, body


def _qualified(row: dict[str, Any], name: str) -> str:
    return amount(row[name], row.get(f"{name}_qualifier"), "count")


def _head(result: Result) -> str:
    ways = {"population": "per million inhabitants", "share": "% of the EU-27"}
    return ways.get(result.question.normalise, result.metric.unit)


def _few(ids: str) -> str:
    listed = ids.split(";")
    return " ".join(listed[:3]) + (f" +{len(listed) - 3}" if len(listed) > 3 else "")


def grid(head: list[str], body: list[list[str]]) -> Iterator[str]:
    """Yield a table in aligned columns."""
    widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]
    for row in [head, ["-" * width for width in widths], *body]:
        cells = zip(row, widths, strict=True)
        yield "  ".join(text.ljust(width) for text, width in cells).rstrip()
