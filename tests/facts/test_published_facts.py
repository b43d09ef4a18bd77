"""Facts that stand in the sources, asked as a reader asks them."""

import csv
from pathlib import Path
from typing import Any

import pytest

import clusterdash as cd

DATA = Path(__file__).parents[2] / "data"
FEBRUARY: dict[str, Any] = {"event": "european-cluster-matchmaking-event-brussels-2018"}
VALENCIA = {"event": "grow-your-region-valencia-2017"}
FORUM = {"event": "european-cluster-policy-forum-{}-brussels-2018"}
TALK = {"event": "eccp-expert-talks-webinar-1-2017"}
ACADEMIES = {
    "cluster-booster-academy-1-strasbourg-2023": 27,
    "cluster-booster-academy-2-turin-2023": 21,
    "cluster-booster-academy-3-sofia-2024": 45,
    "cluster-booster-academy-4-2024-2025": 26,
}
Fact = tuple[str, dict[str, Any], float, str, str, str]

# Metric, filter, value, qualifier, outcome or target, figure.
FACTS: list[Fact] = [
    ("meetings", FEBRUARY, 525, "over", "outcome", "f0319"),
    ("event_organisations", FEBRUARY, 130, "exact", "outcome", "f0320"),
    ("event_countries", FEBRUARY, 22, "exact", "outcome", "f0318"),
    ("smes_represented", FEBRUARY, 10_000, "over", "outcome", "f0322"),
    ("participants", FEBRUARY | {"status": "target"}, 140, "around", "target", "f0321"),
    ("actors_mapped", {"kind": "found"}, 1_686, "exact", "outcome", "f0004"),
    ("actors_mapped", {"kind": "of which without a location"}, 6, "exact", "outcome", "f0004b"),
    ("profiles", {"year": 2018, "scope": "worldwide"}, 800, "around", "outcome", "f0129"),
    ("partners", {"programme": "Euroclusters"}, 171, "exact", "outcome", "f0689"),
    ("partner_countries", {"programme": "Euroclusters"}, 23, "exact", "outcome", "f0683"),
    ("smes_supported", {"programme": "Euroclusters"}, 1_500, "over", "outcome", "f0699"),
    ("participants", VALENCIA, 315, "exact", "outcome", "f0352"),
    ("event_countries", VALENCIA, 25, "exact", "outcome", "f0349"),
    ("ministries", {"event": FORUM["event"].format(1)}, 25, "exact", "outcome", "f0343"),
    ("ministries", {"event": FORUM["event"].format(2)}, 19, "exact", "outcome", "f0345"),
    ("matchmakings_planned", {"kind": "physical"}, 11, "exact", "target", "f0387"),
    ("matchmakings_planned", {"kind": "virtual, intra-EU"}, 8, "exact", "target", "f0388"),
    ("matchmakings_planned", {"kind": "physical, outgoing"}, 5, "exact", "target", "f0386"),
    ("matchmakings_planned", {"kind": "physical, incoming"}, 5, "exact", "target", "f0384"),
    ("matchmakings_planned", {"kind": "physical, intra-EU"}, 1, "exact", "target", "f0385"),
    ("training_registered", TALK, 50, "over", "outcome", "f0734"),
    ("smes_trained", {}, 190, "at_least", "target", "f0796"),
]


def figures() -> dict[str, dict[str, str]]:
    with (DATA / "figures.csv").open(encoding="utf-8", newline="") as file:
        return {row["figure_id"]: row for row in csv.DictReader(file)}


def only(ask: cd.Ask) -> dict[str, Any]:
    rows = ask.result().frame.to_dicts()
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f[5])
def test_a_published_figure(fact: Fact) -> None:
    metric, where, value, qualifier, outcome, figure = fact
    ask = cd.metric(metric).where(**where)
    row = only(ask)
    assert (row["value"], row["qualifier"], row["outcome"]) == (value, qualifier, outcome)
    assert (row["figures"], row["sources"]) == (figure, figures()[figure]["source_id"])
    assert [origin.source_id for origin in ask.result().origins] == [row["sources"]]


def test_attendance_in_february_2018_is_not_published_and_the_plan_is_offered() -> None:
    answer = cd.metric("participants").where(**FEBRUARY).result()
    assert not answer.answered
    assert "not published" in answer.reason
    assert answer.frame.is_empty()
    assert answer.nearest[0].where.get("status") == ("target",)


def test_the_funnel_of_2016_17_and_its_rivals() -> None:
    answer = cd.metric("funnel").where(year=(2016, 2017)).result()
    found = {r["stage"]: r for r in answer.frame.iter_rows(named=True)}
    assert [(s, r["value"], round(r["rate"], 1), r["figures"]) for s, r in found.items()] == [
        ("meetings", 2_210, 100.0, "f0379"),
        ("cooperation_cases", 202, 9.1, "f0373"),
        ("agreements", 27, 1.2, "f0371"),
    ]
    assert {r["sources"] for r in found.values()} == {figures()["f0379"]["source_id"]}
    assert {(r.figure_id, r.of, r.value) for r in answer.rivals} == {
        ("f0378", "f0379", 2_180.0),
        ("f0372", "f0371", 416.0),
    }


