"""A partnership: who is in it, what it promised and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.language import mark, say
from clusterdash.model import Origin, Question, Where
from clusterdash.names import folded
from clusterdash.publish.words import amount, capital
from clusterdash.ui.profiles.facts import (
    Fact,
    Link,
    address,
    board_link,
    dates,
    fact,
    namesakes,
    nearby,
    origins,
)
from clusterdash.ui.profiles.places import country_link, ecosystem_link, linked
from clusterdash.ui.profiles.statements import (
    Statement,
    Statements,
    caveats,
    definitions,
    gathered,
    nested,
    ordered,
)

_OF_CALL = {
    "partners_listed": mark("Partners in the same call"),
    "partnerships_listed": mark("Partnerships in the same call"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What was promised and what came of it, by one measure.

    Attributes:
        what: What is counted.
        about: What part it is about, or "".
        outcomes: Figures of what happened; rivals last.
        plans: Figures of what was planned.
    """

    what: str
    about: str
    outcomes: tuple[Statement, ...]
    plans: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A place in a partnership.

    Attributes:
        name: Organisation and, if the registry has it, its page.
        named: Whether its name is published.
        country: Its country, or that it is not stated.
        home: The same with the page of the country.
        role: Its role.
        origins: Where it is named.
    """

    name: Link
    named: bool
    country: str
    home: Link
    role: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership.

    Attributes:
        code: Its id.
        name: Its acronym, by which it is known.
        full_name: Its full name, or "".
        facts: What is known of it.
        measures: Outcomes beside plans.
        planned: Whether any plan was published.
        statements: The figures, with what rivals or confirms them.
        partners: Who is in it.
        coverage: How much of its call is known: of what, and the sentence.
        markets: Third markets, each with its source.
        definitions: What the figures count.
        caveats: What a reader of these figures must know.
        origins: Publications that name it.
        boards: Links to boards: name and address.
    """

    code: str
    name: str
    full_name: str
    facts: tuple[Fact, ...]
    measures: tuple[Measure, ...]
    planned: bool
    statements: tuple[Statement, ...]
    partners: tuple[Partner, ...]
    coverage: tuple[tuple[str, str], ...]
    markets: tuple[tuple[str, tuple[Origin, ...]], ...]
    definitions: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    origins: tuple[Origin, ...]
    boards: tuple[tuple[str, str], ...]

    @property
    def quoted(self) -> tuple[tuple[Statement, ...], ...]:
        """The statements, those together that rest on the same words."""
        return gathered(self.statements)


def partnership(engine: Engine, code: str) -> Partnership:
    """Return what is known of a partnership.

    Raises:
        UnknownNameError: There is no such partnership.
    """
    table = engine.context.tables["partnerships"]
    found = table.filter(pl.col("partnership_id") == code)
    if found.is_empty():
        raise UnknownNameError("partnership", code, nearby(code, table["partnership_id"]))
    row = found.row(0, named=True)
    own = (pl.col("level") == "partnership") & (pl.col("subject") == code)
    statements = Statements(engine).of(own)
    return Partnership(
        code=code,
        name=row["acronym"],
        full_name=row["name"] or "",
        facts=tuple(_facts(engine, row)),
        measures=_measures(ordered(statements)),
        planned=any(one.planned for one in statements),
        statements=nested(ordered(statements)),
        partners=tuple(_partners(engine, code)),
        coverage=_coverage(engine, row["call"]),
        markets=tuple(_markets(engine, code)),
        definitions=definitions(engine, statements),
        caveats=caveats(engine, statements),
        origins=origins(engine, row["source_id"]),
        boards=tuple(_boards(engine, row)),
    )


def _facts(engine: Engine, row: dict[str, Any]) -> Iterator[Fact]:
    label = engine.labels.label
    family = engine.context.family_of.get(row["programme"], "").removeprefix("family:")
    programme = label("programme", row["programme"])
    if family and family != programme:
        programme = say("{programme} (family {family})", programme=programme, family=family)
    yield fact(say("Full name"), row["name"])
    yield fact(say("Programme"), programme)
    yield fact(say("Call"), _call(engine, row["call"]))
    yield fact(say("Date"), dates(row["start_date"], row["end_date"]))
    yield _contribution(engine, row)
    ecosystems = (row["ecosystems"] or "").split(";")
    named = (ecosystem_link(engine, name) for name in ecosystems if name)
    yield linked(say("Industrial ecosystems"), named)
    basis = row["ecosystems_basis"]
    yield fact(say("in the words of the source"), say("“{words}”", words=basis) if basis else "")
    yield address(say("Website"), row["website"])


