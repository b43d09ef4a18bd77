"""What timelines, targets and webs show, told to those who do not see them."""

from collections import Counter

from clusterdash.engine import Labels
from clusterdash.language import number, say, say_many
from clusterdash.model import Result
from clusterdash.model.board import Kind
from clusterdash.model.vocabulary import qualified
from clusterdash.names import NOT_STATED
from clusterdash.publish.between import words_for
from clusterdash.publish.cells import cells, years
from clusterdash.publish.pairs import Pair, pairs
from clusterdash.publish.words import capital

_NAMED = 3
_LANE = {"event", "event_status", "figure", "status"}


def told_of(kind: Kind, result: Result, labels: Labels) -> tuple[str, ...]:
    """Return sentences on what only such a figure shows, or none where a Result has nothing of it.

    Args:
        kind: How it is drawn.
        result: What the figure shows; answered.
        labels: Names of codes.
    """
    if kind == "timeline" and "event" in result.by and "start_date" in result.rows.columns:
        return _events(result, labels)
    if kind == "targets":
        return _targets(pairs((result,), labels))
    if kind == "web" and {"country", "with_country"} <= {*result.by}:
        return _web(result, labels)
    return ()


def _events(result: Result, labels: Labels) -> tuple[str, ...]:
    """Return how many events, in which state, from when to when, and where most of them are."""
    rows = {row["event_id"]: row for row in result.rows.iter_rows(named=True)}
    codes = dict.fromkeys(result.frame["event"])
    known = [rows[code] for code in codes if code in rows]
    dates = [row["start_date"] or row["end_date"] for row in known]
    dated = sorted(int(each[:4]) for each in dates if each)
    # Rows that may be incomplete are a lower bound, whatever part of them is counted.
    held = {*result.frame["qualifier"].drop_nulls()}
    bound = held.pop() if len(held) == 1 else None
    every = capital(qualified(number(len(codes)), bound))
    told = [say_many("{events} event.", "{events} events.", len(codes), events=every)]
    if dated:
        told.append(say("From {first} to {last}.", first=str(dated[0]), last=str(dated[-1])))
    for status, n in Counter(row["status"] for row in known).most_common():
        said = capital(qualified(number(n), bound))
        told.append(say("{n} {status}.", n=said, status=labels.label("event_status", status)))
    lanes = [key for key in result.by if key not in _LANE]
    for key in lanes[:1]:
        counted = Counter(result.frame[key])
        absent = sum(counted.pop(code, 0) for code in (None, NOT_STATED))
        most = [f"{capital(labels.label(key, c))} {n}" for c, n in counted.most_common(_NAMED)]
        if most:
            told.append(say("Most: {lanes}.", lanes="; ".join(most)))
        if absent:
            told.append(say("Not stated: {n}.", n=absent))
    if undated := len(codes) - len(dated):
        told.append(say_many(
            "{n} without a published date.", "{n} without a published date.", undated
        ))  # fmt: skip
    return tuple(told)


def _targets(found: tuple[Pair, ...]) -> tuple[str, ...]:
    """Return what is published on both sides, and how often one side is missing.

    Where a Result holds one side alone, the other may be in another one: nothing is said of it.
    """
    if not (any(pair.outcome for pair in found) and any(pair.target for pair in found)):
        return ()
    whole = [pair for pair in found if pair.whole]
    told = []
    if whole:
        told.append(
            say_many("{n} with target and outcome.", "{n} with target and outcome.", len(whole))
        )
        told.append(say("{pairs}.", pairs="; ".join(map(_pair, whole[:_NAMED]))))
    if bare := sum(pair.target is None for pair in found):
        told.append(say_many(
            "{n} with an outcome, no target published.",
            "{n} with an outcome, no target published.",
            bare,
        ))  # fmt: skip
    if planned := sum(pair.outcome is None for pair in found):
        told.append(say_many(
            "{n} with a target, no outcome published.",
            "{n} with a target, no outcome published.",
            planned,
        ))  # fmt: skip
    return tuple(told)


def _pair(pair: Pair) -> str:
    spans = [years(cell.span) for cell in (pair.outcome, pair.target) if cell is not None]
    if pair.together:
        when = spans[0]
    else:
        when = say("outcome {outcome}, target {target}", outcome=spans[0], target=spans[-1])
    return f"{pair.name} {pair.said()} ({when})" if when else f"{pair.name} {pair.said()}"


def _web(result: Result, labels: Labels) -> tuple[str, ...]:
    """Return the strongest pairs, each once: what holds between two holds both ways."""
    pairs_of: dict[frozenset[str], tuple[float, str]] = {}
    for cell in cells(result, labels):
        ends = cell.codes["country"], cell.codes["with_country"]
        if cell.value is not None and ends[0] and ends[1]:
            pairs_of.setdefault(frozenset((ends[0], ends[1])), (cell.value, cell.said))
    between = {ends: held for ends, held in pairs_of.items() if len(ends) > 1}
    countries = {code for ends in pairs_of for code in ends}
    told = [
        say_many("{n} country.", "{n} countries.", len(countries)),
        say_many("{n} pair of countries.", "{n} pairs of countries.", len(between)),
    ]
    strongest = sorted(between.items(), key=lambda item: (-item[1][0], sorted(item[0])))[:_NAMED]
    if strongest:
        said = [
            say("{one} and {other} {amount}", one=one, other=other, amount=amount)
            for ends, (_, amount) in strongest
            for one, other in [sorted(labels.label("country", code) for code in ends)]
        ]
        told.append(say("Strongest: {pairs}.", pairs="; ".join(said)))
    if within := len(pairs_of) - len(between):
        told.append(words_for(result).within(within))
    return tuple(told)
