"""The web's table: every cell against a plain count over the raw rows, and the HTML it becomes."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from itertools import combinations

import polars as pl
import pytest

from clusterdash.charts.palette import RAMP
from clusterdash.engine import Engine
from clusterdash.model import Question, Result, Where
from clusterdash.ui.render import render
from clusterdash.ui.web import FIRST, Web, web
from tests.ui import sql

Pair = tuple[str, str]


@lru_cache(maxsize=1)
def counted() -> Mapping[Pair, int]:
    """Partnerships by pair of countries in both orders, from the rows themselves."""
    seats = defaultdict(list)
    with (sql.DATA / "partnership_partners.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["country_code"]:
                seats[row["partnership_id"]].append(row["country_code"])
    found: dict[Pair, int] = defaultdict(int)
    for codes in seats.values():
        for one, other in {pair for a, b in combinations(codes, 2) for pair in ((a, b), (b, a))}:
            found[one, other] += 1
    return found


@pytest.fixture(scope="module")
def answer(engine: Engine) -> Result:
    return engine.evaluate(Question("partnerships_between", ("country", "with_country")))


@pytest.fixture(scope="module")
def made(engine: Engine, answer: Result) -> Web:
    return web(engine, answer)


def _shown(made: Web) -> dict[Pair, str]:
    return {
        (line.country, tie.country): tie.said
        for line in made.lines
        for tie in line.ties
        if tie.said
    }


def _html(made: Web, *chosen: str) -> str:
    kept = [("programme", "ESCP-4i")]
    return render("web.html", web=made, kept=kept, countries=chosen, made="")


def test_every_cell(made: Web) -> None:
    assert _shown(made) == {pair: str(n) for pair, n in counted().items()}
    assert made.qualifier == "at least"


def test_rows_and_columns_stand_in_one_order_the_strongest_first(made: Web) -> None:
    sums: dict[str, int] = defaultdict(int)
    for (one, other), n in counted().items():
        sums[one] += n if one != other else 0
    order = sorted(sums, key=lambda code: (-sums[code], code))
    assert [line.country for line in made.lines] == order
    assert [head.country for head in made.heads] == order
    for line in made.lines:
        assert [tie.country for tie in line.ties] == order
        assert [tie.country for tie in line.ties if tie.own] == [line.country]


def test_the_strongest_first_the_rest_when_opened(made: Web) -> None:
    assert FIRST == 24 < len(made.lines)
    waiting = [n >= FIRST for n in range(len(made.lines))]
    assert [line.rest for line in made.lines] == waiting
    assert [head.rest for head in made.heads] == waiting
    assert all([tie.rest for tie in line.ties] == waiting for line in made.lines)


def test_a_cell_says_itself(made: Web) -> None:
    names = {(line.country, tie.country): tie.name for line in made.lines for tie in line.ties}
    n = counted()["ES", "FR"]
    said = f"at least {n} partnerships with partners from both countries"
    assert names["ES", "FR"] == f"Spain – France: {said}"
    assert names["FR", "ES"] == f"France – Spain: {said}"
    assert names["RS", "FR"] == "Serbia – France: none stated"
    assert names["FR", "FR"].startswith("Several partners from France: at least ")


def test_shades_rise_with_the_numbers_and_the_key_tells_them(made: Web) -> None:
    shades: dict[int, set[str]] = defaultdict(set)
    for line in made.lines:
        for tie in line.ties:
            assert bool(tie.shade) is bool(tie.said)
            if tie.said:
                shades[int(tie.said)].add(tie.shade)
    steps = [RAMP.index(shade) for n in sorted(shades) for shade in shades[n]]
    assert len(steps) == len(shades)  # one number has one shade
    assert steps == sorted(steps)
    assert [shade for shade, _ in made.key] == [RAMP[step] for step in sorted(set(steps))]


def test_one_country_alone_fills_its_row_and_its_column(engine: Engine) -> None:
    where = Where.of({"country": ["FR"]})
    result = engine.evaluate(Question("partnerships_between", ("country", "with_country"), where))
    expected = {pair: str(n) for pair, n in counted().items() if "FR" in pair}
    assert _shown(web(engine, result)) == expected


def test_mixed_qualifiers_are_said_in_each_cell(engine: Engine, answer: Result) -> None:
    spain = (pl.col("country") == "ES") | (pl.col("with_country") == "ES")
    mixed = pl.when(spain).then(pl.lit("exact")).otherwise(pl.col("qualifier"))
    made = web(engine, replace(answer, frame=answer.frame.with_columns(qualifier=mixed)))
    shown = _shown(made)
    assert made.qualifier == ""
    assert shown["ES", "FR"] == str(counted()["ES", "FR"])
    assert shown["DE", "FR"] == f"at least {counted()['DE', 'FR']}"


def test_nothing_is_said_in_words(engine: Engine, answer: Result) -> None:
    made = web(engine, replace(answer, frame=answer.frame.clear(), reason="None."))
    assert (made.heads, made.lines, made.key) == ((), (), ())
    html = _html(made)
    assert "No partnership between two countries stated" in html
    assert "<table" not in html


class _Read(HTMLParser):
    """Collects tags with their attributes, and the text of each cell."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag == "td"
        if self._open:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.cells[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [held for name, held in self.tags if name == tag]


def test_the_table_is_native(made: Web) -> None:
    read = _Read(_html(made, "FR"))
    assert [cell for cell in read.cells if cell.strip()] == list(_shown(made).values())
    heads = [held for held in read.all("th") if held["scope"] == "col"]
    assert [held["aria-label"] for held in heads] == [head.label for head in made.heads]
    assert [held["title"] for held in heads] == [head.label for head in made.heads]
    assert sum(held["scope"] == "row" for held in read.all("th")) == len(made.lines)
    (region,) = (held for held in read.all("div") if held.get("role") == "region")
    assert region["tabindex"] == "0"
    assert region["aria-label"]
    (form,) = read.all("form")
    assert form["method"] == "get"
    assert "data-matrix" in form
    assert {"type": "hidden", "name": "programme", "value": "ESCP-4i"} in read.all("input")


def test_rows_choose_their_country(made: Web) -> None:
    read = _Read(_html(made, "FR"))
    chosen = [held for held in read.all("button") if held.get("name") == "cell"]
    assert [held["value"] for held in chosen] == [f"{line.country}~" for line in made.lines]
    assert [held["data-country"] for held in chosen] == [line.country for line in made.lines]
    pressed = [held["data-country"] for held in chosen if held["aria-pressed"] == "true"]
    assert pressed == ["FR"]
    on = [held["data-line"] for held in read.all("tr") if "on" in (held.get("class") or "").split()]
    assert on == ["FR"]
    (more,) = (held for held in read.all("button") if "data-all" in held)
    assert more["data-more"] == f"Show all {len(made.lines)} countries"


def test_a_small_table_has_nothing_to_open(engine: Engine) -> None:
    where = Where.of({"ecosystem": ["Tourism"]})
    result = engine.evaluate(Question("partnerships_between", ("country", "with_country"), where))
    made = web(engine, result)
    assert 2 <= len(made.lines) <= FIRST
    assert "data-all" not in _html(made)


def test_names_from_outside_are_text(made: Web) -> None:
    hostile = '"><script>alert(1)</script>'
    heads = (replace(made.heads[0], label=hostile), *made.heads[1:])
    ties = (replace(made.lines[0].ties[0], name=hostile, said=hostile), *made.lines[0].ties[1:])
    lines = (replace(made.lines[0], label=hostile, ties=ties), *made.lines[1:])
    html = _html(replace(made, heads=heads, lines=lines))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5
