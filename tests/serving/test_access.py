"""Who may connect is decided before anything listens."""

import json
import socket
import stat
from pathlib import Path

import pytest
from panel.auth import AUTH_PROVIDERS

from clusterdash.serving.access import Access, AccessError, Auth, PortError, decide, free
from clusterdash.serving.origins import loopback_name, origin
from clusterdash.serving.secrets import PROVIDERS

SECRET = {"PANEL_COOKIE_SECRET": "s" * 32}
OAUTH = SECRET | {
    "PANEL_OAUTH_KEY": "k",
    "PANEL_OAUTH_SECRET": "hush",
    "PANEL_OAUTH_ENCRYPTION": "e",
}
FILE = Path("passwords.json")


@pytest.mark.parametrize(
    ("address", "origins"),
    [
        ("127.0.0.1", ("127.0.0.1:5006", "localhost:5006")),
        ("127.0.0.5", ("127.0.0.5:5006", "localhost:5006")),
        ("localhost", ("127.0.0.1:5006", "localhost:5006")),
        ("::1", ("127.0.0.1:5006", "localhost:5006")),
    ],
)
def test_this_machine_needs_nothing(address: str, origins: tuple[str, ...]) -> None:
    access = decide({}, address=address)
    assert access == Access(address, 5006, origins, Auth.nobody_else)
    assert access.keywords() == {
        "address": address,
        "port": 5006,
        "websocket_origin": list(origins),
    }


EMPTY = "''"
OTHERS = ["0.0.0.0", "::", "192.0.2.7", "2001:db8::1", "example.eu", "", "0", "::ffff:127.0.0.1"]


@pytest.mark.parametrize("address", [*OTHERS, "127.0.0.1.example.eu", "localhost.example.eu"])
def test_any_other_address_is_refused_until_both_are_said(address: str) -> None:
    with pytest.raises(AccessError, match=r"--origin HOST.*--password-file") as nothing:
        decide({}, address=address)
    line = f"--address {address or EMPTY} --port 5006 --origin HOST[:PORT]"
    assert line in str(nothing.value)
    with pytest.raises(AccessError, match="--origin"):
        decide({}, address=address, public=True)
    with pytest.raises(AccessError, match="--public"):
        decide({}, address=address, origins=["example.eu"])
    access = decide({}, address=address, origins=["example.eu"], public=True)
    assert access.origins == ("example.eu",)


def test_the_line_to_add_is_accepted_as_it_stands() -> None:
    with pytest.raises(AccessError) as refused:
        decide({}, address="0.0.0.0", port=8080, origins=["example.eu:8080"])
    line = next(part for part in str(refused.value).splitlines() if "serve" in part).split()
    said = dict(zip(line[2::2], line[3::2], strict=True))
    access = decide(
        SECRET,
        address=said["--address"],
        port=int(said["--port"]),
        origins=[said["--origin"]],
        password_file=Path(said["--password-file"]),
    )
    assert access.auth is Auth.password


def test_a_proxy_in_front_of_this_machine_is_no_way_around() -> None:
    with pytest.raises(AccessError, match=r"through example\.eu"):
        decide({}, origins=["example.eu"])
    assert decide({}, origins=["example.eu"], public=True).address == "127.0.0.1"
    assert decide({}, origins=["localhost:80"]).auth is Auth.nobody_else


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("example.eu", "example.eu"),
        (" Dash.Example.EU:8080 ", "dash.example.eu:8080"),
        ("10.0.0.1:080", "10.0.0.1:80"),
    ],
)
def test_an_origin_is_a_host_and_perhaps_a_port(text: str, kept: str) -> None:
    assert origin(text) == kept


