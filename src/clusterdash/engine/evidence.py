"""What an answer rests on: publications, rivals, caveats, coverage."""

from collections import Counter

import polars as pl

from clusterdash.editions.publications import ECCP, is_copy
from clusterdash.engine.context import Context, Outcome
from clusterdash.engine.periods import UNDATED
from clusterdash.engine.publishing import alike, of_further, of_universe
from clusterdash.engine.rows import counted
from clusterdash.language import mark, number, say
from clusterdash.model import (
    COUNTRY_LIKE,
    Caveat,
    Coverage,
    Metric,
    Origin,
    Question,
    Quote,
    Ratio,
    Rival,
    Rows,
    Total,
    Where,
    caveat,
)
from clusterdash.model.vocabulary import first_digits, qualified
from clusterdash.names import EU27, NOT_STATED

KOSOVO = mark(
    "* This designation is without prejudice to positions on status, and is in line with UNSCR "
    "1244/1999 and the ICJ Opinion on the Kosovo declaration of independence."
)


def origins(context: Context, rows: pl.DataFrame) -> tuple[Origin, ...]:
    """Return the publications behind figures or rows, most used first."""
    if not rows.height:
        return ()
    key = "figure_id" if "figure_id" in rows.columns else None
    used: Counter[str] = Counter()
    figures: dict[str, list[str]] = {}
    for index, row in enumerate(rows.iter_rows(named=True)):
        for source_id in str(row["source_id"]).split(";"):
            used[source_id] += 1
            figures.setdefault(source_id, []).append(str(row[key] if key else index))
    found = [
        origin(context, source_id, tuple(figures[source_id]) if key else ()) for source_id in used
    ]
    return tuple(sorted(found, key=lambda o: (-used[o.source_id], o.rank, o.source_id)))


def origin(context: Context, source_id: str, figures: tuple[str, ...] = ()) -> Origin:
    """Return one publication."""
    row = context.publications[source_id]
    # Copies of ECCP pages stand under technical addresses; untitled pages under their own.
    return Origin(
        source_id=source_id,
        title=say("untitled page") if row["title"] == row["url"] else row["title"],
        publisher=(
            say("{site}, stored copy", site=ECCP) if is_copy(row["note"]) else row["publisher"]
        ),
        url=row["url"] or "",
        published=row["published"] or "",
        rank=row["rank"],
        document=row["document"] or "",
        figures=figures,
    )


def rivals(context: Context, rows: pl.DataFrame) -> tuple[Rival, ...]:
    """Return the other published values for the figures of an answer."""
    if not _quoted(rows) or not rows.height:
        return ()
    named = context.links.filter(pl.col("of").is_in(rows["figure_id"].to_list()))
    figures = context.figures.drop("country")
    found = named.join(figures, on="figure_id", how="inner").sort("of", "relation", "figure_id")
    return tuple(
        Rival(
            figure_id=row["figure_id"],
            of=row["of"],
            relation=row["relation"],
            value=row["value"],
            qualifier=row["qualifier"],
            unit=row["unit"],
            status=row["status"],
            span=row["period"],
            reason=row["reason"] or "",
            origin=origin(context, row["source_id"], (row["figure_id"],)),
            quote=row["quote"] or "",
        )
        for row in found.iter_rows(named=True)
    )


def caveats(  # noqa: PLR0917 - everything that may bring a caveat
    context: Context,
    metric: Metric,
    answer: Outcome,
    found: tuple[Rival, ...],
    where: Where,
    normalise: str,
    total: Total | None,
) -> tuple[Caveat, ...]:
    """Return the weaknesses that a reader of this answer must know, each once."""
    keys = list(metric.caveats)
    asked = {*answer.by, *where.keys}
    keys += [key for dim, key in metric.dim_caveats if dim in asked]
    keys += answer.caveats
    if _cut(answer.frame, total):
        keys.append("first_digits")
    if any(rival.relation == "alt" for rival in found):
        keys.append("sources_disagree")
    if EU27 in where.get("country") or normalise:
        keys.append("eu27_2020")
    if normalise == "population":
        keys.append("population_2024")
    rows = answer.rows
    if _quoted(rows):
        notes = context.tables["figure_notes"]
        of_these = notes.filter(pl.col("figure_id").is_in(rows["figure_id"].to_list()))
        keys += of_these["caveat"].to_list()
        own = rows.filter(~pl.col("own"))
        if own["quote"].null_count():
            keys.append("no_quote")
        if rows.filter(pl.col("period") == UNDATED).height:
            keys.append("undated")
    return tuple(caveat(key).said() for key in dict.fromkeys(keys))


