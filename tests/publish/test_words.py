"""Numbers as a reader says them."""

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clusterdash.language import number
from clusterdash.model import Question
from clusterdash.model.vocabulary import QUALIFIERS, STATES, WORDS, first_digits
from clusterdash.opened import default_engine
from clusterdash.publish import headline, to_csv
from clusterdash.publish.words import MARKS, amount, capital, counted, ordinal


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (1, "1"),
        (27.0, "27"),
        (1437, "1,437"),
        (40_227_944, "40,227,944"),
        (1.25, "1.2"),
        (9.14, "9.1"),
        (81.5, "81.5"),
        (1234.56, "1,234.6"),
        (0.05, "0.05"),
        (0.004, "0.004"),
        (0.00001, "0.00001"),
    ],
)
def test_number(value: float, said: str) -> None:
    assert number(value) == said


@given(st.floats(1e-9, 1e12))
@example(4e-8)
def test_what_is_not_zero_never_reads_as_zero(value: float) -> None:
    assert float(number(value).replace(",", "")) > 0


@given(st.integers(0, 10**12))
def test_whole_numbers_are_said_whole(value: int) -> None:
    assert int(number(float(value)).replace(",", "")) == value


@pytest.mark.parametrize(
    ("value", "qualifier", "unit", "state", "said"),
    [
        (525, "over", "count", "published", "over 525"),
        (525, "exact", "count", "published", "525"),
        (525, None, "count", "published", "525"),
        (1_500_000, "around", "EUR", "published", "around EUR 1,500,000"),
        (75, "at_least", "percent", "published", "at least 75 %"),
        (9.14, "exact", "percent", "computed", "9.1 %"),
        (3.46, "up_to", "ratio", "computed", "up to 3.5"),
        (40_227_944, "around", "EUR", "computed", "around EUR 40,200,000"),
        (40_227_944, "over", "EUR", "computed", "over EUR 40,227,944"),
        (40_227_944, "around", "EUR", "published", "around EUR 40,227,944"),
        (9017, "around", "count", "computed", "around 9,020"),
        (577, "around", "count", "computed", "around 577"),
        (27.35, "around", "ratio", "computed", "around 27.4"),
        (0, "exact", "percent", "computed", "0 %"),
        (None, None, "count", "not_published", "not published"),
        (None, None, "percent", "undefined", "undefined (nothing to divide by)"),
        (None, None, "count", "", "not published"),
    ],
)
def test_amount(
    value: float | None, qualifier: str | None, unit: str, state: str, said: str
) -> None:
    assert amount(value, qualifier, unit, state) == said


@pytest.mark.parametrize("qualifier", QUALIFIERS)
@pytest.mark.parametrize("unit", ["count", "EUR", "percent", "ratio"])
def test_no_unit_swallows_a_qualifier(qualifier: str, unit: str) -> None:
    assert amount(7, qualifier, unit).startswith(WORDS[qualifier])


def test_no_source_gives_more_digits_of_what_is_around() -> None:
    """So that a figure which stands for itself in a sum is never said less exactly than it is."""
    figures = default_engine().context.figures.filter(pl.col("qualifier") == "around")
    assert figures.height > 50
    assert [v for v in figures["value"] if first_digits(v) != v] == []


@pytest.mark.parametrize("key", ["meetings", "participants", "funding_to_smes"])
def test_a_sum_that_is_said_by_its_first_digits_says_so_and_its_file_holds_all(key: str) -> None:
    engine = default_engine()
    found = engine.evaluate(Question(key))
    (row,) = found.frame.iter_rows(named=True)
    assert row["qualifier"] == "around"
    assert row["value"] != first_digits(row["value"])
    assert f"{first_digits(row['value']):,.0f}" in headline(found, engine.labels)
    assert f"{row['value']:,.0f}" not in headline(found, engine.labels)
    assert "first_digits" in {caveat.key for caveat in found.caveats}
    line = to_csv(found, engine.labels).splitlines()[1]
    assert float(line.split(",")[0]) == row["value"]


def test_states_without_a_value_have_marks_of_their_own() -> None:
    assert set(MARKS) == set(STATES) - {"published", "computed"}
    assert len(set(MARKS.values())) == len(MARKS)


@pytest.mark.parametrize(
    ("value", "metric", "said"),
    [
        (1, "organisations", "1 cluster organisation listed in the ECCP registry"),
        (2, "organisations", "2 cluster organisations listed in the ECCP registry"),
        (5_000, "funding_to_smes", "EUR 5,000 to SMEs"),
        (
            53,
            "cases_with_non_europeans",
            "53 % of cooperation cases with non-European organisations",
        ),
    ],
)
def test_a_value_with_what_it_counts(value: float, metric: str, said: str) -> None:
    assert counted(value, "exact", default_engine().registry.metric(metric), "published") == said


@pytest.mark.parametrize(
    ("rank", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (27, "27th"), (101, "101st"), (111, "111th")],
)  # fmt: skip
def test_ordinal(rank: int, said: str) -> None:
    assert ordinal(rank) == said


def test_capital() -> None:
    assert capital("over 5 SMEs") == "Over 5 SMEs"
    assert capital("") == ""