def _contribution(engine: Engine, row: dict[str, Any]) -> Fact:
    """Return the EU's contribution: of the list of partnerships, or else the figure quoted here."""
    name, given = say("EU contribution"), row["eu_contribution_eur"]
    if given is not None:
        return fact(name, amount(float(given), "exact", "EUR"))
    figures = engine.context.figures.filter(
        pl.col("whole"), subject=row["partnership_id"], measure="eu_contribution_eur"
    )
    for figure in figures.iter_rows(named=True):
        said = amount(figure["value"], figure["qualifier"], figure["unit"])
        planned = figure["status"] == "target"
        said = say("{amount} (planned, not an outcome)", amount=said) if planned else said
        return Fact(name, said, href=f"#{figure['figure_id']}")
    return fact(name, "")


def _call(engine: Engine, code: str | None) -> str:
    calls = engine.context.tables["calls"].filter(pl.col("call") == (code or ""))
    return f"{calls['label'][0]} ({code})" if calls.height else code or ""


def _measures(found: tuple[Statement, ...]) -> tuple[Measure, ...]:
    """Put outcomes and plans of the same measure and part side by side; rivals stand last."""
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for one in _shown(found):
        # One thing counted is "SME supported", but its measure is that of the others.
        key = (one.metric or one.what, one.kind if one.metric else one.what, one.about)
        groups.setdefault(key, []).append(one)
    made = []
    for (_, _, about), members in groups.items():
        ordered = sorted(members, key=lambda one: one.relation in {"alt", "confirmation"})
        made.append(
            Measure(
                what=max((one.what for one in members), key=len),
                about=about,
                outcomes=tuple(one for one in ordered if not one.planned),
                plans=tuple(one for one in ordered if one.planned),
            )
        )
    return tuple(made)


def _shown(found: tuple[Statement, ...]) -> Iterator[Statement]:
    """Yield the statements; one that boards show instead of them goes before, filed elsewhere."""
    told = {one.code for one in found}
    for one in found:
        for other in one.of:
            if other.statement.code not in told:
                told.add(other.statement.code)
                yield other.statement
        yield one


def _partners(engine: Engine, code: str) -> Iterator[Partner]:
    table = engine.context.tables.get("partnership_partners")
    if table is None:
        return
    known = namesakes(engine)
    label = engine.labels.label
    for row in table.filter(pl.col("partnership_id") == code).iter_rows(named=True):
        name, country = row["organisation"], row["country_code"]
        listed = known.get((folded(name), country), "") if name else ""
        home = country_link(engine, country) if country else Link(say("country not stated"))
        yield Partner(
            name=Link(
                name or say("a partner from this country; its name is not published"),
                "organisation" if listed else "",
                listed,
            ),
            named=bool(name),
            country=home.name,
            home=home,
            role=capital(label("role", row["role"])),
            origins=origins(engine, row["source_id"]),
        )


def _coverage(engine: Engine, call: str | None) -> tuple[tuple[str, str], ...]:
    """Return how many partnerships and partners of the same call are listed at all."""
    if not call:
        return ()
    said = []
    for key in engine.registry.known(tuple(_OF_CALL)):
        answer = engine.evaluate(Question(key, (), Where.of({"call": (call,)})))
        # The first sentence is about all calls; a second one about this call, if it is counted.
        said += [(say(_OF_CALL[key]), part.sentence) for part in answer.coverage[1:]]
    return tuple(said)


def _markets(engine: Engine, code: str) -> Iterator[tuple[str, tuple[Origin, ...]]]:
    table = engine.context.tables.get("partnership_target_markets")
    if table is None:
        return
    for row in table.filter(pl.col("partnership_id") == code).iter_rows(named=True):
        country = row["country_code"]
        name = engine.labels.label("market", country) if country else row["region"]
        yield name, origins(engine, row["source_id"])


def _boards(engine: Engine, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    themes = {theme.key: theme.board for theme in engine.registry.themes}
    for key in engine.registry.known(("partnerships_listed",)):
        board = themes.get(engine.registry.metric(key).theme)
        if board:
            yield board_link(engine, board, Where.of({"programme": (row["programme"],)}))
