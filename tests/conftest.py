"""Fixtures that every test may share: the published edition, opened once."""

import pytest
from hypothesis import HealthCheck, settings

from clusterdash.engine import Engine, Labels
from clusterdash.engine.context import Context
from clusterdash.opened import default_engine

# No test fails for the time that it takes: the machine may be busy.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Return the engine of the published edition."""
    return default_engine()


@pytest.fixture(scope="session")
def prepared(engine: Engine) -> Context:
    """Return what the published edition's answers are computed from."""
    return engine.context


@pytest.fixture(scope="session")
def labels(engine: Engine) -> Labels:
    """Return the names of the published edition's codes."""
    return engine.labels
