"""A made-up edition of many organisations: the published one, with another register.

Names are mixed from those of the registry, with a word of none each; every organisation stands
somewhere near a city of the registry, at a place of its own, but for some without a known city.
"""

import random
from dataclasses import replace
from functools import lru_cache

import polars as pl

from clusterdash.engine import Engine
from clusterdash.opened import default_engine
from clusterdash.registry import default_registry

MANY = 20_000
_LOST = 15  # one of so many has no known city


def _new(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnoprstuvz", k=chance.randint(4, 10)))


@lru_cache(maxsize=2)
def crowd(organisations: int = MANY) -> Engine:
    """Return an engine over so many made-up organisations, each in a city of its own.

    Args:
        organisations: How many.
    """
    published = default_engine().edition
    chance = random.Random(1)
    held = published.tables["organisations"]
    words = [word for name in held["name"] for word in name.split()]
    cities = list(published.tables["places"].iter_rows(named=True))
    kinds = held.filter(registry="yes").select("first_listed_ecosystem", "sectors").rows()
    rows, places = [], []
    for n in range(organisations):
        near, (ecosystem, sectors) = chance.choice(cities), chance.choice(kinds)
        city = None if n % _LOST == 0 else f"{near['matched_place']} {n}"
        if city:
            spot = {axis: near[axis] + chance.gauss(0, 0.4) for axis in ("latitude", "longitude")}
            own = {"city": city, "matched_place": city, "geonames_id": 10**8 + n}
            places.append(near | spot | own)
        name = " ".join([*chance.choices(words, k=chance.randint(2, 6)), _new(chance)])
        rows.append(
            {
                "organisation_id": f"g{n:05}",
                "name": name,
                "country_code": near["country_code"],
                "city": city,
                "sectors": sectors,
                "first_listed_ecosystem": ecosystem,
                "source_id": held["source_id"][0],
                "registry": "yes",
            }
        )
    blank = dict.fromkeys(held.columns)
    tables = dict(published.tables) | {
        "organisations": pl.DataFrame([blank | row for row in rows], schema=held.schema),
        "places": pl.DataFrame(places, schema=published.tables["places"].schema),
    }
    made = replace(
        published, hash=f"crowd-{organisations}", synthetic=True, tables=tables, title="A crowd"
    )
    return Engine(made, default_registry())
