"""Codes of dimensions as a reader says them, and back."""

from collections.abc import Collection
from functools import cached_property, lru_cache

import polars as pl

from clusterdash.engine.coded import plain
from clusterdash.engine.context import FAMILY, Context
from clusterdash.engine.periods import UNDATED
from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.language import SOURCE, any_of, mark, say, speaking, spoken
from clusterdash.model import COUNTRY_LIKE, Funnel, Metric, Quote, Where, dimension
from clusterdash.names import NOT_STATED, folded

_SAID = {
    "partner_country": mark("with {name} as partner"),
    "host_country": mark("held in {name}"),
    "market": mark("market {name}"),
}
_JOINED = frozenset({"partner_country", "host_country"})
_FORMED = {
    "cohort": mark("first in {code}"),
    "size": mark("{code} employees"),
}
_CODED = {
    "event": ("events", "event_id", "name"),
    "partnership": ("partnerships", "partnership_id", "acronym"),
    "organisation": ("organisations", "organisation_id", "name"),
    "programme": ("programmes", "programme", "label"),
}


def _narrowed(key: str, name: str) -> str:
    return say(_SAID[key], name=name) if key in _SAID else name


class Labels:
    """Names of the values of every dimension of one edition."""

    def __init__(self, context: Context) -> None:
        """Bind to an edition."""
        self._context = context
        self._codes_in = lru_cache(maxsize=32)(self._read)

    @property
    def edition(self) -> str:
        """How Python and the command line name the edition, or "" for the published one."""
        return self._context.edition.called

    @cached_property
    def _named(self) -> dict[str, dict[str, str]]:
        tables = self._context.tables
        named = {
            key: dict(tables[table].select(code, name).iter_rows())
            for key, (table, code, name) in _CODED.items()
            if table in tables
        }
        if "places" in tables:
            named["city"] = self._cities(tables["places"])
        subjects: dict[str, str] = {}
        for key in ("programme", "organisation", "partnership", "event"):
            subjects |= named.get(key, {})
        return named | {"subject": subjects}

    def _cities(self, places: pl.DataFrame) -> dict[str, str]:
        """Return names of cities by GeoNames id; the country tells namesakes apart."""
        known = places.unique("geonames_id", maintain_order=True)
        twice = known.filter(pl.col("matched_place").is_duplicated())["geonames_id"].to_list()
        rows = known.select("geonames_id", "matched_place", "country_code").iter_rows()
        return {
            str(code): f"{name} ({country}, {code})" if code in twice else str(name)
            for code, name, country in rows
        }

    def label(self, key: str, code: str | None) -> str:
        """Return a code of a dimension as a reader says it."""
        if code is None and key in {"country", "scope", "region"}:
            return "–"
        if code is None or code == NOT_STATED:
            return say(UNDATED) if code is None and key == "year" else say(NOT_STATED)
        if key in COUNTRY_LIKE:
            return self._context.countries.label(code)
        if key in {"stage", "theme"}:
            return say(self._declared(key, code))
        return self._coded(key, code)

    def stage(self, code: str, value: float | None) -> str:
        """Return what a stage of a funnel counts, to stand after its value."""
        return say(self._context.registry.metric(code).named((), one=value == 1))

    def _coded(self, key: str, code: str) -> str:
        if key in _FORMED:
            return say(_FORMED[key], code=code.replace("-", "–"))
        if key == "programme" and code.startswith(FAMILY):
            return say("all of {family}", family=code.removeprefix(FAMILY))
        return self._named.get(key, {}).get(code) or plain(key, code)

    def _declared(self, key: str, code: str) -> str:
        """Return what a registered metric or theme is called; a theme may not be there."""
        if key == "stage":
            return self._context.registry.metric(code).label
        titles = {theme.key: theme.title for theme in self._context.registry.themes}
        return titles.get(code, code)

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
            "level",
            "subject",
            "scope",
            "period",
        ):
            values.setdefault(key, set()).update(figures[key].drop_nulls())
        values["figure"] = set(figures["figure_id"])
        for key in ("event", "partnership", "organisation"):
            values[key].update(self._named.get(key, {}))
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
        for key, codes in self._context.told().items():
            values.setdefault(key, set()).update(codes)
        values.setdefault("programme", set()).update(self._context.families)
        values["programme"].update(self._context.tables["programmes"]["programme"])
        values.setdefault("city", set()).update(self._named.get("city", {}))
        return {key: sorted(held) for key, held in values.items()}

    @property
    def _codes(self) -> dict[str, dict[str, str]]:
        """Codes by what they are called in English and in the language that is spoken."""
        return self._codes_in(spoken())

    def _read(self, language: str) -> dict[str, dict[str, str]]:
        if language == SOURCE:
            return self._english()
        return {
            key: codes | {folded(self.label(key, code)): code for code in self._values.get(key, [])}
            for key, codes in self._codes_in(SOURCE).items()
        }

    @speaking(SOURCE)
    def _english(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for key, codes in self._values.items():
            spoken = {folded(self.label(key, code)): code for code in codes}
            found[key] = {folded(code): code for code in codes} | spoken
            found[key][folded(NOT_STATED)] = NOT_STATED
        for code in self._context.families:
            family = code.removeprefix(FAMILY)
            found["programme"].setdefault(folded(family), code)
            found["programme"][folded(f"{family} family")] = code
        places = self._context.tables.get("places")
        if places is not None:
            rows = places.select("city", "matched_place", "geonames_id").iter_rows()
            for city, place, code in rows:
                for spoken in (city, place):
                    found["city"].setdefault(folded(spoken), str(code))
        return found

    def codes(self, key: str) -> tuple[str, ...]:
        """Return the codes of a dimension that figures, tables or declarations name, sorted."""
        return tuple(self._values.get(key, ()))

    def names(self, key: str, code: str) -> tuple[str, ...]:
        """Return what a value of a dimension is called, as names are compared."""
        return tuple(name for name, named in self._codes.get(key, {}).items() if named == code)

    def values(self, key: str) -> list[str]:
        """Return what the values of a dimension are called, sorted."""
        if key in COUNTRY_LIKE:
            return [self.label(key, code) for code in self._context.countries.known]
        if key == "ecosystem":
            return list(self._context.ecosystems.known)
        return sorted(self.label(key, code) for code in self._values.get(key, []))

    def resolve(self, key: str, name: str) -> str:
        """Return the code of a value in any of its known names.

        Raises:
            UnknownNameError: No value of the dimension is called so.
        """
        if key in COUNTRY_LIKE and folded(name) == folded(NOT_STATED):
            return NOT_STATED
        if key in COUNTRY_LIKE:
            return self._market(name) if key == "market" else self._context.countries.resolve(name)
        if key == "ecosystem":
            return self._context.ecosystems.resolve(name)
        if name in self._values.get(key, ()):
            return name  # a code as it stands, even where its folded form is another one's name
        codes = self._codes.get(key, {})
        plain = folded(name)
        if plain in codes:
            return codes[plain]
        longer = {code for spoken, code in codes.items() if spoken.startswith(f"{plain} ")}
        if len(longer) == 1:
            return longer.pop()
        elsewhere = [k for k, held in self._codes.items() if plain in held and k != key]
        hint = f"It is known as a value of {' and of '.join(elsewhere)}." if elsewhere else ""
        known = [self.label(key, code) for code in self._values.get(key, [])]
        known += self._values.get(key, [])
        raise UnknownNameError(dimension(key).label, name, known, hint)

    def _market(self, name: str) -> str:
        tables = self._context.tables
        regions = (
            tables["partnership_target_markets"]["region"].drop_nulls().to_list()
            if "partnership_target_markets" in tables
            else []
        )
        spoken = {folded(region): region for region in regions}
        return spoken.get(folded(name)) or self._context.countries.resolve(name)

    def where(self, years: tuple[int, int] | None = None, **named: str | Collection[str]) -> Where:
        """Return a filter from names as people write them.

        Raises:
            UnknownNameError: A dimension or a value has no such name.
            QuestionError: A selection is empty.
        """
        selected: dict[str, list[str]] = {}
        for name, values in named.items():
            key = dimension(name).key
            given: object = [values] if isinstance(values, str) else values
            listed = list(given) if isinstance(given, Collection) else [given]
            texts = [text for text in listed if isinstance(text, str)]
            if len(texts) < len(listed):
                raise QuestionError(f"{key}={values!r}: give one name, or several in a list.")
            selected[key] = [self.resolve(key, text) for text in texts]
        return Where.of(selected, years)

    def words(self, where: Where, metric: Metric | None = None) -> str:
        """Return a filter in words, or "".

        Args:
            where: The filter.
            metric: What it narrows, where that says a dimension in words of its own.
        """
        own = dict(metric.narrowed) if metric else {}
        parts = []
        for key, codes in where.selected:
            name = any_of(self.label(key, code) for code in codes)
            parts.append(say(own[key], name=name) if key in own else _narrowed(key, name))
        if where.years:
            first, last = where.years
            parts.append(str(first) if first == last else f"{first}–{last}")
        return ", ".join(parts)

    def joined(self, where: Where, metric: Metric) -> bool:
        """Whether a filter in words goes on from the metric's name: "with a partner from Spain"."""
        first = next(iter(where.keys), "")
        own = dict(metric.narrowed)
        return not own[first].startswith("{name}") if first in own else first in _JOINED
