"""Tags tell apart whatever may differ; what was asked for is only ever quoted as text."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clusterdash.api import etag, respond
from clusterdash.api.routes import _code
from clusterdash.engine import Engine
from clusterdash.language import PSEUDO, speaking
from clusterdash.opened import default_engine
from clusterdash.registry import default_registry
from tests.api.asked import read

ASKED = ("/v1/answer/organisations", "by=country&v=1")


def test_a_tag_stays_while_nothing_changes(engine: Engine) -> None:
    tag = etag(engine, *ASKED)
    assert tag == etag(Engine(engine.edition, default_registry()), *ASKED)
    assert tag.startswith('W/"')
    assert tag.endswith('"')


def test_a_tag_is_of_edition_address_and_language(engine: Engine) -> None:
    other = Engine(replace(engine.edition, hash="0" * 64), default_registry())
    tags = {
        etag(engine, *ASKED),
        etag(other, *ASKED),
        etag(engine, ASKED[0], "by=country"),
        etag(engine, ASKED[0] + ".csv", ASKED[1]),
    }
    with speaking(PSEUDO):
        tags.add(etag(engine, *ASKED))
    tags.add(etag(engine, *ASKED, "https://clusters.example.eu/"))
    assert len(tags) == 6


def test_a_tag_changes_with_the_code(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    before = etag(engine, *ASKED)
    monkeypatch.setattr("clusterdash.api.routes._code", lambda: "99")
    assert etag(engine, *ASKED) != before


def test_a_tag_changes_with_any_line_of_code(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a.py").write_text("a = 1\n")
    monkeypatch.setattr("clusterdash.api.routes._PACKAGE", tmp_path)
    found = []
    for text in ("a = 1\n", "a = 2\n"):
        (tmp_path / "a.py").write_text(text)
        _code.cache_clear()
        found.append(etag(engine, *ASKED))
    _code.cache_clear()
    assert found[0] != found[1]


def test_equal_questions_are_computed_once(engine: Engine) -> None:
    address = "v1/answer/organisations?by=ecosystem&country=LU&v=1"
    read(engine, address)
    before = engine._memo.cache_info()
    read(engine, address)
    after = engine._memo.cache_info()
    assert (after.misses, after.hits > before.hits) == (before.misses, True)


@pytest.mark.parametrize("sign", ["\ud800", "\x00", '"', "</script>", "\r\nSet-Cookie: a=b", "%"])
def test_hostile_addresses_are_text(sign: str, engine: Engine) -> None:
    for path in (f"/v1/answer/{sign}", f"/v1/metrics/{sign}", f"/{sign}", f"/v1/answer/a.{sign}"):
        reply = respond(engine, path, "")
        assert (reply.status, reply.mime) == (404, "application/problem+json")
        assert reply.name == ""
        reply.content.decode()
    for query in (f"{sign}=1", f"country={sign}", f"by={sign}", f"format={sign}", f"year={sign}"):
        reply = respond(engine, "/v1/answer/organisations", query)
        assert (reply.status, reply.mime) == (400, "application/problem+json")
        reply.content.decode()


PIECES = st.sampled_from(
    ("by", "as", "year", "v", "format", "country", "city", "and", "=", "&", "~", "%", "+", "#")
) | st.sampled_from(
    ("PT", "2018", "population", "csv", "parquet", "1", "%26", "%2E", "?", "/", ".", "planet")
)


@settings(max_examples=300)
@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_whatever_is_asked_there_is_an_answer_or_a_reason(text: str) -> None:
    engine = default_engine()
    reply = respond(engine, "/v1/answer/organisations", text)
    assert reply.status in {200, 400}
    if reply.status == 400:
        said = json.loads(reply.content)
        assert said["status"] == 400
        assert said["detail"]
    assert respond(engine, f"/{text}", "").status in {200, 400, 404}
    assert etag(engine, text, text)


def test_words_follow_the_language_that_is_spoken(engine: Engine) -> None:
    plain = read(engine, "v1/metrics/meetings")["label"]
    with speaking(PSEUDO):
        assert read(engine, "v1/metrics/meetings")["label"] != plain
        assert read(engine, "v1/nothing", 404)["title"] != "There is nothing at this address"
        assert (
            read(engine, "v1/openapi.json")["paths"]["/metrics"]["get"]["summary"] != "All metrics"
        )
