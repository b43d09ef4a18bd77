"""Who may connect: this machine, or others that were named and a way to know them."""

import errno
import ipaddress
import shlex
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from clusterdash.errors import ClusterdashError
from clusterdash.serving.origins import loopback_name, origin
from clusterdash.serving.secrets import check_provider, check_secrets, encrypt_cookies, passwords

LOOPBACK = "127.0.0.1"
PORT = 5006
_FOLDER = Path(__file__).parent


class AccessError(ClusterdashError):
    """Others could connect, and it was not said who may, or how they are known."""


class PortError(ClusterdashError):
    """The port cannot be listened on."""


class Auth(StrEnum):
    """How readers are known.

    Attributes:
        nobody_else: Only this machine can connect.
        password: They sign in with a name and a password.
        oauth: They sign in with a provider.
        public: They are not: everyone may read.
    """

    nobody_else = "nobody else"
    password = "password"
    oauth = "oauth"
    public = "public"


@dataclass(frozen=True, slots=True)
class Access:
    """Where the pages are served, and to whom.

    Attributes:
        address: Address that is listened on.
        port: Port that is listened on.
        origins: What readers have in their address bar, as host:port or host.
        auth: How they are known.
        password_file: Names and passwords as JSON, where they sign in with these.
        provider: Whom they sign in with, or "".
    """

    address: str
    port: int
    origins: tuple[str, ...]
    auth: Auth
    password_file: Path | None = None
    provider: str = ""

    @property
    def url(self) -> str:
        """Where a reader on this machine finds the pages."""
        if self.address in {"", "0.0.0.0", "::", "::1"}:
            return f"http://localhost:{self.port}"
        return f"http://{f'[{self.address}]' if ':' in self.address else self.address}:{self.port}"

    @property
    def signed_in(self) -> bool:
        """Whether readers sign in."""
        return self.auth in {Auth.password, Auth.oauth}

    def keywords(self) -> dict[str, Any]:
        """Return what ``panel.serve`` must be told; it holds passwords, so never log it.

        Raises:
            AccessError: The file of passwords is not what it should be.
        """
        told: dict[str, Any] = {
            "address": self.address,
            "port": self.port,
            "websocket_origin": list(self.origins),
        }
        try:
            if self.password_file is not None:
                told["basic_auth"] = passwords(self.password_file)
            elif self.provider:
                encrypt_cookies()
                told["oauth_provider"] = self.provider
        except ValueError as error:
            raise AccessError(str(error)) from error
        if self.signed_in:  # Panel's own pages load a picture from elsewhere
            told["login_template"] = str(_FOLDER / "sign_in.html")
            told["logout_template"] = str(_FOLDER / "sign_out.html")
        return told


def decide(
    environment: Mapping[str, str],
    *,
    address: str = LOOPBACK,
    port: int = PORT,
    origins: Sequence[str] = (),
    password_file: Path | None = None,
    oauth: str = "",
    public: bool = False,
) -> Access:
    """Decide who may connect; on this machine alone, nothing need be said.

    Args:
        environment: Variables that may hold secrets, or undo what is decided here.
        address: Address to listen on.
        port: Port to listen on.
        origins: What readers have in their address bar, where that is not this machine.
        password_file: Names and passwords as JSON.
        oauth: Provider to sign in with.
        public: Everyone who can connect may read.

    Raises:
        AccessError: Others could connect, and too little or too much was said.
        PortError: There is no such port.
    """
    if not 1 <= port <= 65535:
        raise PortError(f"Port {port} does not exist: choose one from 1 to 65535 with --port.")
    auth = _auth(password_file, oauth, public)
    try:
        named = tuple(dict.fromkeys(origin(text) for text in origins))
        _refuse_overrides(environment)
        others = not loopback_name(address) or not all(map(loopback_name, named))
        if others and (not named or auth is Auth.nobody_else):
            raise ValueError(_too_little(address, port, named, auth))
        if auth in {Auth.password, Auth.oauth}:
            check_secrets(environment, provider=oauth)
        if auth is Auth.oauth:
            check_provider(oauth)
    except ValueError as error:
        raise AccessError(str(error)) from error
    return Access(address, port, named or _here(address, port), auth, password_file, oauth)


def free(access: Access) -> None:
    """Check that nothing else listens where the pages shall be served.

    Raises:
        PortError: The address or the port cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in access.address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((access.address, access.port))
        except OSError as error:
            where = f"Port {access.port} on {access.address}"
            way = {
                errno.EADDRINUSE: f"{where} is taken: stop what listens there, or choose another",
                errno.EACCES: f"{where} needs an administrator: choose one above 1023",
            }.get(error.errno or 0)
            raise PortError(
                f"{way} with --port."
                if way
                else f"{where} cannot be listened on ({error.strerror}): choose an address of "
                "this machine with --address."
            ) from error


def _auth(password_file: Path | None, oauth: str, public: bool) -> Auth:
    said = {
        Auth.password: password_file is not None,
        Auth.oauth: bool(oauth),
        Auth.public: public,
    }
    chosen = [auth for auth, is_chosen in said.items() if is_chosen]
    if len(chosen) > 1:
        raise AccessError("Say one of --password-file, --oauth and --public, not several.")
    return chosen[0] if chosen else Auth.nobody_else


def _refuse_overrides(environment: Mapping[str, str]) -> None:
    if environment.get("BOKEH_ALLOW_WS_ORIGIN"):
        raise ValueError(
            "BOKEH_ALLOW_WS_ORIGIN would overrule who may connect: unset it, and name each host "
            "with --origin HOST[:PORT]."
        )


def _here(address: str, port: int) -> tuple[str, ...]:
    try:
        named = ipaddress.IPv4Address(address).compressed
    except ValueError:
        named = LOOPBACK  # "localhost" or ::1, of which Bokeh takes no origin
    return (f"{named}:{port}", f"localhost:{port}")


def _too_little(address: str, port: int, named: tuple[str, ...], auth: Auth) -> str:
    line = [f"clusterdash serve --address {shlex.quote(address)} --port {port}"]
    line += [f"--origin {name}" for name in named or ("HOST[:PORT]",)]
    line += {
        Auth.nobody_else: ["--password-file passwords.json"],
        Auth.password: ["--password-file passwords.json"],
        Auth.oauth: ["--oauth PROVIDER"],
        Auth.public: ["--public"],
    }[auth]
    missing = [
        "name each host that readers have in their address bar with --origin HOST[:PORT]"
        if not named
        else "",
        "choose how they are known: --password-file FILE, --oauth PROVIDER, or --public for "
        "everyone"
        if auth is Auth.nobody_else
        else "",
    ]
    reach = f"{address}:{port}" if not named else ", ".join(named)
    return (
        f"Other machines could read the pages through {reach}, so "
        f"{', and '.join(filter(None, missing))}. For example:\n  {' '.join(line)}\n"
        f"To serve this machine alone: clusterdash serve --address {LOOPBACK}"
    )
