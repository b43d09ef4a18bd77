"""How a browser finds the server of a notebook, on this machine and through a hub."""

import pytest

from clusterdash.notebook import address
from clusterdash.notebook.address import way


def test_here_it_is_the_server_itself() -> None:
    found = way(5123, {})
    assert (found.stem, found.proxied, found.missing) == ("http://127.0.0.1:5123/", False, "")


@pytest.mark.parametrize("installed", [True, False])
def test_behind_a_hub_it_is_the_notebooks_own_server(
    installed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = object() if installed else None
    monkeypatch.setattr(address, "find_spec", lambda name: spec)
    found = way(5123, {"JUPYTERHUB_SERVICE_PREFIX": "/user/ann/"})
    assert found.proxied
    assert found.stem == ("/user/ann/proxy/5123/" if installed else "")
    assert ("jupyter-server-proxy" in found.missing) is not installed


def test_another_proxy_can_be_named() -> None:
    hub = {"JUPYTERHUB_SERVICE_PREFIX": "/user/ann/", "CLUSTERDASH_PROXY": "/tunnel"}
    assert way(5123, hub).stem == "/tunnel/5123/"
