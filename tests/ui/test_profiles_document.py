"""A founding document: every word of it, and every quoted passage marked where it stands."""

import re

import pytest

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.ui.documents import page
from clusterdash.ui.profiles.document import Block, document, marked
from clusterdash.ui.site import Site
from tests.ui import sql
from tests.ui.profiled import FIGURES, SOURCES, squeezed, text

KEPT = {line["source_id"]: line["document"] for line in SOURCES if line["document"]}
WORD = re.compile(r"\w+")


def _said(blocks: tuple[Block, ...]) -> str:
    lines = [line for block in blocks for line in block.lines]
    return " ".join("".join(part.text for part in line) for line in lines)


def _marked(blocks: tuple[Block, ...], figure: str) -> str:
    parts = [part for block in blocks for line in block.lines for part in line]
    return "".join(part.text for part in parts if figure in part.figures)


@pytest.mark.parametrize("code", KEPT)
def test_every_word_is_there_in_order(engine: Engine, code: str) -> None:
    held = (sql.DATA / "documents" / KEPT[code]).read_text(encoding="utf-8")
    held = re.sub(r"\]\([^)]*\)", "]", held)  # addresses of links are no words of the text
    held = re.sub(r"</?sup>", "", held).replace("\\", "")
    assert WORD.findall(_said(document(engine, code).blocks)) == WORD.findall(held)


@pytest.mark.parametrize("code", KEPT)
def test_no_layout_is_left(engine: Engine, code: str) -> None:
    said = _said(document(engine, code).blocks)
    for sign in ("**", "](", "<sup", "# ", "\\"):
        assert sign not in said


@pytest.mark.parametrize("code", KEPT)
def test_every_quotation_is_marked_where_it_stands(engine: Engine, code: str) -> None:
    made = document(engine, code)
    own = {f["figure_id"]: f["quote"] for f in FIGURES if f["source_id"] == code}
    assert [one.code for one in made.statements] == list(own)
    assert made.found == set(own)
    shown = page(engine, Site(), "document", code)
    for figure, quote in own.items():
        assert "".join(_marked(made.blocks, figure).split()) == "".join(quote.split())
        assert re.search(rf'<(mark|span) id="{figure}">', shown)
        assert f'href="#{figure}"' in shown
        assert f'id="list-{figure}"' in shown
        assert squeezed(quote) in text(shown)


def test_there_are_36_passages(engine: Engine) -> None:
    assert sum(len(document(engine, code).found) for code in KEPT) == 36


def test_what_it_is_is_said(engine: Engine) -> None:
    said = text(page(engine, Site(), "document", "sf95c841c"))
    assert "European Commission, DG GROW, 2024. A founding document" in said
    assert "rights in the text stay with its publisher" in said


@pytest.mark.parametrize("code", ["s6e611ac2", "s9b1d59e9", "", "../edition.toml"])
def test_only_founding_documents_are_kept(engine: Engine, code: str) -> None:
    with pytest.raises(UnknownNameError, match="Documents are kept for: s5dbf7c70"):
        document(engine, code)


def test_blocks_by_hand() -> None:
    blocks = marked("# A **head**\n\nOne\ntwo.\n- x\n- y\n  1. z\n\nEnd", {})
    assert [block.kind for block in blocks] == ["heading", "text", "list", "text"]
    assert _said(blocks) == "A head One two. x y 1. z End"
    assert len(blocks[2].lines) == 3


def test_marks_that_overlap_by_hand() -> None:
    (block,) = marked("aa bb cc dd", {"f1": "aa  bb", "f2": "bb cc", "f3": "ee", "f4": ""})
    parts = [(part.text, part.figures, part.starts, part.ends) for part in block.lines[0]]
    assert parts == [
        ("aa ", ("f1",), ("f1",), ()),
        ("bb", ("f1", "f2"), ("f2",), ("f1",)),
        (" cc", ("f2",), (), ("f2",)),
        (" dd", (), (), ()),
    ]


def test_a_passage_over_two_lines_and_other_marks() -> None:
    blocks = marked("- He said “*so*” –\n- and went.", {"f1": 'said "so" - and'})
    assert _marked(blocks, "f1") == "said “so” –and"
    first, second = blocks[0].lines
    assert [p.starts for p in first if p.figures] == [("f1",)]
    assert [p.ends for p in second if p.figures] == [("f1",)]


def test_hostile_text_is_text(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from clusterdash.ui.profiles import document as module

    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    monkeypatch.setattr(module, "_text", lambda _engine, _name: hostile)
    shown = page(engine, Site(), "document", "s5dbf7c70")
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert "javascript:" not in shown


def test_an_edition_without_its_documents_says_so(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clusterdash.ui.profiles import document as module

    monkeypatch.setattr(module, "_text", lambda _engine, _name: "")
    said = text(page(engine, Site(), "document", "s5dbf7c70"))
    assert "The text is not at hand here." in said
    assert "see the passage" not in said
    assert "over 525 bilateral meetings" in said
