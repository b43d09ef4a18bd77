"""A question survives its own link, and a strange link says what was not understood."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clusterdash.engine import Engine, Labels
from clusterdash.errors import UnknownNameError
from clusterdash.language import PSEUDO, speaking
from clusterdash.model import COUNTRY_LIKE, DIMENSIONS, Question, Where
from clusterdash.opened import default_engine
from clusterdash.publish.link import LONGEST, from_link, to_link, understood
from clusterdash.testing import tiny_engine

KNOWN = default_engine()
KEYS = sorted(key for key in set(DIMENSIONS) - {"year"} if KNOWN.labels.values(key))
GROUPS = ["EU27_2020", "EFTA", "WESTERN_BALKANS", "THIRD_COUNTRIES", "US"]
CODES = {
    key: sorted({KNOWN.labels.resolve(key, name) for name in KNOWN.labels.values(key)})
    + (GROUPS if key in COUNTRY_LIKE else [])
    for key in KEYS
}
CODES["figure"] = KNOWN.edition.tables["figures"]["figure_id"].to_list()
CODES["programme"] = KNOWN.edition.tables["programmes"]["programme"].to_list()


@st.composite
def questions(draw: st.DrawFn) -> Question:
    metric = draw(st.sampled_from(KNOWN.registry.metrics))
    by = draw(st.lists(st.sampled_from(list(DIMENSIONS)), unique=True, max_size=4))
    selected = {
        key: draw(st.lists(st.sampled_from(CODES[key]), min_size=1, max_size=4))
        for key in draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=4))
    }
    span = st.tuples(st.integers(1000, 9999), st.integers(1000, 9999)).map(
        lambda pair: (min(pair), max(pair))
    )
    years = draw(st.none() | span)
    way = draw(st.sampled_from(["", *metric.normalisers]))
    return Question(metric.key, tuple(by), Where.of(selected, years), way)


@settings(max_examples=1000)
@given(questions())
@example(Question("events", (), Where.of({"programme": ["eu-clusters-talks"]})))
def test_a_question_survives_its_link(question: Question) -> None:
    link = to_link(question)
    assert from_link(link, KNOWN) == (question, ())
    assert link.isascii()
    assert " " not in link


def test_every_code_of_the_edition_survives_its_link() -> None:
    for key, codes in CODES.items():
        for code in codes:
            question = Question("events", (), Where.of({key: [code]}))
            assert from_link(to_link(question), KNOWN) == (question, ()), (key, code)


def test_a_link_reads_like_its_question() -> None:
    question = Question(
        "organisations", ("country", "ecosystem"), Where.of({"country": ["PT"]}), "population"
    )
    expected = "organisations?by=country~ecosystem&as=population&v=1&country=PT"
    assert to_link(question) == expected
    assert to_link(Question("meetings")) == "meetings?v=1"


@pytest.mark.parametrize("code", ["a~b", "%7E", "a&b=c", "=1+1", "50 % #1?", "年/Ł"])
def test_a_hostile_code_survives_its_link(code: str) -> None:
    engine = tiny_engine(events=[{"event_id": code, "name": "An event", "start_date": "2020"}])
    question = Question("events", ("event",), Where.of({"event": [code]}))
    assert from_link(to_link(question), engine) == (question, ())


HOSTILE = st.text(st.sampled_from("abyv19=&~%#?+2FEé年\x00\t\n\u202e\ud800\udfff/"), max_size=80)
PIECES = st.builds(
    lambda name, value: f"{name}={value}",
    st.sampled_from(["by", "as", "v", "year", "country", "COUNTRY", "city", "b%79", "stage"]),
    HOSTILE | st.sampled_from(["PT", "PT~ES", "country", "share", "2018", "2016~2018", "1", "9"]),
)


@settings(max_examples=1000)
@given(st.lists(HOSTILE | PIECES, max_size=6).map("&".join))
def test_no_query_raises(query: str) -> None:
    question, said = from_link(f"organisations?{query}", KNOWN)
    assert question.metric == "organisations"
    assert from_link(to_link(question), KNOWN) == (question, ())
    for sentence in said:
        sentence.encode()
        assert sentence.isprintable()
    KNOWN.labels.words(question.where)


@settings(max_examples=300)
@given(HOSTILE | st.text(max_size=60) | st.binary(max_size=60).map(lambda b: b.decode("latin-1")))
def test_no_text_raises_but_for_its_metric(text: str) -> None:
    kind = "metric"
    try:
        question, _ = from_link(text, KNOWN)
        assert question.metric in {m.key for m in KNOWN.registry.metrics}
    except UnknownNameError as error:
        str(error).encode()
        kind = error.kind
    assert kind == "metric"


def asked(selected: dict[str, list[str]], years: tuple[int, int] | None = None) -> Where:
    return Where.of(selected, years)


PT = asked({"country": ["PT"]})


@pytest.mark.parametrize(
    ("query", "where", "words"),
    [
        ("country=ZZ", Where(), ["country “ZZ”, which is not known"]),
        ("country=ZZ~PT", PT, ["country “ZZ”, which is not known"]),
        ("country=Portugl", Where(), ["“Portugl”", "Did you mean “Portugal”?"]),
        ("country=QQ~ZZ", Where(), ["country “QQ”, “ZZ”, which are not known"]),
        ("contry=PT", Where(), ["“contry=PT”", "Did you mean “country”?"]),
        ("country=PT&year=soon", PT, ["year “soon”"]),
        ("country=PT&year=2018~2016", PT, ["year “2018~2016”"]),
        ("year=2016&year=2018", asked({}, (2016, 2016)), ["“year” more than once", "“2018”"]),
        ("v=9&country=PT", PT, ["version “9”", "version 1"]),
        ("v=1&v=9&country=PT", PT, ["version “9”"]),
        ("country=", Where(), ["names no country"]),
        ("country=%FF", Where(), ["country “�”"]),
        ("country=%00", Where(), ["country “�”"]),
        ("country=PT#top", PT, ["“#top”"]),
        ("by=contry&country=PT", PT, ["breakdown by “contry”", "Did you mean “country”?"]),
        ("as=people&country=PT", PT, ["by “people”", "shown as they are"]),
        ("country%253DPT", PT, ["encoded more often"]),
        ("country=PT%257EES", asked({"country": ["ES", "PT"]}), ["encoded more often"]),
    ],
)
def test_what_is_not_understood_is_said(query: str, where: Where, words: list[str]) -> None:
    question, said = from_link(f"organisations?{query}", KNOWN)
    assert question.where == where
    assert len(said) == 1
    assert all(word in said[0] for word in words), said


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("country=EL", asked({"country": ["GR"]})),
        ("country=UK", asked({"country": ["GB"]})),
        ("country=pt", PT),
        ("country=Portugal", PT),
        ("country=PT&country=ES", asked({"country": ["ES", "PT"]})),
        ("country=EU27", asked({"country": ["EU27_2020"]})),
        ("host-country=czech+republic", asked({"host_country": ["CZ"]})),
        ("ecosystem=ICT", asked({"ecosystem": ["Digital"]})),
        ("mode=in%20person", asked({"mode": ["physical"]})),
        ("&&country=PT&", PT),
        ("year=2016~2018&v=1&v=1", asked({}, (2016, 2018))),
    ],
)
def test_other_forms_are_understood(query: str, where: Where) -> None:
    assert from_link(f"events?{query}", KNOWN) == (Question("events", (), where), ())


def test_the_address_before_a_metric_does_not_matter() -> None:
    expected = (Question("meetings", ("event",)), ())
    assert from_link("https://example.org/figures/meetings?by=event", KNOWN) == expected
    assert from_link("meetings?by=event~event&by=event", KNOWN) == expected
    assert from_link(" Matchmaking-Events ", KNOWN)[0].metric == "matchmaking_events"


def test_an_unknown_metric_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'organisations'"):
        from_link("organizations?by=country", KNOWN)
    with pytest.raises(UnknownNameError) as error:
        from_link("x" * 10_000, KNOWN)
    assert len(str(error.value)) < 300


def test_a_metric_that_cannot_be_normalised_can_still_be_answered() -> None:
    question, said = from_link("meetings?as=population", KNOWN)
    assert (question.normalise, len(said)) == ("", 1)
    assert KNOWN.evaluate(question).metric.key == "meetings"


@pytest.mark.parametrize(
    "garbage",
    [
        "x" * 10_000,
        "&".join(f"k{i}=v" for i in range(2500)),
        "city=" + "~".join(f"zz{i}" for i in range(2500)),
        "country=" + "%2525" * 2500,
    ],
)
def test_long_garbage_is_cut_short_and_said(garbage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    resolve = Labels.resolve

    def counted(labels: Labels, key: str, name: str) -> str:
        tried.append(name)
        return resolve(labels, key, name)

    monkeypatch.setattr(Labels, "resolve", counted)
    question, said = from_link(f"organisations?{garbage}", KNOWN)
    # Each unknown name costs a comparison with all known ones, in each of three readings.
    assert len(tried) <= 150
    assert question == Question("organisations")
    assert "too long" in said[-1]
    assert len(said) <= 8
    assert all(len(sentence) < 600 for sentence in said)


def test_a_long_link_is_not_cut_within_a_code() -> None:
    """The head of a longer name must not be read as another place."""
    before, after = "organisations_known?k=", "&organisation=o0001"
    padding = "y" * (LONGEST - len(before) - len(after))
    question, said = from_link(f"{before}{padding}{after}", KNOWN)
    assert question.where.get("organisation") == ("o0001",)
    question, said = from_link(f"{before}{padding}{after}999", KNOWN)
    assert question.where == Where()
    assert "too long" in said[-1]


def test_how_many_are_unknown_is_never_silent(labels: Labels) -> None:
    for count in (1, 4, 5, 6, 49, 51, 200):
        where = asked({"country": [f"Q{i}Z" for i in range(count)]})
        found, said = understood(where, (), labels)
        named = said[0].count("“") - said[0].count("Did you mean")
        more = int(said[0].split(" more")[0].rsplit(" ", 1)[1]) if " more" in said[0] else 0
        assert (found, named + more) == (Where(), count)


def test_a_selection_is_checked_against_the_edition(labels: Labels) -> None:
    where, strange = Where.from_query("v=2&country=EL~ZZ&event=gone&year=soon&utm=x&utm=x")
    found, said = understood(where, strange, labels)
    assert found == asked({"country": ["GR"]})
    assert [sentence.split("“")[1].split("”")[0] for sentence in said] == [
        *("ZZ", "gone", "2", "soon", "utm=x"),
    ]


def test_nothing_is_said_of_a_good_selection(labels: Labels) -> None:
    where = asked({"country": ["PT"], "ecosystem": ["Digital"]}, (2016, 2018))
    assert understood(where, (), labels) == (where, ())


def test_every_sentence_is_translated(engine: Engine) -> None:
    link = "organisations?v=9&country=ZZ~QQ&city=Lisbn&year=x&year=y&by=foo&as=bar&country=&k=1#x"
    with speaking(PSEUDO):
        _, said = from_link(link, engine)
    plain = [
        *("The link", "asks", "known", "left out", "Did you mean", "read", "understood"),
    ]
    assert said
    assert not [sentence for sentence in said for word in plain if word in sentence]
