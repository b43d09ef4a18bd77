"""A real Jupyter in a browser: a notebook whose cells are run one by one."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect
from tests.browser.chromium import Log
from tests.browser.serving import free_port

KINDS = {"lab": ("jupyterlab", "lab/tree"), "notebook": ("notebook", "notebooks")}
"""Module and route of each kind."""
_NAME = "analysis.ipynb"
_SECONDS = 60_000
_TRIES = 6
_STARTED = re.compile(r"\[(\*|\d+)\]:")
_RAN = re.compile(r"\[\d+\]:")
_QUIET = ("--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=")
# What JupyterLab itself would ask for elsewhere.
_OFFLINE = (
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


class Notebook:
    """A notebook that is open in a browser.

    Attributes:
        page: The browser's page.
        log: What the page asked for and complained about.
    """

    def __init__(self, page: Page, log: Log) -> None:
        self.page = page
        self.log = log

    def run(self, number: int) -> Locator:
        """Run a cell for the first time, one action, and return its outputs."""
        cell = self.page.locator(".jp-CodeCell").nth(number)
        prompt = cell.locator(".jp-InputPrompt")
        for _ in range(_TRIES):  # a page that is still loading may take the focus away
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Control+Enter")
            try:
                expect(prompt).to_have_text(_STARTED, timeout=5_000)
                break
            except AssertionError:
                continue
        expect(prompt, str(self.log.dialogs)).to_have_text(_RAN, timeout=_SECONDS)
        return cell.locator(".jp-OutputArea-output")

    def text(self, number: int) -> str:
        """Run a cell and return what it printed."""
        return self.run(number).first.inner_text().strip()

    def frame(self, number: int) -> FrameLocator:
        """Run a cell and return the page in its frame."""
        outputs = self.run(number)
        return outputs.locator("iframe[title]").content_frame

    def outside(self) -> list[str]:
        """Return the requests that left this machine."""
        own = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
        return [url for url in self.log.requests if not url.startswith(own)]


@contextmanager
def notebook(kind: str, cells: list[str], folder: Path, browser: Browser) -> Iterator[Notebook]:
    """Open a notebook with these cells.

    Args:
        kind: "lab" or "notebook".
        cells: Their sources.
        folder: An empty folder.
        browser: What opens it.
    """
    module, route = KINDS[kind]
    _written(cells, folder / "work")
    with _running(module, folder) as address:
        context = browser.new_context(viewport={"width": 1440, "height": 1000})
        page, log = context.new_page(), Log()
        page.on("request", lambda request: log.requests.append(request.url))
        page.on("websocket", lambda socket: log.requests.append(socket.url))

        def accept(dialog: Locator) -> None:
            log.dialogs.append(dialog.inner_text())
            dialog.locator(".jp-mod-accept").click()

        # A busy Jupyter may have something to say, as of a kernel that it had to start again.
        page.add_locator_handler(page.locator(".jp-Dialog"), accept)
        page.goto(f"{address}{route}/{_NAME}{'?reset' if kind == 'lab' else ''}")
        expect(page.locator(".jp-CodeCell").first).to_be_visible(timeout=_SECONDS)
        expect(page.locator("[data-status=idle]").first).to_be_attached(timeout=_SECONDS)
        yield Notebook(page, log)
        context.close()


def _written(cells: list[str], folder: Path) -> None:
    folder.mkdir()
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    held: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "source": source,
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        for number, source in enumerate(cells)
    ]
    made = {"cells": held, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / _NAME).write_text(json.dumps(made))


@contextmanager
def _running(module: str, folder: Path) -> Iterator[str]:
    port = free_port()
    own = {
        f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    command = [sys.executable, "-m", module, f"--port={port}", *_QUIET]
    command += [
        f"--ServerApp.root_dir={folder / 'work'}",
        *(_OFFLINE if module == "jupyterlab" else ()),
    ]
    environment = {**os.environ, **own, "IPYTHONDIR": str(folder / "ipython")}
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait(address, server, folder / "log")
            yield address
        finally:
            server.terminate()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(120):
        assert server.poll() is None, log.read_text()[-2000:]
        try:
            with urllib.request.urlopen(f"{address}api", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("Jupyter does not answer")
