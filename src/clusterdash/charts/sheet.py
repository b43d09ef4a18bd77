"""A sheet on which figures are laid out: bars, lines, points and words, in that order.

Downwards a sheet is measured in CSS pixels; across, from 0 to 1 between its margins, which are in
pixels too. So text has the room that it needs at any width.
"""

from bokeh.core.properties import field, value
from bokeh.models import Quad, Range1d, Scatter, Segment, Text

from clusterdash.charts.chart import FONT, Chart, Content, canvas, draw, source, themed, tones
from clusterdash.charts.palette import Role

NARROWEST = 250
"""Width in CSS pixels of the narrowest figure; what fits there fits everywhere."""

SIGN = "► "
"""What stands before the name of something that is marked: colour alone says nothing."""

_COLUMNS = {
    "bars": (
        "left", "right", "top", "bottom", "tone", "alpha", "dash", "hatch",
        "label", "value", "said", "qualifier", "key", "code",
    ),
    "lines": ("x0", "y0", "x1", "y1", "tone", "dash", "width"),
    "points": ("x", "y", "marker", "size", "tone", "ground", "value", "said", "qualifier"),
    "words": ("x", "y", "text", "dx", "align", "size", "style", "tone", "halo"),
}  # fmt: skip


def blank() -> Chart:
    """Return an empty sheet as a figure."""
    drawn = canvas(
        height=120,
        x_range=Range1d(start=0, end=1),
        y_range=Range1d(start=120, end=0),
        x_axis_type=None,
        y_axis_type=None,
    )
    sources = {name: source(columns) for name, columns in _empty().items()}
    glyphs = {"bars": _bars(), "lines": _lines(), "points": _points(), "words": _words()}
    for name, glyph in glyphs.items():
        # On the level of annotations nothing is clipped at the frame: text stands in the margins.
        draw(drawn, sources[name], glyph, level="annotation")
    return Chart(drawn, sources)


def _empty() -> dict[str, dict[str, list[object]]]:
    return {name: {column: [] for column in columns} for name, columns in _COLUMNS.items()}


def _bars() -> Quad:
    tone = field("tone", tones())
    bars = Quad(
        left="left", right="right", top="top", bottom="bottom",
        fill_color=tone, fill_alpha="alpha", line_color=tone, line_dash="dash", line_width=1.2,
        hatch_pattern="hatch", hatch_alpha=0.8, hatch_scale=7, hatch_weight=1.2,
    )  # fmt: skip
    return themed(bars, hatch_color="hatch")


def _lines() -> Segment:
    return Segment(
        x0="x0", y0="y0", x1="x1", y1="y1",
        line_color=field("tone", tones()), line_dash="dash", line_width="width",
    )  # fmt: skip


def _points() -> Scatter:
    return Scatter(
        x="x", y="y", marker="marker", size="size", line_width=1.8,
        line_color=field("tone", tones()), fill_color=field("ground", tones()),
    )  # fmt: skip


def _words() -> Text:
    words = Text(
        x="x", y="y", text="text", x_offset="dx", text_align="align", text_font_size="size",
        text_font_style="style", text_color=field("tone", tones()), text_baseline=value("middle"),
        text_font=value(FONT), background_fill_alpha="halo",
    )  # fmt: skip
    return themed(words, background_fill_color="card")


def emphasis(plain: Role, *, marked: bool) -> Role:
    """Return the colour of something that may be marked as selected."""
    return "selected" if marked else plain


class Sheet:
    """What is being laid out; ``y`` is how far down it is filled, in CSS pixels."""

    def __init__(self) -> None:
        """Start at the top."""
        self.y = 0.0
        self.margins = (0, 0)
        self._rows = _empty()

    def _add(self, name: str, row: dict[str, object]) -> None:
        for column, entry in row.items():
            self._rows[name][column].append(entry)

    def bar(
        self,
        top: float,
        bottom: float,
        right: float,
        *,
        tone: Role = "primary",
        planned: bool = False,
        hatched: bool = False,
        label: str = "",
        amount: float = 0,
        said: str = "",
        qualifier: str = "exact",
        picks: tuple[str, str] = ("", ""),
    ) -> None:
        """Draw a bar from the left edge; a target is an outline of dashes, "not stated" hatched.

        Args:
            top: Upper edge in pixels.
            bottom: Lower edge in pixels.
            right: Its end across, 0 to 1.
            tone: Its colour.
            planned: Whether it is a target.
            hatched: Whether it counts what is not stated.
            label: What it is about.
            amount: The value that it stands for.
            said: The value in words.
            qualifier: How exact the value is.
            picks: Dimension and code that a tap on it selects, or two "".
        """
        hollow = planned or hatched
        self._add("bars", {
            "left": 0.0, "right": right, "top": top, "bottom": bottom,
            "tone": "hatch" if hatched else tone, "alpha": 0.0 if hollow else 1.0,
            "dash": "4 3" if planned else "solid", "hatch": "/" if hatched else " ",
            "label": label, "value": amount, "said": said, "qualifier": qualifier,
            "key": picks[0], "code": picks[1],
        })  # fmt: skip

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        tone: Role = "line",
        dashed: bool = False,
        width: float = 1,
    ) -> None:
        """Draw a line between two places, each across and down."""
        self._add("lines", {
            "x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1],
            "tone": tone, "dash": "4 4" if dashed else "solid", "width": width,
        })  # fmt: skip

    def point(
        self,
        x: float,
        y: float,
        *,
        marker: str = "circle",
        size: float = 8,
        tone: Role = "primary",
        hollow: bool = False,
        amount: float = 0,
        said: str = "",
        qualifier: str = "exact",
    ) -> None:
        """Draw a mark; a hollow one is a bound, an approximation or a plan."""
        self._add("points", {
            "x": x, "y": y, "marker": marker, "size": size, "tone": tone,
            "ground": "card" if hollow else tone,
            "value": amount, "said": said, "qualifier": qualifier,
        })  # fmt: skip

    def word(
        self,
        text: str,
        y: float,
        *,
        x: float = 0,
        dx: float = 0,
        align: str = "left",
        size: int = 13,
        bold: bool = False,
        tone: Role = "ink",
        halo: bool = False,
    ) -> None:
        """Write one line of text, ``dx`` pixels beside a place, its middle ``y`` pixels down.

        Args:
            text: The line.
            y: Its middle.
            x: The place across, 0 to 1.
            dx: How far beside the place it starts, in pixels.
            align: Whether it starts there ("left"), ends there or has its middle there.
            size: Size of the letters in pixels.
            bold: Whether it is set in bold.
            tone: Its colour.
            halo: Whether it interrupts the lines behind it.
        """
        self._add("words", {
            "x": x, "y": y, "text": text, "dx": dx, "align": align, "size": f"{size}px",
            "style": "bold" if bold else "normal", "tone": tone, "halo": 1.0 if halo else 0.0,
        })  # fmt: skip

    def content(self) -> Content:
        """Return what was laid out."""
        height = max(24, round(self.y) + 4)
        return Content(
            sources=self._rows,
            spans={"x": (0.0, 1.0), "y": (float(height), 0.0)},
            height=height,
            margins=self.margins,
        )
