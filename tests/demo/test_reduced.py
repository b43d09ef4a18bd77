"""Answers from reductions are those of the rows: each against SQL over every single record."""

import random
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from clusterdash.demo import Twin
from clusterdash.demo.opened import engine as opened
from clusterdash.engine import Engine
from clusterdash.model import Edition, Metric, Question, Ratio, Tally, Where
from clusterdash.names import NOT_STATED
from clusterdash.registry import Registry

SETUP = (Path(__file__).parent / "records.sql").read_text(encoding="utf-8")
PEOPLE = 5


class Told(NamedTuple):
    """How a metric is counted in SQL: view, value, who contributes, which rows."""

    view: str
    value: str
    contributors: str = ""
    rows: str = "true"
    least: int = 0


_ENTITY = "count(DISTINCT entity)"
_SEATS = ("trained", "count(*)", _ENTITY)
TOLD = {
    "organisations": Told("registered", _ENTITY),
    "meetings_scheduled": Told("sides", _ENTITY),
    "meetings": Told("sides", _ENTITY, rows="held"),
    "follow_ups": Told("sides", _ENTITY, rows="follow_up_on IS NOT NULL"),
    "cooperation_cases": Told("sides", _ENTITY, rows="case_on IS NOT NULL"),
    "agreements": Told("sides", _ENTITY, rows="agreement_on IS NOT NULL"),
    "event_organisations": Told("came", "count(DISTINCT organisation)", rows="checked_in"),
    "participants": Told("came", "count(DISTINCT person)", rows="checked_in", least=PEOPLE),
    "participations": Told(
        "came", "count(*)", "count(DISTINCT person)", rows="checked_in", least=PEOPLE
    ),
    "registered": Told("came", "count(DISTINCT person)", least=PEOPLE),
    "smes_supported": Told("awarded", _ENTITY, least=PEOPLE),
    "awards": Told("awarded", "count(*)", _ENTITY, least=PEOPLE),
    "funding_to_smes": Told("awarded", "sum(amount_eur)", _ENTITY, least=PEOPLE),
    "training_registered": Told("trained", _ENTITY, least=PEOPLE),
    "training_participants": Told("trained", _ENTITY, rows="attended", least=PEOPLE),
    "enrolments": Told(*_SEATS, least=PEOPLE),
    "training_participations": Told(*_SEATS, rows="attended", least=PEOPLE),
    "training_completions": Told(*_SEATS, rows="completed", least=PEOPLE),
}


@pytest.fixture(scope="module")
def demonstration(published: Edition, registry: Registry) -> Engine:
    return opened(published, registry)


@pytest.fixture(scope="module")
def database(demonstration: Engine, made: Twin, records: dict) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, frame in (dict(made.tables) | records).items():
        connection.register(name, frame.to_arrow())
    for statement in SETUP.split(";"):
        if statement.strip():
            connection.execute(statement)
    return connection


def counted(
    database: duckdb.DuckDBPyConnection, told: Told, by: tuple[str, ...], where: Where
) -> dict[tuple[str, ...], float | None]:
    """Return the cells of a question, None where too few contribute."""
    clauses = [told.rows]
    for key, codes in where.selected:
        listed = ", ".join(f"'{code}'" for code in codes)
        clauses.append(f"{key} IN ({listed})")
    if where.years:
        clauses.append(f"year BETWEEN '{where.years[0]}' AND '{where.years[1]}'")
    keys = ", ".join(f"coalesce({key}, '{NOT_STATED}')" for key in by)
    people = told.contributors or told.value
    rows = database.execute(
        f"SELECT {keys + ', ' if by else ''}{told.value}, {people} FROM {told.view} "
        f"WHERE {' AND '.join(clauses)} {f'GROUP BY {keys}' if by else ''}"
    ).fetchall()
    return {
        tuple(row[:-2]): None if 0 < row[-1] < told.least else float(row[-2] or 0) for row in rows
    }


