"""Text from data is never handed to anything that would run it.

Names of organisations come from outside. Each place below renders what it is given as HTML, so a
name that holds a script would run in a reader's browser. What is read here is source text: Python
by its syntax, templates and scripts by pattern.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "dashboards", "notebooks")
MARKUP = {".html", ".jinja", ".j2", ".js", ".mjs", ".jsx", ".ts", ".tsx"}

# Where a sink may stand, and why nothing from data can run there. Who goes must go from here too.
PATCH = "src/clusterdash/ui/assets/patch.js"
ALLOWED = {
    (PATCH, "Idiomorph"): "swaps parts that the server rendered with every value escaped",
    (PATCH, "innerHTML"): "the same place: how they are swapped",
    ("src/clusterdash/ui/parts.py", "Markup"): "our own markers of slots",
    ("src/clusterdash/ui/session.py", "add_variable"): "pieces rendered with autoescape",
    ("src/clusterdash/serving/scripts.py", "add_variable"): "own sentences, escaped",
}

# Classes and functions by last name, of Panel and its Material widgets, or of Bokeh and Jinja.
PANEL = {
    "Alert", "Card", "HTML", "Markdown", "MultiChoice", "Number", "StaticText", "Str", "Tooltip",
    "TooltipIcon", "Typography", "notifications", "panel",
}  # fmt: skip
NAMES = {
    "panel": PANEL,
    "panel_material_ui": PANEL,
    "bokeh": {"Div", "HTMLTemplateFormatter", "Paragraph"},
    "markupsafe": {"Markup"},
}
TITLES = {"title", "site", "header"}
TABULATOR = {"titles", "groupby", "row_content"}
PATTERNS = {
    "Idiomorph": r"\bIdiomorph\b",
    "innerHTML": r"(?i)innerHTML",
    "outerHTML": r"outerHTML",
    "insertAdjacentHTML": r"insertAdjacentHTML",
    "setHTMLUnsafe": r"(?:set|parse)HTMLUnsafe",
    "createContextualFragment": r"createContextualFragment",
    "srcdoc": r"\bsrcdoc\b",
    "document.write": r"document\.write(?:ln)?\b",
    "eval": r"(?<![\w.])eval\(",
    "Function": r"\bnew Function\b",
    "javascript:": r"(?i)javascript:",
}
TEMPLATE = {
    "safe": r"\|\s*(?:safe|forceescape\s+false)\b",
    "autoescape": r"\{%-?\s*autoescape\s+(?!true)",
    "Markup": r"\bMarkup\(",
}
HOVER = {"hover safe": r"\{safe\}"}


def sinks(text: str, suffix: str) -> list[str]:
    """Return the sinks in a source, in order."""
    if suffix == ".ipynb":
        cells = [c["source"] for c in json.loads(text)["cells"] if c["cell_type"] == "code"]
        return [sink for cell in cells for sink in sinks(_code(cell), ".py")]
    if suffix == ".py":
        return list(_python(ast.parse(text)))
    return list(_matches(text, PATTERNS | TEMPLATE))


def _code(source: str | list[str]) -> str:
    lines = "".join(source).splitlines()
    return "\n".join("pass" if line.lstrip().startswith(("%", "!")) else line for line in lines)


def _matches(text: str, patterns: dict[str, str]) -> Iterator[str]:
    return (sink for sink, pattern in patterns.items() for _ in re.finditer(pattern, text))


def _python(tree: ast.Module) -> Iterator[str]:
    origins = _imported(tree)
    said = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            yield from _named(node, origins)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield from _banned(f"{node.module}.{alias.name}")
        elif isinstance(node, ast.Call):
            yield from _called(node, origins)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said:
            yield from _matches(node.value, PATTERNS | TEMPLATE | HOVER)


def _imported(tree: ast.Module) -> dict[str, str]:
    """Return what each imported name stands for, in full."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                full = alias.name if alias.asname else alias.name.split(".")[0]
                names[alias.asname or full] = full
        elif isinstance(node, ast.ImportFrom):
            names |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return names


