"""The documented address of answers, for spreadsheets, programs and other sites."""

from collections.abc import Callable
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError

from clusterdash.api import Problem, Reply, etag, respond
from clusterdash.language import say
from clusterdash.model import Edition
from clusterdash.serving import logs
from clusterdash.serving.guard import Guarded
from clusterdash.serving.later import Later, NotReadyError
from clusterdash.serving.origins import loopback_name

ALLOWED = "GET, HEAD"


class Api(Guarded):
    """Answers as JSON, CSV, Parquet or a workbook; whoever has to sign in for pages has to here."""

    _tag = ""

    def initialize(
        self, held: Later, other: str, start: Callable[[HTTPServerRequest], str]
    ) -> None:
        """Take what answers, where another edition is, and what tells where the site is."""
        self._held = held
        self._other = other
        self._start = start

    def get(self, path: str | None = None) -> None:
        """Answer, unless whoever asks holds the answer already."""
        try:
            engine = self._held.engine()
        except NotReadyError as error:
            if error.again >= 0:
                self.set_header("Retry-After", str(error.again))
            self._send(Problem("not-ready", str(error)).reply())
            return
        self._share(engine.edition)
        asked = (path or "", self.request.query)
        site = self._start(self.request)
        self._tag = etag(engine, *asked, site)
        if self.request.headers.get("If-None-Match", "") != "*":
            self.set_etag_header()
            if self.check_etag_header():
                self._keep()
                self.set_status(304)
                return
            self.clear_header("Etag")
        self._send(respond(engine, *asked, other=self._other, site=site))

    head = get

    def _refuse(self, _path: str | None = None) -> None:
        """Refuse to change anything."""
        detail = f"{self.request.method} is not answered here: ask with GET or HEAD."
        self.set_header("Allow", ALLOWED)
        self._send(Problem("method-not-allowed", detail).reply())

    post = put = patch = delete = options = _refuse

    def check_xsrf_cookie(self) -> None:
        """Need no cookie: nothing is done."""

    def compute_etag(self) -> str | None:
        """Return the tag of edition, code and address: bodies need not be compared."""
        return self._tag or None

    def _send(self, reply: Reply) -> None:
        self.set_status(reply.status)
        self.set_header("Content-Type", reply.mime)
        if reply.name:
            self.set_header("Content-Disposition", f'attachment; filename="{reply.name}"')
        self._keep(well=reply.status == 200)
        self.finish(reply.content)

    def _keep(self, *, well: bool = True) -> None:
        """Say how long an answer may be kept: to be asked for again, by its tag."""
        kept = "no-cache" if self._open() else "private, no-cache"
        self.set_header("Cache-Control", kept if well else "no-store")

    def _open(self) -> bool:
        """Return whether readers need not sign in."""
        application: Any = self.application  # Bokeh's
        provider = application.auth_provider
        return not (provider.get_user or provider.get_user_async)

    def _share(self, edition: Edition) -> None:
        """Let pages of other sites read the answers, where everyone may."""
        if self._open() and (self._public() or edition.synthetic or not edition.called):
            self.set_header("Access-Control-Allow-Origin", "*")
            self.set_header("Access-Control-Expose-Headers", "ETag, Content-Disposition")

    def _public(self) -> bool:
        # On this machine alone, any site that its reader visits could otherwise read an edition
        # that nobody published.
        application: Any = self.application
        return not all(map(loopback_name, application.websocket_origins))

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401 - Tornado's
        """Answer with the id of the error, as a problem."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if status_code == 405:
            self._refuse()
        elif error is None or isinstance(error, HTTPError):
            # The path is decoded before it is looked at, and nothing else is refused there.
            detail = "The address cannot be read: write it in UTF-8, percent-encoded."
            self._send(Problem("bad-parameter", detail).reply())
        else:
            name = logs.failed(error, "answering a request")
            said = say("Something went wrong here. The log knows it as {id}.", id=name)
            self._send(Problem("failed", said, id=name).reply())
