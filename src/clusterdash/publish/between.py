"""What is said of two countries: that they share partnerships, or that they met."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from clusterdash.language import say, say_many
from clusterdash.model import Result
from clusterdash.publish.cells import Cell


@dataclass(frozen=True, slots=True)
class Words:
    """The words for one kind of tie between countries.

    Attributes:
        own: What a country has with itself, by its name.
        held: All that a country has, from its cell.
        shared: What two countries share, from the cell of the pair.
        silent: That nothing is stated of a country.
        meaning: What a band and an arc are.
        with_them: What the numbers are where countries, by their names, are chosen.
        numbers: What they are otherwise.
        widest: The pair that shares most, by its name and number.
        others: With how many of how many others.
        itself: How much of it is with itself.
        untied: Countries that share nothing, by their names.
        outside: Chosen countries of which nothing is stated, by their names.
        empty: That nothing is there at all.
        alone: That no two countries share anything.
        title: What the table holds.
        within: In how many countries something is shared within.
    """

    own: Callable[[str], str]
    held: Callable[[Cell], str]
    shared: Callable[[Cell], str]
    silent: Callable[[], str]
    meaning: Callable[[], str]
    with_them: Callable[[str], str]
    numbers: Callable[[], str]
    widest: Callable[[str, str], str]
    others: Callable[[str, str], str]
    itself: Callable[[str], str]
    untied: Callable[[str], str]
    outside: Callable[[str], str]
    empty: Callable[[], str]
    alone: Callable[[], str]
    title: Callable[[], str]
    within: Callable[[int], str]


_PARTNERS: Final = Words(
    own=lambda country: say("Several partners from {country}", country=country),
    held=lambda cell: say_many(
        "{value} partner place", "{value} partner places", cell.value or 0, value=cell.said
    ),
    shared=lambda cell: say_many(
        "{value} shared partnership",
        "{value} shared partnerships",
        cell.value or 0,
        value=cell.said,
    ),
    silent=lambda: say("partner places: none stated"),
    meaning=lambda: say(
        "Band: partnerships with partners from both countries. "
        "Arc: all bands of a country together."
    ),
    with_them=lambda names: say("Numbers: partnerships with {names}", names=names),
    numbers=lambda: say("Numbers: partner places"),
    widest=lambda pair, value: say(
        "Widest band: {pair}, {value} partnerships", pair=pair, value=value
    ),
    others=lambda n, total: say("partnerships with {n} of {total} others", n=n, total=total),
    itself=lambda value: say("several own partners in {value}", value=value),
    untied=lambda names: say("No partnership shared, as far as stated: {names}", names=names),
    outside=lambda names: say("{names}: no partner stated", names=names),
    empty=lambda: say("No partners stated for this selection"),
    alone=lambda: say("No partnership between two countries stated"),
    title=lambda: say("Partnerships with partners from both countries"),
    within=lambda n: say_many(
        "In {n} country partners share a partnership with each other.",
        "In {n} countries partners share a partnership with each other.",
        n,
    ),
)
_MEETINGS: Final = Words(
    own=lambda country: say("Both sides from {country}", country=country),
    held=lambda cell: say_many(
        "{value} meeting", "{value} meetings", cell.value or 0, value=cell.said
    ),
    shared=lambda cell: say_many(
        "{value} meeting with each other",
        "{value} meetings with each other",
        cell.value or 0,
        value=cell.said,
    ),
    silent=lambda: say("no meeting"),
    meaning=lambda: say(
        "Band: meetings of the two countries with each other. Arc: all bands of a country together."
    ),
    with_them=lambda names: say("Numbers: meetings with {names}", names=names),
    numbers=lambda: say("Numbers: meetings"),
    widest=lambda pair, value: say("Widest band: {pair}, {value} meetings", pair=pair, value=value),
    others=lambda n, total: say("meetings with {n} of {total} others", n=n, total=total),
    itself=lambda value: say("both sides its own in {value}", value=value),
    untied=lambda names: say("No meeting with another country: {names}", names=names),
    outside=lambda names: say("{names}: no meeting", names=names),
    empty=lambda: say("No meetings in this selection"),
    alone=lambda: say("No meeting between two countries"),
    title=lambda: say("Meetings of the two countries with each other"),
    within=lambda n: say_many(
        "In {n} country both sides of a meeting come from it.",
        "In {n} countries both sides of a meeting come from it.",
        n,
    ),
)


def words_for(result: Result) -> Words:
    """Return the words for an answer by country and other country."""
    return _PARTNERS if result.metric.key.startswith("partner") else _MEETINGS
