"""SMEs under pseudonyms: where they are, what they do, how large they are."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from clusterdash.demo.branches import ANY, DIVISIONS
from clusterdash.demo.chance import Whole, chance, picked
from clusterdash.demo.partnerships import Support
from clusterdash.demo.regions import regions
from clusterdash.demo.targets import Target
from clusterdash.demo.world import World

_SIZES = {"0-9": 0.61, "10-49": 0.29, "50-249": 0.10}
_PARTNER = 6.0  # how much likelier an SME is of a partner's country
_BEYOND = {"NO": 0.5, "TR": 0.5, "RS": 0.4, "UA": 0.3, "IS": 0.1, "GB": 0.3}
"""Weights of countries outside the EU, as of an EU country with that many million people."""
_AGAIN = 0.14  # SMEs of Euroclusters that another programme supported before
_BLANK = 0.1  # awards of a partnership in any ecosystem that name none
_EARLIER, _LATER = "INNOSUP-1", "Euroclusters"


@dataclass(frozen=True, slots=True)
class Sme:
    """One SME."""

    country: str
    region: str | None
    division: str
    size: str


@dataclass(frozen=True, slots=True, eq=False)
class Supported:
    """SMEs, and which of them each partnership supports from which year on.

    Attributes:
        smes: All of them.
        whom: For each partnership, the places of its SMEs.
        years: For each of these, the year of the first award.
        ecosystems: For each of these, the ecosystem of the support.
    """

    smes: tuple[Sme, ...]
    whom: tuple[Whole, ...]
    years: tuple[Whole, ...]
    ecosystems: tuple[tuple[str | None, ...], ...]


def supported(world: World, given: list[Support]) -> Supported:
    """Return the SMEs of all partnerships."""
    smes: list[Sme] = []
    whom: list[Whole] = []
    years: list[Whole] = []
    ecosystems: list[tuple[str | None, ...]] = []
    earlier: list[int] = []
    countries = _countries(world, given)
    for support, seats in zip(given, countries, strict=True):
        rng = chance(world.seed, "smes", support.partnership_id)
        first = np.repeat(list(support.years), list(support.years.values())).astype(np.int64)
        sectors = tuple(_sector(world, support, rng) for _ in seats)
        made = [_sme(world, seat, sector, rng) for seat, sector in zip(seats, sectors, strict=True)]
        places = np.arange(len(smes), len(smes) + len(made), dtype=np.int64)
        smes += made
        if support.programme == _EARLIER:
            earlier += [int(i) for i in places]
        whom.append(places)
        years.append(first)
        ecosystems.append(sectors)
    _again(world, given, smes, whom, earlier)
    return Supported(tuple(smes), tuple(whom), tuple(years), tuple(ecosystems))


def _again(
    world: World, given: list[Support], smes: list[Sme], whom: list[Whole], earlier: list[int]
) -> None:
    """Put SMEs of an earlier programme in the place of some of a later one, each once.

    What is published by country stays: of a partnership all SMEs, of the programme those of the
    country.
    """
    targets = world.aims.of_level("programme", "smes_supported")
    kept = {target.country for target in targets if target.subject == _LATER}
    order = [int(i) for i in chance(world.seed, "again").permutation(earlier)]
    waiting = [i for i in order if smes[i].country not in kept]
    for place, support in enumerate(given):
        if support.programme != _LATER or _by_country(world, support):
            continue
        again = chance(world.seed, "again", support.partnership_id).random(support.smes) < _AGAIN
        for row in np.flatnonzero(again):
            if waiting and smes[whom[place][row]].country not in kept:
                whom[place][row] = waiting.pop()


def _by_country(world: World, support: Support) -> bool:
    """Return whether anything of a partnership's SMEs is published by country."""
    measures = ("funding_to_smes_eur", "smes_supported")
    return any(world.aims.parts(m, support.published, "country") for m in measures)


def _countries(world: World, given: list[Support]) -> list[list[str]]:
    """Return the countries of the SMEs of each partnership; published ones exactly."""
    found = [_seats(world, support) for support in given]
    for target in world.aims.of_level("programme", "smes_supported"):
        if target.country:
            _settle(world, target, given, found)
    return found


def _weights(world: World, support: Support) -> dict[str, float]:
    people = world.twin.tables["population"].select("country_code", "population")
    weights = {code: (n / 1e6) ** 0.7 for code, n in people.iter_rows()} | _BEYOND
    return {
        code: weight * (_PARTNER if code in support.partners else 1.0)
        for code, weight in weights.items()
    }


def _seats(world: World, support: Support) -> list[str]:
    rng = chance(world.seed, "countries", support.partnership_id)
    quotas = dict(world.aims.parts("smes_supported", support.published, "country"))
    weights = _weights(world, support)
    money = world.aims.parts("funding_to_smes_eur", support.published, "country")
    for country, part in money.items():
        quotas[country] = max(1, round(support.smes * part / (support.funding or part)))
    seats = [country for country, n in quotas.items() for _ in range(n)]
    free = {code: weight for code, weight in weights.items() if code not in quotas}
    seats += picked(rng, free, support.smes - len(seats))
    return [seats[int(i)] for i in rng.permutation(len(seats))]


def _settle(world: World, target: Target, given: list[Support], found: list[list[str]]) -> None:
    """Change seats until a programme supports as many SMEs of a country as is published.

    Partnerships that publish SMEs by country keep theirs.
    """
    country, years = target.country, target.years
    rng = chance(world.seed, "settle", target.subject, country)
    open_to: list[tuple[int, int]] = []
    ours = 0
    for place, support in enumerate(given):
        if support.programme != target.subject:
            continue
        first = np.repeat(list(support.years), list(support.years.values()))
        rows = np.flatnonzero((first >= years[0]) & (first <= years[1]))
        if world.aims.parts("smes_supported", support.published, "country"):
            ours += sum(found[place][int(row)] == country for row in rows)
        else:
            open_to += [(place, int(row)) for row in rows]
    taken = {int(i) for i in rng.permutation(len(open_to))[: max(0, target.aim - ours)]}
    for i, (place, row) in enumerate(open_to):
        if i in taken:
            found[place][row] = country
        elif found[place][row] == country:
            weights = _weights(world, given[place])
            weights.pop(country, None)
            found[place][row] = picked(rng, weights, 1)[0]


def _sector(world: World, support: Support, rng: np.random.Generator) -> str | None:
    options = support.ecosystems
    if options:
        return options[int(rng.integers(len(options)))]
    drawn = picked(rng, world.ecosystems, 1)[0]
    return None if rng.random() < _BLANK else drawn


def _sme(world: World, country: str, ecosystem: str | None, rng: np.random.Generator) -> Sme:
    here = _regions(world.seed, country)
    divisions = DIVISIONS.get(ecosystem or "", ANY)
    falling = {name: len(divisions) - place for place, name in enumerate(divisions)}
    return Sme(
        country=country,
        region=picked(rng, here, 1)[0] if here else None,
        division=picked(rng, falling, 1)[0],
        size=picked(rng, _SIZES, 1)[0],
    )


@cache
def _regions(seed: int, country: str) -> dict[str, float]:
    """Weigh the regions of a country: the same few are strong, whoever supports SMEs there."""
    here = regions(country)
    return dict(
        zip(here, chance(seed, "regions", country).exponential(1.0, len(here)), strict=True)
    )
