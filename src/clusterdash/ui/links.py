"""Links to pages: what a link asks for, and how a selection is written into one."""

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl

import polars as pl

from clusterdash.engine import Engine
from clusterdash.model import Board, Where
from clusterdash.publish.link import understood
from clusterdash.state import View
from clusterdash.ui.lists.facets import KNOWN, UNKNOWN
from clusterdash.ui.turns import refused, repeated

_OWN = {"cell", "from", "to", "find", "rows", "placed", "id"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link asks for.

    Attributes:
        view: The part that is known.
        strange: What is not, one sentence each.
        find: What to look for in the list of organisations.
        rows: How many of them to list, or 0 for the usual number.
        placed: Whether to list those with a location ("yes"), without one ("no") or all ("").
    """

    view: View
    strange: tuple[str, ...]
    find: str
    rows: int
    placed: str = ""


def asked(engine: Engine, query: str, board: Board | None = None) -> Asked:
    """Read the query of a page's address: a shared link, or what a form without scripts sent.

    Args:
        engine: What knows the codes and the boards.
        query: The query.
        board: What the page shows, where it may be no registered board.
    """
    pairs = parse_qsl(query, errors="replace", max_num_fields=None)
    own = {name: value for name, value in pairs if name in _OWN}
    plain = query.lstrip("?").replace("%7E", "~").replace("%7e", "~")  # forms write it so
    pieces = [p for p in plain.split("&") if p and p.split("=")[0] not in _OWN]
    # A form sends a field that was left empty as "programme=".
    pieces, without = refused(engine, [p for p in pieces if not p.endswith("=")], board)
    view, unknown = View.from_query("&".join(pieces))
    left, again = repeated(unknown)
    where, strange = understood(_narrowed(view.where, own, years(engine)), left, engine.labels)
    rows = own.get("rows", "")
    limit = min(int(rows), 5000) if rows.isdecimal() and len(rows) < 6 else 0
    said = (*strange, *again, *without)
    at = own.get("placed", "") if own.get("placed", "") in {KNOWN, UNKNOWN} else ""
    return Asked(replace(view, where=where), said, own.get("find", "")[:200], limit, at)


def _narrowed(where: Where, own: dict[str, str], known: range) -> Where:
    """Add what the fields of a form choose: a cell of the matrix, the first or last year."""
    selected = dict(where.selected)
    if "cell" in own:
        country, _, ecosystem = own["cell"].partition("~")
        selected = {k: v for k, v in selected.items() if k not in {"country", "ecosystem"}}
        selected |= {"country": (country,)} if country else {}
        selected |= {"ecosystem": (ecosystem,)} if ecosystem else {}
    return Where.of(selected, _years(own, where.years, known))


@lru_cache(maxsize=4)
def years(engine: Engine) -> range:
    """Return the years that figures and records are of, first to last."""
    figures = engine.context.figures.select(pl.min("first"), pl.max("last")).row(0)
    known = [int(year) for year in figures if year is not None]
    for reductions in engine.edition.reductions.values():
        for found in reductions:
            if "year" in found.dims:
                codes = found.frame["year"].unique().cast(pl.String).cast(pl.Int64, strict=False)
                known += codes.drop_nulls().to_list()
    known = known or [int(engine.edition.date[:4])]
    return range(min(known), max(known) + 1)


def _years(
    own: dict[str, str], held: tuple[int, int] | None, known: range
) -> tuple[int, int] | None:
    """Return the span that a form asks for; an end that is left open is the first or last year."""
    given = [own.get(name, "") for name in ("from", "to")]
    if not any(given):
        return held
    if any(text and not (text.isdecimal() and len(text) == 4) for text in given):
        return held
    first, last = (int(given[0] or known[0]), int(given[1] or known[-1]))
    return min(first, last), max(first, last)
