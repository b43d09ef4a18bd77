"""Results as Parquet: typed columns, and in the file's metadata what is needed to trust them."""

import json
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import polars as pl

from clusterdash.engine import Labels
from clusterdash.errors import QuestionError
from clusterdash.language import say
from clusterdash.model import Result
from clusterdash.publish.cells import part
from clusterdash.publish.citation import citation
from clusterdash.publish.files import whole
from clusterdash.publish.sentence import headline
from clusterdash.publish.synthetic import made_up
from clusterdash.publish.units import unit_of

ANSWERS = "clusterdash"
"""Key of the metadata under which all that is told of each answer stands as JSON, a list."""


def to_parquet(results: Sequence[Result], labels: Labels) -> bytes:
    """Return Results as one table with the columns that their CSV has.

    Readers that drop metadata keep the columns, readers that drop columns the metadata. Equal
    Results give equal bytes.

    Args:
        results: One or more.
        labels: Names of the codes of their edition.

    Raises:
        QuestionError: There is no Result.
    """
    from pyarrow.parquet import write_table

    if not results:
        raise QuestionError("A file needs at least one Result.")
    table = pl.concat([whole(result, labels) for result in results], how="diagonal_relaxed")
    # Arrow writes metadata for its own readers and for others; the oldest types are read by all.
    plain = table.to_arrow(compat_level=pl.CompatLevel.oldest())
    held = BytesIO()
    write_table(plain.replace_schema_metadata(_metadata(results, labels)), held)
    return held.getvalue()


def _metadata(results: Sequence[Result], labels: Labels) -> dict[str, str]:
    """Return texts that any reader shows, one line an answer, and the same as JSON."""
    told = [_told(result, labels) for result in results]
    synthetic = any(result.synthetic for result in results)
    return {
        "title": _lines(one["sentence"] for one in told),
        "filter": _lines(one["filter"] for one in told),
        "edition": _lines(one["edition"] for one in told),
        "caveats": _lines(text for one in told for text in one["caveats"].values()),
        "notes": _lines(text for one in told for text in one["notes"]),
        "definition": _lines(one["definition"] for one in told),
        "synthetic": json.dumps(synthetic),
        **({"mark": made_up(synthetic=True)} if synthetic else {}),
        ANSWERS: json.dumps(told, ensure_ascii=False),
    }


def _told(result: Result, labels: Labels) -> dict[str, Any]:
    question, metric = result.question, result.metric
    return {
        "metric": metric.key,
        "by": list(question.by),
        "where": question.where.to_query(),
        "normalise": question.normalise or None,
        "sentence": headline(result, labels),
        "definition": say(metric.definition),
        "unit": unit_of(result),
        "filter": part(result, labels),
        "answered": result.answered,
        "reason": result.reason or None,
        "basis": result.basis,
        "coverage": [each.sentence for each in result.coverage],
        "caveats": {each.key: each.sentence for each in result.caveats},
        "notes": list(result.notes),
        "citation": citation(result),
        "edition": result.edition,
        "synthetic": result.synthetic,
    }


def _lines(texts: Iterable[str]) -> str:
    """Return the texts, each once, one a line."""
    return "\n".join(dict.fromkeys(filter(None, texts)))
