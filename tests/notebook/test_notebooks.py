"""The notebooks as they are kept: checked numbers stay, everything else is stripped."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import clusterdash as cd

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = (
    "clusters", "extending", "matchmaking", "quickstart", "records", "sme_reach", "training",
)  # fmt: skip
THEMES = ("clusters", "matchmaking", "sme_reach", "training")
MARK = "# NBVAL_CHECK_OUTPUT"
_LARGEST = 3_000  # letters of an output: a sentence or a short table
_LINES = 20
_FEW = 5
# Addresses of servers, folders of a machine, HTML and colours of a terminal.
_MACHINE = re.compile(r"127\.0\.0\.1|localhost|:\d{4,5}/|(?:^|[\s'\"])/\w+/|</?\w+|\x1b")
# Names of things that carry a digit; a result typed by hand would stand beside none of these.
_NAMES_WITH_DIGITS = re.compile(r"EU-27|[A-Z]+-?\d[a-z]")


def _cells(name: str, kind: str) -> list[dict[str, Any]]:
    held = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return [cell for cell in held if cell["cell_type"] == kind]


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _kept(cell: dict[str, Any]) -> str:
    return "".join("".join(output.get("text", "")) for output in cell["outputs"])


def test_there_is_a_notebook_for_each_theme_and_what_is_named() -> None:
    assert tuple(sorted(path.stem for path in FOLDER.glob("*.ipynb"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_prints_is_checked_and_nothing_else_is_kept(name: str) -> None:
    cells = _cells(name, "code")
    for cell in cells:
        printing = "print(" in _source(cell)
        assert printing == _source(cell).startswith(MARK), _source(cell)
        assert printing == ("keep_output" in cell["metadata"].get("tags", ())), _source(cell)
        assert printing == bool(_kept(cell)), _source(cell)
        assert cell["execution_count"] is None
    assert sum("print(" in _source(cell) for cell in cells) >= _FEW


@pytest.mark.parametrize("name", NAMES)
def test_kept_outputs_are_short_plain_text_without_this_machine(name: str) -> None:
    for cell in _cells(name, "code"):
        kinds = {(output["output_type"], output.get("name")) for output in cell["outputs"]}
        assert kinds <= {("stream", "stdout")}
        text = _kept(cell)
        assert len(text) < _LARGEST
        assert not re.search(
            r"127\.0\.0\.1|localhost|:\d{4,5}/|(?:^|[\s'\"])/\w+/|<\w+|\\x1b", text
        )


@pytest.mark.parametrize("name", NAMES)
def test_prose_holds_no_result(name: str) -> None:
    for cell in _cells(name, "markdown"):
        assert not re.search(r"\d", _NAMES_WITH_DIGITS.sub("", _source(cell))), _source(cell)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_keeps_to_the_public_face(name: str) -> None:
    for cell in _cells(name, "code"):
        for node in ast.walk(ast.parse(_source(cell))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("clusterdash")
            if isinstance(node, ast.Import):
                assert not [a.name for a in node.names if a.name.startswith("clusterdash.")]
            if isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_")
                if isinstance(node.value, ast.Name) and node.value.id == "cd":
                    assert node.attr in cd.__all__


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_has_its_board_cards_and_asserts(name: str) -> None:
    code = "\n".join(map(_source, _cells(name, "code")))
    assert f'cd.show("{name}"' in code
    assert code.count("cd.card(") > 1
    assert code.count("assert ") >= _FEW


def test_a_control_is_shown() -> None:
    assert any('.control("country")' in _source(c) for n in NAMES for c in _cells(n, "code"))


def test_a_metric_of_ones_own_takes_fewer_than_twenty_lines() -> None:
    cells = [_source(c) for c in _cells("extending", "code") if "cd.register(" in _source(c)]
    first = cells[0].strip().splitlines()
    assert "cd.Metric(" in cells[0]
    assert len(first) < _LINES


def test_a_number_that_changed_is_noticed(tmp_path: Path) -> None:
    same, another = (
        {
            "cell_type": "code",
            "execution_count": None,
            "id": name,
            "metadata": {"tags": ["keep_output"]},
            "outputs": [{"name": "stdout", "output_type": "stream", "text": "2\n"}],
            "source": f"{MARK}\nprint({name[-1]})",
        }
        for name in ("prints-2", "prints-3")
    )
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    book = {"cells": [same, another], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "book.ipynb").write_text(json.dumps(book))
    (tmp_path / "conftest.py").write_text((FOLDER / "conftest.py").read_text())
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env"]
    done = subprocess.run(
        [*command, "--rootdir=.", "-rA", "-p", "no:cacheprovider", "book.ipynb"],
        cwd=tmp_path,
        env={**os.environ, "IPYTHONDIR": str(tmp_path / "ipython"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert re.findall(r"^(PASSED|FAILED) book\.ipynb::Cell (\d)", done.stdout, re.MULTILINE) == [
        ("PASSED", "0"),
        ("FAILED", "1"),
    ], done.stdout
