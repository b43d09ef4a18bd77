"""The small tables of the demonstration: the published edition's structure with made-up rows."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from clusterdash.demo.calendar import dated
from clusterdash.demo.chance import chance
from clusterdash.demo.targets import targets
from clusterdash.model import Edition

COPIED = ("countries", "ecosystems", "ecosystem_names", "population", "programmes")
"""Reference tables, copied as they are with their sources."""
EMPTY = (
    "calls",
    "figures",
    "figure_links",
    "figure_notes",
    "fixes",
    "partnership_target_markets",
    "places",
    "presence_languages",
    "quote_languages",
)
"""Tables without rows: nothing was published about made-up things."""


@dataclass(frozen=True, slots=True, eq=False)
class Twin:
    """Small tables, and what stands for what.

    Attributes:
        tables: The tables, all columns of their contracts.
        events: Made-up name by the published name of the event that it is like.
        partnerships: Likewise of partnerships.
        source_id: The source that every made-up row names.
    """

    tables: dict[str, pl.DataFrame]
    events: Mapping[str, str]
    partnerships: Mapping[str, str]
    source_id: str


def twin(published: Edition, scale: int = 1, seed: int = 1) -> Twin:
    """Return the small tables of the demonstration.

    Args:
        published: The published edition, of which structure alone is taken: how many rows there
            are, in which countries, of which kinds and years.
        scale: Scale of the records that go with them; told in the source.
        seed: Seed of whatever is made up.
    """
    held = published.tables
    source = _source(published, scale, seed)
    source_id = source["source_id"][0]
    events = _names("synthetic-event", held["events"]["event_id"], 3)
    partnerships = _names("synthetic-partnership", held["partnerships"]["partnership_id"], 2)
    organisations = _organisations(held["organisations"], source_id, seed)
    tables = (
        {name: held[name] for name in COPIED}
        | {name: held[name].clear() for name in EMPTY}
        | {
            "organisations": organisations,
            "events": _events(published, events, source_id, seed),
            "event_presence": _presence(held["event_presence"], events, source_id),
            "partnerships": _partnerships(held["partnerships"], partnerships, source_id),
            "partnership_partners": _partners(
                held["partnership_partners"], partnerships, organisations, source_id, seed
            ),
        }
    )
    tables["sources"] = pl.concat([_kept_sources(held, tables), source])
    return Twin(tables, events, partnerships, source_id)


def _names(prefix: str, published: pl.Series, width: int) -> dict[str, str]:
    return {name: f"{prefix}-{i:0{width}}" for i, name in enumerate(published, start=1)}


def _source(published: Edition, scale: int, seed: int) -> pl.DataFrame:
    command = f"clusterdash demo --scale {scale} --seed {seed}"
    row = {
        "source_id": f"s{hashlib.sha256(command.encode()).hexdigest()[:8]}",
        "title": f"Synthetic demonstration data (seed {seed}, scale {scale})",
        "publisher": "clusterdash",
        "kind": "generated",
        "note": f"Made up by `{command}`; says nothing about anyone.",
        "published": published.date[:4],
        "rank": 3,
    }
    schema = published.tables["sources"].schema
    return pl.DataFrame([{name: row.get(name) for name in schema}], schema=schema)


def _kept_sources(
    held: Mapping[str, pl.DataFrame], tables: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """Return the publications that the copied tables rest on."""
    columns = [tables[n]["source_id"] for n in COPIED if "source_id" in tables[n].columns]
    named = pl.concat(columns).str.split(";").explode().unique()
    return held["sources"].filter(pl.col("source_id").is_in(named.implode()))


def _organisations(rows: pl.DataFrame, source_id: str, seed: int) -> pl.DataFrame:
    """Shuffle the organisations, so that no number stands for a real one."""
    order = chance(seed, "organisations").permutation(rows.height)
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(4)
    return _only(
        rows[order].with_columns(
            organisation_id=pl.lit("o") + number,
            name=pl.lit("Synthetic organisation ") + number,
            source_id=pl.lit(source_id),
        ),
        "organisation_id",
        "name",
        "country_code",
        "first_listed_ecosystem",
        "source_id",
        "registry",
    )


def _only(rows: pl.DataFrame, *kept: str) -> pl.DataFrame:
    """Blank every other column."""
    return rows.with_columns(
        pl.lit(None, rows.schema[name]).alias(name) for name in rows.columns if name not in kept
    )


def _renamed(rows: pl.DataFrame, column: str, names: Mapping[str, str]) -> pl.DataFrame:
    return rows.with_columns(pl.col(column).replace_strict(dict(names), return_dtype=pl.String))


def _events(
    published: Edition, names: Mapping[str, str], source_id: str, seed: int
) -> pl.DataFrame:
    rows = dated(published, targets(published), seed)
    rows = _renamed(rows, "event_id", names).with_columns(
        name=pl.lit("Synthetic event ") + pl.col("event_id").str.split("-").list.last(),
        source_id=pl.lit(source_id),
    )
    blank = {"city", "organiser"}
    return _only(rows, *(name for name in rows.columns if name not in blank))


def _presence(rows: pl.DataFrame, events: Mapping[str, str], source_id: str) -> pl.DataFrame:
    rows = _renamed(rows, "event_id", events).with_columns(source_id=pl.lit(source_id))
    return _only(rows, *(name for name in rows.columns if name != "quote"))


def _partnerships(rows: pl.DataFrame, names: Mapping[str, str], source_id: str) -> pl.DataFrame:
    rows = _renamed(rows, "partnership_id", names)
    last = pl.col("partnership_id").str.split("-").list.last()
    return _only(
        rows.with_columns(
            acronym=pl.lit("Synthetic partnership ") + last, source_id=pl.lit(source_id)
        ),
        "partnership_id",
        "acronym",
        "programme",
        "start_date",
        "end_date",
        "ecosystems",
        "source_id",
    )


def _partners(
    rows: pl.DataFrame,
    names: Mapping[str, str],
    organisations: pl.DataFrame,
    source_id: str,
    seed: int,
) -> pl.DataFrame:
    """Put a made-up organisation of the same country in the place of each named partner."""
    rng = chance(seed, "partnership_partners")
    by_country = {
        str(country): group["name"].to_list()
        for (country,), group in organisations.group_by("country_code", maintain_order=True)
    }
    taken: set[tuple[str, str]] = set()
    stand_ins: list[str | None] = []
    for place, row in enumerate(rows.iter_rows(named=True), start=1):
        known = by_country.get(row["country_code"] or "", [])
        free = [name for name in known if (row["partnership_id"], name) not in taken]
        name = free[int(rng.integers(len(free)))] if free else f"Synthetic partner {place:03}"
        taken.add((row["partnership_id"], name))
        stand_ins.append(name if row["organisation"] else None)
    return _renamed(rows, "partnership_id", names).with_columns(
        organisation=pl.Series(stand_ins, dtype=pl.String), source_id=pl.lit(source_id)
    )
