"""The answers by other means: SQL over the raw CSV. What metrics mean is declared twice."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
SETUP = (HERE / "oracle.sql").read_text("utf-8")

MEETING = "('matchmaking', 'partnering', 'clusters_meet_regions', 'conference', 'other')"
TRAINING = "('webinar', 'training', 'lab', 'peer_review', 'policy_forum', 'info_day')"
EVENT_DIMS = ("event", "series", "type", "mode", "direction", "host_country", "partner_country")
HELD = {"event_status": "event_status = 'held'"}
PRESENT = {"presence": "presence = 'present'"}


@dataclass(frozen=True)
class Counted:
    """A view of oracle.sql, what is counted in it, and conditions by the dimension that lifts them.

    Conditions under "" are never lifted.
    """

    view: str
    key: str
    keep: dict[str, str]
    qualifier: str = "at_least"


ROWS = {
    "organisations": Counted("org", "organisation_id", {"": "registry = 'yes'"}, "exact"),
    "organisations_elsewhere": Counted("org", "organisation_id", {"": "registry = 'no'"}),
    "organisations_known": Counted("org", "organisation_id", {}),
    "events": Counted("ev", "event_id", HELD),
    "matchmaking_events": Counted("ev", "event_id", HELD | {"": "type = 'matchmaking'"}),
    "meeting_events": Counted("ev", "event_id", HELD | {"type": f"type IN {MEETING}"}),
    "sessions": Counted("ev", "event_id", HELD | {"": f"type IN {TRAINING}"}),
    "training_events": Counted("ev", "event_id", HELD | {"type": f"type IN {TRAINING}"}),
    "country_presence": Counted("pres", "event_id", PRESENT | {"": "country IS NOT NULL"}),
    "ecosystem_presence": Counted("pres", "event_id", PRESENT | {"": "ecosystem IS NOT NULL"}),
    "partnerships_listed": Counted("ship", "partnership_id", {}),
    "partners_listed": Counted("part", "", {}),
    "partnerships_between": Counted(
        "part", "partnership_id", {"": "country IS NOT NULL AND with_countries <> [NULL]"}
    ),
    "third_markets": Counted("mark", "partnership_id", {}),
    "publications": Counted("pub", "source_id", {}, "exact"),
    "figures_held": Counted("held", "figure_id", {}, "exact"),
}
RATIOS = {  # above, below, scale, pooled
    "case_rate": ("cooperation_cases", "meetings", 100, False),
    "agreement_rate": ("agreements", "meetings", 100, False),
    "meetings_per_organisation": ("meetings", "event_organisations", 1, True),
    "success_rate": ("smes_supported", "smes_applicants", 100, False),
}
FUNNELS = {"funnel": ("meetings", "cooperation_cases", "agreements")}
ADDITIVE = {
    "meetings": "event",
    "participants": "event",
    "training_participants": "event",
    "funding_to_smes": "partnership",
    "projects_funded": "partnership",
}
STOCK = {
    "profiles", "actors_mapped", "national_programmes", "programme_members", "network_clusters",
    "network_members", "identified_clusters", "cluster_policies",
}  # fmt: skip
ONE_SUBJECT = {"profiles"}
EVERY_KIND = {  # no kind is meant before the others
    "member_shares", "labels", "benchmarked_clusters", "collaborations", "companies",
    "grant_size", "funding_by_country", "ministries", "exchanges", "experts_trained",
}  # fmt: skip
PARTS_ASKED = {"smes_supported", "funding_to_smes", "projects_funded"}
PARTS_ALWAYS = {"smes_applicants"}

SPECIFIC = {"country", "region", "market", "scope", "event", "partnership", "organisation"}
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
)
LISTED = {"subject", "period", "figure", "call", "status"}
LISTS = {"ecosystem": "ecosystems", "partner_country": "partner_countries"}
LISTS_OF_ROWS = LISTS | {"country": "countries", "with_country": "with_countries"}
Cells = Counter[tuple[Any, ...]]


def sum_qualifier(parts: set[str]) -> str:
    """Exact alone is exact; lower bounds stay a lower bound, upper an upper; the rest is around."""
    if parts == {"exact"}:
        return "exact"
    if "around" not in parts and "up_to" not in parts:
        return "over" if "over" in parts else "at_least"
    return "up_to" if parts in ({"up_to"}, {"up_to", "exact"}) else "around"


class Oracle:
    """A database over the raw files."""

    def __init__(self) -> None:
        self.db = duckdb.connect(config={"threads": 1})
        for path in [*sorted(DATA.glob("*.csv")), HERE / "picks.csv"]:
            self.db.execute(
                f"CREATE TABLE raw_{path.stem} AS FROM read_csv('{path}', all_varchar = true, "
                "header = true, nullstr = '', quote = '\"', escape = '\"', delim = ',')"
            )
        for table, key, column, becomes in self.all(
            'SELECT "table", key, "column", becomes FROM raw_fixes'
        ):
            self.db.execute(
                f"UPDATE raw_{table} SET {column} = ? WHERE figure_id = ?", [becomes, key]
            )
        self.db.execute(SETUP)
        self.db.execute("PRAGMA disable_optimizer")  # costs more than it saves on so few rows

    def all(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        return self.db.execute(sql, [*given]).fetchall()

    @property
    def quotes(self) -> set[str]:
        return {name for (name,) in self.all("SELECT DISTINCT metric FROM raw_picks")}

    def counted(self, metric: str, by: str, where: str = "true") -> Cells:
        """Cells of a metric that counts rows: dimension, distinct keys, rows, qualifier."""
        rows = ROWS[metric]
        kept = " AND ".join(sql for dim, sql in rows.keep.items() if dim != by or not dim) or "true"
        value = f"count(DISTINCT {rows.key})" if rows.key else "count(*)"
        columns = {name for (name, *_) in self.all(f"DESCRIBE {rows.view}")}
        several = LISTS_OF_ROWS.get(by, "") in columns
        blank = "undated" if by == "year" else "not stated"
        said = f"unnest({LISTS_OF_ROWS[by]})" if several else by or "''"
        sql = (
            f"SELECT coalesce(cell, '{blank}'), {value}, count(*) FROM "
            f"(SELECT *, {said} AS cell FROM {rows.view} WHERE {kept} AND {where}) GROUP BY 1"
        )
        return Counter((cell, *numbers, rows.qualifier) for cell, *numbers in self.all(sql))

    def selection(self, metric: str, by: str, *, calls: bool = False) -> str:
        """SQL of the figures that answer, one a row, before any is summed."""
        sql = f"SELECT * FROM fig WHERE metric = '{metric}'"
        narrow = by in {"call", "country", "region", "figure"}
        if not (calls or metric in PARTS_ALWAYS or (metric in PARTS_ASKED and narrow)):
            sql += " AND part = 'whole'"
        if by == "figure":
            return sql
        if by != "status":
            sql = prefer(sql, "status = 'outcome'", "kind")
        sql = level_rule(sql, metric, by)
        if by in SPECIFIC:
            sql = f"SELECT * FROM ({sql}) WHERE {by} IS NOT NULL"
        if by == "ecosystem":
            sql = f"SELECT * FROM ({sql}) WHERE len(ecosystems) > 0"
        for _, whole in self.wholes(metric, by):
            apart = by == "kind" or metric in EVERY_KIND
            sql = prefer(sql, whole, "kind" if apart else "1")
        if by not in {"country", "scope"}:
            sql = prefer(sql, "scope = 'worldwide'", "level, subject, kind")
        return sql

    def wholes(self, metric: str, by: str) -> list[tuple[str, str]]:
        """What a figure about the whole looks like, in each dimension that nobody asked for."""
        first = self.all("SELECT first(kind) FROM raw_picks WHERE metric = ?", metric)[0][0]
        rules = {
            "market": "market IS NULL",
            "country": "country IS NULL OR level = 'organisation'",
            "region": "region IS NULL",
            "ecosystem": "eco_total",
            "kind": f"kind = '{first}'",
        }
        if by in {"region", "organisation"}:
            del rules["country"]
        if metric in EVERY_KIND:
            del rules["kind"]
        return [(key, rule) for key, rule in rules.items() if key not in {by, "figure"}]

    def quoted(self, metric: str, by: str) -> Cells:
        """Cells of a metric that quotes: dimension, value, qualifier, outcome, figures."""
        self.db.execute(f"CREATE OR REPLACE TEMP TABLE chosen AS {self.selection(metric, by)}")
        sql = "SELECT * FROM chosen"
        explode = {by}
        finer = False
        if by != "figure":
            for key, whole in self.wholes(metric, by):
                if self.all(f"SELECT 1 FROM ({sql}) WHERE NOT coalesce({whole}, false) LIMIT 1"):
                    finer = True
                    explode.add(key)
        sql = split(sql, {by})
        if metric in STOCK and by not in {"year", "period", "figure"}:
            same = [k for k in IDENTITY if not (k == "subject" and metric in ONE_SUBJECT)]
            keys = ", ".join(f'"{k}"' for k in dict.fromkeys([*same, *([by] if by else [])]))
            sql = (
                f"SELECT * FROM ({sql}) QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY "
                "coalesce(period_end, period_start) DESC NULLS LAST, rank, figure_id) = 1"
            )
        sql = split(sql, explode - {by})
        label = f'"{by}"' if by else "''"
        if by == "year" and metric in STOCK:
            label = "stock_year"
        found = self.all(
            f"SELECT {label}, level, value, qualifier, status, figure_id, subject, kind, "
            f"part = 'whole' AND country IS NULL FROM ({sql})"
        )
        if metric not in ADDITIVE or finer or by in LISTED:
            return Counter((c, v, q, s, frozenset([f])) for c, _, v, q, s, f, *_ in found)
        return summed(found, ADDITIVE[metric])

    def divided(self, metric: str, by: str) -> Cells:
        """Cells of a quotient: dimension, value, figures above and below the line."""
        above, below, scale, pooled = RATIOS[metric]
        asked = by or ("event" if pooled else "")
        for key, part in (("above", above), ("below", below)):
            sql = split(self.selection(part, asked, calls=True), {by})
            self.db.execute(f"CREATE OR REPLACE TEMP TABLE {key} AS {sql}")
        on = ["level", "subject", "call", "country", "region", "status", "ecosystem"]
        on += [by] if by and by not in on else []
        keys = ", ".join(f'"{k}"' for k in on)
        if any(
            self.all(f"SELECT 1 FROM {side} GROUP BY {keys} HAVING count(*) > 1")
            for side in ("above", "below")
        ):
            on.append("period")
        same = " AND ".join(f'a."{k}" IS NOT DISTINCT FROM b."{k}"' for k in on)
        label = f'a."{by}"' if by else "''"
        cell = label if pooled else f"{label}, a.figure_id, b.figure_id"
        found = self.all(
            f"SELECT {label}, {scale} * sum(a.value) / sum(b.value), "
            "list(a.figure_id), list(b.figure_id) "
            f"FROM above a JOIN below b ON {same} GROUP BY {cell}"
        )
        return Counter((c, round(v, 9), frozenset([*up, *down])) for c, v, up, down in found)

    def stacked(self, metric: str) -> Cells:
        """Cells of a funnel: programme, stage, value, per cent of the first stage, figure."""
        stages = FUNNELS[metric]
        union = " UNION ALL BY NAME ".join(
            f"SELECT *, '{s}' AS stage FROM ({self.selection(s, 'programme')}) "
            "WHERE level = 'programme'"
            for s in stages
        )
        return Counter(
            (p, s, v, round(rate, 9), f)
            for p, s, v, rate, f in self.all(
                f"WITH every AS (SELECT * FROM ({union}) QUALIFY count(DISTINCT stage) "
                f"OVER (PARTITION BY subject, period) = {len(stages)}) "
                "SELECT e.programme, e.stage, e.value, 100 * e.value / f.value, e.figure_id "
                f"FROM every e JOIN every f ON f.stage = '{stages[0]}' "
                "AND f.subject = e.subject AND f.period = e.period"
            )
        )


def prefer(sql: str, rule: str, within: str) -> str:
    """Keep what obeys a rule wherever something does, and everything elsewhere."""
    rule = f"coalesce({rule}, false)"
    over = f"OVER (PARTITION BY {within})"
    return f"SELECT * FROM ({sql}) QUALIFY {rule} OR NOT bool_or({rule}) {over}"


def level_rule(sql: str, metric: str, by: str) -> str:
    """A programme repeats its events and partnerships: keep the level that is asked for."""
    if by in EVENT_DIMS:
        return f"SELECT * FROM ({sql}) WHERE level = 'event'"
    if by == "partnership":
        return f"SELECT * FROM ({sql}) WHERE level = 'partnership'"
    if metric in ADDITIVE:
        # Asked by programme, each wording is a subject of its own: all levels, in separate cells.
        return sql if by == "programme" else prefer(sql, f"level = '{ADDITIVE[metric]}'", "1")
    return prefer(sql, "level = 'programme'", "1") if by == "programme" else sql


def split(sql: str, keys: set[str]) -> str:
    """One row for each of several ecosystems or partner countries."""
    for key in sorted(keys & LISTS.keys()):
        several = f"if(len({LISTS[key]}) > 0, {LISTS[key]}, [NULL])"
        sql = f"SELECT * REPLACE (unnest({several}) AS {key}) FROM ({sql})"
    return sql


def summed(found: list[tuple[Any, ...]], level: str) -> Cells:
    """Sum over the subjects of each cell; where a cell may not be added, list every figure."""
    groups: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in found:
        groups.setdefault(row[:2], []).append(row)
    may = {
        key: key[1] == level
        and all(row[8] for row in rows)
        and len({row[6] for row in rows}) == len(rows)
        and len({(row[4], row[7]) for row in rows}) == 1
        for key, rows in groups.items()
    }
    rest = Counter(key[0] for key, rows in groups.items() if not may[key] for _ in rows)
    if any(count > 1 for count in rest.values()):
        return Counter((c, v, q, s, frozenset([f])) for c, _, v, q, s, f, *_ in found)
    return Counter(
        (
            key[0],
            sum(row[2] for row in rows),
            sum_qualifier({row[3] for row in rows}),
            rows[0][4],
            frozenset(row[5] for row in rows),
        )
        for key, rows in groups.items()
    )
