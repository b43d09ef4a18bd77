"""The registry: themes, sources and metrics by name, checked when they are registered."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import entry_points

from clusterdash import themes
from clusterdash.editions import SHARED
from clusterdash.errors import RegistrationError, UnknownNameError
from clusterdash.model import (
    ANY_QUOTE,
    CAVEATS,
    DIMENSIONS,
    Edition,
    Funnel,
    Metric,
    Quote,
    Ratio,
    Record,
    Rows,
    Source,
    Tally,
    Theme,
)
from clusterdash.model.answerable import answerable, quotes, record_problems, within


class Registry:
    """Knows names; every addition is checked before anything is taken in."""

    def __init__(self) -> None:
        self._themes: dict[str, Theme] = {}
        self._metrics: dict[str, Metric] = {}
        self._sources: dict[str, Source] = {source.name: source for source in SHARED}
        self._records: dict[str, Record] = {}
        self._declared: dict[str, Metric] = {}
        self._whole: dict[str, Theme] = {}

    def register(self, theme: Theme) -> None:
        """Add a theme with its sources and metrics.

        Raises:
            RegistrationError: Something is declared twice or cannot be answered.
        """
        if theme.key in self._themes:
            raise RegistrationError(f"The theme {theme.key} is registered twice.")
        sources = self._sources | {s.name: s for s in theme.sources}
        if len(sources) < len(self._sources) + len(theme.sources):
            raise RegistrationError(f"The theme {theme.key} brings a table that is there already.")
        keys = [metric.key for metric in theme.metrics]
        for key in {key for key in keys if keys.count(key) > 1}:
            raise RegistrationError(f"The metric {key} is registered twice.")
        records = self._records | {r.name: r for r in theme.records}
        if {*records} & {*sources} or len(records) < len(self._records) + len(theme.records):
            raise RegistrationError(f"The theme {theme.key} brings records that are there already.")
        for metric in theme.metrics:
            self._check(metric, theme.key, sources, records)
        self._records = records
        self._themes[theme.key] = theme
        self._sources = sources
        self._metrics |= {m.key: m for m in theme.metrics}

    def add(self, metric: Metric) -> None:
        """Add one metric to a theme that is registered, as an analyst does; twice is as once.

        Raises:
            RegistrationError: Its theme is unknown, or it cannot be answered.
        """
        if self._metrics.get(metric.key) == metric:
            return  # a cell that is run again
        if metric.theme not in self._themes:
            raise RegistrationError(
                f"Metric {metric.key}: there is no theme {metric.theme}; "
                f"known: {', '.join(self._themes)}."
            )
        self._check(metric, metric.theme, self._sources, self._records)
        self._check_parts(metric)
        self._metrics[metric.key] = metric

    def check_references(self) -> None:
        """Check that the metrics that others are computed from exist.

        Metrics that are only offered or named beside another may belong to a theme that is not
        there.

        Raises:
            RegistrationError: A metric is computed from one that nobody declared.
        """
        for metric in self._metrics.values():
            self._check_parts(metric)
        for theme in self._themes.values():
            if theme.headline not in self._metrics:
                raise RegistrationError(f"Theme {theme.key}: no metric {theme.headline}.")

    def _check_parts(self, metric: Metric) -> None:
        recorded = metric.from_records() if metric.recorded else metric
        for key in (*_parts(metric), *_parts(recorded)):
            if key not in (*self._metrics, metric.key):
                raise RegistrationError(
                    f"Metric {metric.key} refers to {key}, which nobody declares."
                )

    def known(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return those of some metric keys that are registered."""
        return tuple(key for key in keys if key in self._metrics)

    def metric(self, key: str) -> Metric:
        """Return the metric of this name; hyphens count as underscores.

        Raises:
            UnknownNameError: There is no such metric.
        """
        name = key.strip().lower().replace("-", "_").replace(" ", "_")
        if name not in self._metrics:
            raise UnknownNameError(
                "metric", key, self._metrics, "`clusterdash metrics` lists them all."
            )
        return self._metrics[name]

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """All metrics, in the order of their declaration."""
        return tuple(self._metrics.values())

    @property
    def themes(self) -> tuple[Theme, ...]:
        """All themes, in the order of their registration."""
        return tuple(self._themes.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The contracts of all tables."""
        return tuple(self._sources.values())

    def source(self, name: str) -> Source:
        """Return the contract of a table."""
        return self._sources[name]

    @property
    def records(self) -> tuple[Record, ...]:
        """The contracts of all tables of records."""
        return tuple(self._records.values())

    def record(self, name: str) -> Record:
        """Return the contract of a table of records."""
        return self._records[name]

    def over(self, edition: Edition) -> "Registry":
        """Return this registry as an edition can answer it.

        Metrics that the edition's records tell are answered by them; metrics of records that it
        does not hold, and of figures where it holds none, are left out, with the cards about them.
        """
        bound = Registry()
        bound._sources, bound._records = self._sources, self._records
        # What another edition left out may be answered by this one.
        bound._declared = self._metrics | self._declared
        bound._whole = self._whole or self._themes
        bound._metrics = {m.key: m for m in answerable(bound._declared, edition)}
        quoted = quotes(edition)
        bound._themes = {
            key: within(theme, bound._metrics, quoted=quoted) for key, theme in bound._whole.items()
        }
        return bound

    def declared(self, key: str) -> Metric:
        """Return a metric as it was declared, whatever the edition makes of it."""
        return self._declared.get(key) or self._metrics[key]

    def _check(
        self,
        metric: Metric,
        theme: str,
        sources: dict[str, Source],
        records: dict[str, Record],
    ) -> None:
        as_told = [metric, metric.from_records()] if metric.recorded else [metric]
        problems = [problem for told in as_told for problem in _problems(told, theme, sources)]
        for problem in (*problems, *record_problems(metric, records)):
            raise RegistrationError(f"Metric {metric.key}: {problem}.")
        if metric.key in self._metrics:
            raise RegistrationError(
                f"The metric {metric.key} is registered twice, and not alike: take another key, "
                "or restart Python to declare it anew."
            )


def _problems(metric: Metric, theme: str, sources: dict[str, Source]) -> Iterator[str]:
    if not metric.key.isidentifier() or metric.key != metric.key.lower():
        yield "its key must be lower case, a word or words joined by underscores"
    if metric.theme != theme:
        yield f"it says theme {metric.theme} but stands in {theme}"
    if not metric.label or not metric.definition.endswith("."):
        yield "it needs a label and a definition that is a sentence"
    for key in (*metric.dims, *metric.default_by, *metric.narrow_by):
        if key not in DIMENSIONS:
            yield f"there is no dimension {key}"
    for key in metric.default_by:
        if key not in (*metric.dims, *ANY_QUOTE):
            yield f"it is shown by {key} but declares no figures in that dimension"
    for key, _ in metric.dim_caveats:
        if key not in metric.dims:
            yield f"it has a caveat for the dimension {key}, which it does not declare"
    for key in (*metric.caveats, *(caveat for _, caveat in metric.dim_caveats)):
        if key not in CAVEATS:
            yield f"there is no caveat {key}"
    yield from _answer_problems(metric, sources)


def _answer_problems(metric: Metric, sources: dict[str, Source]) -> Iterator[str]:
    answer = metric.answer
    if isinstance(answer, Quote) and not answer.picks:
        yield "it quotes no measure"
    if not isinstance(answer, Rows | Tally) and (metric.normalisers or metric.ranked):
        yield "only counted rows can be normalised or ranked"
    if metric.normalisers and "country" not in metric.dims:
        yield "only counts by country can be normalised"
    if isinstance(answer, Tally) and answer.median and metric.normalisers:
        yield "a median cannot be normalised"
    if not isinstance(answer, Rows):
        return
    if answer.source not in sources:
        yield f"there is no table {answer.source}"
        return
    held = sources[answer.source].dims
    named = {*metric.dims, *answer.only, *(key for key, _ in answer.keep)}
    for key in named - set(held):
        yield f"the table {answer.source} has no dimension {key}"
    columns = sources[answer.source].schema.columns()
    for column in answer.counts:
        if column not in columns:
            yield f"the table {answer.source} has no column {column}"


def _parts(metric: Metric) -> Iterator[str]:
    """Yield the metrics that a metric is computed from."""
    match metric.answer:
        case Quote(universe=key) | Rows(published=key) if key:
            yield key
        case Ratio(numerator=above, denominator=below):
            yield from (above, below)
        case Funnel(stages=stages):
            yield from stages


@lru_cache(maxsize=1)
def default_registry() -> Registry:
    """Return the registry with our own themes, then those of installed plugins.

    A plugin names a ``Theme`` in the entry point group ``clusterdash.themes``.
    """
    registry = Registry()
    names = [f"{themes.__name__}.{module.name}" for module in pkgutil.iter_modules(themes.__path__)]
    ours: list[Theme] = [importlib.import_module(name).THEME for name in names]
    # Those that answer a question of the start page come before the one about all of them.
    for theme in sorted(ours, key=lambda theme: not theme.start):
        registry.register(theme)
    for plugin in entry_points(group="clusterdash.themes"):
        registry.register(plugin.load())
    registry.check_references()
    return registry
