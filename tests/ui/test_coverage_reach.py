"""How far what is known reaches, cell by cell, against the raw files."""

import re

import pytest

from clusterdash.engine import Engine, askable
from clusterdash.model import Question, Quote, Ratio, Where
from clusterdash.names import EU27
from clusterdash.state import View
from clusterdash.ui.coverage import Coverage, coverage
from clusterdash.ui.extent import _of
from clusterdash.ui.known import Values, known
from clusterdash.ui.natives import KINDS
from clusterdash.ui.session import board
from clusterdash.ui.shown import shown
from tests.ui import sql
from tests.ui.test_coverage import ALL, COUNTRY, ECOSYSTEM, PROGRAMME, SUBJECT, YEAR, lines

UNION = Where.of({"country": (EU27,)})
EUROCLUSTERS = Where.of({"programme": ("Euroclusters",)})
SPARE = "(SELECT figure_id FROM raw_figure_links WHERE relation IN ('alt', 'confirmation'))"


@pytest.fixture(scope="module")
def whole(engine: Engine) -> Coverage:
    return coverage(engine, Where())


def published(measure: str, status: str = "outcome") -> set[str]:
    """Return the EU countries for which the raw file holds a figure of the whole country."""
    rows = sql.select(
        f"SELECT DISTINCT country_code FROM raw_figures WHERE measure IN ('{measure}') "
        f"AND coalesce(status, 'outcome') = '{status}' AND region IS NULL "
        f"AND figure_id NOT IN {SPARE}"
    )
    return {code for (code,) in rows} & sql.EU27


@pytest.mark.parametrize(
    ("metric", "measure", "n"),
    [
        ("smes_supported", "smes_supported", 4),
        ("funding_by_country", "funding_country_share_pct', 'applications_country_share_pct", 6),
        ("smes_applicants", "smes_applicants", 16),
    ],
)
def test_the_union_is_known_by_its_members(
    engine: Engine, metric: str, measure: str, n: int
) -> None:
    cells = lines(coverage(engine, UNION))[metric].cells
    assert len(published(measure)) == n
    assert cells[COUNTRY].said == f"{n} of 27 chosen"
    assert cells[COUNTRY].state == "known"
    # Members are never added up.
    assert cells[ALL].said == "not published"


def test_of_the_union_no_less_is_known_than_of_a_member(engine: Engine) -> None:
    def something(where: Where) -> int:
        said = coverage(engine, where).summary[0]
        return int(re.findall(r"(\d+) of \d+ measures", said)[0])

    union = something(UNION)
    for code in ("ES", "DE", "FR", "IT"):
        assert something(Where.of({"country": (code,)})) <= union


def test_a_part_is_never_the_whole(engine: Engine, whole: Coverage) -> None:
    of = lines(coverage(engine, EUROCLUSTERS))
    assert sql.select("SELECT part FROM raw_figures WHERE figure_id = 'f0695'") == [
        ("last_calls_xbuild_euroboostex",)
    ]
    call = "last calls of xBUILD-EU and EuroBoosTEX"
    assert of["smes_applicants"].cells[ALL].said == f"113 ({call})"
    assert of["success_rate"].cells[ALL].said == f"29.2 ({call})"
    assert of["budgets"].cells[ALL].said == "around EUR 1,400,000 (one partnership)"
    # Whoever chose the programme knows whose number it is; nobody else does.
    assert of["partners"].cells[ALL].said == "171"
    found = lines(whole)
    assert found["partners"].cells[ALL].said == "171 (Euroclusters)"
    assert found["training_registered"].cells[ALL].said == "over 50 (one event)"
    assert "(" not in found["projects_funded"].cells[ALL].said  # a sum of several


def test_years_of_plans_are_no_years_of_outcomes(whole: Coverage) -> None:
    found = lines(whole)
    assert found["funding_share"].cells[YEAR].said == "2022, planned: 2016–2024"
    assert found["missions"].cells[YEAR].said == "2016–2018, planned: 2018–2019"
    assert found["exchanges"].cells[YEAR].said == "2020–2021, planned: 2020–2022"
    outcomes = sql.select(
        "SELECT min(left(coalesce(period_start, period_end), 4)), "
        "max(left(coalesce(period_end, period_start), 4)) FROM raw_figures "
        "WHERE measure = 'missions' AND coalesce(status, 'outcome') = 'outcome'"
    )
    assert outcomes == [("2016", "2018")]


def test_what_a_board_shows_is_not_called_unpublished(engine: Engine, whole: Coverage) -> None:
    found = lines(whole)
    pooled = 100 * 202 / 2210
    assert found["case_rate"].cells[ALL].said.startswith(f"{pooled:.1f} (")
    assert found["case_rate"].cells[YEAR].said == found["funnel"].cells[YEAR].said == "2016–2017"
    assert found["agreement_rate"].cells[YEAR].said.startswith("2016–")
    assert found["partners"].cells[YEAR].said == "2022"
    for key, line in found.items():
        metric = engine.registry.metric(key)
        if metric.default_by and engine.evaluate(Question(key, metric.default_by)).answered:
            assert line.cells[ALL].state in {"known", "planned"}, key


