"""The least a page can be: what the pages are measured against in the same run.

Run with a port: a Bokeh button whose click comes back as a text, served through Panel.
"""

import sys

import panel as pn
from bokeh.models import Column
from bokeh.models.widgets import Button, Div


def page() -> pn.pane.Bokeh:
    """Return a button, and a text that says how often it was pressed."""
    button, text = Button(label="press", name="press"), Div(text="0", name="count")
    pressed = 0

    def press() -> None:
        nonlocal pressed
        pressed += 1
        text.text = str(pressed)

    button.on_click(press)
    return pn.pane.Bokeh(Column(children=[button, text]))


if __name__ == "__main__":
    pn.extension()
    port = int(sys.argv[1])
    pn.serve(
        {"/": page},
        port=port,
        address="127.0.0.1",
        show=False,
        websocket_origin=[f"127.0.0.1:{port}"],
        compress_response=True,
    )
