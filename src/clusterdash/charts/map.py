"""The map: countries shaded by class, organisations gathered, drawn once and then recoloured."""

from collections.abc import Mapping, Sequence
from typing import Final

from bokeh.core.properties import field
from bokeh.models import (
    ColumnDataSource,
    CustomJS,
    HoverTool,
    MultiPolygons,
    Range1d,
    Scatter,
    TapTool,
)
from bokeh.models.glyph import Glyph
from bokeh.models.renderers import DataRenderer
from bokeh.plotting import figure

from clusterdash.charts.chart import (
    Chart,
    Columns,
    Content,
    canvas,
    draw,
    source,
    themed,
    tones,
)
from clusterdash.charts.palette import Role
from clusterdash.charts.points import WIDTHS, columns, layers
from clusterdash.charts.shades import PLAIN, Shade, bare, shades
from clusterdash.engine import Labels
from clusterdash.geography import FRAME, Located, Shape
from clusterdash.model import Result, Where

HEIGHT: Final = 420
_TIP = '<div style="max-width: 15em"><strong>@name</strong><br>@said</div>'
# A point lies on a country, so that a tap hits both: the point is meant. Taps only pick; what is
# selected comes back from the page.
_PICK = """
setTimeout(() => {
  const held = [places, narrow, small, countries]
  const hit = held.find((source) => source.selected.indices.length)
  if (hit === undefined) return
  const at = hit.selected.indices[0]
  const {kind, code, city} = hit.data
  for (const source of held) source.selected.indices = []
  if (!window.clusterdash) return
  if (kind) window.clusterdash.pick(kind[at], code[at], city[at])
  else window.clusterdash.pick("country", code[at])
}, 0)
"""


def build(shapes: Sequence[Shape]) -> Chart:
    """Return the map without figures; its geometry is sent once.

    Args:
        shapes: Countries on the plane, the largest first, so that small ones lie above. Those of
            which nothing is told are land: nothing to read, nothing to tap.
    """
    drawn = _sea()
    told, small = _told(shapes), _small(shapes)
    land = source(_outlines([shape for shape in shapes if not shape.told]))
    sources = {
        "countries": source({**_outlines(told), **_bare(told)}, touched=True),
        "small": source({**_centres(small), **_bare(small)}, touched=True),
    }
    countries = _layer(drawn, sources["countries"], _country())
    _layer(drawn, land, _land())
    _layer(drawn, sources["countries"], _edge("card", 5.0))
    _layer(drawn, sources["countries"], _edge("selected", 2.6))
    marks = _layer(drawn, sources["small"], _mark())
    _layer(drawn, sources["small"], _ring())
    cities = layers(drawn, sources)
    _listen(drawn, sources, [countries, marks], cities)
    return Chart(drawn, sources)


def content(
    result: Result,
    labels: Labels,
    marks: Where,
    places: Located | None,
    shapes: Sequence[Shape],
) -> Content:
    """Return what the map shows of an answer by country.

    Args:
        result: The answer; countries that it does not name have no figure.
        labels: Names of the edition's codes.
        marks: The selection: its countries are outlined, its cities stand alone.
        places: Organisations by city, or None to show none.
        shapes: The countries that the map was built of.
    """
    found, blank = shades(result, labels), bare(result)
    shaded = {shape.code: found.get(shape.code, blank) for shape in shapes}
    return Content(
        sources={
            "countries": _shown(_told(shapes), shaded, labels, marks),
            "small": _shown(_small(shapes), shaded, labels, marks),
            **{
                name: columns(places.places if places else (), marks, labels, name)
                for name in WIDTHS
            },
        },
        height=HEIGHT,
    )


def _sea() -> figure:
    """Return the empty frame: a kilometre is as long across as it is upwards."""
    drawn = canvas(
        height=HEIGHT,
        aspect_ratio=FRAME.ratio,
        x_range=Range1d(start=FRAME.west, end=FRAME.east),
        y_range=Range1d(start=FRAME.south, end=FRAME.north),
        x_axis_type=None,
        y_axis_type=None,
    )
    # The height follows the width, so that nothing is stretched and no band stays empty.
    drawn.sizing_mode = "scale_width"
    drawn.background_fill_alpha = 1
    themed(drawn, background_fill_color="page")
    return drawn


