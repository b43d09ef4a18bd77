"""Partners elsewhere: whom a profile names, why, and in which order, by hand and by SQL."""

import pytest

from clusterdash.engine import Engine
from clusterdash.names import folded
from clusterdash.testing import tiny_engine
from clusterdash.ui.documents import page
from clusterdash.ui.profiles.elsewhere import MOST, Elsewhere, elsewhere
from clusterdash.ui.profiles.organisation import profile
from clusterdash.ui.site import Site
from tests.ui import sql

BOTH = "both are partners in it"


def _row(engine: Engine, code: str) -> dict[str, object]:
    return engine.context.tables["organisations"].filter(organisation_id=code).row(0, named=True)


def _why(found: Elsewhere) -> dict[str, list[tuple[str, str]]]:
    return {
        one.link.name: [(reason.link.name, reason.said) for reason in one.reasons]
        for one in found.candidates
    }


def _organisation(code: str, name: str, country: str, ecosystem: str | None) -> dict[str, object]:
    return {
        "organisation_id": code,
        "name": name,
        "country_code": country,
        "first_listed_ecosystem": ecosystem,
        "registry": "yes",
    }


def _partner(partnership: str, name: str | None, country: str) -> dict[str, object]:
    return {"partnership_id": partnership, "organisation": name, "country_code": country}


@pytest.fixture(scope="module")
def small() -> Engine:
    """Own is in P with Met and Near; Met is in Q with Far and in R with Far; S is of strangers."""
    return tiny_engine(
        organisations=[
            _organisation("o0001", "Own", "PT", "Digital"),
            _organisation("o0002", "Same", "ES", "Digital"),
            _organisation("o0003", "Neighbour", "PT", "Digital"),
            _organisation("o0004", "Far", "IT", "Digital"),
            _organisation("o0005", "Other", "IT", "Health"),
            _organisation("o0006", "Blank", "IT", None),
            _organisation("o0007", "Unstated", "PT", None),
        ],
        partnerships=[
            {"partnership_id": code, "acronym": code.upper(), "name": code} for code in "pqrs"
        ],
        partnership_partners=[
            _partner("p", "OWN", "PT"),
            _partner("p", "Met", "FR"),
            _partner("p", "Near", "PT"),
            _partner("p", None, "DE"),
            _partner("q", "Met", "FR"),
            _partner("q", "Far", "IT"),
            _partner("q", "Own", "DE"),  # of the same name, in another country: another one
            _partner("r", "met", "FR"),
            _partner("r", "Near", "PT"),
            _partner("r", "Far", "IT"),
            _partner("s", "Stranger", "BE"),
        ],
    )


def test_reasons_by_hand(small: Engine) -> None:
    found = elsewhere(small, _row(small, "o0001"))
    beside_met = "in it beside Met, a known partner of this organisation"
    assert _why(found) == {
        "Far": [
            ("Digital", "the same first listed ecosystem"),
            ("Q", beside_met),
            ("R", "in it beside Met, Near, known partners of this organisation"),
        ],
        "Met": [("P", BOTH), ("R", "in it beside Near, a known partner of this organisation")],
        "Own": [("Q", beside_met)],
        "Same": [("Digital", "the same first listed ecosystem")],
    }
    assert list(_why(found)) == ["Far", "Met", "Own", "Same"]
    assert found.more == 0
    far, met, *_ = found.candidates
    assert (far.link.kind, far.link.code, far.country) == ("organisation", "o0004", "Italy")
    assert (met.link.kind, met.link.code) == ("", "")  # it has no profile


def test_nothing_known_finds_nobody_and_says_so(small: Engine) -> None:
    assert elsewhere(small, _row(small, "o0006")) == Elsewhere()
    assert elsewhere(small, _row(small, "o0007")) == Elsewhere()
    assert "Nobody is known: no ecosystem is stated" in page(small, Site(), "organisation", "o0007")


@pytest.mark.parametrize("code", ["o0746", "o0674", "o0003", "o0232"])
def test_the_ecosystem_by_sql(engine: Engine, code: str) -> None:
    expected = sql.select(
        "SELECT DISTINCT b.name FROM raw_organisations a JOIN raw_organisations b ON "
        "a.first_listed_ecosystem = b.first_listed_ecosystem AND a.country_code <> b.country_code "
        f"WHERE a.organisation_id = '{code}' AND a.registry = 'yes' AND b.registry = 'yes'"
    )
    names = {folded(name) for (name,) in expected}
    found = profile(engine, code).elsewhere
    assert len(found.candidates) + found.more >= len(names)
    assert len(found.candidates) <= MOST
    for one in found.candidates:
        by_ecosystem = any(reason.href for reason in one.reasons)
        assert by_ecosystem == (folded(one.link.name) in names)
        assert one.reasons
    counts = [len(one.reasons) for one in found.candidates]
    assert counts == sorted(counts, reverse=True)
    if not found.more:
        assert {folded(o.link.name) for o in found.candidates if o.reasons[0].href} == names


def test_nobody_of_the_same_country(engine: Engine) -> None:
    for code in ("o0746", "o0674", "o0232"):
        made = profile(engine, code)
        (own,) = (fact.said for fact in made.facts if fact.name == "Country")
        assert own not in {one.country for one in made.elsewhere.candidates}


def test_the_page_says_what_it_rests_on_and_how_many_more(engine: Engine) -> None:
    html = page(engine, Site(), "organisation", "o0746")
    found = profile(engine, "o0746").elsewhere
    assert "Only the ecosystem that each lists first and the partners" in html
    assert found.more > 0
    assert f"And {found.more} more." in html
    assert 'href="clusters?v=1&amp;ecosystem=Textiles#organisations"' in html
    assert html.count("<li><b>") == MOST


def test_a_hostile_name_stays_text() -> None:
    name = "<img src=x onerror=alert(1)>"
    made = tiny_engine(
        organisations=[
            _organisation("o0001", "Own", "PT", "Digital"),
            _organisation("o0002", name, "ES", "Digital"),
        ]
    )
    html = page(made, Site(), "organisation", "o0001")
    assert name not in html
    assert "&lt;img src=x" in html
