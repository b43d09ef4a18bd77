"""What a reader sees can be typed back: every label leads to the code that it stands for."""

import pytest

from clusterdash.engine import Engine, Labels
from clusterdash.errors import UnknownNameError
from clusterdash.model import DIMENSIONS, Question
from clusterdash.names import NOT_STATED
from clusterdash.opened import default_engine

METRICS = default_engine().registry.metrics
UNSPOKEN = {"period", "figure", "year", "stage"}


def _shown(engine: Engine, dim: str) -> set[str]:
    found: set[str] = set()
    for metric in engine.registry.metrics:
        if dim in metric.dims:
            result = engine.evaluate(Question(metric.key, (dim,)))
            found |= set(result.frame[dim].drop_nulls()) if dim in result.by else set()
    return found - {NOT_STATED}


@pytest.mark.parametrize(
    "dim",
    sorted({d for m in METRICS for d in m.dims} & set(DIMENSIONS) - UNSPOKEN),
)
def test_whatever_is_shown_can_be_asked(engine: Engine, labels: Labels, dim: str) -> None:
    lost, other = [], []
    for code in sorted(_shown(engine, dim)):
        name = labels.label(dim, code)
        try:
            if labels.resolve(dim, name) != code:
                other.append(name)
        except UnknownNameError:
            lost.append(name)
    assert (lost, other) == ([], [])


def test_an_unknown_value_is_answered_with_the_name_meant(labels: Labels) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'ECCP matchmaking'"):
        labels.resolve("series", "ECCP matchmaking events")
    with pytest.raises(UnknownNameError, match="Unknown mode"):
        labels.resolve("mode", "")
