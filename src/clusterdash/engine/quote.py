"""Answers quoted from published figures."""

from typing import Any

import polars as pl

from clusterdash.engine.context import Context, Outcome, empty, shaped
from clusterdash.engine.figures import WHOLE
from clusterdash.engine.periods import SOME_UNDATED, UNDATED, in_words
from clusterdash.engine.select import EVENT_DIMS, select
from clusterdash.language import number, say, say_many
from clusterdash.model import Metric, Quote, Where
from clusterdash.model.vocabulary import qualified, qualifier_of_sum

# Questions about events and partnerships, which no total of a programme answers.
TOLD = EVENT_DIMS | {"programme", "partnership", "ecosystem"}

# What tells two figures of a metric apart, in the order in which it is tried.
IDENTITY = (
    "kind",
    "status",
    "subject",
    "scope",
    "country",
    "region",
    "market",
    "call",
    "ecosystem",
    "period",
)


def quoted(context: Context, metric: Metric, by: tuple[str, ...], where: Where) -> Outcome:
    """Answer a question with published figures.

    Figures are summed only over the level that the metric declares additive; otherwise they are
    listed, by the fewest dimensions that tell them apart.
    """
    quote = metric.answer
    if not isinstance(quote, Quote):
        raise TypeError(f"{metric.key} does not quote figures")
    selected = select(context, metric, by, where)
    found = broken_down(selected.frame, by)
    if not found.height:
        return Outcome(
            empty(by), by, selected.frame.clear(), "published", selected.notes, "not published"
        )
    notes = list(selected.notes)
    caveats: list[str] = []
    if quote.time == "stock" and not {"year", "period", "figure"} & set(by):
        found, note = _latest(found, by, quote.one_subject)
        if note:
            notes.append(note)
            caveats.append("latest_of_several")
    found = broken_down(found, selected.finer)
    if found["figure_id"].is_duplicated().any():
        notes.append(say("A figure of several counts in each of them, and once in the total."))
    sums, rest, keys, listed = _split(found, quote, by, selected.finer)
    if sums.height and "programme" in metric.dims and not {*by, *where.keys} & TOLD:
        notes += _own_totals(select(context, metric, ("programme",), where).frame)
    if listed:
        notes.append(say("Figures that may not be added are listed one by one."))
    return Outcome(
        pl.concat([_summed(sums, keys), _listed(rest, keys)]),
        keys,
        pl.concat([sums, rest]).unique("figure_id", maintain_order=True),
        "published",
        tuple(notes),
        caveats=tuple(caveats),
    )


def _own_totals(found: pl.DataFrame) -> list[str]:
    """Name the totals that programmes count themselves: they repeat what is summed here."""
    own = found.filter((pl.col("level") == "programme") & (pl.col("country").is_null()))
    if not own.height:
        return []
    said = [
        say(
            "{programme} {value} ({period}, {figure})",
            programme=row["programme"],
            value=qualified(number(round(row["value"])), row["qualifier"]),
            period=in_words(row["period"]),
            figure=row["figure_id"],
        )
        for row in own.iter_rows(named=True)
    ]
    counted = "; ".join(said)
    return [say("Counted by the programme itself, not to be added: {counted}.", counted=counted)]


def _split(
    found: pl.DataFrame, quote: Quote, by: tuple[str, ...], finer: tuple[str, ...]
) -> tuple[pl.DataFrame, pl.DataFrame, tuple[str, ...], bool]:
    """Split figures into those to sum and those to list, and say by which dimensions."""
    wanted = _wanted(found, quote, by, finer)
    sums, rest = _summable(found, quote, by) if wanted == by else (found.clear(), found)
    if sums.height and rest.height:
        wanted = (*wanted, "level")
    keys = apart(rest, wanted, quote.one_subject) if rest.height else wanted
    if sums.height and keys != wanted:
        rest, sums = found, sums.clear()
        keys = apart(rest, wanted, quote.one_subject)
    shown = set(keys) - {*by, *finer, "kind", "call"}
    return sums, rest, keys, bool(shown) and rest.height > 1 and "figure" not in by


