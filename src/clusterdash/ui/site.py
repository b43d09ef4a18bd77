"""Where the parts of the site are: its pages, its shipped files, its other routes."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from clusterdash.charts.palette import variables
from clusterdash.engine import Engine
from clusterdash.language import mark
from clusterdash.registry import Registry

FOLDER = Path(__file__).parent / "assets"


class Assets:
    """The files that pages are made with; Panel serves what stands in the list, nothing else."""

    _css: ClassVar[list[str]] = [
        path.relative_to(FOLDER.parent).as_posix()
        for path in sorted(FOLDER.rglob("*"))
        if path.is_file()
    ]


ASSETS = f"components/{__name__}/{Assets.__name__}/_css/assets/"
"""Address of the shipped files, relative to the server's start."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the navigation.

    Attributes:
        key: Key of its board, or "start".
        title: Its name.
        route: Its address, relative to any page.
    """

    key: str
    title: str
    route: str


@dataclass(frozen=True, slots=True)
class Site:
    """How a server offers the site.

    Attributes:
        home: Address of the start page.
        files: Stem of the addresses of files, or "" where this server has none.
        profiles: Whether this server has pages about single things.
        contact: Whom to tell of a wrong figure, or "".
        root: Where the server's shared files are, relative to any page.
        other: Start page of the other edition, relative to any page, or "" where this is the only.
        name: What tells this edition from the other in a browser's memory.
        embeds: Whether this server has a page that shows one card alone, for other pages to hold.
    """

    home: str = "./"
    files: str = "file/"
    profiles: bool = True
    contact: str = ""
    root: str = ""
    other: str = ""
    name: str = ""
    embeds: bool = True

    @property
    def assets(self) -> str:
        """Address of the shipped files, relative to any page."""
        return f"{self.root}{ASSETS}"

    @property
    def finds(self) -> bool:
        """Whether this server has a page that finds anything by name."""
        return bool(self.files) and self.profiles

    def across(self, route: str) -> str:
        """Return the address of a page in the other edition, or "" where there is none.

        Args:
            route: Address of the page in this edition.
        """
        return f"{self.other}{route.removeprefix('./')}" if self.other else ""

    def pages(self, registry: Registry) -> tuple[Page, ...]:
        """Return the pages, the start page first."""
        boards = [theme.board for theme in registry.themes if theme.board]
        first = Page("start", mark("Start"), self.home)
        every = (first, *(Page(b.key, b.title, b.key) for b in boards))
        comparing = [Page("compare", mark("Compare"), "compare")] if _compares(registry) else []
        return (*every[:1], *comparing, *every[1:])

    def about(self, kind: str, code: str) -> str:
        """Return the address of the page about one thing, or "" where this server has none.

        Args:
            kind: What it is: "organisation", "event", "partnership", "country", "ecosystem",
                "source" or "document".
            code: Its id.
        """
        return f"{kind}?id={quote(code, safe='')}" if self.profiles and code else ""


def _compares(registry: Registry) -> bool:
    """Return whether any theme sets its measures side by side."""
    return any(theme.compared for theme in registry.themes)


def credits(engine: Engine) -> str:
    """Return whom the edition credits for tables that are not its own."""
    named = dict.fromkeys(holding.credit for holding in engine.edition.holdings.values())
    return "; ".join(credit for credit in named if credit and not credit.startswith("clusterdash"))


@lru_cache(maxsize=1)
def version() -> str:
    """Return a short hash of all shipped files: a new one, a new address."""
    digest = sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def palette() -> str:
    """Return the colours of the three themes as a style sheet."""
    light, dark, contrast = (variables(name) for name in ("light", "dark", "contrast"))
    return (
        f":root {{ {light} }}"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme]) {{ {dark} }} }}"
        f":root[data-theme=dark] {{ {dark} }}"
        f"@media (prefers-contrast: more) {{ :root:not([data-theme]) {{ {contrast} }} }}"
        f":root[data-theme=contrast] {{ {contrast} }}"
        f"@media print {{ :root, :root[data-theme], :root:not([data-theme]) {{ {light} }} }}"
    )
