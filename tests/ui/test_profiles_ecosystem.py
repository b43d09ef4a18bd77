"""The page of an industrial ecosystem, against the files."""

import pytest

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.testing import tiny_engine
from clusterdash.ui.documents import page, unknown
from clusterdash.ui.profiles.ecosystem import ecosystem
from clusterdash.ui.site import Site
from tests.ui import sql
from tests.ui.profiled import EVENTS, PARTNERSHIPS, lines, text

CODES = [line["ecosystem"] for line in lines("ecosystems")]
PRESENT = {
    (line["ecosystem"], line["event_id"])
    for line in lines("event_presence")
    if line["status"] == "present"
}


@pytest.mark.parametrize("code", CODES)
def test_organisations_by_country(engine: Engine, code: str) -> None:
    made = ecosystem(engine, code)
    counts = dict(sql.select(
        f"SELECT country, count(*) FROM org WHERE ecosystem = '{code}' GROUP BY country"
    ))  # fmt: skip
    assert {cell.name.code: int(cell.said) for cell in made.cells} == counts
    assert made.total == str(sum(counts.values()))
    names = [cell.name.name for cell in made.cells]
    assert names == sorted(names)  # first listed ecosystems are no ranking
    whole = sql.count(view="eu")
    for cell in made.cells:
        inside = cell.name.code in sql.EU27
        assert bool(cell.share) == inside
        if inside:
            assert cell.share == f"{sql.rated(100 * counts[cell.name.code] / whole)} %"


@pytest.mark.parametrize("code", CODES)
def test_events_and_partnerships(engine: Engine, code: str) -> None:
    made = ecosystem(engine, code)
    held = [
        line["event_id"]
        for line in EVENTS
        if line["status"] == "held" and (code, line["event_id"]) in PRESENT
    ]
    own = [p["partnership_id"] for p in PARTNERSHIPS if code in p["ecosystems"].split(";")]
    assert made.events is not None
    assert made.partnerships is not None
    assert (made.events.count, made.partnerships.count) == (len(held), len(own))
    assert {item.code for item in made.events.items} <= set(held)
    assert {item.code for item in made.partnerships.items} <= set(own)


@pytest.mark.parametrize("code", CODES)
def test_every_ecosystem_has_a_page(engine: Engine, code: str) -> None:
    html = page(engine, Site(), "ecosystem", code)
    said = text(html)
    assert "No specialisation is computed" in said
    assert "Location quotient" not in said
    assert said.count("Who was trained?") == 1
    assert "per million inhabitants" not in said


def test_any_name_leads_there(engine: Engine) -> None:
    assert ecosystem(engine, "ICT").code == "Digital"
    for name in ("", "Cross-ecosystem", "not stated", "Astrology"):
        with pytest.raises(UnknownNameError):
            ecosystem(engine, name)
    with pytest.raises(UnknownNameError) as caught:
        ecosystem(engine, "Helth")
    assert 'href="ecosystem?id=Health"' in unknown(
        engine, Site(), "ecosystem", "Helth", caught.value
    )


def test_records_rank_countries_by_quotient() -> None:
    """Germany: 12 of 22 in Health; Spain: 5 of 20; Malta: 5 of 5. The EU-27: 22 of 47."""
    rows = [("DE", 12, "Health"), ("DE", 10, "Digital"), ("ES", 5, "Health"), ("ES", 15, "Digital")]
    rows.append(("MT", 5, "Health"))
    spread = [(c, name) for c, count, name in rows for _ in range(count)]
    engine = tiny_engine(
        organisations=[
            {"organisation_id": f"o{i}", "country_code": c} for i, (c, _) in enumerate(spread)
        ],
        records={
            "organisation_ecosystems": [
                {"organisation_id": f"o{i}", "ecosystem": name}
                for i, (_, name) in enumerate(spread)
            ]
        },
    )
    made = ecosystem(engine, "Health")
    assert [(one.name.code, one.said) for one in made.strengths] == [
        ("DE", "1.17"),  # (12 / 22) / (22 / 47)
        ("ES", "0.53"),  # (5 / 20) / (22 / 47)
        ("MT", "too few"),
    ]
    assert made.total == "22"
    html = text(page(engine, Site(), "ecosystem", "Health"))
    assert "Location quotient" in html
    assert "Too few organisations to tell: Malta (5 of 5)" in html