def broken_down(found: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Give a figure of several ecosystems or partner countries one row for each."""
    if "ecosystem" in by:
        found = _exploded(found, "ecosystem", pl.col("ecosystems"), "all")
    if "partner_country" in by:
        split = pl.col("partner_country").str.split(";")
        found = _exploded(found, "partner_country", split, None)
    return found


def _exploded(found: pl.DataFrame, name: str, lists: pl.Expr, empty_as: str | None) -> pl.DataFrame:
    """Explode a list; a row whose list is empty or null stays, whatever Polars makes of it."""
    blank = pl.lit([empty_as], pl.List(pl.String))
    held = pl.when(lists.list.len() > 0).then(lists).otherwise(blank)
    return found.with_columns(held.alias(name)).explode(name, empty_as_null=True)


def _wanted(
    found: pl.DataFrame, quote: Quote, by: tuple[str, ...], finer: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the dimensions that must be shown, so that no part passes for the whole."""
    keys = [*by, *finer]
    told = {"event", "partnership", "organisation", "subject"} & set(by)
    # A programme tells whose its own figure is, and not whose those of its partnerships are.
    if "programme" in by and (found["level"] == "programme").all():
        told |= {"programme"}
    # Parts of several subjects are not added either, so each says whose it is.
    # Nor is what a programme says itself added where its parts say nothing.
    other = quote.additive not in set(found["level"])
    parted = other or found["country"].count() > 0
    named = (found["level"] != "population").any() and not quote.one_subject
    several = found["subject"].n_unique() > 1 or found.height == 1 or "programme" in by
    if parted and named and several and not told:
        keys.append("subject")
    if quote.every_kind and "kind" not in keys:
        keys.append("kind")
    if (found["call"] != WHOLE).any():
        keys.append("call")
    if "figure" in by:
        keys = [*(key for key in keys if key != "figure"), *_varying(found), "figure"]
    return tuple(dict.fromkeys(keys))


def _varying(found: pl.DataFrame) -> list[str]:
    """Return what differs between any two figures: a list must not hide that one is regional."""
    return [key for key in IDENTITY if key != "period" and found[key].n_unique() > 1]


def _latest(
    found: pl.DataFrame, by: tuple[str, ...], one_subject: bool
) -> tuple[pl.DataFrame, str]:
    """Keep the latest figure of each thing: dated before undated, then the better source."""
    same = [key for key in IDENTITY if key != "period"]
    if one_subject:
        same.remove("subject")
    same = list(dict.fromkeys([*same, *by]))
    ordered = found.sort(
        pl.coalesce("period_end", "period_start"),
        "rank",
        "figure_id",
        descending=[True, False, False],
        nulls_last=True,
    )
    kept = ordered.unique(same, keep="first", maintain_order=True)
    several = found.height - kept.height
    note = say_many(
        "The latest is shown of {n} published figure.",
        "The latest is shown of {n} published figures.",
        found.height,
    )
    return kept.sort("figure_id"), note if several else ""


def _summable(
    found: pl.DataFrame, quote: Quote, by: tuple[str, ...]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split figures into those that may be summed within each cell and those that may not."""
    if quote.additive is None or {"figure", "subject", "period", "call", "status"} & set(by):
        return found.clear(), found
    own = pl.col("level") == quote.additive
    group = [*by, "level"]
    clean = (
        (pl.col("whole") & pl.col("country").is_null()).all().over(group)
        & ~pl.struct("subject").is_duplicated().over(group)
        & (pl.struct("kind", "status").n_unique() == 1).over(group)
    )
    tested = found.with_columns(may=own & clean)
    tested = tested.with_columns(may=pl.col("may").all().over(group))
    return tested.filter("may").drop("may"), tested.filter(~pl.col("may")).drop("may")


def apart(found: pl.DataFrame, by: tuple[str, ...], one_subject: bool = False) -> tuple[str, ...]:
    """Return the dimensions asked, then the fewest that give every figure a row of its own."""
    keys = by
    if "figure" in by:
        return by
    candidates = [k for k in IDENTITY if not (one_subject and k == "subject")]
    for key in (*candidates, "subject", "figure_id"):
        if not (found.select(keys).is_duplicated().any() if keys else found.height > 1):
            break
        if key in keys:
            continue
        varies = (
            found.group_by(keys).agg(pl.col(key).n_unique())[key].max()
            if keys
            else found[key].n_unique()
        )
        if varies and int(str(varies)) > 1:
            keys = (*keys, key)
    return tuple("figure" if key == "figure_id" else key for key in keys)


def _summed(found: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    if not found.height:
        return empty(by)
    cells: list[dict[str, Any]] = []
    together = list(dict.fromkeys([*by, "level"]))
    for key, group in found.group_by(together, maintain_order=True):
        alone = group.height == 1
        cells.append(
            dict(zip(together, key, strict=True))
            | {
                "value": group["value"].sum(),
                "qualifier": qualifier_of_sum(set(group["qualifier"])),
                "state": "published" if alone else "computed",
                "outcome": group["status"][0],
                "span": group["period"][0] if alone else _range(group["year"]),
                "count": group.height,
                "figures": ";".join(group["figure_id"]),
                "sources": ";".join(dict.fromkeys(group["source_id"])),
            }
        )
    return shaped(pl.DataFrame(cells, infer_schema_length=None), by)


def _range(labels: pl.Series) -> str:
    """Return the years of several figures in words, and that some are undated."""
    years = sorted({year for label in labels.drop_nulls() for year in label.split("–")})
    if not years:
        return UNDATED
    said = years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
    return said + SOME_UNDATED if labels.null_count() else said


def _listed(found: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    return shaped(
        found.with_columns(
            state=pl.lit("published"),
            outcome=pl.col("status"),
            span=pl.col("period"),
            count=pl.lit(1),
            figures=pl.col("figure_id"),
            sources=pl.col("source_id"),
            figure=pl.col("figure_id"),
        ),
        by,
    )
