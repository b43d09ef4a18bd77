"""Citations of a Result."""

from collections.abc import Mapping

from clusterdash.language import say, say_many
from clusterdash.model import Origin, Result, Rows
from clusterdash.publish.synthetic import SYNTHETIC
from clusterdash.publish.words import capital

_NAMED = 3
_IN_TEXT = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%#_${}"}
    | {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# An address is read verbatim; only what would unbalance the entry is encoded.
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def cite(origin: Origin) -> str:
    """Return one publication as a reference."""
    address = origin.url or say("(kept with the edition)")
    return f"{origin.publisher}: {origin.title} ({origin.date}). {address}"


def short(result: Result) -> str:
    """Return whom a Result rests on, in a few words."""
    if _credited(result):
        count = len(result.origins)
        counted = say_many("{n} publication", "{n} publications", count)
        return f"{result.credit}; {counted}"
    named = [f"{o.publisher}, {o.title} ({o.date})" for o in result.origins[:_NAMED]]
    more = len(result.origins) - len(named)
    return "; ".join([*named, *([say_many("and {n} more", "and {n} more", more)] if more else [])])


def _credited(result: Result) -> bool:
    """Return whether the rows are somebody else's register, and not our selection."""
    return bool(result.credit) and not result.credit.startswith("clusterdash")


def citation(result: Result) -> str:
    """Return how to cite a Result: each publication behind it, then the edition.

    Of a count of what the edition holds, the edition alone is the source.
    """
    answer = result.metric.answer
    lines = [f"{result.credit}."] if _credited(result) else []
    if not (isinstance(answer, Rows) and answer.held):
        lines += [cite(origin) for origin in result.origins]
    compiled = say(
        "Compiled in: clusterdash, {edition}, metric “{metric}”.",
        edition=result.edition,
        metric=result.metric.key,
    )
    lines.append(f"{compiled} {say(SYNTHETIC)}." if result.synthetic else compiled)
    return "\n".join(lines)


def bibtex(result: Result) -> str:
    """Return the publications behind a Result as BibTeX entries, then the edition as one."""
    note = say("via clusterdash, {edition}", edition=result.edition)
    note += f". {say(SYNTHETIC)}" if result.synthetic else ""
    entries = []
    for origin in result.origins:
        fields = {
            "title": _tex(origin.title),
            "author": f"{{{_tex(origin.publisher)}}}",
            "year": origin.published,
            "url": origin.url.translate(_IN_ADDRESS),
            "note": note,
        }
        entries.append(_entry(origin.source_id, fields))
    what = say("metric “{metric}”", metric=result.metric.key)
    own = {
        "title": _tex(capital(say(result.metric.label))),
        "author": "{clusterdash}",
        "note": _tex(
            ". ".join([result.edition, what, *([say(SYNTHETIC)] if result.synthetic else [])])
        ),
    }
    entries.append(_entry(f"clusterdash-{result.metric.key}", own))
    return "\n\n".join(entries)


def _entry(key: str, fields: Mapping[str, str]) -> str:
    body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@misc{{{key},\n{body}\n}}"


def _tex(text: str) -> str:
    return text.translate(_IN_TEXT)
