"""A Result as one correct sentence."""

from typing import Any

from clusterdash.engine import Labels
from clusterdash.model import Funnel, Ratio, Result
from clusterdash.publish.citation import short
from clusterdash.publish.words import amount, capital, counted, named, number, ordinal

_SHOWN = 3
MARK = "Synthetic demonstration data"
UNDATED = "undated"
_PLANNED = "planned, not an outcome"


def headline(result: Result, labels: Labels) -> str:
    """Return what a Result says, in one sentence computed from it."""
    mark = f" {MARK}." if result.synthetic else ""
    return f"{_said_of(result, labels)}{mark}"


def _said_of(result: Result, labels: Labels) -> str:
    if not result.answered:
        return result.reason
    rows = list(result.frame.iter_rows(named=True))
    if "figure" in result.question.by and len(rows) > 1:
        return f"{_name(result)}: {len(rows)} published figures, one by one."
    alone = {(row.get("programme"), row["span"], row["outcome"]) for row in rows}
    if isinstance(result.metric.answer, Funnel) and len(alone) == 1:
        said = _funnel
    elif len(rows) == 1:
        said = _single
    elif "rank" in result.frame.columns and rows[0].get("rank") == 1:
        said = _leader
    elif {"year", "period"} & set(result.question.by):
        said = _course
    else:
        said = _list
    return said(result, labels, rows)


def sentence(result: Result, labels: Labels) -> str:
    """Return the headline with its source, date and edition: ready to be copied."""
    source = f" Source: {short(result)}." if result.origins else ""
    return f"{headline(result, labels)}{source} clusterdash, {result.edition}."


def _asked(result: Result) -> tuple[str, ...]:
    return (*result.question.by, *result.question.where.keys)


def _name(result: Result) -> str:
    return capital(named(result.metric, _asked(result)))


def _single(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    row = rows[0]
    said = counted(row["value"], row["qualifier"], result.metric, row["state"], _asked(result))
    said = f"{_PLANNED}: {said}" if row["outcome"] == "target" else said
    said = capital(said)
    said = said if not result.question.normalise else _normalised(result, row)
    place = _place(result, labels, row)
    parts = [place] if place else []
    details = [row["span"]] if row["span"] else []
    if row.get("rank") is not None:
        tie = f", shared by {row['ties']}" if row["ties"] > 1 else ""
        parts.append(f"{ordinal(row['rank'])} of {row['rank_of']} in the EU-27{tie}")
    if row.get("denominator") is not None and not result.question.normalise:
        share = isinstance(result.metric.answer, Ratio) and result.metric.answer.scale == 100
        sign = "of" if share else "÷"
        parts_of = [
            amount(row[name], row.get(f"{name}_qualifier"), "count")
            for name in ("numerator", "denominator")
        ]
        details.append(f" {sign} ".join(parts_of))
    tail = f" ({'; '.join(details)})" if details else ""
    return f"{said}{': ' + ', '.join(parts) if parts else ''}{tail}."


def _normalised(result: Result, row: dict[str, Any]) -> str:
    if row["value"] is None:
        return f"{_name(result)}: no rate"
    if result.question.normalise == "population":
        return f"{_said(result, row)} {result.metric.label} per million inhabitants"
    return f"{_said(result, row)} of the EU-27's {result.metric.label}"


def _place(result: Result, labels: Labels, row: dict[str, Any]) -> str:
    """Return the cell in words: its dimensions, then the filter where the cell does not say it."""
    said = [
        labels.label(key, row[key]) for key in result.by if key != "period" and _telling(key, row)
    ]
    where = result.question.where.without(*result.by, *(["year"] if row["span"] else []))
    words = labels.words(where)
    if "ecosystem" in where:
        words = _first_listed(result, "ecosystem", words)
    if result.question.normalise and not {"country"} & {*result.by, *where.keys}:
        words = ", ".join(filter(None, ["EU-27", words]))
    return ", ".join(dict.fromkeys([*said, *([words] if words else [])]))


def _first_listed(result: Result, key: str, words: str) -> str:
    """Say that only the first listed ecosystem is known, where that is so."""
    only_first = (key, "first_listed") in result.metric.dim_caveats
    return f"{words} as first listed ecosystem" if only_first else words


def _leader(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    first = [row for row in rows if row["rank"] == 1]
    names = " and ".join(labels.label("country", row["country"]) for row in first)
    verb = "lead" if len(first) > 1 else "leads"
    row = first[0]
    if result.question.normalise:
        return f"{names} {verb} with {_normalised(result, row)} ({row['span']})."
    return (
        f"{names} {verb} with {number(row['value'])} of the {number(result.universe or 0)} "
        f"{result.metric.label} in the EU-27 ({row['span']})."
    )


def _course(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    """Say where a series starts and ends, when it is one series; else list its latest cells."""
    key = "year" if "year" in result.question.by else "period"
    dated = [row for row in rows if row[key] not in {None, UNDATED}]
    # A sum over whatever events publish is no trend: another year has other events.
    alone = all(row["state"] == "published" for row in dated)
    if len(result.by) > 1 or len(dated) < 2 or not alone:
        return _list(result, labels, dated[::-1] or rows)
    first, last = dated[0], dated[-1]
    kind = "published figures" if result.basis == "published" else "values"
    ends = [f"{_said(result, row)} ({row[key]})" for row in (first, last)]
    where = labels.words(result.question.where)
    name = _name(result) + (f", {where}" if where else "")
    return f"{name}: from {ends[0]} to {ends[1]}, {len(rows)} {kind}."


def _list(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    shown = [row for row in rows if row["value"] is not None][:_SHOWN] or rows[:_SHOWN]
    said = "; ".join(_cell(result, labels, row) for row in shown)
    more = f"; {len(rows) - len(shown)} more" if len(rows) > len(shown) else ""
    where = labels.words(result.question.where)
    return f"{_name(result)}{', ' + where if where else ''}: {said}{more}."


def _cell(result: Result, labels: Labels, row: dict[str, Any]) -> str:
    said = [labels.label(key, row[key]) for key in result.by if _telling(key, row)]
    name = ", ".join(said) or "all"
    plan = f" ({_PLANNED})" if row["outcome"] == "target" else ""
    return f"{name}: {_said(result, row)}{plan}"


def _telling(key: str, row: dict[str, Any]) -> bool:
    """Return whether a dimension says something of a cell that its value does not say."""
    unsaid = key in {"figure", "status"} or row[key] == "all"
    return not unsaid and (row[key] is not None or key in {"year", "series", "programme"})


def _said(result: Result, row: dict[str, Any]) -> str:
    ways = {"population": "ratio", "share": "percent"}
    unit = ways.get(result.question.normalise, result.metric.unit)
    return amount(row["value"], row["qualifier"], unit, row["state"])


def _funnel(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    parts = []
    for row in rows:
        said = f"{amount(row['value'], row['qualifier'], 'count')} " + labels.label(
            "stage", row["stage"]
        )
        if row["rate"] is not None and row["value"] != row["denominator"]:
            said += f" ({amount(row['rate'], row['rate_qualifier'], 'percent')})"
        parts.append(said)
    name = labels.label("programme", rows[0]["programme"])
    joined = ", then ".join(parts)
    plan = f" ({_PLANNED})" if rows[0]["outcome"] == "target" else ""
    return f"{name}, {rows[0]['span']}{plan}: {joined}; rates are of the meetings."
