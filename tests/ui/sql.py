"""The same numbers by other means: SQL over the raw CSV files."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

DATA = Path(__file__).parents[2] / "data"
_RAW = (
    "organisations", "population", "places", "events", "figures", "figure_links", "partnerships",
    "partnership_partners", "event_presence", "sources",
)  # fmt: skip
EU27 = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip


@lru_cache(maxsize=1)
def _connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    for name in _RAW:
        made.execute(
            f"CREATE VIEW raw_{name} AS SELECT * FROM "
            f"read_csv('{DATA / name}.csv', all_varchar = true)"
        )
    made.execute(
        "CREATE VIEW org AS SELECT *, country_code AS country, "
        "coalesce(first_listed_ecosystem, 'not stated') AS ecosystem "
        "FROM raw_organisations WHERE registry = 'yes'"
    )
    members = ", ".join(f"'{code}'" for code in sorted(EU27))
    made.execute(f"CREATE VIEW eu AS SELECT * FROM org WHERE country IN ({members})")
    return made


def select(query: str) -> list[tuple[Any, ...]]:
    """Ask the views ``org`` (the registry), ``eu`` (its part in the EU-27) and ``raw_*``."""
    return _connection().execute(query).fetchall()


def count(condition: str = "true", view: str = "org") -> int:
    """Count organisations that fulfil a condition."""
    return int(select(f"SELECT count(*) FROM {view} WHERE {condition}")[0][0])


def population(*codes: str) -> int:
    """Add up inhabitants; of the whole EU-27 if no country is named."""
    named = ", ".join(f"'{code}'" for code in codes or sorted(EU27))
    query = f"SELECT sum(population::BIGINT) FROM raw_population WHERE country_code IN ({named})"
    return int(select(query)[0][0])


def rated(number: float) -> str:
    """Say a rate as the pages do: one decimal from one on, two significant digits below."""
    if number >= 1:
        return f"{number:,.1f}"
    digits = 2
    while number * 10 ** (digits - 1) < 1:
        digits += 1
    return f"{number:.{digits}f}".rstrip("0")
