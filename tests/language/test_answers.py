"""One answer in several languages: other words, the same numbers, codes and names."""

import polars as pl
import pytest

from clusterdash.engine import Engine, Labels
from clusterdash.engine.periods import SOME_UNDATED, in_words
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import CAVEATS, Question, Where
from clusterdash.names import GROUPS
from clusterdash.publish import command, headline, table, to_csv

LEADER = Question("organisations", ("country",))
MEETINGS = Question("meetings", ("series",))


def test_memo_keeps_languages_apart(engine: Engine) -> None:
    english = engine.evaluate(MEETINGS)
    with speaking(PSEUDO):
        pseudo = engine.evaluate(MEETINGS)
        assert engine.evaluate(MEETINGS) is pseudo
    assert engine.evaluate(MEETINGS) is english
    assert english.coverage[0].sentence.isascii()
    assert not pseudo.coverage[0].sentence.isascii()
    assert [c.sentence for c in english.caveats] == [
        CAVEATS[c.key].sentence for c in english.caveats
    ]
    assert all(not c.sentence.isascii() for c in pseudo.caveats)


@pytest.mark.parametrize("question", [LEADER, MEETINGS, Question("profiles", ("year",))])
def test_frames_are_the_same_in_every_language(engine: Engine, question: Question) -> None:
    english = engine.evaluate(question)
    with speaking(PSEUDO):
        assert engine.evaluate(question).frame.equals(english.frame)


def test_words_of_an_answer_stay_with_it_and_a_sentence_takes_the_language(
    engine: Engine, labels: Labels
) -> None:
    with speaking("de"):
        said = headline(engine.evaluate(LEADER), labels)
        rows = table(engine.evaluate(LEADER), labels).body
    assert said.startswith("Spanien leads with 211 of the 1.294 ")
    assert rows[0][:2] == ["Spanien", "211"]
    assert headline(engine.evaluate(LEADER), labels).startswith("Spain leads with 211 of the 1,294")


def test_names_can_be_typed_in_the_language_that_is_spoken(labels: Labels) -> None:
    with speaking("de"):
        assert labels.resolve("country", "Spanien") == "ES"
        assert labels.resolve("country", "Spain") == "ES"
        assert labels.resolve("mode", "in person") == "physical"
    with speaking(PSEUDO):
        for key, code in (("mode", "physical"), ("level", "programme"), ("kind", "vouchers")):
            assert labels.resolve(key, labels.label(key, code)) == code
        assert labels.resolve("ecosystem", labels.label("ecosystem", "Digital")) == "Digital"
        for group, name in GROUPS.items():
            assert labels.label("country", group) != name
            assert labels.resolve("country", labels.label("country", group)) == group


def test_english_names_are_known_whichever_language_is_spoken_first(engine: Engine) -> None:
    fresh = Labels(engine.context)
    with speaking(PSEUDO):
        assert fresh.resolve("mode", "in person") == "physical"
        assert fresh.resolve("mode", fresh.label("mode", "physical")) == "physical"
    assert fresh.resolve("mode", "in person") == "physical"


def test_the_footnote_of_kosovo_stays_in_every_language(labels: Labels) -> None:
    for locale in ("en", "de", "el", PSEUDO):
        with speaking(locale):
            assert labels.label("country", "XK").endswith("*")


def test_a_command_is_english_like_the_command_line(labels: Labels) -> None:
    asked = Question("meetings", (), Where.of({"mode": ["physical"], "host_country": ["ES"]}))
    english = command(asked, labels)
    with speaking("de"):
        assert command(asked, labels) == english
    with speaking(PSEUDO):
        assert command(asked, labels) == english
    assert '--where "host_country=Spain"' in english


def test_names_of_columns_and_codes_are_the_same_in_every_language(
    engine: Engine, labels: Labels
) -> None:
    def read() -> pl.DataFrame:
        frame = pl.read_csv(to_csv(engine.evaluate(MEETINGS), labels).encode())
        return frame.drop("filter", "coverage", "notes", "caveat_sentences", "publishers", "series")

    english = read()
    with speaking(PSEUDO):
        assert read().equals(english)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("2018", "2018"),
        ("2016–2017", "2016–2017"),
        ("2018-02-22", "2018-02-22"),
        ("2022-09-01 to 2024", "2022-09-01 ţö 2024"),
        ("since 2022-09", "šíñçé 2022-09"),
        ("until 2018", "ûñţíļ 2018"),
        ("undated", "ûñđàţéđ"),
        ("several periods", "šéṽéŕàļ þéŕíöđš"),
        ("2016–2018" + SOME_UNDATED, "2016–2018, šöɱé ûñđàţéđ"),
        ("", ""),
    ],
)
def test_periods_are_said(span: str, said: str) -> None:
    assert in_words(span) == span
    with speaking(PSEUDO):
        assert in_words(span) == said


def test_every_period_of_the_edition_reads_the_same_in_english(engine: Engine) -> None:
    spans = engine.context.figures["period"].unique().to_list()
    assert len(spans) > 100
    assert [in_words(span) for span in spans] == spans