def _shown(
    shapes: Sequence[Shape], shades_of: Mapping[str, Shade], labels: Labels, marks: Where
) -> Columns:
    """Return the columns of countries that change: never their outlines."""
    chosen = set(marks.get("country"))
    shaded = [shades_of[shape.code] for shape in shapes]
    return {
        "name": [labels.label("country", shape.code) for shape in shapes],
        "said": [shade.said for shade in shaded],
        "tone": [shade.tone for shade in shaded],
        "pattern": [shade.pattern for shade in shaded],
        "marked": [1 if shape.code in chosen else 0 for shape in shapes],
    }


def _told(shapes: Sequence[Shape]) -> list[Shape]:
    return [shape for shape in shapes if shape.told]


def _small(shapes: Sequence[Shape]) -> list[Shape]:
    return [shape for shape in shapes if shape.small]


def _bare(shapes: Sequence[Shape]) -> Columns:
    return {
        "code": [shape.code for shape in shapes],
        "name": [shape.name for shape in shapes],
        "said": ["" for _ in shapes],
        "tone": ["land" for _ in shapes],
        "pattern": [PLAIN for _ in shapes],
        "marked": [0 for _ in shapes],
    }


def _outlines(shapes: Sequence[Shape]) -> Columns:
    return {
        axis: [[[[p[i] for p in ring] for ring in part] for part in s.parts] for s in shapes]
        for i, axis in enumerate(("xs", "ys"))
    }


def _centres(shapes: Sequence[Shape]) -> Columns:
    return {axis: [shape.centre[i] for shape in shapes] for i, axis in enumerate(("x", "y"))}


def _layer(drawn: figure, held: ColumnDataSource, glyph: Glyph) -> DataRenderer:
    """Add a glyph that looks the same whether or not a tap has just hit it."""
    return draw(drawn, held, glyph, selection_glyph=glyph, nonselection_glyph=glyph)


def _land() -> MultiPolygons:
    return themed(
        MultiPolygons(xs="xs", ys="ys", line_width=0.7, line_join="round"),
        fill_color="land",
        line_color="card",
    )


def _country() -> MultiPolygons:
    return themed(
        MultiPolygons(
            xs="xs", ys="ys", fill_color=field("tone", tones()), line_width=0.7,
            line_join="round", hatch_pattern="pattern", hatch_alpha=0.25, hatch_scale=7,
            hatch_weight=0.7,
        ),
        line_color="card",
        hatch_color="hatch",
    )  # fmt: skip


def _edge(role: Role, width: float) -> MultiPolygons:
    """Return the outline of what is selected, above every country so that no neighbour cuts it."""
    return themed(
        MultiPolygons(
            xs="xs", ys="ys", fill_alpha=0, line_alpha="marked", line_width=width,
            line_join="round",
        ),
        line_color=role,
    )  # fmt: skip


def _mark() -> Scatter:
    return themed(
        Scatter(
            x="x", y="y", size=10, fill_color=field("tone", tones()), line_width=1.2,
            hatch_pattern="pattern", hatch_alpha=0.25, hatch_scale=7, hatch_weight=0.7,
        ),
        line_color="ink-2",
        hatch_color="hatch",
    )  # fmt: skip


def _ring() -> Scatter:
    return themed(
        Scatter(x="x", y="y", size=17, fill_alpha=0, line_width=2.6, line_alpha="marked"),
        line_color="selected",
    )


def _listen(
    drawn: figure,
    sources: dict[str, ColumnDataSource],
    countries: list[DataRenderer],
    cities: list[DataRenderer],
) -> None:
    """Tell what lies under the pointer and pick what is tapped; the wheel scrolls the page."""
    drawn.add_tools(
        # Above and below the pointer, so that a city does not hide its country.
        HoverTool(
            renderers=countries, tooltips=_TIP, point_policy="follow_mouse", attachment="below"
        ),
        HoverTool(renderers=cities, tooltips=_TIP, attachment="above"),
        TapTool(renderers=[*countries, *cities]),
    )  # fmt: skip
    picked = CustomJS(args=sources, code=_PICK)
    for held in sources.values():
        held.selected.js_on_change("indices", picked)
