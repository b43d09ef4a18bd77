"""A text across a figure that no picture of it goes without."""

from bokeh.models.annotations import Label
from bokeh.models.nodes import Node

from clusterdash.charts.chart import FONT, Chart, themed

_SIZE = 15  # pixels: it fits the narrowest figure
_ALPHA = 0.38


def watermark(chart: Chart, text: str) -> None:
    """Write a text across the middle of a figure, whatever it shows and however it grows."""
    label = Label(
        x=Node.canvas.center,
        y=Node.canvas.center,
        text=text,
        text_align="center",
        text_baseline="middle",
        text_font=FONT,
        text_font_size=f"{_SIZE}px",
        text_font_style="bold",
        text_alpha=_ALPHA,
        level="annotation",  # the page wipes other layers when its fonts arrive
    )
    chart.figure.add_layout(themed(label, text_color="note"))
