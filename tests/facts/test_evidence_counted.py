"""Publications and figures as the edition counts them, against SQL over the raw CSV files."""

from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import clusterdash as cd
from clusterdash.model import Question, Where
from clusterdash.opened import default_engine
from clusterdash.publish import citation

DATA = Path(__file__).parents[2] / "data"
YEAR = (
    "left(if(subject_type = 'event', coalesce(period_start, period_end), "
    "coalesce(period_end, period_start)), 4)"
)
BY = {
    "theme": "theme",
    "status": "status",
    "year": YEAR,
    "country": "if(country_code IN ('ALL', 'EU', 'EUR'), NULL, country_code)",
    "programme": "if(subject_type = 'population', NULL, programme)",
}


def read(name: str) -> str:
    return f"read_csv('{DATA / name}.csv', all_varchar = true)"


def mended(column: str) -> str:
    return (
        f"coalesce((SELECT any_value(becomes) FROM {read('fixes')} x WHERE x.key = f.figure_id "
        f"AND x.\"column\" = '{column}'), f.{column}) AS {column}"
    )


FIGURES = (
    f"(SELECT * REPLACE ({mended('status')}, {mended('country_code')}) FROM {read('figures')} f)"
)


def select(query: str) -> list[tuple[Any, ...]]:
    """Ask the raw files, fixes applied."""
    asked = query.format(figures=FIGURES, sources=read("sources"))
    return duckdb.connect().execute(asked).fetchall()


def cells(metric: str, by: str) -> dict[Any, float]:
    frame = default_engine().evaluate(Question(metric, (by,))).frame
    assert set(frame["qualifier"]) == {"exact"}
    named = pl.col(by).replace({"not stated": None, "undated": None})
    return dict(frame.select(named, "value").iter_rows())


def test_totals_are_exact() -> None:
    for metric, name in (("publications", "{sources}"), ("figures_held", "{figures}")):
        ((count,),) = select(f"SELECT count(*) FROM {name}")
        row = cd.metric(metric).by().result().frame.row(0, named=True)
        assert (row["value"], row["qualifier"], row["count"]) == (count, "exact", count)


@pytest.mark.parametrize("by", BY)
def test_figures(by: str) -> None:
    expected = dict(select(f"SELECT {BY[by]}, count(*) FROM {{figures}} GROUP BY 1"))
    assert cells("figures_held", by) == expected
    assert sum(expected.values()) == 797


def test_figures_of_several_ecosystems_count_in_each_and_once_in_the_total() -> None:
    expected = dict(
        select(
            "SELECT cell, count(*) FROM (SELECT unnest(string_split(ecosystem, ';')) AS cell "
            "FROM {figures} WHERE ecosystem <> 'all') GROUP BY 1"
        )
    )
    found = cells("figures_held", "ecosystem")
    assert found.pop(None) == select("SELECT count(*) FROM {figures} WHERE ecosystem = 'all'")[0][0]
    assert found == expected
    assert sum(found.values()) > 797 - 533


def test_publications_by_year_and_kind() -> None:
    years = dict(select("SELECT published, count(*) FROM {sources} GROUP BY 1"))
    assert cells("publications", "year") == years
    kinds = dict(select("SELECT kind, count(*) FROM {sources} GROUP BY 1"))
    assert cells("publications", "kind") == {
        "founding document": kinds["mission_document"],
        "web page": kinds["web_page"],
    }


def test_copies_of_pages_count_for_whose_pages_they_are() -> None:
    found = cells("publications", "publisher")
    assert not [name for name in found if "hosted" in str(name)]
    ((own,),) = select("SELECT count(*) FROM {sources} WHERE publisher = 'clustercollaboration.eu'")
    ((copies,),) = select("SELECT count(*) FROM {sources} WHERE note LIKE '%stored copy of a %'")
    assert (own, copies) == (111, 41)
    assert found["clustercollaboration.eu"] == own + copies
    assert sum(found.values()) == 549


def test_a_count_of_figures_quotes_none_of_them() -> None:
    answer = default_engine().evaluate(Question("figures_held", ("theme",)))
    assert (answer.rivals, answer.basis) == ((), "records")
    assert [caveat.key for caveat in answer.caveats] == ["found_by_searching"]
    assert len(answer.origins) == select("SELECT count(DISTINCT source_id) FROM {figures}")[0][0]


def test_figures_about_no_single_country_are_told() -> None:
    answer = default_engine().evaluate(Question("figures_held", ("country",)))
    ((area,),) = select("SELECT count(*) FROM {figures} WHERE country_code IN ('ALL', 'EU', 'EUR')")
    assert [c.covered for c in answer.coverage] == [797 - area]
    assert f"{area} name none" in answer.coverage[0].sentence


def test_themes_are_called_by_their_titles() -> None:
    engine = default_engine()
    for theme in engine.registry.themes:
        assert engine.labels.label("theme", theme.key) == theme.title
    assert engine.labels.label("theme", "gone") == "gone"
    poland = Question("figures_held", (), Where.of({"country": ("PL",)}))
    assert engine.evaluate(poland).frame["value"].to_list() == [
        select("SELECT count(*) FROM {figures} WHERE country_code = 'PL'")[0][0]
    ]


def test_a_count_of_what_is_held_cites_the_edition_alone() -> None:
    engine = default_engine()
    for metric in ("publications", "figures_held"):
        said = citation(engine.evaluate(Question(metric))).splitlines()
        assert [engine.edition.label in line for line in said] == [True]


@pytest.mark.parametrize("metric", ["smes_supported", "funding_to_smes", "meetings"])
@pytest.mark.parametrize("ecosystem", ["Health", "Textiles", "Digital", "Construction"])
def test_figures_that_are_of_further_ecosystems_too_are_said_to_be(
    metric: str, ecosystem: str
) -> None:
    found = cd.metric(metric).where(ecosystem=[ecosystem]).result()
    told = [c for c in found.coverage if "further ecosystems" in c.sentence]
    ids = [f"'{figure}'" for cell in found.frame["figures"] for figure in cell.split(";")]
    wider, held = 0, 0
    if ids:
        ((wider, held),) = select(
            "SELECT count(*) FILTER (ecosystem LIKE '%;%'), count(*) FROM {figures} "
            f"WHERE figure_id IN ({', '.join(ids)})"
        )
    assert [(c.covered, c.of) for c in told] == ([(wider, held)] if wider else [])


def test_what_is_counted_says_from_when_to_when() -> None:
    """A reader who copies the sentence takes the period along; the start of a mission is none."""
    held = f"{read('events')} WHERE status = 'held'"
    ((first, last, blank),) = select(
        f"SELECT min(left(d, 4)), max(left(d, 4)), count(*) FILTER (d IS NULL) "
        f"FROM (SELECT coalesce(start_date, end_date) AS d FROM {held})"
    )
    assert blank
    assert cd.metric("events").by().headline().endswith(f"({first}–{last}, some undated).")
    # Whatever is chosen, the list is about these years.
    assert set(cd.metric("events").by("type").frame()["span"]) == {f"{first}–{last}, some undated"}
    portugal = cd.metric("events").where(country="PT").by().headline()
    assert portugal.endswith(f"({first}–{last}, some undated).")
    assert set(cd.metric("events").by("event").frame()["span"]) == {""}
    assert "(20" not in cd.metric("partnerships_listed").by().headline()
    assert cd.metric("events").where(year=(2016, 2018)).by().headline().endswith("held: 2016–2018.")
