"""A value that is hidden to protect whom it is about is neither zero nor unpublished, anywhere."""

import io
import json
import zipfile
from dataclasses import replace

import polars as pl
import pytest

from clusterdash.charts import bars
from clusterdash.charts.shades import HIDDEN, NO_FIGURE, PLAIN, bare, key, shades
from clusterdash.engine import Engine
from clusterdash.model import Question, Result, Where
from clusterdash.publish import alternative, file, headline, labelled, table, to_csv, to_json
from clusterdash.ui.tiles import legend, tiles

CODES = ("BE", "PT")
SHORT, LONG = "hidden (:c)", "hidden to protect fewer than five (:c)"


def _hidden(result: Result, codes: tuple[str, ...]) -> Result:
    few = pl.col("country").is_in(codes)
    blank = [pl.when(~few).then(pl.col(name)).alias(name) for name in ("value", "count")]
    state = pl.when(few).then(pl.lit("hidden")).otherwise(pl.col("state")).alias("state")
    return replace(result, frame=result.frame.with_columns(*blank, state))


@pytest.fixture(scope="module")
def result(engine: Engine) -> Result:
    return _hidden(engine.evaluate(Question("organisations", ("country",))), CODES)


def _flagged(frame: pl.DataFrame) -> set[str]:
    return {*frame.filter(pl.col("flag") == ":c")["country"]}


def test_every_file_flags_it(result: Result, engine: Engine) -> None:
    assert _flagged(labelled(result, engine.labels)) == {*CODES}
    read = pl.read_csv(io.StringIO(to_csv(result, engine.labels)))
    assert _flagged(read) == {*CODES}
    held = read.filter(pl.col("country").is_in(CODES))
    assert held["value"].null_count() == held["count"].null_count() == len(CODES)
    assert {*held["state"]} == {"hidden"}
    rows = json.loads(to_json(result, engine.labels))["rows"]
    assert {row["country"] for row in rows if row["flag"] == ":c"} == {*CODES}
    assert {row["value"] for row in rows if row["flag"]} == {None}


def test_a_workbook_says_so_in_words(result: Result, engine: Engine) -> None:
    content = file(engine.labels, [result], "xlsx").content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert LONG in texts
    assert ">:c<" in texts


def test_where_nothing_is_hidden_there_is_no_flag(engine: Engine) -> None:
    plain = engine.evaluate(Question("organisations", ("country",)))
    assert "flag" not in labelled(plain, engine.labels).columns


def test_table_and_texts(result: Result, engine: Engine) -> None:
    body = table(result, engine.labels).body
    assert sum(SHORT in row for row in body) == len(CODES)
    assert "2 are hidden to protect fewer than five (:c)." in alternative(
        result, engine.labels, "bars"
    )
    assert "no value" not in alternative(result, engine.labels, "bars")
    alone = _hidden(
        engine.evaluate(Question("organisations", ("country",), Where.of({"country": ("PT",)}))),
        CODES,
    )
    assert LONG in headline(alone, engine.labels)
    assert "not published" not in headline(alone, engine.labels)


def test_bars_write_it_where_a_bar_would_be(result: Result, engine: Engine) -> None:
    content = bars.content((result,), engine.labels, Where(), rows=60)
    assert [*content.sources["words"]["text"]].count(SHORT) == len(CODES)
    assert "Portugal" not in content.sources["bars"]["label"]


def test_maps_dot_it_and_never_hatch_it(result: Result, engine: Engine) -> None:
    found = shades(result, engine.labels)
    assert {code for code, shade in found.items() if shade.pattern == HIDDEN} == {*CODES}
    assert bare(result).pattern == NO_FIGURE
    assert len({NO_FIGURE, HIDDEN, PLAIN}) == 3
    assert (SHORT, HIDDEN) in [(shade.said, shade.pattern) for shade in key(result, engine.labels)]
    shown = {tile.code: tile for tile in tiles(engine, result)}
    assert (shown["PT"].said, shown["PT"].shade) == (":c", "dots")
    assert SHORT in shown["PT"].name
    assert ("dots", SHORT) in legend(engine, result)
    plain = engine.evaluate(Question("organisations", ("country",)))
    assert "dots" not in dict(legend(engine, plain))
