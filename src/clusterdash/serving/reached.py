"""The address under which a request found the site, where that is known for certain."""

import re

from tornado.httputil import HTTPServerRequest

from clusterdash.serving.access import Access

_FORWARDED = ("Forwarded", "Via", "X-Real-Ip", "X-Forwarded-For", "X-Forwarded-Host")
_PROTO, _PREFIX = "X-Forwarded-Proto", "X-Forwarded-Prefix"
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*/?")


def start(access: Access, request: HTTPServerRequest, stem: str = "") -> str:
    """Return the address of the start page, with a slash at its end, or "" where it is not known.

    A host counts only if it was named as one that readers use. Without a proxy, it is reached at
    the port that is listened on; a proxy has to tell scheme and prefix, neither of which shows in
    what it passes on.

    Args:
        access: Where the pages are served.
        request: What was asked for.
        stem: Prefix of the edition, or "".
    """
    host = (request.headers.get("X-Forwarded-Host") or request.headers.get("Host", "")).lower()
    if host not in access.origins:
        return ""
    below = f"{stem}/" if stem else ""
    scheme, prefix = request.headers.get(_PROTO), request.headers.get(_PREFIX)
    if scheme is not None or prefix is not None:
        if scheme not in {"http", "https"} or prefix is None or not _PATH.fullmatch(prefix):
            return ""
        return f"{scheme}://{host}{prefix.removesuffix('/')}/{below}"
    passed_on = any(name in request.headers for name in _FORWARDED)
    usual = {"http": "80", "https": "443"}.get(request.protocol, "")
    port = host.rpartition(":")[2] if ":" in host else usual
    return "" if passed_on or port != str(access.port) else f"{request.protocol}://{host}/{below}"
