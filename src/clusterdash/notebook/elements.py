"""HoloViews and hvPlot in notebooks, offline.

Loading their own extensions has a notebook fetch scripts and style sheets from elsewhere, even
where they are asked to bring them along. So they are not loaded: an element is drawn on a page of
the server inside the kernel, and a cell shows that page in a frame. Widgets and zooming stay alive.
Whoever loads an extension gets what it does instead.
"""

from functools import lru_cache, partial
from typing import Any

import holoviews as hv
import panel as pn
from holoviews.core.data import Dataset
from holoviews.core.dimension import LabelledData

from clusterdash.ask import Ask
from clusterdash.charts.element import element as build
from clusterdash.notebook.output import frame
from clusterdash.notebook.server import local
from clusterdash.opened import default_engine
from clusterdash.publish.synthetic import marked

_PAGE = """{% extends base %}
{% block contents %}<style>body { margin: 0; display: block; height: auto }</style>
<main>{{ embed(roots.figure) }}</main>{% endblock %}"""
_AROUND, _USUAL = 24, 400
_GROUP = "clusterdash"


def element(asked: Ask) -> Any:  # noqa: ANN401 - HoloViews carries no types
    """Return an answer as an element."""
    _shown_here()
    return build(asked.result(), asked.labels)


def accessor(asked: Ask) -> Any:  # noqa: ANN401 - hvPlot carries no types
    """Return what hvPlot offers for an answer's frame."""
    import hvplot  # not hvplot.pandas, which loads the extension

    _shown_here()
    plots = hvplot.hvPlotTabular
    return (_marking(plots) if asked.result().synthetic else plots)(asked.to_pandas())


def _marking(plots: Any) -> Any:  # noqa: ANN401 - hvPlot's own
    """Return what hvPlot offers, with a mark in the title of whatever is drawn."""

    class Marking(plots):  # type: ignore[misc]
        def __call__(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as hvPlot takes it
            title = options.pop("title", "")
            options["title"] = marked(str(title), synthetic=True)
            return super().__call__(*args, **options)

    return Marking


@lru_cache(maxsize=1)
def _shown_here() -> None:
    """Have notebooks show elements in frames."""
    if hv.Store.current_backend not in hv.Store.renderers:
        hv.Store.set_current_backend("bokeh")
    hv.Store.set_display_hook(_GROUP, LabelledData, shown)


def shown(drawn: Any) -> tuple[dict[str, str], dict[str, Any]] | None:  # noqa: ANN401
    """Return the output of a cell for an element, or None where its own extension shows it.

    Args:
        drawn: An element, an overlay, a layout or a map of them.
    """
    if getattr(hv.extension, "_loaded", False):
        return None
    server = local(default_engine())  # a drawing has no links into an edition
    if server.way.missing:
        return {"text/plain": f"{drawn!r}\n{server.way.missing}"}, {}
    address = server.hold(partial(_page, drawn), few=True)
    chosen = hv.Store.lookup_options("bokeh", drawn, "plot").kwargs.get("title")
    name = chosen or drawn.label or type(drawn).__name__
    return {"text/html": frame(address, name, _height(drawn)), "text/plain": _words(drawn)}, {}


def _page(drawn: Any, _query: str) -> pn.Template:  # noqa: ANN401 - HoloViews carries no types
    page = pn.Template(_PAGE)
    page.add_panel("figure", pn.pane.HoloViews(drawn, sizing_mode="stretch_width"))
    return page


def _height(drawn: Any) -> int:  # noqa: ANN401 - HoloViews carries no types
    plot = hv.Store.renderers["bokeh"].get_plot(drawn)
    heights = (getattr(plot.state, name, None) for name in ("height", "min_height"))
    found = next((height for height in heights if height), _USUAL)
    plot.cleanup()
    return int(found) + _AROUND


def _words(drawn: Any) -> str:  # noqa: ANN401 - HoloViews carries no types
    return f"{drawn!r}\n{drawn.dframe()}" if isinstance(drawn, Dataset) else repr(drawn)
