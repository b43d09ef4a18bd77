"""The template holds every message of the source, and every message can be found by reading it."""

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from tests.language.words import (
    PACKAGE,
    SAID,
    TEMPLATE,
    Text,
    calls,
    collected,
    declared,
    in_page,
    in_python,
    template,
)

MODULES = sorted(PACKAGE.rglob("*.py"))
PAGES = sorted(PACKAGE.rglob("*.html"))


def _found() -> list[Text]:
    return [text for path in MODULES for text in in_python(path)] + [
        text for path in PAGES for text in in_page(path)
    ]


def _given() -> set[tuple[str, ...]]:
    with TEMPLATE.open("rb") as file:
        return {(m.id,) if isinstance(m.id, str) else tuple(m.id) for m in read_po(file) if m.id}


def test_the_template_is_current() -> None:
    """Else run ``make words``."""
    needed = {(text,) if isinstance(text, str) else text for text in _found()}
    needed |= {(text,) for text, _ in declared()}
    assert _given() == needed


def test_the_template_is_the_same_wherever_it_is_made() -> None:
    made = template(collected())
    assert made == template(collected())
    assert b"-Date" not in made
    assert str(PACKAGE.parent.parent).encode() not in made
    assert b"python-format" not in made.replace(b"python-brace-format", b"")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_messages_are_literal_or_declared(path: Path) -> None:
    """A message that is put together cannot be found, nor translated."""
    composed = (ast.JoinedStr, ast.BinOp, ast.IfExp)
    for call, name in calls(ast.parse(path.read_text(encoding="utf-8"))):
        for given in call.args[: SAID[name]]:
            assert not isinstance(given, composed), ast.unparse(call)
            assert name == "say" or isinstance(given, ast.Constant), ast.unparse(call)


def test_no_message_is_both_a_single_and_a_plural() -> None:
    found = _found()
    single = {text for text in found if isinstance(text, str)} | {text for text, _ in declared()}
    assert single & {text[0] for text in found if not isinstance(text, str)} == set()


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_placeholders_are_plain_names() -> None:
    for forms in _given():
        for text in forms:
            assert all(name.isidentifier() for name in _placeholders(text)), text


def test_plurals_fill_in_the_same_values() -> None:
    plurals = [forms for forms in _given() if len(forms) == 2]
    assert len(plurals) > 10
    for one, many in plurals:
        assert _placeholders(one) - {"n"} == _placeholders(many) - {"n"}, many


def test_a_page_is_read_like_a_module(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p title="{{ say("a") }}">{{ say_many("{n} b", "{n} c", 2) }}{{ say(d) }}</p>')
    assert list(in_page(page)) == ["a", ("{n} b", "{n} c")]
    module = tmp_path / "module.py"
    module.write_text('x = f"{say(\'a\')} {language.say(\'b\')}"; mark("c" "d"); say(e)')
    assert sorted(map(str, in_python(module))) == ["a", "b", "cd"]
