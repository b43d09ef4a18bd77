"""Which published figures a question is about."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from clusterdash.engine.context import Context
from clusterdash.engine.periods import within, year_label
from clusterdash.language import all_of, say, say_many
from clusterdash.model import DIMENSIONS, Metric, Pick, Quote, Where
from clusterdash.names import EU27, GROUPS

EVENT_DIMS = frozenset(
    {"event", "series", "type", "mode", "direction", "host_country", "partner_country"}
)
_PLAIN = (
    "series",
    "type",
    "mode",
    "direction",
    "event",
    "partnership",
    "organisation",
    "call",
    "status",
    "kind",
    "scope",
    "region",
    "level",
    "subject",
    "period",
)


_SPECIFIC = ("country", "region", "market", "scope", "event", "partnership", "organisation")


@dataclass(frozen=True, slots=True)
class Selected:
    """The figures that a question is about.

    Attributes:
        frame: One figure a row: the columns of the figures view and ``kind``, ``market``, ``year``.
        notes: What was left out, one sentence each.
        finer: Dimensions that nobody asked for but in which alone figures exist: they must be
            shown, or a part would pass for the whole.
        others: The one of ``notes`` that names kinds left out, or "".
    """

    frame: pl.DataFrame
    notes: tuple[str, ...]
    finer: tuple[str, ...] = ()
    others: str = ""


def select(
    context: Context,
    metric: Metric,
    by: tuple[str, ...],
    where: Where,
    *,
    calls: bool = False,
) -> Selected:
    """Return the figures that answer a question, each at its own grain.

    Args:
        context: The edition.
        metric: A metric that quotes figures.
        by: Dimensions asked.
        where: The filter.
        calls: Whether figures of single calls belong, asked for or not.
    """
    quote = metric.answer
    if not isinstance(quote, Quote):
        raise TypeError(f"{metric.key} does not quote figures")
    asked = {*by, *where.keys}
    found = context.picked(quote, picked).filter(~pl.col("spare"))
    if not (calls or _parts(quote, asked)):
        found = found.filter(pl.col("whole"))
    if "status" not in asked and "figure" not in by:
        outcome = pl.col("status") == "outcome"
        found = found.filter(outcome | ~outcome.any().over("kind"))
    found = _matching(context, found, by, where)
    found, rest = _levels(found, quote, by, asked)
    found, notes = _in_years(_specific(found, by), quote, where)
    if not found.height:  # a level without a figure in these years leaves the answer to the others
        found, notes = _in_years(_specific(rest, by), quote, where)
    if "figure" in by:
        return Selected(found, notes)
    found, finer, kinds = _totals(found, asked, "" if quote.every_kind else quote.picks[0].kind)
    others = ""
    if kinds:
        listed = ", ".join(say(kind) for kind in kinds)
        others = say("Also published, by kind: {kinds}.", kinds=listed)
        notes = (*notes, others)
    if finer:
        ways = all_of(say(DIMENSIONS[key].label) for key in finer)
        notes = (*notes, say("No figure for the whole answers this: shown by {ways}.", ways=ways))
    return Selected(found, notes, finer, others)


def kept(context: Context, found: pl.DataFrame, where: Where) -> pl.DataFrame:
    """Return those of any figures that a filter is about, whatever question they answer.

    Args:
        context: The edition.
        found: Figures with ``kind``, ``market``, ``year`` and ``stock``: whether they are stocks.
        where: The filter.
    """
    found = _matching(context, found, (), where)
    if where.years is None:
        return found
    stock, flow = (within(where.years, way) for way in (True, False))
    return found.filter(pl.when("stock").then(stock).otherwise(flow))


def picked(context: Context, quote: Quote) -> pl.DataFrame:
    """Return all figures of a metric, rivals too, with ``kind``, ``market`` and ``year``."""
    frames = [_pick(context.figures, pick) for pick in quote.picks]
    return pl.concat(frames).with_columns(year=year_label(quote.time == "stock"))


def _pick(figures: pl.DataFrame, pick: Pick) -> pl.DataFrame:
    kept = pl.col("measure") == pick.measure
    if pick.levels:
        kept &= pl.col("level").is_in(pick.levels)
    if pick.types:
        kept &= pl.col("type").is_in(pick.types)
    if pick.subjects:
        kept &= pl.col("subject").is_in(pick.subjects)
    is_market = pick.area == "market"
    return figures.filter(kept).with_columns(
        kind=pl.lit(pick.kind),
        market=pl.col("country") if is_market else pl.lit(None, pl.String),
        country=pl.lit(None, pl.String) if is_market else pl.col("country"),
        scope=pl.lit(pick.scope) if pick.scope else pl.col("scope"),
    )


def _parts(quote: Quote, asked: Collection[str]) -> bool:
    narrow = {"call", "country", "region", "figure"} & set(asked)
    return quote.parts == "always" or (quote.parts == "asked" and bool(narrow))


def _matching(
    context: Context, found: pl.DataFrame, by: tuple[str, ...], where: Where
) -> pl.DataFrame:
    for key, codes in where.selected:
        match key:
            case "country":
                found = found.filter(_country(context, codes, "country" in by))
            case "host_country" | "market":
                found = found.filter(context.countries.matching(key, codes))
            case "partner_country":
                listed = [*codes, *(c for g in codes for c in context.countries.groups.get(g, ()))]
                found = found.filter(_shares(pl.col(key).str.split(";"), listed))
            case "ecosystem":
                found = found.filter(_shares(pl.col("ecosystems"), codes))
            case "programme":
                found = found.filter(pl.col("programme").is_in(context.wordings(codes)))
            case "figure":
                found = found.filter(pl.col("figure_id").is_in(codes))
            case _ if key in _PLAIN:
                found = found.filter(pl.col(key).is_in(codes))
            case _:
                found = found.clear()
    return found


def _shares(lists: pl.Expr, codes: Collection[str]) -> pl.Expr:
    wanted = pl.lit(sorted(codes), pl.List(pl.String))
    return (lists.list.set_intersection(wanted).list.len() > 0).fill_null(value=False)


def _country(context: Context, codes: tuple[str, ...], broken_down: bool) -> pl.Expr:
    """Return which figures are about these countries.

    A group asked as a whole needs a figure for the whole group: members are not added up.
    """
    if broken_down:
        return context.countries.matching("country", codes)
    single = pl.col("country").is_in([c for c in codes if c not in GROUPS])
    return single | (pl.col("scope") == "EU-27" if EU27 in codes else pl.lit(value=False))


def _levels(
    found: pl.DataFrame, quote: Quote, by: tuple[str, ...], asked: Collection[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split off the level that a question is about, and what answers where it cannot.

    A programme repeats its events. Where every figure names its subject, a programme and its
    partnerships may stand side by side.
    """
    wanted, firm = "", False
    if "figure" in asked:
        return found, found.clear()
    if set(asked) & EVENT_DIMS:
        wanted, firm = "event", True
    elif "partnership" in asked:
        wanted, firm = "partnership", True
    elif quote.additive and "programme" not in by:
        wanted = quote.additive
    elif not quote.additive and "programme" in asked and not {"subject", "level"} & set(by):
        wanted = "programme"
    if not wanted:
        return found, found.clear()
    own = found.filter(pl.col("level") == wanted)
    return own, found.clear() if firm else found.filter(pl.col("level") != wanted)


