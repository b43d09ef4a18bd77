"""Organisations elsewhere that an organisation might work with, each with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from clusterdash.engine import Engine
from clusterdash.language import say, say_many
from clusterdash.model import Where
from clusterdash.names import folded
from clusterdash.state import View
from clusterdash.ui.profiles.facts import Link, namesakes

MOST = 20
_NAMED = 2  # partners named in one reason

Who = tuple[str, str]
"""An organisation by folded name and country, as partnerships name it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an organisation stands here.

    Attributes:
        link: What is shared: an ecosystem or a partnership.
        href: Address of what is shared where it is no single thing, or "".
        said: How it is shared.
    """

    link: Link
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation elsewhere.

    Attributes:
        link: The organisation.
        country: Its country.
        reasons: What is shared with it, the ecosystem first, then partnerships by name.
    """

    link: Link
    country: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is found for an organisation.

    Attributes:
        candidates: The first of them: those with most reasons, then by name.
        more: How many more there are.
        all: Name and address of all that share the ecosystem, or "".
    """

    candidates: tuple[Candidate, ...] = ()
    more: int = 0
    all: tuple[str, str] = ("", "")


@dataclass(slots=True)
class _Found:
    """What is gathered about one organisation before it is said."""

    name: str
    code: str
    shared: bool = False
    beside: dict[str, set[str]] = field(default_factory=dict)
    """Names of its own partners through whom it is reached, by partnership; none: it was there."""


def elsewhere(engine: Engine, row: dict[str, object]) -> Elsewhere:
    """Return organisations of other countries that share an ecosystem or a partnership path.

    A path leads to whoever was in a partnership with the organisation, or in another one with one
    of its partners. Organisations are the same where name and country are.

    Args:
        engine: What holds the registry and the partnerships.
        row: The organisation as its table holds it.
    """
    own: Who = (folded(str(row["name"])), str(row["country_code"]))
    found: dict[Who, _Found] = {}
    _by_ecosystem(engine, row, found)
    _by_partnership(engine, own, found)
    away = [(who, one) for who, one in found.items() if who[1] and who[1] != own[1] and who != own]
    away.sort(key=lambda pair: (-_count(pair[1]), pair[1].name.casefold(), pair[0]))
    said = tuple(_candidate(engine, row, who, one) for who, one in away[:MOST])
    every = _every(engine, row) if any(one.shared for _, one in away) else ("", "")
    return Elsewhere(said, max(0, len(away) - MOST), every)


def _count(found: _Found) -> int:
    return found.shared + len(found.beside)


def _by_ecosystem(engine: Engine, row: dict[str, object], found: dict[Who, _Found]) -> None:
    ecosystem = row["first_listed_ecosystem"]
    if not ecosystem or row["registry"] != "yes":
        return
    same = engine.context.tables["organisations"].filter(
        pl.col("first_listed_ecosystem") == str(ecosystem), registry="yes"
    )
    for code, name, country in same.select("organisation_id", "name", "country_code").iter_rows():
        found.setdefault((folded(name), country), _Found(name, code)).shared = True


def _by_partnership(engine: Engine, own: Who, found: dict[Who, _Found]) -> None:
    members = _members(engine)
    codes = namesakes(engine)
    mine = [code for code, there in members.items() if own in there]
    partners = {who: name for code in mine for who, name in members[code].items() if who != own}
    for code, there in members.items():
        through = there.keys() & partners.keys()
        if code not in mine and not through:
            continue
        for who, name in there.items():
            others = {partners[one] for one in through - {who}} if code not in mine else set()
            if code in mine or others:
                held = found.setdefault(who, _Found(name, codes.get(who, "")))
                held.beside[code] = others


def _members(engine: Engine) -> dict[str, dict[Who, str]]:
    """Return the partners that are named, by partnership."""
    table = engine.context.tables.get("partnership_partners")
    found: dict[str, dict[Who, str]] = {}
    rows: Iterable[tuple[str, str | None, str | None]] = (
        ()
        if table is None
        else table.select("partnership_id", "organisation", "country_code").iter_rows()
    )
    for code, name, country in rows:
        if name:
            found.setdefault(code, {}).setdefault((folded(name), country or ""), name)
    return found


def _candidate(engine: Engine, row: dict[str, object], who: Who, found: _Found) -> Candidate:
    label = engine.labels.label
    reasons = [_same(engine, str(row["first_listed_ecosystem"]))] if found.shared else []
    paths = [
        Reason(Link(label("partnership", code), "partnership", code), "", _path(names))
        for code, names in found.beside.items()
    ]
    paths.sort(key=lambda reason: reason.link.name.casefold())
    kind = "organisation" if found.code else ""
    link = Link(found.name, kind, found.code)
    return Candidate(link, label("country", who[1]), (*reasons, *paths))


def _same(engine: Engine, ecosystem: str) -> Reason:
    name, href = _filtered(engine, ecosystem)
    return Reason(Link(name), href, say("the same first listed ecosystem"))


def _path(names: set[str]) -> str:
    if not names:
        return say("both are partners in it")
    ordered = sorted(names, key=str.casefold)
    named = ", ".join(ordered[:_NAMED])
    if len(ordered) == 1:
        return say("in it beside {partners}, a known partner of this organisation", partners=named)
    more = len(ordered) - _NAMED
    if more <= 0:
        return say("in it beside {partners}, known partners of this organisation", partners=named)
    return say_many(
        "in it beside {partners} and {n} more, known partners of this organisation",
        "in it beside {partners} and {n} more, known partners of this organisation",
        more,
        partners=named,
    )


def _every(engine: Engine, row: dict[str, object]) -> tuple[str, str]:
    return _filtered(engine, str(row["first_listed_ecosystem"]))


def _filtered(engine: Engine, ecosystem: str) -> tuple[str, str]:
    where = Where.of({"ecosystem": (ecosystem,)})
    return engine.labels.label("ecosystem", ecosystem), f"clusters?{View(where).to_query()}"
