"""The catalogue and the founding documents: nothing missing, nothing said twice."""

import pytest

from clusterdash.engine import Engine
from clusterdash.model import CAVEATS, Question, Where
from clusterdash.model.preference import OTHERS_NAMED, PREFERENCE, SAME_RANK
from clusterdash.model.vocabulary import WORDS
from clusterdash.publish import headline
from clusterdash.publish.catalogue import catalogue as markdown
from clusterdash.ui.catalogue import Catalogue, Entry, catalogue
from clusterdash.ui.coverage import coverage
from clusterdash.ui.files import file
from clusterdash.ui.missions import missions
from clusterdash.ui.render import render
from clusterdash.ui.site import Site
from tests.ui import sql


@pytest.fixture(scope="module")
def made(engine: Engine) -> Catalogue:
    return catalogue(engine)


def entries(made: Catalogue) -> dict[str, Entry]:
    return {entry.key: entry for section in made.sections for entry in section.entries}


def test_every_measure_with_all_that_it_declares(engine: Engine, made: Catalogue) -> None:
    assert list(entries(made)) == [m.key for m in engine.registry.metrics]
    for metric in engine.registry.metrics:
        entry = entries(made)[metric.key]
        assert (entry.definition, entry.holder) == (metric.definition, metric.holder)
        assert len(entry.dimensions) == len(metric.dims)
        assert entry.caveats == tuple(CAVEATS[key].sentence for key in metric.caveats)
        result = engine.evaluate(Question(metric.key, metric.default_by))
        assert entry.example == headline(result, engine.labels)


def test_how_each_is_answered(made: Catalogue) -> None:
    found = entries(made)
    assert found["organisations"].how.startswith("Counted from the rows of organisations")
    assert found["meetings"].how.endswith("Figures of different events may be added.")
    assert found["smes_reached"].how.endswith("Figures are never added.")
    assert found["success_rate"].how.startswith("A quotient of the same subject: SMEs supported")
    assert found["funnel"].how.startswith("Stages of one subject side by side: bilateral meetings")


def test_every_example_can_be_taken_as_a_file(engine: Engine, made: Catalogue) -> None:
    for entry in list(entries(made).values())[::7]:
        assert file(engine, entry.href).content.startswith(b"\xef\xbb\xbf")


def test_every_weakness_and_every_rank(engine: Engine, made: Catalogue) -> None:
    assert dict(made.caveats) == {key: held.sentence for key, held in CAVEATS.items()}
    assert (made.preference, made.between) == (PREFERENCE, (SAME_RANK, OTHERS_NAMED))
    written = markdown(engine)
    assert all(rank in written for rank in (*PREFERENCE, SAME_RANK, OTHERS_NAMED))
    ranks = sql.select(f"SELECT DISTINCT rank FROM read_csv('{sql.DATA}/sources.csv') ORDER BY 1")
    assert [rank for (rank,) in ranks] == list(range(1, len(PREFERENCE) + 1))


def test_every_qualifier_is_explained(made: Catalogue) -> None:
    terms = ", ".join(term for term, _ in made.terms)
    assert all(word in terms for word in WORDS.values())


def test_measures_are_linked_to_their_entries(engine: Engine, made: Catalogue) -> None:
    shown = render("catalogue.html", catalogue=made, files="file/", made="")
    for group in coverage(engine, Where()).groups:
        for line in group.lines:
            assert f'id="{line.href.rpartition("#")[2]}"' in shown
    assert "file/organisations.csv?v=1" in shown
    assert "download" not in render("catalogue.html", catalogue=made, files="", made="")


def test_the_founding_documents(engine: Engine) -> None:
    figures = f"read_csv('{sql.DATA}/figures.csv', all_varchar = true)"
    rows = sql.select(
        f"SELECT s.source_id, s.title, (SELECT count(*) FROM {figures} f "
        "WHERE f.source_id = s.source_id) "
        f"FROM read_csv('{sql.DATA}/sources.csv', all_varchar = true) s "
        "WHERE kind = 'mission_document'"
    )
    found = {mission.code: mission for mission in missions(engine)}
    assert len(rows) == len(found) == 5
    for code, title, count in rows:
        assert found[code].title == title
        told = f"{count} figure" if count else "No figure"
        assert found[code].said.startswith(told)
    shown = render("documents.html", documents=missions(engine), about=Site().about)
    assert all(f"document?id={code}" in shown for code in found)
    bare = render("documents.html", documents=missions(engine), about=Site(profiles=False).about)
    assert "href" not in bare
