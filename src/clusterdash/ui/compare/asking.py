"""One question asked of all sides, and what is shown of the answers."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from clusterdash.engine import Engine
from clusterdash.language import number, say, spoken
from clusterdash.model import Question, Result, Rows, Tally, span
from clusterdash.names import NOT_STATED
from clusterdash.publish.cells import Cell, cells, title, unit, years
from clusterdash.publish.sentence import of_whom
from clusterdash.publish.words import MARKS, capital, ordinal
from clusterdash.ui.compare.holding import holding, shared
from clusterdash.ui.compare.multiples import Multiple, Row
from clusterdash.ui.compare.sides import Side, Sides

_YEARS = re.compile(r"(\d{4})(?:–(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Compared:
    """One question of all sides.

    Attributes:
        question: What is asked of each side.
        asked: The same, of each side.
        results: The answer of each side, or None where it has none.
        multiples: What is shown: one measure, or one for each part of a breakdown.
        reason: Why the first side that has no answer has none, or "".
    """

    question: Question
    asked: tuple[Question, ...]
    results: tuple[Result | None, ...]
    multiples: tuple[Multiple, ...]
    reason: str

    @property
    def answered(self) -> bool:
        """Whether any side has a number."""
        return any(multiple.answered for multiple in self.multiples)


def compared(engine: Engine, question: Question, sides: Sides) -> Compared:
    """Ask a question of all sides.

    Args:
        engine: What answers.
        question: What is asked; a breakdown by what sides differ in has no answer.
        sides: The sides.
    """
    return _compared(engine, question, sides, len(engine.registry.metrics), spoken())


@lru_cache(maxsize=1024)
def _compared(
    engine: Engine, question: Question, sides: Sides, _count: int, _language: str
) -> Compared:
    asked = tuple(_asked(question, side) for side in sides.every)
    reasons = tuple(engine.reason(one) for one in asked)
    # An answer is looked for only where there is one: the nearest instead would take its time.
    results = tuple(
        None if reason else engine.evaluate(one) for one, reason in zip(asked, reasons, strict=True)
    )
    sheet = _Sheet(engine, sides, asked, results, holding(engine, sides))
    # By what is broken down, each side would be told again; by what is not told, only the whole.
    if sides.key in question.by or sides.key not in engine.registry.metric(question.metric).dims:
        made: tuple[Multiple, ...] = ()
    else:
        made = tuple(sheet.parts(question.by[0])) if question.by else tuple(sheet.whole())
    return Compared(question, asked, results, made, next(filter(None, reasons), ""))


def _asked(question: Question, side: Side) -> Question:
    return Question(question.metric, question.by, side.where, question.normalise)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The answers of all sides to one question, on their way to what is shown."""

    engine: Engine
    sides: Sides
    asked: tuple[Question, ...]
    results: tuple[Result | None, ...]
    holding: tuple[bool, ...]

    def whole(self) -> Iterator[Multiple]:
        """Yield the one measure that is not broken down, where any side answers."""
        found = [self._alone(result) for result in self.results]
        yield from self._multiple("", found, self._longest(found))

    def parts(self, key: str) -> Iterator[Multiple]:
        """Yield one multiple for each part of a breakdown, all drawn on one scale."""
        held = [self._by(key, result) for result in self.results]
        known = {code for one in held for code in one}
        official = [code for code in self.engine.context.ecosystems.known if code in known]
        ordered = official + sorted(known - {*official, NOT_STATED})
        longest = max(
            (self._longest([one.get(code) for one in held]) for code in ordered), default=0
        )
        for code in ordered:
            found = [one.get(code) for one in held]
            yield from self._multiple(self.engine.labels.label(key, code), found, longest)
        if NOT_STATED in known:  # they are many, and would dwarf all others on one scale
            found = [one.get(NOT_STATED) for one in held]
            name = capital(self.engine.labels.label(key, NOT_STATED))
            yield from self._multiple(name, found, self._longest(found), stated=False)

    def _alone(self, result: Result | None) -> Cell | None:
        """Return the one number that answers, or None where there is none or are several."""
        found = self._valued(result)
        return found[0] if len(found) == 1 else None

    def _by(self, key: str, result: Result | None) -> dict[str, Cell]:
        found = self._valued(result)
        several = Counter(cell.codes[key] for cell in found)
        return {str(cell.codes[key]): cell for cell in found if several[cell.codes[key]] == 1}

    def _valued(self, result: Result | None) -> list[Cell]:
        if result is None:
            return []
        return [cell for cell in cells(result, self.engine.labels) if cell.value is not None]

    def _whole(self, index: int) -> bool:
        """Return whether a side's number holds that of another side: no rate does."""
        result = self.results[index]
        return result is not None and self.holding[index] and _adds(result)

    def _longest(self, found: list[Cell | None]) -> float:
        """Return the longest bar; what holds another side has none."""
        drawn = [
            cell.value or 0 for index, cell in enumerate(found) if cell and not self._whole(index)
        ]
        return max(drawn, default=0)

    def _multiple(
        self, part: str, found: list[Cell | None], longest: float, *, stated: bool = True
    ) -> Iterator[Multiple]:
        answered = next((result for result in self.results if result is not None), None)
        if answered is not None:
            rows = tuple(self._rows(found, longest))
            yield Multiple(self._title(answered), part, rows, self._within(answered), stated)

    def _title(self, result: Result) -> str:
        """Return what is measured, and how it belongs to a side: "(host, or named as present)"."""
        own = dict(result.metric.narrowed).get(self.sides.key)
        if not own:
            return title(result)
        if own.startswith("{name} ("):
            return f"{title(result)} {say(own, name='').strip()}"
        return f"{title(result)}, {say(own, name=say('each'))}"

    def _within(self, result: Result) -> str:
        """Return what all sides share; a rate that names no country is of the EU-27."""
        question, key = result.question, self.sides.key
        held = question.where.without(key, *question.by)
        rate = question.normalise and key != "country" and "country" not in held
        words = self.engine.labels.words(held, result.metric)
        return ", ".join(filter(None, [say("EU-27") if rate else "", words]))

    def _rows(self, found: list[Cell | None], longest: float) -> Iterator[Row]:
        base = found[0] if self.sides.own else None
        for index, (side, cell) in enumerate(zip(self.sides.every, found, strict=True)):
            result = self.results[index]
            if cell is None or result is None:
                silent = _silent(self.engine, self.asked[index])
                yield Row(side, silent, None, 0, False, False, "", "", "")
            else:
                whose = self._whose(index, cell)
                whole = self._whole(index)
                apart = self._apart(index, cell, base, whose)
                yield _row(side, cell, None if whole else longest, apart, whose)

    def _apart(self, index: int, cell: Cell, base: Cell | None, whose: str) -> str:
        """Return the difference from the selected side, or "" where it would say nothing.

        Both numbers are exact, and of the same; of sums, neither side is a part of the other.
        """
        own, side, result = self.sides.every[0], self.sides.every[index], self.results[index]
        if side.own or base is None or result is None or whose != self._whose(0, base):
            return ""
        if base.qualified or cell.qualified or base.planned != cell.planned:
            return ""
        key = self.sides.key
        if _adds(result) and shared(self.engine, key, own, side):
            return ""
        if key != "year" and cell.span != base.span:
            return ""
        if key == "year" and _grows(result) and not _as_long(result, (own, base), (side, cell)):
            return ""
        return _signed(cell.value or 0, base.value or 0, unit(result))

    def _whose(self, index: int, cell: Cell) -> str:
        """Return of what a published number is that nobody may take for the whole of a side."""
        result, side = self.results[index], self.sides.every[index]
        if result is None or result.counted:
            return ""
        apart = (key for key in cell.codes if key not in {*self.asked[index].by, "period"})
        named = [self.engine.labels.label(key, cell.codes[key]) for key in apart]
        told = [*named, *of_whom(result, self.engine.labels)]
        return ", ".join(name for name in told if name != side.label)


