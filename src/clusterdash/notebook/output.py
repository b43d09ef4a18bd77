"""What a cell shows: the page in a frame, and the same in words for whoever has no frame."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from clusterdash.language import say, spoken
from clusterdash.notebook.address import Way
from clusterdash.publish.synthetic import made_up, marked
from clusterdash.state import View
from clusterdash.ui.heads import head
from clusterdash.ui.page import Place
from clusterdash.ui.session import Session
from clusterdash.ui.shown import shown

HEIGHT = 860
_FRAME = "width:100%;border:0;display:block;resize:vertical;color-scheme:normal"


@dataclass(frozen=True, slots=True)
class Output:
    """How a board looks in a cell.

    Attributes:
        height: Height of its frame in CSS pixels, or None for the usual one.
    """

    height: int | None = None

    def query(self, view: View) -> str:
        """Return the query of the frame's address."""
        return view.to_query()

    def session(self, place: Place, query: str, report: Callable[[Exception], str]) -> Session:
        """Return what a window holds on the server."""
        return Session(place, query, report)

    def heading(self, place: Place, view: View) -> str:
        """Return what the page says first."""
        return head(place.engine, place.board, view, ()).title

    def words(self, place: Place, view: View) -> str:
        """Return what the page says, for whoever reads without a browser."""
        cards = (shown(place.engine, block, view).card for block in place.board.blocks)
        said = (
            f"{card.title}: {' '.join(filter(None, [card.gap, card.headline]))}" for card in cards
        )
        made = made_up(synthetic=place.engine.edition.synthetic)
        told = [self.heading(place, view), "", *said, "", place.engine.edition.label]
        return "\n".join([*([made] if made else []), *told])

    def pixels(self, place: Place, view: View) -> int:
        """Return the height of the frame."""
        return self.height or HEIGHT


def bundle(output: Output, place: Place, view: View, address: str, way: Way) -> dict[str, str]:
    """Return an output of a notebook: a frame with its page, and the words.

    What strips frames (a notebook that is not trusted, a printed or published copy) leaves the
    words.

    Args:
        output: How it looks.
        place: What is shown.
        view: What is selected.
        address: Address of the page.
        way: How browsers reach the server.
    """
    words = output.words(place, view)
    synthetic = place.engine.edition.synthetic
    heading = marked(output.heading(place, view), synthetic=synthetic)
    made = made_up(synthetic=synthetic)
    said = f"<p><strong>{escape(made)}</strong></p>" if made else ""
    query = output.query(view)
    link = f"{address}?{query}" if query else address
    shown = (
        f"<p>{escape(way.missing)}</p>"
        if way.missing
        else frame(link, heading, output.pixels(place, view))
    )
    html = (
        f'<div lang="{spoken().replace("_", "-")}">{said}{shown}'
        f"<details{' open' if way.missing else ''}><summary>{escape(say('The same in words'))}"
        f"</summary><pre>{escape(words)}</pre></details></div>"
    )
    return {"text/plain": words, "text/html": html}


def frame(address: str, name: str, height: int) -> str:
    """Return a frame, and a link to what is in it.

    Args:
        address: Address of the page.
        name: What the page says first.
        height: Height of the frame in CSS pixels; readers can draw it taller.
    """
    return (
        f'<iframe src="{escape(address)}" title="{escape(name)}" height="{height}" '
        f'style="{_FRAME}" allow="clipboard-read; clipboard-write; fullscreen"></iframe>'
        f'<p><a href="{escape(address)}" target="_blank" rel="noopener">'
        f"{escape(say('Open in a window of its own'))}</a></p>"
    )
