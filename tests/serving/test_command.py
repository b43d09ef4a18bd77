"""What the command to serve refuses, in one message, before anything listens."""

import socket
import sys
from pathlib import Path

import pytest

import clusterdash.serve
from clusterdash.cli import main
from clusterdash.serving.access import Access
from tests.serving.running import free_port


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PANEL_COOKIE_SECRET", "BOKEH_ALLOW_WS_ORIGIN"):
        monkeypatch.delenv(name, raising=False)


def _said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: str) -> str:
    monkeypatch.setattr(sys, "argv", ["clusterdash", "serve", *words.split()])
    with pytest.raises(SystemExit) as done:
        main()
    out, err = capsys.readouterr()
    assert done.value.code == 2
    assert out == ""
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--port 0", "choose one from 1 to 65535 with --port"),
        ("--port 70000", "Port 70000 does not exist"),
        ("--port web", "Invalid value for '--port'"),
        ("--address 0.0.0.0", "--origin HOST[:PORT]"),
        ("--address 0.0.0.0 --public", "--origin HOST[:PORT]"),
        ("--address 0.0.0.0 --origin example.eu", "--password-file FILE, --oauth PROVIDER"),
        ("--origin https://example.eu --public", "--origin"),
        ("--public --password-file passwords.json", "one of --password-file, --oauth and --public"),
        ("--password-file passwords.json", "PANEL_COOKIE_SECRET"),
        ("--prot 80", "No such option"),
    ],
)
def test_a_refusal_is_one_message(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    assert said in _said(capsys, monkeypatch, words)


def test_a_port_in_use(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = _said(capsys, monkeypatch, f"--port {port}")
    assert said == (
        f"Port {port} on 127.0.0.1 is taken: stop what listens there, or choose another "
        "with --port.\n"
    )


def test_an_edition_that_is_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = f"--port {free_port()} --edition {tmp_path / 'nothing'}"
    said = _said(capsys, monkeypatch, words)
    assert str(tmp_path / "nothing") in said
    assert said.count("\n") == 1
    empty = _said(capsys, monkeypatch, f"--port {free_port()} --edition {tmp_path}")
    assert str(tmp_path) in empty
    assert empty.count("\n") == 1


def test_a_language_that_is_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A page may not call itself Klingon and speak English.
    monkeypatch.setattr(clusterdash.serve, "serve", lambda *_: None)
    assert "klingon" in _said(capsys, monkeypatch, f"--port {free_port()} --language klingon")


def test_what_was_said_is_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[Access, str, Path | None, str, tuple[str, ...]]] = []
    monkeypatch.setattr(clusterdash.serve, "serve", lambda *said: heard.append(said))
    words = "--port 8099 --contact figures@example.eu --edition data --origin localhost:8099"
    words += " --framed-by intranet.example.eu"
    monkeypatch.setattr(sys, "argv", ["clusterdash", "serve", *words.split()])
    with pytest.raises(SystemExit) as done:
        main()
    assert not done.value.code
    access, contact, edition, opens, framed_by = heard[0]
    assert (access.address, access.port) == ("127.0.0.1", 8099)
    assert access.origins == ("localhost:8099",)
    assert (contact, edition, opens) == ("figures@example.eu", Path("data"), "")
    assert tuple(framed_by) == ("intranet.example.eu",)


def test_the_demonstration_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[Path | None, str]] = []
    monkeypatch.setattr(clusterdash.serve, "serve", lambda *said: heard.append(said[2:4]))
    for words in ("", "--edition demo", "--edition ./demo"):
        monkeypatch.setattr(sys, "argv", ["clusterdash", "serve", *words.split()])
        with pytest.raises(SystemExit):
            main()
    assert heard == [(None, ""), (None, "demo"), (Path("demo"), "")]
