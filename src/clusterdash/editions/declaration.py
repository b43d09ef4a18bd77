"""What an edition says of itself: ``edition.toml``."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from clusterdash.errors import DataError
from clusterdash.model import Holding
from clusterdash.model.vocabulary import Completeness
from clusterdash.names import GROUPS, THIRD

FILE = "edition.toml"


@dataclass(frozen=True, slots=True)
class Declaration:
    """The contents of ``edition.toml``.

    Attributes:
        name: Name of the edition.
        title: Title for readers.
        date: Day of the edition, ISO 8601.
        version: Version of the edition.
        description: What it holds.
        synthetic: Whether its data is made up.
        contributors: Contributors as the Data Package standard writes them.
        licences: Licences by key, as the Data Package standard writes them.
        holdings: What it says of each table.
        files: Other files: key of their licence, credit and note.
        real: Tables of a synthetic edition in which nothing is made up.
    """

    name: str
    title: str
    date: str
    version: str
    description: str
    synthetic: bool
    contributors: list[dict[str, Any]]
    licences: dict[str, dict[str, str]]
    holdings: dict[str, Holding]
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    real: frozenset[str] = frozenset()

    def made_up(self, table: str) -> bool:
        """Return whether a table holds what is made up."""
        return self.synthetic and table not in self.real


def read_declaration(folder: Path) -> Declaration:
    """Read what an edition says of itself.

    Raises:
        DataError: The file is missing, not TOML, or lacks something.
    """
    path = folder / FILE
    if not path.is_file():
        raise DataError(f"{FILE} is missing from {folder}: this is not an edition.")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        holdings = {
            name: Holding(
                name=name,
                completeness=table["completeness"],
                note=table["note"],
                complete_for=table.get("complete_for", ""),
                licence=table["licence"],
                credit=table["credit"],
                until=str(table.get("until", "")),  # a day of TOML is no text
                source_id=table.get("source", ""),
            )
            for name, table in said["tables"].items()
        }
        declaration = Declaration(
            **{key: said[key] for key in ("name", "title", "version", "description")},
            date=str(said["date"]),
            synthetic=said["synthetic"],
            contributors=said["contributors"],
            licences=said["licences"],
            holdings=holdings,
            files=said.get("files", {}),
            real=frozenset(
                name for name, table in said["tables"].items() if table.get("synthetic") is False
            ),
        )
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{FILE}: {error}.") from error
    except KeyError as error:
        raise DataError(f"{FILE}: {error.args[0]} is missing.") from error
    for problem in _problems(declaration, folder):
        raise DataError(f"{FILE}: {problem}.")
    return declaration


def _problems(said: Declaration, folder: Path) -> Iterator[str]:
    if not _is_day(said.date):
        yield f"date is {said.date!r}, expected a day such as 2026-11-22"
    if str(said.synthetic) not in {"True", "False"}:  # "no" would count as true
        yield f"synthetic is {said.synthetic!r}, expected true or false"
    for held in said.holdings.values():
        where = f"tables.{held.name}"
        if held.completeness not in get_args(Completeness):
            options = ", ".join(get_args(Completeness))
            yield f"{where}.completeness is {held.completeness!r}, expected one of {options}"
        if held.complete_for and held.complete_for not in set(GROUPS) - {THIRD}:
            groups = ", ".join(sorted(set(GROUPS) - {THIRD}))
            yield f"{where}.complete_for is {held.complete_for!r}, expected one of {groups}"
        if held.until and not _is_day(held.until):
            yield f"{where}.until is {held.until!r}, expected a day such as 2026-11-22"
        if held.licence not in said.licences:
            yield f"{where}.licence is {held.licence!r}, which [licences] does not hold"
    for name, about in said.files.items():
        if not (folder / name).is_file():
            yield f"files.{name}: there is no such file in {folder}"
        for key in ("licence", "credit", "note"):
            if key not in about:
                yield f"files.{name}.{key} is missing"
        if about.get("licence") not in said.licences:
            yield f"files.{name}.licence is {about.get('licence')!r}, which [licences] lacks"


def _is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, written as 2026-11-22."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_sources(said: Declaration, known: Collection[str]) -> None:
    """Check that the source of every table is one of the edition's.

    Args:
        said: What the edition says of itself.
        known: Ids of its sources.

    Raises:
        DataError: A table names another.
    """
    for held in said.holdings.values():
        if held.source_id and held.source_id not in known:
            raise DataError(
                f"{FILE}: tables.{held.name}.source is {held.source_id!r}, expected an id that "
                "stands in the column source_id of sources.csv."
            )
