"""Periods: which years a figure covers, and when it lies in a span of years."""

import polars as pl
import pytest

from clusterdash.engine.periods import (
    Period,
    in_words,
    over,
    period,
    with_periods,
    within,
    year_label,
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, Period(None, None, "undated")),
        (None, "2017", Period(None, 2017, "until 2017")),
        ("2022-09-01", None, Period(2022, None, "since 2022-09-01")),
        ("2018-02-22", "2018-02-22", Period(2018, 2018, "2018-02-22")),
        ("2016", "2017", Period(2016, 2017, "2016–2017")),
        ("2022-12", "2022-12", Period(2022, 2022, "2022-12")),
        ("2022-09-01", "2024", Period(2022, 2024, "2022-09-01 to 2024")),
    ],
)
def test_a_period_in_words(start: str | None, end: str | None, expected: Period) -> None:
    assert period(start, end) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (["2018-02-22"], "2018-02-22"),
        (["2016–2017", "2018-02-22"], "2016–2018"),
        (["2016-09-01 to 2017-12-31", "undated"], "2016–2017, some undated"),
        (["2014–2025, some undated", "2013"], "2013–2025, some undated"),
        (["since 2022-09-01", "2024"], "since 2022"),
        (["since 2022-09-01", "undated"], "since 2022, some undated"),
        (["until 2019-06-30", "2016"], "until 2019"),
        (["until 2019-06-30", "since 2018"], "several periods"),
        (["several periods", "2018"], "several periods"),
        (["undated"], "undated"),
    ],
)
def test_several_periods_together(spans: list[str], expected: str) -> None:
    assert over(spans) == over(spans[::-1]) == expected
    assert in_words(expected) == expected


FRAME = pl.DataFrame(
    {
        "period_start": ["2016", "2018-02-22", None, "2022-09-01", None, "2017-12-30"],
        "period_end": ["2017", "2018-02-22", None, None, "2015", "2018-01-02"],
        "level": ["programme", "event", "event", "programme", "programme", "event"],
    }
)


def _kept(years: tuple[int, int], *, stock: bool) -> list[bool | None]:
    return with_periods(FRAME).select(inside=within(years, stock))["inside"].to_list()


@pytest.mark.parametrize(
    ("stock", "labels"),
    [
        (True, ["2017", "2018", None, "2022", "2015", "2017"]),
        (False, ["2016–2017", "2018", None, None, None, "2017"]),
    ],
)
def test_the_year_of_a_figure(stock: bool, labels: list[str | None]) -> None:
    assert with_periods(FRAME).select(year=year_label(stock))["year"].to_list() == labels


def test_a_flow_counts_where_it_lies_whole() -> None:
    assert _kept((2016, 2017), stock=False) == [True, False, None, False, False, True]
    assert _kept((2017, 2017), stock=False) == [False, False, None, False, False, True]
    assert _kept((2018, 2018), stock=False) == [False, True, None, False, False, False]


def test_a_stock_counts_where_it_is_dated() -> None:
    assert _kept((2017, 2017), stock=True) == [True, False, None, False, False, True]
    assert _kept((2022, 2022), stock=True) == [False, False, None, True, False, False]