def _adds(result: Result) -> bool:
    """Return whether numbers of members are parts of a group's number."""
    return unit(result) not in {"ratio", "percent"} or result.question.normalise == "share"


def _grows(result: Result) -> bool:
    """Return whether more years make more of it: of counts per inhabitant too, of quotients not."""
    return _adds(result) or bool(result.question.normalise)


def _row(side: Side, cell: Cell, longest: float | None, apart: str, whose: str) -> Row:
    value = cell.value or 0
    drawn = value / longest if longest else 0
    return Row(
        side=side,
        said=cell.said,
        value=value,
        bar=None if longest is None else drawn,
        planned=cell.planned,
        qualified=cell.qualified,
        rank=_standing(cell),
        apart=apart,
        span=years(cell.span) if cell.span else "",
        whose=whose,
        rests=_rests(cell),
    )


def _rests(cell: Cell) -> str:
    """Return how many of those that could have one publish a number, where some do not."""
    part, whole = cell.row["count"], cell.row.get("of")
    if cell.state != "computed" or not whole or whole <= max(part, 1):
        return ""
    return say("published by {part} of {whole}", part=number(part), whole=number(whole))


def _silent(engine: Engine, question: Question) -> str:
    """Return in a few words why a side has no number."""
    found = engine.bare(question)
    held = found.frame["state"].to_list()
    answer = engine.registry.metric(question.metric).answer
    if "hidden" in held:
        return say(MARKS["hidden"])
    if not found.reason and len(held) > 1 and not question.by:
        return say("no single number")
    if question.normalise and held:
        return say("no rate")
    if isinstance(answer, Tally):
        return say("none")
    return say("none listed") if isinstance(answer, Rows) else say(MARKS["not_published"])


def _standing(cell: Cell) -> str:
    if cell.rank is None:
        return ""
    told = {"rank": ordinal(cell.rank), "count": cell.row["rank_of"]}
    if cell.ties > 1:
        return say("{rank} of {count}, shared by {ties}", **told, ties=cell.ties)
    return say("{rank} of {count}", **told)


def _as_long(result: Result, one: tuple[Side, Cell], other: tuple[Side, Cell]) -> bool:
    """Return whether two sums are of as many years: of what is counted, as many are selected."""
    if result.counted:
        lengths = [_length(span(side.code)) for side, _ in (one, other)]
    else:
        lengths = [_length(_ends(cell)) for _, cell in (one, other)]
    return lengths[0] is not None and lengths[0] == lengths[1]


def _ends(cell: Cell) -> tuple[int, int] | None:
    found = _YEARS.fullmatch(years(cell.span))
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _length(ends: tuple[int, int] | None) -> int | None:
    return ends[1] - ends[0] if ends else None


def _signed(one: float, other: float, kind: str) -> str:
    """Return a difference with its sign, no finer than the numbers; of percentages in points."""
    difference = one - other
    if not difference:
        return say("same")
    if kind in {"ratio", "percent"} and min(one, other) >= 1:
        difference = round(difference, 1)
    if not difference:
        return say("alike")
    said = number(abs(difference), digits=0 if kind == "EUR" else 1)
    signed = f"+{said}" if difference > 0 else f"\N{MINUS SIGN}{said}"
    return say("{n} pp", n=signed) if kind == "percent" else signed