def _specific(found: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Keep figures that say something in the dimensions that they are broken down by."""
    if "ecosystem" in by:
        found = found.filter(pl.col("ecosystems").list.len() > 0)
    return found.drop_nulls([key for key in by if key in _SPECIFIC])


def _totals(
    found: pl.DataFrame, asked: Collection[str], kind: str
) -> tuple[pl.DataFrame, tuple[str, ...], list[str]]:
    """Keep figures about a whole in every dimension that nobody asked for.

    Where no figure is about the whole, the finer ones stay and their dimension is returned; so are
    the kinds that are left out because another one is meant. No kind is meant where ``kind`` is "".
    """
    whole_country = pl.col("country").is_null() | (pl.col("level") == "organisation")
    wholes = {
        "market": pl.col("market").is_null(),
        "country": pl.lit(value=True) if {"region", "organisation"} & set(asked) else whole_country,
        "region": pl.col("region").is_null(),
        "ecosystem": pl.col("eco_total"),
        "kind": (pl.col("kind") == kind) | pl.lit(not kind),
    }
    kinds = set(found["kind"])
    finer: list[str] = []
    group = pl.col("kind") if "kind" in asked or not kind else pl.lit(0)
    for key, whole in wholes.items():
        if key in asked:
            continue
        found = found.filter(whole | ~whole.any().over(group))
        if found.filter(~whole).height:
            finer.append(key)
    if not {"country", "scope"} & set(asked):
        world = pl.col("scope") == "worldwide"
        found = found.filter(world | ~world.any().over("level", "subject", "kind"))
    return found, tuple(finer), sorted(kinds - set(found["kind"]))


def _in_years(
    found: pl.DataFrame, quote: Quote, where: Where
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    if where.years is None:
        return found, ()
    inside = within(where.years, quote.time == "stock")
    tested = found.with_columns(inside=inside)
    kept = tested.filter("inside").drop("inside")
    notes = []
    undated = tested["inside"].null_count()
    if undated:
        notes.append(
            say_many(
                "{n} figure without a date left out.",
                "{n} figures without a date left out.",
                undated,
            )
        )
    partly = tested.filter(~pl.col("inside")).filter(
        (pl.col("first") <= where.years[1]).fill_null(value=True)
        & (pl.col("last") >= where.years[0]).fill_null(value=True)
    )
    if partly.height:
        notes.append(
            say_many(
                "{n} figure whose period lies only partly in {years} left out.",
                "{n} figures whose period lies only partly in {years} left out.",
                partly.height,
                years="–".join(dict.fromkeys(map(str, where.years))),
            )
        )
    return kept, tuple(notes)
