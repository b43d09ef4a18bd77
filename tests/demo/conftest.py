"""The demonstration at scale 1, drawn once, and a database of its rows."""

from collections.abc import Callable

import duckdb
import polars as pl
import pytest

from clusterdash.demo import Twin, drawn, twin
from clusterdash.editions import open_edition, published_folder
from clusterdash.model import Edition
from clusterdash.registry import Registry, default_registry

Query = Callable[..., list[tuple]]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return default_registry()


@pytest.fixture(scope="session")
def published(registry: Registry) -> Edition:
    return open_edition(published_folder(), registry.sources)


@pytest.fixture(scope="session")
def made(published: Edition) -> Twin:
    return twin(published)


@pytest.fixture(scope="session")
def records(published: Edition) -> dict[str, pl.DataFrame]:
    return drawn(published)


def database(made: Twin, records: dict[str, pl.DataFrame]) -> Query:
    connection = duckdb.connect()
    for name, frame in (dict(made.tables) | records).items():
        connection.register(name, frame.to_arrow())

    def ask(sql: str, **values: object) -> list[tuple]:
        return connection.execute(sql, values or None).fetchall()

    return ask


@pytest.fixture(scope="session")
def sql(made: Twin, records: dict[str, pl.DataFrame]) -> Query:
    return database(made, records)


@pytest.fixture(scope="session")
def threefold(published: Edition) -> dict[str, pl.DataFrame]:
    return drawn(published, scale=3)


@pytest.fixture(scope="session")
def sql_threefold(made: Twin, threefold: dict[str, pl.DataFrame]) -> Query:
    return database(made, threefold)
