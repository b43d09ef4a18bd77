"""Where a figure, a row or a publication comes from."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from clusterdash.engine.context import Context
from clusterdash.engine.evidence import origin, rivals
from clusterdash.errors import UnknownNameError
from clusterdash.model import CAVEATS
from clusterdash.publish.citation import cite
from clusterdash.publish.words import amount

_KEYED = {
    "figures": "figure_id",
    "sources": "source_id",
    "organisations": "organisation_id",
    "events": "event_id",
    "partnerships": "partnership_id",
}


def trace(context: Context, name: str) -> str:
    """Return everything known of the origin of one figure, row or publication.

    Raises:
        UnknownNameError: Nothing has this id.
    """
    # A figure taken from a column of a row is named after both: "o0880.members".
    wanted = name.strip().split(".")[0]
    for table, key in _KEYED.items():
        if table not in context.tables:
            continue
        found = context.tables[table].filter(pl.col(key) == wanted)
        if found.height:
            row = found.row(0, named=True)
            match table:
                case "figures":
                    return "\n".join(_figure(context, row))
                case "sources":
                    return "\n".join(_source(context, row))
                case _:
                    return "\n".join(_row(context, table, row))
    known = [
        i
        for table, key in _KEYED.items()
        if table in context.tables
        for i in context.tables[table][key]
    ]
    raise UnknownNameError("figure, row or source", name, known)


def _figure(context: Context, row: dict[str, Any]) -> Iterator[str]:
    said = amount(row["value"], row["qualifier"], row["unit"])
    yield f"{row['figure_id']}: {said} {row['measure']} ({row['status']}, {row['part']})"
    yield f"  of: {row['subject_type']} {row['subject_id']}"
    place = row["country_code"] + (f", region {row['region']}" if row["region"] else "")
    yield f"  area: {place}; ecosystem: {row['ecosystem']}"
    yield f"  period: {row['period_start'] or '?'} to {row['period_end'] or '?'}"
    yield f"  words: “{row['quote']}”" if row["quote"] else "  words: no quotation was kept"
    yield f"  source: [{row['source_id']}] {cite(origin(context, row['source_id']))}"
    notes = context.tables["figure_notes"].filter(pl.col("figure_id") == row["figure_id"])
    for note in notes.iter_rows(named=True):
        yield f"  note: {CAVEATS[note['caveat']].sentence} {note['note']}"
    fixes = context.tables["fixes"].filter(pl.col("key") == row["figure_id"])
    for fix in fixes.iter_rows(named=True):
        yield (
            f"  mended: {fix['column']} {fix['was']!r} to {fix['becomes']!r} "
            f"({fix['fix_id']}): {fix['evidence']}"
        )
    shown_by = context.links.filter(pl.col("figure_id") == row["figure_id"])
    for link in shown_by.iter_rows(named=True):
        word = "confirms" if link["relation"] == "confirmation" else "rivals"
        yield f"  {word} {link['of']}. {link['reason'] or ''}".rstrip()
    for rival in rivals(context, context.figures.filter(pl.col("figure_id") == row["figure_id"])):
        word = "confirmed by" if rival.relation == "confirmation" else "rivalled by"
        value = amount(rival.value, rival.qualifier, rival.unit)
        yield f"  {word} {rival.figure_id}: {value} ({cite(rival.origin)}) {rival.reason}".rstrip()


def _source(context: Context, row: dict[str, Any]) -> Iterator[str]:
    yield f"{row['source_id']}: {cite(origin(context, row['source_id']))}"
    kinds = {
        1: "the Commission, its agencies or the ECCP",
        2: "an organiser or partner",
        3: "press or others",
    }
    yield f"  rank {row['rank']}: {kinds[row['rank']]}"
    if row["document"]:
        yield f"  kept with the edition: documents/{row['document']}"
    for table, frame in context.tables.items():
        if table == "sources" or "source_id" not in frame.columns:
            continue
        cited = frame.filter(pl.col("source_id").str.split(";").list.contains(row["source_id"]))
        if cited.height:
            ids = cited[:, 0].cast(pl.String).unique(maintain_order=True).to_list()
            more = f" and {len(ids) - 8} more" if len(ids) > 8 else ""
            yield f"  {table}: {', '.join(ids[:8])}{more}"


def _row(context: Context, table: str, row: dict[str, Any]) -> Iterator[str]:
    key = _KEYED[table]
    yield f"{row[key]} ({table})"
    yield from (
        f"  {k}: {v}" for k, v in row.items() if v is not None and k not in {key, "source_id"}
    )
    for source_id in row["source_id"].split(";"):
        yield f"  source: [{source_id}] {cite(origin(context, source_id))}"
    figures = context.tables["figures"].filter(pl.col("subject_id") == row[key])
    if figures.height:
        yield f"  figures: {', '.join(figures['figure_id'])}"
