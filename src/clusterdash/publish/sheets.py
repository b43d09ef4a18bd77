"""Results as sheets: the figures, what to know of them, and who published them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from clusterdash.engine import Labels
from clusterdash.language import mark, say
from clusterdash.model import DIMENSIONS, Origin, Question, Result
from clusterdash.model.vocabulary import WORDS
from clusterdash.publish.address import address
from clusterdash.publish.cells import part
from clusterdash.publish.citation import citation
from clusterdash.publish.files import labelled
from clusterdash.publish.sentence import headline, sentence
from clusterdash.publish.synthetic import SYNTHETIC
from clusterdash.publish.table import rivals_in_words
from clusterdash.publish.units import unit_of
from clusterdash.publish.words import MARKS, amount, capital

UNOFFICIAL = mark("This is not an official publication of the European Union.")

_YEAR = re.compile(r"[0-9]{4}")
_HEADS = {
    "value": mark("Value"),
    "qualifier": mark("Qualifier"),
    "state": mark("State of the cell"),
    "flag": mark("Flag"),
    "outcome": mark("Outcome or target"),
    "span": mark("Period of the value"),
    "count": mark("Figures or rows behind"),
    "of": mark("Of how many"),
    "figures": mark("Figure ids"),
    "sources": mark("Source ids"),
    "rank": mark("Rank in the EU-27"),
    "rank_of": mark("Countries ranked"),
    "ties": mark("Sharing the rank"),
    "rate": mark("% of first stage"),
    "rate_qualifier": mark("Qualifier of %"),
    "numerator": mark("Above the line"),
    "numerator_qualifier": mark("Qualifier above the line"),
    "denominator": mark("Below the line"),
    "denominator_qualifier": mark("Qualifier below the line"),
}
_CODES = {
    "exact": mark("exact"),
    **{key: word for key, word in WORDS.items() if word},
    "published": mark("published"),
    "computed": mark("computed"),
    **MARKS,
    "hidden": mark("hidden to protect fewer than five (:c)"),
    "outcome": mark("outcome"),
    "target": mark("target"),
}

_BASES = {
    "published": mark("published figures, quoted"),
    "records": mark("complete records, counted"),
    "listed": mark("listed rows, counted; there may be more"),
}

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet before it is written.

    Attributes:
        name: Its name.
        head: Names of its columns, all different.
        keys: What the columns are, as the frame calls them; "" for others.
        rows: Its rows.
        total: The evaluated total, to stand apart below the rows, or ().
        synthetic: Whether a mark stands above it.
    """

    name: str
    head: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    synthetic: bool = False


def sheets(results: Sequence[Result], labels: Labels, site: str = "") -> Iterator[Sheet]:
    """Yield a sheet of figures for each Result, then one of notes and one of sources.

    Args:
        results: One or more.
        labels: Names of the codes of their edition.
        site: Address of the start page of the site that answers, where it is known.
    """
    names = [_name(index, result) for index, result in enumerate(results)]
    for name, result in zip(names, results, strict=True):
        yield _figures(name, result, labels, site)
    synthetic = any(result.synthetic for result in results)
    notes = tuple(
        (name, what, text)
        for name, result in zip(names, results, strict=True)
        for what, text in _notes(result, labels, site)
        if text
    )
    head = (say("Sheet"), say("What"), say("Text"))
    if synthetic:
        yield Sheet(say("Synthetic"), (say("Warning"),), ("",), ((say(SYNTHETIC),),), (), True)
    yield Sheet(say("Notes"), head, ("", "", ""), notes, synthetic=synthetic)
    yield _sources(results, synthetic=synthetic)


def _name(index: int, result: Result) -> str:
    """Return the name of a sheet; its number keeps it apart from all others."""
    return f"{say('Figures')} {index + 1} {result.metric.key}" if index else say("Figures")


def _figures(name: str, result: Result, labels: Labels, site: str) -> Sheet:
    frame = labelled(result, labels).drop("synthetic", strict=False)  # a column of its own below
    own: dict[str, Cell] = {say("Unit"): say(unit_of(result))}
    if result.synthetic:
        own[say("Synthetic")] = say("synthetic")
    rows = [
        tuple(_cell(key, row[key], row, labels) for key in frame.columns)
        for row in frame.iter_rows(named=True)
    ]
    if not result.answered:
        state = say(_CODES["not_published"])
        rows = [tuple(state if key == "state" else None for key in frame.columns)]
        nearest = "\n".join(_in_words(near, labels, site) for near in result.nearest)
        own |= {say("Why"): result.reason, say("Nearest questions with an answer"): nearest}
    return Sheet(
        name,
        (*(_head(key, frame.columns) for key in frame.columns), *own),
        (*frame.columns, *("" for _ in own)),
        tuple((*row, *own.values()) for row in rows),
        (*_total(result, frame.columns), *own.values()) if result.total else (),
        result.synthetic,
    )


def _head(key: str, columns: list[str]) -> str:
    if key in _HEADS:
        return say(_HEADS[key])
    dimension = capital(say(DIMENSIONS[key.removesuffix("_label")].label))
    coded = f"{key}_label" in columns
    return say("{dimension} (code)", dimension=dimension) if coded else dimension


