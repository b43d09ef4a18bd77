"""One selection in all windows, cells and controls of a page; closed windows are forgotten."""

import gc
import weakref

import pytest

import clusterdash as cd
from clusterdash.errors import UnknownNameError
from clusterdash.notebook.shown import Shown
from tests.notebook.windows import Windows


@pytest.fixture
def board() -> Shown:
    """Return a board about Poland."""
    shown = cd.show("clusters", country="PL")
    assert isinstance(shown, Shown)
    return shown


def _countries(windows: Windows) -> list[tuple[str, ...]]:
    return [s.page.selection.view.where.get("country") for s in windows.sessions]


def test_a_reader_moves_the_notebook_and_the_other_windows(board: Shown) -> None:
    windows = Windows(board)
    windows.open(), windows.open()
    windows.sessions[0].act({"do": "add", "key": "country", "code": "ES"})
    assert board.where.get("country") == ("ES", "PL")
    windows.wait()
    assert _countries(windows) == [("ES", "PL")] * 2


def test_the_notebook_moves_the_windows(board: Shown) -> None:
    windows = Windows(board)
    windows.open(), windows.open()
    board.select(country="DE")
    assert _countries(windows) == [("PL",)] * 2  # theirs is another thread
    windows.wait()
    assert _countries(windows) == [("DE",)] * 2


def test_windows_that_move_at_once_end_alike(board: Shown) -> None:
    windows = Windows(board)
    windows.open(), windows.open()
    windows.sessions[0].act({"do": "add", "key": "country", "code": "ES"})
    windows.sessions[1].act({"do": "add", "key": "country", "code": "FR"})
    for _ in range(3):
        windows.wait()
    assert _countries(windows) == [board.where.get("country")] * 2
    waiting = [len(document.callbacks.session_callbacks) for document in windows.documents]
    assert waiting == [0, 0]  # nobody chases anybody


def test_a_cell_that_is_drawn_again_shows_what_is_selected_by_then(board: Shown) -> None:
    windows = Windows(board)
    board.select(country="DE")
    assert "Germany" in windows.open()
    assert _countries(windows) == [("DE",)]


def test_a_link_is_followed(board: Shown) -> None:
    windows = Windows(board)
    windows.open("v=1&country=FR")
    assert board.where.get("country") == ("FR",)


def test_a_window_that_is_left_is_forgotten(board: Shown) -> None:
    windows = Windows(board)
    windows.open()
    held = weakref.ref(windows.sessions[0])
    windows.close(0)
    assert windows.sessions == []
    windows.documents.clear()
    gc.collect()
    assert held() is None
    board.select(country="DE")  # and nobody misses it


def test_a_control_moves_the_page_and_follows_it(board: Shown) -> None:
    windows = Windows(board)
    windows.open()
    control = board.control("country")
    assert control.value == ("PL",)
    control.value = ("DE", "FR")
    assert board.where.get("country") == ("DE", "FR")
    windows.wait()
    windows.sessions[0].act({"do": "drop", "key": "country", "code": "DE"})
    assert control.value == ("FR",)
    board.clear()
    assert control.value == ()
    assert board.control("country") is control


def test_controls_of_years_and_of_statement(board: Shown) -> None:
    first, last, stated = (board.control(key) for key in ("from", "to", "as"))
    years = [int(code) for _, code in first.options if code]
    first.value = "2016"
    assert board.where.years == (2016, max(years))
    last.value = "2018"
    assert board.where.years == (2016, 2018)
    stated.value = "share"
    assert board.normalised == "share"
    board.select(year=2017)
    assert (first.value, last.value) == ("2017", "2017")
    first.value, last.value = "", ""
    assert board.where.years is None


def test_a_control_keeps_what_it_does_not_offer(board: Shown) -> None:
    control = board.control("country")
    offered = {code for _, code in control.options}
    unseen = next(c for c in ("US", "JP", "CN", "BR") if c not in offered)
    board.select(country=["PL", unseen])
    assert control.value == ("PL",)
    control.value = ("DE",)
    assert set(board.where.get("country")) == {"DE", unseen}


def test_a_control_that_the_page_has_not_is_refused(board: Shown) -> None:
    with pytest.raises(UnknownNameError, match="country"):
        board.control("contry")
