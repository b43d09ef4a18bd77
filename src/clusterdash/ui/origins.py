"""Where the numbers of a card come from, in one line."""

from clusterdash.language import say, say_many
from clusterdash.model import Result


def credit(result: Result) -> str:
    """Return whose register was counted, or "": entries from elsewhere are not the register's."""
    return result.credit if result.basis == "records" else ""


def dated(results: list[Result]) -> str:
    """Return publishers, when they published and how many publications, or "" for none."""
    origins = {o.source_id: o for result in results for o in result.origins}.values()
    if not origins:
        return ""
    publishers = list(dict.fromkeys(o.publisher for o in origins))
    years = sorted({o.published for o in origins if o.published})
    span = (years[0] if years[0] == years[-1] else f"{years[0]}–{years[-1]}") if years else ""
    undated = any(not o.published for o in origins)
    if span:  # of the sources, not of what they tell
        some = say("published {years}, some undated", years=span)
        when = some if undated else say("published {years}", years=span)
    else:
        when = say("undated")
    credited = next(filter(None, map(credit, results)), "")
    first = credited or publishers[0]
    named = first if credited or len(publishers) == 1 else say("{name} and others", name=first)
    sources = say_many("{n} source", "{n} sources", len(origins))
    return " · ".join([named, when, sources])
