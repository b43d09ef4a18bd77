"""A small app behind everything that serves the real one, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path

SECONDS = 60


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return self.body.decode()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_kw: object) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)


def ask(url: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
    """Ask and return the answer, whatever its status; redirections are not followed."""
    request = urllib.request.Request(url, headers=dict(headers or {}), method=method)
    try:
        with _OPENER.open(request, timeout=SECONDS) as reply:
            return Answer(reply.status, reply.headers, reply.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], url: str, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run Python with arguments until the block ends, from when the address answers."""
    with (
        log.open("w") as written,
        subprocess.Popen(
            [sys.executable, *command],
            stdout=written,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        ) as server,
    ):
        try:
            _wait(url, server, log)
            yield url
        finally:
            server.terminate()


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(SECONDS * 5):
        assert server.poll() is None, log.read_text()
        try:
            ask(url)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(log.read_text())
