"""What the published edition says, in sentences that a policy officer could copy."""

import re
from typing import Any

import pytest

import clusterdash as cd
from clusterdash.ask import Ask
from clusterdash.engine import Engine, Labels
from clusterdash.model import Question, Where
from clusterdash.publish import headline, sentence

BRUSSELS = "European Cluster Matchmaking Event 2018"
SAID: list[tuple[str, dict[str, Any], str]] = [
    (
        "organisations",
        {"by": ["country"]},
        "Spain leads with 211 of the 1,294 cluster organisations listed in the ECCP registry in "
        "the EU-27 (2026).",
    ),
    (
        "organisations",
        {"country": "Portugal"},
        "27 cluster organisations listed in the ECCP registry: Portugal, 17th of 27 in the EU-27 "
        "(2026).",
    ),
    (
        "organisations",
        {"country": "the European Union"},
        "1,294 cluster organisations listed in the ECCP registry: EU-27 (2026).",
    ),
    (
        "organisations",
        {"country": "Malta"},
        "1 cluster organisation listed in the ECCP registry: Malta, 27th of 27 in the EU-27 "
        "(2026).",
    ),
    (
        "organisations",
        {"country": "Lithuania", "normalise": "population"},
        "11.1 cluster organisations listed in the ECCP registry per million inhabitants: "
        "Lithuania, 3rd of 27 in the EU-27 (2026).",
    ),
    (
        "organisations",
        {"country": "Portugal", "normalise": "share"},
        "2.1 % of the EU-27's cluster organisations listed in the ECCP registry: Portugal, 17th of "
        "27 in the EU-27 (2026).",
    ),
    (
        "organisations",
        {"by": ["located"]},
        "Cluster organisations listed in the ECCP registry: on the map: 1,345; no city stated: 62; "
        "city without a known place: 30 (2026).",
    ),
    (
        "organisations",
        {"country": "US"},
        "Cluster organisations listed in the ECCP registry: none is listed for United States. The "
        "European Cluster Collaboration Platform holds the full profiles.",
    ),
    (
        "partnerships_listed",
        {"country": "XK"},
        "Partnerships that sources name, with a partner from Kosovo*: none is listed.",
    ),
    (
        "meetings",
        {"host_country": "MT"},
        "Bilateral meetings, held in Malta: not published. The organisers of the events hold "
        "registrations and meeting schedules.",
    ),
    (
        "events",
        {"country": "XK"},
        "Events held: none is listed for Kosovo* (host, or named as present). The organisers of "
        "the events hold registrations and meeting schedules.",
    ),
    ("profiles", {}, "Over 1,500 profiles of cluster organisations on the ECCP (2024)."),
    (
        "meetings",
        {"event": BRUSSELS},
        f"Over 525 bilateral meetings: {BRUSSELS} (2018-02-22).",
    ),
    ("meetings", {"year": 2018}, "Around 675 bilateral meetings (2018)."),
    (
        "meetings",
        {"country": "PT"},
        "Bilateral meetings: not published by country. The organisers of the events hold "
        "registrations and meeting schedules.",
    ),
    (
        "funnel",
        {},
        "ECCP cluster matchmaking events, 2016–2017: 2,210 bilateral meetings, then 202 "
        "cooperation cases (9.1 %), then 27 formal agreements (1.2 %); rates are of the meetings.",
    ),
    (
        "agreements",
        {},
        "Formal agreements: ESCP-4i, first generation: 39; ECCP cluster matchmaking events: 27 "
        "(2016–2017).",
    ),
    (
        "smes_represented",
        {"event": BRUSSELS},
        f"Over 10,000 SMEs represented: {BRUSSELS} (2018-02-22).",
    ),
    (
        "smes_supported",
        {"programme": "Euroclusters"},
        "Over 1,500 SMEs supported: Euroclusters (2022-09-01 to 2024).",
    ),
    (
        "smes_trained",
        {},
        "Planned, not an outcome: at least 190 SMEs trained: Eurocluster Rural Tourism (since "
        "2022-09).",
    ),
    (
        "cluster_policies",
        {},
        "Countries with a dedicated cluster policy: worldwide: 28; EU-27: 15 (2022-12).",
    ),
]


