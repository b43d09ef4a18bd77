"""The selection: what each step chooses, the way back, and the link that holds it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clusterdash.errors import ClusterdashError
from clusterdash.model import DIMENSIONS, Beside, Where
from clusterdash.state import STATED, Selection, View

KEYS = sorted(set(DIMENSIONS) - {"year"})
CODES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@st.composite
def views(draw: st.DrawFn) -> View:
    selected = draw(st.dictionaries(st.sampled_from(KEYS), st.sets(CODES, min_size=1), max_size=4))
    year = st.integers(1000, 9999)
    years = draw(st.none() | st.tuples(year, year).map(lambda two: (min(two), max(two))))
    beside = draw(
        st.builds(
            Beside,
            st.sampled_from(["country", "programme"]),
            st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=5).map(tuple),
        )
        | st.sampled_from([Beside(), Beside("year", ("2014-2016",)), Beside("year")])
    )
    return View(Where.of(selected, years), draw(st.sampled_from(STATED)), beside=beside)


def held(selection: Selection) -> dict[str, tuple[str, ...]]:
    return dict(selection.view.where.selected)


@settings(max_examples=1000)
@given(views())
@example(View(Where(), "share"))
@example(View(Where.of({"city": ("a~b&as=share",)})))
def test_a_view_survives_its_link(view: View) -> None:
    assert View.from_query(view.to_query()) == (view, ())
    assert View.from_query(f"?{view.to_query()}") == (view, ())


def test_the_view_without_a_choice_has_no_link() -> None:
    assert View().to_query() == ""
    assert View(Where(), "share").to_query() == "v=1&as=share"


@given(st.text(max_size=300))
def test_any_text_is_a_link(text: str) -> None:
    view, strange = View.from_query(text)
    assert view.stated in STATED
    assert View.from_query(view.to_query()) == (view, ())
    assert isinstance(strange, tuple)


@pytest.mark.parametrize(
    ("query", "kept", "strange"),
    [
        ("country=PT&colour=red", "v=1&country=PT", ("colour=red",)),
        ("as=gdp&country=PT", "v=1&country=PT", ("as=gdp",)),
        ("year=2018~2016", "", ("year=2018~2016",)),
        ("year=last", "", ("year=last",)),
        ("v=9&ecosystem=Digital", "v=1&ecosystem=Digital", ("v=9",)),
        ("country=&as=share", "v=1&as=share", ("country=",)),
        ("as=share&as=population", "v=1&as=share", ("as=population",)),
        ("as=share&as=share", "v=1&as=share", ()),
        ("by=a.year&by=a.mode&by=b.mode", "v=1&by=a.year&by=b.mode", ("by=a.mode",)),
    ],
)
def test_foreign_pieces_are_reported(query: str, kept: str, strange: tuple[str, ...]) -> None:
    view, said = View.from_query(query)
    assert (view.to_query(), said) == (kept, strange)


def test_picking_again_frees() -> None:
    selection = Selection()
    selection.pick({"country": ["PT"], "ecosystem": ["Digital"]})
    assert held(selection) == {"country": ("PT",), "ecosystem": ("Digital",)}
    selection.pick({"country": ["PT"]})  # a part of what is chosen is chosen exactly so
    assert held(selection) == {"ecosystem": ("Digital",)}
    selection.pick({"country": ["ES"], "ecosystem": ["Digital"]})
    assert held(selection) == {"country": ("ES",), "ecosystem": ("Digital",)}
    selection.pick({"country": ["ES"], "ecosystem": ["Digital"]})
    assert held(selection) == {}


def test_picking_replaces_and_does_not_mind_order() -> None:
    selection = Selection()
    selection.pick({"country": ["PT", "ES", "PT"]})
    assert held(selection) == {"country": ("ES", "PT")}
    selection.pick({"country": ["ES"]})
    assert held(selection) == {"country": ("ES",)}
    selection.pick({"country": []})
    assert held(selection) == {}


def test_adding_and_dropping() -> None:
    selection = Selection(View(Where.of({"country": ("PT",)}, (2016, 2018)), "share"))
    selection.add("country", "ES")
    selection.add("country", "ES")
    assert held(selection) == {"country": ("ES", "PT")}
    assert len(selection.past) == 1  # the second one changed nothing
    selection.drop("country", "PT")
    assert held(selection) == {"country": ("ES",)}
    selection.drop("country", "FR")
    assert held(selection) == {"country": ("ES",)}
    selection.add("country", "PT")
    selection.drop("country")
    assert held(selection) == {}
    assert (selection.view.where.years, selection.view.stated) == ((2016, 2018), "share")
    selection.drop("year")
    assert selection.view == View(Where(), "share")


def test_years_and_ways_keep_the_rest() -> None:
    selection = Selection(View(Where.of({"country": ("PT",)})))
    selection.period((2016, 2018))
    selection.state("population")
    assert selection.view.to_query() == "v=1&country=PT&year=2016~2018&as=population"
    selection.state("gdp")
    assert selection.view.stated == ""
    selection.period(None)
    assert selection.view.to_query() == "v=1&country=PT"


def test_back_and_forth() -> None:
    selection = Selection()
    steps = [View(Where.of({"country": (code,)})) for code in ("PT", "ES", "FR")]
    for view in steps:
        selection.go(view)
    selection.undo()
    selection.undo()
    assert selection.view == steps[0]
    assert (selection.past, selection.future) == ((View(),), (steps[1], steps[2]))
    selection.redo()
    assert selection.view == steps[1]
    selection.clear()  # a new step: what was taken back is gone
    assert (selection.view, selection.future) == (View(), ())
    selection.redo()
    assert selection.view == View()
    selection.undo()
    assert selection.view == steps[1]


def test_nothing_to_undo_or_redo() -> None:
    selection = Selection()
    selection.undo()
    selection.redo()
    selection.clear()
    assert (selection.view, selection.past, selection.future) == (View(), (), ())


SMALL = st.sampled_from([View(Where(), "share"), *(View(Where(years=(y, y))) for y in range(5))])


@given(st.lists(SMALL, max_size=12), st.integers(0, 12))
def test_undo_then_redo_leads_back(steps: list[View], back: int) -> None:
    selection = Selection()
    for view in steps:
        selection.go(view)
    end, past = selection.view, selection.past
    for _ in range(min(back, len(past))):
        selection.undo()
    for _ in range(min(back, len(past))):
        selection.redo()
    assert (selection.view, selection.past, selection.future) == (end, past, ())


def test_the_way_back_is_bounded() -> None:
    selection = Selection()
    for year in range(1500, 1700):
        selection.period((year, year))
    assert len(selection.past) == 100
    assert selection.past[0].where.years == (1698, 1698)


def test_a_refused_step_changes_nothing() -> None:
    selection = Selection(View(Where.of({"country": ("PT",)})))
    before = (selection.view, selection.past)
    with pytest.raises(ClusterdashError):
        selection.pick({"country": ["ES"], "colour": ["red"]})
    with pytest.raises(ClusterdashError):
        selection.period((2018, 2016))
    assert (selection.view, selection.past) == before
