"""Organisations on a map: a dot for one, a disc with its number where several stand too close."""

from collections.abc import Sequence
from typing import Final

from bokeh.core.properties import field, value
from bokeh.models import ColumnDataSource, CustomJS, Scatter, Text
from bokeh.models.renderers import DataRenderer
from bokeh.plotting import figure

from clusterdash.charts.chart import FONT, Columns, draw, source, themed, tones
from clusterdash.charts.lettering import width
from clusterdash.engine import Labels
from clusterdash.geography import FRAME, Cluster, Place, apart, clusters
from clusterdash.language import number, say, say_many
from clusterdash.model import Where

WIDTHS: Final = {"places": 480, "narrow": 288}
"""Least width in CSS pixels that each set of marks is made for; the first is the usual one."""
_APART, _FINER = 17, 9  # pixels between marks of a country, and of one that is chosen
_MOVED = 14  # pixels that a disc may stand beside its city, not to cover another
_DOT = 7
_LEAST = 15
_LETTERS = 10
_NAMED = 5  # cities that a tip names

# Which marks are there follows the width; the page asks again whenever it has changed.
_FIT = """
const wide = plot.inner_width >= LEAST
if (!plot.inner_width) return
for (const [layer, on] of [[discs, wide], [numbers, wide], [few, !wide], [counts, !wide]]) {
  if (layer.visible !== on) layer.setv({visible: on}, {sync: false})
}
""".replace("LEAST", str(WIDTHS["places"]))


def layers(drawn: figure, sources: dict[str, ColumnDataSource]) -> list[DataRenderer]:
    """Draw the marks, of which those show that fit the figure's width; return the discs.

    Args:
        drawn: The map.
        sources: Its data sources by name; those of the marks are added.
    """
    found: list[DataRenderer] = []
    numbers: list[DataRenderer] = []
    for name in WIDTHS:
        held = source(columns((), Where(), None, name), touched=True)
        disc, text = _disc(), _number()
        for glyph, kept in ((disc, found), (text, numbers)):
            kept.append(draw(drawn, held, glyph, selection_glyph=glyph, nonselection_glyph=glyph))
        sources[name] = held
    found[1].visible = numbers[1].visible = False
    shown = {"discs": found[0], "few": found[1], "numbers": numbers[0], "counts": numbers[1]}
    fit = CustomJS(args={"plot": drawn, **shown}, code=_FIT)
    for name in WIDTHS:
        sources[name].js_on_change("change", fit)
    return found


def marked(places: Sequence[Place], marks: Where, level: str) -> tuple[Cluster, ...]:
    """Return what is drawn as one mark each: chosen cities alone, chosen countries in more detail.

    Args:
        places: Cities on the map.
        marks: The selection.
        level: Which of ``WIDTHS`` the marks are made for.
    """
    cities, countries = set(marks.get("city")), set(marks.get("country"))
    pixel = _pixel(level)
    alone = [place for place in places if place.code in cities]
    inside = [p for p in places if p.code not in cities and p.country in countries]
    others = [p for p in places if p.code not in cities and p.country not in countries]
    # The fullest first, so that smaller ones lie above; what is chosen above all.
    return (
        *clusters(others, _APART * pixel),
        *clusters(inside, _FINER * pixel),
        *clusters(alone, 0),
    )


def columns(places: Sequence[Place], marks: Where, labels: Labels | None, level: str) -> Columns:
    """Return the marks of one width."""
    found = marked(places, marks, level)
    chosen = set(marks.get("city"))
    texts = [number(c.count) if c.count > 1 else "" for c in found]
    on = [c.chief.code in chosen for c in found]
    acts = [_act(c, marks) for c in found]
    sizes = [_size(text) for text in texts]
    pixel = _pixel(level)
    spots = [(c.chief.x, c.chief.y, s / 2 * pixel) for c, s in zip(found, sizes, strict=True)]
    at = apart(spots, _MOVED * pixel)
    return {
        "x": [x for x, _ in at],
        "y": [y for _, y in at],
        "size": sizes,
        "tone": ["selected" if yes else "ink" for yes in on],
        "edge": ["ink" if yes else "card" for yes in on],
        "width": [2.4 if yes else 0.9 for yes in on],
        "text": texts,
        "kind": [kind for kind, _ in acts],
        "code": [code for _, code in acts],
        "city": [c.chief.code for c in found],
        "name": [_name(c, labels) for c in found],
        "said": [_said(c, labels) for c in found],
    }


def _pixel(level: str) -> float:
    """Return how many kilometres a pixel is across where the figure is least wide."""
    return (FRAME.east - FRAME.west) / WIDTHS[level]


def _size(text: str) -> float:
    return round(max(_LEAST, width(text, _LETTERS) + 6), 1) if text else _DOT


def _act(cluster: Cluster, marks: Where) -> tuple[str, str]:
    """Return what a tap chooses or opens: an organisation, a country, or all cities of a disc."""
    chief = cluster.chief
    if cluster.count == 1 and chief.alone and chief.code not in marks.get("city"):
        return "organisation", chief.alone
    if len(cluster.places) > 1 and chief.country not in marks.get("country"):
        return "country", chief.country
    return "city", "|".join(place.code for place in cluster.places)


def _name(cluster: Cluster, labels: Labels | None) -> str:
    if len(cluster.places) == 1 or labels is None:
        return cluster.chief.name
    country = labels.label("country", cluster.chief.country)
    return say("Around {city}, {country}", city=cluster.chief.name, country=country)


def _said(cluster: Cluster, labels: Labels | None) -> str:
    """Return how many organisations a mark holds, and where."""
    if cluster.count == 1 and cluster.chief.alone and labels is not None:
        named = labels.label("organisation", cluster.chief.alone)
        return say("1 organisation: {name}", name=named)
    held = say_many("{n} organisation", "{n} organisations", cluster.count)
    if len(cluster.places) == 1:
        return held
    named = ", ".join(f"{p.name} ({number(p.count)})" for p in cluster.places[:_NAMED])
    more = len(cluster.places) - _NAMED
    if more <= 0:
        return say("{held}: {cities}", held=held, cities=named)
    return say_many(
        "{held}: {cities} and {n} more city",
        "{held}: {cities} and {n} more cities",
        more,
        held=held,
        cities=named,
    )


def _disc() -> Scatter:
    return Scatter(
        x="x", y="y", size="size", fill_color=field("tone", tones()), fill_alpha=0.9,
        line_color=field("edge", tones()), line_width="width",
    )  # fmt: skip


def _number() -> Text:
    return themed(
        Text(
            x="x", y="y", text="text", text_align=value("center"), text_font=value(FONT),
            text_baseline=value("middle"), text_font_size=value(f"{_LETTERS}px"),
            text_font_style="bold",
        ),
        text_color="card",
    )  # fmt: skip
