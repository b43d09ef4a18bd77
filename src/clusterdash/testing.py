"""Tiny editions for tests: a few rows in, an engine out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import polars.selectors as cs

from clusterdash.editions import published_folder
from clusterdash.editions.read import read_table
from clusterdash.editions.records import frames_held
from clusterdash.engine import Engine
from clusterdash.model import Edition, Holding, Metric, Theme
from clusterdash.registry import Registry, default_registry

# Reference tables that a tiny edition borrows from the published one.
REFERENCE = ("calls", "countries", "ecosystems", "ecosystem_names", "population", "programmes")
_FIGURE = {
    "theme": "matchmaking",
    "part": "whole",
    "unit": "count",
    "qualifier": "exact",
    "status": "outcome",
    "subject_type": "event",
    "programme": "ECCP",
    "country_code": "ALL",
    "ecosystem": "all",
    "source_id": "s00000000",
    "quote": "said so",
}
_SOURCE = {
    "source_id": "s00000000",
    "title": "A page",
    "publisher": "somebody",
    "url": "https://example.org/",
    "kind": "web_page",
    "rank": 2,
}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "figures": _FIGURE,
    "events": {"type": "matchmaking", "status": "held", "source_id": "s00000000", "name": "Event"},
    "organisations": {"name": "Cluster", "source_id": "s00000000", "registry": "yes"},
    "event_presence": {"status": "present", "source_id": "s00000000"},
    "partnerships": {"acronym": "P", "programme": "Euroclusters", "source_id": "s00000000"},
    "partnership_partners": {"role": "partner", "source_id": "s00000000"},
    "partnership_target_markets": {"source_id": "s00000000"},
    "sources": _SOURCE,
}
_DAY = date(2024, 5, 13)
_RECORDS: dict[str, dict[str, Any]] = {
    "registrations": {"event_id": "e1", "registered_on": _DAY, "checked_in": True},
    "meetings": {"event_id": "e1", "slot": 1, "met_on": _DAY, "held": True},
    "awards": {
        "partnership_id": "p1",
        "programme": "Euroclusters",
        "country_code": "ES",
        "nace": "62",
        "size_class": "0-9",
        "service": "voucher",
        "amount_eur": 1000.0,
        "awarded_on": _DAY,
    },
    "sessions": {"event_id": "e1", "held_on": _DAY, "mode": "online", "hours": 2.0},
    "enrolments": {"session_id": "r0", "attended": True, "completed": False},
}


def tiny_engine(
    metrics: Sequence[Metric] = (),
    complete: Mapping[str, str] | None = None,
    records: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    until: str = "",
    **tables: Sequence[Mapping[str, Any]],
) -> Engine:
    """Return an engine over a few rows.

    Args:
        metrics: Metrics to add to those of the themes; each belongs to one of them.
        complete: Tables that are complete, with the group of countries they are complete for.
            Records are complete for all countries unless they are named here.
        records: Rows of tables of records, each row naming only what matters.
        until: Last day that the records cover, ISO 8601.
        **tables: Rows of tables, each row naming only what matters; the rest is filled in. The
            reference tables are those of the published edition.
    """
    registry = _registry(metrics)
    frames = {
        source.name: _frame(source.name, registry, tables.get(source.name, ()))
        for source in registry.sources
    }
    if not tables.get("sources"):
        frames["sources"] = _frame("sources", registry, [_SOURCE])
    holdings = {
        name: Holding(
            name,
            "complete" if name in (complete or {}) else "partial",
            "a test",
            (complete or {}).get(name, ""),
            "selection",
            "a test",
        )
        for name in frames
    }
    given = {name: _recorded(name, registry, rows) for name, rows in (records or {}).items()}
    whole, reductions, counts = frames_held(registry.records, given, frames)
    for name in given:
        group = (complete or {}).get(name, "")
        holdings[name] = Holding(name, "complete", "a test", group, "selection", "a test", until)
    edition = Edition(
        "tiny",
        "Tiny edition",
        "2026-01-01",
        "0" * 64,
        False,
        holdings,
        frames | whole,
        None,
        reductions,
        counts,
    )
    return Engine(edition, registry)


def _recorded(name: str, registry: Registry, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    record = registry.record(name)
    columns = record.schema.columns()
    filled = [
        _RECORDS.get(name, {}) | {record.key[0]: f"r{i}"} | dict(row) for i, row in enumerate(rows)
    ]
    strange = {key for row in filled for key in row} - columns.keys()
    if strange:
        raise ValueError(f"{name} has no column {', '.join(sorted(strange))}")
    schema = {column: contract.dtype for column, contract in columns.items()}
    full = [{column: row.get(column) for column in schema} for row in filled]
    return pl.DataFrame(full, schema=schema)


def _registry(metrics: Sequence[Metric]) -> Registry:
    registry = Registry()
    for theme in default_registry().themes:
        added = tuple(m for m in metrics if m.theme == theme.key)
        registry.register(
            Theme(
                theme.key,
                theme.title,
                theme.question,
                theme.headline,
                theme.sources,
                (*theme.metrics, *added),
                theme.unmapped,
                records=theme.records,
            )
        )
    return registry


def _frame(name: str, registry: Registry, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    source = registry.source(name)
    if name in REFERENCE and not rows:
        return read_table(published_folder() / f"{name}.csv", source)
    schema = {column: contract.dtype for column, contract in source.schema.columns().items()}
    filled = [_DEFAULTS.get(name, {}) | dict(row) for row in rows]
    strange = {key for row in filled for key in row} - schema.keys()
    if strange:
        raise ValueError(f"{name} has no column {', '.join(sorted(strange))}")
    full = [{column: row.get(column) for column in schema} for row in filled]
    frame = pl.DataFrame(full, schema=schema)
    return frame.with_columns(cs.enum().cast(pl.String))