def _cell(key: str, value: object, row: dict[str, Any], labels: Labels) -> Cell:
    """Return a cell as a reader says it; what is a number stays one, years among them."""
    if value is not None and not isinstance(value, str):
        return value if isinstance(value, int | float) else str(value)
    if key in DIMENSIONS and f"{key}_label" not in row:
        if key == "year" and value is not None and _YEAR.fullmatch(value):
            return int(value)
        return labels.label(key, value)
    if key == "span":
        return labels.label("period", value) if value else None
    coded = key in {"state", "outcome"} or key.endswith("qualifier")
    return say(_CODES[value]) if coded and value is not None else value


def _total(result: Result, columns: list[str]) -> Iterator[Cell]:
    """Yield the evaluated total under the same columns, marked as what it is."""
    assert result.total is not None
    yield say("Total, evaluated; not the sum of the rows above")
    cells: dict[str, Cell] = {
        "value": result.total.value,
        "qualifier": say(_CODES[result.total.qualifier]),
        "state": say("evaluated"),
    }
    yield from (cells.get(column) for column in columns[1:])


def _notes(result: Result, labels: Labels, site: str) -> Iterator[tuple[str, str]]:
    """Yield everything that a reader must know of a Result, and what it is."""
    if result.synthetic:
        yield say("Warning"), say(SYNTHETIC)
    yield say("Headline"), headline(result, labels)
    yield say("Sentence to quote"), sentence(result, labels)
    yield say("Why there is no figure"), result.reason
    for near in result.nearest:
        yield say("Nearest question with an answer"), _in_words(near, labels, site)
    yield say("Definition"), say(result.metric.definition)
    yield say("Unit"), say(unit_of(result))
    yield say("Filter"), part(result, labels) or say("none")
    yield say("Total, evaluated"), _total_in_words(result)
    yield say("Taken from"), say(_BASES[result.basis])
    yield say("Edition"), result.edition
    yield from ((say("Coverage"), coverage.sentence) for coverage in result.coverage)
    yield from ((say("Note"), note) for note in result.notes)
    yield from ((say("Read with care"), caveat.sentence) for caveat in result.caveats)
    for said, rival in zip(rivals_in_words(result), result.rivals, strict=True):
        yield say("Also published"), f"{said} “{rival.quote}”" if rival.quote else said
    for question in result.beside:
        yield say("Beside it, never in it"), _in_words(question, labels, site)
    yield say("To be cited as"), citation(result)
    # An address that nobody told is not made up; a reader knows where the file came from.
    below = say("Link to this question, below the start page of the site")
    yield (say("Link to this question") if site else below), address(result.question, site)
    yield say("Disclaimer"), say(UNOFFICIAL)


def _total_in_words(result: Result) -> str:
    if result.total is None:
        return ""
    ways = {"population": "ratio", "share": "percent", "organisations": "ratio", "smes": "ratio"}
    unit = ways.get(result.question.normalise, result.metric.unit)
    return amount(result.total.value, result.total.qualifier, unit, result.total.state)


def _in_words(question: Question, labels: Labels, site: str) -> str:
    # A stage is a metric, so its label is the label of any.
    said = capital(labels.label("stage", question.metric))
    if question.by:
        ways = ", ".join(say(DIMENSIONS[key].label) for key in question.by)
        said = say("{metric} by {dimensions}", metric=said, dimensions=ways)
    where = labels.words(question.where)
    return f"{said}{': ' + where if where else ''} ({address(question, site)})"


def _sources(results: Sequence[Result], *, synthetic: bool) -> Sheet:
    shown: dict[str, Origin] = {}
    figures: dict[str, list[str]] = {}
    quotes: dict[str, list[str]] = {}
    credits: dict[str, list[str]] = {}
    roles: dict[str, list[str]] = {}
    for result in results:
        here = [(o, say("what is shown")) for o in result.origins]
        here += [(rival.origin, say("another value")) for rival in result.rivals]
        for origin, role in here:
            key = origin.source_id
            shown.setdefault(key, origin)
            figures.setdefault(key, []).extend(origin.figures)
            roles.setdefault(key, []).append(role)
            credits.setdefault(key, []).append(result.credit or origin.publisher)
        for source_id, quote in _quotes(result):
            quotes.setdefault(source_id, []).append(quote)
    head = (
        *(say("Id"), say("Publisher"), say("Title"), say("Date"), say("Address")),
        *(say("Kept with the edition"), say("Credit"), say("Gives"), say("Figure ids")),
        say("Its words"),
    )
    rows = tuple(
        (
            *(key, origin.publisher, origin.title, origin.published or say("undated")),
            *(origin.url or None, origin.document or None, _once(credits[key], "; ")),
            *(_once(roles[key], "; "), _once(figures[key], ";"), _once(quotes.get(key, []), "\n")),
        )
        for key, origin in shown.items()
    )
    return Sheet(say("Sources"), head, ("",) * len(head), rows, synthetic=synthetic)


def _quotes(result: Result) -> Iterator[tuple[str, str]]:
    """Yield source and words of each figure behind a Result or beside it."""
    if {"figure_id", "quote"} <= set(result.rows.columns):
        rows = result.rows.select("figure_id", "source_id", "quote").drop_nulls("quote")
        for figure, ids, quote in rows.iter_rows():
            yield from ((source_id, f"{figure}: “{quote}”") for source_id in ids.split(";"))
    for rival in result.rivals:
        if rival.quote:
            yield rival.origin.source_id, f"{rival.figure_id}: “{rival.quote}”"


def _once(texts: Sequence[str], between: str) -> str | None:
    return between.join(dict.fromkeys(texts)) or None
