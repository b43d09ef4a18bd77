"""What the demonstration says of itself and of each of its tables."""

from collections.abc import Iterator, Sequence

from clusterdash.demo.twin import COPIED, EMPTY, Twin
from clusterdash.model import Edition, Holding, Record, Source

NAME = "clusterdash-demonstration"
TITLE = "Synthetic demonstration"
DESCRIPTION = (
    "Made-up organisations, events, partnerships and records in the structure of the published "
    "edition; no row says anything about anyone. Reference tables are real."
)
_OWN = "clusterdash contributors"
CREDIT = f"{_OWN} (made up)"
SHAPES = "europe_countries.geojson"
_REAL = (*COPIED, "sources")  # no row of these is made up
_WHOLE = ("events", "organisations", "partnerships")
_NOTES = {
    "copied": "Reference, copied from the published edition.",
    "empty": "No rows: nothing was published about what is made up.",
    "whole": "Made up; all that there are in the demonstration.",
    "partial": "Made up, with as many gaps as the published edition has.",
    "sources": "The generator of the made-up rows, and what the reference tables rest on.",
    "records": "Synthetic demonstration data, drawn at random to fit published totals.",
}
_LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 (made-up data)",
}


def holdings(
    published: Edition, twin: Twin, sources: Sequence[Source], records: Sequence[Record]
) -> dict[str, Holding]:
    """Return what the demonstration says of each table."""
    tables = {source.name: _table(published, source.name) for source in sources}
    return tables | {
        record.name: Holding(
            record.name,
            "complete",
            _NOTES["records"],
            "",
            "synthetic",
            CREDIT,
            until=published.date,
            source_id=twin.source_id,
        )
        for record in records
    }


def _table(published: Edition, name: str) -> Holding:
    known = published.holdings.get(name)
    if name in COPIED and known:
        note = f"{known.note} {_NOTES['copied']}"
        return Holding(
            name, known.completeness, note, known.complete_for, known.licence, known.credit
        )
    if name == "sources":
        return Holding(name, "reference", _NOTES["sources"], "", "selection", _OWN)
    if name in EMPTY:
        return Holding(name, "reference", _NOTES["empty"], "", "synthetic", CREDIT)
    if name in _WHOLE:
        return Holding(name, "complete", _NOTES["whole"], "", "synthetic", CREDIT)
    return Holding(name, "partial", _NOTES["partial"], "", "synthetic", CREDIT)


def declaration(
    published: Edition,
    held: dict[str, Holding],
    licences: dict[str, dict[str, str]],
    files: dict[str, dict[str, str]],
) -> str:
    """Return the text of ``edition.toml``.

    Args:
        published: The published edition, whose day it takes over.
        held: What it says of each table.
        licences: Licences of the published edition by key.
        files: What the published edition says of its files.
    """
    named = {holding.licence for holding in held.values()} | {
        files[name]["licence"] for name in files if name == SHAPES
    }
    kept = {key: value for key, value in licences.items() if key in named}
    lines = ["# Written by `clusterdash demo`."]
    lines += _pairs(
        {"name": NAME, "title": TITLE, "date": published.date, "version": "1.0.0"}
        | {"description": DESCRIPTION}
    )
    lines += ["synthetic = true", "", "[[contributors]]", 'title = "clusterdash contributors"']
    lines += ['roles = ["creator"]']
    for key, licence in (kept | {"synthetic": _LICENCE}).items():
        lines += ["", f"[licences.{key}]", *_pairs(licence)]
    for name, holding in held.items():
        lines += ["", f"[tables.{name}]", *_pairs(_told(holding))]
        if name in _REAL:
            lines += ["synthetic = false"]
    if SHAPES in files:
        lines += ["", f'[files."{SHAPES}"]', *_pairs(files[SHAPES])]
    return "\n".join(lines) + "\n"


def _told(holding: Holding) -> dict[str, str]:
    told = {
        "licence": holding.licence,
        "credit": holding.credit,
        "completeness": holding.completeness,
        "complete_for": holding.complete_for,
        "note": holding.note,
        "until": holding.until,
        "source": holding.source_id,
    }
    return {key: value for key, value in told.items() if value}


def _pairs(values: dict[str, str]) -> Iterator[str]:
    for key, value in values.items():
        text = value.replace("\\", "\\\\").replace('"', '\\"')
        yield f'{key} = "{text}"'
