"""The controls of the selection bar: what can be chosen, and the widgets that choose it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import panel_material_ui as pmui
import polars as pl

from clusterdash.charts.palette import Theme, colour
from clusterdash.engine import Engine
from clusterdash.language import say
from clusterdash.names import GROUPS, THIRD
from clusterdash.state import Selection

ANY = ""
FONT = "Inter, 'Noto Sans', 'Liberation Sans', system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen.

    Attributes:
        key: Its name in links.
        label: What is chosen.
        all: What choosing nothing means.
        options: Pairs of code and name.
        value: What is chosen now, for controls that hold one value.
    """

    key: str
    label: str
    all: str
    options: tuple[tuple[str, str], ...]
    value: str = ""


def choices(engine: Engine, selection: Selection) -> tuple[Choice, ...]:
    """Return what the selection bar offers, with its present values."""
    years = tuple((str(year), str(year)) for year in _years(engine))
    first, last = selection.view.where.years or ("", "")
    stated = (("population", say("per million inhabitants")), ("share", say("share of the EU-27")))
    everywhere, everything = say("All countries"), say("All ecosystems")
    return (
        Choice("country", say("Country or group"), everywhere, _countries(engine)),
        Choice("ecosystem", say("Industrial ecosystem"), everything, _ecosystems(engine)),
        Choice("programme", say("Programme"), say("All programmes"), _programmes(engine)),
        Choice("as", say("Stated as"), say("absolute numbers"), stated, selection.view.stated),
        Choice("from", say("From year"), say("any year"), years, str(first)),
        Choice("to", say("To year"), say("any year"), years, str(last)),
    )


def _countries(engine: Engine) -> tuple[tuple[str, str], ...]:
    label = engine.labels.label
    known = engine.context.countries.known
    listed = sorted(((c, label("country", c)) for c in known if c not in GROUPS), key=_name)
    groups = ((code, label("country", code)) for code in GROUPS if code != THIRD)
    return (*groups, *listed)


def _ecosystems(engine: Engine) -> tuple[tuple[str, str], ...]:
    known = engine.context.ecosystems.known
    return tuple((code, engine.labels.label("ecosystem", code)) for code in known)


def _programmes(engine: Engine) -> tuple[tuple[str, str], ...]:
    codes = engine.labels.codes("programme")
    return tuple(sorted(((c, engine.labels.label("programme", c)) for c in codes), key=_name))


def _name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _years(engine: Engine) -> range:
    """Return the years that figures or events are of, latest first."""
    held = engine.context.figures.select(pl.min("first"), pl.max("last")).row(0)
    return range(int(held[1]), int(held[0]) - 1, -1)


def theme_config(theme: Theme) -> dict[str, Any]:
    """Return the look of the controls: the palette of the page, in their own terms."""
    return {
        "palette": {
            "mode": "dark" if theme == "dark" else "light",
            "primary": {"main": colour("primary", theme)},
            "text": {"primary": colour("ink", theme), "secondary": colour("ink-2", theme)},
            "background": {"default": colour("page", theme), "paper": colour("card", theme)},
            "divider": colour("line", theme),
            "action": {"active": colour("ink-2", theme)},
        },
        "typography": {"fontFamily": FONT, "fontSize": 13},
        "shape": {"borderRadius": 8},
    }


class Controls:
    """The widgets of one session, tied to its selection.

    Attributes:
        widgets: Widgets by the key of their choice.
    """

    def __init__(self, offered: tuple[Choice, ...], act: Callable[[dict[str, Any]], None]) -> None:
        """Build the widgets once.

        Args:
            offered: What can be chosen.
            act: Told of every choice as an action, as the page tells of a click.
        """
        self._act = act
        self._quiet = False
        self.widgets: dict[str, Any] = {choice.key: self._widget(choice) for choice in offered}

    def _widget(self, choice: Choice) -> Any:  # noqa: ANN401 - widgets carry no types
        look = {
            "label": choice.label,
            "size": "small",
            "margin": 0,
            "sizing_mode": "stretch_width",
            "sx": {"& .MuiInputBase-root": {"height": "38px"}},
            "theme_config": theme_config("light"),
        }
        codes = {label: code for code, label in choice.options}
        if choice.key in {"country", "ecosystem", "programme"}:
            widget: Any = pmui.AutocompleteInput(
                options=list(codes),
                min_characters=0,
                search_strategy="includes",
                case_sensitive=False,
                **look,
            )
        else:
            codes = {choice.all: ANY} | codes
            widget = pmui.Select(options=codes, value=choice.value, **look)
        widget.param.watch(lambda event: self._chosen(choice.key, codes, event.new), "value")
        return widget

    def _chosen(self, key: str, codes: dict[str, str], value: str | None) -> None:
        if self._quiet or value is None:
            return
        if key in {"country", "ecosystem", "programme"}:
            if value in codes:
                self._act({"do": "add", "key": key, "code": codes[value]})
                self.widgets[key].value = None  # free for the next one
        elif key == "as":
            self._act({"do": "state", "as": value})
        else:
            years = {name: str(self.widgets[name].value or "") for name in ("from", "to")}
            self._act({"do": "period", **years})

    def follow(self, selection: Selection) -> None:
        """Show what is selected, whoever selected it."""
        first, last = selection.view.where.years or (ANY, ANY)
        self._quiet = True
        try:
            for key, value in (("from", first), ("to", last), ("as", selection.view.stated)):
                if self.widgets[key].value != str(value):
                    self.widgets[key].value = str(value)
        finally:
            self._quiet = False

    def paint(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for widget in self.widgets.values():
            widget.param.update(theme_config=theme_config(theme), dark_theme=theme == "dark")
