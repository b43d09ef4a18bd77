"""The web of countries: who shares partnerships with whom, as bands across a circle.

All pairs are drawn, the strongest last and strongest. A selected country is marked in colour, in
bold and with a sign; its bands lie on top and their numbers stand beside the names.
"""

from collections.abc import Mapping
from typing import Final

from bokeh.core.properties import field, value
from bokeh.models import (
    AnnularWedge,
    ColumnDataSource,
    CustomJS,
    HoverTool,
    Quadratic,
    Range1d,
    TapTool,
    Text,
)
from bokeh.models.glyph import Glyph
from bokeh.models.glyphs import Patches
from bokeh.models.renderers import DataRenderer
from bokeh.plotting import figure

from clusterdash.charts.chart import FONT, Chart, Content, canvas, draw, source, themed, tones
from clusterdash.charts.weave import REACH, columns
from clusterdash.engine import Labels
from clusterdash.model import Result, Where

HEIGHT: Final = 700
RATIO: Final = 0.9
"""Width by height: a circle with its names, and a few lines of words below."""

_EMPTY: Final[Mapping[str, tuple[str, ...]]] = {
    "bands": ("xs", "ys", "edge", "tone", "alpha", "one", "other", "value", "name", "said"),
    "threads": (
        "x0", "y0", "x1", "y1", "cx", "cy", "tone", "alpha", "width",
        "one", "other", "value",
    ),
    "countries": (
        "code", "name", "said", "start", "end", "from", "to", "tone", "x", "y", "angle", "align",
        "long", "short", "style", "ink",
    ),
    "wide": ("text", "dy"),
    "narrow": ("text", "dy"),
    "middle": ("text", "dy"),
    "room": ("names", "codes", "wide", "narrow"),
}  # fmt: skip
_TIP = '<div style="max-width: 15em"><strong>@name</strong><br>@said</div>'
_PICK = """
setTimeout(() => {
  const index = countries.selected.indices[0]
  if (index === undefined) return
  countries.selected.indices = []
  window.clusterdash && window.clusterdash.pick("country", countries.data.code[index])
}, 0)
"""
# Letters keep their size while the circle follows the width: names where they leave it large
# enough, codes elsewhere. The page asks for it again whenever the figure's width has changed.
_FIT = """
const [wide, high] = [plot.inner_width, plot.inner_height]
const held = room.data
if (!wide || !high || !held.names.length) return
const fitting = (text, foot) => (Math.min(wide, high - foot) / 2 - text) / REACH
const full = fitting(held.names[0], held.wide[0])
const named = full >= 125
const foot = named ? held.wide[0] : held.narrow[0]
const radius = Math.max(30, named ? full : fitting(held.codes[0], foot))
const top = (high - foot) / 2 / radius
plot.x_range.setv({start: -wide / 2 / radius, end: wide / 2 / radius}, {sync: false})
plot.y_range.setv({start: top - high / radius, end: top}, {sync: false})
for (const [on, layer] of [[named, names], [!named, codes], [named, lines], [!named, narrow]]) {
  if (layer.visible !== on) layer.setv({visible: on}, {sync: false})
}
""".replace("REACH", str(REACH))


def build() -> Chart:
    """Return the figure, empty."""
    drawn = _ground()
    sources = {
        name: source({column: [] for column in held}, touched=True) for name, held in _EMPTY.items()
    }
    _layer(drawn, sources["threads"], _thread())
    bands = _layer(drawn, sources["bands"], _band())
    _layer(drawn, sources["countries"], _arc())
    layers = {
        "names": _layer(drawn, sources["countries"], _name("long", 12)),
        "codes": _layer(drawn, sources["countries"], _name("short", 11)),
        "lines": _layer(drawn, sources["wide"], _note(12), corner=True),
        "narrow": _layer(drawn, sources["narrow"], _note(11), corner=True),
    }
    layers["codes"].visible = layers["narrow"].visible = False
    _layer(drawn, sources["middle"], _middle())
    sectors = _layer(drawn, sources["countries"], _sector())
    _listen(drawn, sources["countries"], sectors, bands)
    fit = CustomJS(args={"plot": drawn, "room": sources["room"], **layers}, code=_FIT)
    for name in ("room", "countries"):  # the first alone belongs to nothing that is drawn
        sources[name].js_on_change("change", fit)
    return Chart(drawn, sources)


