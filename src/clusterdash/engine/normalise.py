"""Other ways to state a count: per million inhabitants, as a share of the EU-27, as a rank."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import polars as pl

from clusterdash.engine.context import Context, Outcome
from clusterdash.engine.rows import counted
from clusterdash.engine.tally import HIDDEN, tallied
from clusterdash.language import all_of, say
from clusterdash.model import Metric, Tally, Where, dimension
from clusterdash.names import EU27, GROUPS, NOT_STATED

MILLION = 1_000_000
NO_RATE = "no rate"
"""Why no answer: what it would be divided by is not known."""


def within_eu(where: Where) -> Where:
    """Return a filter narrowed to the EU-27 where it names no country."""
    if "country" in where:
        return where
    return Where.of(dict(where.selected) | {"country": (EU27,)}, where.years)


def per_million(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer per million inhabitants; countries without a population have no rate."""
    narrowed = within_eu(where)
    answer = _plain(context, metric, by, narrowed)
    if answer.reason:
        return answer
    people = dict(context.tables["population"].select("country_code", "population").iter_rows())
    if "country" in by:
        below = pl.col("country").replace_strict(people, default=None, return_dtype=pl.Float64)
    else:
        asked = _codes(context, narrowed)
        whole = sum(people[code] for code in asked) if asked <= people.keys() else None
        below = pl.lit(whole, pl.Float64)
    frame = answer.frame.with_columns(numerator=pl.col("value"), denominator=below)
    return _rated(
        answer, frame, MILLION, say("No population is in this edition outside the EU-27.")
    )


def _codes(context: Context, where: Where) -> set[str]:
    codes: set[str] = set()
    for code in where.get("country"):
        codes |= context.countries.groups.get(code, frozenset({code}))
    return codes


