"""The template catalogue: every word that a reader may be shown, for translators.

Run by hand: ``make words``. It is the same wherever and whenever it is made.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from clusterdash.language import DOMAIN, FOLDER
from clusterdash.model import CAVEATS, DIMENSIONS, Block, Metric, Quote, Theme
from clusterdash.opened import default_engine
from clusterdash.publish.words import labels_of
from clusterdash.registry import default_registry

PACKAGE = FOLDER.parent
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
SAID = {"say": 1, "mark": 1, "say_many": 2}
_WIDTH = 100
_HEADER = """\
# The words of clusterdash, for translators. Made by `make words`; not to be edited.
# A translation stands beside it, as <language>/LC_MESSAGES/clusterdash.po.
msgid ""
msgstr ""
"Project-Id-Version: clusterdash\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Text: TypeAlias = str | tuple[str, str]


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield every call that says something, and the function that it calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in SAID and node.args:
                yield node, name


def in_python(path: Path) -> Iterator[Text]:
    """Yield the messages of a module; they are literal, or declared elsewhere."""
    for call, name in calls(ast.parse(path.read_text(encoding="utf-8"))):
        given = [arg.value for arg in call.args[: SAID[name]] if isinstance(arg, ast.Constant)]
        texts = [text for text in given if isinstance(text, str) and text]
        if len(texts) == SAID[name]:
            yield (texts[0], texts[1]) if name == "say_many" else texts[0]


def in_page(path: Path) -> Iterator[Text]:
    """Yield the messages of a template of pages."""
    with path.open("rb") as file:
        options = {"silent": "false"}
        for _line, name, found, _comments in babel_extract(file, tuple(SAID), (), options):
            texts = [text for text in ([found] if isinstance(found, str) else found or ()) if text]
            if len(texts) >= SAID.get(name, 9):
                yield (texts[0], texts[1]) if name == "say_many" else texts[0]


def declared() -> Iterator[tuple[str, str]]:
    """Yield the words that are declared as constants, and what each of them is."""
    registry = default_registry()  # as declared, whatever the published edition can answer
    for theme in registry.themes:
        yield from _of_theme(theme)
    for metric in registry.metrics:
        yield from _of_metric(metric)
    yield from ((found.sentence, f"caveat {key}") for key, found in CAVEATS.items())
    for key, dimension in DIMENSIONS.items():
        yield dimension.label, f"dimension {key}"
        yield dimension.term, f"dimension {key}, on its own"
    yield from ((held.title, f"table {held.name}") for held in registry.sources)
    yield from ((held.title, f"records {held.name}") for held in registry.records)
    known = default_engine().context.ecosystems.known
    yield from ((name, "industrial ecosystem") for name in known)


def _of_theme(theme: Theme) -> Iterator[tuple[str, str]]:
    yield theme.title, f"theme {theme.key}, title"
    yield theme.question, f"theme {theme.key}, question"
    blocks: tuple[Block, ...] = theme.start
    if theme.board:
        yield theme.board.title, f"board {theme.board.key}, title"
        yield theme.board.question, f"board {theme.board.key}, question"
        blocks += theme.board.blocks
    yield from ((block.title, f"card {block.key}, title") for block in blocks)
    yield from ((b.renamed, f"card {b.key}, title with records") for b in blocks if b.renamed)


def _of_metric(metric: Metric) -> Iterator[tuple[str, str]]:
    yield from ((label, f"metric {metric.key}, label") for label in labels_of(metric))
    yield metric.definition, f"metric {metric.key}, definition"
    if metric.recorded and metric.recorded.definition:
        yield metric.recorded.definition, f"metric {metric.key}, definition with records"
    if metric.holder:
        yield metric.holder, f"metric {metric.key}, who holds more"
    if isinstance(metric.answer, Quote):
        for pick in metric.answer.picks:
            yield pick.kind, f"metric {metric.key}, kind"
            if pick.scope:
                yield pick.scope, f"metric {metric.key}, scope"


def collected() -> Catalog:
    """Return every message of the program."""
    catalogue = Catalog(domain=DOMAIN)
    mentions: dict[Text, set[str]] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]):
        for text in (in_python if path.suffix == ".py" else in_page)(path):
            mentions.setdefault(text, set()).add(path.relative_to(PACKAGE.parent).as_posix())
    for text, what in declared():
        catalogue.add(text, auto_comments=[what])
    for text, files in mentions.items():
        catalogue.add(text, locations=[(file, 0) for file in sorted(files)])
    for message in catalogue:
        message.flags.discard("python-format")  # "% of the EU-27" is none
    return catalogue


def template(catalogue: Catalog) -> bytes:
    """Return the template catalogue as the file that it is."""
    text = BytesIO()
    write_po(text, catalogue, _WIDTH, omit_header=True, sort_output=True, include_lineno=False)
    return _HEADER.encode() + text.getvalue()


def main() -> None:
    """Write the template, and bring the catalogues that exist up to date with it."""
    catalogue = collected()
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(template(catalogue))
    for path in sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        with path.open("rb") as file:
            found = read_po(file, locale=path.parts[-3])
        catalogue.creation_date = found.creation_date
        found.update(catalogue)
        with path.open("wb") as file:
            write_po(file, found, _WIDTH, sort_output=True, include_lineno=False)
    print(f"{TEMPLATE.name}: {len(catalogue)} messages")


if __name__ == "__main__":
    main()
