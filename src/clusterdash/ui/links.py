"""Links to pages: what a link asks for, and how a selection is written into one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import say, say_many
from clusterdash.model import Beside, Board, Where, code_of, dimension
from clusterdash.publish.link import cut, understood, within
from clusterdash.state import View
from clusterdash.ui.lists.facets import KNOWN, UNKNOWN
from clusterdash.ui.turns import refused, repeated

_OWN = {
    "cell",
    "from",
    "to",
    "find",
    "rows",
    "placed",
    "id",
    "with-from",
    "with-to",
    "board",
    "card",
}
_SIDES = 20  # of a link that are looked at: each unknown one is guessed at
_CODES = 100  # of one dimension that are: every one stands in all links of a page


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
    whole = query.lstrip("?").replace("%7E", "~").replace("%7e", "~")  # forms write it so
    plain = within(whole)
    long = () if plain == whole else (cut(len(plain)),)
    pairs = parse_qsl(plain, errors="replace", max_num_fields=None)
    own = {name: value for name, value in pairs if name in _OWN}
    pieces = [p for p in plain.split("&") if p and p.split("=")[0] not in _OWN]
    # A form sends a field that was left empty as "programme=".
    pieces, without = refused(engine, [p for p in pieces if not p.endswith("=")], board)
    view, unknown = View.from_query("&".join(pieces))
    left, again = repeated(unknown)
    narrowed, many = _bounded(_narrowed(view.where, own, years(engine)))
    where, strange = understood(narrowed, left, engine.labels)
    rows = own.get("rows", "")
    limit = min(int(rows), 5000) if rows.isdecimal() and len(rows) < 6 else 0
    beside, unknown_sides = _beside(engine, view.beside, own)
    said = (*strange, *again, *without, *unknown_sides, *many, *long)
    at = own.get("placed", "") if own.get("placed", "") in {KNOWN, UNKNOWN} else ""
    view = replace(view, where=where, beside=beside)
    return Asked(view, said, own.get("find", "")[:200], limit, at)


def _beside(engine: Engine, beside: Beside, own: dict[str, str]) -> tuple[Beside, tuple[str, ...]]:
    """Return what is to stand beside the selection, in codes of the edition, and what cannot."""
    period = _years([own.get(name, "") for name in ("with-from", "with-to")], years(engine))
    if period and beside.key in {"", "year"}:
        beside = Beside("year", beside.codes).pinned(code_of(period))
    more = len(beside.codes) - _SIDES
    said = [_too_many_sides(more)] if more > 0 else []
    kept = beside.codes[:_SIDES]
    if beside.key in {"", "year"}:
        return replace(beside, codes=kept), tuple(said)
    found = Beside(beside.key)
    for code in kept:
        where, strange = understood(Where.of({beside.key: (code,)}), (), engine.labels)
        said += strange
        for known in where.get(beside.key):
            found = found.pinned(known)
    return found, tuple(said)


def _too_many_sides(more: int) -> str:
    return say_many(
        "The link sets more than {most} side by side: {n} was left out.",
        "The link sets more than {most} side by side: {n} were left out.",
        more,
        most=_SIDES,
    )


def _bounded(where: Where) -> tuple[Where, tuple[str, ...]]:
    """Return a filter with no more codes than a page can hold, and what is left out of it."""
    said = [
        say_many(
            "The link asks for too much of {dimension}: the first {most} are kept, "
            "{n} was left out.",
            "The link asks for too much of {dimension}: the first {most} are kept, "
            "{n} were left out.",
            len(codes) - _CODES,
            dimension=say(dimension(key).label),
            most=_CODES,
        )
        for key, codes in where.selected
        if len(codes) > _CODES
    ]
    kept = {key: codes[:_CODES] for key, codes in where.selected}
    return (Where.of(kept, where.years) if said else where), tuple(said)


def _narrowed(where: Where, own: dict[str, str], known: range) -> Where:
    """Add what the fields of a form choose: a cell of the matrix, the first or last year."""
    selected = dict(where.selected)
    if "cell" in own:
        country, _, ecosystem = own["cell"].partition("~")
        selected = {k: v for k, v in selected.items() if k not in {"country", "ecosystem"}}
        selected |= {"country": (country,)} if country else {}
        selected |= {"ecosystem": (ecosystem,)} if ecosystem else {}
    span = _years([own.get(name, "") for name in ("from", "to")], known)
    return Where.of(selected, span or where.years)


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


def _years(given: Sequence[str], known: range) -> tuple[int, int] | None:
    """Return the span that a form asks for; an end that is left open is the first or last year."""
    if not any(given):
        return None
    if any(text and not (text.isdecimal() and len(text) == 4) for text in given):
        return None
    first, last = (int(given[0] or known[0]), int(given[1] or known[-1]))
    return min(first, last), max(first, last)
