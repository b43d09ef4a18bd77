"""A Result as text for a terminal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from clusterdash.engine import Labels
from clusterdash.engine.periods import in_words
from clusterdash.language import SOURCE, mark, number, say, say_many, speaking
from clusterdash.model import Question, Result
from clusterdash.model.vocabulary import BASES
from clusterdash.names import NOT_STATED
from clusterdash.publish.citation import cite
from clusterdash.publish.sentence import headline
from clusterdash.publish.synthetic import made_up
from clusterdash.publish.words import amount, dimension

PICKED = ("country", "ecosystem", "programme")
"""Dimensions of which a reader selects a value on the whole page."""

_HEADS = {
    "count": mark("count"),
    "EUR": mark("EUR"),
    "percent": mark("percent"),
    "ratio": mark("ratio"),
    "population": mark("per million inhabitants"),
    "share": mark("% of the EU-27"),
    "organisations": mark("per 100 cluster organisations"),
    "smes": mark("per 1,000 SMEs"),
}
_CONFIRMED = mark("{of}: also {value} ({figure}, {publisher}, {period}).")
_RIVALLED = mark("{of}: but {value} ({figure}, {publisher}, {period}).")
_SOURCES = 5
_RIVALS = 8


def to_text(result: Result, labels: Labels) -> str:
    """Return a Result with its table, coverage, caveats, rivals and sources."""
    return "\n".join(_lines(result, labels))


@speaking(SOURCE)
def command(question: Question, labels: Labels) -> str:
    """Return a question as the command that asks it; the command line speaks English."""
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
    if labels.edition:
        parts.append(f'--edition "{labels.edition}"')
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a Result as text.

    Attributes:
        head: Names of the columns.
        body: Rows, a text a column.
        keys: How many columns, from the left, say what a row is about.
        total: The evaluated total, or "".
        made: The mark of made-up data, or "".
        picks: What each row is of, for who selects it: a dimension and a code, or two "".
        picked: Which column says so.
    """

    head: list[str]
    body: list[list[str]]
    keys: int
    total: str
    made: str = ""
    picks: tuple[tuple[str, str], ...] = ()
    picked: int = -1


def table(result: Result, labels: Labels) -> Table:
    """Return the numbers of a Result as text."""
    head, body = _cells(result, labels)
    by = [key for key in result.by if key != "figure"]
    key = next((key for key in PICKED if key in by), "")
    codes = result.frame[key].to_list() if key else []
    return Table(
        head,
        body,
        len(by),
        _total(result),
        made_up(synthetic=result.synthetic),
        tuple(pick(key, code) for code in codes),
        by.index(key) if key else -1,
    )


def pick(key: str, code: str | None) -> tuple[str, str]:
    """Return a code as what can be selected, or two "" where it stands for none of its kind."""
    return (key, code) if code and code not in {"all", NOT_STATED} else ("", "")


def rivals_in_words(result: Result) -> tuple[str, ...]:
    """Return the other published values, one sentence each."""
    return tuple(_rivals(result))


def _lines(result: Result, labels: Labels) -> Iterator[str]:
    if result.synthetic:
        yield say("SYNTHETIC DEMONSTRATION DATA")
    yield headline(result, labels)
    if result.answered:
        yield ""
        yield from grid(*_cells(result, labels))
        if result.total:
            yield say("Total, evaluated: {total}", total=_total(result))
    near = (command(near, labels) for near in result.nearest)
    beside = (command(question, labels) for question in result.beside)
    yield from _section(say("Nearest questions with an answer"), near)
    yield from _section(say("Coverage"), (c.sentence for c in result.coverage))
    yield from _section(say("Notes"), result.notes)
    yield from _section(say("Also published"), list(_rivals(result))[:_RIVALS])
    yield from _section(say("Read with care"), (c.sentence for c in result.caveats))
    yield from _section(say("Beside it, never in it"), beside)
    yield from _section(say("Sources"), _sources(result))
    yield ""
    yield say(result.metric.definition)
    basis = say(BASES[result.basis])
    yield say("Basis: {basis}. Edition: {edition}.", basis=basis, edition=result.edition)


