"""The description of the address is true: of parameters, codes and shapes of answers."""

import importlib
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest

from clusterdash.api.openapi import FEW, document
from clusterdash.engine import Engine
from clusterdash.engine.nearest import askable
from clusterdash.opened import default_engine
from clusterdash.publish.take import KINDS
from clusterdash.ui.files import file
from tests.api.asked import ask, read

jsonschema = importlib.import_module("jsonschema")  # carries no types
DOCUMENT = document(default_engine())
METRICS = [metric.key for metric in default_engine().registry.metrics]
SOME = ["organisations", "meetings", "events", "funnel", "smes_supported"]


def _inside(found: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in the document."""
    if isinstance(found, dict):
        yield found
    children = found.values() if isinstance(found, dict) else found
    if isinstance(found, dict | list):
        for child in children:
            yield from _inside(child)


def _at(pointer: str) -> Any:
    found: Any = DOCUMENT
    for name in pointer.removeprefix("#/").split("/"):
        found = found[name]
    return found


def _operations() -> dict[str, dict[str, Any]]:
    return {path: item["get"] for path, item in DOCUMENT["paths"].items()}


def _parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    listed = operation.get("parameters", [])
    return [_at(one["$ref"]) if "$ref" in one else one for one in listed]


def _valid(body: dict[str, Any], shape: str) -> None:
    schema = {"$ref": f"#/components/schemas/{shape}", "components": DOCUMENT["components"]}
    jsonschema.Draft202012Validator(schema).validate(body)


def test_it_is_served_as_it_is_made(engine: Engine) -> None:
    assert read(engine, "v1/openapi.json") == DOCUMENT
    assert re.fullmatch(r"3\.1\.\d", DOCUMENT["openapi"])
    assert set(DOCUMENT) == {"openapi", "info", "servers", "tags", "paths", "components"}
    assert {"title", "version", "description"} <= set(DOCUMENT["info"])


def test_every_reference_leads_somewhere() -> None:
    found = {one["$ref"] for one in _inside(DOCUMENT) if isinstance(one.get("$ref"), str)}
    assert len(found) > 20
    assert all(_at(pointer) for pointer in found)


def test_whatever_is_declared_is_referred_to() -> None:
    found = {one["$ref"] for one in _inside(DOCUMENT) if isinstance(one.get("$ref"), str)}
    for kind in ("schemas", "parameters", "responses"):
        for name in DOCUMENT["components"][kind]:
            assert f"#/components/{kind}/{name}" in found


def test_every_schema_is_one() -> None:
    held = [one["schema"] for one in _inside(DOCUMENT["paths"]) if "schema" in one]
    held += [one["schema"] for one in DOCUMENT["components"]["parameters"].values()]
    held += DOCUMENT["components"]["schemas"].values()
    assert len(held) > 100
    for schema in held:
        jsonschema.Draft202012Validator.check_schema(schema)


def test_operations_have_names_titles_and_answers() -> None:
    operations = _operations()
    names = [operation["operationId"] for operation in operations.values()]
    assert len(set(names)) == len(names)
    for path, operation in operations.items():
        assert operation["summary"]
        assert {"200", "304", "400", "503"} <= set(operation["responses"])
        listed = [(one["name"], one["in"]) for one in _parameters(operation)]
        assert len(set(listed)) == len(listed)
        in_path = {name for name, place in listed if place == "path"}
        assert in_path == set(re.findall(r"\{(\w+)\}", path))
        for tag in operation.get("tags", []):
            assert tag in {one["name"] for one in DOCUMENT["tags"]}


def test_every_metric_has_an_address_with_its_own_parameters(engine: Engine) -> None:
    paths = [path for path in DOCUMENT["paths"] if path.startswith("/answer/")]
    assert paths == [f"/answer/{key}" for key in METRICS]
    for key in METRICS:
        metric = engine.registry.metric(key)
        named = {one["name"] for one in _parameters(_operations()[f"/answer/{key}"])}
        way = {"as"} if metric.normalisers else set()
        assert named == {"by", "v", "format", *askable(metric), *way}


@pytest.mark.parametrize("key", METRICS)
def test_examples_of_parameters_are_answered(key: str, engine: Engine) -> None:
    operation = _operations()[f"/answer/{key}"]
    (example,) = re.findall(r"answer/(\S+)$", operation["description"])
    assert ask(engine, f"v1/answer/{example}").status == 200
    for one in _parameters(operation):
        if "example" in one:
            _fits(one["schema"], one["example"])
            query = f"{one['name']}={one['example']}".replace(" ", "%20").replace("&", "%26")
            assert ask(engine, f"v1/answer/{key}?{query}").status == 200, query


def _fits(schema: dict[str, Any], value: str) -> None:
    jsonschema.Draft202012Validator(schema).validate(value)


def test_listed_codes_are_understood_and_those_of_large_dimensions_are_not_listed(
    engine: Engine,
) -> None:
    listed = 0
    for key, one in DOCUMENT["components"]["parameters"].items():
        for enum in [part["enum"] for part in one["schema"].get("anyOf", []) if "enum" in part]:
            listed += 1
            assert 0 < len(enum) <= FEW
            assert [engine.labels.resolve(key, code) for code in enum] == enum
    assert listed > 10
    assert "anyOf" not in DOCUMENT["components"]["parameters"]["organisation"]["schema"]


@pytest.mark.parametrize("key", ["organisations", "events"])
def test_ways_and_breakdowns_are_those_that_are_answered(key: str, engine: Engine) -> None:
    named = {one["name"]: one for one in _parameters(_operations()[f"/answer/{key}"])}
    for way in named.get("as", {"schema": {"enum": []}})["schema"]["enum"]:
        assert ask(engine, f"v1/answer/{key}?as={way}").status == 200
    for by in ("country", "country~country", ""):
        _fits(named["by"]["schema"], by)
    for by in ("planet", "country~", "country~planet"):
        with pytest.raises(jsonschema.ValidationError):
            _fits(named["by"]["schema"], by)


@pytest.mark.parametrize("key", METRICS)
def test_answers_have_the_shape_that_is_told(key: str, engine: Engine) -> None:
    metric = engine.registry.metric(key)
    for by in ("", "~".join(metric.default_by), "city~organisation"):
        _valid(read(engine, f"v1/answer/{key}?by={by}"), "Answer")
    _valid(read(engine, f"v1/metrics/{key}"), "Metric")


@pytest.mark.parametrize("key", METRICS)
@pytest.mark.parametrize("site", ["", "https://clusters.example.eu/"])
def test_a_file_is_the_answer_with_whole_links(key: str, site: str, engine: Engine) -> None:
    by = "~".join(engine.registry.metric(key).default_by)
    query = f"by={by}&v=1"
    mine = json.loads(file(engine, f"{key}.json?{query}", site).content)
    theirs = read(engine, f"v1/answer/{key}?{query}")
    _valid(mine, "Answer")
    links = {"nearest", "links"}
    assert {k: v for k, v in mine.items() if k not in links} == {
        k: v for k, v in theirs.items() if k not in links
    }
    base = f"{site or 'https://clusters.example.eu/'}api/v1/answer/{key}"
    taken = f"{site or 'https://clusters.example.eu/'}file/{key}.json"
    for name, link in mine["links"].items():
        both = [link, theirs["links"][name]]
        here, there = ([x] if isinstance(x, str) else x for x in both)
        assert [urljoin(taken, one) for one in here] == [urljoin(base, one) for one in there]


def test_columns_of_a_table_are_told(engine: Engine) -> None:
    told = DOCUMENT["components"]["responses"]["Answer"]["content"][KINDS["csv"]]["schema"]
    heads = ask(engine, "v1/answer/organisations.csv").content.decode("utf-8-sig").split("\n")[0]
    row = DOCUMENT["components"]["schemas"]["Row"]["properties"]
    own = {"count", "of", "rank", "rank_of", "ties"}  # numbers beside the value
    for name in set(heads.split(",")) - set(row) - own:
        assert name in told["description"], name


@pytest.mark.parametrize(
    ("address", "shape", "status"),
    [
        ("v1/metrics", "Metrics", 200),
        ("v1/dimensions", "Dimensions", 200),
        ("v1/dimensions/country", "Dimension", 200),
        ("v1/dimensions/year", "Dimension", 200),
        ("v1/editions", "Editions", 200),
        ("v1/answer/nothing", "Problem", 404),
        ("v1/answer/organisations?colour=red", "Problem", 400),
        ("v1/nothing", "Problem", 404),
    ],
)
def test_other_answers_too(address: str, shape: str, status: int, engine: Engine) -> None:
    _valid(read(engine, address, status), shape)


def test_a_shape_can_be_missed(engine: Engine) -> None:
    body = read(engine, "v1/answer/organisations")
    for changed in ({**body, "synthetic": "no"}, {**body, "rows": [{"value": "27"}]}):
        with pytest.raises(jsonschema.ValidationError):
            _valid(changed, "Answer")


def test_kinds_of_file_are_told() -> None:
    told = DOCUMENT["components"]["responses"]["Answer"]["content"]
    assert set(told) == set(KINDS.values())
    assert DOCUMENT["components"]["parameters"]["format"]["schema"]["enum"] == list(KINDS)
