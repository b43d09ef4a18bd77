"""An organisation: what the registry and other sources say of it."""

from dataclasses import dataclass

import polars as pl

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.language import number, say
from clusterdash.model import Origin, Where
from clusterdash.names import folded
from clusterdash.publish.words import amount
from clusterdash.state import View
from clusterdash.ui.profiles.elsewhere import Elsewhere, elsewhere
from clusterdash.ui.profiles.facts import Fact, Link, address, fact, origins
from clusterdash.ui.profiles.places import country_link, ecosystem_link, linked


@dataclass(frozen=True, slots=True)
class Profile:
    """An organisation.

    Attributes:
        code: Its id.
        name: Its name.
        listed: Where it is listed.
        facts: What is known of it.
        partnerships: Partnerships that list a partner of the same name and country.
        origins: Publications that it was taken from.
        similar: Links to its country and its country and ecosystem: name and address.
        elsewhere: Organisations of other countries that it might work with.
    """

    code: str
    name: str
    listed: str
    facts: tuple[Fact, ...]
    partnerships: tuple[Link, ...]
    origins: tuple[Origin, ...]
    similar: tuple[tuple[str, str], ...]
    elsewhere: Elsewhere


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
        origins=origins(engine, row["source_id"]),
        similar=_similar(engine, row) if registered else (),
        elsewhere=elsewhere(engine, row),
    )


def _facts(engine: Engine, row: dict[str, object]) -> list[Fact]:
    ecosystem = row["first_listed_ecosystem"]
    members = row["members"]
    size = (
        amount(float(str(members)), str(row["members_qualifier"] or "exact"), "count")
        if members is not None
        else ""
    )
    as_of = str(row["members_as_of"] or say("undated"))
    return [
        linked(say("Country"), [country_link(engine, str(row["country_code"]))]),
        fact(say("City"), row["city"]),
        fact(say("NUTS region"), row["nuts_code"]),
        linked(
            say("First listed ecosystem"),
            [ecosystem_link(engine, str(ecosystem))] if ecosystem else [],
        ),
        fact(say("Sectors"), row["sectors"]),
        fact(say("Members"), say("{n} ({date})", n=size, date=as_of) if size else ""),
        fact(say("SMEs among them"), _counted(row["sme_members"])),
        fact(say("Founded"), row["founded"]),
        address(say("Website"), str(row["website"] or "")),
    ]


def _counted(value: object) -> str:
    """Return a number as a reader writes it; the source may hold a range or words."""
    text = str(value) if value is not None else ""
    return number(float(text)) if text.isdecimal() else text


def _partnerships(engine: Engine, row: dict[str, object]) -> tuple[Link, ...]:
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
    label = engine.labels.label
    return tuple(
        Link(label("partnership", code), "partnership", code) for code in dict.fromkeys(same)
    )


def _similar(engine: Engine, row: dict[str, object]) -> tuple[tuple[str, str], ...]:
    country, ecosystem = str(row["country_code"]), row["first_listed_ecosystem"]
    where = [Where.of({"country": (country,)})]
    if ecosystem:
        where.append(Where.of({"country": (country,), "ecosystem": (str(ecosystem),)}))
    links = [f"clusters?{View(w).to_query()}" for w in where]
    return tuple(zip(map(engine.labels.words, where), links, strict=True))
