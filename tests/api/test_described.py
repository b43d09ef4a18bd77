"""What can be asked is told: every metric, every code, the edition; and every link leads on."""

from typing import Any
from urllib.parse import urljoin

import pytest

from clusterdash.engine import Engine
from clusterdash.engine.nearest import askable
from clusterdash.model import DIMENSIONS
from clusterdash.opened import default_engine
from tests import made_up
from tests.api.asked import ask, follow, read

METRICS = [metric.key for metric in default_engine().registry.metrics]
LISTS = ["v1/metrics", "v1/dimensions", "v1/editions", "v1/openapi.json", "v1", "v1/", ""]


def _links(found: Any) -> list[str]:
    """Return all links in what was said."""
    if isinstance(found, dict):
        own = [v for k, v in found.items() if k in {"href", "answer"} and isinstance(v, str)]
        return own + [link for value in found.values() for link in _links(value)]
    return [link for one in found for link in _links(one)] if isinstance(found, list) else []


def test_all_metrics_are_listed(engine: Engine) -> None:
    listed = read(engine, "v1/metrics")["metrics"]
    assert [one["metric"] for one in listed] == METRICS
    for one in listed:
        metric = engine.registry.metric(one["metric"])
        assert (one["label"], one["definition"]) == (metric.label, metric.definition)
        assert set(one["by"]) == askable(metric)


@pytest.mark.parametrize("address", ["v1/metrics", "v1/dimensions", "v1/metrics/meetings"])
def test_every_link_leads_on(address: str, engine: Engine) -> None:
    links = _links(read(engine, address))
    assert len(links) > 5
    assert {ask(engine, follow(address, link)).status for link in links} == {200}


@pytest.mark.parametrize("key", METRICS)
def test_a_metric_tells_its_dimensions_and_caveats(key: str, engine: Engine) -> None:
    said = read(engine, f"v1/metrics/{key}")
    metric = engine.registry.metric(key)
    assert [one["dimension"] for one in said["dimensions"]] == said["by"]
    assert tuple(said["caveats"]) == metric.caveats
    assert all(sentence.endswith(".") for sentence in said["caveats"].values())


@pytest.mark.parametrize("key", DIMENSIONS)
def test_every_code_of_a_dimension_is_understood(key: str, engine: Engine) -> None:
    said = read(engine, f"v1/dimensions/{key}")
    codes = [one["code"] for one in said["codes"]]
    assert len(set(codes)) == len(codes)
    assert all(one["name"] for one in said["codes"])
    for code in codes[:60]:
        assert engine.labels.resolve(key, code) == code
    if key == "year":
        assert said["form"]


def test_countries_by_code_and_name(engine: Engine) -> None:
    codes = {c["code"]: c["name"] for c in read(engine, "v1/dimensions/country")["codes"]}
    assert (codes["PT"], codes["EU27_2020"]) == ("Portugal", "EU-27")
    listed = {row["country"] for row in read(engine, "v1/answer/organisations?by=country")["rows"]}
    assert listed <= set(codes)


def test_the_edition_tells_its_hash_and_its_tables(engine: Engine) -> None:
    said = read(engine, "v1/editions")
    (one,) = said["editions"]
    assert (one["hash"], one["date"]) == (engine.edition.hash, engine.edition.date)
    assert (one["synthetic"], one["label"]) == (False, engine.edition.label)
    assert {table["name"] for table in one["tables"]} == set(engine.edition.holdings)
    assert said["elsewhere"] == [{"href": "../../demo/api/v1/editions"}]


@pytest.mark.parametrize("address", [*LISTS, "v1/metrics/meetings", "v1/dimensions/country"])
def test_every_address_tells_edition_and_mark(address: str, engine: Engine) -> None:
    for each in (engine, made_up.engine()):
        said = read(each, address)
        told = said["info"] if "openapi" in said else said
        prefix = "x-" if "openapi" in said else ""
        assert told[f"{prefix}edition"] == each.edition.label
        assert told[f"{prefix}synthetic"] is each.edition.synthetic


@pytest.mark.parametrize(
    ("address", "kind", "told"),
    [
        ("v1/metrics/meeting", "unknown-metric", "Did you mean 'meetings'"),
        ("v1/dimensions/contry", "unknown-dimension", "Did you mean 'country'"),
        ("v1/metric", "unknown-address", "Did you mean api/v1/metrics?"),
        ("v1/metrics/", "unknown-address", "Leave out the slash at its end."),
        ("v1/answer", "unknown-address", "Did you mean api/v1/answer/{metric}?"),
        ("v1/answer/", "unknown-address", "answer/{metric}"),
        ("v2/metrics", "unknown-address", "Did you mean api/v1/metrics?"),
        ("v1/answer/a/b", "unknown-address", "nothing at api/v1/answer/a/b"),
    ],
)
def test_what_is_not_there(address: str, kind: str, told: str, engine: Engine) -> None:
    said = read(engine, address, 404)
    assert said["type"] == f"urn:clusterdash:{kind}"
    assert told in said["detail"]


@pytest.mark.parametrize("address", [*LISTS, "v1/metrics/meetings", "v1/dimensions/country"])
def test_these_addresses_take_no_parameters(address: str, engine: Engine) -> None:
    said = read(engine, f"{address}?country=PT&x", 400)
    assert [one["parameter"] for one in said["parameters"]] == ["country", "x"]
    assert said["detail"].endswith("This address takes none.")


@pytest.mark.parametrize("address", ["", "v1", "v1/"])
def test_the_start_leads_everywhere(address: str, engine: Engine) -> None:
    links = read(engine, address)["links"]
    base = "http://host/below/api" + (f"/{address}" if address else "")
    found = {name: urljoin(base, link) for name, link in links.items()}
    assert found == {
        "metrics": "http://host/below/api/v1/metrics",
        "dimensions": "http://host/below/api/v1/dimensions",
        "editions": "http://host/below/api/v1/editions",
        "openapi": "http://host/below/api/v1/openapi.json",
    }
