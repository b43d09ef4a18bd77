"""A Result as CSV and JSON, with everything needed to trust it."""

import json
from typing import Any

import polars as pl

from clusterdash.engine import Labels
from clusterdash.language import say
from clusterdash.model import Result
from clusterdash.publish.cells import part
from clusterdash.publish.citation import citation
from clusterdash.publish.sentence import headline
from clusterdash.publish.units import unit_of

HIDDEN = ":c"
"""Flag of a value that is not shown, to protect those whom it is about."""
_FORMULA = r"^[=+\-@\t\r]"
_LABELLED = {
    "country",
    "host_country",
    "partner_country",
    "with_country",
    "market",
    "event",
    "partnership",
    "organisation",
    "programme",
    "subject",
    "city",
}


def labelled(result: Result, labels: Labels) -> pl.DataFrame:
    """Return the frame with a column of labels beside each column of codes.

    Where cells are hidden, a column ``flag`` says so in Eurostat's sign; where the data is made up,
    a column ``synthetic`` does.
    """
    columns: list[pl.Series] = []
    for column in result.frame:
        columns.append(column)
        if column.name in result.by and column.name in _LABELLED:
            names = [labels.label(column.name, code) for code in column]
            columns.append(pl.Series(f"{column.name}_label", names, pl.String))
    frame = pl.DataFrame(columns)
    if (frame["state"] == "hidden").any():
        hidden = pl.col("state") == "hidden"
        frame = frame.with_columns(flag=pl.when(hidden).then(pl.lit(HIDDEN)))
    return frame.with_columns(synthetic=pl.lit(True)) if result.synthetic else frame


def whole(result: Result, labels: Labels) -> pl.DataFrame:
    """Return the labelled frame; filter, edition and caveats stand in columns of every row.

    So do the sentences of the caveats, the credit and the publishers: who keeps one row or reads no
    documentation still knows. An answer without cells is one row that says why.
    """
    frame = labelled(result, labels)
    if not result.answered:
        blank = {name: [None] for name in frame.columns}
        frame = pl.DataFrame(blank, schema=frame.schema).with_columns(state=pl.lit("not_published"))
    return frame.with_columns(
        unit=pl.lit(unit_of(result)),
        metric=pl.lit(result.metric.key),
        filter=pl.lit(part(result, labels)),
        basis=pl.lit(result.basis),
        caveats=pl.lit(";".join(c.key for c in result.caveats)),
        caveat_sentences=pl.lit(" ".join(c.sentence for c in result.caveats)),
        publishers=_publishers(frame, result),
        credit=pl.lit(result.credit),
        notes=pl.lit(" ".join(result.notes)),
        coverage=pl.lit(" ".join(c.sentence for c in result.coverage)),
        answer=pl.lit("answered" if result.answered else result.reason),
        edition=pl.lit(result.edition),
        synthetic=pl.lit(result.synthetic),
    )


def _publishers(frame: pl.DataFrame, result: Result) -> pl.Series:
    """Return who published what is behind each row, each name once."""
    known = {origin.source_id: origin.publisher for origin in result.origins}
    named = [
        [known[one] for one in (ids or "").split(";") if known.get(one)] for ids in frame["sources"]
    ]
    return pl.Series(["; ".join(dict.fromkeys(names)) for names in named], dtype=pl.String)


def to_csv(result: Result, labels: Labels) -> str:
    """Return the frame as CSV; filter, edition and caveats stand in columns of every row.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = pl.col(pl.String)
    safe = pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).otherwise(text)
    return whole(result, labels).with_columns(safe.name.keep()).write_csv()


def to_dict(result: Result, labels: Labels) -> dict[str, Any]:
    """Return a Result as plain values."""
    metric = result.metric
    return {
        "question": {
            "metric": metric.key,
            "by": list(result.question.by),
            "where": {key: list(codes) for key, codes in result.question.where.selected},
            "years": result.question.where.years,
            "normalise": result.question.normalise or None,
            "link": result.question.where.to_query(),
        },
        "label": say(metric.label),
        "definition": say(metric.definition),
        "unit": unit_of(result),
        "filter": part(result, labels) or None,
        "sentence": headline(result, labels),
        "answered": result.answered,
        "reason": result.reason or None,
        "nearest": [
            {
                "metric": near.metric,
                "by": list(near.by),
                "where": near.where.to_query(),
            }
            for near in result.nearest
        ],
        "beside": [near.metric for near in result.beside],
        "basis": result.basis,
        "by": list(result.by),
        "rows": labelled(result, labels).to_dicts(),
        "total": result.total
        and {"value": result.total.value, "qualifier": result.total.qualifier},
        "eu27_total": result.universe,
        "coverage": [
            {"covered": c.covered, "of": c.of, "qualifier": c.of_qualifier, "words": c.sentence}
            for c in result.coverage
        ],
        "caveats": {c.key: c.sentence for c in result.caveats},
        "rivals": [
            {
                "figure": rival.figure_id,
                "of": rival.of,
                "relation": rival.relation,
                "value": rival.value,
                "qualifier": rival.qualifier,
                "outcome": rival.status,
                "period": rival.span,
                "reason": rival.reason or None,
                "source": rival.origin.source_id,
                "quote": rival.quote or None,
            }
            for rival in result.rivals
        ],
        "credit": result.credit or None,
        "sources": [
            {
                "source_id": o.source_id,
                "publisher": o.publisher,
                "title": o.title,
                "published": o.date,
                "url": o.url or None,
            }
            for o in result.origins
        ],
        "notes": list(result.notes),
        "citation": citation(result),
        "edition": result.edition,
        "synthetic": result.synthetic,
    }


def to_json(result: Result, labels: Labels) -> str:
    """Return a Result as JSON."""
    return json.dumps(to_dict(result, labels), ensure_ascii=False, indent=1)