def test_a_region_is_no_country(whole: Coverage) -> None:
    places = published("sme_training_places_max", "target") | published("sme_training_places_max")
    regions = {"BE", "ES", "RO"}
    assert len(places) == 6
    assert not places & regions
    said = lines(whole)["training_places"].cells[COUNTRY].said
    assert said == "planned: 6 of 27 EU countries, 3 others, 3 by region alone"


def test_plans_outside_the_union_count_as_others(whole: Coverage) -> None:
    said = lines(whole)["experts_trained"].cells[COUNTRY].said
    assert said == "planned: 3 of 27 EU countries, 1 other"


def test_nothing_known_is_left_out_of_a_count() -> None:
    every = frozenset("ABCD")
    values = Values(frozenset("AX"), frozenset("BY"), frozenset("C"))
    assert _of(values, every, "{n} of {of}").said == (
        "1 of 4, 1 other, 2 more planned, 1 by region alone"
    )
    abroad = _of(Values(frozenset("XY"), frozenset("A")), every, "{n} of {of}")
    assert abroad == ("known", "2 other countries, 1 more planned", 0.0)
    planned = _of(Values(planned=frozenset("AX")), every, "{n} of {of}")
    assert planned == ("planned", "planned: 1 of 4, 1 other", 0.25)
    assert _of(Values(), every, "{n} of {of}").state == "missing"


@pytest.mark.parametrize("where", [Where(), EUROCLUSTERS, Where.of({}, (2016, 2017))], ids=str)
def test_a_card_and_the_picture_count_alike(engine: Engine, where: Where) -> None:
    """For a measure and a selection there is one "n of m" on a page."""
    found, tried = lines(coverage(engine, where)), 0
    for question in asked(engine):
        line = found.get(question.metric)
        if line is None or "kind" in question.by or question.where:
            continue
        answer = engine.evaluate(Question(question.metric, question.by, where))
        for part in answer.coverage:
            if re.search(r"publish(es)? (an outcome|this|both)\.$", part.sentence):
                tried += 1
                said = line.cells[SUBJECT].said
                assert said.startswith(f"{part.covered:.0f} of {part.of:,.0f} "), line.key
    assert tried > 3


def asked(engine: Engine) -> list[Question]:
    """Return what the cards of all boards ask."""
    boards = [theme.board for theme in engine.registry.themes if theme.board]
    return [q for b in boards for block in b.blocks if block.kind not in KINDS for q in block.asks]


def test_outcomes_and_plans_are_told_apart(engine: Engine) -> None:
    block = next(b for b in board(engine, "sme_reach").blocks if b.key == "supported")
    said = shown(engine, block, View()).card.coverage
    counts = {
        status: sql.select(
            "SELECT count(DISTINCT subject_id) FROM raw_figures WHERE measure = 'smes_supported' "
            f"AND subject_type = 'partnership' AND coalesce(status, 'outcome') = '{status}' "
            f"AND coalesce(part, 'whole') = 'whole' AND figure_id NOT IN {SPARE}"
        )[0][0]
        for status in ("outcome", "target")
    }
    of = sql.select("SELECT count(*) FROM raw_partnerships")[0][0]
    lines_of = [line for line in said if " of " in line]
    assert lines_of == [
        f"{counts['outcome']} of {of} partnerships that sources name publish an outcome.",
        f"{counts['target']} of {of} partnerships that sources name publish a plan.",
    ]


def test_the_summary_says_what_is_missing_and_what_is_not_counted(
    engine: Engine, whole: Coverage
) -> None:
    every = lines(whole).values()
    lacking = next(line for line in whole.summary if line.startswith("Not published"))
    columns = (COUNTRY, ECOSYSTEM, YEAR, PROGRAMME, SUBJECT)
    assert [int(n) for n in re.findall(r"\d+", lacking)] == [
        sum(line.cells[c].state == "missing" for line in every) for c in columns
    ]
    own = int(re.findall(r"^\d+", whole.summary[-1])[0])
    assert len(every) + own == len(engine.registry.metrics)
    of_theme = coverage(engine, Where(), "training").summary
    assert not any("this edition itself" in line for line in of_theme)


def test_values_by_country_are_those_of_a_breakdown(engine: Engine) -> None:
    found, tried = known(engine, engine.registry.metrics, UNION), 0
    for key, one in found.items():
        if not isinstance(one.metric.answer, Quote) or "country" not in askable(one.metric):
            continue
        frame = engine.evaluate(Question(key, ("country",), UNION)).frame
        values = one.values("country")
        tried += bool(frame.height)
        assert {*frame["country"]} <= values.held | values.planned | values.regional, key
        assert not (values.held | values.planned | values.regional) - sql.EU27
    assert tried > 5


def test_quotients_publish_both(engine: Engine, whole: Coverage) -> None:
    for metric in engine.registry.metrics:
        if isinstance(metric.answer, Ratio):
            for part in engine.evaluate(Question(metric.key, metric.default_by)).coverage:
                said = lines(whole)[metric.key].cells[SUBJECT].said
                assert said.startswith(f"{part.covered:.0f} of {part.of:.0f} ")
