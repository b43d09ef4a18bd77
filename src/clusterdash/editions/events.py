"""The table of events: matchmaking and training count it, and figures are about its rows."""

import dataframely as dy
import polars as pl

from clusterdash.editions.schema import COUNTRY, DATE, SOURCE_LINK, ordered, text
from clusterdash.model import Link, Source


class Events(dy.Schema):
    """One matchmaking, partnering, policy or learning event."""

    event_id = text(key=True, regex=r"^[a-z0-9-]+$")
    name = text()
    type = dy.Enum(
        [
            "matchmaking",
            "partnering",
            "clusters_meet_regions",
            "conference",
            "other",
            "webinar",
            "training",
            "lab",
            "peer_review",
            "policy_forum",
            "info_day",
        ],
        nullable=False,
    )
    series = text(blank=True)
    start_date = text(blank=True, regex=DATE)
    end_date = text(blank=True, regex=DATE)
    city = text(blank=True)
    country_code = text(blank=True, regex=COUNTRY)
    mode = dy.Enum(["physical", "online", "hybrid"], nullable=True)
    direction = dy.Enum(["intra_eu", "outgoing", "incoming"], nullable=True)
    partner_country_code = text(blank=True, regex=r"^[A-Z]{2}(;[A-Z]{2})*$")
    organiser = text(blank=True)
    source_id = text()
    status = dy.Enum(["held", "announced", "cancelled"], nullable=False)
    programme = text(blank=True)

    @dy.rule()
    def event_runs_forward(cls) -> pl.Expr:
        """An event does not end before it starts."""
        return ordered("start_date", "end_date")


_PROGRAMMES = Link("programme", "programmes", "programme")
EVENT_DIMS = {
    "event": "event_id",
    "series": "series",
    "type": "type",
    "mode": "mode",
    "direction": "direction",
    "host_country": "host",
    "partner_country": "partner_country_code",
    "programme": "programme",
    "event_status": "event_status",
    "year": "year",
}


def events(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Add what questions ask of an event and its row does not hold.

    These are the year of its start, null where its date is not published; the countries that host
    it or that a source names as present; and the ecosystems that a source names as present.
    """
    rows = tables["events"].with_columns(
        year=pl.col("start_date").str.head(4),
        host=pl.col("country_code"),
        event_status=pl.col("status"),
    )
    named = _named(tables, "country_code"), _named(tables, "ecosystem")
    for found in named:
        rows = rows.join(found, on="event_id", how="left", maintain_order="left")
    both = pl.concat_list(
        pl.col("country_code_named").fill_null([]), pl.concat_list("host").list.drop_nulls()
    )
    return rows.with_columns(
        involved=_listed(both), ecosystem=_listed(pl.col("ecosystem_named"))
    ).drop("country_code_named", "ecosystem_named")


def _named(tables: dict[str, pl.DataFrame], column: str) -> pl.DataFrame:
    """Return what sources name as present by event; nothing where no table tells."""
    empty = pl.DataFrame(schema={"event_id": pl.String, "status": pl.String, column: pl.String})
    rows = tables.get("event_presence", empty).filter(
        pl.col(column).is_not_null(), pl.col("status").cast(pl.String) == "present"
    )
    return rows.group_by("event_id").agg(pl.col(column).cast(pl.String).alias(f"{column}_named"))


def _listed(codes: pl.Expr) -> pl.Expr:
    return codes.list.unique().list.sort().list.join(";").replace("", None)


EVENTS = Source(
    "events",
    "one matchmaking, partnering, policy or learning event",
    Events,
    ("event_id",),
    (SOURCE_LINK, _PROGRAMMES),
    dims=EVENT_DIMS | {"country": "involved", "ecosystem": "ecosystem"},
    lists=("partner_country", "country", "ecosystem"),
    enrich=events,
)