def share(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer in per cent of the EU-27; countries outside have no share."""
    narrowed = within_eu(where)
    answer = _plain(context, metric, by, narrowed)
    if answer.reason:
        return answer
    total = eu_total(context, metric, where)
    inside = (
        pl.col("country").is_in(sorted(context.countries.eu27))
        if "country" in by
        else pl.lit(_codes(context, narrowed) <= context.countries.eu27)
    )
    below = pl.when(inside).then(pl.lit(total, pl.Float64))
    frame = answer.frame.with_columns(numerator=pl.col("value"), denominator=below)
    return _rated(answer, frame, 100, say("Shares are of the EU-27 and of no other country."))


def eu_total(context: Context, metric: Metric, where: Where) -> float | None:
    """Return the EU-27's whole count, or None where none is listed.

    The rest of a filter does not narrow it: a part has the same share, filtered or broken down.
    """
    everyone = Where.of({"country": (EU27,)}, where.years)
    total = _plain(context, metric, (), everyone).frame["value"]
    return float(total[0]) if len(total) else None


def _rated(answer: Outcome, frame: pl.DataFrame, scale: int, why: str) -> Outcome:
    below = pl.col("denominator")
    rated = frame.with_columns(
        value=pl.when(below > 0).then(scale * pl.col("numerator") / below),
        state=pl.when(pl.col("state") == HIDDEN)
        .then(pl.lit(HIDDEN))
        .when(below.is_null())
        .then(pl.lit("not_published"))
        .when(below == 0)
        .then(pl.lit("undefined"))
        .otherwise(pl.lit("computed")),
    ).with_columns(qualifier=pl.when(pl.col("value").is_not_null()).then(pl.col("qualifier")))
    missing = rated.filter(pl.col("value").is_null() & (pl.col("state") != HIDDEN)).height
    notes = (*answer.notes, why) if missing else answer.notes
    reason = NO_RATE if missing and rated["value"].null_count() == rated.height else ""
    return replace(answer, frame=rated, notes=notes, reason=reason)


def ranked(
    context: Context, metric: Metric, normalise: str, frame: pl.DataFrame, where: Where
) -> pl.DataFrame:
    """Add ``rank``, ``rank_of`` and ``ties`` for countries of the EU-27.

    A rank stays inside one universe: countries outside the EU-27 get none. Equal values share the
    better rank; ``ties`` counts the countries that share it.
    """
    everyone = Where.of({"country": (EU27,)}, where.years)
    answer = answer_of(normalise)(context, metric, ("country",), everyone).frame
    ranks = answer.drop_nulls("value").select(
        "country",
        rank=pl.col("value").rank("min", descending=True).cast(pl.Int64),
        rank_of=pl.len().cast(pl.Int64),
        ties=pl.len().over("value").cast(pl.Int64),
    )
    if "country" in frame.columns:
        return frame.join(ranks, on="country", how="left", maintain_order="left")
    code = where.get("country")[0]
    one = ranks.filter(pl.col("country") == code).drop("country")
    return frame.join(one, how="cross") if one.height else frame


def is_ranked(metric: Metric, by: tuple[str, ...], where: Where) -> bool:
    """Return whether a question can be ranked: all organisations of single countries."""
    if "country" not in metric.ranked or set(where.keys) - {"country"}:
        return False
    codes = where.get("country")
    single = len(codes) == 1 and codes[0] not in GROUPS
    return by == ("country",) or (by == () and single)


def _plain(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer as it is: counted from rows, or told by records."""
    answered = tallied if isinstance(metric.answer, Tally) else counted
    return answered(context, metric, by, where)


def per_organisations(
    context: Context, metric: Metric, by: tuple[str, ...], where: Where
) -> Outcome:
    """Answer per 100 cluster organisations of the same countries and ecosystems.

    Where no country is asked for, or broken down by, both sides are of the EU-27.
    """
    asked = where if "country" in by else within_eu(where)
    answer = _plain(context, metric, by, asked)
    if answer.reason:
        return answer
    below = context.registry.metric("organisations")
    same = tuple(key for key in by if key in _SHARED)
    kept = asked.without(*(key for key in asked.keys if key not in _SHARED))
    counts = _plain(context, below, same, kept).frame.select(*same, denominator="value")
    for key in same:  # those of which nobody says where or of what they are are no part of anything
        counts = counts.filter(pl.col(key) != NOT_STATED)
    frame = answer.frame.with_columns(numerator=pl.col("value"))
    if same:
        frame = frame.join(counts, on=list(same), how="left", maintain_order="left")
    else:
        whole = counts["denominator"].sum() if counts.height else None
        frame = frame.with_columns(denominator=pl.lit(whole, pl.Float64))
    return _rated(answer, frame, 100, say("No organisation is listed there."))


_SHARED = frozenset({"country", "ecosystem"})
"""Dimensions that an organisation has as well as what is divided by their number."""


def per_smes(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer per 1,000 SMEs of the same countries: by year those of each, else of the last.

    Where no country is asked for, or broken down by, both sides are of the EU-27. SMEs are not
    counted by what else they are told apart by, so that a region, say, has no rate.
    """
    asked = where if "country" in by else within_eu(where)
    answer = _plain(context, metric, by, asked)
    if answer.reason:
        return answer
    below = _smes(context, by, asked)
    if "year" not in by:
        last = _last(context, asked)
        answer = replace(answer, notes=(*answer.notes, say("SMEs are those of {year}.", year=last)))
    finer = _OF_SMES & {*by, *where.keys}
    if finer:
        below = below.with_columns(denominator=pl.lit(None, pl.Float64))
    same = [key for key in by if key in below.columns]
    frame = answer.frame.with_columns(numerator=pl.col("value"))
    frame = (
        frame.join(below, on=same, how="left", maintain_order="left")
        if same
        else frame.join(below, how="cross")
    )
    if finer:
        ways = all_of(say(dimension(key).label) for key in sorted(finer))
        return _rated(
            answer,
            frame,
            1000,
            say("How many SMEs there are is not in this edition by {ways}.", ways=ways),
        )
    return _rated(answer, frame, 1000, say("The number of SMEs there is not in this edition."))


_OF_SMES = frozenset({"ecosystem", "nace", "region", "size"})
"""What SMEs are told apart by beside their country; how many there are is not counted by it."""


def _last(context: Context, where: Where) -> int:
    """Return the last year asked for in which SMEs were counted, else the last of all."""
    years = context.tables["sme_population"]["year"]
    asked = years.filter(years <= where.years[1]) if where.years else years
    found: list[int] = (asked if len(asked) else years).to_list()
    return max(found)


def _smes(context: Context, by: tuple[str, ...], where: Where) -> pl.DataFrame:
    """Return how many SMEs there are in the countries asked for, by country and year as asked.

    A sum over countries is blank where the number of one of them is unknown.
    """
    table = context.tables["sme_population"].with_columns(
        denominator=pl.col("smes").cast(pl.Float64)
    )
    codes = _codes(context, where)
    if codes:
        table = table.filter(pl.col("country_code").is_in(codes))
    if "year" not in by:
        table = table.filter(pl.col("year") == _last(context, where))
    keyed = table.with_columns(country="country_code", year=pl.col("year").cast(pl.String))
    same = [key for key in by if key in {"country", "year"}]
    if "country" in by:
        return keyed.select(*same, "denominator")
    every = pl.col("country").n_unique() == len(codes)
    known = pl.when(every).then(pl.col("denominator").sum()).alias("denominator")
    return keyed.group_by(same).agg(known) if same else keyed.select(known)


Counter: TypeAlias = Callable[[Context, Metric, tuple[str, ...], Where], Outcome]
_ANSWERS: dict[str, Counter] = {
    "": _plain,
    "population": per_million,
    "share": share,
    "organisations": per_organisations,
    "smes": per_smes,
}


def answer_of(normalise: str) -> Counter:
    """Return the function that answers in this way."""
    return _ANSWERS[normalise]
