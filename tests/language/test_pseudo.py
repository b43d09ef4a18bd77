"""Nothing that a reader sees of a Result stays plain in the pseudo-language, data apart."""

import gettext
import re

import pytest
from babel.messages.pofile import read_po

from clusterdash import language
from clusterdash.engine import Engine
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import DIMENSIONS, Question
from clusterdash.opened import default_engine
from clusterdash.publish import to_text, trace
from tests.language.shown import NAMED, data, questions, said
from tests.language.words import TEMPLATE

METRICS = [metric.key for metric in default_engine().registry.metrics]
_PLAIN = re.compile(r"[A-Za-z]{2,}")


@pytest.mark.parametrize("key", METRICS)
def test_every_word_of_an_answer_is_looked_up(engine: Engine, key: str) -> None:
    left: list[tuple[str, str]] = []
    with speaking(PSEUDO):
        for question in questions(engine.registry.metric(key)):
            result = engine.evaluate(question)
            quoted = data(engine, result)
            for text in said(result, engine.labels):
                rest = text
                for part in quoted:
                    rest = rest.replace(part, "")
                left += [(word, text) for word in _PLAIN.findall(rest)]
    assert left == []


def test_the_pseudo_language_would_show_a_plain_word(engine: Engine) -> None:
    """In English the very same search finds words, so it can."""
    result = engine.evaluate(Question("organisations"))
    assert any(_PLAIN.search(text) for text in said(result, engine.labels))


class _Listening(gettext.NullTranslations):
    def __init__(self) -> None:
        super().__init__()
        self.heard: set[str] = set()

    def gettext(self, message: str) -> str:
        self.heard.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.heard.add(msgid1)
        return msgid1 if n == 1 else msgid2


@pytest.fixture(scope="module")
def heard(engine: Engine) -> set[str]:
    """Return every message that answers say, of all metrics and all closed lists."""
    listening = _Listening()
    with pytest.MonkeyPatch.context() as patch, speaking("xx"):
        patch.setattr(language, "_catalogue", lambda _locale: listening)
        for metric in engine.registry.metrics:
            for question in questions(metric):
                to_text(engine.evaluate(question), engine.labels)
        for key in DIMENSIONS.keys() - {*NAMED, "figure", "period"}:
            for code in engine.labels._values.get(key, []):
                engine.labels.label(key, code)
        for name in ("f0319", *engine.context.tables["sources"]["source_id"][:9]):
            trace(engine.context, name)
    return listening.heard


def test_translators_are_given_every_word(heard: set[str]) -> None:
    with TEMPLATE.open("rb") as file:
        given = {message.id if isinstance(message.id, str) else message.id[0]
                 for message in read_po(file)}  # fmt: skip
    assert len(heard) > 300
    assert heard - given == set()