def _cut(frame: pl.DataFrame, total: Total | None) -> bool:
    """Return whether a number is said by its first digits alone."""
    computed = frame.filter((pl.col("state") == "computed") & (pl.col("qualifier") == "around"))
    values = computed["value"].drop_nulls().to_list()
    if total and (total.state, total.qualifier) == ("computed", "around"):
        values.append(total.value)
    return any(first_digits(value) != value for value in values)


def _quoted(rows: pl.DataFrame) -> bool:
    """Return whether rows are figures that are quoted; a count of figures quotes none of them."""
    return "own" in rows.columns


def coverage(
    context: Context, metric: Metric, answer: Outcome, where: Where
) -> tuple[Coverage, ...]:
    """Return how much of what there is an answer rests on."""
    said = list(answer.coverage)
    match metric.answer:
        case Quote() | Ratio() if _quoted(answer.rows):
            said += of_universe(context, metric, answer.rows, where)
            said += of_further(answer.rows, where)
        case Rows(published=key) if (
            context.registry.known([key]) and answer.frame.height and _of_all(where)
        ):
            said += _of_published(context, context.registry.metric(key), answer)
    return tuple(said)


def _of_all(where: Where) -> bool:
    """Return whether a filter leaves whole programmes, so that their own counts compare."""
    return set(where.keys) <= {"programme", "call"}


def with_universe(context: Context, metric: Metric, answer: Outcome, where: Where) -> pl.DataFrame:
    """Fill ``of``: how many subjects could have published a figure in each cell."""
    quote = metric.answer
    if not isinstance(quote, Quote) or not quote.universe or not answer.frame.height:
        return answer.frame
    universe = context.registry.metric(quote.universe)
    if not isinstance(universe.answer, Rows) or quote.additive is None:
        return answer.frame
    held = context.registry.source(universe.answer.source).dims
    keys = tuple(key for key in answer.by if key not in {"kind", "status"})
    same = alike(context, universe.answer)
    if (
        set(keys) & {"event", "partnership"}
        or not set(keys) <= same
        or not {*where.keys} <= {*held, "kind", "status"}
    ):
        return answer.frame
    shared = where.without(*(key for key in where.keys if key not in same))
    known = counted(context, universe, keys, shared).frame
    if not keys:
        return answer.frame.with_columns(of=pl.lit(known["value"].sum()))
    unsaid = {key: UNDATED if key == "year" else NOT_STATED for key in keys}
    blank = [pl.col(key).fill_null(word) for key, word in unsaid.items()]
    totals = known.select(*keys, total="value")
    joined = answer.frame.with_columns(blank).join(
        totals, on=list(keys), how="left", maintain_order="left"
    )
    return answer.frame.with_columns(of=joined["total"])


def _of_published(context: Context, published: Metric, answer: Outcome) -> list[Coverage]:
    """Say of each call how many of the rows that its programme counts are listed."""
    quote = published.answer
    if not isinstance(quote, Quote) or "call" not in answer.rows.columns:
        return []
    measures = [pick.measure for pick in quote.picks if pick.kind == quote.picks[0].kind]
    figures = context.figures.filter(
        pl.col("measure").is_in(measures) & (pl.col("status") == "outcome")
    )
    calls = context.tables["calls"].with_columns(figure_id=pl.col("figures").str.split(";"))
    counted_by = calls.explode("figure_id", empty_as_null=True).join(
        figures, on="figure_id", suffix="_figure"
    )
    said = []
    for row in counted_by.sort("label").iter_rows(named=True):
        listed = answer.rows.filter(pl.col("call") == row["call"]).height
        if listed:
            sentence = say(
                "{call}: {listed} listed here of the {total} that the programme counts.",
                call=row["label"],
                listed=number(listed),
                total=qualified(number(round(row["value"])), row["qualifier"]),
            )
            said.append(Coverage(listed, row["value"], row["qualifier"], sentence))
    return said


def footnotes(frame: pl.DataFrame, question: Question) -> tuple[str, ...]:
    """Return the footnote that the designation of Kosovo carries."""
    shown = [key for key in COUNTRY_LIKE if key in frame.columns]
    named = any("XK" in question.where.get(key) for key in COUNTRY_LIKE)
    return (say(KOSOVO),) if named or any((frame[key] == "XK").any() for key in shown) else ()
