"""The files that say what to install agree with pyproject.toml and hold no address of a machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]

# What conda-forge calls by another name than the Python package index.
CONDA_NAMES = {"python-build": "build", "python-duckdb": "duckdb"}

REQUIREMENTS = ROOT / ".ci" / "requirements"
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)", re.MULTILINE)


def bounds(*lines: str) -> dict[str, str]:
    """Name and bounds of each requirement; extras of this project stand for what is in them."""
    found: dict[str, str] = {}
    for requirement in map(Requirement, lines):
        name = canonicalize_name(requirement.name)
        if name == PROJECT["name"]:
            for extra in requirement.extras:
                found |= bounds(*PROJECT["optional-dependencies"][extra])
        else:
            found[name] = str(requirement.specifier)
    return found


def pinned(kind: str, python: str) -> dict[str, str]:
    """Name and version of each pin in one requirement file."""
    text = (REQUIREMENTS / f"{kind}-{python}.txt").read_text("utf-8")
    return {canonicalize_name(pin["name"]): pin["version"] for pin in PIN.finditer(text)}


RUN = bounds(*PROJECT["dependencies"], *PYPROJECT["dependency-groups"]["build"])
DEV = RUN | bounds(f"{PROJECT['name']}[dev]")


def test_conda_environment_repeats_pyproject() -> None:
    *conda, pip = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    named = bounds(*conda, *pip["pip"])

    assert named.pop("pip") == ""
    assert named.pop("python") == PROJECT["requires-python"]
    assert {CONDA_NAMES.get(name, name): bound for name, bound in named.items()} == DEV


@pytest.mark.parametrize("python", ["3.11", "3.13"])
@pytest.mark.parametrize(("kind", "direct"), [("run", RUN), ("dev", DEV)])
def test_pins_keep_the_bounds(kind: str, direct: dict[str, str], python: str) -> None:
    versions = pinned(kind, python)

    assert direct.keys() <= versions.keys()
    outside = {
        name: versions[name]
        for name, bound in direct.items()
        if not Requirement(f"{name}{bound}").specifier.contains(versions[name])
    }
    assert not outside


@pytest.mark.parametrize("python", ["3.11", "3.13"])
def test_what_is_tested_is_what_is_served(python: str) -> None:
    assert pinned("run", python).items() <= pinned("dev", python).items()


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.iterdir()), ids=lambda path: path.name)
def test_every_pin_has_a_hash_and_no_address(path: Path) -> None:
    text = path.read_text("utf-8")
    entries = [line for line in text.replace("\\\n", " ").splitlines() if line[:1] not in "# "]

    assert entries
    assert all(PIN.match(entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    hosts = ("pypi" + ".org", "files.python" + "hosted", "registry" + ".npmjs", "deb" + ".debian")
    path_of_a_machine = re.compile(r"(?<![\w./-])/(?:root|work|opt)/")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout, so there are no tracked files to read")

    guilty = []
    for name in filter(None, listing.stdout.decode().split("\0")):
        try:
            text = (ROOT / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or a file deleted but not yet committed
        if any(host in text for host in hosts) or path_of_a_machine.search(text):
            guilty.append(name)
    assert not guilty
