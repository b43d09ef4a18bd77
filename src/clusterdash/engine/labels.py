"""Codes of dimensions as a reader says them, and back."""

from collections.abc import Iterable
from functools import cached_property

import polars as pl

from clusterdash.engine.context import Context
from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.model import COUNTRY_LIKE, Funnel, Quote, Where, dimension
from clusterdash.names import NOT_STATED, folded

_WORDS = {
    "clusters_meet_regions": "Clusters meet Regions",
    "intra_eu": "intra-EU",
    "outcome": "outcome",
    "target": "planned",
    "eccp-profiles": "profiles and programmes of clusters",
}
_CODED = {
    "event": ("events", "event_id", "name"),
    "partnership": ("partnerships", "partnership_id", "acronym"),
    "organisation": ("organisations", "organisation_id", "name"),
    "programme": ("programmes", "programme", "label"),
}


def _plain(key: str, code: str) -> str:
    if (key, code) == ("mode", "physical"):
        return "in person"
    coded = key in {"type", "mode", "direction", "event_status", "presence", "role"}
    return _WORDS.get(code, code.replace("_", " ") if coded else code)


class Labels:
    """Names of the values of every dimension of one edition."""

    def __init__(self, context: Context) -> None:
        """Bind to an edition."""
        self._context = context

    @cached_property
    def _named(self) -> dict[str, dict[str, str]]:
        tables = self._context.tables
        named = {
            key: dict(tables[table].select(code, name).iter_rows())
            for key, (table, code, name) in _CODED.items()
            if table in tables
        }
        if "places" in tables:
            named["city"] = {
                str(code): name
                for code, name in tables["places"]
                .select("geonames_id", "matched_place")
                .iter_rows()
            }
        subjects: dict[str, str] = {}
        for key in ("programme", "organisation", "partnership", "event"):
            subjects |= named.get(key, {})
        return named | {"subject": subjects}

    def label(self, key: str, code: str | None) -> str:
        """Return a code of a dimension as a reader says it."""
        if code is None:
            absent = {"year": "undated"} | dict.fromkeys(("country", "scope", "region"), "–")
            return absent.get(key, NOT_STATED)
        if key in COUNTRY_LIKE:
            return self._context.countries.label(code)
        if key == "stage":
            return self._context.registry.metric(code).label
        return self._named.get(key, {}).get(code) or _plain(key, code)

    @cached_property
    def _values(self) -> dict[str, list[str]]:
        """Known codes by dimension, from figures, tables and declarations."""
        values: dict[str, set[str]] = {}
        figures = self._context.figures
        for key in (
            "series",
            "type",
            "mode",
            "direction",
            "call",
            "status",
            "region",
            "event",
            "partnership",
            "organisation",
            "subject",
            "scope",
            "period",
        ):
            values.setdefault(key, set()).update(figures[key].drop_nulls())
        values["figure"] = set(figures["figure_id"])
        for metric in self._context.registry.metrics:
            match metric.answer:
                case Quote(picks=picks):
                    values.setdefault("kind", set()).update(p.kind for p in picks)
                    values["scope"].update(p.scope for p in picks if p.scope)
                case Funnel(stages=stages):
                    values.setdefault("stage", set()).update(stages)
        for source in self._context.registry.sources:
            for key, column in source.dims.items():
                if key in COUNTRY_LIKE or key in {"year", "ecosystem"}:
                    continue
                held = self._context.enriched(source.name)[column].drop_nulls()
                values.setdefault(key, set()).update(held.cast(pl.String))
        values.setdefault("programme", set()).update(self._context.families)
        values.setdefault("city", set()).update(self._named.get("city", {}))
        return {key: sorted(held) for key, held in values.items()}

    @cached_property
    def _codes(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for key, codes in self._values.items():
            spoken = {folded(self.label(key, code)): code for code in codes}
            found[key] = spoken | {folded(code): code for code in codes}
            found[key][folded(NOT_STATED)] = NOT_STATED
        places = self._context.tables.get("places")
        if places is not None:
            rows = places.select("city", "matched_place", "geonames_id").iter_rows()
            for city, place, code in rows:
                found["city"] |= {folded(city): str(code), folded(place): str(code)}
        return found

    def resolve(self, key: str, name: str) -> str:
        """Return the code of a value in any of its known names.

        Raises:
            UnknownNameError: No value of the dimension is called so.
        """
        if key in COUNTRY_LIKE:
            return self._market(name) if key == "market" else self._context.countries.resolve(name)
        if key == "ecosystem":
            return self._context.ecosystems.resolve(name)
        codes = self._codes.get(key, {})
        if folded(name) in codes:
            return codes[folded(name)]
        known = [self.label(key, code) for code in self._values.get(key, [])]
        raise UnknownNameError(dimension(key).label, name, [*known, *self._values.get(key, [])])

    def _market(self, name: str) -> str:
        tables = self._context.tables
        regions = (
            tables["partnership_target_markets"]["region"].drop_nulls().to_list()
            if "partnership_target_markets" in tables
            else []
        )
        spoken = {folded(region): region for region in regions}
        return spoken.get(folded(name)) or self._context.countries.resolve(name)

    def where(self, years: tuple[int, int] | None = None, **named: str | Iterable[str]) -> Where:
        """Return a filter from names as people write them.

        Raises:
            UnknownNameError: A dimension or a value has no such name.
            QuestionError: A selection is empty.
        """
        selected: dict[str, list[str]] = {}
        for name, values in named.items():
            key = dimension(name).key
            if key == "year":
                raise QuestionError("Give years as numbers: year=2018 or year=(2016, 2018).")
            texts = [values] if isinstance(values, str) else list(values)
            selected[key] = [self.resolve(key, text) for text in texts]
        return Where.of(selected, years)

    def words(self, where: Where) -> str:
        """Return a filter in words, or ""."""
        parts = [
            " or ".join(self.label(key, code) for code in codes) for key, codes in where.selected
        ]
        if where.years:
            first, last = where.years
            parts.append(str(first) if first == last else f"{first}–{last}")
        return ", ".join(parts)
