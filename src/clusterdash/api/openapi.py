"""The description of the address as OpenAPI 3.1, generated from edition and registry."""

from functools import lru_cache
from typing import Any

from clusterdash.api.described import asked_by, codes, of
from clusterdash.api.problem import KINDS as PROBLEMS
from clusterdash.api.problem import MIME
from clusterdash.api.reply import JSON
from clusterdash.api.schema import schemas
from clusterdash.engine import Engine
from clusterdash.language import mark, say, spoken
from clusterdash.model import DIMENSIONS, Metric, Question
from clusterdash.model.where import VERSION
from clusterdash.publish.link import to_link
from clusterdash.publish.synthetic import marked
from clusterdash.publish.take import KINDS
from clusterdash.publish.words import capital

FEW = 60
"""Codes of a dimension that are listed; of those with more, the address that lists them is told."""

_LISTS = {
    "metrics": ("Metrics", mark("All metrics")),
    "dimensions": ("Dimensions", mark("All dimensions")),
    "editions": ("Editions", mark("The edition that answers")),
}
_BY_KEY = {
    "metrics": ("Metric", mark("One metric, with what narrows it")),
    "dimensions": ("Dimension", mark("One dimension, with its codes and their names")),
}


def document(engine: Engine) -> dict[str, Any]:
    """Return the description; it is shared, so change a copy."""
    return _document(engine, spoken(), len(engine.registry.metrics))


@lru_cache(maxsize=8)
def _document(engine: Engine, _language: str, _metrics: int) -> dict[str, Any]:
    dims = dict.fromkeys(key for metric in engine.registry.metrics for key in asked_by(metric))
    return {
        "openapi": "3.1.0",
        "info": _info(engine),
        "servers": [{"url": "../v1"}],
        "tags": [{"name": theme.key, "description": say(theme.title)} for theme in _themes(engine)],
        "paths": _lists() | _described() | _answers(engine),
        "components": {
            "schemas": schemas(),
            "parameters": _parameters(engine, list(dims)),
            "responses": _responses(),
        },
    }


def _themes(engine: Engine) -> list[Any]:
    asked = {metric.theme for metric in engine.registry.metrics}
    return [theme for theme in engine.registry.themes if theme.key in asked]


def _info(engine: Engine) -> dict[str, Any]:
    told = say(
        "Read-only answers about European clusters, each with its sources, caveats and edition: "
        "{edition}. Links in answers are relative to the address of the answer.",
        edition=engine.edition.label,
    )
    synthetic = engine.edition.synthetic
    return {
        "title": marked("clusterdash", synthetic=synthetic),
        "version": VERSION,
        "description": marked(told, synthetic=synthetic),
        **{f"x-{name}": value for name, value in of(engine).items()},
    }


def _lists() -> dict[str, Any]:
    return {
        f"/{name}": {"get": _operation(f"list_{name}", say(title), shape)}
        for name, (shape, title) in _LISTS.items()
    }


def _described() -> dict[str, Any]:
    key = {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        f"/{name}/{{key}}": {
            "get": _operation(f"one_of_{name}", say(title), shape, [key], missing=True),
        }
        for name, (shape, title) in _BY_KEY.items()
    }


def _operation(
    key: str,
    title: str,
    shape: str,
    parameters: list[dict[str, Any]] | None = None,
    *,
    missing: bool = False,
) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{shape}"}
    found = {"description": title, "content": {JSON: {"schema": schema}}}
    refused = ("400", "404", "503") if missing else ("400", "503")
    return {
        "operationId": key,
        "summary": title,
        **({"parameters": parameters} if parameters else {}),
        "responses": {"200": found, "304": _ref("NotModified"), **_refused(refused)},
    }


def _answers(engine: Engine) -> dict[str, Any]:
    return {f"/answer/{m.key}": {"get": _answer(m)} for m in engine.registry.metrics}


