"""What stands beside a selection survives its link, and garbage is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.errors import QuestionError
from clusterdash.model import SIDES, Beside, Where, code_of, span, with_side

PERIODS = st.tuples(st.integers(1000, 9999), st.integers(1000, 9999)).map(
    lambda ends: f"{min(ends)}-{max(ends)}"
)


@st.composite
def besides(draw: st.DrawFn) -> Beside:
    key = draw(st.sampled_from(SIDES))
    code = PERIODS if key == "year" else st.text(min_size=1, max_size=12)
    return Beside(key, tuple(draw(st.lists(code, unique=True, max_size=5))))


@given(besides())
def test_it_survives_its_piece(beside: Beside) -> None:
    piece = beside.to_query()
    assert piece.isascii()
    assert not {" ", "&", "#", "+"} & {*piece}
    assert Beside.from_piece(piece.removeprefix("with=")) == beside


def test_it_reads_like_what_it_is() -> None:
    assert Beside("country", ("EU27_2020", "ES")).to_query() == "with=country.EU27_2020~ES"
    assert Beside("year", ("2014-2016",)).to_query() == "with=year.2014-2016"
    assert Beside().to_query() == ""


@pytest.mark.parametrize(
    "piece", ["", "city.Lisbon", "year.2016", "year.2018-2016", ".ES", "year.x-y"]
)
def test_what_is_none(piece: str) -> None:
    assert Beside.from_piece(piece) is None


def test_pins_keep_their_order_and_are_never_twice() -> None:
    held = Beside("country", ("PT", "ES"))
    assert held.pinned("AT").codes == ("PT", "ES", "AT")
    assert held.pinned("PT") is held
    assert held.unpinned("PT").codes == ("ES",)
    assert Beside.from_piece("country.ES~PT~ES") == Beside("country", ("ES", "PT"))


def test_a_side_takes_the_place_of_the_selection() -> None:
    where = Where.of({"country": ("PT",), "ecosystem": ("Digital",)}, (2016, 2018))
    assert with_side(where, "country", "ES") == Where.of(
        {"country": ("ES",), "ecosystem": ("Digital",)}, (2016, 2018)
    )
    assert with_side(where, "year", "2019-2020").years == (2019, 2020)
    assert with_side(where, "year", "2019-2020").selected == where.selected
    assert span("2019-2018") is None


@pytest.mark.parametrize("code", ["599-999", "-2025-0", "", "2018-2016"])
def test_what_is_no_period_never_stands_for_any_time(code: str) -> None:
    with pytest.raises(QuestionError, match="is no period"):
        with_side(Where.of({}, (2016, 2018)), "year", code)


def test_the_code_of_a_period_is_read_again() -> None:
    for years in ((599, 999), (1, 2026), (2014, 2016)):
        assert span(code_of(years)) == years
