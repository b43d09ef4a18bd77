"""The server inside the kernel: one, quiet, for this machine, framed by its own notebooks."""

import json
import subprocess
import sys
import textwrap

import clusterdash as cd
from clusterdash.notebook import server
from clusterdash.notebook.address import Way
from clusterdash.notebook.output import bundle
from clusterdash.opened import default_engine
from clusterdash.ui.session import apology
from tests.serving.running import ask

_POLICY = "Content-Security-Policy"


def _stem() -> str:
    return server.local(default_engine()).way.stem


def test_there_is_one_however_often_it_is_asked_for() -> None:
    assert server.local(default_engine()) is server.local(default_engine())
    assert ask(_stem() + "health").status == 200


def test_notebooks_of_this_machine_may_frame_it_and_nobody_else() -> None:
    headers = ask(_stem() + "clusters").headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers[_POLICY].split(";"))
    framing = set(policy["frame-ancestors"].split())
    assert framing == {
        "'self'",
        *(f"{s}://{h}:*" for s in ("http", "https") for h in ("localhost", "127.0.0.1")),
    }
    assert "X-Frame-Options" not in headers


def test_it_offers_what_the_served_app_offers() -> None:
    file = ask(_stem() + "file/organisations.csv?by=country&v=1")
    assert file.status == 200
    assert file.text.lstrip("\ufeff").startswith("country,")
    for route in ("", "clusters"):
        assert ask(_stem() + route).status == 200
    assert ask(_stem() + "cluster").status == 404


def test_a_page_is_complete_before_any_script_runs() -> None:
    board = cd.show("clusters", country="PL")
    page = ask(board.link)
    assert page.status == 200
    assert board.ask().headline() in page.text


def test_a_card_stands_alone() -> None:
    card = cd.card("organisations", by="country")
    page = ask(card.link).text
    assert page.count("<article") == 1
    for part in ("card-table", "card-file", "card-cite", "card-about", "card-sources"):
        assert f'id="{part}"' in page


def test_an_unknown_page_says_what_to_do() -> None:
    page = ask(_stem() + "shown-0123456789abcdef")
    assert "Run the cell again." in page.text


def test_only_the_last_drawings_are_kept() -> None:
    local = server.local(default_engine())
    held = [local.hold(lambda _query: apology("x"), few=True) for _ in range(103)]
    kept = [address.rsplit("/", 1)[1] in local._pages for address in held]
    assert kept == [False] * 3 + [True] * 100


def test_where_there_is_no_way_no_dead_frame_is_shown() -> None:
    board = cd.show("clusters", country="PL")
    way = Way("", proxied=True, missing="Install <this>.")
    made = bundle(board._output, board._place, board._view, "shown-0", way)
    assert "<iframe" not in made["text/html"]
    assert "<p>Install &lt;this&gt;.</p>" in made["text/html"]
    assert board.ask().headline() in made["text/html"]


_KERNEL = """
import asyncio, json, socket, sys, urllib.request

async def cell():  # a kernel's own loop runs already
    import clusterdash as cd
    board = cd.show("clusters", country="PL")
    board._repr_mimebundle_()
    with urllib.request.urlopen(board.link) as page:
        text = page.read().decode()
    return board.link, board.ask().headline() in text

link, same = asyncio.run(cell())
port = int(link.split(":")[2].split("/")[0])
outside = socket.socket()
outside.settimeout(2)
name = socket.gethostbyname(socket.gethostname())
reached = not name.startswith("127.") and not outside.connect_ex((name, port))
sys.stdout.write(json.dumps([same, reached]))
"""


def test_a_kernel_starts_it_beside_its_own_loop_and_ends_without_a_word() -> None:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_KERNEL)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [True, False]
    assert done.stderr == ""
