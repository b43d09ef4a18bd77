"""The tables of the published edition as they are written, read without the engine."""

import csv
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"


def rows(table: str) -> list[dict[str, str]]:
    """Return a table of the edition as it is written."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def union() -> set[str]:
    """Return the codes of the EU-27."""
    return {
        row["country_code"]
        for row in rows("countries")
        if row["eu_accession_year"] and not row["eu_exit_date"]
    }


def registered() -> list[dict[str, str]]:
    """Return the organisations of the registry."""
    return [row for row in rows("organisations") if row["registry"] == "yes"]


def figures(measure: str, **held: str) -> list[dict[str, str]]:
    """Return the published figures of a measure that are whole and preferred to others."""
    wanted = {"measure": measure, "part": "whole", "country_code": "ALL"} | held
    return [f for f in rows("figures") if all(f[key] == value for key, value in wanted.items())]


def written(figure: dict[str, str]) -> str:
    """Return a figure as a reader reads it, with its qualifier."""
    word = {"exact": "", "over": "over ", "at_least": "at least ", "around": "around "}
    return f"{word[figure['qualifier']]}{int(figure['value']):,}"
