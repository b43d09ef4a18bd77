"""Facts that are counted from the rows of the edition, and rates within one call."""

import polars as pl
import pytest

import clusterdash as cd
from tests.facts.test_published_facts import figures, only


def test_the_registry() -> None:
    row = only(cd.metric("organisations").by())
    assert (row["value"], row["outcome"], row["state"]) == (1_437, "outcome", "computed")
    assert only(cd.metric("organisations").where(country="EU"))["value"] == 1_294


@pytest.mark.parametrize(
    ("country", "count", "rank"), [("Portugal", 27, 17), ("Lithuania", 32, 14)]
)
def test_ranks_of_countries(country: str, count: int, rank: int) -> None:
    row = only(cd.metric("organisations").where(country=country))
    assert (row["value"], row["qualifier"]) == (count, "exact")
    assert (row["rank"], row["rank_of"], row["ties"]) == (rank, 27, 1)


def test_the_sixty_others_stand_apart() -> None:
    row = only(cd.metric("organisations_elsewhere").by())
    assert (row["value"], row["qualifier"]) == (60, "at_least")
    norway = cd.metric("organisations").where(country="Norway").result()
    assert not norway.answered
    assert norway.nearest[0].metric == "organisations_elsewhere"
    assert only(cd.metric("organisations_elsewhere").where(country="Norway"))["value"] == 6
    frame = cd.metric("organisations_elsewhere").by("country").result().frame
    assert "rank" not in frame.columns


def test_organisations_without_an_ecosystem_and_off_the_map() -> None:
    known = cd.metric("organisations_known")
    by_ecosystem = known.by("ecosystem").result()
    found = dict(by_ecosystem.frame.select("ecosystem", "value").rows())
    assert found["not stated"] == 795
    assert "first_listed" in {c.key for c in by_ecosystem.caveats}
    located = dict(known.by("located").result().frame.select("located", "value").rows())
    assert located == {
        "on the map": 1_353,
        "no city stated": 114,
        "city without a known place": 30,
    }
    assert sum(located.values()) == 1_497


def test_partners_of_the_euroclusters_are_listed_with_coverage() -> None:
    answer = cd.metric("partners_listed").where(programme="Euroclusters").result()
    row = only(cd.metric("partners_listed").where(programme="Euroclusters"))
    assert (row["value"], row["qualifier"], answer.basis) == (79, "at_least", "listed")
    coverage = [(c.covered, c.of) for c in answer.coverage]
    assert (79, 171) in coverage
    places = cd.metric("partners_listed").where(programme="Euroclusters").by("country").result()
    found = dict(places.frame.select("country", "value").rows())
    assert found.pop("not stated") == 4
    assert (len(found), sum(found.values())) == (20, 75)


def test_success_rates_are_joined_within_one_call() -> None:
    frame = cd.metric("success_rate").by("subject", "call").result().frame
    known = figures()
    for row in frame.iter_rows(named=True):
        above, below = (known[f] for f in row["figures"].split(";"))
        same = ("subject_id", "part", "country_code", "region", "ecosystem")
        assert [above[k] for k in same] == [below[k] for k in same]
        assert (above["measure"], below["measure"]) == ("smes_supported", "smes_applicants")
        expected = 100 * float(above["value"]) / float(below["value"])
        assert row["value"] == pytest.approx(expected)
    rates = {(r["subject"], r["call"]): round(r["value"], 1) for r in frame.iter_rows(named=True)}
    assert rates[("galatea", "call 2")] == 11.2
    assert rates[("galactica", "call 2")] == 30.3


def test_a_rate_of_a_part_says_which_part() -> None:
    # 33 of 113 in the last calls of two Euroclusters is no rate of the Euroclusters.
    row = cd.metric("success_rate").result().frame.filter(pl.col("subject") == "Euroclusters")
    assert "call" in row.columns
    assert row["call"].to_list() == ["last calls xbuild euroboostex"]
