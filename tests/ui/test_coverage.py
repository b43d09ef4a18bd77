"""The picture of what is known says what the engine answers, measure by measure."""

import re

import pytest
from markupsafe import escape

from clusterdash.engine import Engine, askable
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import Funnel, Question, Quote, Ratio, Rows, Where
from clusterdash.publish.words import amount
from clusterdash.ui.coverage import Coverage, Line, coverage
from clusterdash.ui.known import applies, known
from clusterdash.ui.render import render
from tests.ui import sql

POLAND = Where.of({"country": ("PL",)})
SELECTIONS = [
    Where(),
    POLAND,
    Where.of({"ecosystem": ("Digital",)}),
    Where.of({"programme": ("Euroclusters",)}),
    Where.of({}, (2018, 2020)),
]
ALL, COUNTRY, ECOSYSTEM, YEAR, PROGRAMME, SUBJECT = range(6)


@pytest.fixture(scope="module")
def whole(engine: Engine) -> Coverage:
    return coverage(engine, Where())


def lines(made: Coverage) -> dict[str, Line]:
    return {line.key: line for group in made.groups for line in group.lines}


def about_policy(engine: Engine) -> list[str]:
    return [m.key for m in engine.registry.metrics if m.theme != "sources"]


def test_no_measure_is_missing(engine: Engine, whole: Coverage) -> None:
    assert list(lines(whole)) == about_policy(engine)
    titles = [theme.title for theme in engine.registry.themes if theme.key != "sources"]
    assert [group.title for group in whole.groups] == titles
    assert all(len(line.cells) == len(whole.heads) == 6 for line in lines(whole).values())


def test_every_holder_appears(engine: Engine, whole: Coverage) -> None:
    shown = render("coverage.html", coverage=whole, made="")
    holders = {m.holder for m in engine.registry.metrics if m.holder}
    assert holders
    for line in lines(whole).values():
        holder = engine.registry.metric(line.key).holder
        missing = any(cell.state in {"missing", "planned"} for cell in line.cells)
        assert line.holder == (holder if missing else "")
    for holder in {line.holder for line in lines(whole).values()}:
        assert escape(holder) in shown
    assert "not named" not in shown
    assert shown.count("blank in the last column") == 1


@pytest.mark.parametrize("where", SELECTIONS, ids=str)
def test_the_whole_is_what_the_engine_answers(engine: Engine, where: Where) -> None:
    for key, line in lines(coverage(engine, where)).items():
        metric, cell = engine.registry.metric(key), line.cells[ALL]
        answer = engine.evaluate(Question(key, (), where))
        if isinstance(metric.answer, Ratio | Funnel) and not answer.answered:
            answer = engine.evaluate(Question(key, metric.default_by, where))
        assert answer.answered == (cell.state in {"known", "planned"}), (key, cell)
        if not answer.answered:
            continue
        if answer.frame.height == 1:
            row = answer.frame.row(0, named=True)
            said = amount(row["value"], row["qualifier"], metric.unit, row["state"])
        else:
            said = f"{answer.frame.height} figures, side by side"
        target = set(answer.frame["outcome"]) == {"target"}
        plain, _, _ = cell.said.partition(" (")
        assert plain == (f"planned: {said}" if target else said)
        assert (cell.state == "planned") == target


@pytest.mark.parametrize("where", SELECTIONS, ids=str)
@pytest.mark.parametrize("key", ["country", "ecosystem", "host_country"])
def test_values_are_those_for_which_the_engine_answers(
    engine: Engine, where: Where, key: str
) -> None:
    """What is known for outcomes is answered, and what is answered is known."""
    codes = {
        "ecosystem": engine.context.ecosystems.known,
        "country": sorted(sql.EU27)[::2],
        "host_country": sorted(sql.EU27)[::2],
    }[key]
    found = known(engine, engine.registry.metrics, where)
    tried = 0
    for name, one in found.items():
        if key not in askable(one.metric) or key in where:
            continue
        tried += 1
        values = one.values(key)
        if isinstance(one.metric.answer, Ratio | Funnel):
            frame = engine.evaluate(Question(name, one.by(key), where)).frame
            assert values.held == set(frame.drop_nulls("value")[key].drop_nulls())
            continue
        answered = {
            code
            for code in codes
            if not engine.reason(
                Question(name, (), Where.of(dict(where.selected) | {key: (code,)}, where.years))
            )
        }
        every = values.held | values.planned | values.regional
        assert values.held & {*codes} <= answered <= every, name
    assert tried > 5 or key in where or "country" in where


