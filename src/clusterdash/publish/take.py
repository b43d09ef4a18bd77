"""What a reader takes away: a file with a telling name, or the line of code that asks again."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

import polars as pl

from clusterdash.engine import Labels
from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.language import SOURCE, speaking
from clusterdash.model import COUNTRY_LIKE, Question, Result
from clusterdash.names import GROUPS
from clusterdash.publish.address import API
from clusterdash.publish.citation import apart, edition_date, entries, written
from clusterdash.publish.csl import items
from clusterdash.publish.files import to_csv
from clusterdash.publish.linked import linked
from clusterdash.publish.parquet import to_parquet
from clusterdash.publish.xlsx import to_xlsx

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "bib": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
"""Kinds of file and their media types: four of numbers, two of citations."""
DEFAULT = "json"
OTHERS = tuple(kind for kind in KINDS if kind != DEFAULT)
"""Kinds of file to which an answer in JSON links."""
_ENDINGS = {"csl": "csl.json"}

_NAME, _PART, _CODES = 120, 40, 3
_WAYS = {"population": "per-million", "share": "share"}


@dataclass(frozen=True, slots=True)
class File:
    """A file to be saved.

    Attributes:
        name: Its name: ASCII letters, digits, hyphens and one dot.
        mime: Its media type.
        content: Its bytes.
    """

    name: str
    mime: str
    content: bytes


def file(labels: Labels, results: Sequence[Result], kind: str, site: str = "") -> File:
    """Return Results as a file.

    CSV begins with a byte order mark, without which Excel takes UTF-8 for the code page of the
    machine; readers of data skip it. In CSV and in Parquet several Results make one table: every
    row names its metric, filter and edition. JSON holds one Result as an object, several as a list
    of them: the answer that programs get, its links told from the site.

    Args:
        labels: Names of the codes of the Results' edition.
        results: One or more.
        kind: One of ``KINDS``.
        site: Address of the start page of the site that answers, where it is known.

    Raises:
        UnknownNameError: There is no such kind of file.
        QuestionError: There is no Result.
    """
    if kind not in KINDS:
        raise UnknownNameError("kind of file", kind, KINDS)
    if not results:
        raise QuestionError("A file needs at least one Result.")
    # A name in another script would leave nothing of itself in a file's name.
    with speaking(SOURCE):
        name = _name(results, labels)
    content = _content(results, labels, kind, site)
    return File(f"{name}.{_ENDINGS.get(kind, kind)}", KINDS[kind], content)


def code(question: Question, edition: str = "") -> str:
    """Return the line of Python that asks a question; ``cd`` is the imported clusterdash.

    Args:
        question: What is asked.
        edition: How Python names the edition, or "" for the published one.
    """
    of = f", edition={_literal(edition)}" if edition else ""
    said = f"cd.metric({_literal(question.metric)}{of}).by({', '.join(map(_literal, question.by))})"
    given = [f"{key}={_values(codes)}" for key, codes in question.where.selected]
    if question.where.years:
        first, last = question.where.years
        given.append(f"year={first}" if first == last else f"year=({first}, {last})")
    said += f".where({', '.join(given)})" if given else ""
    said += f".normalise({_literal(question.normalise)})" if question.normalise else ""
    return f"{said}.frame()"


def _content(results: Sequence[Result], labels: Labels, kind: str, site: str) -> bytes:
    match kind:
        case "xlsx":
            return to_xlsx(results, labels, site)
        case "json":
            return _json(results, labels, site)
        case "bib":
            return _bib(results, site)
        case "csl":
            return _csl(results, site)
        case "parquet":
            return to_parquet(results, labels)
    return _csv(results, labels)


def _csv(results: Sequence[Result], labels: Labels) -> bytes:
    texts = [to_csv(result, labels) for result in results]
    # Read back as texts, so that every cell stays as it was made safe.
    tables = [pl.read_csv(StringIO(text), infer_schema=False) for text in texts[1:] and texts]
    whole = pl.concat(tables, how="diagonal").write_csv() if tables else texts[0]
    return whole.encode("utf-8-sig")


def _bib(results: Sequence[Result], site: str) -> bytes:
    return written(apart(one for result in results for one in entries(result, site))).encode()


def _csl(results: Sequence[Result], site: str) -> bytes:
    named = apart((item["id"], item) for result in results for item in items(result, site))
    told = [item | {"id": name} for name, item in named]
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _json(results: Sequence[Result], labels: Labels, site: str) -> bytes:
    # Without a site, links lead on from where files are taken.
    api = f"{site or '../'}{API}"
    answers = [linked(result, labels, OTHERS, api) for result in results]
    told = answers[0] if len(answers) == 1 else answers
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _name(results: Sequence[Result], labels: Labels) -> str:
    """Return what a file is called: what it counts, by what, of which part, of which day."""
    first = results[0].question
    more = len(results) - 1
    marks = ["synthetic"] if any(result.synthetic for result in results) else []
    parts = ["clusterdash", *marks, _slug(first.metric), *([f"and-{more}-more"] if more else [])]
    if not more:
        parts += ["by", *map(_slug, first.by)] if first.by else []
        parts += [_WAYS.get(first.normalise, _slug(first.normalise))] if first.normalise else []
        parts += [_selected(key, codes, labels) for key, codes in first.where.selected]
        parts += ["-".join(map(str, dict.fromkeys(first.where.years)))] if first.where.years else []
    day = edition_date(results[0])
    told = "-".join(filter(None, parts))[:_NAME].rstrip("-")
    return f"{told}-{day}" if day else told


def _selected(key: str, codes: tuple[str, ...], labels: Labels) -> str:
    said = [_of(key, code, labels) for code in codes[:_CODES]]
    rest = len(codes) - _CODES
    return "-".join([*said, *([f"and-{rest}-more"] if rest > 0 else [])])


def _of(key: str, code: str, labels: Labels) -> str:
    """Return a value in a file name: countries by code, others by name."""
    by_code = key in COUNTRY_LIKE and code not in GROUPS
    # A name in another script leaves nothing behind; then the code or the dimension must do.
    return _slug(code if by_code else labels.label(key, code)) or _slug(code) or _slug(key)


def _slug(text: str) -> str:
    """Return a text as lower-case ASCII letters, digits and hyphens, cut at a word."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= _PART else words[:_PART].rsplit("-", 1)[0]


def _values(codes: tuple[str, ...]) -> str:
    listed = [_literal(one) for one in codes]
    return listed[0] if len(listed) == 1 else f"[{', '.join(listed)}]"


def _literal(text: str) -> str:
    """Return a text as a Python string; signs that cannot be seen are written out."""
    signs = ("\\" + c if c in '"\\' else c if c.isprintable() else _escaped(c) for c in text)
    return f'"{"".join(signs)}"'


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode()
