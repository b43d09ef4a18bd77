"""An engine that is made in the background while another edition is served already."""

from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread

from clusterdash.engine import Engine
from clusterdash.errors import ClusterdashError
from clusterdash.language import say

SECONDS = 2
"""How long a reader who came too early waits before asking again."""


class NotReadyError(ClusterdashError):
    """An edition cannot answer yet, or never will.

    Attributes:
        again: After how many seconds to ask again, or -1 where that is no use.
    """

    def __init__(self, message: str, again: int) -> None:
        super().__init__(message)
        self.again = again


class Later:
    """An engine that is made once; whoever asks before that is told so and never held up.

    Args:
        make: Makes it.
        failed: Keeps an error for those who run the server and returns its id.
        done: Called with the engine once it is there, in the same background.
    """

    def __init__(
        self,
        make: Callable[[], Engine],
        failed: Callable[[BaseException], str],
        done: Callable[[Engine], object] = lambda _engine: None,
    ) -> None:
        self._make = make
        self._failed = failed
        self._done = done
        self._made: Future[Engine] = Future()
        self._error = ""

    @classmethod
    def now(cls, engine: Engine) -> "Later":
        """Return an engine that is there already."""
        held = cls(lambda: engine, lambda _error: "")
        held._made.set_result(engine)
        return held

    def start(self) -> Thread:
        """Begin to make it."""
        # In the language of whoever starts it: a new thread would begin in English.
        thread = Thread(target=copy_context().run, args=(self._run,), name="later", daemon=True)
        thread.start()
        return thread

    def engine(self) -> Engine:
        """Return the engine.

        Raises:
            NotReadyError: It is still being made, or could not be.
        """
        if not self._made.done():
            said = say("The demonstration is being made. This page shows it in a moment.")
            raise NotReadyError(said, SECONDS)
        error = self._made.exception()
        if error is not None:
            said = say(
                "The demonstration could not be made. Tell whoever serves this page: error {id}.",
                id=self._error or type(error).__name__,
            )
            raise NotReadyError(said, -1)
        return self._made.result()

    def _run(self) -> None:
        try:
            made = self._make()
        except BaseException as error:
            # What this edition lacks must harm no other.
            try:
                self._error = self._failed(error)
            finally:  # even where it cannot be kept, nobody may wait for ever
                self._made.set_exception(error)
            return
        self._made.set_result(made)
        try:
            self._done(made)
        except BaseException as error:
            self._failed(error)
