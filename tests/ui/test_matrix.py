"""The matrix: every cell and total against SQL over the raw registry."""

import pytest

from clusterdash.charts.palette import RAMP
from clusterdash.engine import Engine
from clusterdash.ui.matrix import Matrix, matrix, shade
from tests.ui import sql


@pytest.fixture(scope="module")
def made(engine: Engine) -> Matrix:
    return matrix(engine)


def test_every_cell(made: Matrix) -> None:
    grouped = "SELECT country, ecosystem, count(*) FROM org GROUP BY ALL"
    expected = {(c, e): f"{n:,}" for c, e, n in sql.select(grouped)}
    shown = {
        (line.country, cell.ecosystem): cell.said
        for line in made.lines
        for cell in line.cells
        if cell.said
    }
    assert shown == expected


def test_every_total(made: Matrix) -> None:
    expected = dict(sql.select("SELECT country, count(*) FROM org GROUP BY ALL"))
    assert {line.country: line.total for line in made.lines} == {
        code: f"{n:,}" for code, n in expected.items()
    }
    largest = max(expected.values())
    for line in made.lines:
        assert line.part == pytest.approx(expected[line.country] / largest)


def test_columns_are_the_official_ecosystems_then_not_stated(made: Matrix) -> None:
    query = f"SELECT ecosystem FROM read_csv('{sql.DATA}/ecosystems.csv') ORDER BY \"order\""
    names = [name for (name,) in sql.select(query)]
    assert [code for code, _, _ in made.ecosystems] == [*names, "not stated"]
    for line in made.lines:
        assert [cell.ecosystem for cell in line.cells] == [*names, "not stated"]
    shorts = [short for _, _, short in made.ecosystems]
    assert len(set(shorts)) == len(shorts)
    assert all(label.startswith(short) for _, label, short in made.ecosystems)


def test_the_eu_first_the_largest_first_ties_by_code(made: Matrix) -> None:
    found = sql.select("SELECT country, count(*) AS n FROM org GROUP BY ALL")
    order = sorted(found, key=lambda row: (row[0] not in sql.EU27, -row[1], row[0]))
    assert [line.country for line in made.lines] == [code for code, _ in order]
    assert made.members == 27
    assert [line.member for line in made.lines] == [code in sql.EU27 for code, _ in order]


def test_a_cell_says_itself(made: Matrix) -> None:
    cells = {(line.country, c.ecosystem): c for line in made.lines for c in line.cells}
    assert cells["PT", "Digital"].name == "Portugal, Digital: 2 organisations"
    one = next(k for k, cell in cells.items() if cell.said == "1")
    assert cells[one].name.endswith(": 1 organisation")
    none = next(cell for cell in cells.values() if not cell.said)
    assert none.name.endswith(": 0 organisations")
    assert none.shade == RAMP[0]


@pytest.mark.parametrize(
    ("value", "step"),
    [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (9, 4), (10, 5), (19, 5), (20, 6)],
)
def test_shades_step_where_the_key_says(value: int, step: int, made: Matrix) -> None:
    assert shade(value) == RAMP[step]
    assert shade(value + 0.0) == made.key[step][0]


def test_the_key(made: Matrix) -> None:
    said = ["none listed", "1", "2–3", "4–5", "6–9", "10–19", "20 or more"]
    assert made.key == tuple(zip(RAMP, said, strict=True))
