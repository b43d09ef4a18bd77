"""Every quotation has a language, read off the files themselves, and only quotations have one."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from clusterdash.editions import lock_edition, open_edition, published_folder
from clusterdash.errors import DataError
from clusterdash.registry import default_registry
from clusterdash.testing import tiny_engine
from tests.editions.conftest import Spoil

SOURCES = default_registry().sources
# One quotation a language, read by hand.
READ = {
    "f0004": "en",
    "f0018": "de",
    "f0022": "da",
    "f0030": "fr",
    "f0038": "es",
    "f0046": "hu",
    "f0051": "pl",
    "f0053": "pt",
    "f0063": "sv",
    "f0091": "it",
    "f0190": "ro",
    "f0307": "cs",
    "f0364": "hr",
    "f0410": "sl",
    "f0695": "ca",
    "f0783": "",  # a name and a person
}


def _rows(table: str) -> list[dict[str, str]]:
    path = published_folder() / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_figure_with_a_quotation_has_one_row_and_no_other_has() -> None:
    quoted = Counter(row["figure_id"] for row in _rows("figures") if row["quote"])
    assert Counter(row["figure_id"] for row in _rows("quote_languages")) == quoted


def test_the_same_words_are_in_the_same_language() -> None:
    words = {row["figure_id"]: row["quote"] for row in _rows("figures")}
    pairs = {(words[row["figure_id"]], row["language"]) for row in _rows("quote_languages")}
    assert len(pairs) == len({quote for quote, _ in pairs})


def test_languages_that_were_read() -> None:
    found = {row["figure_id"]: row["language"] for row in _rows("quote_languages")}
    assert {name: found[name] for name in READ} == READ
    assert set(found.values()) == set(READ.values())


def test_every_quotation_on_presence_has_one_row_and_no_other_has() -> None:
    quoted = {(r["event_id"], r["source_id"]) for r in _rows("event_presence") if r["quote"]}
    rows = _rows("presence_languages")
    assert Counter((r["event_id"], r["source_id"]) for r in rows) == Counter(quoted)


def test_presence_and_figures_agree_on_the_same_words() -> None:
    of_figure = {row["figure_id"]: row["language"] for row in _rows("quote_languages")}
    of_words = {row["quote"]: of_figure.get(row["figure_id"]) for row in _rows("figures")}
    of_event = {(r["event_id"], r["source_id"]): r["language"] for r in _rows("presence_languages")}
    shared = [row for row in _rows("event_presence") if of_words.get(row["quote"])]
    assert {of_words[row["quote"]] for row in shared} >= {"en", "hr"}
    for row in shared:
        assert of_event[row["event_id"], row["source_id"]] == of_words[row["quote"]], row["quote"]


@pytest.mark.parametrize(
    ("table", "values", "said"),
    [
        ("quote_languages", {"figure_id": "f9999"}, "'f9999' does not stand in the column"),
        ("quote_languages", {"language": "English"}, "language"),
        ("quote_languages", {"language": "EN"}, "language"),
        ("presence_languages", {"event_id": "no-such"}, "'no-such' does not stand in the column"),
        ("presence_languages", {"source_id": "s5dbf7c70"}, "'s5dbf7c70' does not stand"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(
    folder: Path,
    spoil: Callable[[str, Spoil], None],
    table: str,
    values: dict[str, str],
    said: str,
) -> None:
    spoil(table, lambda rows: rows[0].update(values))
    with pytest.raises(DataError, match=rf"{table}\.csv") as caught:
        lock_edition(folder, SOURCES)
    assert said in str(caught.value)


def test_a_second_row_for_a_figure_is_refused(
    folder: Path, spoil: Callable[[str, Spoil], None]
) -> None:
    spoil("quote_languages", lambda rows: rows.append(rows[0] | {"language": "fr"}))
    with pytest.raises(DataError, match=r"quote_languages\.csv breaks its contract"):
        lock_edition(folder, SOURCES)


def test_the_table_stands_in_the_opened_edition() -> None:
    table = open_edition(published_folder(), SOURCES).tables["quote_languages"]
    assert table.columns == ["figure_id", "language"]
    assert table["language"].null_count() == sum(not code for code in READ.values()) + 1
    assert tiny_engine().context.tables["quote_languages"].columns == table.columns
