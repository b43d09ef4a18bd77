"""The page of a partnership: promise beside outcome, and partners named or not."""

import pytest

from clusterdash.engine import Engine
from clusterdash.ui.documents import page
from clusterdash.ui.profiles.partnership import Partnership, partnership
from clusterdash.ui.site import Site
from tests.ui.profiled import (
    FIGURES,
    PARTNERSHIPS,
    WORDS,
    article,
    lines,
    number,
    status,
    text,
)

LINES = {line["partnership_id"]: line for line in PARTNERSHIPS}
PARTNERS = lines("partnership_partners")
OWN = [figure for figure in FIGURES if figure["subject_type"] == "partnership"]


def _facts(made: Partnership) -> dict[str, str]:
    return {fact.name: fact.said for fact in made.facts}


def _row(made: Partnership, what: str, about: str = "") -> tuple[list[str], list[str]]:
    (row,) = [m for m in made.measures if (m.what, m.about) == (what, about)]
    return [one.value for one in row.outcomes], [one.value for one in row.plans]


@pytest.mark.parametrize("code", LINES)
def test_facts_are_the_line_of_the_file(engine: Engine, code: str) -> None:
    line, made = LINES[code], partnership(engine, code)
    facts = _facts(made)
    assert (made.name, made.full_name) == (line["acronym"], line["name"])
    assert facts["Full name"] == (line["name"] or "not stated")
    assert facts["Website"] == (line["website"] or "not stated")
    assert line["programme"] in facts["Programme"]
    assert line["call"] in facts["Call"]
    assert line["start_date"][:4] in facts["Date"]
    assert line["end_date"][:4] in facts["Date"]
    assert line["ecosystems_basis"] in facts["in the words of the source"]
    for ecosystem in filter(None, line["ecosystems"].split(";")):
        assert ecosystem in facts["Industrial ecosystems"]


@pytest.mark.parametrize("code", LINES)
def test_partners_are_those_of_the_file(engine: Engine, code: str) -> None:
    own = [line for line in PARTNERS if line["partnership_id"] == code]
    made = partnership(engine, code).partners
    assert len(made) == len(own)
    for partner, line in zip(made, own, strict=True):
        assert partner.named == bool(line["organisation"])
        if line["organisation"]:
            assert partner.name.name == line["organisation"]
        else:
            assert "name is not published" in partner.name.name
            assert partner.name.kind == ""
        assert (partner.country == "country not stated") == (not line["country_code"])
        assert partner.role.lower() == line["role"]
        assert [origin.source_id for origin in partner.origins] == line["source_id"].split(";")


def test_partners_of_the_registry_lead_to_their_page(engine: Engine) -> None:
    same = {
        (line["name"].casefold(), line["country_code"]): line["organisation_id"]
        for line in reversed(lines("organisations"))
        if line["registry"] == "yes"
    }
    found = 0
    for code in LINES:
        for partner, line in zip(
            partnership(engine, code).partners,
            [line for line in PARTNERS if line["partnership_id"] == code],
            strict=True,
        ):
            if (line["organisation"].casefold(), line["country_code"]) in same:
                assert partner.name.kind == "organisation"
                found += 1
    assert found > 50


def test_outcomes_and_plans_hold_every_figure_once(engine: Engine) -> None:
    for code in LINES:
        own = [figure for figure in OWN if figure["subject_id"] == code]
        made = partnership(engine, code)
        every = [one for row in made.measures for one in row.outcomes]
        outcomes = [one.code for one in every if one.subject.code == code]
        plans = [one.code for row in made.measures for one in row.plans]
        wanted = {s: {f["figure_id"] for f in own if status(f) == s} for s in ("outcome", "target")}
        assert (set(outcomes), set(plans)) == (wanted["outcome"], wanted["target"])
        assert len(outcomes) + len(plans) == len(own)
        assert made.planned == bool(wanted["target"])


def test_what_boards_show_instead_stands_first(engine: Engine) -> None:
    made = partnership(engine, "eacp-abroad")
    (row,) = made.measures
    assert [(one.code, one.value) for one in row.outcomes] == [
        ("f0217", "1"), ("f0471", "3"), ("f0472", "1"),
    ]  # fmt: skip
    html = page(engine, Site(), "partnership", "eacp-abroad")
    assert 'href="event?id=eacp-abroad-dubai-airshow-2017#f0217">1</a>' in html
    assert "1 formal agreements" not in text(html)


