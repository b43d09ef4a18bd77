"""The map's twin: a tile a country, each as easy to hit as any other."""

from dataclasses import dataclass

from clusterdash.charts.shades import HIDDEN, NO_FIGURE, Shade, bare, key, shades
from clusterdash.engine import Engine
from clusterdash.geography import TILES
from clusterdash.language import number, say
from clusterdash.model import Result
from clusterdash.publish.files import HIDDEN as FLAG
from clusterdash.publish.words import capital


@dataclass(frozen=True, slots=True)
class Tile:
    """One country.

    Attributes:
        code: Its code.
        row: Its row, from 1.
        column: Its column, from 1.
        said: Its number, or "".
        shade: Role of its ground in the palette.
        name: Country and number in words.
    """

    code: str
    row: int
    column: int
    said: str
    shade: str
    name: str


def tiles(engine: Engine, result: Result) -> tuple[Tile, ...]:
    """Return the tiles of an answer by country, in the colours of the map."""
    shaded, blank = shades(result, engine.labels), bare(result)
    values = {row["country"]: row["value"] for row in result.frame.iter_rows(named=True)}
    found = []
    for tile in TILES:
        shade = shaded.get(tile.code, blank)
        value = values.get(tile.code)
        label = engine.labels.label("country", tile.code)
        found.append(
            Tile(
                code=tile.code,
                row=tile.row + 1,
                column=tile.column + 1,
                said=_said(value, shade),
                shade=_ground(shade),
                name=say("{country}: {value}", country=label, value=shade.said),
            )
        )
    return tuple(found)


def legend(engine: Engine, result: Result) -> tuple[tuple[str, str], ...]:
    """Return the grounds of the map and what they mean, the lowest class first."""
    return tuple((_ground(shade), shade.said) for shade in key(result, engine.labels))


def unit(result: Result) -> str:
    """Return what the classes of the map are classes of."""
    match result.question.normalise:
        case "population":
            return say("{what} per million inhabitants", what=_what(result))
        case "share":
            return say("{what}, share of the EU-27", what=_what(result))
        case _:
            return _what(result)


def _what(result: Result) -> str:
    return capital(say(result.metric.label))


def _said(value: float | None, shade: Shade) -> str:
    if value is not None:
        return number(value)
    return FLAG if shade.pattern == HIDDEN else ""


def _ground(shade: Shade) -> str:
    return {NO_FIGURE: "lines", HIDDEN: "dots"}.get(shade.pattern, shade.tone)
