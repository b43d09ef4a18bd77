"""Workbooks hold numbers as numbers, everything needed to trust them, and nothing that runs."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

import polars as pl
import pytest

from clusterdash.engine import Engine, Labels
from clusterdash.errors import QuestionError
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import DIMENSIONS, Question, Result, Where
from clusterdash.publish import headline, sentence
from clusterdash.publish.citation import edition_date
from clusterdash.publish.link import from_link
from clusterdash.publish.xlsx import LONGEST, to_xlsx
from clusterdash.testing import tiny_engine
from tests.soundness.small import figure

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
QUESTIONS = [
    Question("organisations", ("country",)),
    Question("organisations", ("country",), normalise="population"),
    Question("organisations", ("country",), normalise="share"),
    Question("organisations", ("city",), Where.of({"country": ["IT"]})),
    Question("organisations"),
    Question("events", ("year",)),
    Question("events", ("type", "mode")),
    Question("meetings", ("event",)),
    Question("meetings", (), Where.of(years=(2018, 2018))),
    Question("funnel", ("programme", "stage")),
    Question("success_rate", ("subject",)),
    Question("smes_supported", ("programme",), Where.of({"status": ["target"]})),
    Question("labels", ("figure",)),
    Question("budgets", ("figure",)),
]
WORDS = {"exact": "exact", "over": "over", "around": "around"}
WORDS |= {"at_least": "at least", "up_to": "up to"}
NUMBERS = {
    "value": "Value",
    "count": "Figures or rows behind",
    "of": "Of how many",
    "rank": "Rank in the EU-27",
    "rank_of": "Countries ranked",
    "ties": "Sharing the rank",
    "rate": "% of first stage",
    "numerator": "Above the line",
    "denominator": "Below the line",
}


@dataclass
class Page:
    """A sheet as its XML holds it, read without the library that wrote it."""

    cells: list[list[str | float | None]]
    formats: dict[tuple[int, int], str]
    xml: str

    def rows(self, top: int = 0) -> list[dict[str, str | float | None]]:
        head = [str(name) for name in self.cells[top]]
        assert len(set(head)) == len(head), "two columns of one name"
        return [dict(zip(head, row, strict=True)) for row in self.cells[top + 1 :]]


def pages(content: bytes) -> dict[str, Page]:
    """Read a workbook: strings as strings, numbers as numbers, in the order of its sheets."""
    book = zipfile.ZipFile(io.BytesIO(content))
    assert book.testzip() is None
    shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    strings = ["".join(t.text or "" for t in si.iter(f"{{{NS['m']}}}t")) for si in shared]
    styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    custom = {f.get("numFmtId"): f.get("formatCode") for f in styles.iterfind(".//m:numFmt", NS)}
    patterns = [
        custom.get(xf.get("numFmtId"), {"1": "0", "3": "#,##0"}.get(xf.get("numFmtId", ""), ""))
        for xf in styles.iterfind("m:cellXfs/m:xf", NS)
    ]
    workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
    names = [sheet.get("name", "") for sheet in workbook.iterfind(".//m:sheet", NS)]
    found = {}
    for index, name in enumerate(names, start=1):
        xml = book.read(f"xl/worksheets/sheet{index}.xml").decode()
        found[name] = _page(xml, strings, [p or "" for p in patterns])
    return found


def _page(xml: str, strings: list[str], patterns: list[str]) -> Page:
    cells: dict[tuple[int, int], str | float] = {}
    formats: dict[tuple[int, int], str] = {}
    for cell in ElementTree.fromstring(xml).iterfind(".//m:c", NS):
        letters = "".join(filter(str.isalpha, cell.get("r", "")))
        column = sum((ord(sign) - 64) * 26**i for i, sign in enumerate(reversed(letters))) - 1
        place = (int(cell.get("r", "")[len(letters) :]) - 1, column)
        held = cell.findtext("m:v", None, NS)
        formats[place] = patterns[int(cell.get("s", "0"))]
        if held is not None:
            cells[place] = strings[int(held)] if cell.get("t") == "s" else float(held)
    height, width = (max(place[i] for place in cells) + 1 for i in (0, 1))
    return Page([[cells.get((r, c)) for c in range(width)] for r in range(height)], formats, xml)


def workbook(results: Sequence[Result], labels: Labels) -> dict[str, Page]:
    return pages(to_xlsx(results, labels))


@pytest.fixture(params=QUESTIONS, ids=[f"{q.metric} by {q.by} {q.normalise}" for q in QUESTIONS])
def found(request: pytest.FixtureRequest, engine: Engine) -> Result:
    return engine.evaluate(request.param)


def test_numbers_are_the_numbers_of_the_frame(found: Result, labels: Labels) -> None:
    rows = workbook([found], labels)["Figures"].rows()[: found.frame.height]
    assert len(rows) == found.frame.height > 0
    for row, cell in zip(rows, found.frame.iter_rows(named=True), strict=True):
        for key, head in NUMBERS.items():
            if key in cell:
                # A workbook holds 16 digits.
                assert row[head] == (cell[key] and pytest.approx(cell[key], rel=1e-14)), key
                assert not isinstance(row[head], str)
        assert row["Qualifier"] == (WORDS[cell["qualifier"]] if cell["qualifier"] else None)
        assert row["Outcome or target"] == cell["outcome"]
        assert row["Period of the value"] == (cell["span"] or None)
        assert row["Figure ids"] == (cell["figures"] or None)
        assert row["Source ids"] == (cell["sources"] or None)
        for key in found.by:
            name = DIMENSIONS[key].label.capitalize()
            shown = labels.label(key, cell[key])
            assert row[name] == (float(shown) if shown.isdecimal() and key == "year" else shown)
            assert row.get(f"{name} (code)", cell[key]) == cell[key]


def test_another_reader_reads_the_same(found: Result, labels: Labels) -> None:
    read = pl.read_excel(to_xlsx([found], labels), sheet_name="Figures", infer_schema_length=None)
    values = read["Value"].head(found.frame.height).cast(pl.Float64)
    assert values.to_list() == pytest.approx(found.frame["value"].to_list(), rel=1e-14)


def test_every_row_that_can_be_filtered_is_a_cell(found: Result, labels: Labels) -> None:
    page = workbook([found], labels)["Figures"]
    view = ElementTree.fromstring(page.xml)
    pane = view.find(".//m:pane", NS)
    assert pane is not None
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "A2")
    filtered = view.find("m:autoFilter", NS)
    assert filtered is not None
    assert filtered.get("ref", "").startswith("A1:")
    assert filtered.get("ref", "").endswith(str(found.frame.height + 1))
    widths = [float(col.get("width", "0")) for col in view.iterfind(".//m:col", NS)]
    assert all(8 <= width <= 62 for width in widths)


def test_the_total_is_evaluated_and_apart(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("meetings", ("event",)))
    assert result.total is not None
    *rows, blank, total = workbook([result], labels)["Figures"].rows()
    assert set(blank.values()) == {None}
    assert str(total["Event (code)"]).startswith("Total, evaluated")
    assert total["Value"] == result.total.value
    assert (total["Qualifier"], total["State of the cell"]) == ("around", "evaluated")
    assert len(rows) == result.frame.height


def test_no_total_where_none_is_true(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("labels", ("figure",)))
    assert result.total is None
    page = workbook([result], labels)["Figures"]
    assert len(page.cells) == result.frame.height + 1
    assert "evaluated" not in str(page.cells)


def test_years_are_numbers_without_groups(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("events", ("year",)))
    page = workbook([result], labels)["Figures"]
    years = [row["Year"] for row in page.rows()[: result.frame.height]]
    assert years[0] == 2014.0
    assert years[-1] == "undated"
    assert page.formats[1, 0] == "0"
    value = page.cells[0].index("Value")
    assert "#,##0" in {page.formats[row, value] for row in range(1, 5)}


def test_a_hole_is_no_zero(engine: Engine, labels: Labels) -> None:
    question = Question("success_rate", ("subject",))
    result = engine.evaluate(question)
    state = pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("undefined")).otherwise("state")
    hole = result.frame.with_columns(
        state=state, value=pl.when(pl.int_range(pl.len()) > 0).then("value")
    )
    rows = workbook([replace(result, frame=hole)], labels)["Figures"].rows()
    assert rows[0]["Value"] is None
    assert rows[0]["State of the cell"] == "undefined (nothing to divide by)"


def said(page: Page, what: str, sheet: str = "Figures") -> list[str]:
    rows = page.rows()
    return [str(r["Text"]) for r in rows if (r["Sheet"], r["What"]) == (sheet, what)]


def test_notes_say_everything(found: Result, engine: Engine, labels: Labels) -> None:
    notes = workbook([found], labels)["Notes"]
    assert said(notes, "Headline") == [headline(found, labels)]
    assert said(notes, "Sentence to quote") == [sentence(found, labels)]
    assert said(notes, "Definition") == [found.metric.definition]
    assert said(notes, "Filter") == [labels.words(found.question.where) or "none"]
    assert said(notes, "Edition") == [engine.edition.label]
    assert said(notes, "Coverage") == [c.sentence for c in found.coverage]
    assert said(notes, "Note") == list(found.notes)
    assert said(notes, "Read with care") == [c.sentence for c in found.caveats]
    rivals = said(notes, "Also published")
    assert len(rivals) == len(found.rivals)
    for text, rival in zip(rivals, found.rivals, strict=True):
        assert rival.figure_id in text
        assert rival.quote in text
    assert "not an official publication of the European Union" in said(notes, "Disclaimer")[0]
    (below,) = said(notes, "Link to this question, below the start page of the site")
    assert below.startswith("api/v1/answer/")
    assert from_link(below, engine) == (found.question, ())
    assert said(notes, "Link to this question") == []


def test_notes_name_the_address_that_answers_where_it_is_known(
    found: Result, engine: Engine, labels: Labels
) -> None:
    site = "https://clusters.example.eu/below/"
    notes = pages(to_xlsx([found], labels, site))["Notes"]
    (link,) = said(notes, "Link to this question")
    assert link.startswith(f"{site}api/v1/answer/{found.metric.key}?")
    assert from_link(link, engine) == (found.question, ())


def test_sources_name_every_origin(found: Result, engine: Engine, labels: Labels) -> None:
    rows = {row["Id"]: row for row in workbook([found], labels)["Sources"].rows()}
    wanted = {o.source_id for o in found.origins} | {r.origin.source_id for r in found.rivals}
    assert set(rows) == wanted
    for held in engine.edition.tables["sources"].iter_rows(named=True):
        if held["source_id"] in wanted:
            row = rows[held["source_id"]]
            assert row["Date"] == (held["published"] or "undated")
            assert row["Address"] == held["url"]
            assert row["Publisher"]
            assert row["Title"]
            assert row["Credit"]
    for origin in found.origins:
        ids = str(rows[origin.source_id]["Figure ids"] or "").split(";")
        assert set(origin.figures) <= set(ids)


def test_sources_quote_their_words(engine: Engine, labels: Labels) -> None:
    result = engine.evaluate(Question("meetings", ("event",)))
    rows = {row["Id"]: row for row in workbook([result], labels)["Sources"].rows()}
    figures = engine.edition.tables["figures"]
    held = figures.filter(pl.col("figure_id") == "f0319").row(0, named=True)
    assert f"f0319: “{held['quote']}”" in str(rows[held["source_id"]]["Its words"])


def test_several_results_have_a_sheet_each(engine: Engine, labels: Labels) -> None:
    asked = [QUESTIONS[0], QUESTIONS[7], QUESTIONS[7], QUESTIONS[4]]
    book = workbook([engine.evaluate(q) for q in asked], labels)
    names = list(book)
    assert names[0] == "Figures"
    assert names[-2:] == ["Notes", "Sources"]
    assert len({name.lower() for name in names}) == len(asked) + 2
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    for name, question in zip(names, asked, strict=False):
        result = engine.evaluate(question)
        values = [row["Value"] for row in book[name].rows()[: result.frame.height]]
        assert values == result.frame["value"].to_list()
        assert said(book["Notes"], "Definition", name) == [result.metric.definition]


def test_a_question_without_an_answer_leaves_a_file_that_says_so(
    engine: Engine, labels: Labels
) -> None:
    result = engine.evaluate(Question("meetings", ("event",), Where.of({"country": ["PT"]})))
    assert not result.answered
    book = workbook([result], labels)
    (row,) = book["Figures"].rows()
    assert row["Value"] is None
    assert (row["State of the cell"], row["Why"]) == ("not published", result.reason)
    nearest = str(row["Nearest questions with an answer"])
    assert len(nearest.split("\n")) == len(result.nearest) > 0
    link = nearest.split("\n", maxsplit=1)[0].rsplit("(", 1)[1].rstrip(")")
    assert from_link(link, engine) == (result.nearest[0], ())
    assert said(book["Notes"], "Why there is no figure") == [result.reason]


def test_synthetic_data_is_marked_on_every_sheet(engine: Engine, labels: Labels) -> None:
    result = replace(engine.evaluate(QUESTIONS[0]), synthetic=True)
    book = workbook([result], labels)
    for page in book.values():
        assert page.cells[0][0] == "Synthetic demonstration data"
        assert 'topLeftCell="A3"' in page.xml
        assert '<autoFilter ref="A2:' in page.xml
    rows = book["Figures"].rows(top=1)
    assert [row["Synthetic"] for row in rows[: result.frame.height]] == ["synthetic"] * len(
        result.frame
    )
    assert "Synthetic" not in str(workbook([replace(result, synthetic=False)], labels))


HOSTILE = [
    *('=HYPERLINK("http://evil.example","x")', "@SUM(1+1)", "+1+1", "-2+3", "\t=1+1", "\r=1+1"),
    *("http://evil.example/", "mailto:x@example.org", "internal:Sheet1!A1", "{=1+1}"),
    *("bell \x07 null \x00 end", "not a sign \uffff \ufffe", "_x0041_"),
    *("<f>1</f> & ]]>", "line\nbreak", "x" * 40_000, "🙂" * 20_000, "0012", "1e5", "年 Łódź"),
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_runs_or_breaks_a_file(name: str) -> None:
    engine = tiny_engine(
        events=[{"event_id": "a", "name": name, "series": name}],
        figures=[figure(1, "meetings", 5, "a", quote="said so")],
        sources=[
            {
                **{"source_id": "s00000000", "title": name, "publisher": name, "url": name},
                **{"kind": "web_page", "rank": 2},
            }
        ],
    )
    content = to_xlsx([engine.evaluate(Question("meetings", ("event", "series")))], engine.labels)
    book = pages(content)
    row = book["Figures"].rows()[0]
    expected = "".join("�" if bad(sign) else sign for sign in name)
    shown = str(row["Event"])
    if len(expected.encode("utf-16-le")) / 2 <= LONGEST:
        assert shown.replace("_x000D_", "\r").replace("_x005F_", "_") == expected
    else:
        assert shown.startswith(expected[: LONGEST // 2])
        assert "cut" in shown[-40:]
    assert len(shown.encode("utf-16-le")) / 2 <= 32_767
    assert row["Value"] == 5.0
    for page in book.values():
        assert "<f" not in page.xml
        assert "<hyperlink" not in page.xml
    files = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert not [file for file in files if "external" in file.lower() or "vba" in file.lower()]
    read = pl.read_excel(content, sheet_name="Figures", infer_schema_length=0)
    assert read["Value"][0] == "5"
    assert read["Event"][0].replace("\r\n", "\r")[:1000] == expected[:1000]


def bad(sign: str) -> bool:
    """Whether XML 1.0 forbids a sign, or no reader shows it."""
    number = ord(sign)
    return (
        (number < 32 and sign not in "\t\n\r")
        or number in {0x7F, 0xFFFE, 0xFFFF}
        or 0xD800 <= number <= 0xDFFF
    )


def test_half_a_sign_breaks_no_file(engine: Engine, labels: Labels) -> None:
    result = replace(engine.evaluate(QUESTIONS[4]), notes=("half \ud800 pair",))
    assert said(workbook([result], labels)["Notes"], "Note") == ["half � pair"]


def test_a_text_like_a_formula_stays_a_text_when_edited() -> None:
    engine = tiny_engine(
        events=[{"event_id": "a", "name": "=1+1"}], figures=[figure(1, "meetings", 5, "a")]
    )
    content = to_xlsx([engine.evaluate(Question("meetings", ("event",)))], engine.labels)
    styles = zipfile.ZipFile(io.BytesIO(content)).read("xl/styles.xml").decode()
    assert 'quotePrefix="1"' in styles


def test_equal_results_give_equal_bytes(engine: Engine, labels: Labels) -> None:
    first = to_xlsx([engine.evaluate(QUESTIONS[0])], labels)
    again = Engine(engine.edition, engine.registry)
    assert to_xlsx([again.evaluate(QUESTIONS[0])], again.labels) == first
    core = zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml").decode()
    assert f"{engine.edition.date}T00:00:00Z" in core


def test_the_day_is_that_of_the_edition(engine: Engine) -> None:
    result = engine.evaluate(QUESTIONS[0])
    assert edition_date(result) == engine.edition.date
    assert edition_date(replace(result, edition="A day, 2020-01-01, in a title")) == ""


def test_a_workbook_needs_a_result(labels: Labels) -> None:
    with pytest.raises(QuestionError, match="at least one Result"):
        to_xlsx([], labels)


def test_every_metric_makes_a_workbook(engine: Engine, labels: Labels) -> None:
    results = [engine.evaluate(Question(m.key, m.default_by)) for m in engine.registry.metrics]
    book = workbook(results, labels)
    assert len(book) == len(results) + 2
    for page in book.values():
        page.rows()


def test_a_workbook_speaks_the_language_that_is_spoken(engine: Engine, labels: Labels) -> None:
    results = [engine.evaluate(q) for q in (QUESTIONS[0], QUESTIONS[7])]
    with speaking(PSEUDO):
        book = workbook(results, labels)
    words = {"Figures", "Notes", "Sources", "Value", "Qualifier", "Definition", "Publisher"}
    heads = {str(cell) for page in book.values() for cell in page.cells[0]}
    assert not words & (heads | set(book))