def _ask(metric: str, asked: dict[str, Any]) -> Ask:
    names = {key: name for key, name in asked.items() if key not in {"by", "normalise"}}
    question = cd.metric(metric).where(**names)
    if "by" in asked:
        question = question.by(*asked["by"])
    return question.normalise(asked["normalise"]) if "normalise" in asked else question


@pytest.mark.parametrize(("metric", "asked", "said"), SAID)
def test_headlines(metric: str, asked: dict[str, Any], said: str) -> None:
    assert _ask(metric, asked).headline() == said


def test_a_sentence_names_source_date_and_edition(engine: Engine, labels: Labels) -> None:
    asked = Question("meetings", (), labels.where(event=BRUSSELS))
    said = sentence(engine.evaluate(asked), labels)
    assert said == (
        f"Over 525 bilateral meetings: {BRUSSELS} (2018-02-22). Source: European Cluster "
        "Collaboration Platform, ECCP newsletter, spring 2018 (2018). clusterdash, "
        f"{engine.edition.label}."
    )


def test_a_register_is_credited(engine: Engine, labels: Labels) -> None:
    said = sentence(engine.evaluate(Question("organisations")), labels)
    assert "Source: European Cluster Collaboration Platform (public registry" in said


FILTERS = [
    ("events", {"years": (2018, 2018)}, "2018"),
    ("events", {"years": (2016, 2018)}, "2016–2018"),
    ("sessions_total", {"programme": ["EU Clusters Talks"]}, "EU Clusters Talks"),
    ("country_presence", {"country": ["PT"], "years": (2018, 2018)}, "2018"),
    ("country_presence", {"country": ["PT"], "years": (2018, 2018)}, "Portugal"),
    ("matchmaking_events", {"mode": ["online"]}, "online"),
    ("meetings", {"years": (2014, 2019)}, "2014–2019"),
    ("organisations", {"country": ["PT"], "ecosystem": ["Health"]}, "Health"),
]


@pytest.mark.parametrize(("metric", "asked", "said"), FILTERS)
def test_a_headline_names_the_filter_in_force(
    engine: Engine, labels: Labels, metric: str, asked: dict[str, Any], said: str
) -> None:
    """A figure of one year must not read as the figure of all years."""
    selected = {key: codes for key, codes in asked.items() if key != "years"}
    where = Where.of(selected, asked.get("years"))
    found = engine.evaluate(Question(metric, (), where))
    assert said in headline(found, labels)


def test_a_rate_of_the_union_names_the_union(engine: Engine, labels: Labels) -> None:
    """Asked for no country, a rate is of the EU-27 alone and must say so."""
    found = engine.evaluate(Question("organisations", normalise="population"))
    assert "EU-27" in headline(found, labels)


def test_a_rate_is_not_a_percentage_per_hundred(engine: Engine, labels: Labels) -> None:
    for key in ("case_rate", "agreement_rate"):
        said = headline(engine.evaluate(Question(key, ("programme",))), labels)
        assert not re.search(r"% .*per 100", said), said


def test_the_course_of_time_runs_between_years(engine: Engine, labels: Labels) -> None:
    for metric in engine.registry.metrics:
        if "year" in metric.dims:
            said = headline(engine.evaluate(Question(metric.key, ("year",))), labels)
            assert "(not stated)" not in said, said


def test_every_metric_has_a_sentence(engine: Engine, labels: Labels) -> None:
    """No template leaves a hole, a doubled mark or a code in a sentence."""
    for metric in engine.registry.metrics:
        found = engine.evaluate(Question(metric.key, metric.default_by))
        said = headline(found, labels)
        assert found.answered, metric.key
        assert re.fullmatch(r"[A-Z0-9][^\n]*\.", said), said
        assert not re.search(r"\bNone\b|  |, ,|: :|\(\)|\.\.|;\.|_|, –", said), said


def test_a_single_answer_is_one_of_the_cells(engine: Engine, labels: Labels) -> None:
    for metric in engine.registry.metrics:
        found = engine.evaluate(Question(metric.key, metric.default_by))
        if found.frame.height == 1 and found.frame["outcome"].item() == "target":
            assert "planned, not an outcome" in headline(found, labels).lower()
