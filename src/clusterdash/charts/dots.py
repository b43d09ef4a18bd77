"""Events as marks: their shapes, their sizes, and the figure that draws them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from bokeh.core.properties import field
from bokeh.models import (
    FixedTicker,
    HoverTool,
    LinearAxis,
    NoOverlap,
    Quad,
    Scatter,
)

from clusterdash.charts.chart import FONT, Chart, Columns, draw, source, themed, tones
from clusterdash.charts.lanes import Happening
from clusterdash.charts.palette import Role
from clusterdash.charts.sheet import blank
from clusterdash.publish.cells import Cell

HEAD = 22
"""Room for the years above the sheet, in pixels."""
BARE = 3.0
"""Radius in pixels of an event of which no number is published."""
_LARGEST, _LEAST = 15.0, 3.6
_OPEN = 4.0
_CROSS = 4.5
_TIP = '<div style="max-width: 18em"><strong>@label</strong><br>@when<br>@said</div>'
_COLUMNS = (
    "x", "y", "size", "marker", "tone", "ground", "edge", "dash", "weight",
    "code", "label", "status", "when", "value", "said", "qualifier",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How large marks are: their areas are as the numbers.

    Attributes:
        top: The largest number, or 0 where there is none.
    """

    top: float

    def radius(self, event: Happening) -> float:
        """Return the radius of an event's mark in pixels; the least is of one without a number."""
        if event.status == "cancelled":
            return _CROSS
        radius = BARE if event.number is None else self.of(event.number.value or 0)
        return radius if event.status == "held" else max(radius, _OPEN)

    def of(self, value: float) -> float:
        """Return the radius of a number's mark in pixels."""
        return max(_LEAST, _LARGEST * sqrt(value / self.top)) if self.top > 0 else _LEAST


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark.

    Attributes:
        x: Its place across, 0 to 1.
        y: Its place down, in pixels.
        radius: Its radius in pixels, half of its width.
        event: What it stands for.
        tone: Its colour.
        bound: Whether its number is a bound or an approximation.
    """

    x: float
    y: float
    radius: float
    event: Happening
    tone: Role
    bound: bool = False

    @property
    def filled(self) -> bool:
        """Return whether its circle is: an event that was held, with an exact number or none."""
        return self.event.status == "held" and not self.bound


def sizes(numbers: Iterable[Cell | None]) -> Size:
    """Return how large the marks of these numbers are."""
    return Size(max((cell.value or 0 for cell in numbers if cell is not None), default=0.0))


def dotted() -> Chart:
    """Return an empty sheet with marks on it, ``HEAD`` pixels below the edge, years above."""
    sheet = blank()
    drawn: Any = sheet.figure  # Bokeh types its models only in part
    own = {name: source(columns(())) for name in ("events", "key")}
    own["bands"] = source({"top": [], "bottom": []})
    under = draw(drawn, own["bands"], _band(), level="underlay")
    marks = [draw(drawn, own[name], _mark(), level="annotation") for name in ("events", "key")]
    *below, words = [each for each in drawn.renderers if each not in {under, *marks}]
    drawn.renderers = [under, *below, *marks, words]
    drawn.add_tools(HoverTool(renderers=marks[:1], tooltips=_TIP, attachment="above"))
    drawn.add_layout(_axis(), "above")
    drawn.min_border_top = HEAD  # more than the years need, so that the sheet's pixels stay true
    return Chart(drawn, {**sheet.sources, **own})


def columns(dots: Iterable[Dot]) -> Columns:
    """Return the columns of the marks, the largest first, so that small ones lie above."""
    rows = [_row(dot) for dot in sorted(dots, key=lambda dot: -dot.radius)]
    return {name: [row[name] for row in rows] for name in _COLUMNS}


def _mark() -> Scatter:
    return Scatter(
        x="x", y="y", size="size", marker="marker", line_width="weight", line_dash="dash",
        line_color=field("edge", tones()), fill_color=field("ground", tones()),
    )  # fmt: skip


def _band() -> Quad:
    """Return what lies behind a lane of what is not stated."""
    band = Quad(
        left=0, right=1, top="top", bottom="bottom", fill_alpha=0, line_alpha=0,
        hatch_pattern="/",  hatch_scale=10, hatch_weight=2,
    )  # fmt: skip
    return themed(band, hatch_color="land")


def _axis() -> LinearAxis:
    """Return the line of years; those that would run into each other are left out."""
    axis = LinearAxis(
        major_label_policy=NoOverlap(min_distance=6),
        axis_line_color=None, major_tick_line_color=None, minor_tick_line_color=None,
        major_tick_out=0, minor_tick_out=0,
        major_label_text_font=FONT, major_label_text_font_size="11px", major_label_standoff=3,
    )  # fmt: skip
    axis.update(ticker=FixedTicker(ticks=[]))
    return themed(axis, major_label_text_color="ink-2")


def _row(dot: Dot) -> dict[str, object]:
    event, number = dot.event, dot.event.number
    held, crossed = event.status == "held", event.status == "cancelled"
    return {
        "x": dot.x, "y": dot.y, "size": 2 * dot.radius, "marker": "x" if crossed else "circle",
        "tone": dot.tone, "ground": dot.tone if dot.filled else "card",
        "edge": _edge(dot), "dash": "solid" if held or crossed else "2 2",
        "weight": _weight(dot),
        "code": event.code, "label": event.name, "status": event.status, "when": event.when,
        "value": number.value if number else None, "said": number.said if number else "",
        "qualifier": number.qualifier if number else "",
    }  # fmt: skip


def _weight(dot: Dot) -> float:
    """Return the width of an edge: of an open mark it says what is marked, besides its colour."""
    if dot.bound:
        return 2.8 if dot.event.marked else 1.6
    return 0.8 if dot.filled and not dot.event.marked else 1.6


def _edge(dot: Dot) -> Role:
    """Return the colour of an edge: it parts marks that overlap, and says what is marked."""
    if not dot.filled:
        return dot.tone
    return "ink" if dot.event.marked else "card"
