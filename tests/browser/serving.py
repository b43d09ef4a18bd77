"""The app, served as its user would."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(*options: str, port: int = 0) -> Iterator[str]:
    """Serve the app and yield its address.

    Args:
        options: Further options of ``clusterdash serve``.
        port: Where to listen; a free port unless told.
    """
    with started(*options, port=port or free_port()) as (address, _):
        yield address


@contextmanager
def started(*options: str, port: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve the app on a port and yield its address and its process, which a test may kill."""
    command = [sys.executable, "-m", "clusterdash.cli", "serve", "--port", str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait(address, server)
            yield address, server
        finally:
            server.terminate()


def made(address: str) -> None:
    """Wait until a page is there that the server makes after its start."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except HTTPError:
            time.sleep(0.5)
    raise AssertionError(f"{address} is never made")


def _wait(address: str, server: subprocess.Popen[str]) -> None:
    for _ in range(240):
        assert server.poll() is None, "the server stopped by itself"
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server does not answer")
