"""The profile of an organisation: what the registry and other sources say of it."""

from dataclasses import dataclass

import polars as pl

from clusterdash.engine import Engine, origin
from clusterdash.errors import UnknownNameError
from clusterdash.language import number, say
from clusterdash.model import Origin, Where
from clusterdash.names import NOT_STATED, folded
from clusterdash.publish.words import amount
from clusterdash.state import View


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of an organisation.

    Attributes:
        name: What it is.
        said: The value, or that it is not stated.
        stated: Whether a source states it.
        href: Where the value leads, or "".
        leaves: Whether that is another site.
    """

    name: str
    said: str
    stated: bool = True
    href: str = ""
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """An organisation.

    Attributes:
        code: Its id.
        name: Its name.
        listed: Where it is listed.
        facts: What is known of it.
        partnerships: Names of partnerships that list a partner of the same name and country.
        origins: Publications that it was taken from.
        similar: Links to its country and its country and ecosystem: name and address.
    """

    code: str
    name: str
    listed: str
    facts: tuple[Fact, ...]
    partnerships: tuple[str, ...]
    origins: tuple[Origin, ...]
    similar: tuple[tuple[str, str], ...]


def profile(engine: Engine, code: str) -> Profile:
    """Return what is known of an organisation.

    Args:
        engine: What holds the registry.
        code: Its id.

    Raises:
        UnknownNameError: There is no such organisation.
    """
    table = engine.context.tables["organisations"]
    found = table.filter(pl.col("organisation_id") == code)
    if found.is_empty():
        raise UnknownNameError("organisation", code, (), say("Look for it in the list by name."))
    row = found.row(0, named=True)
    registered = row["registry"] == "yes"
    return Profile(
        code=code,
        name=row["name"],
        listed=say("Listed in the registry of the European Cluster Collaboration Platform")
        if registered
        else say("Named by a national page or another source; not in the registry of the ECCP"),
        facts=tuple(_facts(engine, row)),
        partnerships=_partnerships(engine, row),
        origins=_origins(engine, row["source_id"]),
        similar=_similar(engine, row) if registered else (),
    )


def _facts(engine: Engine, row: dict[str, object]) -> list[Fact]:
    label = engine.labels.label
    ecosystem = row["first_listed_ecosystem"]
    members = row["members"]
    size = (
        amount(float(str(members)), str(row["members_qualifier"] or "exact"), "count")
        if members is not None
        else ""
    )
    dated = str(row["members_as_of"] or say("undated"))
    facts = [
        _fact(say("Country"), label("country", str(row["country_code"]))),
        _fact(say("City"), row["city"]),
        _fact(say("NUTS region"), row["nuts_code"]),
        _fact(
            say("First listed ecosystem"), label("ecosystem", str(ecosystem)) if ecosystem else ""
        ),
        _fact(say("Sectors"), row["sectors"]),
        _fact(say("Members"), say("{n} ({date})", n=size, date=dated) if size else ""),
        _fact(say("SMEs among them"), _counted(row["sme_members"])),
        _fact(say("Founded"), row["founded"]),
    ]
    website = str(row["website"] or "")
    shown = website.startswith(("https://", "http://"))
    facts.append(
        Fact(
            say("Website"),
            website or say(NOT_STATED),
            bool(website),
            website if shown else "",
            True,
        )
    )
    return facts


def _fact(name: str, value: object) -> Fact:
    said = str(value).strip() if value is not None else ""
    return Fact(name, said or say(NOT_STATED), bool(said))


def _counted(value: object) -> str:
    """Return a number as a reader writes it; the source may hold a range or words."""
    text = str(value) if value is not None else ""
    return number(float(text)) if text.isdecimal() else text


def _partnerships(engine: Engine, row: dict[str, object]) -> tuple[str, ...]:
    partners = engine.context.tables.get("partnership_partners")
    if partners is None:
        return ()
    same = [
        partnership
        for partnership, name, country in partners.select(
            "partnership_id", "organisation", "country_code"
        ).iter_rows()
        if name and folded(name) == folded(str(row["name"])) and country == row["country_code"]
    ]
    return tuple(dict.fromkeys(engine.labels.label("partnership", code) for code in same))


def _origins(engine: Engine, ids: str) -> tuple[Origin, ...]:
    return tuple(origin(engine.context, name) for name in ids.split(";"))


def _similar(engine: Engine, row: dict[str, object]) -> tuple[tuple[str, str], ...]:
    country, ecosystem = str(row["country_code"]), row["first_listed_ecosystem"]
    where = [Where.of({"country": (country,)})]
    if ecosystem:
        where.append(Where.of({"country": (country,), "ecosystem": (str(ecosystem),)}))
    links = [f"clusters?{View(w).to_query()}" for w in where]
    return tuple(zip(map(engine.labels.words, where), links, strict=True))