def _docstrings(tree: ast.Module) -> set[ast.Constant]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _full(node: ast.expr, origins: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_full(node.value, origins)}.{node.attr}"
    return origins.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def _banned(full: str) -> Iterator[str]:
    package, *_, last = full.split(".") if "." in full else ("", full)
    if last in NAMES.get(package, ()):
        yield last


def _named(node: ast.Attribute | ast.Name, origins: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Name):
        return
    if node.attr in {"add_variable", "notifications"}:
        yield node.attr
    else:
        yield from _banned(_full(node, origins))


def _called(node: ast.Call, origins: dict[str, str]) -> Iterator[str]:
    full = _full(node.func, origins)
    last = full.rpartition(".")[2]
    given = {k.arg: k.value for k in node.keywords if k.arg}
    if full == "jinja2.Template":
        yield "Template"  # unlike an Environment, it says nothing of escaping
    if last == "Environment":
        escape = given.get("autoescape")
        sure = isinstance(escape, ast.Constant) and escape.value is True
        sure = sure or (isinstance(escape, ast.Call) and "select_autoescape" in ast.dump(escape))
        yield from () if sure else ("autoescape",)
    if last == "Tabulator":
        yield from (name for name in given if name in TABULATOR)
        inside = ast.walk(given.get("formatters", node.func))
        kinds = [n.value for n in inside if isinstance(n, ast.Constant)]
        yield from ("Tabulator html" for kind in kinds if kind in {"html", "link"})
    titles = [k for k, v in given.items() if k in TITLES and not isinstance(v, ast.Constant)]
    if full.startswith(("panel.template.", "panel_material_ui.")):
        yield from (f"{last} {name}" for name in titles)


def _sources() -> list[Path]:
    files = (p for folder in FOLDERS for p in (ROOT / folder).rglob("*") if p.is_file())
    hidden = {"__pycache__", ".ipynb_checkpoints"}
    kinds = {".py", ".ipynb", *MARKUP}
    own = (p for p in files if p.suffix in kinds and not p.name.endswith(".min.js"))
    return sorted(p for p in own if not hidden & set(p.parts))


FOUND = {
    (path.relative_to(ROOT).as_posix(), sink)
    for path in _sources()
    for sink in sinks(path.read_text(encoding="utf-8"), path.suffix)
}


def test_no_sink_stands_in_the_sources() -> None:
    assert sorted(FOUND - set(ALLOWED)) == []


def test_what_is_allowed_is_there() -> None:
    assert sorted(set(ALLOWED) - FOUND) == []


def test_html_is_put_into_a_page_by_script_in_one_place_at_most() -> None:
    assert len({path for path, sink in ALLOWED if sink in PATTERNS}) <= 1


def test_every_kind_of_source_is_read() -> None:
    kinds = {path.suffix for path in _sources()}
    assert {".py", ".ipynb", ".html"} <= kinds


