"""A text below a figure that no picture of it goes without."""

from dataclasses import replace
from typing import Literal

from bokeh.models.annotations import Label
from bokeh.models.nodes import Node

from clusterdash.charts.chart import FONT, Chart, themed

_SIZE = 11  # pixels: it fits the narrowest figure
_FOOT = 6
_HIGH = 14  # of a line of that size


def watermark(chart: Chart, text: str) -> Chart:
    """Write a text below a figure, whatever it shows and however it grows, and over none of it."""
    label = Label(
        x=Node.canvas.center,
        y=Node.canvas.bottom,
        y_offset=4,
        text=text,
        text_align="center",
        text_baseline="bottom",
        text_font=FONT,
        text_font_size=f"{_SIZE}px",
        text_font_style="bold",
        level="annotation",  # the page wipes other layers when its fonts arrive
    )
    # Beside the frame: inside it, a text would be cut where names leave the frame little room.
    place: Literal["below", "center"] = "center" if _fills(chart) else "below"
    chart.figure.add_layout(themed(label, text_color="note"), place)
    if _fills(chart):
        return chart
    return replace(chart, foot=_FOOT, below=_HIGH)


def _fills(chart: Chart) -> bool:
    """Return whether a figure's frame is all of it: of a map, whose height follows its width."""
    return bool(chart.figure.sizing_mode == "scale_width")
