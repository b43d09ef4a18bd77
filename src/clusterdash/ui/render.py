"""Templates: everything that comes from data is text."""

import re
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from clusterdash.language import say, say_many
from clusterdash.ui.lanes import lanes

_TIED = re.compile(r"(\d[\d.,]* %|\d+(?:st|nd|rd|th) of \d+|EUR \d[\d.,]*|\bEU-27\b)")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("clusterdash.ui"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,  # a page is made of one version of the templates
    )
    environment.filters["pieces"] = pieces
    environment.globals.update(say=say, say_many=say_many, lanes=lanes)
    return environment


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether no line may end within it: "9.1 %", "EU-27"."""
    return [(piece, n % 2 == 1) for n, piece in enumerate(_TIED.split(text)) if piece]


def render(name: str, **values: object) -> str:
    """Return a template filled in; values are escaped where they stand."""
    return _environment().get_template(name).render(**values)


def source(name: str) -> str:
    """Return the text of a template, for the frame that Panel fills in itself."""
    loader = _environment().loader
    assert loader is not None
    return loader.get_source(_environment(), name)[0]
