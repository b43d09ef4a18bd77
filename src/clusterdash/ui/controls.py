"""The controls of the selection bar: what can be chosen, and the widgets that choose it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import panel_material_ui as pmui

from clusterdash.charts.palette import Theme, colour
from clusterdash.engine import Engine
from clusterdash.language import say
from clusterdash.names import GROUPS, THIRD
from clusterdash.state import Selection
from clusterdash.ui.links import years

ANY = ""
_SPAN = ("from", "to")
_KEPT = (*_SPAN, "as")  # these show what is chosen; the others add it to the chips
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
    spans = tuple((str(year), str(year)) for year in reversed(years(engine)))
    first, last = selection.view.where.years or ("", "")
    stated = (("population", say("per million inhabitants")), ("share", say("share of the EU-27")))
    everywhere, everything = say("All countries"), say("All ecosystems")
    return (
        Choice("country", say("Country or group"), everywhere, _countries(engine)),
        Choice("ecosystem", say("Industrial ecosystem"), everything, _ecosystems(engine)),
        Choice("programme", say("Programme"), say("All programmes"), _programmes(engine)),
        Choice("as", say("Stated as"), say("absolute numbers"), stated, selection.view.stated),
        Choice("from", say("From year"), say("any year"), spans, str(first)),
        Choice("to", say("To year"), say("any year"), spans, str(last)),
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
        "components": {
            "MuiAutocomplete": {
                "defaultProps": {
                    "openText": say("Open"),
                    "closeText": say("Close"),
                    "clearText": say("Clear"),
                    "noOptionsText": say("No such choice"),
                }
            }
        },
    }


def _arrow(theme: Theme) -> dict[str, Any]:
    return {"& .MuiSvgIcon-root": {"color": colour("ink-2", theme)}}


def _label(codes: dict[str, str], code: str) -> str | None:
    """Return the name of a code, or None where nothing is chosen."""
    return next((label for label, known in codes.items() if known == code), None) if code else None


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
        self._codes: dict[str, dict[str, str]] = {}
        self.widgets: dict[str, Any] = {choice.key: self._widget(choice) for choice in offered}

    def _widget(self, choice: Choice) -> Any:  # noqa: ANN401 - widgets carry no types
        codes = {label: code for code, label in choice.options}
        self._codes[choice.key] = codes
        widget = pmui.AutocompleteInput(
            label=choice.label,
            options=list(codes),
            value=_label(codes, choice.value),
            placeholder=choice.all if choice.key in _KEPT else "",
            min_characters=0,
            search_strategy="includes",
            case_sensitive=False,
            size="small",
            margin=0,
            sizing_mode="stretch_width",
            theme_config=theme_config("light"),
            sx=_arrow("light"),
        )
        widget.param.watch(lambda event: self._chosen(choice.key, event.new), "value")
        return widget

    def _chosen(self, key: str, label: str | None) -> None:
        if self._quiet:
            return
        code = self._codes[key].get(label or "", ANY)
        if key not in _KEPT:
            if code:
                self._act({"do": "add", "key": key, "code": code})
                self._show(key, ANY)  # free for the next one
        elif key == "as":
            self._act({"do": "state", "as": code})
        else:
            held = {
                name: self._codes[name].get(self.widgets[name].value or "", ANY) for name in _SPAN
            }
            self._act({"do": "period", **held})

    def follow(self, selection: Selection) -> None:
        """Show what is selected, whoever selected it."""
        first, last = selection.view.where.years or (ANY, ANY)
        for key, code in (("from", first), ("to", last), ("as", selection.view.stated)):
            self._show(key, str(code))

    def _show(self, key: str, code: str) -> None:
        label = _label(self._codes[key], code)
        self._quiet = True
        try:
            if self.widgets[key].value != label:
                self.widgets[key].value = label
        finally:
            self._quiet = False

    def paint(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for widget in self.widgets.values():
            look = {"theme_config": theme_config(theme), "sx": _arrow(theme)}
            widget.param.update(**look, dark_theme=theme == "dark")