def content(results: tuple[Result, ...], labels: Labels, marks: Where) -> Content:
    """Return what the figure shows.

    Args:
        results: Partnerships by country and country of another partner, then partner places by
            country.
        labels: Names of codes.
        marks: The part of the reader's selection that is marked in the figure; groups of
            countries stand in it as their members.
    """
    found = columns(results[0], results[1], labels, frozenset(marks.get("country")))
    for name, held in found.items():
        assert set(held) == set(_EMPTY[name]), name
    return Content(sources=found, height=HEIGHT)


def _ground() -> figure:
    drawn = canvas(
        height=HEIGHT,
        aspect_ratio=RATIO,
        x_range=Range1d(start=-1.6, end=1.6),
        y_range=Range1d(start=1.6 - 3.2 / RATIO, end=1.6),
        x_axis_type=None,
        y_axis_type=None,
        extra_x_ranges={"across": Range1d(start=0, end=1)},
        extra_y_ranges={"up": Range1d(start=0, end=1)},
    )
    drawn.sizing_mode = "scale_width"
    return drawn


def _layer(
    drawn: figure, held: ColumnDataSource, glyph: Glyph, *, corner: bool = False
) -> DataRenderer:
    """Add a glyph, clipped nowhere, that looks the same whether or not a tap has just hit it."""
    ranges = {"x_range_name": "across", "y_range_name": "up"} if corner else {}
    return draw(
        drawn, held, glyph, selection_glyph=glyph, nonselection_glyph=glyph, level="annotation",
        **ranges,
    )  # fmt: skip


def _band() -> Patches:
    return themed(
        Patches(
            xs="xs", ys="ys", fill_color=field("tone", tones()), fill_alpha="alpha",
            line_width=0.8, line_alpha="edge", line_join="round",
        ),
        line_color="card",
    )  # fmt: skip


def _thread() -> Quadratic:
    return Quadratic(
        x0="x0", y0="y0", x1="x1", y1="y1", cx="cx", cy="cy", line_width="width",
        line_color=field("tone", tones()), line_alpha="alpha",
    )  # fmt: skip


def _arc() -> AnnularWedge:
    return AnnularWedge(
        x=value(0), y=value(0), inner_radius=value(1.0), outer_radius=value(1.045),
        start_angle="start", end_angle="end", direction="clock", line_alpha=0,
        fill_color=field("tone", tones()),
    )  # fmt: skip


def _sector() -> AnnularWedge:
    """Return what a finger hits: an arc with its name."""
    return AnnularWedge(
        x=value(0), y=value(0), inner_radius=value(0.97), outer_radius=value(1.6),
        start_angle="from", end_angle="to", direction="clock", line_alpha=0, fill_alpha=0,
    )  # fmt: skip


def _name(column: str, size: int) -> Text:
    return Text(
        x="x", y="y", text=column, angle="angle", text_align="align",
        text_font_size=value(f"{size}px"), text_font_style="style",
        text_color=field("ink", tones()), text_baseline=value("middle"), text_font=value(FONT),
    )  # fmt: skip


def _note(size: int) -> Text:
    return themed(
        Text(
            x=value(0), y=value(0), text="text", x_offset=value(2), y_offset="dy",
            text_font_size=value(f"{size}px"), text_baseline=value("bottom"),
            text_font=value(FONT),
        ),
        text_color="ink-2",
    )  # fmt: skip


def _middle() -> Text:
    return themed(
        Text(
            x=value(0), y=value(0), text="text", y_offset="dy", text_align=value("center"),
            text_font_size=value("12px"), text_baseline=value("middle"), text_font=value(FONT),
        ),
        text_color="ink-2",
    )  # fmt: skip


def _listen(
    drawn: figure, countries: ColumnDataSource, sectors: DataRenderer, bands: DataRenderer
) -> None:
    """Tell what lies under the pointer and pick the country that is tapped."""
    drawn.add_tools(
        HoverTool(renderers=[bands, sectors], tooltips=_TIP, point_policy="follow_mouse"),
        TapTool(renderers=[sectors]),
    )
    picked = CustomJS(args={"countries": countries}, code=_PICK)
    countries.selected.js_on_change("indices", picked)