def answered(
    engine: Engine, metric: str, by: tuple[str, ...], where: Where
) -> dict[tuple[str, ...], float | None]:
    frame = engine.evaluate(Question(metric, by, where)).frame
    return {
        tuple(row[key] for key in by): row["value"]
        for row in frame.iter_rows(named=True)
        if row["value"] != 0 or not by
    }


def cell_values(engine: Engine, metric: Metric, key: str) -> list[str]:
    frame = engine.evaluate(Question(metric.key, (key,))).frame
    return [code for code in frame[key] if code and code not in (NOT_STATED, "undated")]


def questions(engine: Engine, metric: Metric, number: int) -> list[tuple[tuple[str, ...], Where]]:
    """Return random questions: up to three dimensions, up to two of them filtered."""
    chance = random.Random(f"{metric.key} {number}")
    dims = [key for key in metric.dims if key != "stage"]
    found = []
    for _ in range(number):
        by = tuple(chance.sample(dims, chance.choice([0, 1, 1, 2, 3][: len(dims) + 2])))
        keys = chance.sample([key for key in dims if key != "year"], chance.choice([0, 1, 2]))
        selected = {}
        for key in keys:
            values = cell_values(engine, metric, key)
            if values:
                selected[key] = chance.sample(values, min(len(values), chance.choice([1, 2, 3])))
        years = chance.choice([None, (2017, 2019), (2022, 2026)]) if "year" in dims else None
        found.append((by, Where.of(selected, years)))
    return found


@pytest.mark.parametrize("key", TOLD)
def test_random_questions(
    demonstration: Engine, database: duckdb.DuckDBPyConnection, key: str
) -> None:
    metric = demonstration.registry.metric(key)
    asked = 0
    for by, where in questions(demonstration, metric, 30):
        result = demonstration.evaluate(Question(key, by, where))
        if "not kept" in result.reason:
            continue
        expected = counted(database, TOLD[key], by, where)
        expected = {cell: value for cell, value in expected.items() if value != 0 or not by}
        found = answered(demonstration, key, by, where)
        assert found.keys() == expected.keys(), (key, by, where)
        for cell, value in expected.items():
            assert found[cell] == (None if value is None else pytest.approx(value)), (by, cell)
        asked += 1
    assert asked >= 10, "too few of these questions have an answer"


def test_every_metric_of_records_is_checked(demonstration: Engine) -> None:
    told = {m.key for m in demonstration.registry.metrics if isinstance(m.answer, Tally)}
    assert told - {"agreement_lag"} == {*TOLD}


@pytest.mark.parametrize("by", ["", "year", "country", "ecosystem"])
def test_the_middle_of_the_days(
    demonstration: Engine, database: duckdb.DuckDBPyConnection, by: str
) -> None:
    keys = (by,) if by else ()
    group = f"GROUP BY {by}" if by else ""
    once = f"SELECT DISTINCT entity, lag{', ' + by if by else ''} FROM sides WHERE lag IS NOT NULL"
    rows = database.execute(
        f"SELECT {f'{by}, ' if by else ''}median(lag) FROM ({once}) {group}"
    ).fetchall()
    found = answered(demonstration, "agreement_lag", keys, Where())
    expected = {tuple(v or NOT_STATED for v in row[:-1]): float(row[-1]) for row in rows}
    assert found == expected


def test_rates_are_quotients_of_the_counts(
    demonstration: Engine, database: duckdb.DuckDBPyConnection
) -> None:
    checked = 0
    for metric in demonstration.registry.metrics:
        if not (isinstance(metric.answer, Ratio) and metric.answer.records):
            continue
        above, below = TOLD[metric.answer.numerator], TOLD[metric.answer.denominator]
        for by in [(), ("country",), ("year",)]:
            found = answered(demonstration, metric.key, by, Where())
            over, under = (counted(database, told, by, Where()) for told in (above, below))
            for cell, value in found.items():
                part, whole = over.get(cell, 0.0), under.get(cell)
                if part is None or whole is None:
                    assert value is None, (metric.key, cell)
                elif whole:
                    assert value == pytest.approx(metric.answer.scale * part / whole)
                    checked += 1
    assert checked > 200
