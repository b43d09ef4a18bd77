"""Records that are as many at every scale: ecosystems of organisations, SMEs of countries."""

import numpy as np
import polars as pl

from clusterdash.demo.chance import chance
from clusterdash.demo.stream import Stream
from clusterdash.demo.world import World
from clusterdash.themes.clusters.records import OrganisationEcosystems
from clusterdash.themes.sme_reach.records import SmePopulation

_FIRST_YEAR = 2014
_FEWEST, _MOST = 18.0, 25.0  # inhabitants for each SME
_GROWTH = 0.012  # a year


def organisation_ecosystems(world: World) -> Stream:
    """Return the ecosystems of each organisation that names any."""
    registered = world.twin.tables["organisations"]["registry"].cast(pl.String) == "yes"
    pairs = [
        (name, ecosystem)
        for name, own, counted in zip(world.organisations, world.sectors, registered, strict=True)
        if counted
        for ecosystem in own
    ]
    rows = pl.DataFrame(pairs, ["organisation_id", "ecosystem"], orient="row")
    return Stream(
        "organisation_ecosystems", rows.height, lambda: iter([rows]), OrganisationEcosystems
    )


def sme_population(world: World) -> Stream:
    """Return how many SMEs there are in each country whose inhabitants are known.

    Inhabitants of any year will do: growth is followed from there to the years that are told.
    """
    people = world.twin.tables["population"].sort("year").unique("country_code", keep="last")
    rows = []
    for country, year, inhabitants in (
        people.sort("country_code").select("country_code", "year", "population").iter_rows()
    ):
        rng = chance(world.seed, "sme_population", country)
        each = rng.uniform(_FEWEST, _MOST)
        known = min(year, world.last.year)
        first = min(_FIRST_YEAR, known)
        growth = np.cumsum(rng.normal(_GROWTH, 0.008, world.last.year - first + 1))
        growth -= growth[known - first]
        rows += [
            (country, told, round(inhabitants / each * float(np.exp(growth[told - first]))))
            for told in range(_FIRST_YEAR, world.last.year + 1)
        ]
    frame = pl.DataFrame(rows, ["country_code", "year", "smes"], orient="row")
    return Stream("sme_population", frame.height, lambda: iter([frame]), SmePopulation)
