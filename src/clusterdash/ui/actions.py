"""What a reader can do to a page, by name, as the page's script and forms send it."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from clusterdash.engine import Engine
from clusterdash.model import SIDES, Beside, Board, Where, span
from clusterdash.publish.link import understood
from clusterdash.state import STATED, Selection, View
from clusterdash.ui import compare
from clusterdash.ui.links import Asked, asked
from clusterdash.ui.lists.facets import KNOWN, PLACED, UNKNOWN
from clusterdash.ui.turns import offered


class Acting(Protocol):
    """What actions need of a page."""

    selection: Selection

    @property
    def engine(self) -> Engine:
        """What answers."""

    @property
    def board(self) -> Board:
        """What the page shows."""

    def go(self, asked: Asked) -> None:
        """Look at what a link asks for."""

    def find(self, text: str) -> None:
        """Look for organisations."""

    def place_at(self, known: str) -> None:
        """List organisations with a location, or without; the same again lists all."""

    def more(self) -> None:
        """List more organisations."""

    def turn(self, block: str, way: str) -> bool:
        """Switch a block to another of its breakdowns; return whether it has that one."""

    def remember(self, past: list[View], future: list[View]) -> None:
        """Take up the way back of a session that ended."""


Action = Mapping[str, Any]
_LONGEST = 1000  # letters of a link in the way back, or of a code
_STEPS = 30  # links in the way back
_MOST = 100  # codes in one of them: a disc of the map holds two dozen cities


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
    if not all(isinstance(codes, list) for codes in chosen.values()):
        return ""
    if not all(_known(page, key, code) for key, codes in chosen.items() for code in codes):
        return ""
    page.selection.pick(chosen)
    return "choose"


def _sides(page: Acting) -> compare.Sides | None:
    """Return what stands side by side, on the page that compares."""
    on_it = page.board.key == compare.KEY
    return compare.sides(page.engine, page.selection.view) if on_it else None


def _known(page: Acting, key: object, code: object) -> bool:
    """Return whether the edition knows a code: pages offer no others."""
    if not isinstance(key, str) or not isinstance(code, str) or not code or len(code) > _LONGEST:
        return False
    where = Where.of({key: (code,)})
    return understood(where, (), page.engine.labels)[0] == where


def _add(page: Acting, action: Action) -> str:
    key, code = action.get("key"), action.get("code")
    if not _known(page, key, code):
        return ""
    sides = _sides(page)
    if sides and sides.key == key and key in page.selection.view.where:
        return _pin(page, {"code": code})
    page.selection.add(str(key), str(code))
    return "choose"


def _pin(page: Acting, action: Action) -> str:
    """Set one more beside what is selected: a code, or the years from one to another."""
    sides = _sides(page)
    code = str(action.get("code") or "")
    if sides is None or not _comparable(page, Beside(sides.key, (code,))):
        return ""
    page.selection.go(compare.pinned(page.engine, page.selection.view, code))
    return "choose"


def _unpin(page: Acting, action: Action) -> str:
    view = page.selection.view
    page.selection.go(compare.unpinned(page.engine, view, str(action.get("code") or "")))
    return "choose"


def _compare(page: Acting, action: Action) -> str:
    """Compare in another dimension; without one, with what is nearest."""
    key = str(action.get("key") or "")
    if key not in {"", *SIDES}:
        return ""
    page.selection.go(compare.turned(page.selection.view, key))
    return "choose"


def _comparable(page: Acting, beside: Beside) -> bool:
    if beside.key == "year":
        return all(span(code) for code in beside.codes)
    return all(_known(page, beside.key, code) for code in beside.codes)


def _only(page: Acting, action: Action) -> str:
    key, code = action.get("key"), action.get("code")
    if key == PLACED:
        known = code in {KNOWN, UNKNOWN}
        if known:
            page.place_at(str(code))
        return "show" if known else ""
    if not _known(page, key, code):
        return ""
    sides = _sides(page)
    if sides and sides.key == key:
        page.selection.go(compare.selected(page.engine, page.selection.view, str(code)))
    else:
        page.selection.pick({str(key): [str(code)]})
    return "choose"


def _drop(page: Acting, action: Action) -> str:
    page.selection.drop(str(action.get("key")), str(action.get("code") or ""))
    return "choose"


def _period(page: Acting, action: Action) -> str:
    given = [str(action.get(name) or "") for name in ("from", "to")]
    years = asked(page.engine, f"from={given[0]}&to={given[1]}").view.where.years
    if any(given) and years is None:
        return ""
    page.selection.period(years)
    return "choose"


def _state(page: Acting, action: Action) -> str:
    if action.get("as") not in STATED:
        return ""
    page.selection.state(str(action.get("as")))
    return "choose"


def _turn(page: Acting, action: Action) -> str:
    return "choose" if page.turn(str(action.get("key")), str(action.get("code") or "")) else ""


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
    page.go(asked(page.engine, str(action.get("query") or ""), page.board))
    return "show"


def _look(page: Acting, action: Action) -> str:
    """Look at what a link asks for, as a step of its own."""
    page.go(asked(page.engine, str(action.get("query") or ""), page.board))
    return "choose"


def _resume(page: Acting, action: Action) -> str:
    past, future = (_views(page, action.get(name)) for name in ("past", "future"))
    page.remember(past, future)
    return "show"


def _views(page: Acting, queries: object) -> list[View]:
    """Return views of an own page: short links, all of it known; anything else is left out."""
    listed = [q for q in queries if isinstance(q, str)] if isinstance(queries, list) else []
    found = (View.from_query(query) for query in listed[:_STEPS] if len(query) <= _LONGEST)
    return [view for view, strange in found if not strange and _all_known(page, view)]


def _all_known(page: Acting, view: View) -> bool:
    if offered(page.engine, view.ways, page.board) != view.ways:
        return False
    if len(view.beside.codes) > _MOST or not _comparable(page, view.beside):
        return False
    codes = [(key, code) for key, codes in view.where.selected for code in codes]
    return len(codes) <= _MOST and all(_known(page, key, code) for key, code in codes)


def _find(page: Acting, action: Action) -> str:
    page.find(str(action.get("text") or ""))
    return "show"


def _more(page: Acting, _action: Action) -> str:
    page.more()
    return "show"


_ACTIONS: dict[str, Callable[[Acting, Action], str]] = {
    "pick": _pick,
    "add": _add,
    "only": _only,
    "pin": _pin,
    "unpin": _unpin,
    "compare": _compare,
    "drop": _drop,
    "period": _period,
    "state": _state,
    "turn": _turn,
    "clear": _clear,
    "undo": _undo,
    "redo": _redo,
    "goto": _goto,
    "look": _look,
    "resume": _resume,
    "find": _find,
    "more": _more,
}