PN = "import panel as pn\n"
PMUI = "import panel_material_ui as pmui\n"
OFFENDERS = [
    (PN + "pn.pane.Markdown(name)", "Markdown"),
    (PN + "pn.pane.HTML(name)", "HTML"),
    (PN + "pn.pane.Str(name)", "Str"),
    (PN + "pn.pane.Alert(name)", "Alert"),
    (PN + "pn.panel(name)", "panel"),
    (PN + "pn.widgets.StaticText(value=name)", "StaticText"),
    (PN + "pn.widgets.TooltipIcon(value=name)", "TooltipIcon"),
    (PN + "pn.widgets.MultiChoice(options=names)", "MultiChoice"),
    (PN + "pn.indicators.Number(name=name)", "Number"),
    (PN + "make = pn.layout.Card", "Card"),
    (PN + "pn.state.notifications.error(name)", "notifications"),
    ("def f(state): state.notifications.info(1)", "notifications"),
    ("from panel.pane import Markdown as M", "Markdown"),
    ("import panel.pane as pane\npane.HTML(name)", "HTML"),
    ("import panel\npanel.pane.Str(name)", "Str"),
    ("from panel import pane\npane.Str(name)", "Str"),
    ("def late():\n    from panel.widgets import StaticText", "StaticText"),
    (PN + "pn.template.VanillaTemplate(title=name)", "VanillaTemplate title"),
    (PMUI + "pmui.Page(title=name)", "Page title"),
    (PMUI + "pmui.Typography(name)", "Typography"),
    (PMUI + "pmui.Alert(name)", "Alert"),
    ("page.add_variable('name', name)", "add_variable"),
    (PN + "pn.widgets.Tabulator(frame, titles={'a': name})", "titles"),
    (PN + "pn.widgets.Tabulator(frame, groupby=['name'])", "groupby"),
    (PN + "pn.widgets.Tabulator(frame, row_content=view)", "row_content"),
    (PN + "pn.widgets.Tabulator(f, formatters={'a': {'type': 'html'}})", "Tabulator html"),
    (PN + "pn.widgets.Tabulator(f, formatters={'a': 'html'})", "Tabulator html"),
    ("from bokeh.models import Div", "Div"),
    ("from bokeh.models.widgets import HTMLTemplateFormatter", "HTMLTemplateFormatter"),
    ("tooltips = [('Name', '@name{safe}')]", "hover safe"),
    ("import jinja2\njinja2.Environment()", "autoescape"),
    ("import jinja2\njinja2.Environment(autoescape=False)", "autoescape"),
    ("from jinja2 import Template\nTemplate(text)", "Template"),
    ("import jinja2\njinja2.Template(text)", "Template"),
    ("from markupsafe import Markup", "Markup"),
    ("text = '{{ name | safe }}'", "safe"),
    ("code = 'el.innerHTML = cb_obj.value'", "innerHTML"),
    ("code = f'eval({name})'", "eval"),
]


@pytest.mark.parametrize(("source", "sink"), OFFENDERS)
def test_the_lint_sees_a_sink_in_python(source: str, sink: str) -> None:
    assert sink in sinks(source, ".py")


@pytest.mark.parametrize("source", [source for source, _sink in OFFENDERS[:5]])
def test_the_lint_reads_notebooks(source: str) -> None:
    cells = [{"cell_type": "code", "source": f"%load_ext x\n{source}".splitlines(keepends=True)}]
    assert sinks(json.dumps({"cells": cells}), ".ipynb") == sinks(source, ".py") != []


@pytest.mark.parametrize(
    ("source", "sink"),
    [
        ("{{ name|safe }}", "safe"),
        ("{{ name | safe }}", "safe"),
        ("{% autoescape false %}", "autoescape"),
        ("<script>el.innerHTML = x</script>", "innerHTML"),
        ("el.outerHTML = x", "outerHTML"),
        ("el.insertAdjacentHTML('beforeend', x)", "insertAdjacentHTML"),
        ("<div dangerouslySetInnerHTML={x}/>", "innerHTML"),
        ("document.write(x)", "document.write"),
        ("const y = eval(x)", "eval"),
        ("new Function(x)", "Function"),
        ('<iframe srcdoc="{{ x }}">', "srcdoc"),
        ('<a href="javascript:x()">', "javascript:"),
        ("range.createContextualFragment(x)", "createContextualFragment"),
    ],
)
def test_the_lint_sees_a_sink_in_markup_and_scripts(source: str, sink: str) -> None:
    assert sinks(source, ".html") == sinks(source, ".js") == [sink]


HARMLESS = [
    '"""Escapes {safe} and innerHTML, as in pn.pane.HTML."""',
    PN + "pn.Column(pn.widgets.Select(options=names), pn.widgets.Tabulator(frame))",
    PN + "pn.template.VanillaTemplate(title='clusterdash')",
    "from jinja2 import Environment\nEnvironment(autoescape=True)",
    "from jinja2 import Environment, select_autoescape as s",
    "tooltips = [('Name', '@name')]",
    "from clusterdash.ui.cards import Card\nCard(title=name)",
    "from jinja2 import Template\ndef f() -> Template: ...",
    "evaluate(x); text = 'retrieval(x)'",
]


@pytest.mark.parametrize("source", HARMLESS)
def test_the_lint_leaves_the_rest_alone(source: str) -> None:
    assert sinks(source, ".py") == []


def test_a_script_may_set_text() -> None:
    assert sinks("el.textContent = x; model.evaluate(x)", ".js") == []
