"""Random questions with real codes, and what the raw files say about each figure."""

import random
from collections.abc import Iterator
from typing import Any

from clusterdash.model import ANY_QUOTE, DIMENSIONS, Metric, Question, Quote, Ratio, Where
from clusterdash.registry import Registry
from tests.soundness.oracle import LISTS_OF_ROWS, Oracle

GROUP_NAMES = {
    "EU27_2020": "EU27",
    "EFTA": "EFTA",
    "WESTERN_BALKANS": "Western Balkans",
    "EASTERN_PARTNERSHIP": "Eastern Partnership",
}
COUNTRY_LIKE = ("country", "host_country", "partner_country", "with_country", "market")
COLUMNS = {  # dimension: view of oracle.sql that holds its real codes
    "series": "ev", "type": "ev", "mode": "ev", "direction": "ev", "event": "ev",
    "event_status": "ev", "presence": "pres", "partnership": "ship", "role": "part",
    "city": "org", "located": "org", "organisation": "fig", "call": "fig", "status": "fig",
    "kind": "fig", "scope": "fig", "region": "fig", "subject": "fig", "figure": "fig",
    "level": "fig",
    "programme": "raw_programmes", "theme": "held", "publisher": "pub",
}  # fmt: skip


class Questions:
    """Real codes by dimension, and random questions over them."""

    def __init__(self, oracle: Oracle, registry: Registry) -> None:
        self.registry = registry
        self.codes: dict[str, list[str]] = {
            key: [str(c) for (c,) in oracle.all(
                f"SELECT DISTINCT {key} FROM {view} WHERE {key} IS NOT NULL ORDER BY 1"
            )]
            for key, view in COLUMNS.items()
        }  # fmt: skip
        self.codes["stage"] = ["meetings", "cooperation_cases", "agreements"]
        self.codes["programme"] += [
            f"family:{f}"
            for (f,) in oracle.all("SELECT DISTINCT family FROM raw_programmes ORDER BY 1")
        ]
        self.codes["call"] += [
            c for (c,) in oracle.all("SELECT DISTINCT call FROM ship WHERE call IS NOT NULL")
        ]
        self.codes["ecosystem"] = [
            e for (e,) in oracle.all("SELECT ecosystem FROM raw_ecosystems ORDER BY 1")
        ] + ["Cross-ecosystem", "not stated"]
        self.codes["period"] = ["2016–2017", "2018-02-22", "undated"]
        self.groups = {
            code: frozenset(
                c for (c,) in oracle.all(
                    'SELECT country_code FROM raw_countries WHERE "group" = ?', name
                )
            )
            for code, name in GROUP_NAMES.items()
        } | {
            "SMP_ASSOCIATED": frozenset(
                c for (c,) in oracle.all(
                    "SELECT country_code FROM raw_countries WHERE smp_sme_pillar = 'yes'"
                )
            )
        }  # fmt: skip
        countries = [c for (c,) in oracle.all("SELECT country_code FROM raw_countries ORDER BY 1")]
        markets = oracle.all("SELECT DISTINCT market FROM mark ORDER BY 1")
        for key in COUNTRY_LIKE:
            self.codes[key] = [*countries, *self.groups, "THIRD_COUNTRIES", "US", "JP"]
        self.codes["market"] += [m for (m,) in markets]
        self.families: dict[str, set[str]] = {}
        for wording, family in oracle.all("SELECT programme, family FROM raw_programmes"):
            self.families.setdefault(f"family:{family}", set()).add(wording)

        self.held: dict[str, list[dict[str, Any]]] = {}
        for row in rows_of(oracle, "SELECT * FROM fig ORDER BY figure_id"):
            self.held.setdefault(row["metric"], []).append(row)

    def ask(self, seed: int, count: int) -> Iterator[Question]:
        dice = random.Random(seed)
        for _ in range(count):
            metric = dice.choice(self.registry.metrics)
            by = self._dims(dice, metric, dice.choice((0, 0, 0, 1, 1, 1, 2, 2, 3)))
            keys = self._dims(dice, metric, dice.choice((0, 1, 1, 2, 3)))
            likely = dice.choice(self.held.get(metric.key) or [{}])
            selected = {
                key: dice.sample(pool, min(len(pool), dice.choice((1, 1, 2, 5))))
                for key in keys
                if key != "year" and (pool := self._pool(dice, key, likely))
            }
            years = None
            if "year" in keys or dice.random() < 0.1:
                first = dice.randint(2012, 2026)
                years = (first, first + dice.choice((0, 1, 5, 14)))
            way = dice.choice(("", "", "", "", "", "population", "share"))
            if way not in metric.normalisers and dice.random() < 0.9:
                way = ""
            yield Question(metric.key, by, Where.of(selected, years), way)

    def _pool(self, dice: random.Random, key: str, likely: dict[str, Any]) -> list[str]:
        """Any real codes, or more often those of one figure, lest few questions have an answer."""
        if likely.get(key) and dice.random() < 0.7:
            held = str(likely[key]).split(";")
            families = [f for f, wordings in self.families.items() if {*held} & wordings]
            return families if key == "programme" and dice.random() < 0.5 else held
        return self.codes.get(key, [])

    def _dims(self, dice: random.Random, metric: Metric, count: int) -> tuple[str, ...]:
        known = [*metric.dims]
        known += ANY_QUOTE if isinstance(metric.answer, Quote | Ratio) else ()
        pool = list(DIMENSIONS) if dice.random() < 0.1 else known
        return tuple(dice.sample(pool, min(count, len(pool))))

    def members(self, codes: tuple[str, ...]) -> set[str]:
        return {m for code in codes for m in self.groups.get(code, {code})}

    def is_one_of(self, value: str | None, codes: tuple[str, ...]) -> bool:
        """Whether a country is one of these countries or in one of these groups."""
        if value is None:
            return False
        outside = value not in {*self.groups["EU27_2020"], "EU", "EUR", "ALL"}
        return value in self.members(codes) or ("THIRD_COUNTRIES" in codes and outside)

    def wordings(self, codes: tuple[str, ...]) -> set[str]:
        return {w for code in codes for w in self.families.get(code, {code})}

    def sql(self, where: Where, lists: set[str]) -> str:
        """The filter as a condition on a view of counted rows."""
        said = ["true"]
        for key, codes in where.selected:
            wanted = codes
            if key in COUNTRY_LIKE:
                wanted = tuple(sorted(self.members(codes)))
            if key == "programme":
                wanted = tuple(sorted(self.wordings(codes)))
            quoted = ", ".join("'" + w.replace("'", "''") + "'" for w in wanted)
            one = f"coalesce(x, 'not stated') IN ({quoted})"
            if key in COUNTRY_LIKE:
                one = f"coalesce(x IN ({quoted}), false)"
                if "THIRD_COUNTRIES" in codes:
                    eu = ", ".join(f"'{c}'" for c in sorted(self.groups["EU27_2020"]))
                    one = f"({one} OR coalesce(x NOT IN ({eu}), false))"
            column = LISTS_OF_ROWS.get(key)
            if column in lists:
                said.append(f"len(list_filter({column}, lambda x: {one})) > 0")
            else:
                said.append(one.replace("(x", f'("{key}"'))
        if where.years:
            said.append(f"year::INT BETWEEN {where.years[0]} AND {where.years[1]}")
        return " AND ".join(said)


def rows_of(oracle: Oracle, sql: str) -> list[dict[str, Any]]:
    found = oracle.all(sql)
    names = [column[0] for column in oracle.db.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found]


def figures(oracle: Oracle) -> dict[str, dict[str, Any]]:
    """Every figure as it stands in the raw files, fixes applied, with its event's attributes."""
    sql = (
        "SELECT k.*, left(period_start, 4)::INT AS y1, left(period_end, 4)::INT AS y2, "
        "e.series, e.type, e.mode, e.direction, e.host_country, e.partner_countries "
        "FROM known k LEFT JOIN ev e ON level = 'event' AND e.event_id = k.subject"
    )
    return {row["figure_id"]: row for row in rows_of(oracle, sql)}
