"""Every way in which an answer leaves the program carries the mark of made-up data.

The ways are found in the code: whoever adds one has to say here what is looked at, or why nothing.
"""

import importlib
import inspect
import io
import json
import pkgutil
import zipfile
from collections.abc import Callable
from typing import Any, get_type_hints

import polars as pl
import pytest

from clusterdash import publish
from clusterdash.ask import Ask
from clusterdash.charts import element as elements
from clusterdash.model import Question, Result
from clusterdash.opened import default_engine
from clusterdash.publish import files, take, xlsx
from clusterdash.publish.alternative import alternative
from clusterdash.publish.citation import bibtex, citation, entries
from clusterdash.publish.csl import csl, items
from clusterdash.publish.linked import linked
from clusterdash.publish.parquet import to_parquet
from clusterdash.publish.sentence import headline, sentence
from clusterdash.publish.sheets import sheets
from clusterdash.publish.table import table, to_text
from tests.made_up import engine, marked

QUESTIONS = {
    "counted": Question("organisations", ("country",)),
    "alone": Question("organisations"),
    "quoted": Question("meetings", ("event",)),
    "without an answer": Question("meetings", ("country", "ecosystem")),
}


def _frame(found: pl.DataFrame) -> bool:
    return "synthetic" in found.columns and bool(found["synthetic"].all())


def _csv(text: str) -> bool:
    return _frame(pl.read_csv(io.StringIO(text)))


def _json(found: Any) -> bool:
    every = found if isinstance(found, list) else [found]
    return all(one["synthetic"] is True for one in every)


