"""Ten thousand random questions: what must hold of any answer whatever was asked."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest

from clusterdash.engine import Engine
from clusterdash.errors import QuestionError
from clusterdash.model import Question, Quote, Ratio, Result, Rows, Where
from clusterdash.opened import default_engine
from tests.soundness.oracle import ROWS, Oracle, sum_qualifier
from tests.soundness.questions import Questions, figures

SEEDS = range(10)
EACH = 1000
OFFERED = 40  # every so many questions the nearest questions are looked for and asked
FRESH = 100  # every so many questions an engine without memory answers again

PLAIN = {  # filter: column of the raw figures
    "series": "series", "type": "type", "mode": "mode", "direction": "direction",
    "event": "subject", "partnership": "subject", "organisation": "subject",
    "subject": "subject", "status": "status", "region": "region", "figure": "figure_id",
}  # fmt: skip


class Sparing(Engine):
    """The engine, but it looks for nearest questions only when told to: that costs ten answers."""

    offering = True

    def _answers(self, question: Question) -> bool:
        return self.offering and super()._answers(question)


class Judge:
    """Says what is wrong with an answer, by the raw files."""

    def __init__(self, engine: Sparing) -> None:
        self.engine = engine
        self.oracle = Oracle()
        self.questions = Questions(self.oracle, engine.registry)
        self.raw = figures(self.oracle)
        self.kinds: dict[str, set[str]] = {}
        for kind, figure in self.oracle.all("SELECT kind, figure_id FROM fig"):
            self.kinds.setdefault(figure, set()).add(kind)

    def problems(self, question: Question, answer: Result) -> Iterator[str]:
        frame = answer.frame
        stated = frame["value"].drop_nulls().len()
        if answer.answered:
            if not stated:
                yield "answered without a value"
        else:
            if stated or answer.total is not None:
                yield "no answer, and yet a claim"
            for near in answer.nearest:
                if not self.engine.evaluate(near).answered:
                    yield f"nearest {near} is not answered"
        if frame.select(answer.by).is_duplicated().any() if answer.by else frame.height > 1:
            yield "two rows with one key"
        if not set(question.by) - {"figure"} <= set(answer.by):
            yield "a dimension that was asked is not shown"
        match answer.metric.answer:
            case Rows():
                yield from self.counted(question, answer)
            case Quote():
                yield from self.quoted(question, answer)
            case Ratio(scale=scale):
                yield from self.divided(question, answer, scale)
            case _:
                yield from self.cited(question, answer)

    def quoted(self, question: Question, answer: Result) -> Iterator[str]:
        for row in answer.frame.iter_rows(named=True):
            found = [self.raw[f] for f in row["figures"].split(";")]
            if row["value"] != pytest.approx(sum(f["value"] for f in found)):
                yield f"value {row['value']} is not that of {row['figures']}"
            if row["qualifier"] != sum_qualifier({f["qualifier"] for f in found}) and (
                len(found) > 1 or row["qualifier"] != found[0]["qualifier"]
            ):
                yield f"qualifier {row['qualifier']} of {row['figures']}"
            if len({f["subject"] for f in found}) < len(found):
                yield f"a subject is added to itself: {row['figures']}"
            if any(f["part"] in {"alt", "confirmation"} for f in found):
                yield f"a rival as an answer: {row['figures']}"
        yield from self.cited(question, answer)

    def divided(self, question: Question, answer: Result, scale: int) -> Iterator[str]:
        for row in answer.frame.iter_rows(named=True):
            if row["denominator"] and row["value"] != pytest.approx(
                scale * row["numerator"] / row["denominator"]
            ):
                yield f"{row['value']} is not {row['numerator']} / {row['denominator']}"
            values = {self.raw[f]["value"] for f in row["figures"].split(";")}
            if len(values) == 2 and {row["numerator"], row["denominator"]} != values:
                yield f"parts of the quotient are not those of {row['figures']}"
        yield from self.cited(question, answer)

    def cited(self, question: Question, answer: Result) -> Iterator[str]:
        for row in answer.frame.iter_rows(named=True):
            for name in row["figures"].split(";"):
                figure = self.raw[name]
                if row["outcome"] != figure["status"]:
                    yield f"{name} is a {figure['status']}, shown as {row['outcome']}"
                for key in question.where.keys:
                    if not self.fits(key, figure, question, answer):
                        yield f"{name} is outside the filter of {key}"

    def fits(self, key: str, figure: dict[str, Any], question: Question, answer: Result) -> bool:
        """Whether a figure lies inside the filter of one dimension."""
        codes, known = question.where.get(key), self.questions
        area = figure["country_code"]
        whole = area in codes or (area == "EU" and "EU27_2020" in codes)
        part = "all calls" if figure["part"] == "whole" else figure["part"].replace("_", " ")
        quote = answer.metric.answer
        stock = isinstance(quote, Quote) and quote.time == "stock"
        own = figure[PLAIN[key]] in codes if key in PLAIN else False
        fits: dict[str, Callable[[], bool]] = {
            "year": lambda: inside(figure, question.where.years or (0, 9999), stock),
            "programme": lambda: (
                figure["level"] != "population" and figure["programme"] in known.wordings(codes)
            ),
            "ecosystem": lambda: bool({*figure["ecosystem"].split(";")} & {*codes}),
            # Members of a group are never added: without a breakdown its own figure is needed.
            "country": lambda: known.is_one_of(area, codes) if key in question.by else whole,
            "market": lambda: known.is_one_of(area, codes),
            "host_country": lambda: known.is_one_of(figure["host_country"], codes),
            "partner_country": lambda: any(
                known.is_one_of(c, codes) for c in figure["partner_countries"] or ()
            ),
            "kind": lambda: bool(self.kinds[figure["figure_id"]] & {*codes}),
            "level": lambda: figure["level"] in codes,
            "call": lambda: part in codes or re.sub(r"^call(\d)$", r"call \1", part) in codes,
        }
        # Stage, scope and period are worded by the engine and do not stand in the raw files.
        return own or key in {"stage", "scope", "period"} or (key in fits and fits[key]())

    def counted(self, question: Question, answer: Result) -> Iterator[str]:
        if question.normalise or not answer.answered:
            return
        rows = answer.metric.answer
        assert isinstance(rows, Rows)
        frame = answer.frame
        whole = self.value(Question(question.metric, (), question.where), question)
        if whole is not None:
            if whole > frame["value"].sum():
                yield "the total is more than its cells together"
            if any(value > whole for value in frame["value"]):
                yield "a cell is more than the total"
        for key in question.where.keys:
            if key in rows.only or set(rows.only) & {*question.by}:
                continue  # naming such a dimension lifts a condition of the metric
            freed = Question(question.metric, question.by, question.where.without(key))
            wider = self.engine.evaluate(freed).frame
            both = frame.join(wider, on=question.by, how="left") if question.by else frame.join(
                wider, how="cross", suffix="_right"
            )  # fmt: skip
            if both.filter(pl.col("value") > pl.col("value_right").fill_null(0)).height:
                yield f"the filter of {key} makes a count grow"

    def value(self, question: Question, asked: Question) -> float | None:
        """The total, checked against SQL; None where a breakdown lifts a condition."""
        rows = self.engine.registry.metric(question.metric).answer
        assert isinstance(rows, Rows)
        if set(rows.only) & set(asked.by):
            return None
        whole = self.engine.evaluate(question)
        assert whole.answered, f"{question} has cells but no total"
        got = float(whole.frame["value"][0])
        declared = ROWS[question.metric]
        lists = {n for (n, *_) in self.oracle.all(f"DESCRIBE {declared.view}")}
        kept = [s for dim, s in declared.keep.items() if dim not in question.where.keys or not dim]
        condition = " AND ".join([*kept, self.questions.sql(question.where, lists)])
        what = f"DISTINCT {declared.key}" if declared.key else "*"
        ((n,),) = self.oracle.all(f"SELECT count({what}) FROM {declared.view} WHERE {condition}")
        assert got == n, f"{question}: {got}, counted in SQL {n}"
        return got


def inside(figure: dict[str, Any], years: tuple[int, int], stock: bool) -> bool:
    """A stock lies in a span when its date does, an event when it starts, a flow as a whole."""
    first, last = figure["y1"], figure["y2"]
    if figure["level"] == "event":
        return bool(years[0] <= (first or last) <= years[1])
    if stock:
        return bool(years[0] <= (last or first) <= years[1])
    return None not in {first, last} and years[0] <= first <= last <= years[1]


@pytest.fixture(scope="module")
def judge() -> Judge:
    known = default_engine()
    return Judge(Sparing(known.edition, known.registry))


@pytest.mark.parametrize("seed", SEEDS)
def test_random_questions(judge: Judge, seed: int) -> None:
    wrong: list[str] = []
    answered = 0
    for index, question in enumerate(judge.questions.ask(seed, EACH)):
        metric = judge.engine.registry.metric(question.metric)
        judge.engine.offering = index % OFFERED == 0
        try:
            answer = judge.engine.evaluate(question)
        except QuestionError:
            if question.normalise in {"", *metric.normalisers}:
                wrong.append(f"refused: {question}")
            continue
        answered += answer.answered
        wrong += [f"{problem}: {question}" for problem in judge.problems(question, answer)]
        if index % FRESH == 0:
            again = Engine(judge.engine.edition, judge.engine.registry).evaluate(question)
            if not again.frame.equals(answer.frame):
                wrong.append(f"two answers to {question}")
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:20])
    assert answered > EACH / 5  # questions that nothing answers would prove nothing


HARD = [  # random questions that were once answered wrongly
    Question("organisations", ("city",), Where.of({"city": ["455718"], "country": ["HU"]})),
    Question(
        "case_rate",
        ("period",),
        Where.of(
            {
                "figure": ["f0046"],
                "programme": [
                    "ESCP-4i first generation (COSME Clusters Go International)",
                    "Single Market Programme",
                ],
            }
        ),
    ),
]


@pytest.mark.parametrize("question", HARD, ids=lambda q: q.metric)
def test_hard_questions(judge: Judge, question: Question) -> None:
    judge.engine.offering = True
    assert list(judge.problems(question, judge.engine.evaluate(question))) == []


def test_totals_of_programme_families(judge: Judge) -> None:
    # Where a family holds events and a programme's own total, one must not stand beside the other.
    judge.engine.offering = False
    wrong = [
        f"{problem}: {metric.key}, {family}"
        for metric in judge.engine.registry.metrics
        if isinstance(metric.answer, Quote) and metric.answer.additive
        for family in judge.questions.families
        for question in [Question(metric.key, (), Where.of({"programme": [family]}))]
        for problem in judge.problems(question, judge.engine.evaluate(question))
    ]
    assert wrong == []
