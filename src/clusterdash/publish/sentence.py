"""A Result as one correct sentence."""

from functools import reduce
from typing import Any

from clusterdash.engine import Labels
from clusterdash.engine.periods import UNDATED, over
from clusterdash.language import all_of, number, say, say_many
from clusterdash.model import Funnel, Ratio, Result
from clusterdash.publish.cells import filtered, in_words, part, telling, title
from clusterdash.publish.citation import short
from clusterdash.publish.synthetic import SYNTHETIC
from clusterdash.publish.words import amount, capital, counted, dimension, named, ordinal

_SHOWN = 3


def headline(result: Result, labels: Labels) -> str:
    """Return what a Result says, in one sentence computed from it."""
    said = _said_of(result, labels)
    return f"{said} {say(SYNTHETIC)}." if result.synthetic else said


def _said_of(result: Result, labels: Labels) -> str:
    if not result.answered:
        return result.reason
    rows = list(result.frame.iter_rows(named=True))
    if "figure" in result.question.by and len(rows) > 1:
        return say_many(
            "{name}: {n} published figure, one by one.",
            "{name}: {n} published figures, one by one.",
            len(rows),
            name=_name(result),
        )
    apart = [key for key in result.by if key != "stage"]
    alone = {(*(row[key] for key in apart), row["span"], row["outcome"]) for row in rows}
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
    told = [headline(result, labels)]
    told += [say("Source: {source}.", source=short(result))] if result.origins else []
    return " ".join([*told, f"clusterdash, {result.edition}."])


def _asked(result: Result) -> tuple[str, ...]:
    return (*result.question.by, *result.question.where.keys)


def _name(result: Result) -> str:
    return capital(named(result.metric, _asked(result)))


def _leading(result: Result, row: dict[str, Any], names: str, first: int) -> str:
    """Return who leads, where no period is to be told."""
    if result.question.normalise:
        return say_many(
            "{names} leads with {value}.",
            "{names} lead with {value}.",
            first,
            names=names,
            value=_normalised(result, row),
        )
    return say_many(
        "{names} leads with {value} of the {total} {what} in the EU-27.",
        "{names} lead with {value} of the {total} {what} in the EU-27.",
        first,
        names=names,
        value=number(row["value"]),
        total=number(result.universe or 0),
        what=say(result.metric.label),
    )


