"""The shape of each answer as JSON Schema, in the dialect of OpenAPI 3.1."""

from typing import Any

from clusterdash.language import say

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
FLAG: Schema = {"type": "boolean"}
LINK: Schema = {"type": "string", "format": "uri-reference"}


def schemas() -> dict[str, Schema]:
    """Return the shapes by name."""
    return {
        "Answer": _answer(),
        "Row": _row(),
        "Metrics": _listing("metrics", _object({**_metric(), "href": LINK})),
        "Metric": _object({**_metric(), **_more_of_metric(), **_of()}),
        "Dimensions": _listing("dimensions", _dimension()),
        "Dimension": _object(
            {
                "dimension": TEXT,
                "label": TEXT,
                "codes": _array(_object({"code": TEXT, "name": TEXT})),
                **_of(),
            }
        ),
        "Editions": _object(
            {"editions": _array(_edition()), "elsewhere": _array(_links()), **_of()}
        ),
        "Problem": _problem(),
    }


def _answer() -> Schema:
    return _object({**_asked(), **_figures(), **_trusted(), **_of()})


def _asked() -> dict[str, Schema]:
    """Return what an answer says of the question, and of others where it has none."""
    near = _object({"metric": TEXT, "by": TEXTS, "where": TEXT, "href": LINK})
    return {
        "question": _object({"metric": TEXT, "by": TEXTS, "link": TEXT}),
        "label": TEXT,
        "definition": TEXT,
        "unit": TEXT,
        "filter": _said(TEXT_OR_NULL, say("What the answer is about, in words.")),
        "answered": _said(FLAG, say("Whether at least one cell holds a value.")),
        "reason": _said(TEXT_OR_NULL, say("Why there is no answer.")),
        "nearest": _said(_array(near), say("Questions nearby that have an answer.")),
    }


def _figures() -> dict[str, Schema]:
    total: Schema = {
        "type": ["object", "null"],
        "properties": {"value": {"type": "number"}, "qualifier": TEXT},
        "required": ["value", "qualifier"],
    }
    evaluated = say("The same question without its breakdown: evaluated, never a sum of rows.")
    return {
        "sentence": _said(TEXT, say("The answer in one sentence, qualifiers included.")),
        "by": TEXTS,
        "rows": _array({"$ref": "#/components/schemas/Row"}),
        "total": _said(total, evaluated),
    }


def _trusted() -> dict[str, Schema]:
    """Return what is needed to trust an answer."""
    links: Schema = {"type": "object", "properties": {"self": LINK, "csv": LINK}}
    return {
        "basis": TEXT,
        "coverage": _array(_object({"covered": {"type": "integer"}, "words": TEXT})),
        "caveats": _said(_map(TEXT), say("Known weaknesses: key and sentence.")),
        "sources": _array(_object({"source_id": TEXT, "publisher": TEXT, "title": TEXT})),
        "notes": TEXTS,
        "citation": TEXT,
        "links": _said(links, say("Relative to the address of the answer; in a file, whole.")),
    }


def _row() -> Schema:
    described = _object(
        {
            "value": _said(
                NUMBER_OR_NULL, say("In the unit; null where nothing is published or shown.")
            ),
            "qualifier": _said(TEXT_OR_NULL, say("How exact it is: exact, over, around, …")),
            "state": _said(
                TEXT, say("Why there is a value or none: published, computed, hidden, …")
            ),
            "outcome": _said(TEXT_OR_NULL, say("Whether it is an outcome or a target.")),
            "span": _said(TEXT_OR_NULL, say("The period that it is of.")),
            "figures": _said(TEXT_OR_NULL, say("Ids of the figures behind it.")),
            "sources": _said(TEXT_OR_NULL, say("Ids of the publications behind it.")),
        }
    )
    told = say("One cell; each dimension of “by” is a member of its own.")
    return _said(described, told)


def _metric() -> dict[str, Schema]:
    return {
        "metric": TEXT,
        "theme": TEXT,
        "label": TEXT,
        "definition": TEXT,
        "unit": TEXT,
        "by": TEXTS,
        "default_by": TEXTS,
        "as": TEXTS,
        "answer": LINK,
    }


def _more_of_metric() -> dict[str, Schema]:
    return {
        "dimensions": _array(_dimension()),
        "caveats": _map(TEXT),
        "ranked_by": TEXTS,
        "holder": TEXT_OR_NULL,
        "related": TEXTS,
        "beside": TEXTS,
    }


def _dimension() -> Schema:
    return _object({"dimension": TEXT, "label": TEXT, "href": LINK})


def _edition() -> Schema:
    return _object(
        {
            "name": TEXT,
            "title": TEXT,
            "date": {"type": "string", "format": "date"},
            "hash": TEXT,
            "label": TEXT,
            "synthetic": FLAG,
            "tables": _array(_object({"name": TEXT, "completeness": TEXT, "licence": TEXT})),
        }
    )


def _problem() -> Schema:
    told = {"type": LINK, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
    parameters = _array(_object({"parameter": TEXT, "detail": TEXT}))
    shape = _object(told)
    shape["properties"] |= {"parameters": parameters, "suggestions": TEXTS, "known": LINK}
    return shape


def _listing(name: str, item: Schema) -> Schema:
    return _object({name: _array(item), **_of()})


def _links() -> Schema:
    return _object({"href": LINK})


def _of() -> dict[str, Schema]:
    """Return what every answer says of the edition."""
    return {
        "edition": TEXT,
        "synthetic": _said(FLAG, say("Whether the data is made up for demonstration.")),
    }


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}
