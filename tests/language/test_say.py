"""Messages, numbers and dates in the language that is spoken, and in no other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from clusterdash import language
from clusterdash.language import (
    PSEUDO,
    SOURCE,
    all_of,
    any_of,
    day,
    languages,
    number,
    say,
    say_many,
    speaking,
    spoken,
    territories,
)
from clusterdash.model.vocabulary import qualified

POLISH = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "over {value}"
msgstr "ponad {value}"

msgid "{part} of {whole}"
msgstr "z {whole}: {part}"

msgid "since {date}"
msgstr "od {data}"

#, fuzzy
msgid "until {date}"
msgstr "może do {date}"

msgid "{n} publication"
msgid_plural "{n} publications"
msgstr[0] "{n} publikacja"
msgstr[1] "{n} publikacje"
msgstr[2] "{n} publikacji"
"""  # noqa: E501


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak Polish from a small catalogue."""
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "clusterdash.po").write_text(POLISH, encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    language._catalogue.cache_clear()
    with speaking("pl"):
        yield
    language._catalogue.cache_clear()


@pytest.mark.usefixtures("polish")
def test_a_translation_is_said_with_its_own_order() -> None:
    assert say("{part} of {whole}", part=3, whole=27) == "z 27: 3"
    assert qualified("525", "over") == "ponad 525"


@pytest.mark.usefixtures("polish")
def test_what_has_no_translation_is_said_in_english() -> None:
    assert say("not published") == "not published"
    assert say("until {date}", date="2018") == "until 2018", "a fuzzy one is nobody's word yet"


@pytest.mark.usefixtures("polish")
def test_a_misspelled_placeholder_gives_way_to_english() -> None:
    assert say("since {date}", date="2018") == "since 2018"


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 publikacja"), (3, "3 publikacje"), (3.0, "3 publikacje"), (22, "22 publikacje"),
     (12, "12 publikacji"), (0, "0 publikacji"), (1000, "1\u00a0000 publikacji")],
)  # fmt: skip
def test_a_count_takes_the_plural_of_the_language(count: float, words: str) -> None:
    assert say_many("{n} publication", "{n} publications", count) == words


@pytest.mark.usefixtures("polish")
def test_a_region_speaks_its_language_and_others_english() -> None:
    with speaking("pl-PL"):
        assert say("over {value}", value=1) == "ponad 1"
        assert spoken() == "pl_PL"
    with speaking("pt_PT"):
        assert say("over {value}", value=1) == "over 1"
    assert languages() == (SOURCE, "pl")


@pytest.mark.parametrize("locale", ["de", "xx", "no such language", ""])
def test_a_language_without_a_catalogue_is_english(locale: str) -> None:
    with speaking(locale):
        assert say("{n} of {total}", n=1, total=2) == "1 of 2"
        assert say_many("{n} row", "{n} rows", 1) == "1 row"
        assert say_many("{n} row", "{n} rows", 1.5).endswith("rows")
    assert say("") == ""


def test_placeholders_survive_the_pseudo_language() -> None:
    with speaking(PSEUDO):
        assert say("over {value}", value="x{y}") == "öṽéŕ x{y}"
        assert say_many("{n} row", "{n} rows", 2) == "2 ŕöŵš"
        assert say("{a} and {b}") == "{a} àñđ {b}"


def test_a_text_without_values_is_left_alone() -> None:
    assert say("50 % {sic}") == "50 % {sic}"


@pytest.mark.parametrize(
    ("locale", "value", "said"),
    [
        ("en", 1294, "1,294"),
        ("de", 1294, "1.294"),
        ("de", 9.14, "9,1"),
        ("de", 0.004, "0,004"),
        ("fr", 1294.0, "1\u202f294"),
        ("bg", 1_500_000, "1\u00a0500\u00a0000"),
        (PSEUDO, 1294, "1,294"),
        ("xx", 1294, "1,294"),
    ],
)
def test_numbers_follow_the_language(locale: str, value: float, said: str) -> None:
    with speaking(locale):
        assert number(value) == said
    assert number(1294) == "1,294", "the language of one block is no other's"


def test_dates_follow_the_language() -> None:
    assert day(date(2026, 11, 22)) == "22 Nov 2026"
    with speaking("fr"):
        assert day(date(2026, 11, 22)) == "22 nov. 2026"


def test_names_in_a_row() -> None:
    assert all_of(["Spain"]) == any_of(["Spain"]) == "Spain"
    assert all_of(["a", "b", "c"]) == "a, b and c"
    assert any_of(["a", "b"]) == "a or b"


def test_countries_have_names_in_other_languages_only() -> None:
    assert territories() == {}
    for locale in (PSEUDO, "en_GB", "xx"):
        with speaking(locale):
            assert territories() == {}
    with speaking("de"):
        assert territories()["ES"] == "Spanien"


def test_a_language_is_spoken_in_its_block_and_thread_alone() -> None:
    with speaking("de"):
        with speaking("fr"):
            assert spoken() == "fr"
        assert spoken() == "de"
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(spoken).result() == SOURCE
    assert spoken() == SOURCE
    with pytest.raises(ZeroDivisionError), speaking("de"):
        _ = 1 / 0
    assert spoken() == SOURCE
