"""The figure card: every part, for every block of every board and for every metric."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from clusterdash.api import respond
from clusterdash.engine import Engine
from clusterdash.language import number
from clusterdash.model import Block, Question, Result
from clusterdash.opened import default_engine
from clusterdash.publish.link import from_link
from clusterdash.publish.words import amount
from clusterdash.state import View
from clusterdash.ui import drawing
from clusterdash.ui.answers import answers, lead
from clusterdash.ui.cards import PARTS, Card
from clusterdash.ui.files import file
from clusterdash.ui.links import asked
from clusterdash.ui.session import board
from clusterdash.ui.shown import Shown, shown
from tests.publish.test_xlsx import pages
from tests.ui import sql

KNOWN = default_engine()
ON_BOARDS = {
    f"{key}/{block.key}": block
    for key in ("start", *(t.board.key for t in KNOWN.registry.themes if t.board))
    for block in board(KNOWN, key).blocks
}


def _of_metrics() -> dict[str, Block]:
    """Make a card of every metric, in its own breakdown and by year."""
    found = {}
    for metric in KNOWN.registry.metrics:
        asks = (Question(metric.key, metric.default_by),)
        found[metric.key] = Block(metric.key, metric.label, "bars", asks)
        if "year" in metric.dims:
            over = (Question(metric.key, ("year",)),)
            found[f"{metric.key}-by-year"] = Block(metric.key, metric.label, "trend", over)
    return found


BLOCKS = ON_BOARDS | _of_metrics()
QUERIES = ["", "country=PT", "country=NO&ecosystem=Digital", "year=2016~2018"]
COUNTED = {"organisations", "publications", "figures_held"}  # registers, counted row by row
ZERO = re.compile(r"(?<![\d.,])0(?![\d.,])")

every_block = pytest.mark.parametrize("block", BLOCKS.values(), ids=list(BLOCKS))
every_query = pytest.mark.parametrize("query", QUERIES)


def _shown(engine: Engine, block: Block, query: str = "") -> Shown:
    return shown(engine, block, asked(engine, query).view)


def _leads(engine: Engine, link: str) -> bool:
    """Return whether a link is of a card that there is, and all of it is understood."""
    address, _, card = link.partition("#")
    route, _, query = address.partition("?")
    if not link:
        return True
    there = {block.key for block in board(engine, route.removeprefix("./") or "start").blocks}
    return card in there and not asked(engine, query).strange


def _answered(engine: Engine, block: Block, query: str) -> list[Result]:
    """Return what a card rests on: what its headline says, unless a part, and what it draws.

    A headline about what is marked speaks of a part of the figure, whose table holds it already.
    """
    view = asked(engine, query).view
    first = None if block.marks else lead(engine, block, view)
    every = [*([first] if first else []), *answers(engine, block, view)]
    return [found.result for found in every if found.result.answered]


def _card(engine: Engine, key: str, query: str = "") -> Card:
    return _shown(engine, ON_BOARDS[key], query).card


@every_query
@every_block
def test_every_part_is_there(engine: Engine, block: Block, query: str) -> None:
    made = _shown(engine, block, query)
    card = made.card
    assert all(hasattr(card, part) for part in PARTS)
    for part in ("key", "title", "headline", "definitions", "edition", "identity"):
        assert getattr(card, part), part
    assert card.drawn == any(answer.result.answered for answer in made.answers)
    if card.drawn:
        for part in ("alternative", "twins", "files", "dated", "origins", "copied", "cited"):
            assert getattr(card, part), part
        if drawing.drawn(block):
            drawing.content(engine, block, asked(engine, query).view)
    elif not card.twins:
        assert card.gap == "Not published."
        assert card.reasons
        assert (card.big, card.files, card.cited) == ("", (), "")
        assert all(near.said for near in card.nearest)
        assert all(_leads(engine, near.link) for near in card.nearest)
    if card.twins:
        assert card.edition in card.copied
        assert card.edition in card.cited


@every_query
@every_block
def test_not_published_is_never_zero(engine: Engine, block: Block, query: str) -> None:
    made = _shown(engine, block, query)
    zeros = any(
        value == 0
        for answer in made.answers
        for column in ("value", "numerator")
        if column in answer.result.frame.columns
        for value in answer.result.frame[column]
    )
    if not zeros:
        for said in (made.card.headline, made.card.big, made.card.alternative, made.card.copied):
            assert not ZERO.search(said), said


@every_query
@every_block
def test_the_identity_asks_the_same_question(engine: Engine, block: Block, query: str) -> None:
    made = _shown(engine, block, query)
    key, link, edition = made.card.identity.split(" · ", 2)
    question, said = from_link(link, engine)
    assert (key, edition, said) == (block.key, engine.edition.label, ())
    again = engine.evaluate(question)
    held = _answered(engine, block, query)
    if held:
        assert again.frame.equals(held[0].frame)
    else:
        assert again.reason


@every_block
def test_files_hold_the_numbers_that_are_shown(engine: Engine, block: Block) -> None:
    for query in ("", "country=PT"):
        card = _shown(engine, block, query).card
        kinds = [taken.kind for taken in card.files]
        whole = ["XLSX", "Parquet", "JSON"] if card.twins else []
        assert kinds == ["CSV"] * len(card.twins) + whole
        held = _answered(engine, block, query)
        assert len(held) == len(card.twins)
        for taken, result in zip(card.files, held, strict=False):
            frame = result.frame
            content = file(engine, taken.href).content
            rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
            values = [float(row["value"]) if row["value"] else None for row in rows]
            assert values == frame["value"].to_list()
            qualifiers = [row["qualifier"] or None for row in rows]
            assert qualifiers == frame["qualifier"].to_list()
            as_json = json.loads(file(engine, taken.href.replace(".csv?", ".json?")).content)
            assert [row["value"] for row in as_json["rows"]] == frame["value"].to_list()


@pytest.mark.parametrize("key", ON_BOARDS)
def test_every_answer_can_be_cited_and_asked_for_again(engine: Engine, key: str) -> None:
    card = _card(engine, key)
    answered = _answered(engine, ON_BOARDS[key], "")
    assert [taken.kind for taken in card.citations] == (["BibTeX", "CSL-JSON"] if answered else [])
    for taken in card.citations:
        content = file(engine, taken.href).content.decode()
        assert all(f"clusterdash-{result.metric.key}" in content for result in answered)
    for taken, result in zip(card.addresses, answered, strict=True):
        path, _, query = taken.href.partition("?")
        reply = json.loads(respond(engine, path.removeprefix("api"), query).content)
        assert [row["value"] for row in reply["rows"]] == result.frame["value"].to_list()


@pytest.mark.parametrize("key", ON_BOARDS)
def test_workbooks_hold_every_table(engine: Engine, key: str) -> None:
    card = _card(engine, key)
    book = next(taken for taken in card.files if taken.kind == "XLSX")
    numbers = {
        cell
        for page in pages(file(engine, book.href).content).values()
        for row in page.cells
        for cell in row
        if isinstance(cell, float)
    }
    for result in _answered(engine, ON_BOARDS[key], ""):
        for value in result.frame["value"].drop_nulls():
            assert any(value == pytest.approx(n) for n in numbers), (result.metric.key, value)


@every_query
@every_block
def test_credit_only_where_the_register_was_counted(
    engine: Engine, block: Block, query: str
) -> None:
    made = _shown(engine, block, query)
    asks = {question.metric for question in (*block.asks, *([block.lead] if block.lead else []))}
    if made.card.credit:
        assert asks & COUNTED
    elif asks <= COUNTED:
        assert not made.card.twins


@every_query
@every_block
def test_the_big_number_is_one_that_was_answered(engine: Engine, block: Block, query: str) -> None:
    made = _shown(engine, block, query)
    if not made.card.big:
        return
    first = lead(engine, block, asked(engine, query).view)
    answered = [first.result] if first and first.result.answered else []
    result = [*answered, *_answered(engine, block, query)][0]
    unit = "percent" if result.question.normalise == "share" else result.metric.unit
    if "stage" in result.by:
        unit = "count"
    row = result.frame.row(0, named=True)
    said = [amount(row["value"], row["qualifier"], unit, row["state"])]
    if result.total and result.frame.height > 1 and "stage" not in result.by:
        whole = replace(result.question, by=())
        total = engine.evaluate(whole).frame.row(0, named=True)
        value = total["value"]
        if result.by == ("event_status",):  # events in any state, each in one
            value = result.frame["value"].sum()
            assert value > total["value"]
        said = [amount(value, total["qualifier"], unit, total["state"])]
    assert made.card.big in said
    if row["qualifier"] in {"over", "around", "at_least", "up_to"} and result.frame.height == 1:
        assert made.card.big != number(row["value"])


def test_big_numbers_by_hand(engine: Engine) -> None:
    assert _card(engine, "start/how-many").big == number(sql.count())
    assert _card(engine, "start/how-many", "country=PT").big == str(sql.count("country = 'PT'"))
    cell = _card(engine, "start/how-many", "cell=PT~Digital")
    assert cell.big == str(sql.count("country = 'PT' AND ecosystem = 'Digital'"))
    rate = _card(engine, "start/how-many", "country=PT&as=population")
    assert rate.big == sql.rated(sql.count("country = 'PT'") / sql.population("PT") * 1e6)
    share = _card(engine, "start/how-many", "country=PT&as=share")
    part = 100 * sql.count("country = 'PT'") / sql.count(view="eu")
    assert share.big == f"{sql.rated(part)} %"


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("country=PT", "country = 'PT'"),
        ("country=EU27_2020", "true"),
        ("cell=PT~Digital", "country = 'PT' AND ecosystem = 'Digital'"),
        ("country=AL", "country = 'AL'"),
        ("country=AL~PT", "country IN ('AL', 'PT')"),
        ("country=THIRD_COUNTRIES", None),
        ("ecosystem=Digital", "ecosystem = 'Digital'"),
        ("ecosystem=Health", "ecosystem = 'Health'"),
    ],
)
@pytest.mark.parametrize("key", ["start/how-many", "clusters/organisations"])
def test_a_part_of_the_eu_lies_within_it(
    engine: Engine, key: str, query: str, condition: str | None
) -> None:
    card = _card(engine, key, query)
    within = 0 if condition is None else sql.count(condition, "eu")
    if "EU-27" in card.of:
        named = query.partition("~")[2]  # an ecosystem is compared with the same one
        whole = sql.count(f"ecosystem = '{named}'" if named else "true", "eu")
        assert card.of == f"of {number(whole)}{' ' + named if named else ''} listed in the EU-27"
        assert card.big == number(within)
    else:
        assert card.of == "cluster organisations listed in the ECCP registry"


def test_a_rate_of_the_union_says_so(engine: Engine) -> None:
    card = _card(engine, "start/map")
    assert card.big == sql.rated(sql.count(view="eu") / sql.population() * 1e6)
    assert "EU-27" in card.of


def test_a_target_or_an_estimate_keeps_its_word(engine: Engine) -> None:
    trained = _card(engine, "start/trained")
    assert trained.big == ""  # a sum of "around" and exact figures is no number to print large
    assert "over 100" in trained.headline
    reach = _card(engine, "start/reach")
    assert "over 1,500" in reach.headline


def test_equal_questions_are_answered_once(engine: Engine) -> None:
    block = ON_BOARDS["start/how-many"]
    view, _ = View.from_query("country=PT")
    again, _ = View.from_query("v=1&country=PT")
    assert shown(engine, block, view) is shown(engine, block, again)