def _sources(result: Result) -> Iterator[str]:
    if result.credit:
        yield say("Credit: {credit}.", credit=result.credit)
    yield from (f"[{o.source_id}] {cite(o)}" for o in result.origins[:_SOURCES])
    more = len(result.origins) - _SOURCES
    if more > 0:
        yield say_many("and {n} more", "and {n} more", more)


def _total(result: Result) -> str:
    total = result.total
    return amount(total.value, total.qualifier, _unit(result), total.state) if total else ""


def _unit(result: Result) -> str:
    ways = {"population": "ratio", "share": "percent", "organisations": "ratio", "smes": "ratio"}
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
        pattern = _CONFIRMED if rival.relation == "confirmation" else _RIVALLED
        told = say(
            pattern,
            of=rival.of,
            value=said,
            figure=rival.figure_id,
            publisher=rival.origin.publisher,
            period=in_words(rival.span),
        )
        yield f"{told} {rival.reason}".rstrip()


def _cells(result: Result, labels: Labels) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and the rows, from left to right."""
    frame = result.frame
    has = set(frame.columns)
    columns = [
        (dimension(result.metric, key), [labels.label(key, code) for code in frame[key]])
        for key in result.by
        if key != "figure"
    ]
    rows = list(frame.iter_rows(named=True))
    columns.append((_head(result), [_value(row, _unit(result)) for row in rows]))
    if "rate" in has:
        columns.append((say("% of first"), [_rate(row) for row in rows]))
    elif "denominator" in has:
        columns.append((say("of"), [_quotient(row) for row in rows]))
    if "rank" in has and frame["rank"].count():
        columns.append((say("EU-27 rank"), [_rank(row) for row in rows]))
    if (frame["of"] > 1).any():
        columns.append((say("published by"), [_publishers(row) for row in rows]))
    if "period" not in result.by and any(frame["span"].fill_null("")):
        columns.append((say("period"), [in_words(row["span"] or "") for row in rows]))
    if frame["figures"].null_count() < frame.height:
        columns.append((say("figures"), [_few(row["figures"] or "") for row in rows]))
    heads, cells = zip(*columns, strict=True)
    return list(heads), [list(row) for row in zip(*cells, strict=True)]


def _value(row: dict[str, Any], unit: str) -> str:
    said = amount(row["value"], row["qualifier"], unit, row["state"])
    return say("{value} (planned)", value=said) if row["outcome"] == "target" else said


def _rate(row: dict[str, Any]) -> str:
    return "" if row["rate"] is None else _qualified(row, "rate")


def _quotient(row: dict[str, Any]) -> str:
    if row["denominator"] is None:
        return ""
    return f"{_qualified(row, 'numerator')} / {_qualified(row, 'denominator')}"


def _rank(row: dict[str, Any]) -> str:
    if row["rank"] is None:
        return ""
    tie = "=" if (row["ties"] or 1) > 1 else ""
    return say("{part} of {whole}", part=f"{row['rank']}{tie}", whole=row["rank_of"])


def _publishers(row: dict[str, Any]) -> str:
    if row["of"] is None:
        return ""
    return say("{part} of {whole}", part=row["count"], whole=number(row["of"]))


def _qualified(row: dict[str, Any], name: str) -> str:
    return amount(row[name], row.get(f"{name}_qualifier"), "count", "computed")


def _head(result: Result) -> str:
    return say(_HEADS[result.question.normalise or result.metric.unit])


def _few(ids: str) -> str:
    listed = ids.split(";")
    return " ".join(listed[:3]) + (f" +{len(listed) - 3}" if len(listed) > 3 else "")


def grid(head: list[str], body: list[list[str]]) -> Iterator[str]:
    """Yield a table in aligned columns."""
    widths = [max(len(row[i]) for row in [head, *body]) for i in range(len(head))]
    for row in [head, ["-" * width for width in widths], *body]:
        cells = zip(row, widths, strict=True)
        yield "  ".join(text.ljust(width) for text, width in cells).rstrip()
