"""How many SMEs each made-up partnership supports, when, and with how much money."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from clusterdash.demo.calendar import Span, span
from clusterdash.demo.chance import Real, chance, shared
from clusterdash.demo.targets import Target
from clusterdash.demo.world import World
from clusterdash.errors import DataError

_USUAL = {"INNOSUP-1": 35, "Euroclusters": 60}
_OTHERS = 6
_MONTHS = 30  # usual length of a partnership
_BEGIN = 0.2  # of its time passes before the first award
_OUTSIDE = 0.04  # of the SMEs of a partnership that a programme's total is shared with


@dataclass(frozen=True, slots=True)
class Support:
    """What one partnership does at scale 1.

    Attributes:
        partnership_id: Its made-up name.
        published: Name of the published partnership that it is like.
        programme: Its programme.
        ecosystems: Its ecosystems; none where it works in any.
        partners: Countries of its partners.
        span: Days between which it makes awards.
        smes: SMEs that it supports.
        funding: Money to them in EUR, or None where nothing is published.
        years: SMEs that it supports for the first time, by year.
    """

    partnership_id: str
    published: str
    programme: str
    ecosystems: tuple[str, ...]
    partners: tuple[str, ...]
    span: Span
    smes: int
    funding: int | None
    years: Mapping[int, int]


def supports(world: World) -> list[Support]:
    """Return what each partnership does; programmes' totals are shared out."""
    found = [_support(world, known, name) for known, name in world.twin.partnerships.items()]
    for target in world.aims.of_level("programme", "smes_supported"):
        if not target.country:
            found = _shared_out(world, target, found)
    return found


def _support(world: World, known: str, name: str) -> Support:
    held, tables = world.published.tables["partnerships"], world.twin.tables
    row = held.row(by_predicate=pl.col("partnership_id") == known, named=True)
    partners = tables["partnership_partners"].filter(pl.col("partnership_id") == name)
    ecosystems = [e for e in (row["ecosystems"] or "").split(";") if e in world.ecosystems]
    rng = chance(world.seed, "support", name)
    days = _days(world, row, rng)
    usual = _USUAL.get(row["programme"], _OTHERS) * float(rng.lognormal(0, 0.3))
    smes = world.aims.whole("smes_supported", known)
    smes = max(2, round(usual)) if smes is None else smes
    return Support(
        partnership_id=name,
        published=known,
        programme=row["programme"],
        ecosystems=tuple(ecosystems),
        partners=tuple(sorted(set(partners["country_code"].drop_nulls()))),
        span=days,
        smes=smes,
        funding=world.aims.whole("funding_to_smes_eur", known),
        years=by_year(days, smes),
    )


def _days(world: World, row: Mapping[str, str | None], rng: np.random.Generator) -> Span:
    """Return when a partnership makes awards: by its dates, else by its call's year."""
    start, end = row["start_date"], row["end_date"]
    length = dt.timedelta(days=round(_MONTHS * 30.4))
    if end:
        last = span(end, end, rng).start
        first = span(start, start, rng).start if start else last - length
    else:
        years = re.findall(r"20\d\d", row["call"] or "")
        opened = f"{int(years[-1]) + 1}-03" if years else "2019-03"
        first = span(start or opened, None, rng).start
        last = first + length
    last = min(last, world.last)
    first = min(first, last - dt.timedelta(days=60))
    begin = first + dt.timedelta(days=round(_BEGIN * (last - first).days))
    return Span(begin, last)


def by_year(days: Span, smes: int) -> dict[int, int]:
    """Spread SMEs over years by the days that each year has a part of."""
    years = range(days.start.year, days.end.year + 1)
    parts = [within(days, year).days for year in years]
    return {year: int(n) for year, n in zip(years, shared(smes, parts), strict=True)}


def within(days: Span, year: int) -> Span:
    """Return the days of a span that lie in a year."""
    return Span(max(days.start, dt.date(year, 1, 1)), min(days.end, dt.date(year, 12, 31)))


def _shared_out(world: World, target: Target, found: list[Support]) -> list[Support]:
    """Share what partnerships' own figures leave of a programme's total among the others.

    Raises:
        DataError: There are no others, or nothing is left to them.
    """
    first, last = target.years
    window = Span(dt.date(first, 1, 1), dt.date(last, 12, 31))
    own = {s.published for s in found if world.aims.whole("smes_supported", s.published)}
    ours = [s for s in found if s.programme == target.subject]
    left = target.aim - sum(_inside(s, target) for s in ours if s.published in own)
    others = [s for s in ours if s.published not in own and _overlap(s, window)]
    weights: Real = np.array([_overlap(s, window) for s in others], dtype=np.float64)
    if left < 0 or not others:
        lacking = (
            "their own figures ask for more than that"
            if left < 0
            else "the edition holds none whose SMEs are not published"
        )
        raise DataError(
            f"figures.csv, {target.figure_id}: {target.aim} SMEs cannot be shared out among the "
            f"partnerships of {target.subject} in {first} to {last}: {lacking}. Add what lacks in "
            "partnerships.csv, or list the figure as not calibrated."
        )
    parts = {s.published: int(n) for s, n in zip(others, shared(left, weights), strict=True)}
    return [_with(s, parts[s.published], window) if s.published in parts else s for s in found]


def _inside(support: Support, target: Target) -> int:
    first, last = target.years
    return sum(n for year, n in support.years.items() if first <= year <= last)


def _overlap(support: Support, window: Span) -> int:
    days = (min(support.span.end, window.end) - max(support.span.start, window.start)).days
    return max(0, days)


def _with(support: Support, smes: int, window: Span) -> Support:
    """Give a partnership its share of a total, and a few SMEs more after the total's years."""
    inside = Span(max(support.span.start, window.start), min(support.span.end, window.end))
    years = by_year(inside, smes)
    late = support.span.end.year
    if late > window.end.year:
        years = years | {late: round(_OUTSIDE * smes)}
    return replace(support, smes=sum(years.values()), years=years)
