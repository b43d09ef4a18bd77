"""Editions that lack a kind of thing, or end early in a year: their records keep to contracts."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from clusterdash.demo import drawn, edition, made, write
from clusterdash.demo import smes as drawing
from clusterdash.demo.calendar import Span, _two_days
from clusterdash.demo.fixed import sme_population
from clusterdash.demo.opened import engine as opened
from clusterdash.demo.smes import Sme
from clusterdash.demo.stream import Stream
from clusterdash.demo.streams import streams
from clusterdash.demo.targets import Aims, Target
from clusterdash.demo.world import TRAINING, World, world
from clusterdash.editions import lock_edition, open_edition
from clusterdash.errors import DataError
from clusterdash.model import Edition, Question
from clusterdash.registry import Registry

KIND = pl.col("type").cast(pl.String).is_in(TRAINING)
EARLY = "2027-01-10"


def _with(published: Edition, **tables: pl.DataFrame) -> Edition:
    return replace(published, tables={**published.tables, **tables})


def _small(published: Edition, kept: pl.Expr) -> Edition:
    """Return an edition of a few events of a kind, about which nothing is published."""
    held = published.tables
    events = held["events"].filter(pl.col("status").cast(pl.String) == "held", kept).head(4)
    named = pl.col("event_id").is_in(events["event_id"].implode())
    partnerships = held["partnerships"].head(3)
    own = pl.col("partnership_id").is_in(partnerships["partnership_id"].implode())
    return _with(
        published,
        events=events,
        event_presence=held["event_presence"].filter(named),
        figures=held["figures"].clear(),
        partnerships=partnerships,
        partnership_partners=held["partnership_partners"].filter(own),
    )


def _after(records: Mapping[str, pl.DataFrame], day: dt.date) -> dict[tuple[str, str], int]:
    late = {
        (name, column): frame.filter(pl.col(column) > day).height
        for name, frame in records.items()
        for column, dtype in frame.schema.items()
        if dtype == pl.Date
    }
    return {key: rows for key, rows in late.items() if rows}


def test_an_edition_of_early_january_holds_nothing_of_later_days(
    published: Edition, registry: Registry, records: dict[str, pl.DataFrame]
) -> None:
    early = drawn(replace(published, date=EARLY))
    assert _after(early, dt.date.fromisoformat(EARLY)) == {}
    for name, frame in early.items():
        _, failure = registry.record(name).schema.filter(frame, cast=True)
        assert failure.counts() == {}
    assert early["meetings"].height == records["meetings"].height


@pytest.mark.parametrize("day", ["2027-01-10", "2027-02-28", "2027-03-01", "2027-03-02"])
def test_made_up_days_are_well_before_the_last(day: str) -> None:
    for number in range(30):
        first, second = _two_days(f"x{number}", 2027, day, 1)
        assert first < second <= str(dt.date.fromisoformat(day) - dt.timedelta(days=45))
        assert first[4:] >= "-01-15"


def test_a_span_ends_with_the_edition() -> None:
    days = Span(dt.date(2026, 11, 18), dt.date(2026, 11, 30))
    assert days.until(dt.date(2026, 11, 22)) == Span(dt.date(2026, 11, 18), dt.date(2026, 11, 22))
    assert days.until(dt.date(2026, 12, 24)) == days
    assert days.until(dt.date(2026, 11, 2)) == Span(dt.date(2026, 11, 2), dt.date(2026, 11, 2))


def test_an_event_of_the_last_month_takes_place_before_the_edition(published: Edition) -> None:
    small = _small(published, ~KIND)
    month = small.tables["events"].with_columns(start_date=pl.lit("2026-11"), end_date=pl.lit(None))
    early = replace(
        _with(small, events=month.cast(small.tables["events"].schema)), date="2026-11-03"
    )
    assert _after(drawn(early), dt.date(2026, 11, 3)) == {}


@pytest.mark.parametrize(
    ("kept", "empty"),
    [
        (~KIND, {"sessions", "enrolments"}),
        (KIND, {"registrations", "meetings"}),
        (pl.lit(value=False), {"sessions", "enrolments", "registrations", "meetings"}),
    ],
)
def test_without_a_kind_of_events_its_tables_have_no_rows(
    published: Edition, registry: Registry, tmp_path: Path, kept: pl.Expr, empty: set[str]
) -> None:
    small = _small(published, kept)
    rows = write(small, registry, tmp_path / "demo")
    lock_edition(tmp_path / "demo", registry.sources, registry.records)
    held = open_edition(tmp_path / "demo", registry.sources, registry.records)
    assert {name for name, count in rows.items() if not count} == empty
    assert held.recorded == rows
    made, _ = edition(small, registry)
    assert made.recorded == rows


def test_where_nobody_trained_nobody_is_counted(published: Edition, registry: Registry) -> None:
    """The demonstration is complete, so that no rows are a zero and no gap."""
    for kept in (KIND, ~KIND):
        small = _small(published, kept)
        told = opened(small, registry).evaluate(Question("training_participants")).frame
        came = drawn(small)["enrolments"].filter("attended")["person_key"].n_unique()
        assert told["value"].to_list() == [came]
        assert bool(came) == (kept is KIND)


def test_a_table_without_rows_has_the_types_of_one_with_rows(published: Edition) -> None:
    for stream in streams(world(published)):
        (frame,) = Stream(stream.name, 0, lambda: iter([]), stream.schema).frames()
        assert frame.schema == next(stream.frames()).schema


def test_what_a_total_lacks_is_named(published: Edition) -> None:
    held = published.tables
    none = _with(
        published,
        partnerships=held["partnerships"].clear(),
        partnership_partners=held["partnership_partners"].clear(),
    )
    with pytest.raises(DataError, match=r"f0699: \d+ SMEs .* of Euroclusters .* partnerships.csv"):
        drawn(none)
    with pytest.raises(DataError, match=r"organisations.csv has no rows"):
        drawn(_with(published, organisations=held["organisations"].clear()))


def test_without_partnerships_and_totals_there_are_no_awards(published: Edition) -> None:
    held = _small(published, KIND)
    partners = held.tables["partnership_partners"].clear()
    none = _with(
        held, partnerships=held.tables["partnerships"].clear(), partnership_partners=partners
    )
    assert drawn(none)["awards"].height == 0


def test_rows_in_memory_are_checked_as_those_of_a_folder(
    published: Edition, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(here: World) -> tuple[Stream, ...]:
        return tuple(replace(s, parts=partial(_negative, s)) for s in streams(here))

    monkeypatch.setattr(made, "streams", spoilt)
    with pytest.raises(DataError, match=r"awards.*breaks its contract in 1 rows: .*amount_eur"):
        edition(_small(published, KIND), registry)


def _negative(stream: Stream) -> Iterator[pl.DataFrame]:
    """Yield the rows of a stream, the first award below zero."""
    for place, part in enumerate(stream.parts()):
        first = pl.int_range(pl.len()) == 0
        spoil = stream.name == "awards" and place == 0
        value = pl.when(first).then(-1.0).otherwise("amount_eur") if spoil else None
        yield part if value is None else part.with_columns(amount_eur=value)


@pytest.mark.parametrize("year", [2009, 2013, 2014, 2025, 2031])
def test_inhabitants_of_any_year_tell_the_smes_of_nearby_years(
    published: Edition, year: int
) -> None:
    """Growth is small: over 2014 to 2026 it stays within what 17 years of it can be."""
    population = published.tables["population"]
    dated = population.with_columns(year=pl.lit(year).cast(population.schema["year"]))
    (frame,) = sme_population(world(_with(published, population=dated))).frames()
    assert frame["year"].unique().sort().to_list() == list(range(2014, 2027))
    near = min(max(year, 2014), 2026)
    told = frame.filter(pl.col("year") == near).join(dated, on="country_code")
    each = told.select(each=pl.col("population") / pl.col("smes"))["each"]
    grown = 1.012 ** max(0, 2014 - year)  # expected since the year that is known
    assert each.len()
    assert each.is_between(18 / grown * 0.93, 25 / grown * 1.07).all()


def _target(level: str, measure: str, subject: str, country: str) -> Target:
    return Target("f1", measure, level, subject, country, "", 3.0, "exact", (2016, 2026))


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        (None, {"AT": 0, "DE": 0}),
        (_target("partnership", "smes_supported", "p", "AT"), {"AT": 40, "DE": 40}),
        (_target("partnership", "funding_to_smes_eur", "p", "AT"), {"AT": 40, "DE": 40}),
        (_target("programme", "smes_supported", "Euroclusters", "AT"), {"AT": 40, "DE": 0}),
    ],
)
def test_what_is_published_by_country_is_not_exchanged(
    monkeypatch: pytest.MonkeyPatch, target: Target | None, kept: dict[str, int]
) -> None:
    monkeypatch.setattr(drawing, "_AGAIN", 1.0)
    here = SimpleNamespace(seed=1, aims=Aims((target,) if target else ()))
    own = [Sme(code, None, "62", "0-9") for code in ["AT"] * 40 + ["DE"] * 40]
    earlier = [Sme(code, None, "62", "0-9") for code in ["AT", "FR"] * 100]
    given = SimpleNamespace(
        programme="Euroclusters", published="p", partnership_id="synthetic-1", smes=len(own)
    )
    whom = [np.arange(80, dtype=np.int64)]
    drawing._again(here, [given], own + earlier, whom, list(range(80, 280)))  # type: ignore[arg-type, list-item]
    stayed = [own[i].country for i in whom[0] if i < 80]
    assert {code: stayed.count(code) for code in ("AT", "DE")} == kept
    came = {(own + earlier)[i].country for i in whom[0] if i >= 80}
    if target and target.level == "programme":
        assert came == {"FR"}
