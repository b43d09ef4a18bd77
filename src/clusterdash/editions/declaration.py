"""What an edition says of itself: ``edition.toml``."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clusterdash.errors import DataError
from clusterdash.model import Holding

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
            )
            for name, table in said["tables"].items()
        }
        return Declaration(
            **{key: said[key] for key in ("name", "title", "date", "version", "description")},
            synthetic=said["synthetic"],
            contributors=said["contributors"],
            licences=said["licences"],
            holdings=holdings,
            files=said.get("files", {}),
        )
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{FILE}: {error}.") from error
    except KeyError as error:
        raise DataError(f"{FILE}: {error.args[0]} is missing.") from error
