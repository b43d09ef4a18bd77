"""The engine: answers questions, each once an edition."""

from dataclasses import replace
from functools import lru_cache

import polars as pl

from clusterdash.engine import evidence
from clusterdash.engine.context import Context, Outcome, empty
from clusterdash.engine.labels import Labels
from clusterdash.engine.missing import why
from clusterdash.engine.nearest import askable, nearest
from clusterdash.engine.normalise import answer_of, eu_total, is_ranked, ranked
from clusterdash.engine.order import ordered
from clusterdash.engine.quote import quoted
from clusterdash.engine.quotients import divided, stacked
from clusterdash.engine.rates import rated, staged
from clusterdash.errors import QuestionError, UnknownNameError
from clusterdash.language import all_of, say, spoken
from clusterdash.model import (
    Edition,
    Funnel,
    Metric,
    Question,
    Quote,
    Ratio,
    Result,
    Rows,
    Tally,
    Total,
    Where,
    dimension,
)
from clusterdash.model.answerable import complete, parts
from clusterdash.registry import Registry

REMEMBERED = 4096
_ANYWHERE = ("organisations", "smes")
"""Ways to state a number that countries outside the EU-27 have as well."""


class Engine:
    """Answers the questions of a registry from an edition; equal questions are computed once."""

    def __init__(self, edition: Edition, registry: Registry) -> None:
        """Bind an edition to a registry."""
        self.context = Context(edition, registry)
        self.labels = Labels(self.context)
        # An engine is bound to one edition, so equal questions in one language have equal answers.
        self._memo = lru_cache(maxsize=REMEMBERED)(self._evaluate)
        self._answered = lru_cache(maxsize=REMEMBERED)(self._compute)

    @property
    def edition(self) -> Edition:
        """The edition that answers."""
        return self.context.edition

    @property
    def registry(self) -> Registry:
        """The registry that knows the metrics."""
        return self.context.registry

    def add(self, metric: Metric) -> None:
        """Add a metric to the registry, so that it can be asked for.

        Raises:
            RegistrationError: It is declared wrongly, or its name is taken.
            UnknownNameError: The edition holds no figure of a measure that it quotes, or no
                complete records of a table that it counts.
        """
        if isinstance(metric.answer, Quote):
            held = self.context.figures["measure"].unique().sort().to_list()
            for name in {pick.measure for pick in metric.answer.picks} - {*held}:
                raise UnknownNameError("measure", name, held)
        if isinstance(metric.answer, Tally) and not complete(self.edition, metric.answer.record):
            raise UnknownNameError("table of records", metric.answer.record, self.edition.recorded)
        self.registry.add(metric)
        self.labels = Labels(self.context)

    def evaluate(self, question: Question) -> Result:
        """Answer a question.

        Args:
            question: What is asked; names resolved to codes.

        Returns:
            The answer. A question that the figures cannot answer gets a Result without cells that
            says so and offers questions that have an answer.

        Raises:
            UnknownNameError: There is no such metric or dimension.
            QuestionError: The metric cannot be stated in this way.
        """
        return self._memo(question, spoken())

    def _evaluate(self, question: Question, _language: str) -> Result:
        metric = self.registry.metric(question.metric)
        question = replace(
            question,
            metric=metric.key,
            by=tuple(dict.fromkeys(dimension(key).key for key in question.by)),
        )
        answer = self._answer(metric, question)
        asked = metric
        metric = (not answer.reason and self._instead(metric, question)) or metric
        found = evidence.rivals(self.context, answer.rows)
        total = self._total(metric, question, answer)
        universe = None
        frame = evidence.with_universe(self.context, metric, answer, question.where)
        own = isinstance(metric.answer, Rows | Tally) and answer.basis != "published"
        if own and not answer.reason:
            if is_ranked(metric, question.by, question.where):
                frame = ranked(self.context, metric, question.normalise, frame, question.where)
            if "share" in metric.normalisers:
                universe = eu_total(self.context, metric, question.where)
        return Result(
            question=question,
            metric=metric,
            by=answer.by,
            frame=ordered(frame, answer.by, question, metric, self.context.ecosystems.known),
            basis=answer.basis,
            coverage=evidence.coverage(self.context, metric, answer, question.where),
            caveats=evidence.caveats(
                self.context, metric, answer, found, question.where, question.normalise, total
            ),
            rivals=found,
            origins=evidence.origins(self.context, answer.rows),
            credit=self._credit(metric),
            rows=answer.rows,
            notes=(*answer.notes, *evidence.footnotes(answer.frame, question)),
            reason=why(self.labels, asked, question, answer) if answer.reason else "",
            nearest=self._nearest(question) if answer.reason else (),
            beside=tuple(
                Question(key, (), question.where.without(*_unknown(self.registry, key, question)))
                for key in self.registry.known(metric.beside)
            ),
            total=total,
            universe=universe,
            edition=self.edition.label,
            synthetic=self.edition.synthetic,
        )

    def _credit(self, metric: Metric) -> str:
        match metric.answer:
            case Rows(source=name) | Tally(record=name):
                return self.edition.holdings[name].credit
            case _:
                return ""

    def bare(self, question: Question) -> Outcome:
        """Return an answer without the evidence around it; quicker than evaluating."""
        return self._answer(self.registry.metric(question.metric), question)

    def reason(self, question: Question) -> str:
        """Return why a question has no answer, or ""; quicker than looking for nearby ones."""
        metric = self.registry.metric(question.metric)
        answer = self._answer(metric, question)
        return why(self.labels, metric, question, answer) if answer.reason else ""

    def _nearest(self, question: Question) -> tuple[Question, ...]:
        return nearest(self.registry, question, self.context.family_of, self._answers)

    def _answers(self, question: Question) -> bool:
        return not self._answer(self.registry.metric(question.metric), question).reason

    def _answer(self, metric: Metric, question: Question) -> Outcome:
        return self._answered(metric.key, question, spoken())

    def _compute(self, key: str, question: Question, _language: str) -> Outcome:
        metric = self.registry.metric(key)
        by, where = question.by, question.where
        told = self._instead(metric, question)
        if told:
            return self._published(told, question)
        if question.normalise and question.normalise not in metric.normalisers:
            ways = ", ".join(metric.normalisers) or "as it is"
            raise QuestionError(
                f"{metric.key} cannot be stated by {question.normalise}; it can be: {ways}."
            )
        if not {*by, *where.keys} <= askable(metric):
            return Outcome(empty(by), by, self._nothing(), "published", reason="not published")
        match metric.answer:
            case Quote():
                return quoted(self.context, metric, by, where)
            case Rows() | Tally():
                return answer_of(question.normalise)(self.context, metric, by, where)
            case Ratio():
                answered = rated if _of_records(self.registry, metric) else divided
                return answered(self.context, metric, by, where)
            case Funnel():
                answered = staged if _of_records(self.registry, metric) else stacked
                return answered(self.context, metric, by, where)

    def _instead(self, metric: Metric, question: Question) -> Metric | None:
        """Return the published declaration of a metric where records do not tell what is asked."""
        told = self.context.published(metric)
        kept = {*question.by, *question.where.keys} <= askable(metric)
        return None if kept else told

    def _published(self, metric: Metric, question: Question) -> Outcome:
        """Answer with published figures what the records of this edition do not tell."""
        by, where = question.by, question.where
        if question.normalise or not {*by, *where.keys} <= askable(metric):
            return Outcome(empty(by), by, self._nothing(), "published", reason="not published")
        if not isinstance(metric.answer, Rows | Quote):
            return Outcome(empty(by), by, self._nothing(), "published", reason="not published")
        counts = isinstance(metric.answer, Rows)
        answer = (answer_of("") if counts else quoted)(self.context, metric, by, where)
        ways = [k for k in (*by, *where.keys) if k not in self.registry.metric(metric.key).dims]
        if not ways:  # the whole of a breakdown that records do not tell
            return answer
        said = all_of(dict.fromkeys(say(dimension(key).label) for key in ways))
        if counts:
            why = say("The records of this edition do not tell {ways}: rows as listed.", ways=said)
        else:
            why = say(
                "The records of this edition do not tell {ways}: published figures.", ways=said
            )
        return replace(answer, notes=(*answer.notes, why))

    def _nothing(self) -> pl.DataFrame:
        return self.context.figures.clear()

    def _total(self, metric: Metric, question: Question, answer: Outcome) -> Total | None:
        """Evaluate the same question without its breakdown, where one number is true."""
        whole = isinstance(metric.answer, Rows | Tally) or (
            isinstance(metric.answer, Quote) and metric.answer.additive is not None
        )
        mixed = {"kind", "status", "figure", "subject", "call", "period"} & set(answer.by)
        if not whole or mixed or not question.by or answer.reason:
            return None
        whole_question = replace(question, by=(), where=self._lifted(metric, question))
        if self._instead(self.registry.metric(metric.key), question):
            frame = self._published(metric, whole_question).frame
        elif (
            question.normalise in _ANYWHERE
            and "country" in question.by
            and "country" not in question.where
        ):
            return None  # the cells are of all countries, and their whole would be of the EU-27
        else:
            frame = self._answer(metric, whole_question).frame
        if frame.height != 1 or frame["value"][0] is None:
            return None
        # A total belongs under cells only if what feeds them feeds it too.
        if not _figures(answer.frame) <= _figures(frame):
            return None
        return Total(frame["value"][0], frame["qualifier"][0], frame["state"][0])

    def _lifted(self, metric: Metric, question: Question) -> Where:
        """Return a filter that leaves in what a breakdown leaves in: cancelled events too."""
        where = question.where
        if not isinstance(metric.answer, Rows):
            return where
        kept = [key for key, _ in metric.answer.keep if key in metric.answer.only]
        lifted = {key: self.labels.codes(key) for key in kept if key in question.by}
        more = {key: codes for key, codes in lifted.items() if key not in where}
        return Where.of(dict(where.selected) | more, where.years) if more else where


def _of_records(registry: Registry, metric: Metric) -> bool:
    return all(isinstance(registry.metric(key).answer, Tally) for key in parts(metric))


def _figures(frame: pl.DataFrame) -> set[str]:
    return {name for ids in frame["figures"].drop_nulls() for name in ids.split(";")}


def _unknown(registry: Registry, key: str, question: Question) -> list[str]:
    can = askable(registry.metric(key))
    return [name for name in question.where.keys if name not in can]
