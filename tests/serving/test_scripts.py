"""A script under ``panel serve`` shows nothing on a server that others can reach."""

from pathlib import Path

import pytest

from tests.serving.running import ask, free_port, running

SCRIPTS = sorted((Path(__file__).parents[2] / "dashboards").glob("*.py"))
BOARD = """\
import panel as pn

from clusterdash.serving import local_only


def view():
    page = pn.Template("{% extends base %}{% block contents %}<p>THE FIGURE</p>{% endblock %}")
    return page


local_only(view).servable()
"""


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ([], False),
        (["--address", "0.0.0.0"], False),
        (["--address", "127.0.0.1"], True),
        (["--address", "localhost"], True),
        (["--address", "localhost", "--warm", "--reuse-sessions"], False),
    ],
    ids=lambda value: " ".join(value) or "all addresses" if isinstance(value, list) else "",
)
def test_shown_on_this_machine_alone(options: list[str], shown: bool, tmp_path: Path) -> None:
    script = tmp_path / "board.py"
    script.write_text(BOARD)
    port = free_port()
    command = ["-m", "panel", "serve", str(script), "--port", str(port), *options]
    with running(command, f"http://127.0.0.1:{port}/board", tmp_path / "log") as url:
        page = ask(url)
    assert page.status == 200
    assert ("THE FIGURE" in page.text) == shown
    assert ("--address localhost" in page.text) == (not shown)
    assert "Traceback" not in page.text


@pytest.mark.parametrize(
    ("options", "shown"), [([], False), (["--address", "localhost"], True)], ids=["all", "here"]
)
def test_our_own_scripts(options: list[str], shown: bool, tmp_path: Path) -> None:
    port = free_port()
    command = ["-m", "panel", "serve", *map(str, SCRIPTS), "--port", str(port), *options]
    with running(command, f"http://127.0.0.1:{port}/", tmp_path / "log") as url:
        for script in SCRIPTS:
            page = ask(f"{url}{script.stem}").text
            assert ("<table" in page) == shown
            assert ("--address localhost" in page) == (not shown)


def test_there_are_scripts() -> None:
    assert SCRIPTS
