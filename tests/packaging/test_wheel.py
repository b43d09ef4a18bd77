"""The wheel carries its data and runs from any folder."""

import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.wheel
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_edition_and_the_types(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    edition = {path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.*")}
    assert {f"clusterdash/{name}" for name in edition} <= names
    package = ROOT / "src" / "clusterdash"
    shipped = {p for folder in ("ui", "locale", "serving") for p in (package / folder).rglob("*.*")}
    wanted = {path.relative_to(ROOT / "src").as_posix() for path in shipped if path.is_file()}
    assert {name for name in wanted if "__pycache__" not in name} <= names
    assert "clusterdash/py.typed" in names


def test_the_wheel_answers_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Installed beside nothing but its dependencies, away from the checkout."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, system_site_packages=False)
    place = next((home / "lib").glob("python*/site-packages"))
    with ZipFile(wheel) as archive:
        archive.extractall(place)
    # The dependencies of this environment, but not its editable checkout.
    here = [path for path in sys.path if path.endswith("site-packages")]
    (place / "dependencies.pth").write_text("\n".join(here), encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    code = (
        "import clusterdash, pathlib;"
        f"assert pathlib.Path(clusterdash.__file__).is_relative_to({str(place)!r});"
        "print(clusterdash.metric('organisations').where(country='Portugal').headline())"
    )
    python = home / "bin" / "python"
    said = subprocess.run(
        [python, "-I", "-c", code], cwd=empty, check=True, capture_output=True, text=True
    )
    assert said.stdout.startswith("27 cluster organisations listed in the ECCP registry: Portugal")
