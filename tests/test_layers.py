"""The house rules of the source tree, read from its syntax and from fresh processes."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

import clusterdash

PACKAGE = Path(clusterdash.__file__).parent
ROOT = PACKAGE.parents[1]
UI = ("panel", "bokeh", "holoviews", "hvplot", "ipywidgets", "ipywidgets_bokeh", "jupyter_bokeh")
# Each layer may import itself and what stands before it.
LAYERS = (
    ("errors",),
    ("language",),
    ("model",),
    ("names",),
    ("editions",),
    ("themes",),
    ("registry",),
    ("intake",),
    ("engine",),
    ("geography",),
    ("state",),
    ("publish",),
    ("api",),
    ("demo",),
    ("opened",),
    ("ask", "check", "testing"),
    ("",),  # clusterdash itself, the public face
    ("charts",),
    ("ui",),
    ("serving",),
    ("serve", "notebook"),
    ("cli",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
MAY_LOAD_UI = {"charts", "ui", "serving", "serve", "notebook"}
PANDAS = {"clusterdash.ask", "clusterdash.ui.table"}
FORBIDDEN = {"utils", "helpers", "common", "manager", "handler", "process", "data2", "util", "misc"}
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
Documented: TypeAlias = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {
    _name(path): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
PATHS = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imports(module: str) -> Iterator[str]:
    """Yield the full name of everything that a module imports, however late."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in TREES else str(node.module)


def _own(module: str) -> list[str]:
    return [name for name in _imports(module) if name.split(".")[0] == "clusterdash"]


def _layer(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_module_belongs_to_a_layer() -> None:
    assert {_layer(module) for module in TREES} <= set(RANK)


@pytest.mark.parametrize("module", TREES)
def test_imports_point_down(module: str) -> None:
    for target in _own(module):
        same = _layer(module) == _layer(target)
        assert same or RANK[_layer(target)] < RANK[_layer(module)], f"{module} imports {target}"


def test_every_own_import_exists() -> None:
    missing = [(m, t) for m in TREES for t in _own(m) if t not in TREES]
    assert missing == []


def test_no_import_cycles() -> None:
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module in done or module not in TREES:
            return
        for target in _own(module):
            visit(target, (*path, module))
        done.add(module)

    for module in TREES:
        visit(module, ())
    assert done == set(TREES)


CONTRACTS = (
    "clusterdash.language",
    "clusterdash.model",
    "clusterdash.editions.schema",
    "clusterdash.editions.events",
)


def test_themes_know_only_contracts_and_nouns() -> None:
    for module in TREES:
        parts = module.split(".")
        if parts[:2] != ["clusterdash", "themes"] or len(parts) < 3:
            continue
        own = f"clusterdash.themes.{parts[2]}"
        for target in _own(module):
            allowed = target.startswith((*CONTRACTS, own))
            assert allowed, f"{module} imports {target}"


@pytest.mark.parametrize("module", TREES)
def test_only_the_top_layers_load_a_user_interface(module: str) -> None:
    loaded = {name.split(".")[0] for name in _imports(module)} & set(UI)
    assert not loaded or _layer(module) in MAY_LOAD_UI, f"{module} imports {loaded}"


def test_pandas_stays_where_it_is_allowed() -> None:
    touching = {m for m in TREES if any(n.split(".")[0] == "pandas" for n in _imports(m))}
    assert touching <= PANDAS


# Building an edition reads all of its records, long before anybody asks.
BUILDING = {"clusterdash.editions.records", "clusterdash.editions.reduce"}


def test_frames_are_collected_in_the_engine_alone() -> None:
    for module, tree in TREES.items():
        calls = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in {"collect", "collect_async"}
        ]
        allowed = _layer(module) == "engine" or module in BUILDING
        assert not calls or allowed, f"{module}, lines {calls}"


@pytest.mark.parametrize("module", TREES)
def test_modules_stay_small_and_well_named(module: str) -> None:
    assert not set(module.split(".")) & FORBIDDEN
    lines = len(PATHS[module].read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{module} has {lines} lines"


def _public(module: str) -> Iterator[tuple[str, Documented]]:
    """Yield a module, its functions and classes, and their methods, private ones left out."""
    tree = TREES[module]
    yield module, tree
    for node in tree.body:
        if isinstance(node, FUNCTIONS | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{module}.{node.name}", node
            methods = node.body if isinstance(node, ast.ClassDef) else []
            for method in methods:
                if isinstance(method, FUNCTIONS) and not method.name.startswith("_"):
                    yield f"{module}.{node.name}.{method.name}", method


def test_whatever_is_public_has_a_docstring() -> None:
    found = [pair for module in TREES for pair in _public(module)]
    assert len(found) > 3 * len(TREES) / 2
    assert [name for name, node in found if not ast.get_docstring(node)] == []


def test_public_face_is_small_and_true() -> None:
    assert len(clusterdash.__all__) <= 15
    assert all(hasattr(clusterdash, name) for name in clusterdash.__all__)


def _run(code: str, source: Path = PACKAGE.parent) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


ASK = "import clusterdash as cd; assert cd.metric('organisations').where(country='PT').result()"
COMMAND = (
    "import sys; sys.argv = ['clusterdash', 'ask', 'organisations', '--country', 'PT']\n"
    "from clusterdash.cli import main\n"
    "try:\n    main()\nexcept SystemExit as done:\n    assert not done.code"
)


@pytest.mark.parametrize("code", [ASK, COMMAND], ids=["python", "command line"])
def test_an_answer_loads_no_user_interface(code: str) -> None:
    probe = f"\nimport sys; print('LOADED', sorted(set(sys.modules) & set({UI})))"
    done = _run(code + probe)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "LOADED []"


OTHERS = {
    "clusters": "meetings",
    "matchmaking": "smes_supported",
    "sme_reach": "organisations",
    "training": "meetings",
    "sources": "organisations",
}


@pytest.mark.parametrize("theme", OTHERS)
def test_a_theme_is_deleted_by_deleting_its_folder(theme: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "src" / "clusterdash")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.rmtree(tmp_path / "src" / "clusterdash" / "themes" / theme)
    code = f"import clusterdash as cd; print(cd.metric('{OTHERS[theme]}').headline())"
    done = _run(code, tmp_path / "src")
    assert done.returncode == 0, done.stderr.splitlines()[-1]
    here = clusterdash.metric(OTHERS[theme]).headline()
    assert done.stdout.strip() == here
