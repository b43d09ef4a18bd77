"""A whole dashboard in a cell: the same figures, alive both ways, and no request to elsewhere."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from playwright.sync_api import Browser, FrameLocator, expect
from tests.browser.jupyter import KINDS, Notebook, notebook

import clusterdash as cd

pytestmark = pytest.mark.browser

CELLS = [
    'import clusterdash as cd\nboard = cd.show("clusters", country=["PL"], height=700)\nboard',
    "print(board.where.get('country'))",
    'board.select(country="DE", year=None); print(board.where.get("country"))',
    'board.control("country")',
    'cd.card("organisations", by="country", country=["PL", "DE"])',
    'print(cd.metric("organisations").by("country").frame()["value"][0])',
    'assert cd.show("clusters", country="PT").ask().frame()["value"][0] == 27; print("so it is")',
    'cd.metric("organisations").by("country").element()',
    'cd.metric("organisations").by("country").hvplot.bar(x="country_label", y="value")',
]
SHOW, READ, SELECT, CONTROL, CARD, FRAME, ASSERT, ELEMENT, HVPLOT = range(len(CELLS))
_SECONDS = 60_000


@pytest.fixture(scope="module", params=KINDS)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[Notebook]:
    """Return a notebook in JupyterLab and in the classic Notebook."""
    folder = tmp_path_factory.mktemp(request.param)
    with notebook(request.param, CELLS, folder, chromium) as made:
        yield made


@pytest.fixture(scope="module")
def board(opened: Notebook) -> FrameLocator:
    """Return the page in the first cell: one executed cell, and it is alive."""
    frame = opened.frame(SHOW)
    expect(frame.locator("html.live.painted")).to_be_attached(timeout=_SECONDS)
    return frame


def _headline(country: str | list[str]) -> str:
    return cd.metric("organisations").by().where(country=country).headline()


def _picture(board: FrameLocator) -> str:
    plot = board.locator("#by-country .plot")
    plot.scroll_into_view_if_needed()
    return sha256(plot.screenshot()).hexdigest()


def test_a_whole_dashboard_in_a_cell_moves_both_ways(opened: Notebook, board: FrameLocator) -> None:
    expect(board.locator("h1")).to_have_text(_headline(country="PL"))
    before = _picture(board)
    box = board.locator(".control input").first
    box.click()
    box.fill("Spain")
    board.locator("[role=option]").first.click()
    expect(board.locator("h1")).to_have_text(_headline(country=["ES", "PL"]))
    opened.page.wait_for_timeout(500)  # the figures follow the words
    moved = _picture(board)
    assert moved != before
    assert opened.text(READ) == "('ES', 'PL')"
    assert opened.text(SELECT) == "('DE',)"
    expect(board.locator("h1")).to_have_text(_headline(country="DE"))
    opened.page.wait_for_timeout(500)
    assert _picture(board) not in {before, moved}


def test_a_control_of_the_notebook_moves_the_page_and_follows_it(
    opened: Notebook, board: FrameLocator
) -> None:
    select = opened.run(CONTROL).locator("select")
    expect(select).to_be_visible()
    select.select_option(label="France")
    expect(board.locator("h1")).to_have_text(_headline(country="FR"))
    board.locator("#clear").click()
    expect(select).to_have_values([])


def test_a_card_fits_its_frame_and_is_complete(opened: Notebook, board: FrameLocator) -> None:
    card = opened.frame(CARD)
    expect(card.locator("html.live.painted")).to_be_attached(timeout=_SECONDS)
    asked = cd.metric("organisations").by("country").where(country=["PL", "DE"])
    expect(card.locator(".said")).to_have_text(asked.headline())
    expect(card.locator("header, #head, .selection").locator("visible=true")).to_have_count(0)
    tall, shown = card.locator("body").evaluate("(body) => [body.scrollHeight, innerHeight]")
    assert 0 <= shown - tall < 120
    with opened.page.expect_download() as download:
        card.locator("#card-file summary").click()
        card.locator("#card-file a", has_text="CSV").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_numbers_need_no_page(opened: Notebook, board: FrameLocator) -> None:
    largest = cd.metric("organisations").by("country").frame()["value"][0]
    assert opened.text(FRAME) == str(largest)
    assert opened.text(ASSERT) == "so it is"


@pytest.mark.parametrize("cell", [ELEMENT, HVPLOT], ids=["element", "hvplot"])
def test_own_figures_are_drawn(opened: Notebook, board: FrameLocator, cell: int) -> None:
    drawn = opened.frame(cell)
    expect(drawn.locator("canvas").first).to_be_visible(timeout=_SECONDS)


def test_nothing_is_asked_for_elsewhere(opened: Notebook, board: FrameLocator) -> None:
    opened.page.wait_for_timeout(1000)
    assert opened.outside() == []
