"""Rows that come as a reader scrolls: the same as those of the whole list."""

import re
from html import unescape
from typing import Any

import pytest

from clusterdash.ui.page import Page
from tests.ui import sql
from tests.ui.conftest import Open

ROW = re.compile(r'<tr aria-rowindex="(\d+)"><th scope="row">(?:<a href="([^"]+)">)?([^<]*)')


def _rows(html: str) -> list[tuple[int, str, str]]:
    return [(int(at), unescape(href), unescape(name)) for at, href, name in ROW.findall(html)]


def _came(page: Page, *blocks: Any) -> dict[str, Any]:
    found = page.rows({"do": "rows", "blocks": list(blocks)})
    assert found is not None
    return dict(found["rows"])


@pytest.mark.parametrize("query", ["", "v=1&country=ES", "find=energy", "placed=no&find=cluster"])
def test_blocks_are_the_rows_of_the_whole_list(opened: Open, query: str) -> None:
    every = _rows(opened("clusters", f"{query}&rows=5000")._sent["listing"])
    assert [at for at, _, _ in every] == list(range(2, len(every) + 2))
    page = opened("clusters", query)
    sent = page._sent["listing"]
    assert f'aria-rowcount="{len(every) + 1}"' in sent
    for first in range(0, min(len(every), 75), 25):
        came = _came(page, first)
        assert f'data-told="{came["told"]}"' in sent
        assert _rows(came["blocks"][str(first)]) == every[first : first + 25]


def test_all_rows_of_the_file_come_once(opened: Open) -> None:
    page = opened("clusters", "")
    starts = range(0, sql.count(), 25)
    found = [row for first in starts for row in _rows(_came(page, first)["blocks"][str(first)])]
    ids = {href.partition("id=")[2] for _, href, _ in found}
    assert ids == {code for (code,) in sql.select("SELECT organisation_id FROM org")}
    assert len(found) == sql.count()


def test_what_is_listed_is_told_apart(opened: Open) -> None:
    page = opened("clusters", "")
    told = {_came(page, 0)["told"]}
    for action in (
        {"do": "find", "text": "energy"},
        {"do": "only", "key": "country", "code": "ES"},
        {"do": "find", "text": ""},
    ):
        page.act(action)
        told.add(_came(page, 0)["told"])
    assert len(told) == 4


def test_rows_change_nothing_else(opened: Open) -> None:
    page = opened("clusters", "v=1&country=PT")
    before = (page.selection.view, page._sent["listing"])
    _came(page, 25)
    assert (page.selection.view, page._sent["listing"]) == before


@pytest.mark.parametrize(
    "blocks", [None, "0", {}, [], [-25], ["25"], [2.5], [True], [10**9], [None]]
)
def test_what_no_page_asks_for_is_not_answered(opened: Open, blocks: object) -> None:
    assert opened("clusters", "").rows({"do": "rows", "blocks": blocks}) is None


def test_an_answer_holds_few_blocks(opened: Open) -> None:
    assert len(_came(opened("clusters", ""), *range(0, 1400, 25))["blocks"]) == 8


def test_a_page_without_a_list_has_no_rows(opened: Open) -> None:
    assert opened("start", "").rows({"do": "rows", "blocks": [0]}) is None


@pytest.mark.parametrize("board", ["matchmaking", "sme_reach", "sources"])
def test_other_lists_come_in_blocks_too(opened: Open, board: str) -> None:
    page = opened(board, "")
    every = _rows(opened(board, "rows=5000")._sent["listing"])
    assert _rows(_came(page, 25)["blocks"]["25"]) == every[25:50]


def test_names_in_rows_are_escaped(opened: Open) -> None:
    page = opened("clusters", "find=Bio")
    html = "".join(_came(page, 0, 25, 50)["blocks"].values())
    assert "&amp;" in html
    assert not re.search(r"&(?!(amp|lt|gt|#34|#39);)", html)
