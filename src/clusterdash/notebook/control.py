"""Controls of the page as widgets of a notebook."""

from collections.abc import Callable
from typing import Any

import ipywidgets

from clusterdash.engine import Engine
from clusterdash.errors import UnknownNameError
from clusterdash.state import Selection, View
from clusterdash.ui.controls import Choice, choices

_ROWS = 6
_SPAN = ("from", "to")


def control(
    engine: Engine, key: str, view: View, go: Callable[[View], None]
) -> tuple[Any, Callable[[View], None]]:
    """Return a widget and what makes it follow.

    Args:
        engine: What knows the choices.
        key: Key of the choice.
        view: What is selected now.
        go: Told of every new choice.

    Raises:
        UnknownNameError: There is no such choice.
    """
    offered = {choice.key: choice for choice in choices(engine, Selection(view))}
    if key not in offered:
        raise UnknownNameError("control", key, tuple(offered))
    choice = offered[key]
    made = _one(choice) if key in (*_SPAN, "as") else _several(choice)
    held = [view]

    def follow(new: View) -> None:
        held[0] = new
        made.value = _value(choice, new)

    def chosen(change: dict[str, Any]) -> None:
        if change["new"] != _value(choice, held[0]):
            held[0] = _view(choice, held[0], change["new"])
            go(held[0])

    follow(view)
    made.observe(chosen, "value")
    return made, follow


def _one(choice: Choice) -> Any:  # noqa: ANN401 - widgets carry no types
    options = [(choice.all, ""), *((label, code) for code, label in choice.options)]
    return ipywidgets.Dropdown(options=options, value="", description=choice.label)


def _several(choice: Choice) -> Any:  # noqa: ANN401 - widgets carry no types
    options = [(label, code) for code, label in choice.options]
    return ipywidgets.SelectMultiple(options=options, description=choice.label, rows=_ROWS)


def _value(choice: Choice, view: View) -> str | tuple[str, ...]:
    """Return what a control shows of a view; codes that it does not offer stay unseen."""
    if choice.key == "as":
        return view.stated
    if choice.key in _SPAN:
        return str(view.where.years[_SPAN.index(choice.key)]) if view.where.years else ""
    offered = {code for code, _ in choice.options}
    # In the order of the options, as the browser sends them.
    held = view.where.get(choice.key)
    return tuple(code for code, _ in choice.options if code in held and code in offered)


def _view(choice: Choice, view: View, value: str | tuple[str, ...]) -> View:
    """Return a view with what a control chose; codes that it does not offer are kept."""
    selected = Selection(view)
    if choice.key == "as":
        selected.state(str(value))
    elif choice.key in _SPAN:
        selected.period(_years(choice, view, str(value)))
    else:
        offered = {code for code, _ in choice.options}
        unseen = [code for code in view.where.get(choice.key) if code not in offered]
        wanted = (*unseen, *value)
        if set(wanted) != set(view.where.get(choice.key)):
            selected.pick({choice.key: wanted})
    return selected.view


def _years(choice: Choice, view: View, year: str) -> tuple[int, int] | None:
    """Return the span with one end moved; the other end, where open, is the last or first year."""
    known = [int(code) for code, _ in choice.options]
    first, last = view.where.years or (min(known), max(known))
    if choice.key == "from":
        first = int(year or min(known))
    else:
        last = int(year or max(known))
    return (
        None if (first, last) == (min(known), max(known)) else (min(first, last), max(first, last))
    )
