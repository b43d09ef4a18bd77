"""The start page as HTML, complete before any script."""

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, Template

from clusterdash.engine import Engine
from clusterdash.ui.cards import start


@lru_cache(maxsize=2)
def _template(name: str) -> Template:
    # Everything that comes from data is text: nothing is marked as safe in the template.
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((files("clusterdash.ui") / name).read_text(encoding="utf-8"))


def start_page(engine: Engine) -> str:
    """Return the contents of the start page: the four questions with figures and sources."""
    return _template("start.html").render(
        sections=start(engine), edition=engine.edition.label, synthetic=engine.edition.synthetic
    )


def style() -> str:
    """Return the style sheet of the pages."""
    return (files("clusterdash.ui") / "page.css").read_text(encoding="utf-8")
