"""A copy of the published edition that a test may spoil."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from clusterdash.editions import published_folder

Spoil: TypeAlias = Callable[[list[dict[str, str]]], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the published edition."""
    return shutil.copytree(published_folder(), tmp_path / "data")


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, Spoil], None]:
    """Return a function that rewrites one table of the copy."""

    def rewrite(table: str, change: Spoil) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            names = list(reader.fieldnames or [])
            rows = list(reader)
        change(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    return rewrite
