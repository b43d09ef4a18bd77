"""Headers of every answer, Bokeh's and Panel's own included: safe, small, and fetched once."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import GZipContentEncoding, OutputTransform

_HASH = re.compile(r"[0-9a-f]{12,}")
# Bokeh needs inline and evaluated scripts; what this forbids is whatever comes from elsewhere.
_OWN = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
_YEAR = 365 * 24 * 3600
LOOPBACKS = (
    "http://localhost:*",
    "http://127.0.0.1:*",
    "https://localhost:*",
    "https://127.0.0.1:*",
)
"""This machine under any port, for a server that notebooks on this machine embed."""


class Headed(OutputTransform):
    """Adds what keeps a page safe, and how long a file may be kept.

    Args:
        request: The request.
        framed_by: Hosts that may embed the pages; this server always may.
        anywhere: Paths of pages that any page may embed.
    """

    def __init__(
        self,
        request: HTTPServerRequest,
        framed_by: Sequence[str] = (),
        anywhere: Collection[str] = (),
    ) -> None:
        self._request = request
        self._framed_by = framed_by
        self._anywhere = anywhere

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Add the headers."""
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        anywhere = self._request.path in self._anywhere
        framed = ["*"] if anywhere else ["'self'", *self._framed_by]
        headers["Content-Security-Policy"] = f"{_OWN}; frame-ancestors {' '.join(framed)}"
        if not self._framed_by and not anywhere:
            headers["X-Frame-Options"] = "SAMEORIGIN"
        headers.pop("Server", None)
        if "Last-Modified" in headers:
            headers.pop("Expires", None)
            headers["Cache-Control"] = self._kept()
        return status_code, headers, chunk

    def _kept(self) -> str:
        # An address with the hash of what it names never changes. One with a version may, as those
        # of panel-material-ui carry Panel's, and a bare query may be the hash of a mere path: these
        # are asked for again, and not sent again.
        hashed = _HASH.fullmatch(self._request.arguments.get("v", [b""])[0].decode("latin-1"))
        return f"public, max-age={_YEAR}, immutable" if hashed else "no-cache"


class Missed(OutputTransform):
    """Says 404 of a page whose query names nothing that there is: Bokeh says 200 of every page.

    Args:
        request: The request.
        lacks: What tells so of a query, by the path of the page.
    """

    def __init__(
        self, request: HTTPServerRequest, lacks: Mapping[str, Callable[[str], bool]]
    ) -> None:
        self._request = request
        self._lacks = lacks

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Change the status where there is nothing."""
        lacks = self._lacks.get(self._request.path)
        missed = status_code == 200 and lacks is not None and lacks(self._request.query)
        return 404 if missed else status_code, headers, chunk


class Packed(GZipContentEncoding):
    """Compresses answers, and each file once: a hall that opens a page together waits less."""

    GZIP_LEVEL = 9  # each file is packed once
    _packed: dict[str, bytes] = {}  # noqa: RUF012 - by hash of the content, the same for everyone
    _ROOM = 256

    def __init__(self, request: HTTPServerRequest) -> None:
        super().__init__(request)
        self._whole = request.method == "GET"
        self._etag = ""
        self._sent = False
        self._parts: list[bytes] = []

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Send a file as it was packed before, or pack it."""
        if self._whole and self._gzipping and status_code == 200 and "Last-Modified" in headers:
            self._etag = headers.get("Etag", "")
        packed = self._packed.get(self._etag)
        if packed is None:
            return super().transform_first_chunk(status_code, headers, chunk, finishing)
        self._sent = True
        headers["Vary"] = "Accept-Encoding"
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(packed))
        return status_code, headers, packed

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """Pack a further part."""
        if self._sent:
            return b""
        part = super().transform_chunk(chunk, finishing)
        if self._etag and self._gzipping:
            self._parts.append(part)
            if finishing and len(self._packed) < self._ROOM:
                self._packed[self._etag] = b"".join(self._parts)
        return part
