"""The report of an edition: rows, years, countries, completeness, every rule."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from clusterdash.editions import descriptor_is_current, open_edition
from clusterdash.engine.context import Context
from clusterdash.engine.select import picked
from clusterdash.errors import DataError
from clusterdash.language import number, say, say_many
from clusterdash.model import CAVEATS, Edition, Holding, Quote, Record, Source
from clusterdash.model.vocabulary import COMPLETE
from clusterdash.publish import grid
from clusterdash.registry import Registry

_YEARS = ("start_date", "period_start", "year", "members_as_of", "published")


def check(folder: Path, registry: Registry) -> Iterator[str]:
    """Open an edition, test every rule, and report on it line by line.

    Raises:
        DataError: A rule does not hold.
    """
    edition = open_edition(folder, registry.sources, registry.records)
    yield f"{edition.label}, SHA-256 {edition.hash}"
    yield ""
    head = [say("table"), say("rows"), say("years"), say("countries"), say("rules")]
    head += [say("completeness"), say("licence")]
    lines = [_table(edition, source) for source in registry.sources]
    lines += [_records(edition, record) for record in registry.records if _held(edition, record)]
    yield from grid(head, lines)
    yield ""
    yield from _rules(edition, registry, folder)


def _table(edition: Edition, source: Source) -> list[str]:
    frame = edition.tables[source.name]
    held = edition.holdings[source.name]
    years = next((frame[c].cast(pl.String).str.head(4) for c in _YEARS if c in frame.columns), None)
    countries = frame["country_code"].n_unique() if "country_code" in frame.columns else 0
    span = sorted(years.drop_nulls().to_list()) if years is not None else []
    rules = len(source.schema._validation_rules(with_cast=False)) + len(source.links)
    return [
        source.name,
        number(frame.height),
        f"{span[0]}–{span[-1]}" if span else "",
        str(countries or ""),
        str(rules),
        _completeness(held),
        held.licence,
    ]


def _held(edition: Edition, record: Record) -> bool:
    return record.name in edition.recorded


def _records(edition: Edition, record: Record) -> list[str]:
    held = edition.holdings[record.name]
    rules = len(record.schema._validation_rules(with_cast=False)) + len(record.links)
    until = say("until {day}", day=held.until) if held.until else ""
    rows = number(edition.recorded[record.name])
    return [record.name, rows, until, "", str(rules), _completeness(held), held.licence]


def _completeness(held: Holding) -> str:
    claim = say(COMPLETE[held.completeness])
    if held.complete_for:
        return say("{claim} for {group}", claim=claim, group=held.complete_for)
    return claim


def _rules(edition: Edition, registry: Registry, folder: Path) -> Iterator[str]:
    """Test what no single table can promise."""
    yield say("every file has the hash that lock.json promises")
    yield say("every row holds every rule of its contract, every link between tables is met")
    fixes = edition.tables["fixes"]
    names = ", ".join(fixes["fix_id"].unique(maintain_order=True))
    yield say_many(
        "{n} cell mended by named fixes: {names}",
        "{n} cells mended by named fixes: {names}",
        fixes.height,
        names=names,
    )
    if not descriptor_is_current(folder, registry.sources, registry.records):
        raise DataError("datapackage.json is not what the contracts say: run `clusterdash lock`.")
    yield say("datapackage.json says what contracts and declaration say")
    for row in edition.tables["sources"].drop_nulls("document").iter_rows(named=True):
        if not (folder / "documents" / row["document"]).is_file():
            raise DataError(f"sources.csv, {row['source_id']}: no document {row['document']}.")
    yield say("every document that a source names is kept")
    unknown = set(edition.tables["figure_notes"]["caveat"]) - CAVEATS.keys()
    if unknown:
        raise DataError(f"figure_notes.csv: there is no caveat {', '.join(sorted(unknown))}.")
    lost = unanswered(Context(edition, registry))
    if lost:
        raise DataError(
            f"No metric shows {', '.join(lost[:8])}: map the measure in a theme's metrics.py, or "
            "add it to UNMAPPED there with the reason."
        )
    yield say("every figure is shown by a metric, named beside one, or excused with a reason")


def unanswered(context: Context) -> list[str]:
    """Return the figures that no metric shows or names and no theme excuses."""
    shown: set[str] = set()
    for metric in context.registry.metrics:
        if isinstance(metric.answer, Quote):
            shown |= set(picked(context, metric.answer)["figure_id"])
    named = context.links.filter(pl.col("of").is_in(sorted(shown)))["figure_id"]
    shown |= set(named)
    excused = {name for theme in context.registry.themes for name in theme.unmapped}
    figures = context.tables["figures"].filter(
        ~pl.col("measure").is_in(sorted(excused)) & ~pl.col("figure_id").is_in(sorted(excused))
    )
    return [name for name in figures["figure_id"] if name not in shown]
