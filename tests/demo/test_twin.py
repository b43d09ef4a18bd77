"""The small tables: the structure of the published edition, nothing of whom it names."""

import polars as pl
import pytest

from clusterdash.demo import Twin, twin
from clusterdash.editions import SHARED
from clusterdash.editions.publications import publications
from clusterdash.editions.read import check_links, validated
from clusterdash.errors import DataError
from clusterdash.model import Edition
from clusterdash.registry import Registry

REAL = ("countries", "ecosystems", "ecosystem_names", "population", "programmes")
EMPTY = (
    "figures",
    "figure_links",
    "figure_notes",
    "fixes",
    "quote_languages",
    "presence_languages",
    "calls",
    "partnership_target_markets",
)


def test_every_table_keeps_its_contract(made: Twin, registry: Registry) -> None:
    tables = {s.name: validated(s.name, s, made.tables[s.name]) for s in registry.sources}
    check_links(tables, registry.sources)


def test_reference_tables_are_copied_and_published_things_have_no_rows(
    made: Twin, published: Edition
) -> None:
    for name in REAL:
        assert made.tables[name].equals(published.tables[name])
    assert {name: made.tables[name].height for name in EMPTY} == dict.fromkeys(EMPTY, 0)


def _counted(frame: pl.DataFrame, *columns: str) -> list[tuple]:
    return sorted(frame.select(*columns).rows(), key=str)


def test_as_many_organisations_of_each_country_and_kind(made: Twin, published: Edition) -> None:
    columns = ("country_code", "first_listed_ecosystem", "registry")
    here, there = made.tables["organisations"], published.tables["organisations"]
    assert _counted(here, *columns) == _counted(there, *columns)
    assert here.select(columns).rows() != there.select(columns).rows()  # shuffled


def test_events_keep_what_kind_they_are(made: Twin, published: Edition) -> None:
    columns = (
        "type",
        "series",
        "country_code",
        "mode",
        "direction",
        "partner_country_code",
        "status",
        "programme",
    )
    here, there = made.tables["events"], published.tables["events"]
    assert here.select(columns).equals(there.select(columns))
    dated = there["start_date"].is_not_null()
    assert here.filter(dated)["start_date"].equals(there.filter(dated)["start_date"])


def test_partnerships_keep_programme_ecosystems_and_countries(
    made: Twin, published: Edition
) -> None:
    for name, columns in {
        "partnerships": ("programme", "ecosystems", "start_date", "end_date"),
        "partnership_partners": ("country_code", "role"),
        "event_presence": ("country_code", "ecosystem", "status"),
    }.items():
        assert made.tables[name].select(columns).equals(published.tables[name].select(columns))


def test_held_events_have_dates_and_some_fall_into_the_unfinished_year(
    made: Twin, published: Edition
) -> None:
    held = made.tables["events"].filter(pl.col("status") == "held")
    assert held["start_date"].null_count() == 0
    unfinished = held.filter(pl.col("start_date").str.starts_with(published.date[:4]))
    assert 3 <= unfinished.height <= 10
    assert all(day < published.date for day in unfinished["end_date"])


def test_made_up_rows_name_the_generator_with_seed_and_scale(published: Edition) -> None:
    made = twin(published, scale=7, seed=5)
    row = made.tables["sources"].filter(pl.col("kind") == "generated").row(0, named=True)
    assert "--scale 7 --seed 5" in row["note"]
    assert row["url"] is None
    for name in ("organisations", "events", "event_presence", "partnerships"):
        assert made.tables[name]["source_id"].unique().to_list() == [row["source_id"]]


def _names(published: Edition) -> set[str]:
    tables = published.tables
    found = [
        tables["organisations"]["name"],
        tables["organisations"]["website"],
        tables["organisations"]["city"],
        tables["events"]["name"],
        tables["events"]["event_id"],
        tables["events"]["organiser"],
        tables["events"]["city"],
        tables["partnerships"]["acronym"],
        tables["partnerships"]["name"],
        tables["partnerships"]["website"],
        tables["partnerships"]["partnership_id"],
        tables["partnerships"]["ecosystems_basis"],
        tables["partnership_partners"]["organisation"],
        tables["event_presence"]["quote"],
    ]
    return set(pl.concat(found).drop_nulls())


def test_no_name_or_address_of_anyone_real_occurs(
    made: Twin, records: dict[str, pl.DataFrame], published: Edition
) -> None:
    names = _names(published)
    assert len(names) > 2000
    # Words of the closed lists, which happen to be names of something too.
    words = {"Tourism", "Digital", "Health", "Construction", "Textiles", "Retail"}
    words |= set(published.tables["ecosystems"]["ecosystem"])
    series = set(published.tables["events"]["series"].drop_nulls())
    kept = set(published.tables["programmes"]["programme"])
    for name, frame in (dict(made.tables) | records).items():
        if name in REAL or name == "sources":
            continue
        for column in frame.columns:
            if frame[column].dtype != pl.String:
                continue
            cells = set(frame[column].drop_nulls()) - words - series - kept
            assert not cells & names, (name, column)
            long = [n for n in names if len(n) > 12]
            found = pl.Series(sorted(cells), dtype=pl.String).str.contains_any(long)
            assert not found.any(), (name, column)


def test_websites_quotes_and_places_are_blank(made: Twin) -> None:
    blank = {
        "organisations": ("website", "city", "nuts_code", "latitude", "longitude", "members"),
        "events": ("city", "organiser"),
        "event_presence": ("quote",),
        "partnerships": ("name", "website", "eu_contribution_eur", "ecosystems_basis"),
    }
    for name, columns in blank.items():
        frame = made.tables[name]
        assert all(frame[c].null_count() == frame.height for c in columns), name


def test_what_was_generated_needs_no_address_and_is_called_so(
    made: Twin, published: Edition
) -> None:
    told = publications(dict(made.tables)).filter(pl.col("source_id") == made.source_id)
    assert told["kind"].to_list() == ["made-up data"]
    contract = next(source for source in SHARED if source.name == "sources")
    page = published.tables["sources"].filter(pl.col("kind") == "web_page").head(1)
    lost = page.with_columns(url=pl.lit(None, pl.String))
    with pytest.raises(DataError, match="address_or_document"):
        validated("sources", contract, lost)