def _single(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    row = rows[0]
    if result.question.normalise:
        said = _normalised(result, row)
    else:
        said = counted(row["value"], row["qualifier"], result.metric, row["state"], _asked(result))
        planned = row["outcome"] == "target"
        said = capital(say("planned, not an outcome: {value}", value=said) if planned else said)
    place = ", ".join(filter(None, [_place(result, labels, row), _rank(row)]))
    details = [labels.label("period", row["span"])] if row["span"] else []
    if row.get("denominator") is not None and not result.question.normalise:
        details.append(_parts(result, row))
    tail = f" ({'; '.join(details)})" if details else ""
    return f"{said}{': ' + place if place else ''}{tail}."


def _rank(row: dict[str, Any]) -> str:
    if row.get("rank") is None:
        return ""
    told = {"rank": ordinal(row["rank"]), "count": row["rank_of"]}
    if row["ties"] > 1:
        return say("{rank} of {count} in the EU-27, shared by {ties}", **told, ties=row["ties"])
    return say("{rank} of {count} in the EU-27", **told)


def _parts(result: Result, row: dict[str, Any]) -> str:
    """Return what is divided by what."""
    above, below = (
        amount(row[name], row.get(f"{name}_qualifier"), "count", "computed")
        for name in ("numerator", "denominator")
    )
    share = isinstance(result.metric.answer, Ratio) and result.metric.answer.scale == 100
    return say("{part} of {whole}", part=above, whole=below) if share else f"{above} ÷ {below}"


def _normalised(result: Result, row: dict[str, Any]) -> str:
    if row["state"] == "hidden":
        return counted(row["value"], row["qualifier"], result.metric, row["state"], _asked(result))
    if row["value"] is None:
        return say("{name}: no rate", name=_name(result))
    value, what = in_words(result, row), say(result.metric.label)
    match result.question.normalise:
        case "population":
            return say("{value} {what} per million inhabitants", value=value, what=what)
        case "organisations":
            return say("{value} {what} per 100 cluster organisations", value=value, what=what)
        case "smes":
            return say("{value} {what} per 1,000 SMEs", value=value, what=what)
        case _:
            return say("{value} of the EU-27's {what}", value=value, what=what)


def _place(result: Result, labels: Labels, row: dict[str, Any]) -> str:
    """Return the cell in words: its dimensions, then the filter where the cell does not say it."""
    said = [
        labels.label(key, row[key])
        for key in _told(result)
        if key != "period" and telling(key, row[key])
    ]
    said += of_whom(result, labels)
    words = filtered(result, labels, *result.by, *(["year"] if row["span"] else []))
    told = {*result.by, *result.question.where.keys}
    if result.question.normalise and "country" not in told:
        words = ", ".join(filter(None, [say("EU-27"), words]))
    return ", ".join(dict.fromkeys([*said, *([words] if words else [])]))


def of_whom(result: Result, labels: Labels) -> list[str]:
    """Return the one partnership or event that a programme's cell rests on, lest it read as all."""
    if not {"subject", "level"} <= set(result.rows.columns) or "subject" in result.by:
        return []
    told = {*result.by, *result.question.where.keys}
    whose = result.rows.select("subject", "level").unique().rows()
    if len(whose) != 1 or whose[0][1] not in {"partnership", "event"} or whose[0][1] in told:
        return []
    return [labels.label("subject", whose[0][0])]


def _leader(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    first = [row for row in rows if row["rank"] == 1]
    row = first[0]
    told = {
        "names": all_of(labels.label("country", row["country"]) for row in first),
        "period": labels.label("period", row["span"]),
    }
    if not row["span"]:  # records are of all their years
        return _leading(result, row, told["names"], len(first))
    if result.question.normalise:
        return say_many(
            "{names} leads with {value} ({period}).",
            "{names} lead with {value} ({period}).",
            len(first),
            value=_normalised(result, row),
            **told,
        )
    return say_many(
        "{names} leads with {value} of the {total} {what} in the EU-27 ({period}).",
        "{names} lead with {value} of the {total} {what} in the EU-27 ({period}).",
        len(first),
        value=number(row["value"]),
        total=number(result.universe or 0),
        what=say(result.metric.label),
        **told,
    )


def _course(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    """Say where a series starts and ends, when it is one series; else list its latest cells."""
    key = "year" if "year" in result.question.by else "period"
    dated = [row for row in rows if row[key] not in {None, UNDATED}]
    # A sum over whatever events publish is no trend: another year has other events.
    alone = all(row["state"] == "published" for row in dated)
    if len(result.by) > 1 or len(dated) < 2 or not alone:
        latest = sorted(dated, key=lambda row: str(row[key]), reverse=True)
        return _list(result, labels, latest or rows)
    first, last = (
        f"{in_words(result, row)} ({labels.label(key, row[key])})" for row in (dated[0], dated[-1])
    )
    told = {"name": _name_where(result, labels), "first": first, "last": last}
    if result.basis == "published":
        return say_many(
            "{name}: from {first} to {last}, {n} published figure.",
            "{name}: from {first} to {last}, {n} published figures.",
            len(rows),
            **told,
        )
    return say_many(
        "{name}: from {first} to {last}, {n} value.",
        "{name}: from {first} to {last}, {n} values.",
        len(rows),
        **told,
    )


def _name_where(result: Result, labels: Labels) -> str:
    """Return what is measured, and where."""
    name = title(result)
    if "ecosystem" in result.by and result.metric.first_listed:
        by = dimension(result.metric, "ecosystem")
        name = say("{measure} by {dimensions}", measure=name, dimensions=by)
    return ", ".join(filter(None, [name, part(result, labels)]))


def _list(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    rows = _pairs(result, rows)
    shown = [row for row in rows if row["value"] is not None][:_SHOWN] or rows[:_SHOWN]
    said = [_cell(result, labels, row) for row in shown]
    if len(rows) > len(shown):
        said.append(say_many("{n} more", "{n} more", len(rows) - len(shown)))
    when = _when(result, labels, rows)
    tail = f" ({when})" if when else ""
    return f"{_name_where(result, labels)}: {'; '.join(said)}{tail}."


def _when(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    """Return the years of all cells together, where neither these nor the filter say them."""
    if {"year", "period"} & {*result.by, *result.question.where.keys}:
        return ""
    spans = {row["span"] for row in rows if row["value"] is not None and row["span"]}
    return labels.label("period", over(spans)) if spans else ""


def _pairs(result: Result, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each pair of countries once, those first whose both countries are asked for."""
    if not {"country", "with_country"} <= {*result.by}:
        return rows
    asked = {*result.question.where.get("country")}
    once: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        pair = frozenset({row["country"], row["with_country"]})
        rest = tuple(row[key] for key in result.by if key not in {"country", "with_country"})
        once.setdefault((pair, *rest), row)
    return sorted(once.values(), key=lambda r: not {r["country"], r["with_country"]} <= asked)


def _cell(result: Result, labels: Labels, row: dict[str, Any]) -> str:
    said = [labels.label(key, row[key]) for key in _told(result) if telling(key, row[key])]
    name = ", ".join(said) or say("all")
    value = f"{name}: {in_words(result, row)}"
    return _planned(value) if row["outcome"] == "target" else value


def _planned(value: str) -> str:
    return say("{value} (planned, not an outcome)", value=value)


def _told(result: Result) -> list[str]:
    """Return the dimensions that a cell is told by; that it is a plan is said beside its value."""
    unsaid = {"figure"} if result.counted else {"figure", "status"}
    return [key for key in result.by if key not in unsaid]


def _funnel(result: Result, labels: Labels, rows: list[dict[str, Any]]) -> str:
    parts = []
    for row in rows:
        what = labels.stage(row["stage"], row["value"])
        value = amount(row["value"], row["qualifier"], "count", row["state"])
        said = say("{amount} {what}", amount=value, what=what)
        if row["rate"] is not None and row["value"] != row["denominator"]:
            said += f" ({amount(row['rate'], row['rate_qualifier'], 'percent')})"
        parts.append(said)
    whose = [labels.label(key, rows[0][key]) for key in result.by if key != "stage"]
    if not whose:
        whose = [labels.words(result.question.where, result.metric) or say("All records")]
    span = [labels.label("period", rows[0]["span"])] if rows[0]["span"] else []
    name = ", ".join([*whose, *span])
    return say(
        "{name}: {stages}; rates are of the meetings.",
        name=_planned(name) if rows[0]["outcome"] == "target" else name,
        stages=reduce(_then, parts),
    )


def _then(first: str, last: str) -> str:
    return say("{first}, then {last}", first=first, last=last)