WRONG = [
    "*", "*.example.eu", "*:5006", "https://example.eu", "example.eu/", "example.eu:", "a:b",
    "example.eu:0", "example.eu:65536", "example.eu:٣", "", ":5006", "ex ample.eu", "-a.eu",
    "a..eu", "[::1]:5006", "example.eu; script-src *", "a" * 254, "exämple.eu", "user@example.eu",
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_no_other_origin_is_taken(text: str) -> None:
    with pytest.raises(AccessError, match="--origin"):
        decide({}, address="0.0.0.0", origins=[text], public=True)


@pytest.mark.parametrize("name", ["127.0.0.1", "127.9.9.9:80", "localhost", "localhost:1", "::1"])
def test_loopback(name: str) -> None:
    assert loopback_name(name)


@pytest.mark.parametrize("name", [*OTHERS, "localhost.", "127.0.0.1:80:80"])
def test_not_loopback(name: str) -> None:
    assert not loopback_name(name)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_is_none(port: int) -> None:
    with pytest.raises(PortError, match=r"--port"):
        decide({}, port=port)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost"])
def test_a_port_in_use(address: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        access = decide({}, address=address, port=port)
        with pytest.raises(PortError, match=f"Port {port} .* taken.*--port"):
            free(access)
    free(access)


def test_an_address_of_another_machine() -> None:
    access = decide({}, address="192.0.2.7", origins=["a.eu"], public=True)
    with pytest.raises(PortError, match="--address"):
        free(access)


def test_one_way_to_be_known() -> None:
    with pytest.raises(AccessError, match="one of"):
        decide(OAUTH, password_file=FILE, public=True)


def test_signing_in_needs_a_secret_for_cookies() -> None:
    for environment in ({}, {"PANEL_COOKIE_SECRET": "short"}):
        with pytest.raises(AccessError, match="export PANEL_COOKIE_SECRET=") as refused:
            decide(environment, password_file=FILE)
        assert "short" not in str(refused.value)


@pytest.mark.parametrize("missing", [name for name in OAUTH if "COOKIE" not in name])
def test_oauth_reads_its_secrets_from_variables(missing: str) -> None:
    with pytest.raises(AccessError, match=missing) as refused:
        decide({n: v for n, v in OAUTH.items() if n != missing}, oauth="github")
    assert "hush" not in str(refused.value)
    assert decide(OAUTH, oauth="github").provider == "github"


def test_providers_are_those_of_panel() -> None:
    assert set(PROVIDERS) <= set(AUTH_PROVIDERS)
    with pytest.raises(AccessError, match=r"unknown provider.*github"):
        decide(OAUTH, oauth="gitbub")


@pytest.mark.parametrize("name", ["PANEL_OAUTH_OPTIONAL", "PANEL_OAUTH_GUEST_ENDPOINTS"])
def test_variables_do_not_let_guests_in(name: str) -> None:
    with pytest.raises(AccessError, match=f"{name}.*--public"):
        decide(OAUTH | {name: "true"}, oauth="github")


def test_a_variable_does_not_overrule_origins() -> None:
    with pytest.raises(AccessError, match="BOKEH_ALLOW_WS_ORIGIN"):
        decide({"BOKEH_ALLOW_WS_ORIGIN": "*"})


def test_passwords_are_handed_over_not_their_path(tmp_path: Path) -> None:
    path = tmp_path / "passwords.json"
    path.write_text(json.dumps({"anna": "correct horse"}))
    path.chmod(stat.S_IRUSR)
    access = decide(SECRET, password_file=path)
    assert access.keywords()["basic_auth"] == {"anna": "correct horse"}
    assert "correct horse" not in repr(access)


@pytest.mark.parametrize(
    "content", ['{"anna": ""}', "{}", '{"anna": 1}', '"hush"', "hush", '{"anna": "hush"', None]
)
def test_a_file_without_passwords_is_refused(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "passwords.json"
    if content is not None:
        path.write_text(content)
    access = decide(SECRET, password_file=path)
    with pytest.raises(AccessError, match=r"JSON, as in") as refused:
        access.keywords()
    assert "hush" not in str(refused.value)


def test_where_a_reader_finds_it() -> None:
    assert decide({}).url == "http://127.0.0.1:5006"
    assert decide({}, address="::1").url == "http://localhost:5006"
    others = {"0.0.0.0": "localhost", "2001:db8::1": "[2001:db8::1]", "192.0.2.7": "192.0.2.7"}
    for address, host in others.items():
        access = decide({}, address=address, port=80, origins=["a.eu"], public=True)
        assert access.url == f"http://{host}:80"
