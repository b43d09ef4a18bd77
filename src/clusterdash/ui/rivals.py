"""Where sources disagree: what is shown and what is not, side by side, with their words."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from clusterdash.engine import Engine, askable, origin
from clusterdash.engine.select import kept, picked
from clusterdash.language import say, say_many, spoken
from clusterdash.model import Metric, Quote, Where
from clusterdash.publish.cells import years
from clusterdash.publish.words import amount, capital
from clusterdash.ui.profiles.facts import Quotation, language_of, quotation


@dataclass(frozen=True, slots=True)
class Side:
    """One published value.

    Attributes:
        said: The value with qualifier and unit; of a plan, that it is one.
        publisher: Who published it.
        title: Title of the publication.
        dated: Year of the publication, or "undated".
        source: Id of the publication.
        quote: Its words with their language, or None.
        figure: Id of the figure.
    """

    said: str
    publisher: str
    title: str
    dated: str
    source: str
    quote: Quotation | None
    figure: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing for which several values are published.

    Attributes:
        measure: What is measured.
        about: Of what.
        shown: The value that is shown.
        others: The values that are named beside it.
        why: Why they differ, where known, or "".
    """

    measure: str
    about: str
    shown: Side
    others: tuple[Side, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Disputes:
    """All disagreements behind some answers.

    Attributes:
        said: How many there are, and which value is shown.
        rows: The disagreements.
    """

    said: str
    rows: tuple[Dispute, ...]


def rivals(engine: Engine, theme: str, where: Where) -> Disputes:
    """Return where sources disagree on the figures of a theme.

    Args:
        engine: What holds the figures.
        theme: Key of the theme.
        where: The selection; only what it is about is returned.
    """
    metrics = tuple(m for m in engine.registry.metrics if m.theme == theme)
    can = {key for metric in metrics for key in askable(metric)}
    return _rivals(engine, metrics, where.without(*(set(where.keys) - can)), spoken())


@lru_cache(maxsize=256)
def _rivals(engine: Engine, metrics: tuple[Metric, ...], where: Where, _language: str) -> Disputes:
    shown = kept(engine.context, _disputed(engine, metrics), where.without("country"))
    if codes := where.get("country"):  # of the country, or of an event that it hosts
        matching = engine.context.countries.matching
        shown = shown.filter(matching("country", codes) | matching("host_country", codes))
    rows = tuple(_dispute(engine, row) for row in shown.iter_rows(named=True))
    if rows:
        said = say_many(
            "Sources disagree on {n} figure. The value of the Commission, its agencies or the ECCP "
            "is shown, then that of organisers and partners, then that of others; then the later "
            "account.",
            "Sources disagree on {n} figures. The value of the Commission, its agencies or the "
            "ECCP is shown, then that of organisers and partners, then that of others; then the "
            "later account.",
            len(rows),
        )
    elif where:
        part = engine.labels.words(where)
        said = say("No two sources disagree on a figure about {part}.", part=part)
    else:
        said = say("No two sources disagree.")
    return Disputes(said, rows)


@lru_cache(maxsize=16)
def _disputed(engine: Engine, metrics: tuple[Metric, ...]) -> pl.DataFrame:
    """Return the figures of some metrics that another one disputes, with the metric."""
    context = engine.context
    disputed = context.links.filter(pl.col("relation") == "alt")["of"].unique()
    frames = [
        picked(context, metric.answer).with_columns(
            metric=pl.lit(metric.key), stock=pl.lit(metric.answer.time == "stock")
        )
        for metric in metrics
        if isinstance(metric.answer, Quote)
    ]
    every = pl.concat(frames) if frames else context.figures.clear().with_columns(stock=True)
    return every.filter(pl.col("figure_id").is_in(disputed.to_list())).unique(
        "figure_id", keep="first", maintain_order=True
    )


def _dispute(engine: Engine, row: dict[str, Any]) -> Dispute:
    links = engine.context.links.filter(
        (pl.col("of") == row["figure_id"]) & (pl.col("relation") == "alt")
    ).sort("figure_id")
    values = {r["figure_id"]: r for r in _rows(engine, links["figure_id"].to_list())}
    why = dict.fromkeys(reason for reason in links["reason"] if reason)
    return Dispute(
        _measured(engine, row),
        ", ".join([engine.labels.label("subject", row["subject"]), years(row["period"])]),
        _side(engine, row),
        tuple(_side(engine, values[code]) for code in links["figure_id"]),
        " ".join(why),
    )


def _rows(engine: Engine, codes: list[str]) -> list[dict[str, Any]]:
    found = engine.context.figures.filter(pl.col("figure_id").is_in(codes))
    return list(found.iter_rows(named=True))


def _measured(engine: Engine, row: dict[str, Any]) -> str:
    """Return what is measured, and its kind where the metric means another one first."""
    metric = engine.registry.metric(row["metric"])
    assert isinstance(metric.answer, Quote)
    name = capital(say(metric.label))
    return name if row["kind"] == metric.answer.picks[0].kind else f"{name}: {say(row['kind'])}"


def _side(engine: Engine, row: dict[str, Any]) -> Side:
    source = origin(engine.context, row["source_id"])
    said = amount(row["value"], row["qualifier"], row["unit"])
    return Side(
        say("{amount} planned", amount=said) if row["status"] == "target" else said,
        source.publisher,
        source.title,
        source.published or say("undated"),
        source.source_id,
        quotation(row["quote"], language_of(engine, row["figure_id"])),
        row["figure_id"],
    )
