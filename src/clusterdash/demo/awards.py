"""Awards: what each partnership gave to which SME."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from clusterdash.demo.chance import Whole, chance, numbered, opaque, picked, shared
from clusterdash.demo.partnerships import Support, supports, within
from clusterdash.demo.smes import Supported, supported
from clusterdash.demo.stream import Stream, blocks, days, epoch, repeated
from clusterdash.demo.world import World
from clusterdash.themes.sme_reach.records import Awards

_SERVICES = {
    "INNOSUP-1": {"voucher": 0.42, "grant": 0.36, "coaching": 0.13, "internationalisation": 0.09},
    "Euroclusters": {
        "grant": 0.4,
        "voucher": 0.22,
        "training": 0.16,
        "internationalisation": 0.13,
        "coaching": 0.09,
    },
}
_OTHERS = {"internationalisation": 0.5, "coaching": 0.3, "training": 0.2}
_WORTH = {
    "grant": 40_000,
    "voucher": 15_000,
    "internationalisation": 5_000,
    "coaching": 3_000,
    "training": 2_000,
}
"""Usual amounts in EUR."""
_TWICE = 0.09  # SMEs that get a second award from the same partnership


def awards(world: World) -> Stream:
    """Return the awards of all partnerships."""
    given = supports(world)
    whom = supported(world, given)
    templates = [_template(world, support, whom, i) for i, support in enumerate(given)]
    total = world.scale * sum(template.height for template in templates)

    def parts() -> Iterator[pl.DataFrame]:
        before = 0
        for support, template in zip(given, templates, strict=True):
            for first, copies in blocks(template.height, world.scale):
                rng = chance(world.seed, "awards", support.partnership_id, first)
                start = before + first * template.height
                yield (
                    _drawn(world, template, (first, copies), len(whom.smes), rng)
                    .select((pl.int_range(pl.len()) + start).alias("_number"), pl.all())
                    .select(
                        numbered("a", "_number", total).alias("award_id"), pl.exclude("_number")
                    )
                )
            before += template.height * world.scale

    return Stream("awards", total, parts, Awards)


def _drawn(
    world: World,
    template: pl.DataFrame,
    which: tuple[int, int],
    smes: int,
    rng: np.random.Generator,
) -> pl.DataFrame:
    first, copies = which
    rows = repeated(template, copies)
    repetition = np.repeat(np.arange(first, first + copies, dtype=np.int64), template.height)
    keys = opaque("e", repetition * smes + rows["_sme"].to_numpy(), smes * world.scale, world.seed)
    low, high = rows["_low"].to_numpy(), rows["_high"].to_numpy()
    return rows.with_columns(
        sme_key=keys, awarded_on=days("awarded_on", rng.integers(low, high + 1))
    ).select(
        "partnership_id",
        "programme",
        "sme_key",
        "country_code",
        "nuts2",
        "nace",
        "size_class",
        "ecosystem",
        "service",
        "amount_eur",
        "awarded_on",
    )


def _template(world: World, support: Support, all_of: Supported, place: int) -> pl.DataFrame:
    """Return the awards of one partnership at scale 1."""
    rng = chance(world.seed, "template", support.partnership_id)
    whom, years = all_of.whom[place], all_of.years[place]
    again = np.flatnonzero(rng.random(len(whom)) < _TWICE)
    order = np.concatenate([np.arange(len(whom)), again])
    last = max(support.years, default=support.span.end.year)
    when = np.minimum(years[order] + np.repeat([0, 1], [len(whom), len(again)]), last)
    services = _services(support, len(order), rng)
    smes = [all_of.smes[int(i)] for i in whom[order]]
    rows: dict[str, Any] = {
        "_sme": whom[order],
        "partnership_id": [support.partnership_id] * len(order),
        "programme": [support.programme] * len(order),
        "country_code": [sme.country for sme in smes],
        "nuts2": [sme.region for sme in smes],
        "nace": [sme.division for sme in smes],
        "size_class": [sme.size for sme in smes],
        "ecosystem": [all_of.ecosystems[place][int(i)] for i in order],
        "service": services,
    }
    rows["amount_eur"] = _amounts(world, support, services, rows["country_code"], rng)
    spans = [within(support.span, int(year)) for year in when]
    rows["_low"] = [epoch(part.start) for part in spans]
    rows["_high"] = [epoch(part.end) for part in spans]
    texts = dict.fromkeys(("nuts2", "ecosystem"), pl.String)
    return pl.DataFrame(rows, schema_overrides=texts)


def _services(support: Support, n: int, rng: np.random.Generator) -> list[str]:
    return picked(rng, _SERVICES.get(support.programme, _OTHERS), n)


def _amounts(
    world: World,
    support: Support,
    services: list[str],
    countries: list[str],
    rng: np.random.Generator,
) -> list[float]:
    """Return whole euros; where totals are published they add up to them, also by country."""
    usual = np.array([_WORTH[service] for service in services], dtype=np.float64)
    weights = usual * rng.lognormal(0, 0.4, len(usual))
    quotas = world.aims.parts("funding_to_smes_eur", support.published, "country")
    total = support.funding if support.funding is not None else round(float(weights.sum()))
    amounts: Whole = np.zeros(len(usual), dtype=np.int64)
    free = np.ones(len(usual), dtype=bool)
    for country, part in quotas.items():
        here = np.array(countries) == country
        amounts[here] = shared(part, weights[here])
        free &= ~here
    amounts[free] = shared(total - sum(quotas.values()), weights[free])
    return [float(amount) for amount in amounts]
