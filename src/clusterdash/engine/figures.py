"""The published figures of an edition, each with what is known of its subject."""

from collections.abc import Mapping, Sequence

import polars as pl

from clusterdash.engine.periods import with_periods
from clusterdash.language import mark
from clusterdash.model import Source

SCOPES = {"ALL": mark("worldwide"), "EU": mark("EU-27"), "EUR": mark("Europe")}
WHOLE = mark("all calls")
_EVENT = ("series", "type", "mode", "direction", "host_country", "partner_country")
_SAME = ("measure", "level", "subject", "status", "country_code", "region", "period")


def figures_view(tables: Mapping[str, pl.DataFrame], sources: Sequence[Source]) -> pl.DataFrame:
    """Return every published figure, one a row, with the dimensions it can be asked by.

    Args:
        tables: Validated tables of an edition.
        sources: Their contracts; those with ``quotes`` add figures from rows of their own.

    Returns:
        The columns of ``figures.csv`` and: ``level``, ``subject``; ``country`` (null for an area),
        ``scope`` (null for a country), ``ecosystems`` (a list, empty for all), ``eco_total``
        (whether the figure is about all ecosystems of its subject), ``call``, ``first``, ``last``,
        ``period``, ``rank`` of its source, and the attributes of its event or partnership.
    """
    given = dict(tables)
    quotes = [s.quotes(given).with_columns(own=True) for s in sources if s.quotes is not None]
    figures = pl.concat([tables["figures"], *quotes], how="diagonal").with_columns(
        pl.col("own").fill_null(value=False),
        pl.col("unit").fill_null("count"),
        pl.col("status").fill_null("outcome"),
        pl.col("part").fill_null("whole"),
        level=pl.col("subject_type"),
        subject=pl.col("subject_id"),
        # The file says ECCP on every count of clusters, whoever counted.
        programme=pl.when(pl.col("subject_type") != "population").then(pl.col("programme")),
    )
    figures = _with_links(figures, tables["figure_links"])
    ranks = tables["sources"].select("source_id", "rank")
    figures = figures.join(ranks, on="source_id", how="left", maintain_order="left")
    return _with_ecosystems(_with_areas(_with_subjects(with_periods(figures), tables)))


def _with_links(figures: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Let the edition's links say which figures only repeat or rival another one."""
    relations = links.select("figure_id", "relation")
    linked = figures.join(relations, on="figure_id", how="left", maintain_order="left")
    return linked.with_columns(part=pl.coalesce("relation", "part")).drop("relation")


def _with_areas(figures: pl.DataFrame) -> pl.DataFrame:
    area = pl.col("country_code").is_in(list(SCOPES))
    part = pl.col("part")
    return figures.with_columns(
        country=pl.when(~area).then(pl.col("country_code")),
        scope=pl.when(area).then(pl.col("country_code").replace(SCOPES)),
        whole=part == "whole",
        spare=part.is_in(["alt", "confirmation"]),
        call=pl.when(part.is_in(["whole", "alt", "confirmation"]))
        .then(pl.lit(WHOLE))
        .otherwise(part.str.replace(r"^call(\d)$", "call $1").str.replace_all("_", " ")),
    )


def _with_subjects(figures: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    is_event = pl.col("level") == "event"
    figures = figures.with_columns(
        event=pl.when(is_event).then(pl.col("subject")),
        partnership=pl.when(pl.col("level") == "partnership").then(pl.col("subject")),
        organisation=pl.when(pl.col("level") == "organisation").then(pl.col("subject")),
    )
    if "events" in tables:
        events = tables["events"].select(
            "series",
            "type",
            "mode",
            "direction",
            event=pl.col("event_id"),
            host_country=pl.col("country_code"),
            partner_country=pl.col("partner_country_code"),
        )
        return figures.join(events, on="event", how="left", maintain_order="left")
    return figures.with_columns(pl.lit(None, pl.String).alias(name) for name in _EVENT)


def _with_ecosystems(figures: pl.DataFrame) -> pl.DataFrame:
    """Tell ecosystems that break a subject down from the one that a subject works in.

    An event with 17 Digital and 6 Agri-food clusters of 50 is broken down; a partnership in Health
    is as a whole in Health. The first kind has a figure for all, or several; the second has one.
    """
    every = pl.col("ecosystem") == "all"
    has_total = (every & pl.col("whole")).any().over(*_SAME)
    alone = pl.col("ecosystem").n_unique().over(*_SAME, "part") == 1
    attribute = ~has_total & alone & (pl.col("level") != "population")
    return figures.with_columns(
        eco_total=every | attribute,
        ecosystems=pl.when(every)
        .then(pl.lit([], pl.List(pl.String)))
        .otherwise(pl.col("ecosystem").str.split(";")),
    )


def links_between(view: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Return which figures rival or confirm which.

    Returns:
        ``figure_id``, ``relation``, ``of`` (one a row) and ``reason``, null where the two differ in
        nothing but their source.
    """
    named = links.with_columns(pl.col("of").str.split(";")).explode("of", empty_as_null=True)
    key = ["measure", "status", "level", "subject", "country_code", "region", "ecosystem", "period"]
    spare = view.filter(pl.col("spare")).join(named, on="figure_id", how="anti")
    shown = view.filter(pl.col("whole")).select(*key, of=pl.col("figure_id"))
    same = spare.join(shown, on=key, how="inner", nulls_equal=True)
    return pl.concat(
        [
            named.select("figure_id", "relation", "of", "reason"),
            same.select(
                "figure_id",
                relation=pl.col("part"),
                of=pl.col("of"),
                reason=pl.lit(None, pl.String),
            ),
        ]
    )