def _workbook(content: bytes) -> bool:
    """Return whether every sheet of figures, the header for paper and the title carry it."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        texts = {name: book.read(name).decode() for name in book.namelist()}
    pages = [text for name, text in texts.items() if name.startswith("xl/worksheets/")]
    headed = all(marked(page) for page in pages)  # the header that paper gets
    return headed and marked(texts["docProps/core.xml"]) and marked(texts["xl/sharedStrings.xml"])


def _parquet(content: bytes) -> bool:
    """Return whether the columns carry it, and the metadata in words and for programs."""
    told = pl.read_parquet_metadata(io.BytesIO(content))
    inside = json.loads(told["clusterdash"])
    said = marked(told.get("mark", "")) and marked(told["title"]) and told["synthetic"] == "true"
    return _frame(pl.read_parquet(io.BytesIO(content))) and said and _json(inside)


def _csl(text: str) -> bool:
    """Return whether each thing that is cited carries it, alone."""
    return all(marked(json.dumps(item)) for item in json.loads(text))


def _bib(text: str) -> bool:
    """Return whether each entry carries it, alone."""
    return all(marked(entry) for entry in text.split("\n\n"))


def _files(result: Result) -> bool:
    looks = {"csv": lambda b: _csv(b.decode("utf-8-sig")), "json": lambda b: _json(json.loads(b))}
    looks |= {"xlsx": _workbook, "parquet": _parquet}
    looks |= {"bib": lambda b: _bib(b.decode()), "csl": lambda b: _csl(b.decode())}
    assert set(looks) == set(take.KINDS)
    made = {kind: take.file(engine().labels, [result], kind) for kind in take.KINDS}
    several = {kind: take.file(engine().labels, [result, result], kind) for kind in take.KINDS}
    return all(
        looks[kind](file.content) and "synthetic" in file.name
        for held in (made, several)
        for kind, file in held.items()
    )


OUTLETS: dict[str, Callable[[Result], bool]] = {
    "alternative.alternative": lambda r: marked(alternative(r, engine().labels, "bars")),
    "citation.citation": lambda r: marked(citation(r)),
    "citation.bibtex": lambda r: _bib(bibtex(r)),
    "citation.entries": lambda r: all(marked(str(fields)) for _, fields in entries(r)),
    "csl.csl": lambda r: _csl(csl(r)),
    "csl.items": lambda r: all(marked(str(item)) for item in items(r)),
    "files.labelled": lambda r: _frame(files.labelled(r, engine().labels)),
    "files.whole": lambda r: _frame(files.whole(r, engine().labels)),
    "files.to_csv": lambda r: _csv(files.to_csv(r, engine().labels)),
    "files.to_dict": lambda r: _json(files.to_dict(r, engine().labels)),
    "files.to_json": lambda r: _json(json.loads(files.to_json(r, engine().labels))),
    "linked.linked": lambda r: _json(linked(r, engine().labels, ())),
    "parquet.to_parquet": lambda r: _parquet(to_parquet([r], engine().labels)),
    "sentence.headline": lambda r: marked(headline(r, engine().labels)),
    "sentence.sentence": lambda r: marked(sentence(r, engine().labels)),
    "sheets.sheets": lambda r: all(s.synthetic for s in sheets([r], engine().labels)),
    "table.table": lambda r: marked(table(r, engine().labels).made),
    "table.to_text": lambda r: marked(to_text(r, engine().labels)),
    "take.file": _files,
    "xlsx.to_xlsx": lambda r: _workbook(xlsx.to_xlsx([r], engine().labels)),
}
PARTS = {
    "cells.cells": "cells, of which figures and texts are made",
    "cells.varying": "names of dimensions",
    "cells.in_words": "a value in words",
    "cells.part": "the filter in words",
    "cells.filtered": "the filter in words",
    "cells.shared": "a part of a text",
    "cells.unit": "a unit",
    "cells.title": "a part of a text",
    "citation.short": "a part of the sentence",
    "pairs.pairs": "cells",
    "sentence.of_whom": "a name",
    "table.rivals_in_words": "a part of a text",
    "units.unit_of": "a unit",
    "told.told_of": "a part of the alternative text",
    "citation.cited": "publications",
    "citation.edition_date": "a date",
    "between.words_for": "a part of a text",
}
"""What takes a Result and is no outlet, with what it is."""

ASKED: dict[str, Callable[[Ask], bool]] = {
    "frame": lambda a: _frame(a.frame()),
    "to_pandas": lambda a: bool(a.to_pandas()["synthetic"].all()),
    "rows": lambda a: _frame(a.rows()),
    "element": lambda a: marked(_title(a)),
    "headline": lambda a: marked(a.headline()),
    "sentence": lambda a: marked(a.sentence()),
    "cite": lambda a: (
        marked(a.cite())
        and _csl(a.cite("csl"))
        and (marked(a.cite("bibtex")) or not a.result().origins)
    ),
    "alternative": lambda a: marked(a.alternative()),
    "csv": lambda a: _csv(a.csv()),
    "json": lambda a: _json(json.loads(a.json())),
    "to_dict": lambda a: _json(a.to_dict()),
    "__str__": lambda a: marked(str(a)),
    "__repr__": lambda a: marked(repr(a)),
    "result": lambda a: a.result().synthetic,
}
REFINING = {"by", "where", "normalise", "question", "labels", "coverage", "caveats", "rivals"}
"""What refines a question, or says of an answer what is no figure of it."""
DRAWN = {"hvplot"}
"""Looked at where notebooks are."""


def _title(asked: Ask) -> str:
    import holoviews as hv

    made = elements.element(asked.result(), asked.labels)
    return str(hv.Store.lookup_options("bokeh", made, "plot").kwargs["title"])


def _takes_results() -> set[str]:
    """Return the public functions of the layer that take a Result, as module.function."""
    found = set()
    for info in pkgutil.iter_modules(publish.__path__):
        module = importlib.import_module(f"{publish.__name__}.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or name.startswith("_"):
                continue
            hints = {k: v for k, v in get_type_hints(function).items() if k != "return"}
            if any("Result" in str(hint) for hint in hints.values()):
                found.add(f"{info.name}.{name}")
    return found


def test_every_function_that_takes_an_answer_is_looked_at() -> None:
    assert _takes_results() - set(OUTLETS) - set(PARTS) == set()
    assert set(OUTLETS) <= _takes_results()


def test_every_way_of_a_question_is_looked_at() -> None:
    public = {name for name in vars(Ask) if not name.startswith("_")} | {"__str__", "__repr__"}
    assert public == set(ASKED) | REFINING | DRAWN


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("name", OUTLETS)
def test_an_outlet_carries_the_mark(name: str, question: Question) -> None:
    assert OUTLETS[name](engine().evaluate(question))


@pytest.mark.parametrize("name", ASKED)
def test_a_question_carries_the_mark(name: str) -> None:
    assert ASKED[name](Ask(engine(), QUESTIONS["counted"], chosen=True))


@pytest.mark.parametrize("name", sorted(set(OUTLETS) - {"sheets.sheets"}))
def test_published_figures_carry_no_mark(name: str) -> None:
    """What is looked for is found nowhere else, so that the tests above can fail."""
    real = default_engine().evaluate(QUESTIONS["counted"])
    try:
        found = OUTLETS[name](real)
    except pl.exceptions.ColumnNotFoundError:
        found = False
    assert not found
