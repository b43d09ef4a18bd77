"""A founding document: its text, with the passages that figures quote marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

import polars as pl

from clusterdash.engine import Engine, origin
from clusterdash.errors import UnknownNameError
from clusterdash.language import say
from clusterdash.model import Origin
from clusterdash.ui.profiles.statements import Statement, Statements

# Layout of the files: emphasis, links and raised letters are dropped, every word stays.
_LAYOUT = (
    (re.compile(r"</?su[bp]>"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\*\*(.+?)\*\*"), r"\1"),
    (re.compile(r"(?<![\w*\\])\*(?=\S)([^*]+?)\*(?!\w)"), r"\1"),
    (re.compile(r"\\+([^A-Za-z0-9\s\\])"), r"\1"),
)
_HEAD = re.compile(r"^#{1,6}\s+")
_ITEM = re.compile(r"^(?:[-•]|\d+\.)\s+")
_ALIKE = {ord(sign): '"' for sign in "“”„"} | {
    ord(sign): "'" for sign in "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
}
_ALIKE |= {ord(sign): "-" for sign in "\N{EN DASH}\N{EM DASH}"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same figures quote.

    Attributes:
        text: The words.
        figures: Figures that quote it.
        starts: Figures whose quotation begins here.
        ends: Figures whose quotation ends here.
    """

    text: str
    figures: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a list.

    Attributes:
        kind: "heading", "text" or "list".
        lines: Its lines; one but for a list.
    """

    kind: str
    lines: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A founding document.

    Attributes:
        code: Id of its source.
        origin: The publication.
        blocks: Its text.
        statements: Figures that rest on it.
        found: Those whose words are marked in the text.
    """

    code: str
    origin: Origin
    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]
    found: frozenset[str]

    @property
    def name(self) -> str:
        """Title of the publication."""
        return self.origin.title


def document(engine: Engine, code: str) -> Document:
    """Return a founding document that is kept with the edition.

    Raises:
        UnknownNameError: No document is kept for a source of this id.
    """
    publications = engine.context.publications
    kept = [name for name, row in publications.items() if row["document"]]
    if code not in kept:
        hint = say("Documents are kept for: {ids}.", ids=", ".join(kept))
        raise UnknownNameError("document", code, kept, hint)
    statements = Statements(engine).of(pl.col("source_id") == code)
    quotes = {one.code: one.quote.text for one in statements if one.quote}
    blocks = marked(_text(engine, publications[code]["document"]), quotes)
    lines = (line for block in blocks for line in block.lines)
    found = frozenset(figure for line in lines for segment in line for figure in segment.starts)
    return Document(code, origin(engine.context, code), blocks, statements, found)


def _text(engine: Engine, name: str) -> str:
    """Return the text of a file beside the tables, "" for an edition that has no folder."""
    folder = engine.edition.folder
    path = folder / "documents" / Path(name).name if folder else None
    return path.read_text(encoding="utf-8") if path and path.is_file() else ""


def marked(text: str, quotes: dict[str, str]) -> tuple[Block, ...]:
    """Return a text in blocks, the first passage that each figure quotes marked.

    Args:
        text: The text, in its light layout.
        quotes: Quotations by figure.
    """
    read = list(_lines(text))
    spans = _spans([line for _, line in read], quotes)
    lines = [
        (kind, _segments(line, spans.get(index, {}))) for index, (kind, line) in enumerate(read)
    ]
    firsts: set[str] = set()
    lasts: set[str] = set()
    lines = [(kind, _opened(segments, firsts)) for kind, segments in lines]
    lines = [(kind, _closed(segments, lasts)) for kind, segments in reversed(lines)][::-1]
    blocks: list[Block] = []
    for kind, group in groupby(lines, key=lambda line: line[0]):
        together = tuple(segments for _, segments in group)
        blocks += (
            [Block(kind, together)]
            if kind == "list"
            else [Block(kind, (segments,)) for segments in together]
        )
    return tuple(blocks)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield headings, paragraphs and items of lists, each on a line of its own."""
    kind, held = "text", ""
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        head, item = _HEAD.match(line), _ITEM.match(line)
        if held and (not line or head or item):
            yield kind, _plain(held)
            held = ""
        if head:
            yield "heading", _plain(line[head.end() :])
        elif item:
            # A number is a word of the text, the sign before an item is not.
            kind, held = "list", line if line[0].isdecimal() else line[item.end() :]
        elif line:
            kind, held = (kind, f"{held} {line}") if held else ("text", line)


def _plain(line: str) -> str:
    for pattern, words in _LAYOUT:
        line = pattern.sub(words, line)
    return line


def _spans(lines: list[str], quotes: dict[str, str]) -> dict[int, dict[str, tuple[int, int]]]:
    """Return where each quotation stands, by line; spaces and kinds of marks do not matter."""
    places = [
        (index, at)
        for index, line in enumerate(lines)
        for at, sign in enumerate(line)
        if not sign.isspace()
    ]
    whole = _squeezed("".join(lines))
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for figure, quote in quotes.items():
        wanted = _squeezed(_plain(quote))
        start = whole.find(wanted) if wanted else -1
        if start < 0:
            continue
        for index, at in places[start : start + len(wanted)]:
            first, _ = found.setdefault(index, {}).get(figure, (at, at))
            found[index][figure] = (first, at + 1)
    return found


def _squeezed(text: str) -> str:
    return "".join(text.split()).translate(_ALIKE)


def _segments(line: str, spans: dict[str, tuple[int, int]]) -> tuple[Segment, ...]:
    cuts = sorted({0, len(line), *(at for span in spans.values() for at in span)})
    return tuple(
        Segment(
            line[start:end],
            tuple(f for f, (first, last) in spans.items() if first <= start and end <= last),
        )
        for start, end in pairwise(cuts)
    )


def _opened(segments: tuple[Segment, ...], seen: set[str]) -> tuple[Segment, ...]:
    made = []
    for segment in segments:
        new = tuple(figure for figure in segment.figures if figure not in seen)
        seen.update(new)
        made.append(replace(segment, starts=new))
    return tuple(made)


def _closed(segments: tuple[Segment, ...], seen: set[str]) -> tuple[Segment, ...]:
    made = []
    for segment in reversed(segments):
        new = tuple(figure for figure in segment.figures if figure not in seen)
        seen.update(new)
        made.append(replace(segment, ends=new))
    return tuple(reversed(made))
