"""Citations of a Result."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from clusterdash.language import say, say_many
from clusterdash.model import Origin, Result, Rows
from clusterdash.publish.address import address
from clusterdash.publish.cells import title
from clusterdash.publish.synthetic import SYNTHETIC, marked

_NAMED = 3
_EDITION = re.compile(r", (\d{4}-\d{2}-\d{2}) \([0-9a-f]+\)$")
_Entry = TypeVar("_Entry")
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


def cited(result: Result) -> tuple[Origin, ...]:
    """Return the publications that every form of a citation names.

    Of a count of what the edition holds, the edition alone is the source.
    """
    answer = result.metric.answer
    return () if isinstance(answer, Rows) and answer.held else result.origins


def edition_date(result: Result) -> str:
    """Return the day of a Result's edition, ISO 8601, or "" where its label has none."""
    found = _EDITION.search(result.edition)
    return found[1] if found else ""


def citation(result: Result) -> str:
    """Return how to cite a Result: each publication behind it, then the edition."""
    lines = [f"{result.credit}."] if _credited(result) else []
    lines += [cite(origin) for origin in cited(result)]
    compiled = say(
        "Compiled in: clusterdash, {edition}, metric “{metric}”.",
        edition=result.edition,
        metric=result.metric.key,
    )
    lines.append(f"{compiled} {say(SYNTHETIC)}." if result.synthetic else compiled)
    return "\n".join(lines)


def bibtex(result: Result, site: str = "") -> str:
    """Return the publications behind a Result as BibTeX entries, then the edition as one.

    Args:
        result: The Result.
        site: Address of the start page of the site that answered, where it is known.
    """
    return written(entries(result, site))


def entries(result: Result, site: str = "") -> list[tuple[str, dict[str, str]]]:
    """Return the entries of a Result, each as its key and its fields."""
    note = say("via clusterdash, {edition}", edition=result.edition)
    note += f". {say(SYNTHETIC)}" if result.synthetic else ""
    found = []
    for origin in cited(result):
        fields = {
            "title": _tex(origin.title),
            "author": f"{{{_tex(origin.publisher)}}}",
            "year": origin.published,
            "url": origin.url.translate(_IN_ADDRESS),
            "note": note,
        }
        found.append((origin.source_id, fields))
    what = say("metric “{metric}”", metric=result.metric.key)
    own = {
        "title": _tex(marked(title(result), synthetic=result.synthetic)),
        "author": "{clusterdash}",
        "year": edition_date(result)[:4],
        "url": address(result.question, site).translate(_IN_ADDRESS) if site else "",
        "note": _tex(". ".join(filter(None, [result.edition, what, result.credit]))),
    }
    return [*found, (f"clusterdash-{result.metric.key}", own)]


def apart(named: Iterable[tuple[str, _Entry]]) -> list[tuple[str, _Entry]]:
    """Return what is named, each thing once; further things of a name get a number.

    A metric that was asked twice in two ways is two things to cite, and readers of citations keep
    one thing a name.
    """
    found: dict[str, list[_Entry]] = {}
    for name, entry in named:
        held = found.setdefault(name, [])
        if entry not in held:
            held.append(entry)
    return [
        (f"{name}-{number}" if number > 1 else name, entry)
        for name, held in found.items()
        for number, entry in enumerate(held, 1)
    ]


def written(named: Iterable[tuple[str, Mapping[str, str]]]) -> str:
    """Return entries as BibTeX."""
    return "\n\n".join(_entry(key, fields) for key, fields in named)


def _entry(key: str, fields: Mapping[str, str]) -> str:
    body = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@misc{{{key},\n{body}\n}}"


def _tex(text: str) -> str:
    return text.translate(_IN_TEXT)
