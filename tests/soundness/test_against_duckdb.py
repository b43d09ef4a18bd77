"""Every metric by every dimension it declares, against an independent computation in SQL."""

from collections import Counter
from typing import Any

import polars as pl
import pytest

from clusterdash.engine.nearest import askable
from clusterdash.model import Funnel, Metric, Question, Quote, Ratio, Result, Rows, Where
from clusterdash.opened import default_engine
from tests.soundness.oracle import FUNNELS, RATIOS, ROWS, Oracle

METRICS = default_engine().registry.metrics
ALL = [
    pytest.param(m, by, id=f"{m.key}-{by or 'total'}")
    for m in METRICS
    for by in ["", *sorted(askable(m))]
]
NORMALISED = [
    pytest.param(m, by, way, id=f"{m.key}-{by or 'total'}-{way}")
    for m in METRICS
    for way in m.normalisers
    for by in ("", *m.dims)
]


def of_kind(kind: type) -> list[Any]:
    return [p for p in ALL if isinstance(getattr(p.values[0], "answer", None), kind)]


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    return Oracle()


def ask(metric: Metric, by: str, normalise: str = "", **where: str) -> Result:
    kept = Where.of({key: (value,) for key, value in where.items()})
    return default_engine().evaluate(Question(metric.key, (by,) if by else (), kept, normalise))


def cells(answer: Result, by: str, *columns: str) -> list[tuple[Any, ...]]:
    # The figure itself stands in the figures column, whether or not it is needed as a key too.
    first = pl.col("figures" if by == "figure" else by) if by else pl.lit("")
    return answer.frame.select(first.alias("cell"), *columns).rows()


def split(figures: str) -> frozenset[str]:
    return frozenset(figures.split(";"))


def test_the_oracle_covers_exactly_the_registry(oracle: Oracle) -> None:
    assert oracle.quotes | {*ROWS, *RATIOS, *FUNNELS} == {m.key for m in METRICS}
    assert len(of_kind(Quote)) + len(of_kind(Rows)) + len(of_kind(Ratio)) + len(
        of_kind(Funnel)
    ) == len(ALL)


@pytest.mark.parametrize(("metric", "by"), of_kind(Rows))
def test_counted_rows(oracle: Oracle, metric: Metric, by: str) -> None:
    answer = ask(metric, by)
    assert Counter(cells(answer, by, "value", "count", "qualifier")) == oracle.counted(
        metric.key, by
    )
    assert set(answer.frame["state"]) == {"computed"}


@pytest.mark.parametrize(("metric", "by"), of_kind(Quote))
def test_quoted_figures(oracle: Oracle, metric: Metric, by: str) -> None:
    found = cells(ask(metric, by), by, "value", "qualifier", "outcome", "figures")
    got = Counter((cell, v, q, o, split(f)) for cell, v, q, o, f in found)
    expected = oracle.quoted(metric.key, by)
    if by == "period":  # the oracle does not word periods
        got, expected = (Counter(row[1:] for row in side.elements()) for side in (got, expected))
    assert got == expected


@pytest.mark.parametrize(("metric", "by"), of_kind(Ratio))
def test_quotients(oracle: Oracle, metric: Metric, by: str) -> None:
    found = cells(ask(metric, by), by, "value", "figures")
    got = Counter((cell, round(v, 9), split(f)) for cell, v, f in found)
    expected = oracle.divided(metric.key, "" if by == "figure" else by)
    if by in {"period", "figure"}:  # as above; a quotient has two figures and no single one
        got, expected = (Counter(row[1:] for row in side.elements()) for side in (got, expected))
    assert got == expected


@pytest.mark.parametrize(("metric", "by"), of_kind(Funnel))
def test_funnels(oracle: Oracle, metric: Metric, by: str) -> None:
    # A funnel always shows programme and stage: every breakdown holds the same cells.
    frame = ask(metric, by).frame
    found = frame.select("programme", "stage", "value", "rate", "figures").rows()
    assert Counter((p, s, v, round(r, 9), f) for p, s, v, r, f in found) == oracle.stacked(
        metric.key
    )
    if by == "year":
        years = dict(oracle.all("SELECT DISTINCT figure_id, year FROM fig"))
        assert all(years[f] == y for f, y in frame.select("figures", "year").iter_rows())


IN_EU = "country IN (SELECT country_code FROM raw_countries WHERE \"group\" = 'EU27')"


@pytest.mark.parametrize(("metric", "by", "way"), NORMALISED)
def test_normalised(oracle: Oracle, metric: Metric, by: str, way: str) -> None:
    counts = oracle.counted(metric.key, by, IN_EU)
    total = sum(n for _, n, *_ in oracle.counted(metric.key, "", IN_EU))
    people = dict(oracle.all("SELECT country_code, population::DOUBLE FROM raw_population"))
    below = sum(people.values()) / 1e6 if way == "population" else total / 100

    def expected(cell: str, count: float) -> float:
        own = way == "population" and by == "country"
        return round(float(count / (people[cell] / 1e6 if own else below)), 9)

    got = {cell: round(v, 9) for cell, v in cells(ask(metric, by, way), by, "value")}
    assert got == {cell: expected(cell, n) for cell, n, *_ in counts}


@pytest.mark.parametrize("way", ["", "population", "share"])
def test_ranks_of_the_eu_27_with_ties(oracle: Oracle, way: str) -> None:
    value = {"": "n", "share": "n", "population": "n / any_value(p.population::DOUBLE)"}[way]
    ranks = oracle.all(
        f"WITH c AS (SELECT country, count(*) AS n FROM org WHERE registry = 'yes' AND {IN_EU} "
        f"GROUP BY 1), v AS (SELECT country, {value} AS value FROM c JOIN raw_population p "
        "ON p.country_code = country GROUP BY country, n) "
        "SELECT country, rank() OVER (ORDER BY value DESC), count(*) OVER (), "
        "count(*) OVER (PARTITION BY value) FROM v"
    )
    metric = default_engine().registry.metric("organisations")
    frame = ask(metric, "country", way).frame
    shown = frame.filter(pl.col("rank").is_not_null())
    assert sorted(shown.select("country", "rank", "rank_of", "ties").rows()) == sorted(ranks)
    if way:
        return
    assert frame.height > len(ranks)  # countries outside the EU-27 are counted and never ranked
    for code, *rank in ranks:
        alone = ask(metric, "", country=code).frame
        assert alone.select("rank", "rank_of", "ties").row(0) == tuple(rank)
