"""Names are checked when they are registered; an analyst's metric is like one of ours."""

import csv
import io
import json
from dataclasses import replace
from importlib.metadata import EntryPoint, EntryPoints
from typing import Any

import pytest

import clusterdash as cd
from clusterdash import publish, registry
from clusterdash.engine import Engine
from clusterdash.errors import RegistrationError, UnknownNameError
from clusterdash.model import Funnel, Metric, Pick, Question, Quote, Ratio, Rows, Theme, Where
from clusterdash.names import EU27
from clusterdash.registry import Registry, default_registry
from clusterdash.testing import tiny_engine

OURS = default_registry()
CLUSTERS = OURS.themes[0]
GOOD = Metric(
    key="nordic",
    theme=CLUSTERS.key,
    label="cluster organisations",
    definition="Cluster organisations, all of them.",
    answer=Rows("organisations", ("organisation_id",)),
    dims=("country",),
)
QUOTE = Quote(picks=(Pick("meetings"),))


@pytest.fixture
def empty() -> Registry:
    """Return a registry with the theme of clusters and its tables alone."""
    bare = Registry()
    bare.register(replace(CLUSTERS, metrics=()))
    return bare


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": "Nordic"}, "its key must be lower case"),
        ({"key": "nordic clusters"}, "its key must be lower case"),
        ({"theme": "no_such"}, "there is no theme no_such; known: clusters"),
        ({"label": ""}, "it needs a label"),
        ({"definition": "No full stop"}, "a definition that is a sentence"),
        ({"dims": ("contry",)}, "there is no dimension contry"),
        ({"default_by": ("ecosystem",)}, "declares no figures in that dimension"),
        ({"narrow_by": ("sector",)}, "there is no dimension sector"),
        ({"caveats": ("no_such",)}, "there is no caveat no_such"),
        ({"dim_caveats": (("country", "no_such"),)}, "no_such"),
        ({"dim_caveats": (("contry", "undated"),)}, "contry"),
        ({"answer": Quote(picks=())}, "it quotes no measure"),
        ({"answer": QUOTE, "normalisers": ("share",)}, "only counted rows can be normalised"),
        ({"answer": QUOTE, "ranked": ("country",)}, "only counted rows can be normalised"),
        ({"answer": Rows("no_such")}, "there is no table no_such"),
        ({"dims": ("series",)}, "the table organisations has no dimension series"),
        ({"answer": Rows("organisations", ("id",))}, "has no column id"),
        (
            {"answer": Rows("organisations", keep=(("kind", ("a",)),))},
            "the table organisations has no dimension kind",
        ),
        ({"dims": (), "normalisers": ("share",)}, "country"),
    ],
)
def test_a_wrong_declaration_says_what_is_wrong(
    empty: Registry, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(RegistrationError, match=said):
        empty.add(replace(GOOD, **change))
    assert empty.metrics == ()


def test_nothing_is_registered_twice(empty: Registry) -> None:
    empty.add(GOOD)
    empty.add(replace(GOOD))  # a cell that is run again
    with pytest.raises(RegistrationError, match="The metric nordic is registered twice, and not"):
        empty.add(replace(GOOD, label="other organisations"))
    with pytest.raises(RegistrationError, match="The theme clusters is registered twice"):
        empty.register(CLUSTERS)
    with pytest.raises(RegistrationError, match="brings a table that is there already"):
        empty.register(replace(CLUSTERS, key="other", metrics=()))


def test_a_theme_does_not_declare_a_metric_twice() -> None:
    with pytest.raises(RegistrationError, match="registered twice"):
        Registry().register(replace(CLUSTERS, metrics=(GOOD, GOOD)))


def test_a_refused_theme_leaves_nothing_behind() -> None:
    bare = Registry()
    with pytest.raises(RegistrationError):
        bare.register(replace(CLUSTERS, metrics=(GOOD, replace(GOOD, key="Bad"))))
    assert (bare.metrics, bare.themes) == ((), ())


@pytest.mark.parametrize(
    "change",
    [
        {"answer": Quote(picks=(Pick("meetings"),), universe="no_such")},
        {"answer": Rows("organisations", published="no_such")},
        {"answer": Ratio("no_such", "nordic")},
        {"answer": Funnel(("nordic", "no_such"))},
    ],
)
def test_a_reference_to_nothing_is_found(empty: Registry, change: dict[str, Any]) -> None:
    with pytest.raises(RegistrationError, match="nordic refers to no_such, which nobody declares"):
        empty.add(replace(GOOD, **change))
    assert empty.known(["nordic"]) == ()


def test_metrics_that_are_only_offered_may_belong_to_an_absent_theme(empty: Registry) -> None:
    empty.add(replace(GOOD, related=("no_such",), beside=("no_such",)))
    assert empty.known(["nordic", "no_such"]) == ("nordic",)


def test_our_own_metrics_offer_only_metrics_that_exist() -> None:
    registry = default_registry()
    for metric in registry.metrics:
        named = (*metric.related, *metric.beside)
        assert registry.known(named) == named, metric.key


def test_a_headline_that_nobody_declares_is_found(empty: Registry) -> None:
    with pytest.raises(RegistrationError, match="Theme clusters: no metric organisations"):
        empty.check_references()


def test_metrics_are_found_however_they_are_written() -> None:
    assert OURS.metric("Smes-Supported").key == OURS.metric("smes supported").key
    with pytest.raises(UnknownNameError, match=r"Did you mean 'meetings'.*clusterdash metrics"):
        OURS.metric("meeting")


def test_an_installed_plugin_is_registered_like_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = EntryPoint("nordic", "tests.test_registry:PLUGIN", "clusterdash.themes")

    def found(*, group: str) -> EntryPoints:
        assert group == "clusterdash.themes"
        return EntryPoints([plugin])

    monkeypatch.setattr(registry, "entry_points", found)
    fresh = registry.default_registry.__wrapped__()
    assert [theme.key for theme in fresh.themes][-1] == "nordic"
    assert fresh.metric("nordic_events").theme == "nordic"


PLUGIN = Theme(
    key="nordic",
    title="Nordic",
    question="What happens in the north?",
    headline="nordic_events",
    sources=(),
    metrics=(
        Metric(
            key="nordic_events",
            theme="nordic",
            label="events",
            definition="Events, all of them.",
            answer=Rows("events", ("event_id",)),
            dims=("host_country",),
        ),
    ),
)

# What an analyst writes, in under 20 lines.
MINE = Metric(
    key="silver_and_gold",
    theme="clusters",
    label="cluster organisations with a silver or gold label",
    definition="Cluster organisations with a silver or a gold label, as published.",
    answer=Quote(picks=(Pick("silver_label_clusters", "silver"), Pick("gold_labels", "gold"))),
    dims=("country", "kind", "year"),
    default_by=("kind",),
    caveats=("universes",),
)


@pytest.fixture
def theirs() -> Engine:
    """Return an engine that knows the analyst's metric."""
    rows = [
        {
            "figure_id": f"f000{n}",
            "measure": measure,
            "value": value,
            "subject_type": "population",
            "subject_id": "eccp-profiles",
            "qualifier": "over",
        }
        for n, (measure, value) in enumerate(
            [("silver_label_clusters", 12.0), ("gold_labels", 5.0)]
        )
    ]
    return tiny_engine(metrics=(MINE,), figures=rows)


def test_an_analyst_s_metric_answers_in_every_outlet(theirs: Engine) -> None:
    found = theirs.evaluate(Question(MINE.key, MINE.default_by))
    labels = theirs.labels
    assert publish.headline(found, labels) == (
        "Cluster organisations with a silver or gold label: silver: over 12; gold: over 5 "
        "(undated)."
    )
    assert len(list(csv.DictReader(io.StringIO(publish.to_csv(found, labels))))) == 2
    assert len(json.loads(publish.to_json(found, labels))["rows"]) == 2
    assert "over 12" in publish.to_text(found, labels)
    assert "silver_and_gold" in publish.citation(found)


def test_a_metric_that_refers_to_nothing_is_refused_when_it_is_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else it stays in the registry and breaks the catalogue and every list of metrics."""
    engine = tiny_engine()
    monkeypatch.setattr("clusterdash.ask.default_engine", lambda: engine)
    mine = replace(MINE, key="labels_per_meeting", answer=Ratio("no_such", "meetings"))
    with pytest.raises(RegistrationError, match="no_such"):
        cd.register(mine)
    assert mine not in engine.registry.metrics


def test_the_public_register_adds_and_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = tiny_engine(
        complete={"organisations": EU27},
        organisations=[{"organisation_id": "o0001", "country_code": "PT"}],
    )
    monkeypatch.setattr("clusterdash.ask.default_engine", lambda: engine)
    asked = cd.register(GOOD)
    assert asked.where(country="Portugal").result().frame["value"].to_list() == [1]
    assert asked.result().question.where == Where()
    assert "nordic" in cd.metrics()["metric"]