def _answer(metric: Metric) -> dict[str, Any]:
    keys = asked_by(metric)
    example = to_link(Question(metric.key, metric.default_by))
    told = say("For example: {address}", address=f"answer/{example}")
    return {
        "operationId": f"answer_{metric.key}",
        "tags": [metric.theme],
        "summary": capital(say(metric.label)),
        "description": f"{say(metric.definition)} {told}",
        "parameters": [
            _by(keys, metric),
            *([_as(metric)] if metric.normalisers else []),
            *({"$ref": f"#/components/parameters/{key}"} for key in (*keys, "v", "format")),
        ],
        "responses": {
            "200": _ref("Answer"),
            "304": _ref("NotModified"),
            **_refused(("400", "503")),
        },
    }


def _by(keys: tuple[str, ...], metric: Metric) -> dict[str, Any]:
    either = "|".join(keys)
    pattern = f"^(({either})(~({either}))*)?$"
    told = say("Dimensions to break it down by, joined by ~; without: one answer for everything.")
    found = _parameter("by", told, {"type": "string", "pattern": pattern})
    return found | ({"example": "~".join(metric.default_by)} if metric.default_by else {})


def _as(metric: Metric) -> dict[str, Any]:
    told = say("Another way to state it: per million inhabitants, as a share of the EU-27, …")
    return _parameter("as", told, {"type": "string", "enum": list(metric.normalisers)})


def _parameters(engine: Engine, keys: list[str]) -> dict[str, Any]:
    version = _parameter(
        "v", say("Version of the language of links."), {"type": "string", "enum": [VERSION]}
    )
    kind = _parameter(
        "format",
        say("Kind of file; an ending of the path does the same: answer/meetings.csv."),
        {"type": "string", "enum": list(KINDS), "default": "json"},
    )
    own = {key: _dimension(engine, key) for key in keys}
    return {**own, "v": version, "format": kind}


def _dimension(engine: Engine, key: str) -> dict[str, Any]:
    label = say(DIMENSIONS[key].label)
    if key == "year":
        told = say("A year or a span of years: 2018 or 2016~2018.")
        year = {"type": "string", "pattern": "^[0-9]{4}(~[0-9]{4})?$"}
        return _parameter(key, told, year) | {"example": "2016~2018"}
    known = codes(engine, key)
    told = say(
        "Only these of {dimension}, by code or name, joined by ~; {address} lists all.",
        dimension=label,
        address=f"dimensions/{key}",
    )
    several: dict[str, Any] = {"type": "string", "minLength": 1}
    schema = {"anyOf": [{"enum": list(known)}, several]} if 0 < len(known) <= FEW else several
    found = _parameter(key, told, schema)
    return found | ({"example": "PT" if "PT" in known else known[0]} if known else {})


def _parameter(name: str, told: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": told, "schema": schema}


def _responses() -> dict[str, Any]:
    answer = {"schema": {"$ref": "#/components/schemas/Answer"}}
    files: dict[str, Any] = {mime: {} for kind, mime in KINDS.items() if kind != "json"}
    for kind in ("csv", "parquet"):
        files[KINDS[kind]] = {"schema": {"description": _columns()}}
    told = say("The answer; one without a value says why, and what can be asked instead.")
    refused = {_name(status): _problem(status) for status in ("400", "404", "503")}
    return {
        "Answer": {"description": told, "content": {JSON: answer, **files}},
        "NotModified": {"description": say("What was sent before, by its ETag, still holds.")},
        **refused,
    }


def _columns() -> str:
    """Return what the columns of a table hold, apart from what JSON says of a row."""
    return say(
        "One row a cell, with the members of a Row as columns, names beside codes, and in each row "
        "what the whole answer says: unit, metric, filter, basis, coverage, notes, answer, edition "
        "and synthetic. Of the caveats, “caveats” holds the keys, joined by “;”, and "
        "“caveat_sentences” their sentences in the same order. “sources” holds the ids of the "
        "publications behind the row, “publishers” who published them, each once, joined by “; ”, "
        "and “credit” whom the answer credits besides."
    )


def _problem(status: str) -> dict[str, Any]:
    titles = [say(title) for code, title in PROBLEMS.values() if str(code) == status]
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "; ".join(titles), "content": {MIME: {"schema": schema}}}


def _refused(statuses: tuple[str, ...]) -> dict[str, Any]:
    return {status: _ref(_name(status)) for status in statuses}


def _name(status: str) -> str:
    return f"Problem{status}"


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/responses/{name}"}
