"""Pages without a session: the profile of an organisation, and a route that is none."""

from clusterdash.engine import Engine
from clusterdash.language import say, spoken
from clusterdash.ui.profile import profile
from clusterdash.ui.render import render
from clusterdash.ui.site import ASSETS, Site, credits, palette, version


def organisation(engine: Engine, site: Site, code: str) -> str:
    """Return the page of an organisation.

    Raises:
        UnknownNameError: There is no such organisation.
    """
    found = profile(engine, code)
    return _document("organisation.html", engine, site, found.name, here="clusters", profile=found)


def lost(engine: Engine, site: Site, path: str, meant: str) -> str:
    """Return the page for a reader who asked for a route that is none.

    Args:
        engine: What knows the boards.
        site: How the server offers the site.
        path: What was asked for.
        meant: The nearest route, or "".
    """
    heading = say("There is no page {path}", path=path)
    # Addresses here begin at the root: a lost path may be any number of levels deep.
    return _document("lost.html", engine, site, heading, root="/", path=path, meant=meant)


def unknown(engine: Engine, site: Site, code: str) -> str:
    """Return the page for a reader who asked for an organisation that is none."""
    heading = say("There is no organisation {code}", code=code)
    return _document("lost.html", engine, site, heading, root="/", path="", meant="/clusters#find")


def _document(
    name: str,
    engine: Engine,
    site: Site,
    heading: str,
    *,
    root: str = "",
    here: str = "",
    **values: object,
) -> str:
    return render(
        name,
        heading=f"{heading} · clusterdash",
        root=root,
        here=here,
        home=site.home,
        query="",
        choices=(),
        pages=site.pages(engine.registry),
        synthetic=engine.edition.synthetic,
        edition=engine.edition.label,
        credits=credits(engine),
        contact=site.contact,
        palette=palette(),
        assets=ASSETS,
        version=version(),
        lang=spoken().replace("_", "-"),
        **values,
    )
