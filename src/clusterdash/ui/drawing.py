"""Which figure draws which kind of block, and what it draws of a block's answers."""

from functools import lru_cache
from types import ModuleType
from typing import Any

from clusterdash.charts import bars, funnel, map, measures, targets, timeline, trend, web
from clusterdash.charts.chart import Chart, Content
from clusterdash.charts.watermark import watermark
from clusterdash.editions import published_folder
from clusterdash.engine import Engine
from clusterdash.geography import Located, Shape, located
from clusterdash.geography.shapes import FILE, read_shapes
from clusterdash.language import spoken
from clusterdash.model import Block, Question, Result, Where
from clusterdash.publish.synthetic import made_up
from clusterdash.state import View
from clusterdash.ui.lists import listed
from clusterdash.ui.shown import shown

_LEAST, _FEW, _MORE, _ALL = 2, 8, 12, 45
_ROOMY, _WIDE = 4, 6  # of twelve columns
_COUNTED = frozenset({"bars", "measures", "targets"})
_KINDS: dict[str, ModuleType] = {
    "bars": bars,
    "trend": trend,
    "funnel": funnel,
    "measures": measures,
    "timeline": timeline,
    "targets": targets,
    "web": web,
}


def outlines(engine: Engine) -> tuple[Shape, ...]:
    """Return the shapes of the countries, read once; an edition without its own has ours."""
    own = engine.edition.folder
    return read_shapes(own if own and (own / FILE).is_file() else published_folder())


def drawn(block: Block) -> bool:
    """Return whether a block has a figure; the matrix and the list are native tables."""
    return block.kind == "map" or block.kind in _KINDS


def build(engine: Engine, block: Block) -> Chart:
    """Return the empty figure of a block; one of made-up data says so below."""
    made = map.build(outlines(engine)) if block.kind == "map" else _KINDS[block.kind].build()
    said = made_up(synthetic=engine.edition.synthetic)
    return watermark(made, said) if said else made


def content(engine: Engine, block: Block, view: View) -> Content:
    """Return what the figure of a block shows of a selection; equal ones are worked out once."""
    marks = view.where.without(*(key for key in view.where.keys if key not in block.marks))
    if block.kind == "web":
        marks = _members(engine, marks)
    results = tuple(answer.result for answer in shown(engine, block, view).answers)
    everywhere = View(view.where.without(*block.marks))
    places = organisations(engine, everywhere) if block.kind == "map" else None
    return _content(engine, block, results, marks, places, spoken())


def _members(engine: Engine, marks: Where) -> Where:
    """Return marks with the members of a group of countries in its place."""
    countries = engine.context.countries
    named = {code for group in marks.get("country") for code in countries.expand(group)}
    return Where.of(dict(marks.selected) | {"country": tuple(named)}) if named else marks


@lru_cache(maxsize=512)
def _content(
    engine: Engine,
    block: Block,
    results: tuple[Result, ...],
    marks: Where,
    places: Located | None,
    _language: str,
) -> Content:
    if block.kind == "map":
        return map.content(results[0], engine.labels, marks, places, outlines(engine))
    options: dict[str, Any] = {"rows": _rows(block)} if block.kind in _COUNTED else {}
    if block.kind == "bars":
        options["scales"] = block.scales
    made: Content = _KINDS[block.kind].content(results, engine.labels, marks, **options)
    return made


def _rows(block: Block) -> int:
    """Return how many rows of a Result a figure shows; the table has all of them."""
    if block.kind == "measures":
        return _LEAST if block.width < _ROOMY else 2 * _LEAST
    if block.width < _WIDE:
        return _FEW
    alone = len(block.asks) == 1  # several lists of all countries would be a long way down
    return _ALL if alone and "country" in block.asks[0].by else _MORE


def organisations(engine: Engine, view: View) -> Located:
    """Return the organisations of a selection by city."""
    return _located(engine, listed(engine, view.where), spoken())


@lru_cache(maxsize=256)
def _located(engine: Engine, where: Where, _language: str) -> Located:
    result = engine.evaluate(Question("organisations", ("city",), where))
    return located(result, engine.context.tables["places"], engine.labels)
