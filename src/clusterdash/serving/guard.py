"""Requests beside the sessions that ask for the same sign-in as the pages."""

from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from bokeh.server.views.auth_request_handler import AuthRequestHandler
from tornado.web import HTTPError

from clusterdash.language import say
from clusterdash.serving import logs


class Guarded(AuthRequestHandler):
    """A request of a reader who has signed in, where the server asks for that."""

    async def prepare(self) -> None:
        """Lead a reader who has not signed in to where that is done."""
        above: Any = super()  # typed in some versions of Bokeh and not in others
        await above.prepare()
        if not self.current_user:
            login = above.get_login_url()
            self.redirect(f"{login}?{urlencode({'next': self.request.uri})}")

    def log_exception(
        self,
        typ: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        """Log nothing here: the page of the error does, under the id that it shows."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - Tornado's
        """Answer with the id of the error."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if error is None or isinstance(error, HTTPError):
            self.finish(f"{status_code}: {self._reason}")
        else:
            name = logs.failed(error, "answering a request")
            self.finish(say("Something went wrong here. The log knows it as {id}.", id=name))
