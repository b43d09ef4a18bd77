"""What a reader can do to a page, by name, as the page's script and forms send it."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from clusterdash.engine import Engine
from clusterdash.state import Selection, View
from clusterdash.ui.links import Asked, asked


class Acting(Protocol):
    """What actions need of a page."""

    selection: Selection

    @property
    def engine(self) -> Engine:
        """What answers."""

    def go(self, asked: Asked) -> None:
        """Look at what a link asks for."""

    def find(self, text: str) -> None:
        """Look for organisations."""

    def more(self) -> None:
        """List more organisations."""

    def remember(self, past: list[View], future: list[View]) -> None:
        """Take up the way back of a session that ended."""


Action = Mapping[str, Any]


def act(page: Acting, action: Action) -> str:
    """Do an action.

    Returns:
        "choose" if it is a step that the browser should remember, "show" if it is not, "" if
        nothing is to be done.
    """
    known = _ACTIONS.get(str(action.get("do")))
    return known(page, action) if known else ""


def _pick(page: Acting, action: Action) -> str:
    chosen = action.get("set")
    if not isinstance(chosen, dict):
        return ""
    page.selection.pick({str(key): _codes(codes) for key, codes in chosen.items()})
    return "choose"


def _codes(codes: object) -> tuple[str, ...]:
    return tuple(str(code) for code in codes) if isinstance(codes, list) else ()


def _add(page: Acting, action: Action) -> str:
    page.selection.add(str(action.get("key")), str(action.get("code")))
    return "choose"


def _drop(page: Acting, action: Action) -> str:
    page.selection.drop(str(action.get("key")), str(action.get("code") or ""))
    return "choose"


def _period(page: Acting, action: Action) -> str:
    query = f"from={action.get('from') or ''}&to={action.get('to') or ''}"
    page.selection.period(asked(page.engine, query).view.where.years)
    return "choose"


def _state(page: Acting, action: Action) -> str:
    page.selection.state(str(action.get("as") or ""))
    return "choose"


def _clear(page: Acting, _action: Action) -> str:
    page.selection.clear()
    return "choose"


def _undo(page: Acting, _action: Action) -> str:
    page.selection.undo()
    return "choose"


def _redo(page: Acting, _action: Action) -> str:
    page.selection.redo()
    return "choose"


def _goto(page: Acting, action: Action) -> str:
    page.go(asked(page.engine, str(action.get("query") or "")))
    return "show"


def _resume(page: Acting, action: Action) -> str:
    past, future = (_views(page, action.get(name)) for name in ("past", "future"))
    page.remember(past, future)
    return "show"


def _views(page: Acting, queries: object) -> list[View]:
    listed = queries if isinstance(queries, list) else []
    return [asked(page.engine, str(query)).view for query in listed[:100]]


def _find(page: Acting, action: Action) -> str:
    page.find(str(action.get("text") or ""))
    return "show"


def _more(page: Acting, _action: Action) -> str:
    page.more()
    return "show"


_ACTIONS: dict[str, Callable[[Acting, Action], str]] = {
    "pick": _pick,
    "add": _add,
    "drop": _drop,
    "period": _period,
    "state": _state,
    "clear": _clear,
    "undo": _undo,
    "redo": _redo,
    "goto": _goto,
    "resume": _resume,
    "find": _find,
    "more": _more,
}
