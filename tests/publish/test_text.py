"""An answer in the terminal, the trace of a figure, and the catalogue."""

import pytest

from clusterdash.check import unanswered
from clusterdash.editions import published_folder
from clusterdash.engine import Engine, Labels
from clusterdash.engine.context import Context
from clusterdash.errors import UnknownNameError
from clusterdash.model import CAVEATS, Question, Where
from clusterdash.publish import catalogue, command, grid, headline, to_text, trace


def test_text_shows_everything(engine: Engine, labels: Labels) -> None:
    found = engine.evaluate(Question("agreements", ("programme",)))
    text = to_text(found, labels)
    assert text.startswith(headline(found, labels))
    for part in ("Also published:", "Read with care:", "Sources:", found.metric.definition):
        assert part in text
    assert "f0371: but 416 (f0372" in text
    assert f"Edition: {engine.edition.label}." in text


def test_text_without_an_answer_offers_others(engine: Engine, labels: Labels) -> None:
    text = to_text(engine.evaluate(Question("meetings", (), Where.of({"country": ["PT"]}))), labels)
    assert "Nearest questions with an answer:" in text
    assert 'clusterdash ask country_presence --where "country=Portugal"' in text


def test_ranks_stand_in_the_table(engine: Engine, labels: Labels) -> None:
    lines = to_text(engine.evaluate(Question("organisations", ("country",))), labels).splitlines()
    portugal = next(line for line in lines if line.startswith("Portugal"))
    assert portugal.split()[:5] == ["Portugal", "27", "17", "of", "27"]


@pytest.mark.parametrize(
    "question",
    [
        Question("meetings"),
        Question("meetings", ("event", "kind"), Where.of({"series": ["ECCP matchmaking"]})),
        Question("organisations", (), Where.of({"country": ["PT", "ES"]}), "share"),
        Question("events", (), Where.of({"mode": ["online"]}, (2016, 2018))),
    ],
)
def test_a_question_can_be_copied_as_a_command(labels: Labels, question: Question) -> None:
    said = command(question, labels)
    assert said.startswith(f"clusterdash ask {question.metric}")
    assert said.count("--where") == sum(len(codes) for _, codes in question.where.selected)
    assert ("--by" in said) == bool(question.by)
    assert ("--normalise" in said) == bool(question.normalise)
    assert ("--year 2016-2018" in said) == bool(question.where.years)


def test_grid_aligns() -> None:
    assert list(grid(["a", "bb"], [["long", "1"], ["x", ""]])) == [
        "a     bb",
        "----  --",
        "long  1",
        "x",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("f0319", ["over 525 meetings", "“With over 525 bilateral meetings", "ECCP newsletter"]),
        ("f0371", ["27 agreements", "rivalled by f0372: 416"]),
        ("f0372", ["rivals f0371"]),
        ("f0799", ["mended: status 'outcome' to 'target' (training-caps)"]),
        ("f0240", ["note: Counts the European and the partner side together."]),
        (
            "s5dbf7c70",
            ["rank 1: the Commission", "kept with the edition: documents/003", "figures: "],
        ),
        ("o0001", ["o0001 (organisations)", "AgriNet Albania", "source: [s00a6abcf]"]),
        (" f0319 ", ["over 525 meetings"]),
    ],
)
def test_trace(prepared: Context, name: str, said: list[str]) -> None:
    text = trace(prepared, name)
    for words in said:
        assert words in text


def test_trace_of_every_id_ends_at_a_publication(prepared: Context) -> None:
    for table, key in (("figures", "figure_id"), ("events", "event_id")):
        for name in prepared.tables[table][key]:
            assert "source: [s" in trace(prepared, name)


def test_trace_of_nothing(prepared: Context) -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown figure, row or source 'f9998'"):
        trace(prepared, "f9998")


def test_the_catalogue_is_current(engine: Engine) -> None:
    kept = (published_folder() / "catalogue.md").read_text(encoding="utf-8")
    assert kept == catalogue(engine), "run `clusterdash lock`"


def test_the_catalogue_lists_everything(engine: Engine) -> None:
    text = catalogue(engine)
    assert all(f"| `{metric.key}` |" in text for metric in engine.registry.metrics)
    assert all(f"- `{key}`: " in text for key in CAVEATS)
    assert all(f"- `{name}`: " in text for t in engine.registry.themes for name in t.unmapped)
    widths = {
        line.count("|") for line in text.splitlines() if line.startswith("| metric | country")
    }
    assert len(widths) == 1


def test_no_figure_is_lost(prepared: Context) -> None:
    assert unanswered(prepared) == []
