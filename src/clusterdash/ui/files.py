"""Files of figures by their address: one answer as CSV or JSON, several as one workbook."""

from urllib.parse import unquote

from clusterdash.engine import Engine
from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.publish.link import LONGEST, from_link
from clusterdash.publish.take import KINDS, File
from clusterdash.publish.take import file as taken

_MOST = 48  # questions in one workbook


def file(engine: Engine, address: str) -> File:
    """Return the file that an address names.

    Args:
        engine: What answers.
        address: ``organisations.csv?by=country&v=1``; further questions follow as ``&and=``.

    Raises:
        UnknownNameError: There is no such metric, or no such kind of file.
        QuestionError: A part of the address is not understood, or there is too much of it.
    """
    path, _, query = address.partition("?")
    metric, _, kind = path.rpartition("/")[2].rpartition(".")
    if kind not in KINDS:
        raise UnknownNameError("kind of file", kind, KINDS)
    if len(address) > LONGEST:
        raise QuestionError(f"The address is longer than {LONGEST:,} characters: ask for less.")
    pieces = query.split("&")
    own = "&".join(piece for piece in pieces if not piece.startswith("and="))
    more = [unquote(p.removeprefix("and=")) for p in pieces if p.startswith("and=")]
    if len(more) >= _MOST:
        raise QuestionError(f"One workbook holds at most {_MOST} questions: ask for fewer.")
    results = []
    for link in (f"{metric}?{own}", *more):
        question, strange = from_link(link, engine)
        if strange:  # a file must not hold more than its address says
            raise QuestionError(" ".join(strange))
        results.append(engine.evaluate(question))
    return taken(engine.labels, results, kind)
