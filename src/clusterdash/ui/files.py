"""Files of figures by their address: one answer as CSV or JSON, several as one workbook."""

from urllib.parse import unquote

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.publish.link import from_link
from clusterdash.publish.take import File
from clusterdash.publish.take import file as taken

KINDS = ("csv", "xlsx", "json")
_MOST = 8  # questions in one workbook


def file(engine: Engine, address: str) -> File:
    """Return the file that an address names.

    Args:
        engine: What answers.
        address: ``organisations.csv?by=country&v=1``; further questions follow as ``&and=``.

    Raises:
        UnknownNameError: There is no such metric, or no such kind of file.
    """
    path, _, query = address.partition("?")
    metric, _, kind = path.rpartition("/")[2].rpartition(".")
    if kind not in KINDS:
        raise UnknownNameError("kind of file", kind, KINDS)
    pieces = query.split("&")
    own = "&".join(piece for piece in pieces if not piece.startswith("and="))
    more = [unquote(p.removeprefix("and=")) for p in pieces if p.startswith("and=")]
    links = [f"{metric}?{own}", *more[:_MOST]]
    results = [engine.evaluate(from_link(link, engine)[0]) for link in links]
    return taken(engine.labels, results, kind)
