"""An industrial ecosystem: the four questions, its organisations, events and partnerships."""

from dataclasses import dataclass

from clusterdash.engine import Engine
from clusterdash.engine.specialisation import of_ecosystem, specialised
from clusterdash.errors import UnknownNameError
from clusterdash.model import Origin, Where
from clusterdash.publish import headline
from clusterdash.ui.profiles.country import total
from clusterdash.ui.profiles.facts import Link
from clusterdash.ui.profiles.listed import (
    Cell,
    Named,
    Strength,
    events,
    organisations,
    partnerships,
    strengths,
)
from clusterdash.ui.profiles.places import country_link, ecosystems
from clusterdash.ui.profiles.questions import Asking, Section


@dataclass(frozen=True, slots=True)
class Ecosystem:
    """An industrial ecosystem.

    Attributes:
        code: Its code.
        name: Its name.
        told: How many organisations there are, as a sentence.
        sections: The four questions.
        cells: Its organisations by country.
        empty: Where records tell that there is none.
        total: All of them, evaluated, or "".
        whole: The list of all of them, or "".
        every: Whether all ecosystems of an organisation are known, or only the first listed one.
        strengths: Its location quotients.
        events: Events that name it.
        partnerships: Partnerships that name it.
        caveats: What a reader of these figures must know.
        coverage: How much they rest on.
        definitions: What is counted.
        origins: Publications behind them.
    """

    code: str
    name: str
    told: str
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...]
    empty: tuple[Link, ...]
    total: str
    whole: str
    every: bool
    strengths: tuple[Strength, ...]
    events: Named | None
    partnerships: Named | None
    caveats: tuple[str, ...]
    coverage: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    origins: tuple[Origin, ...]


def ecosystem(engine: Engine, code: str) -> Ecosystem:
    """Return what is known of an industrial ecosystem.

    Args:
        engine: What answers.
        code: Its code, or any of its names.

    Raises:
        UnknownNameError: There is no such ecosystem.
    """
    code = _code(engine, code)
    asking = Asking(engine, Where.of({"ecosystem": (code,)}))
    sections = asking.sections()
    every = specialised(engine)
    cells, empty, counted = organisations(
        asking, "country", lambda name: country_link(engine, name), named=not every
    )
    lead = asking.ask("organisations")
    quotients = of_ecosystem(engine, code)
    return Ecosystem(
        code=code,
        name=engine.labels.label("ecosystem", code),
        told=headline(lead, engine.labels) if lead else "",
        sections=sections,
        cells=cells,
        empty=empty,
        total=total(counted),
        whole=f"clusters?{asking.where.to_query()}#organisations" if cells else "",
        every=every,
        strengths=strengths(quotients, lambda one: country_link(engine, one.country)),
        events=events(asking),
        partnerships=partnerships(asking),
        caveats=asking.careful,
        coverage=asking.coverage,
        definitions=asking.definitions,
        origins=asking.origins,
    )


def _code(engine: Engine, name: str) -> str:
    """Return the code of an ecosystem in any of its names; what is across all has no page."""
    known = ecosystems(engine)
    meant: tuple[str, ...] = ()
    try:
        code = engine.labels.resolve("ecosystem", name) if name else ""
    except UnknownNameError as error:
        code, meant = "", error.suggestions
    if code in known:
        return code
    found = [engine.labels.resolve("ecosystem", one) for one in meant]
    failed = UnknownNameError("industrial ecosystem", name, ())
    failed.suggestions = tuple(dict.fromkeys(one for one in found if one in known))
    raise failed
