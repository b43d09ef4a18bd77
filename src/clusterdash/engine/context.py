"""What every kind of answer is computed from, and what it hands back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from clusterdash.engine.figures import figures_view, links_between
from clusterdash.model import (
    COLUMNS,
    COUNTRY_LIKE,
    DIMENSIONS,
    Coverage,
    Edition,
    Metric,
    Quote,
    Reduction,
)
from clusterdash.model.vocabulary import Basis
from clusterdash.names import Countries, Ecosystems
from clusterdash.registry import Registry

FAMILY = "family:"
_KNOWN = frozenset({*COUNTRY_LIKE, "year", "ecosystem"})


class Context:
    """An edition with the frames that answers are computed from, each prepared once."""

    def __init__(self, edition: Edition, registry: Registry) -> None:
        """Bind an edition to the metrics of a registry."""
        self.edition = edition
        self.registry = registry.over(edition)
        self._enriched: dict[str, pl.DataFrame] = {}
        self._picked: dict[Quote, pl.DataFrame] = {}

    @property
    def tables(self) -> Mapping[str, pl.DataFrame]:
        """The validated tables of the edition."""
        return self.edition.tables

    @cached_property
    def countries(self) -> Countries:
        """Names and groups of countries."""
        return Countries(self.tables["countries"])

    @cached_property
    def ecosystems(self) -> Ecosystems:
        """Names of industrial ecosystems."""
        return Ecosystems(self.tables["ecosystems"], self.tables["ecosystem_names"])

    @cached_property
    def figures(self) -> pl.DataFrame:
        """Every published figure; see ``figures_view``."""
        return figures_view(self.tables, self.registry.sources)

    @cached_property
    def links(self) -> pl.DataFrame:
        """Which figures rival or confirm which; see ``links_between``."""
        return links_between(self.figures, self.tables["figure_links"])

    @cached_property
    def publications(self) -> dict[str, dict[str, Any]]:
        """Rows of ``sources.csv`` by id."""
        return {row["source_id"]: row for row in self.tables["sources"].iter_rows(named=True)}

    @cached_property
    def families(self) -> dict[str, frozenset[str]]:
        """Wordings of programmes by the code of their family.

        Many a family is called like one of its wordings, so a family has a code of its own.
        """
        rows = self.tables["programmes"].select("family", "programme").iter_rows()
        families: dict[str, set[str]] = {}
        for family, wording in rows:
            families.setdefault(FAMILY + family, set()).add(wording)
        return {family: frozenset(wordings) for family, wordings in families.items()}

    @cached_property
    def family_of(self) -> dict[str, str]:
        """Code of the family of each programme wording."""
        return {w: family for family, wordings in self.families.items() for w in wordings}

    def enriched(self, name: str) -> pl.DataFrame:
        """Return a table with the columns that its contract adds for questions."""
        if name not in self._enriched:
            source = self.registry.source(name)
            given = dict(self.tables)
            self._enriched[name] = source.enrich(given) if source.enrich else given[name]
        return self._enriched[name]

    def reduction(self, record: str, entity: str, dims: Collection[str]) -> Reduction | None:
        """Return the smallest reduction that tells these dimensions, or None."""
        able = [
            found
            for found in self.edition.reductions.get(record, ())
            if found.entity == entity and {*dims} <= {*found.dims}
        ]
        return min(able, key=lambda found: found.frame.height, default=None)

    def told(self) -> dict[str, set[str]]:
        """Return the codes that records tell, by dimension, but for countries and years."""
        found: dict[str, set[str]] = {}
        for reductions in self.edition.reductions.values():
            own: set[str] = set()
            for held in sorted(reductions, key=lambda each: each.frame.height):
                for key in {*held.dims} & {*DIMENSIONS} - own - _KNOWN:
                    codes = held.frame[key].unique().drop_nulls().cast(pl.String)
                    found.setdefault(key, set()).update(codes)
                own.update(held.dims)
        return found

    def published(self, metric: Metric) -> Metric | None:
        """Return a metric as publications answer it, where records answer it otherwise."""
        if metric.recorded is None:
            return None
        declared = self.registry.declared(metric.key)
        return declared if declared.answer != metric.answer else None

    def picked(
        self, quote: Quote, choose: Callable[["Context", Quote], pl.DataFrame]
    ) -> pl.DataFrame:
        """Return the figures of a metric, chosen once."""
        if quote not in self._picked:
            self._picked[quote] = choose(self, quote)
        return self._picked[quote]

    def wordings(self, codes: tuple[str, ...]) -> list[str]:
        """Return the programme wordings that these wordings and families stand for."""
        return sorted({w for code in codes for w in self.families.get(code, {code})})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kind of answer hands back, before it is dressed as a Result.

    Attributes:
        frame: Dimensions, then ``COLUMNS``.
        by: Dimensions of the frame.
        rows: Figures or rows behind it.
        basis: What the numbers were taken from.
        notes: What was left out or chosen.
        reason: Why there is no answer, or "".
        coverage: How much it rests on.
        caveats: Keys of caveats that came up on the way.
    """

    frame: pl.DataFrame
    by: tuple[str, ...]
    rows: pl.DataFrame
    basis: Basis
    notes: tuple[str, ...] = ()
    reason: str = ""
    coverage: tuple[Coverage, ...] = ()
    caveats: tuple[str, ...] = field(default=())


def _schema(by: tuple[str, ...]) -> dict[str, pl.DataType]:
    names: dict[str, pl.DataType] = dict.fromkeys(by, pl.String())
    return names | COLUMNS


def empty(by: tuple[str, ...]) -> pl.DataFrame:
    """Return a frame of no cells."""
    return pl.DataFrame(schema=_schema(by))


def shaped(frame: pl.DataFrame, by: tuple[str, ...], *extra: str) -> pl.DataFrame:
    """Return a frame with exactly the columns of a Result, in order, and the extra ones.

    Extra columns are numbers, those that end in ``_qualifier`` text.
    """
    wanted = _schema(by) | {
        name: pl.String() if name.endswith("_qualifier") else pl.Float64() for name in extra
    }
    have = set(frame.columns)
    return frame.select(
        (pl.col(name) if name in have else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in wanted.items()
    )
