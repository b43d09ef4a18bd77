"""A figure that is built once: its models by name, and how new content reaches them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bokeh.models import (
    AllIndices,
    CategoricalColorMapper,
    CDSView,
    ColumnDataSource,
    FactorRange,
    Model,
    Range1d,
    Selection,
    UnionRenderers,
)
from bokeh.models.glyph import Glyph
from bokeh.models.renderers import DataRenderer
from bokeh.plotting import figure

from clusterdash.charts.palette import PALETTE, Role, colour

Columns = Mapping[str, Sequence[Any]]
M = TypeVar("M", bound=Model)
FONT = "Inter, 'Noto Sans', 'Liberation Sans', system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Content:
    """What a figure shows of a Result; texts are said and formatted.

    Attributes:
        sources: Columns by name of the data source. Fewer columns than the source holds replace
            only those, and must be as long.
        spans: First and last value by axis, "x" or "y".
        factors: Categories by axis.
        ticks: Places and texts of ticks by axis.
        height: Height in CSS pixels.
        margins: Room for text on the left and on the right of the frame, in CSS pixels, or None
            to leave it as it is.
    """

    sources: Mapping[str, Columns]
    spans: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    factors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ticks: Mapping[str, Mapping[float, str]] = field(default_factory=dict)
    height: int = 240
    margins: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A figure and its data sources.

    Attributes:
        figure: The Bokeh figure, without toolbar, as wide as its place.
        sources: Its data sources by name.
        foot: Room below what is drawn, in CSS pixels.
        below: Room below the frame, in CSS pixels, for what is said of every content.
    """

    figure: figure
    sources: Mapping[str, ColumnDataSource]
    foot: int = 0
    below: int = 0

    def show(self, content: Content) -> None:
        """Patch the figure with new content; what is equal is not sent again."""
        for name, columns in content.sources.items():
            _fill(self.sources[name], columns)
        for axis, span in content.spans.items():
            held = getattr(self.figure, f"{axis}_range")
            assert isinstance(held, Range1d)
            # Downwards, a unit is a pixel: what is drawn keeps its size above the foot.
            start = span[0] + (self.foot if axis == "y" else 0)
            if (held.start, held.end) != (start, span[1]):
                held.update(start=start, end=span[1])
        for axis, factors in content.factors.items():
            held = getattr(self.figure, f"{axis}_range")
            assert isinstance(held, FactorRange)
            if list(held.factors) != list(factors):
                held.factors = list(factors)
        for axis, ticks in content.ticks.items():
            drawn = getattr(self.figure, f"{axis}axis")[0]
            if drawn.major_label_overrides != dict(ticks):
                drawn.update(major_label_overrides=dict(ticks), ticker=list(ticks))
        self._place(content)

    def _place(self, content: Content) -> None:
        placed: dict[str, int] = {"height": content.height + self.foot + self.below}
        if content.margins is not None:
            left, right = content.margins
            placed |= {"min_border_left": left, "min_border_right": right}
        changed = {name: n for name, n in placed.items() if getattr(self.figure, name) != n}
        if changed:
            self.figure.update(**changed)


def _fill(source: ColumnDataSource, columns: Columns) -> None:
    held = {name: list(values) for name, values in source.data.items()}
    new = {name: list(values) for name, values in columns.items()}
    if new.keys() == held.keys():
        if new != held:
            source.data = dict(new)
        return
    changed = {name: values for name, values in new.items() if values != held[name]}
    if changed:
        source.patch({name: [(slice(len(values)), values)] for name, values in changed.items()})


def themed(model: M, **roles: Role) -> M:
    """Colour properties of a model by role, so that a page can repaint them in its theme."""
    model.tags = [*model.tags, {"roles": roles}]
    model.update(**{name: colour(role) for name, role in roles.items()})
    return model


@dataclass(frozen=True, slots=True, eq=False)
class _Common:
    """Models of which every figure of a page would make its own: fewer models, a quicker page."""

    tones: CategoricalColorMapper = field(
        default_factory=lambda: CategoricalColorMapper(
            factors=list(PALETTE), palette=[colour(role) for role in PALETTE], tags=["tones"]
        )
    )
    everything: AllIndices = field(default_factory=AllIndices)
    policy: UnionRenderers = field(default_factory=UnionRenderers)
    untouched: Selection = field(default_factory=Selection)


_common: ContextVar[_Common | None] = ContextVar("common", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Let the figures that are built inside share models: they belong to one page for good."""
    token = _common.set(_Common())
    try:
        yield
    finally:
        _common.reset(token)


def _shared() -> _Common:
    return _common.get() or _Common()


def tones() -> CategoricalColorMapper:
    """Return a mapper from a column of role names to colours, repainted like ``themed`` models."""
    return _shared().tones


def source(columns: Columns, *, touched: bool = False) -> ColumnDataSource:
    """Return a data source.

    Args:
        columns: Its columns.
        touched: Whether a tool selects in it, so that it needs a selection of its own.
    """
    common = _shared()
    selected = Selection() if touched else common.untouched
    return ColumnDataSource(dict(columns), selection_policy=common.policy, selected=selected)


def draw(drawn: figure, held: ColumnDataSource, glyph: Glyph, **options: Any) -> DataRenderer:  # noqa: ANN401 - whatever Bokeh takes
    """Draw marks from a data source, all of its rows."""
    view = CDSView(filter=_shared().everything)
    added: DataRenderer = drawn.add_glyph(held, glyph, view=view, **options)
    return added


def canvas(**options: Any) -> figure:  # noqa: ANN401 - whatever Bokeh takes
    """Return an empty figure in the look of the house: no toolbar, no grid, no frame."""
    drawn = figure(
        toolbar_location=None,
        tools="",
        sizing_mode="stretch_width",
        background_fill_alpha=0,
        border_fill_alpha=0,
        outline_line_alpha=0,
        min_border=0,
        **options,
    )
    drawn.grid.visible = False
    drawn.title = None
    return drawn
