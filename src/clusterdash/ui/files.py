"""Files of figures by their address: one answer in any kind of file, or several in one."""

from urllib.parse import unquote

from clusterdash.api.problem import Problem, unknown
from clusterdash.api.question import evaluated, metric, no_kind, question
from clusterdash.engine import Engine
from clusterdash.model import Result
from clusterdash.publish.link import LONGEST
from clusterdash.publish.take import KINDS, File
from clusterdash.publish.take import file as taken

_MOST = 48  # questions in one workbook
_AND = "and"


def file(engine: Engine, address: str, site: str = "") -> File:
    """Return the file that an address names.

    Args:
        engine: What answers.
        address: ``organisations.csv?by=country&v=1``; further questions follow as ``&and=``.
        site: Address of the start page of the site, where it is known.

    Raises:
        Problem: There is no such metric or kind of file, a part of the address is not understood,
            or there is too much of it.
    """
    path, _, query = address.partition("?")
    name, _, kind = path.rpartition("/")[2].rpartition(".")
    if kind not in KINDS:
        raise unknown("unknown-format", no_kind(kind))
    if len(address) > LONGEST:
        detail = f"The address is longer than {LONGEST:,} characters: ask for less."
        raise Problem("bad-parameter", detail)
    pieces = query.split("&")
    own = "&".join(piece for piece in pieces if not piece.startswith(f"{_AND}="))
    more = [unquote(p.removeprefix(f"{_AND}=")) for p in pieces if p.startswith(f"{_AND}=")]
    if len(more) >= _MOST:
        detail = f"One file holds at most {_MOST} questions: ask for fewer."
        raise Problem("bad-parameter", detail)
    results = [_answered(engine, name, own, kind, (_AND,))]
    for link in more:
        path, _, rest = link.partition("?")
        results.append(_answered(engine, path.rpartition("/")[2], rest, kind))
    return taken(engine.labels, results, kind, site)


def _answered(
    engine: Engine, name: str, query: str, kind: str, own: tuple[str, ...] = ()
) -> Result:
    # A file must not hold more than its address says.
    asked = metric(engine, name, "../api/v1/metrics")
    return evaluated(engine, question(engine, asked, query, own=own, file=kind))
