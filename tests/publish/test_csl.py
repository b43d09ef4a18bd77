"""CSL-JSON names what the plain citation names, in the same order."""

import json
from dataclasses import replace
from typing import Any

import pytest

import clusterdash as cd
from clusterdash.engine import Engine
from clusterdash.model import Origin, Question, Where
from clusterdash.publish import cite, csl

FUNNEL = Question("funnel", ("programme", "stage"))
PAGE = Origin("s00000001", '50 % & {draft} "x"', "A & B", "https://e.org/a_b?c=1&d=%20", "", 2, "")


def _items(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)
    assert isinstance(found, list)
    return found


def _item(engine: Engine, origin: Origin) -> dict[str, Any]:
    return _items(csl(replace(engine.evaluate(FUNNEL), origins=(origin,))))[0]


def test_a_publication_says_what_the_plain_citation_says(engine: Engine) -> None:
    found = engine.evaluate(Question("meetings", ("event",)))
    *publications, _edition = _items(csl(found))
    assert len(publications) == len(found.origins) > 1
    for item, origin in zip(publications, found.origins, strict=True):
        kept = "(kept with the edition)"
        year = str(item["issued"]["date-parts"][0][0]) if "issued" in item else "undated"
        said = f"{item['author'][0]['literal']}: {item['title']} ({year}). {item.get('URL', kept)}"
        assert said == cite(origin)
        assert item["note"] == f"via clusterdash, {engine.edition.label}"


def test_the_edition_comes_last_as_a_dataset(engine: Engine) -> None:
    edition = _items(csl(engine.evaluate(FUNNEL)))[-1]
    year, month, day = map(int, engine.edition.date.split("-"))
    assert edition["type"] == "dataset"
    assert edition["id"] == "clusterdash-funnel"
    assert edition["version"] == engine.edition.label
    assert edition["issued"] == {"date-parts": [[year, month, day]]}
    assert edition["author"] == [{"literal": "clusterdash"}]


def test_a_register_is_credited(engine: Engine) -> None:
    found = engine.evaluate(Question("organisations", (), Where.of({"country": ["PT"]})))
    assert found.credit
    assert found.credit in _items(csl(found))[-1]["note"]


def test_what_is_not_known_is_left_out(engine: Engine) -> None:
    item = _item(engine, replace(PAGE, url=""))
    assert (item["title"], item["type"]) == (PAGE.title, "document")
    assert not {"URL", "issued"} & set(item)
    assert _item(engine, PAGE)["URL"] == PAGE.url


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2018", {"date-parts": [[2018]]}),
        ("2018-03", {"date-parts": [[2018, 3]]}),
        ("2018-03-20", {"date-parts": [[2018, 3, 20]]}),
        ("spring 2018", {"literal": "spring 2018"}),
        ("2016-2018-x", {"literal": "2016-2018-x"}),
    ],
)
def test_a_date_in_parts(engine: Engine, published: str, issued: object) -> None:
    assert _item(engine, replace(PAGE, published=published))["issued"] == issued


def test_made_up_data_is_told_in_every_item(engine: Engine) -> None:
    items = _items(csl(replace(engine.evaluate(FUNNEL), synthetic=True)))
    assert all("Synthetic demonstration data" in json.dumps(item) for item in items)
    assert "Synthetic" not in csl(engine.evaluate(FUNNEL))


def test_a_count_of_what_the_edition_holds_cites_the_edition_alone(engine: Engine) -> None:
    held = [m.key for m in engine.registry.metrics if getattr(m.answer, "held", False)]
    assert held
    assert [item["type"] for item in _items(csl(engine.evaluate(Question(held[0]))))] == ["dataset"]


def test_python_asks_for_it() -> None:
    asked = cd.metric("funnel")
    assert asked.cite("csl") == csl(asked.result())
