"""Where a figure, a row or a publication comes from."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from clusterdash.engine.context import Context
from clusterdash.engine.evidence import origin, rivals
from clusterdash.errors import UnknownNameError
from clusterdash.language import mark, say, say_many
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
_RANKS = {
    1: mark("the Commission, its agencies or the ECCP"),
    2: mark("an organiser or partner"),
    3: mark("press or others"),
}
_CONFIRMED = mark("confirmed by {figure}: {value} ({source})")
_RIVALLED = mark("rivalled by {figure}: {value} ({source})")
_IDS = 8


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
    status = say(row["status"])
    yield f"{row['figure_id']}: {said} {row['measure']} ({status}, {row['part']})"
    of = f"{say(row['subject_type'])} {row['subject_id']}"
    yield "  " + say("of: {subject}", subject=of)
    place = row["country_code"]
    if row["region"]:
        place = say("{country}, region {region}", country=place, region=row["region"])
    ecosystem = ";".join(say(name) for name in row["ecosystem"].split(";"))
    yield "  " + say("area: {place}; ecosystem: {ecosystem}", place=place, ecosystem=ecosystem)
    first, last = row["period_start"] or "?", row["period_end"] or "?"
    yield "  " + say("period: {first} to {last}", first=first, last=last)
    if row["quote"]:
        yield "  " + say("words: “{quote}”", quote=row["quote"])
    else:
        yield "  " + say("words: no quotation was kept")
    yield "  " + _published(context, row["source_id"])
    notes = context.tables["figure_notes"].filter(pl.col("figure_id") == row["figure_id"])
    for note in notes.iter_rows(named=True):
        caveat = say(CAVEATS[note["caveat"]].sentence)
        yield "  " + say("note: {caveat} {note}", caveat=caveat, note=note["note"])
    fixes = context.tables["fixes"].filter(pl.col("key") == row["figure_id"])
    for fix in fixes.iter_rows(named=True):
        yield "  " + say(
            "mended: {column} {was} to {becomes} ({fix}): {evidence}",
            column=fix["column"],
            was=repr(fix["was"]),
            becomes=repr(fix["becomes"]),
            fix=fix["fix_id"],
            evidence=fix["evidence"],
        )
    shown_by = context.links.filter(pl.col("figure_id") == row["figure_id"])
    for link in shown_by.iter_rows(named=True):
        confirms = link["relation"] == "confirmation"
        pattern = mark("confirms {figure}.") if confirms else mark("rivals {figure}.")
        yield f"  {say(pattern, figure=link['of'])} {link['reason'] or ''}".rstrip()
    for rival in rivals(context, context.figures.filter(pl.col("figure_id") == row["figure_id"])):
        confirms = rival.relation == "confirmation"
        pattern = _CONFIRMED if confirms else _RIVALLED
        value = amount(rival.value, rival.qualifier, rival.unit)
        told = say(pattern, figure=rival.figure_id, value=value, source=cite(rival.origin))
        yield f"  {told} {rival.reason}".rstrip()


def _source(context: Context, row: dict[str, Any]) -> Iterator[str]:
    yield f"{row['source_id']}: {cite(origin(context, row['source_id']))}"
    yield "  " + say("rank {rank}: {kind}", rank=row["rank"], kind=say(_RANKS[row["rank"]]))
    if row["document"]:
        yield "  " + say("kept with the edition: {file}", file=f"documents/{row['document']}")
    for table, frame in context.tables.items():
        if table == "sources" or "source_id" not in frame.columns:
            continue
        cited = frame.filter(pl.col("source_id").str.split(";").list.contains(row["source_id"]))
        if cited.height:
            ids = cited[:, 0].cast(pl.String).unique(maintain_order=True).to_list()
            told = ", ".join(ids[:_IDS])
            if len(ids) > _IDS:
                told += " " + say_many("and {n} more", "and {n} more", len(ids) - _IDS)
            yield f"  {table}: {told}"


def _row(context: Context, table: str, row: dict[str, Any]) -> Iterator[str]:
    key = _KEYED[table]
    yield f"{row[key]} ({table})"
    yield from (
        f"  {k}: {v}" for k, v in row.items() if v is not None and k not in {key, "source_id"}
    )
    for source_id in row["source_id"].split(";"):
        yield "  " + _published(context, source_id)
    figures = context.tables["figures"].filter(pl.col("subject_id") == row[key])
    if figures.height:
        yield "  " + say("figures: {figures}", figures=", ".join(figures["figure_id"]))


def _published(context: Context, source_id: str) -> str:
    return say("source: [{id}] {source}", id=source_id, source=cite(origin(context, source_id)))
