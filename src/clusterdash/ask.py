"""Questions in Python: ``metric("meetings").by("series").where(year=2018)``."""

from collections.abc import Collection
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl

from clusterdash import publish
from clusterdash.engine import Engine, Labels
from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.language import say
from clusterdash.model import Caveat, Coverage, Metric, Question, Result, Rival, Where
from clusterdash.model import dimension as dimension_called
from clusterdash.model.board import Kind
from clusterdash.opened import default_engine, engine_called, engine_of  # noqa: F401

if TYPE_CHECKING:
    import pandas as pd  # most of the import time; only to_pandas() needs it

Edition: TypeAlias = str | Path
"""The name of an edition, or its folder."""

_ELEMENTS = "clusterdash.notebook.elements"  # loads a user interface, which no answer needs


class Ask:
    """A question that can be refined and answered; every refinement is a new one.

    The answer is computed when it is first looked at, and shared between equal questions.
    """

    def __init__(self, engine: Engine, question: Question, *, chosen: bool = False) -> None:
        """Bind a question to an engine.

        Args:
            engine: What answers.
            question: What is asked.
            chosen: Whether its breakdown was chosen, so that the metric's own is not used.
        """
        self._engine = engine
        self._asked = question
        self._chosen = chosen

    def by(self, *dimensions: str) -> "Ask":
        """Break the metric down; without dimensions: one answer for everything."""
        question = Question(
            self._asked.metric, dimensions, self._asked.where, self._asked.normalise
        )
        return Ask(self._engine, question, chosen=True)

    def where(
        self,
        *,
        year: int | tuple[int, int] | None = None,
        **selected: str | Collection[str],
    ) -> "Ask":
        """Look at a part only.

        Args:
            year: One year, or the first and the last.
            **selected: For a dimension one name or several, in any known form.

        Raises:
            UnknownNameError: A dimension or a name is unknown.
            QuestionError: A selection is empty.
        """
        added = self._engine.labels.where(_years(year), **selected)
        kept = self._asked.where
        merged = Where.of(dict(kept.selected) | dict(added.selected), added.years or kept.years)
        question = Question(self._asked.metric, self._asked.by, merged, self._asked.normalise)
        return Ask(self._engine, question, chosen=self._chosen)

    def normalise(self, way: str) -> "Ask":
        """State it per million inhabitants ("population") or as a share of the EU-27 ("share")."""
        question = Question(self._asked.metric, self._asked.by, self._asked.where, way)
        return Ask(self._engine, question, chosen=self._chosen)

    @property
    def question(self) -> Question:
        """The question as it is asked, the metric's own breakdown filled in."""
        metric = self._engine.registry.metric(self._asked.metric)
        by = self._asked.by if self._chosen else metric.shown_by(self._asked.where)
        return Question(metric.key, by, self._asked.where, self._asked.normalise)

    @property
    def labels(self) -> Labels:
        """Names of the codes in the answer."""
        return self._engine.labels

    def result(self) -> Result:
        """Return the answer with everything needed to trust it."""
        # Equal questions share one answer: hand out frames that may be changed in place.
        answer = self._shared()
        return replace(answer, frame=answer.frame.clone(), rows=answer.rows.clone())

    def _shared(self) -> Result:
        """Return the answer that equal questions share, by which texts are remembered.

        Its frames never leave this class: what is made of them is a frame of its own.
        """
        return self._engine.evaluate(self.question)

    def frame(self) -> pl.DataFrame:
        """Return the answer as a frame, a column of labels beside each column of codes."""
        return publish.labelled(self._shared(), self._engine.labels)

    def to_pandas(self) -> "pd.DataFrame":
        """Return the answer as a pandas frame."""
        return self.frame().to_pandas()

    def element(self) -> Any:  # noqa: ANN401 - a HoloViews element, which carries no type
        """Return the answer as a HoloViews element: a curve, bars or a table.

        Its dimensions carry names and units; qualifiers, states and periods stand beside each
        value. Notebooks show it without a request to elsewhere, and what is made of it as well.
        """
        return import_module(_ELEMENTS).element(self)

    @property
    def hvplot(self) -> Any:  # noqa: ANN401 - hvPlot's own, which carries no type
        """What hvPlot offers for the answer's pandas frame: ``ask.hvplot.bar(x="country_label")``.

        Notebooks show it without a request to elsewhere, which ``import hvplot.pandas`` would send.
        """
        return import_module(_ELEMENTS).accessor(self)

    def headline(self) -> str:
        """Return what the answer says, in one sentence."""
        return publish.headline(self._shared(), self._engine.labels)

    def sentence(self) -> str:
        """Return the headline with its source, date and edition."""
        return publish.sentence(self._shared(), self._engine.labels)

    def cite(self, style: str = "text") -> str:
        """Return how to cite the answer, as "text", "bibtex" or "csl" (CSL-JSON).

        Raises:
            QuestionError: There is no such style.
        """
        styles = {"text": publish.citation, "bibtex": publish.bibtex, "csl": publish.csl}
        if style not in styles:
            raise QuestionError(f"There is no citation style {style!r}: take text, bibtex or csl.")
        return styles[style](self._shared())

    def coverage(self) -> tuple[Coverage, ...]:
        """Return how much of what there is the answer rests on."""
        return self._shared().coverage

    def caveats(self) -> tuple[Caveat, ...]:
        """Return the known weaknesses of the answer."""
        return self._shared().caveats

    def rivals(self) -> tuple[Rival, ...]:
        """Return other published values for the same things."""
        return self._shared().rivals

    def rows(self) -> pl.DataFrame:
        """Return the figures or rows behind the answer, as they stand in the edition."""
        answer = self._shared()
        table = "figures"
        if "figure_id" not in answer.rows.columns:
            table = str(getattr(answer.metric.answer, "source", table))
        columns = [c for c in self._engine.edition.tables[table].columns if c in answer.rows]
        rows = answer.rows.select(columns)
        return rows.with_columns(synthetic=pl.lit(True)) if answer.synthetic else rows

    def alternative(self, kind: Kind = "bars") -> str:
        """Return what a figure of the answer shows, for those who do not see it.

        Args:
            kind: How it is drawn: "bars", "trend", "timeline", ...
        """
        return publish.alternative(self._shared(), self._engine.labels, kind)

    def csv(self) -> str:
        """Return the answer as CSV, with filter, caveats and edition in every row."""
        return publish.to_csv(self._shared(), self._engine.labels)

    def json(self) -> str:
        """Return the answer as JSON."""
        return publish.to_json(self._shared(), self._engine.labels)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values."""
        return publish.to_dict(self._shared(), self._engine.labels)

    def __str__(self) -> str:
        return publish.to_text(self._shared(), self._engine.labels)

    def __repr__(self) -> str:
        return str(self)


def _years(year: object) -> tuple[int, int] | None:
    if year is None:
        return None
    listed = list(year) if isinstance(year, list | tuple) else [year, year]
    # True is an int to Python and a slip to everybody else.
    given = [y for y in listed if isinstance(y, int) and not isinstance(y, bool)]
    if not len(given) == len(listed) == 2:
        raise QuestionError(f"year={year!r}: write year=2018 or year=(2016, 2018).")
    return given[0], given[1]


def metric(key: str, edition: Edition = "") -> Ask:
    """Ask for a metric.

    Args:
        key: Its name; ``metrics()`` lists them.
        edition: What answers: the published edition unless told, "demo" for the demonstration, or
            the folder of another.

    Raises:
        UnknownNameError: There is no such metric.
        DataError: The edition is missing or damaged.
    """
    engine = _engine(edition)
    return Ask(engine, Question(engine.registry.metric(key).key))


def metrics(edition: Edition = "") -> pl.DataFrame:
    """Return all metrics: key, theme, label, definition, unit and dimensions, one a row.

    Args:
        edition: What answers, as for ``metric``.
    """
    found = _engine(edition).registry.metrics
    return pl.DataFrame(
        {
            "metric": [m.key for m in found],
            "theme": [m.theme for m in found],
            "label": [say(m.label) for m in found],
            "definition": [say(m.definition) for m in found],
            "unit": [m.unit for m in found],
            "dimensions": [", ".join(m.dims) for m in found],
        }
    )


def register(added: Metric, edition: Edition = "") -> Ask:
    """Add a metric of your own to the registry and ask for it; adding it again changes nothing.

    Args:
        added: What it is.
        edition: What answers, as for ``metric``; others do not know it.

    Raises:
        RegistrationError: It is declared wrongly, or its name is taken.
        UnknownNameError: The edition holds no figure of a measure that it quotes.
    """
    _engine(edition).add(added)
    return metric(added.key, edition)


def source(name: str, edition: Edition = "") -> str:
    """Return where a figure, a row or a publication comes from, in words.

    Args:
        name: A figure ("f0319"), a publication ("s5dbf7c70"), an organisation, an event or a
            partnership.
        edition: What answers, as for ``metric``.

    Raises:
        UnknownNameError: Nothing has this id.
    """
    engine = _engine(edition)
    for kind in ("partnership", "event", "organisation"):
        try:
            return publish.trace(engine.context, engine.labels.resolve(kind, name))
        except UnknownNameError:
            continue
    return publish.trace(engine.context, name)


def values(dimension: str, edition: Edition = "") -> list[str]:
    """Return what the values of a dimension are called.

    Args:
        dimension: Its name.
        edition: What answers, as for ``metric``.

    Raises:
        UnknownNameError: There is no such dimension.
    """
    return _engine(edition).labels.values(dimension_called(dimension).key)


def _engine(edition: Edition) -> Engine:
    return engine_called(edition) if edition else default_engine()
