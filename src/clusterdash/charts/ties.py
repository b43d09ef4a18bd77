"""Who is tied to whom: the answers by pair of countries, and what is said of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from clusterdash.charts.ring import clockwise
from clusterdash.engine import Labels
from clusterdash.language import all_of, number, say
from clusterdash.model import Result
from clusterdash.model.vocabulary import WORDS
from clusterdash.names import GROUPS
from clusterdash.publish.between import Words, words_for
from clusterdash.publish.cells import Cell, cells

Pair = tuple[str, str]
_BESIDE = 2  # of so many chosen countries the numbers stand beside the names


@dataclass(frozen=True)
class Web:
    """The answers by country and by pair.

    Attributes:
        ties: The answer of each pair, each pair once.
        places: All that a country has, by country.
        loose: What has no country.
        order: Countries as they stand around the circle.
        chosen: Countries that are selected, in that order; the ones outside the circle last.
        names: Names of all of them.
        narrowed: Whether a selection leaves some of it out.
        words: What is said of it.
    """

    ties: Mapping[Pair, Cell]
    places: Mapping[str, Cell]
    loose: Sequence[Cell]
    order: tuple[str, ...]
    chosen: tuple[str, ...]
    names: Mapping[str, str]
    words: Words
    narrowed: bool = False

    def tie(self, one: str, other: str) -> Cell | None:
        """Return the answer of a pair in either order."""
        return self.ties.get((one, other)) or self.ties.get((other, one))

    @cached_property
    def marking(self) -> bool:
        """Whether something in the circle is chosen, so that the rest steps back."""
        return bool({*self.chosen} & {*self.order})

    @cached_property
    def top(self) -> float:
        """The largest number of a pair, or 0."""
        return max((cell.value or 0 for cell in self.ties.values()), default=0)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The chosen countries whose numbers stand beside the names."""
        inside = tuple(code for code in self.chosen if code in self.order)
        return inside if len(inside) <= _BESIDE else ()


def read(between: Result, places: Result, labels: Labels, chosen: Collection[str]) -> Web:
    """Return the answers by pair and by country; what counts no known country stands apart."""
    ties: dict[Pair, Cell] = {}
    for cell in cells(between, labels):
        one, other = cell.codes["country"], cell.codes["with_country"]
        if one and other and cell.stated and cell.value and (other, one) not in ties:
            ties[one, other] = cell
    counted = [cell for cell in cells(places, labels) if cell.value]
    known = [(c.codes["country"], c) for c in counted if c.stated]
    held = {code: cell for code, cell in known if code}
    order = clockwise([*held, *(code for pair in ties for code in pair)])
    marked = clockwise(code for code in chosen if code not in GROUPS)
    return Web(
        ties=ties,
        places=held,
        loose=[cell for cell in counted if not (cell.stated and cell.codes["country"])],
        order=order,
        chosen=tuple(sorted(marked, key=lambda code: code not in order)),
        names={code: labels.label("country", code) for code in {*order, *marked}},
        words=words_for(between),
        narrowed=bool(between.question.where.keys),
    )


def paired(web: Web, pair: Pair) -> str:
    """Return a pair in words."""
    one, other = pair
    if one == other:
        return web.words.own(web.names[one])
    return f"{web.names[one]} – {web.names[other]}"


def told(web: Web, code: str) -> str:
    """Return what is known of a country, for those who point at it."""
    held = web.places.get(code)
    said = [web.words.held(held)] if held else []
    for one in web.asked:
        tie = web.tie(code, one) if one != code else None
        if tie:
            said.append(say("{value} shared with {name}", value=tie.said, name=web.names[one]))
    return "; ".join(said) or web.words.silent()


def ending(web: Web, code: str) -> str:
    """Return the numbers beside a name."""
    if not web.asked:
        held = web.places.get(code)
        return f"  {_plain(held, [*web.places.values()])}" if held else ""
    if code in web.asked and len(web.asked) == 1:
        return ""
    among = [*web.ties.values()]
    ties = [web.tie(code, one) if one != code else None for one in web.asked]
    if not any(ties):
        return ""
    return "  " + " · ".join(_plain(tie, among) if tie else "–" for tie in ties)


def _qualifier(among: Sequence[Cell]) -> str | None:
    """Return the qualifier that all values share, which is then said once, or None."""
    held = {cell.qualifier for cell in among}
    return held.pop() if len(held) == 1 else None


def _plain(cell: Cell, among: Sequence[Cell]) -> str:
    return cell.said if _qualifier(among) is None else number(cell.value or 0)


def _once(text: str, among: Sequence[Cell]) -> str:
    qualifier = _qualifier(among)
    if qualifier in {None, "exact"}:
        return text
    return say("{text} (each {qualifier})", text=text, qualifier=say(WORDS[qualifier or ""]))


def notes(web: Web) -> list[str]:
    """Return what is said below the circle."""
    found = [*_meaning(web), _key(web)] if web.order else []
    found += [_own(web, code) for code in web.asked[:1] if len(web.asked) == 1]
    found += [_most(web)] if web.ties and not web.asked else []
    outside = [web.names[code] for code in web.chosen if code not in web.order]
    if outside and web.order:
        found.append(web.words.outside(all_of(outside)))
    found += [_untied(web)] if web.order and web.ties and not web.asked else []
    for cell in web.loose:
        found.append(say("Country not stated: {value}", value=web.words.held(cell)))
    return [text for text in found if text]


def _meaning(web: Web) -> list[str]:
    """Say what a band and an arc are; an arc is never as long as the number beside it."""
    found = [say("Only what is selected is counted.")] if web.narrowed else []
    if any(one != other for one, other in web.ties):
        found.append(web.words.meaning())
    return found


def _key(web: Web) -> str:
    if len(web.order) == len(web.asked) == 1:
        return ""
    if web.asked:
        names = " · ".join(web.names[code] for code in web.asked)
        text = web.words.with_them(names)
        return _once(text, [*web.ties.values()])
    return _once(web.words.numbers(), [*web.places.values()])


def _most(web: Web) -> str:
    pairs = {pair: cell for pair, cell in web.ties.items() if pair[0] != pair[1]}
    if not pairs:
        return ""
    top = max(cell.value or 0 for cell in pairs.values())
    first = [pair for pair, cell in pairs.items() if cell.value == top]
    said = pairs[first[0]].said
    if len(first) == 1:
        return web.words.widest(paired(web, first[0]), said)
    return say("Widest bands: {n} pairs, sharing {value} each", n=number(len(first)), value=said)


def _own(web: Web, code: str) -> str:
    """Return what is known of the one chosen country, whose name stands without a number."""
    others = [other for other in web.order if other != code]
    tied = [other for other in others if web.tie(code, other)]
    held, itself = web.places.get(code), web.tie(code, code)
    parts = [web.words.held(held)] if held else []
    if others:
        n, total = number(len(tied)), number(len(others))
        parts.append(web.words.others(n, total))
    if itself:
        parts.append(web.words.itself(itself.said))
    return say("{name}: {parts}", name=web.names[code], parts="; ".join(parts))


def _untied(web: Web) -> str:
    tied = {code for pair in web.ties if pair[0] != pair[1] for code in pair}
    names = [web.names[code] for code in web.order if code not in tied]
    return web.words.untied(all_of(names)) if names else ""


def alone(web: Web) -> str:
    """Return what stands in the middle of a circle without bands."""
    if not web.order:
        return web.words.empty()
    shared = any(one != other for one, other in web.ties)
    return "" if shared else web.words.alone()
