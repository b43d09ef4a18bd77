"""The parts of the site: its pages, its shipped files, its colours."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clusterdash.charts.palette import PALETTE, THEMES, colour
from clusterdash.engine import Engine
from clusterdash.ui import site
from clusterdash.ui.render import source
from clusterdash.ui.site import ASSETS, FOLDER, Assets, Site, palette, version

SHIPPED = sorted(path for path in FOLDER.rglob("*") if path.is_file())
TEMPLATES = sorted((FOLDER.parent / "templates").glob("*.html"))


def test_every_shipped_file_is_listed_and_every_listed_one_is_there() -> None:
    listed = [FOLDER.parent / name for name in Assets._css]
    assert sorted(listed) == SHIPPED
    assert all(path.is_file() for path in listed)
    assert any(path.suffix == ".woff2" for path in SHIPPED)


def _named(pattern: str, paths: list[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        for name in re.findall(pattern, path.read_text("utf-8")):
            yield path, name


def test_what_pages_load_is_shipped() -> None:
    shipped = {path.relative_to(FOLDER).as_posix() for path in SHIPPED}
    loaded = {name for _, name in _named(r"\{\{ ?assets ?\}\}([\w./-]+)", TEMPLATES)}
    assert loaded
    assert loaded <= shipped
    styles = [path for path in SHIPPED if path.suffix == ".css"]
    for path, name in _named(r"url\([\"']?([^)\"'?#]+)", styles):
        if not name.startswith("data:"):
            assert (path.parent / name).is_file(), name
    scripts = [path for path in SHIPPED if path.suffix == ".js" and "min" not in path.name]
    for path, name in _named(r"(?:from|import\()\s*[\"'](\.[^\"'?]+)", scripts):
        assert (path.parent / name).is_file(), name


def test_nothing_is_loaded_from_elsewhere() -> None:
    texts = [p for p in (*SHIPPED, *TEMPLATES) if p.suffix in {".css", ".js", ".html"}]
    for path in texts:
        text = path.read_text("utf-8")
        for pattern in (r"url\([\"']?(?:https?:)?//", r"(?:src|href)=[\"'](?:https?:)?//[a-z]"):
            assert not re.search(pattern, text), path.name


def test_addresses_are_relative_to_the_page() -> None:
    assert not ASSETS.startswith("/")
    assert ASSETS.endswith("/assets/")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "page.css").write_text("a { color: red }")
    monkeypatch.setattr(site, "FOLDER", tmp_path)
    version.cache_clear()
    yield tmp_path
    version.cache_clear()


def test_the_version_follows_the_content(folder: Path) -> None:
    first = version()
    assert re.fullmatch(r"[0-9a-f]{12}", first)
    (folder / "page.css").write_text("a { color: tan }")
    assert version() == first  # worked out once a process
    version.cache_clear()
    second = version()
    assert second != first
    (folder / "page.css").write_text("a { color: red }")
    version.cache_clear()
    assert version() == first
    (folder / "more.css").write_text("b { color: red }")
    version.cache_clear()
    assert version() not in {first, second}


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_holds_every_role(theme: str) -> None:
    expected = "".join(f"--{role}: {colour(role, theme)}; " for role in PALETTE).strip()  # type: ignore[arg-type]
    sheet = palette()
    # Once as the reader's choice, and once as what the system prefers or, for light, as printed.
    assert sheet.count(f"{{ {expected} }}") == 2
    if theme != "light":
        assert f":root[data-theme={theme}] {{ {expected} }}" in sheet
    else:
        assert sheet.startswith(f":root {{ {expected} }}")


def test_paper_is_light_whatever_was_chosen() -> None:
    sheet = palette()
    assert sheet.index("@media print") > sheet.index("data-theme=contrast")
    assert ":root[data-theme]" in sheet[sheet.index("@media print") :]


def test_every_colour_that_a_style_names_is_a_role() -> None:
    known = {f"--{role}" for role in PALETTE}
    text = (FOLDER / "page.css").read_text("utf-8")
    own = set(re.findall(r"(--[\w-]+)\s*:", text)) | {"--part"}  # set in the style of an element
    used = set(re.findall(r"var\((--[\w-]+)", text))
    assert used <= known | own
    screen, _, paper = text.partition("@media print")
    assert paper
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", screen), "a colour beside the palette"


def test_pages(engine: Engine) -> None:
    found = Site().pages(engine.registry)
    assert [(page.key, page.route) for page in found[:3]] == [
        ("start", "./"),
        ("compare", "compare"),
        ("clusters", "clusters"),
    ]
    assert Site(home="start").pages(engine.registry)[0].route == "start"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_can_be_read(path: Path) -> None:
    assert source(path.name) == path.read_text("utf-8")
