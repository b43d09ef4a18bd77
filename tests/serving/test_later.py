"""An engine made in the background: whatever fails, nobody waits for ever and the log is told."""

import pytest

from clusterdash.engine import Engine
from clusterdash.opened import default_engine
from clusterdash.serving.later import Later, NotReadyError

SECONDS = 30
THREAD = "ignore::pytest.PytestUnhandledThreadExceptionWarning"


def _broken() -> Engine:
    raise MemoryError("on purpose")


def _asked(held: Later) -> NotReadyError:
    held.start().join(SECONDS)
    with pytest.raises(NotReadyError) as caught:
        held.engine()
    return caught.value


def test_an_error_is_kept_and_its_id_is_told() -> None:
    kept: list[BaseException] = []

    def failed(error: BaseException) -> str:
        kept.append(error)
        return "abc123"

    told = _asked(Later(_broken, failed))
    assert told.again == -1
    assert "error abc123" in str(told)
    assert [str(error) for error in kept] == ["on purpose"]


@pytest.mark.filterwarnings(THREAD)
def test_where_the_log_fails_too_nobody_waits_for_ever() -> None:
    def failed(_error: BaseException) -> str:
        raise OSError("the disk is full")

    told = _asked(Later(_broken, failed))
    assert told.again == -1
    assert "error MemoryError" in str(told)
    assert "on purpose" not in str(told)


def test_an_error_without_an_id_is_an_error_still() -> None:
    told = _asked(Later(_broken, lambda _error: ""))
    assert told.again == -1
    assert "error MemoryError" in str(told)


def test_what_fails_after_it_was_made_is_told_to_the_log_and_harms_nobody() -> None:
    kept: list[BaseException] = []

    def failed(error: BaseException) -> str:
        kept.append(error)
        return "abc123"

    def done(_engine: Engine) -> None:
        raise ValueError("while warming up")

    held = Later(default_engine, failed, done)
    held.start().join(SECONDS)
    assert held.engine() is default_engine()
    assert [str(error) for error in kept] == ["while warming up"]