def test_poland(engine: Engine) -> None:
    found = lines(coverage(engine, POLAND))
    assert found["organisations"].cells[ALL].said == str(sql.count("country = 'PL'"))
    assert found["organisations"].cells[COUNTRY].said == "Poland"
    trained = found["smes_trained"]
    assert {cell.said for cell in trained.cells} == {"not published"}
    assert trained.holder == engine.registry.metric("smes_trained").holder != ""
    assert found["event_countries"].cells[COUNTRY].state == "missing"


def test_the_registry_and_the_meetings(whole: Coverage) -> None:
    found = lines(whole)
    assert found["organisations"].cells[COUNTRY].said.startswith("27 of 27 EU countries")
    assert found["organisations"].cells[COUNTRY].part == 1
    listed = "SELECT count(DISTINCT ecosystem) FROM org WHERE ecosystem <> 'not stated'"
    n = sql.select(listed)[0][0]
    assert found["organisations"].cells[ECOSYSTEM].said == f"{n} of 14 ecosystems"
    assert found["organisations"].cells[YEAR].said == "not published"
    assert re.fullmatch(r"25 of \d+ events", found["meetings"].cells[SUBJECT].said)


def test_a_plan_is_no_outcome(whole: Coverage) -> None:
    trained = lines(whole)["smes_trained"]
    assert trained.cells[ALL].said == "planned: at least 190 (Eurocluster Rural Tourism)"
    assert trained.cells[YEAR].said == "planned: 2022"
    assert {cell.state for cell in trained.cells} == {"planned", "missing"}
    assert "SMEs trained" in whole.summary[1]


def test_what_does_not_apply_is_not_missing(engine: Engine, whole: Coverage) -> None:
    found = lines(whole)
    assert found["organisations"].cells[PROGRAMME].state == "none"
    assert found["partner_countries"].cells[COUNTRY].state == "none"
    assert found["cooperation_cases"].cells[COUNTRY].said == "not published"
    for metric in engine.registry.metrics:
        for way in ("country", "ecosystem", "year", "programme"):
            assert applies(engine, metric, way) or way not in askable(metric)


def test_the_summary_counts_the_table(whole: Coverage) -> None:
    numbers = [int(n) for n in re.findall(r"\d+", whole.summary[0])]
    every = lines(whole).values()
    columns = (COUNTRY, ECOSYSTEM, YEAR, PROGRAMME, SUBJECT)
    assert numbers == [
        len(every),
        *(sum(line.cells[c].state == "known" for line in every) for c in columns),
    ]


def test_counts_never_exceed_what_there_is(engine: Engine) -> None:
    for where in SELECTIONS:
        for line in lines(coverage(engine, where)).values():
            assert all(cell.part is None or 0 <= cell.part <= 1 for cell in line.cells)


def test_none_listed_is_said_of_rows_alone(engine: Engine) -> None:
    where = Where.of({"country": ("MT",)})
    said = {
        (isinstance(engine.registry.metric(key).answer, Rows), cell.said)
        for key, line in lines(coverage(engine, where)).items()
        for cell in line.cells
        if cell.state == "missing"
    }
    assert (False, "none listed") not in said
    assert (True, "none listed") in said


def test_every_quoted_figure_stands_in_some_line(engine: Engine) -> None:
    """A figure that some metric quotes makes that metric known or planned, never missing."""
    for key, line in lines(coverage(engine, Where())).items():
        if isinstance(engine.registry.metric(key).answer, Quote):
            assert {"known", "planned"} & {cell.state for cell in line.cells}, key


def test_it_follows_the_language(engine: Engine, whole: Coverage) -> None:
    with speaking(PSEUDO):
        other = coverage(engine, Where())
    assert other.heads != whole.heads
    assert coverage(engine, Where()) is whole