@pytest.mark.parametrize(
    ("metric", "rate", "parts"),
    [
        ("case_rate", 9.1, ("f0373", "f0379", 202, 2_210)),
        ("agreement_rate", 1.2, ("f0371", "f0379", 27, 2_210)),
    ],
)
def test_rates_of_2016_17(metric: str, rate: float, parts: tuple[Any, ...]) -> None:
    row = only(cd.metric(metric).by("programme"))
    assert round(row["value"], 1) == rate
    assert (*row["figures"].split(";"), row["numerator"], row["denominator"]) == parts


def test_what_the_frame_shows_can_be_asked_for() -> None:
    row = only(cd.metric("cooperation_cases").by("programme"))
    again = only(cd.metric("cooperation_cases").where(programme=row["programme"]))
    assert again["figures"] == "f0373"


def test_profiles_over_time() -> None:
    answer = cd.metric("profiles").by("year").result()
    columns = ("year", "value", "qualifier", "figures")
    assert answer.frame.select(columns).rows() == [
        ("2017", 690.0, "over", "f0005"),
        ("2018", 800.0, "around", "f0129"),
        ("2022", 1398.0, "exact", "f0007"),
        ("2024", 1500.0, "over", "f0008"),
    ]
    assert [(r.figure_id, r.of, r.value) for r in answer.rivals] == [("f0006", "f0129", 880.0)]


def test_partnerships_by_programme() -> None:
    answer = cd.metric("partnerships").by("programme").result()
    found = {r["programme"]: r for r in answer.frame.iter_rows(named=True)}
    second = found["ESCP-4i second generation (COSME Clusters Go International)"]
    assert (second["value"], second["qualifier"], second["figures"]) == (23, "exact", "f0662")
    assert {r.figure_id for r in answer.rivals if r.of == "f0662"} == {"f0174", "f0663"}
    first_wave = found["Euroclusters"]
    assert (first_wave["value"], first_wave["figures"]) == (30, "f0690")
    assert first_wave["outcome"] == "outcome"  # the 16 of the second wave are a target


def test_countries_of_the_euroclusters_name_the_22_member_states_as_the_other() -> None:
    answer = cd.metric("partner_countries").where(programme="Euroclusters").result()
    rivals = {(r.figure_id, r.relation, r.value) for r in answer.rivals}
    assert rivals == {("f0683b", "alt", 22.0), ("f0700", "confirmation", 23.0)}
    assert "sources_disagree" in {c.key for c in answer.caveats}


def test_three_quarters_to_smes_is_a_promise() -> None:
    rows = cd.metric("funding_share").where(programme="Euroclusters").result().frame
    found = {r["figures"]: r for r in rows.iter_rows(named=True)}
    assert set(found) == {"f0685", "f0686", "f0469", "f0602"}  # the programme, DREAM and SILEO
    assert {r["outcome"] for r in found.values()} == {"target"}
    assert {found[f]["value"] for f in found} == {75}
    qualifiers = {f: row["qualifier"] for f, row in found.items()}
    assert qualifiers == {"f0685": "exact", "f0686": "at_least", "f0469": "over", "f0602": "exact"}


def test_academies() -> None:
    ask = cd.metric("training_participants").by("event").where(series="Cluster Booster Academy")
    frame = ask.result().frame
    assert dict(frame.select("event", "value").rows()) == ACADEMIES
    assert set(frame["qualifier"]) == {"exact"}
    known = figures()
    for row in frame.iter_rows(named=True):
        assert known[row["figures"]]["subject_id"] == row["event"]
        assert known[row["figures"]]["source_id"] == row["sources"]


def test_caps_are_a_plan() -> None:
    by_country = cd.metric("training_places").where(kind="cap").by("country", "region").result()
    caps = {f: r for f, r in figures().items() if r["measure"] == "sme_training_places_max"}
    by_area = {f for f, r in caps.items() if r["country_code"] != "ALL" and r["region"]}
    assert set(by_country.frame["figures"]) == by_area
    national = cd.metric("training_places").where(kind="cap").by("country").result().frame
    assert set(national["figures"]) == {
        f for f, r in caps.items() if r["country_code"] != "ALL" and not r["region"]
    }
    for frame in (by_country.frame, national):
        assert set(frame["outcome"]) == {"target"}
        assert set(frame["qualifier"]) == {"up_to"}
    assert dict(national.select("country", "value").rows())["GR"] == 14


def test_nobody_says_how_many_smes_were_trained() -> None:
    assert not cd.metric("smes_trained").where(status="outcome").result().answered