def test_figures_in_the_same_words_stand_together(engine: Engine) -> None:
    made = partnership(engine, "galatea")
    (group,) = [group for group in made.quoted if any(one.code == "f0523" for one in group)]
    assert [one.value for one in group] == ["178", "59", "52", "28", "18", "20"]
    said = text(page(engine, Site(), "partnership", "galatea"))
    assert said.count("178 SMEs applied for fundings of which 18 Polish") == 1
    assert sorted(one.code for group in made.quoted for one in group) == sorted(
        one.code for one in made.statements
    )


@pytest.mark.parametrize("figure", OWN)
def test_figures_keep_value_and_qualifier(engine: Engine, figure: dict[str, str]) -> None:
    made = partnership(engine, figure["subject_id"])
    cells = [one for row in made.measures for one in (*row.outcomes, *row.plans)]
    (one,) = [cell for cell in cells if cell.code == figure["figure_id"]]
    unit = {"EUR": "EUR {}", "percent": "{} %", "count": "{}"}[figure["unit"]]
    assert one.value == WORDS[figure["qualifier"]] + unit.format(number(figure))
    assert one.origin.source_id == figure["source_id"]


def test_metastars_shows_47_and_names_44(engine: Engine) -> None:
    made = partnership(engine, "metastars")
    assert _row(made, "SMEs supported") == (["47", "44"], [])
    assert _row(made, "SMEs supported", "part of the total") == (["36"], [])
    assert _row(made, "SMEs supported", "Spain; part of the total") == (["9"], [])
    shown = article(page(engine, Site(), "partnership", "metastars"), "f0563")
    assert shown.startswith("47 SMEs supported")
    assert "Another account: 44 SMEs supported" in shown
    assert "supporting 44 SMEs from 12 European countries" in shown
    assert "Aviation Valley: METASTARS on stage" in shown


def test_ufo_shows_66_and_names_65(engine: Engine) -> None:
    made = partnership(engine, "ufo")
    assert _row(made, "SMEs supported") == (["66", "65"], [])
    assert _facts(made)["EU contribution"] == "around EUR 4,300,000"
    assert _facts(made)["Date"] == "until 31 Jan 2023; the start is not published"


def test_the_contribution_of_the_list_comes_first(engine: Engine) -> None:
    facts = {fact.name: fact for fact in partnership(engine, "amulet").facts}
    assert facts["EU contribution"].said == "EUR 4,952,732.50"
    assert facts["EU contribution"].href == ""
    assert {f.name: f for f in partnership(engine, "ufo").facts}["EU contribution"].href == "#f0616"


def test_one_that_has_only_plans(engine: Engine) -> None:
    made = partnership(engine, "dream")
    assert _row(made, "Projects funded", "projects") == ([], ["35"])
    assert _row(made, "EUR to SMEs", "direct funding") == ([], ["EUR 1,050,000"])
    assert all(one.planned for one in made.statements)
    said = text(page(engine, Site(), "partnership", "dream"))
    assert said.count("planned, not an outcome") == 3
    assert said.count("not published") >= 3
    assert "A plan is never an outcome" in said


def test_one_with_both(engine: Engine) -> None:
    made = partnership(engine, "galactica")
    outcomes, plans = _row(made, "SMEs supported")
    assert plans == ["80"]
    assert outcomes == [
        WORDS[f["qualifier"]] + number(f)
        for f in OWN
        if (f["subject_id"], f["measure"], f["part"]) == ("galactica", "smes_supported", "whole")
        and status(f) == "outcome"
    ]


def test_coverage_of_the_call(engine: Engine) -> None:
    assert partnership(engine, "metastars").coverage == (
        (
            "Partners in the same call",
            "Euroclusters, first wave: 79 listed here of the 171 that the programme counts.",
        ),
        (
            "Partnerships in the same call",
            "Euroclusters, first wave: 17 listed here of the 30 that the programme counts.",
        ),
    )
    assert partnership(engine, "ufo").coverage == ()


def test_third_markets(engine: Engine) -> None:
    names = [name for name, _ in partnership(engine, "laser-go-global").markets]
    own = [
        m for m in lines("partnership_target_markets") if m["partnership_id"] == "laser-go-global"
    ]
    assert len(names) == len(own) == 7
    assert "United States" in names
