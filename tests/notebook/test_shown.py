"""Boards and cards in notebooks, without a browser: what is selected, and what a cell shows."""

import re
from html import unescape

import polars as pl
import pytest

import clusterdash as cd
from clusterdash.editions import published_folder
from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.notebook.shown import Shown
from tests.notebook.windows import Windows


@pytest.fixture
def board() -> Shown:
    """Return a board with a selection."""
    shown = cd.show("clusters", country=["PL"], year=(2016, 2019))
    assert isinstance(shown, Shown)
    return shown


def test_parameters_are_set_and_a_value_is_read(board: Shown) -> None:
    assert board.where.selected == (("country", ("PL",)),)
    assert board.where.years == (2016, 2019)
    registry = pl.read_csv(published_folder() / "organisations.csv", infer_schema=False)
    listed = registry.filter(country_code="PL", registry="yes").height
    assert cd.show("clusters", country="Poland").ask().frame()["value"][0] == listed


def test_what_is_not_named_stays_selected(board: Shown) -> None:
    board.select(ecosystem="Digital")
    assert dict(board.where.selected) == {"country": ("PL",), "ecosystem": ("Digital",)}
    assert board.where.years == (2016, 2019)
    board.select(country=None, normalise="population")
    assert dict(board.where.selected) == {"ecosystem": ("Digital",)}
    assert board.normalised == "population"
    board.clear()
    assert not board.where
    assert board.normalised == ""


def test_what_does_not_exist_is_refused(board: Shown) -> None:
    with pytest.raises(UnknownNameError, match="clusters"):
        cd.show("cluster")
    with pytest.raises(UnknownNameError, match="Poland"):
        board.select(country="Polnd")
    with pytest.raises(QuestionError, match="population"):
        board.select(normalise="head")
    assert board.where.get("country") == ("PL",)  # a refusal changes nothing


def test_an_output_is_the_page_in_a_frame_and_the_words(board: Shown) -> None:
    made = board._repr_mimebundle_()
    frame = re.search(r'<iframe src="([^"]+)" title="([^"]+)" height="(\d+)"', made["text/html"])
    assert frame is not None
    assert unescape(frame[1]) == board.link
    assert unescape(frame[1]).endswith("?v=1&country=PL&year=2016~2019")
    assert unescape(frame[2]) == made["text/plain"].splitlines()[0]
    assert f'<a href="{frame[1]}"' in made["text/html"]
    assert 'lang="en"' in made["text/html"]
    assert "By country: " in made["text/plain"]
    assert made["text/plain"] == repr(board)


def test_a_height_may_be_chosen() -> None:
    made = cd.show("clusters", height=321)._repr_mimebundle_()
    assert 'height="321"' in made["text/html"]


def test_a_card_says_what_its_question_answers() -> None:
    card = cd.card("organisations", by="country", country=["PL", "DE"])
    asked = cd.metric("organisations").by("country").where(country=["PL", "DE"])
    assert repr(card) == str(asked)
    assert card.ask().frame().equals(asked.frame())
    assert card.sentence() == asked.sentence()
    made = card._repr_mimebundle_()
    assert unescape(made["text/html"]).count(asked.headline()) == 2  # the frame's name, the words


def test_a_card_takes_a_metric_of_the_notebook_itself() -> None:
    from clusterdash.opened import default_engine

    metrics = default_engine().registry._metrics
    cd.register(
        cd.Metric(
            key="organisations_again",
            theme="clusters",
            label="organisations counted again",
            definition="One row of the registry.",
            answer=cd.Rows("organisations"),
            dims=("country",),
        )
    )
    try:
        card = cd.card("organisations_again", by="country", country="PL")
        assert "organisations counted again" in repr(card)
        windows = Windows(card)
        assert "organisations counted again" in windows.open()
    finally:
        del metrics["organisations_again"]


@pytest.mark.parametrize(
    ("metric", "by", "kind"),
    [
        ("organisations", "country", "bars"),
        ("profiles", "year", "trend"),
        ("organisations", (), "measures"),
        ("matchmaking_funnel", None, "funnel"),
    ],
)
def test_a_card_is_drawn_as_fits_its_question(
    metric: str, by: str | tuple[str, ...] | None, kind: str
) -> None:
    if metric == "matchmaking_funnel":
        from clusterdash.model import Funnel
        from clusterdash.opened import default_engine

        found = default_engine().registry.metrics
        metric = next(m.key for m in found if isinstance(m.answer, Funnel))
    assert cd.card(metric, by=by)._place.board.blocks[0].kind == kind
    assert cd.card(metric, by=by, kind="bars")._place.board.blocks[0].kind == "bars"
