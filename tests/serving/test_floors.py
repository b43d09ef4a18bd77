"""Bokeh and Tornado are new enough: older ones let other sites connect, or stall on a request."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / ".ci" / "requirements").glob("*.txt"))
FLOORS = {"bokeh": Version("3.8.2"), "tornado": Version("6.5.8")}


@pytest.mark.parametrize("name", FLOORS)
def test_the_floor_is_declared(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {r.name: r for r in map(Requirement, project["dependencies"])}[name]
    lowest = [Version(s.version) for s in declared.specifier if s.operator == ">="]
    assert lowest
    assert max(lowest) >= FLOORS[name]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", FLOORS)
def test_what_is_locked_is_above(name: str, lock: Path) -> None:
    pins = re.findall(rf"^{name}==([^ ;\\]+)", lock.read_text(), re.MULTILINE)
    assert pins
    assert all(Version(pin) >= FLOORS[name] for pin in pins)


def test_there_are_locks() -> None:
    assert len(LOCKS) == 4


@pytest.mark.parametrize("name", FLOORS)
def test_what_runs_is_above(name: str) -> None:
    assert Version(version(name)) >= FLOORS[name]
