"""A filter survives its own link, and a strange link keeps what it can."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.model import DIMENSIONS, Where

KEYS = sorted(set(DIMENSIONS) - {"year"})
NASTY = ["a~b", "a&b", "a=b", "50 %", "%7E", "a;b", "a b", "Ł ó d ź", "+", "#", "?", "年", "~"]
CODES = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
)
SELECTED = st.dictionaries(
    st.sampled_from(KEYS), st.lists(CODES, min_size=1, max_size=4), max_size=4
)
YEARS = st.one_of(
    st.none(),
    st.tuples(st.integers(1000, 9999), st.integers(1000, 9999)).map(
        lambda pair: (min(pair), max(pair))
    ),
)


@given(SELECTED, YEARS)
@example({"city": ["a~b"]}, None)
@example({"event": ["%7E", "a&b=c"]}, (2016, 2018))
def test_a_filter_survives_its_link(
    selected: dict[str, list[str]], years: tuple[int, int] | None
) -> None:
    where = Where.of(selected, years)
    assert Where.from_query(where.to_query()) == (where, ())


@given(SELECTED)
def test_equal_filters_are_one_filter(selected: dict[str, list[str]]) -> None:
    turned = {key: [*reversed(codes), *codes] for key, codes in reversed(selected.items())}
    assert Where.of(selected) == Where.of(turned)
    assert hash(Where.of(selected)) == hash(Where.of(turned))


@given(st.text(max_size=60))
def test_no_link_breaks_the_program(query: str) -> None:
    where, strange = Where.from_query(query)
    assert Where.from_query(where.to_query())[1] == ()
    assert all(isinstance(piece, str) for piece in strange)


@pytest.mark.parametrize(
    ("query", "where", "strange"),
    [
        ("", Where(), ()),
        ("?v=1&country=PT", Where.of({"country": ["PT"]}), ()),
        ("country=PT~ES~PT", Where.of({"country": ["ES", "PT"]}), ()),
        ("country=PT&country=ES", Where.of({"country": ["ES", "PT"]}), ()),
        ("host-country=PT", Where.of({"host_country": ["PT"]}), ()),
        ("year=2018", Where.of(years=(2018, 2018)), ()),
        ("year=2016~2018&country=PT", Where.of({"country": ["PT"]}, (2016, 2018)), ()),
        ("year=2018~2016&country=PT", Where.of({"country": ["PT"]}), ("year=2018~2016",)),
        ("year=soon", Where(), ("year=soon",)),
        ("year=2016~", Where(), ("year=2016~",)),
        ("year=~2018", Where(), ("year=~2018",)),
        ("utm_source=mail&country=PT", Where.of({"country": ["PT"]}), ("utm_source=mail",)),
        ("country=&ecosystem=Health", Where.of({"ecosystem": ["Health"]}), ("country=",)),
        ("v=2&country=PT", Where.of({"country": ["PT"]}), ("v=2",)),
        ("country=~", Where(), ("country=~",)),
    ],
)
def test_a_foreign_link_keeps_what_is_understood(
    query: str, where: Where, strange: tuple[str, ...]
) -> None:
    assert Where.from_query(query) == (where, strange)


def test_an_empty_selection_is_refused() -> None:
    with pytest.raises(QuestionError, match="selection of country is empty"):
        Where.of({"country": []})


def test_years_run_forward() -> None:
    with pytest.raises(QuestionError, match="2018 to 2016 run backwards"):
        Where.of(years=(2018, 2016))


def test_an_unknown_dimension_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'country'"):
        Where.of({"contry": ["PT"]})


def test_a_year_is_no_code() -> None:
    """Years are a span: as a code, a year would be lost on the way through a link."""
    with pytest.raises(QuestionError, match="year"):
        Where.of({"year": ["2018"]})


def test_freeing_and_asking() -> None:
    where = Where.of({"country": ["PT"], "ecosystem": ["Health"]}, (2016, 2018))
    assert where.keys == ("country", "ecosystem", "year")
    assert where.get("country") == ("PT",)
    assert where.get("series") == ()
    assert "year" in where
    assert "series" not in where
    assert where.without("year", "country") == Where.of({"ecosystem": ["Health"]})
    assert not where.without("year", "country", "ecosystem")
