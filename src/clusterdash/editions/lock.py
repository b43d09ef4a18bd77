"""The lock of an edition: the hash and the row count of every file."""

import hashlib
import json
from pathlib import Path

from clusterdash.errors import DataError

FILE = "lock.json"
# Written from the edition, not part of it.
DERIVED = frozenset({FILE, "datapackage.json", "catalogue.md"})


def files_of(folder: Path) -> list[str]:
    """Return the files of an edition, relative to its folder, sorted."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in DERIVED and not path.name.startswith(".")
    )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_lock(folder: Path, rows: dict[str, int]) -> None:
    """Write the lock of an edition.

    Args:
        folder: The edition.
        rows: Data rows of each table, by file name.
    """
    files = {
        name: {"sha256": digest(folder / name)} | ({"rows": rows[name]} if name in rows else {})
        for name in files_of(folder)
    }
    text = json.dumps({"files": files}, indent=1, ensure_ascii=False)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def verify_lock(folder: Path) -> tuple[str, dict[str, int]]:
    """Check every file of an edition against its lock.

    Returns:
        The hash of the edition, and the promised row counts by file name.

    Raises:
        DataError: A file is missing, changed or unknown to the lock.
    """
    path = folder / FILE
    if not path.is_file():
        raise DataError(f"{FILE} is missing from {folder}: run `clusterdash lock` to write it.")
    try:
        locked: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["files"]
        if not isinstance(locked, dict):
            raise TypeError("no list of files")
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise DataError(f"{FILE} is broken ({error}): run `clusterdash lock`.") from error
    present = files_of(folder)
    for name in locked:
        if name not in present:
            raise DataError(
                f"{name} is missing from {folder}, but {FILE} promises it: restore the file, or "
                "run `clusterdash lock` if it was taken out on purpose."
            )
    for name in present:
        if name not in locked:
            raise DataError(
                f"{name} in {folder} is not in {FILE}: take it out, or run `clusterdash lock`."
            )
        found = digest(folder / name)
        if found != locked[name]["sha256"]:
            raise DataError(
                f"{name} was changed: expected SHA-256 {locked[name]['sha256'][:12]}..., found "
                f"{found[:12]}... If the change is meant, run `clusterdash lock`; if not, restore "
                "the file."
            )
    rows = {name: int(entry["rows"]) for name, entry in locked.items() if "rows" in entry}
    summary = json.dumps({n: e["sha256"] for n, e in sorted(locked.items())})
    return hashlib.sha256(summary.encode()).hexdigest(), rows
