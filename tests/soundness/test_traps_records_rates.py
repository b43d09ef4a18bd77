"""Traps of rates and zeros of records: what is divided by what, and what no record means."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import clusterdash as cd
from clusterdash.engine import Engine
from clusterdash.errors import RegistrationError
from clusterdash.model import Metric, Question, Ratio, Recorded, Tally, Where
from clusterdash.names import EU27
from clusterdash.publish import headline, to_csv, to_dict
from clusterdash.registry import Registry, default_registry
from clusterdash.testing import tiny_engine
from tests.soundness.test_traps_records import EVENTS, ask, cells

MET: list[dict[str, Any]] = [
    {"country_code": "ES", "ecosystem": "Digital", "with_country_code": "US"},
    {"country_code": "ES", "with_country_code": "US", "event_id": "e2", "met_on": date(2025, 3, 2)},
]
CAME: list[dict[str, Any]] = [
    {"participant_key": "a", "organisation_id": "o1", "country_code": "ES"},
]


@pytest.fixture(scope="module")
def met() -> Engine:
    """Two meetings of Spain and the United States, from one Spanish organisation."""
    return tiny_engine(
        events=EVENTS,
        until="2025-09-30",
        organisations=[
            {"organisation_id": "o1", "country_code": "ES"},
            {"organisation_id": "o2", "country_code": "ES", "first_listed_ecosystem": "Digital"},
        ],
        records={
            "meetings": MET,
            "registrations": CAME,
            "organisation_ecosystems": [
                {"organisation_id": "o1", "ecosystem": "Digital"},
                {"organisation_id": "o1", "ecosystem": "Health"},
            ],
        },
    )


def _awarded(**more: Any) -> Engine:
    return tiny_engine(
        partnerships=[{"partnership_id": "p1"}],
        records={
            "awards": [
                *({"sme_key": f"s{i}", "nuts2": "ES51"} for i in range(6)),
                {"sme_key": "u0", "nuts2": "ES30"},
                *(
                    {"sme_key": f"t{i}", "nuts2": "ES51", "awarded_on": date(2025, 1, 9)}
                    for i in range(5)
                ),
            ],
            **more,
        },
    )


def test_what_cannot_be_divided_is_not_called_absent(met: Engine) -> None:
    """The registry lists 25 organisations of Serbia, of which no population is in the edition."""
    said = cd.metric("organisations").by().where(country="Serbia").normalise("population")
    assert "no rate" in said.headline()
    assert "none is listed" not in said.headline()
    assert "no rate" in ask(met, "meetings", country="US", normalise="organisations").reason


def test_ecosystem_and_place_together_are_counted_from_one_table(met: Engine) -> None:
    """Links know both ecosystems, the table only the first; a total of the other is no total."""
    result = ask(met, "organisations", "located", ecosystem="Digital")
    assert result.total is not None
    assert result.total.value == sum(result.frame["value"])
    assert "first_listed" in {caveat.key for caveat in result.caveats}
    assert any("do not tell location" in note for note in result.notes)


def test_not_stated_can_be_asked_for() -> None:
    engine = tiny_engine(
        events=[{**EVENTS[0], "country_code": None}, EVENTS[1]], records={"meetings": MET}
    )
    for key in ("programme", "host_country"):
        whole = cells(ask(engine, "meetings", key))["not stated"]
        where = engine.labels.where(None, **{key: "not stated"})
        assert cells(engine.evaluate(Question("meetings", (), where))) == {(): whole}


def test_smes_of_each_year_and_none_of_a_region() -> None:
    smes = [{"country_code": "ES", "year": y, "smes": n} for y, n in ((2024, 2000), (2025, 4000))]
    engine = _awarded(sme_population=smes)
    spain = {"country": "ES", "normalise": "smes"}
    assert cells(ask(engine, "smes_supported", "year", **spain)) == {"2024": 3.5, "2025": 1.25}
    assert cells(ask(engine, "smes_supported", **spain)) == {(): 3}
    assert "SMEs are those of 2025." in ask(engine, "smes_supported", **spain).notes
    assert ask(engine, "smes_supported", "region", country="ES").answered
    for key in ("region", "size", "nace"):
        result = ask(engine, "smes_supported", key, **spain)
        assert not result.answered
        assert "no rate" in result.reason


def test_without_a_number_of_smes_nothing_is_stated_by_it() -> None:
    assert "smes" not in _awarded().registry.metric("smes_supported").normalisers


def test_who_is_not_known_is_divided_by_nothing(met: Engine) -> None:
    """A meeting of no stated ecosystem is not of the organisations that state none."""
    result = ask(met, "meetings", "ecosystem", country="ES", normalise="organisations")
    assert cells(result) == {"Digital": 100, "not stated": None}


def test_what_has_nothing_below_the_line_is_not_dropped(met: Engine) -> None:
    frame = ask(met, "meetings_per_organisation", "country").frame
    rows = {row["country"]: row for row in frame.iter_rows(named=True)}
    assert (rows["US"]["state"], rows["US"]["numerator"]) == ("undefined", 2)
    assert (rows["ES"]["value"], rows["ES"]["state"]) == (2, "computed")


def test_a_whole_of_fewer_countries_is_no_total(met: Engine) -> None:
    """By country all are shown; without it the rate is of the EU-27."""
    assert ask(met, "meetings", "country", normalise="organisations").total is None


def test_a_zero_is_one_however_it_is_asked_for(met: Engine) -> None:
    in_2025 = Where.of({}, (2025, 2025))
    by_country = met.evaluate(Question("meetings", ("country",), in_2025)).frame
    assert dict(by_country.select("country", "value").iter_rows())["PL"] == 0
    both = Where.of({"country": ("CA", "ES")})
    named = met.evaluate(Question("meetings", ("country",), both)).frame
    assert dict(named.select("country", "value").iter_rows()) == {"ES": 2, "CA": 0}


@pytest.mark.parametrize("by", [(), ("country",)])
@pytest.mark.parametrize("years", [(1990, 1995), (2026, 2030)])
def test_years_before_and_after_all_records_are_no_zero(
    met: Engine, by: tuple[str, ...], years: tuple[int, int]
) -> None:
    assert not met.evaluate(Question("meetings", by, Where.of({}, years))).answered


@pytest.mark.parametrize("by", [(), ("country",), ("year",)])
def test_the_middle_of_nothing_is_no_answer(met: Engine, by: tuple[str, ...]) -> None:
    result = ask(met, "agreement_lag", *by, country="PL")
    assert not result.answered
    assert "none is listed" in result.reason


def test_a_rate_of_records_and_figures_is_of_figures_alone() -> None:
    """An edition may hold complete records of one side of a rate and only figures of the other."""
    figures = [
        {"figure_id": f"f{i}", "measure": m, "value": v, "subject_id": "e1",
         "period_start": "2024", "period_end": "2024"}
        for i, (m, v) in enumerate((("meetings", 40.0), ("organisations", 8.0)))
    ]  # fmt: skip
    events = [{**event, "type": "matchmaking"} for event in EVENTS]
    engine = tiny_engine(events=events, figures=figures, records={"meetings": MET})
    assert ask(engine, "meetings").basis == "records"
    for metric in engine.registry.metrics:
        for by in ((), *((key,) for key in metric.dims)):
            engine.evaluate(Question(metric.key, by))
    rate = ask(engine, "meetings_per_organisation", "event")
    assert rate.basis == "published"
    assert cells(rate) == {"e1": 5}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"caveats": ("nope",)}, "there is no caveat nope"),
        ({"dims": ("nope",)}, "there is no dimension nope"),
        ({"answer": Ratio("meetingz", "meetings")}, "refers to meetingz"),
        ({"normalisers": ("population",), "answer": Ratio("agreements", "meetings")}, "normalised"),
    ],
)
def test_what_is_told_by_records_is_checked_as_well(changed: dict[str, Any], why: str) -> None:
    told = replace(Recorded(Tally("meetings", "meeting"), dims=("country",)), **changed)
    metric = Metric(
        key="mine",
        theme="matchmaking",
        label="mine",
        definition="Mine.",
        answer=Ratio("agreements", "meetings"),
        dims=("country",),
        recorded=told,
    )
    registry = Registry()
    registry.register(next(t for t in default_registry().themes if t.key == "matchmaking"))
    with pytest.raises(RegistrationError, match=why):
        registry.add(metric)


def test_words_and_files_say_by_what_is_divided(met: Engine) -> None:
    result = ask(met, "meetings", "year", normalise="population")
    assert "per million inhabitants, EU-27: " in headline(result, met.labels)
    row = to_csv(result, met.labels).splitlines()[1]
    assert ",per million inhabitants," in row
    assert ",EU-27," in row
    assert to_dict(result, met.labels)["unit"] == "per million inhabitants"
    assert "2025 is unfinished" in row


def test_complete_for_the_union_says_nothing_of_others() -> None:
    engine = tiny_engine(events=EVENTS, records={"meetings": MET}, complete={"meetings": EU27})
    both = Where.of({"country": ("CA", "PL")})
    frame = engine.evaluate(Question("meetings", ("country",), both)).frame
    assert frame["country"].to_list() == ["PL"]
