"""Peers against the files: who is most like a country, and in what."""

from collections import Counter
from math import log

import pytest

from clusterdash.engine import Engine
from clusterdash.engine.peers import COUNT, LEAST, peers
from tests.ui.profiled import lines
from tests.ui.sql import EU27

LISTED = [line for line in lines("organisations") if line["registry"] == "yes"]
NUMBER = Counter(line["country_code"] for line in LISTED)
PEOPLE = {line["country_code"]: int(line["population"]) for line in lines("population")}
DENSITY = {code: NUMBER[code] / PEOPLE[code] for code in EU27 if NUMBER[code]}


def _mix(code: str) -> Counter[str]:
    stated = (line["first_listed_ecosystem"] for line in LISTED if line["country_code"] == code)
    return Counter(filter(None, stated))


def _common(one: Counter[str], other: Counter[str]) -> float:
    return sum(min(one[e] / one.total(), other[e] / other.total()) for e in one)


@pytest.mark.parametrize("code", sorted(EU27))
def test_the_peers_of_each_member_are_those_of_the_files(engine: Engine, code: str) -> None:
    near = sorted(
        (other for other in DENSITY if other != code),
        key=lambda other: (abs(log(DENSITY[other] / DENSITY[code])), other),
    )
    own = _mix(code)
    mixes = {other: _mix(other) for other in EU27 if other != code}
    like = sorted(
        (other for other, mix in mixes.items() if min(mix.total(), own.total()) >= LEAST),
        key=lambda other: (-_common(own, mixes[other]), other),
    )
    first = near[:2] if like else near[:3]
    expected = [*first, *[other for other in like if other not in first][: COUNT - len(first)]]
    found = peers(engine, code)
    assert [peer.country for peer in found] == expected
    for peer in found:
        if peer.likeness == "density":
            assert peer.its == pytest.approx(DENSITY[peer.country] * 1e6)
            assert peer.own == pytest.approx(DENSITY[code] * 1e6)
        else:
            assert peer.shared == pytest.approx(_common(own, mixes[peer.country]))
            assert (peer.own, peer.its) == (own.total(), mixes[peer.country].total())


def test_a_country_without_known_inhabitants_is_told_by_number(engine: Engine) -> None:
    found = peers(engine, "UA")
    assert [peer.likeness for peer in found] == ["number", "number", "mix"]
    assert {peer.own for peer in found[:2]} == {NUMBER["UA"]}
    nearest = min(EU27, key=lambda code: (abs(log(NUMBER[code] / NUMBER["UA"])), code))
    assert found[0].country == nearest
    assert found[0].its == NUMBER[nearest]


def test_a_country_without_an_organisation_has_no_peers(engine: Engine) -> None:
    assert NUMBER["NO"] == 0
    assert peers(engine, "NO") == ()


def test_no_mix_of_a_few(engine: Engine) -> None:
    assert _mix("MT").total() < LEAST
    assert {peer.likeness for peer in peers(engine, "MT")} == {"density"}
