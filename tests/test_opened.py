"""Editions by name: the same questions of the demonstration, and of a folder."""

import csv
import io
import re
import shutil
from pathlib import Path

import polars as pl
import pytest

import clusterdash as cd
from clusterdash.demo import drawn
from clusterdash.editions import lock_edition, published_folder
from clusterdash.errors import DataError, UnknownNameError
from clusterdash.notebook.server import local
from clusterdash.opened import DEMO, default_engine, engine_called
from clusterdash.publish import code, command
from clusterdash.registry import default_registry
from tests.made_up import MARK, marked
from tests.serving.running import ask


def _copied(folder: Path) -> Path:
    return Path(shutil.copytree(published_folder(), folder / "data"))


def test_the_demonstration_answers_where_nothing_is_published() -> None:
    asked = cd.metric("meetings", DEMO).by().where(country="PT", with_country="Spain")
    both = pl.col("country_code").eq("PT") & pl.col("with_country_code").eq("ES")
    swapped = pl.col("country_code").eq("ES") & pl.col("with_country_code").eq("PT")
    rows = drawn(default_engine().edition)["meetings"].filter("held", both | swapped)
    assert rows.height > 0
    assert asked.frame()["value"].item() == rows["meeting_id"].n_unique()
    assert marked(asked.sentence())
    assert (
        not cd.metric("meetings").by().where(country="PT", with_country="Spain").result().answered
    )


def test_what_is_offered_beside_an_answer_asks_the_same_edition() -> None:
    text = str(cd.metric("meetings", DEMO).where(country="PT", year=1999))
    offered = [line for line in text.splitlines() if line.strip().startswith("clusterdash ask")]
    assert offered
    assert all(line.endswith('--edition "demo"') for line in offered)
    labels = cd.metric("meetings").labels
    assert "--edition" not in command(cd.metric("meetings").question, labels)


def test_code_names_the_edition() -> None:
    asked = cd.metric("smes_supported", DEMO).by("size").where(country="PL")
    line = code(asked.question, asked.labels.edition)
    assert line.startswith('cd.metric("smes_supported", edition="demo")')
    assert eval(line, {"cd": cd}).equals(asked.frame())


def test_a_folder_is_opened_once_and_again_when_it_was_locked_again(tmp_path: Path) -> None:
    folder, registry = _copied(tmp_path), default_registry()
    first = engine_called(folder)
    assert engine_called(str(folder)) is first
    path = folder / "organisations.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(rows[:-1]), encoding="utf-8")
    lock_edition(folder, registry.sources, registry.records)
    listed = [
        held.edition.tables["organisations"].height for held in (first, engine_called(folder))
    ]
    assert listed[0] - listed[1] == 1


def test_a_folder_that_holds_no_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=re.escape(str(tmp_path / "none"))):
        cd.metric("meetings", tmp_path / "none")


def test_a_metric_of_ones_own_is_known_to_its_edition_alone() -> None:
    own = cd.Metric(
        key="events_of_nobody_else",
        theme="matchmaking",
        label="events of one's own",
        definition="Events, counted once more.",
        answer=cd.Rows("events", counts=("event_id",)),
        dims=("year",),
    )
    assert cd.register(own, DEMO).by().frame()["value"].item() > 0
    with pytest.raises(UnknownNameError):
        cd.metric(own.key)


@pytest.mark.parametrize("edition", ["", DEMO])
def test_a_page_in_a_notebook_offers_the_files_of_its_own_edition(edition: str) -> None:
    board = cd.show("matchmaking", country="PT", edition=edition)
    page = ask(board.link)
    assert page.status == 200
    assert (MARK in page.text) == (edition == DEMO)
    file = ask(board.link.rsplit("/", 1)[0] + "/file/organisations.csv?by=country&v=1")
    row = next(csv.DictReader(io.StringIO(file.text)))
    assert row["synthetic"] == str(edition == DEMO).lower()
    assert local(engine_called(DEMO)) is not local(default_engine())
