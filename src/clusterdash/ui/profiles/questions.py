"""The four questions, answered for one country or ecosystem: each number asked of the engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clusterdash.engine import Engine, askable
from clusterdash.language import say
from clusterdash.model import Metric, Origin, Question, Result, Tally, Theme, Where
from clusterdash.names import EU27
from clusterdash.publish import headline
from clusterdash.publish.cells import in_words
from clusterdash.publish.words import capital
from clusterdash.ui.command.shown import address
from clusterdash.ui.profiles.facts import board_link
from clusterdash.ui.taken import taken

# What answers each question, the first one even where nothing is published.
_ASKED = {
    "clusters": (
        "organisations",
        "organisations_elsewhere",
        "national_programmes",
        "network_clusters",
        "identified_clusters",
        "labels",
    ),
    "matchmaking": (
        "funnel",
        "matchmaking_events",
        "country_presence",
        "ecosystem_presence",
        "meetings",
        "agreements",
        "participants",
    ),
    "sme_reach": (
        "smes_supported",
        "smes_reached",
        "smes_represented",
        "smes_trained",
        "smes_applicants",
        "funding_to_smes",
        "projects_funded",
    ),
    "training": (
        "training_participants",
        "sessions",
        "training_organisations",
        "training_places",
        "experts_trained",
    ),
}
_STATED = {"organisations": "population", "smes_supported": "smes"}
"""The other way in which some numbers are stated, with the EU-27's beside it."""
_WHOSE = 2  # measures that a sentence names
_NEAR = 2  # answers nearby, where there is none
_TRENDS = frozenset({
    "national_programmes",
    "network_clusters",
    "identified_clusters",
    "meetings",
    "smes_supported",
    "training_participants",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One answer.

    Attributes:
        said: The answer as a sentence, or why there is none and who holds it.
        answered: Whether there is one.
        what: What is measured.
        file: Its numbers as a file: the address after the stem of the site's files, or "".
        nearest: Answers nearby, where there is none: a sentence, and the address of its card or "".
    """

    said: str
    answered: bool
    what: str
    file: str = ""
    nearest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One of the four questions.

    Attributes:
        key: Key of its theme.
        title: The question.
        lines: Its answers; the first one stands even where nothing is published.
        missing: What else is neither published nor listed here.
        board: Name and address of its board with the selection, or None.
    """

    key: str
    title: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    board: tuple[str, str] | None


class Asking:
    """Asks for one page, and keeps what the answers rest on."""

    def __init__(self, engine: Engine, where: Where) -> None:
        """Bind to what the page is about."""
        self.engine = engine
        self.where = where
        self._results: list[Result] = []

    def ask(
        self, key: str, by: tuple[str, ...] = (), normalise: str = "", where: Where | None = None
    ) -> Result | None:
        """Return the answer of a metric, or None where this edition has no such metric.

        Args:
            key: The metric.
            by: How it is broken down.
            normalise: How it is stated.
            where: What it looks at, if not at what the page is about.
        """
        if not self.engine.registry.known((key,)):
            return None
        asked = Question(key, by, self.where if where is None else where, normalise)
        result = self.engine.evaluate(asked)
        self._results.append(result)
        return result

    def said(self, result: Result) -> str:
        """Return an answer as a sentence; the card around it carries the mark of made-up data."""
        return headline(replace(result, synthetic=False), self.engine.labels)

    def line(self, result: Result, said: str = "") -> Line:
        """Return an answer with its file, or why there is none.

        Args:
            result: The answer.
            said: What is said of it, if not its headline.
        """
        return Line(
            said=said or self.said(result),
            answered=result.answered,
            what=capital(say(result.metric.label)),
            file=taken((result,))[0].href if result.answered else "",
        )

    @property
    def _answered(self) -> list[Result]:
        return [result for result in self._results if result.answered]

    @property
    def careful(self) -> tuple[str, ...]:
        """What a reader of these answers must know, each sentence once."""
        told = [caveat.sentence for result in self._answered for caveat in result.caveats]
        # The footnote of a country's name belongs to the page, whatever is published of it.
        told += [note for result in self._results[:1] for note in result.notes]
        more = [(result, note) for result in self._answered for note in result.notes]
        return _once([*told, *_whose((r, note) for r, note in more if note not in told)])

    @property
    def coverage(self) -> tuple[str, ...]:
        """How much these answers rest on, each sentence once."""
        return _whose((r, part.sentence) for r in self._answered for part in r.coverage)

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Publications behind these answers, each once."""
        every = (origin for result in self._answered for origin in result.origins)
        return tuple({origin.source_id: origin for origin in every}.values())

    @property
    def definitions(self) -> tuple[tuple[str, str], ...]:
        """What is counted, each measure once."""
        metrics = {result.metric.key: result.metric for result in self._answered}
        return tuple((capital(say(m.label)), say(m.definition)) for m in metrics.values())

    def sections(self) -> tuple[Section, ...]:
        """Return the four questions in their order, answered."""
        themes = [theme for theme in self.engine.registry.themes if theme.key in _ASKED]
        return tuple(self._section(theme) for theme in themes)

    def _section(self, theme: Theme) -> Section:
        lines: list[Line] = []
        missing: list[str] = []
        for key in self.engine.registry.known(_ASKED[theme.key]):
            found = list(self._lines(self.engine.registry.metric(key)))
            if not lines or any(line.answered for line in found):
                lines += found
            else:
                missing += [line.what for line in found]
        lines[:1] = [self._beside(line, lines) for line in lines[:1]]
        title = theme.start[0].title if theme.start else theme.title
        board = theme.board
        return Section(
            theme.key,
            say(title),
            tuple(lines),
            _once(missing),
            board_link(self.engine, board, self.where) if board else None,
        )

    def _beside(self, line: Line, lines: list[Line]) -> Line:
        """Return a line without an answer with those nearby that no other line gives."""
        if line.answered:
            return line
        told = {one.said for one in lines}
        near = {
            self.said(self.engine.evaluate(one)): address(self.engine, one)
            for one in self._nearest(line)
        }
        untold = tuple((said, link) for said, link in near.items() if said not in told)
        return replace(line, nearest=untold[:_NEAR])

    def _nearest(self, line: Line) -> tuple[Question, ...]:
        found = (one for one in self._results if not one.answered and self.said(one) == line.said)
        return next((one.nearest for one in found), ())

    def _lines(self, metric: Metric) -> Iterator[Line]:
        """Yield what a metric says here: itself, stated otherwise, beside the EU-27, by year."""
        can = {*self.where.keys} <= askable(metric)
        if not can and metric.key not in {keys[0] for keys in _ASKED.values()}:
            return  # nobody tells this apart: the first measure says so and names who might
        course = self._course(metric)
        if course is not None and not isinstance(metric.answer, Tally):
            yield self.line(course)  # the latest figure is a part of it
            return
        result = self.ask(metric.key, self._by(metric))
        if result is not None:
            yield self.line(result)
        if result is not None and result.answered:
            yield from self._stated(metric)
        if course is not None:
            yield self.line(course)

    def _by(self, metric: Metric) -> tuple[str, ...]:
        if isinstance(metric.answer, Tally):
            return ()
        if metric.key == "funnel":
            return ("stage",) if "country" in metric.dims else ("programme", "stage")
        if metric.key in {"country_presence", "ecosystem_presence", "sessions"}:
            return ()
        by = (
            ("kind",) if metric.shown_by(self.where) == ("figure",) else metric.shown_by(self.where)
        )
        return tuple(key for key in by if key not in self.where)

    def _stated(self, metric: Metric) -> Iterator[Line]:
        way = _STATED.get(metric.key, "")
        if way not in metric.normalisers or "country" not in self.where:
            return
        own = self.ask(metric.key, (), way)
        every = self.ask(metric.key, (), way, Where.of({"country": (EU27,)}))
        if own is None:
            return
        said = self.said(own)
        if every is not None and every.answered:
            value = in_words(every, every.frame.row(0, named=True))
            said = say("{sentence} In the EU-27: {value}.", sentence=said, value=value)
        yield self.line(own, said)

    def _course(self, metric: Metric) -> Result | None:
        """Return a metric over the years, where figures of several exist."""
        if metric.key not in _TRENDS or not {"year", *self.where.keys} <= askable(metric):
            return None
        question = Question(metric.key, ("year",), self.where)
        result = self.engine.evaluate(question)
        if not result.answered or result.frame["year"].drop_nulls().n_unique() < 2:
            return None
        return self.ask(metric.key, ("year",))


def _whose(told: Iterable[tuple[Result, str]]) -> tuple[str, ...]:
    """Return sentences, each once, with the measures that they are about unless these are many."""
    about: dict[str, dict[str, None]] = {}
    for result, sentence in told:
        about.setdefault(sentence, {})[capital(say(result.metric.label))] = None
    return tuple(
        say("{measures}: {sentence}", measures="; ".join(measures), sentence=sentence)
        if len(measures) <= _WHOSE
        else sentence
        for sentence, measures in about.items()
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
