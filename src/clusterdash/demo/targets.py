"""Published totals that the made-up records reproduce."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from clusterdash.model import Edition

MEASURES: Final = {
    "event": (
        "meetings",
        "agreements",
        "participants",
        "third_country_participants",
        "registered",
        "organisations",
        "registered_organisations",
        "completed",
    ),
    "partnership": ("agreements", "smes_supported", "funding_to_smes_eur"),
    "programme": (
        "meetings",
        "cooperation_cases",
        "agreements",
        "participants",
        "organisations",
        "smes_supported",
    ),
}
"""Measures that records can tell, by level."""

_MORE_CAME = "More people came than are said to have registered; records know who registered."
_BOTH = "Counts both sides; organisations of third countries have no row to be counted by."
_PARTNERS = "Counts partners of partnerships; records of events do not know them."
_NO_PARTNERSHIP = "Records of meetings know the event, not the partnership."
_NO_EVENT = "The edition holds no event of this programme."
_LESS = "Less than its events' own figures ask for together; the events' figures are kept."
_ONCE = "Counts an organisation of several events once; records reproduce those of each event."
_LACKING = "Counts events that the edition does not hold, such as the first conference."

UNCALIBRATED: Final = {
    "f0195": _MORE_CAME,
    "f0205": _MORE_CAME,
    "f0240": _BOTH,
    "f0291": _BOTH,
    "f0408": _NO_PARTNERSHIP,
    "f0436": _NO_PARTNERSHIP,
    "f0389": _NO_PARTNERSHIP,
    "f0394": _PARTNERS,
    "f0395": _PARTNERS,
    "f0403": _PARTNERS,
    "f0701": _PARTNERS,
    "f0401": _NO_EVENT,
    "f0404": _NO_EVENT,
    "f0367": _LACKING,
    "f0380": _ONCE,
    "f0381": _LESS,
    "f0383": "A part of the programme's people, whose number is not reproduced.",
}
"""Published figures of these measures that are not reproduced, and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """One published total.

    Attributes:
        figure_id: The figure.
        measure: What it counts.
        level: ``event``, ``partnership`` or ``programme``.
        subject: What it is about, by its published name.
        country: Country that it is limited to, or "".
        ecosystem: Ecosystem that it is limited to, or ""; of events alone.
        value: Its value.
        qualifier: How exact it is.
        years: First and last year that it covers.
    """

    figure_id: str
    measure: str
    level: str
    subject: str
    country: str
    ecosystem: str
    value: float
    qualifier: str
    years: tuple[int, int]

    @property
    def aim(self) -> int:
        """The value that records reproduce at scale 1: as published, or as its qualifier says."""
        if self.qualifier == "over":
            return round(self.value + max(1.0, 0.012 * self.value))
        return round(self.value)


def targets(published: Edition) -> tuple[Target, ...]:
    """Return the published totals that records reproduce."""
    named = [level for level in MEASURES for _ in MEASURES[level]]
    measures = [measure for level in MEASURES for measure in MEASURES[level]]
    wanted = pl.DataFrame({"subject_type": named, "measure": measures})
    rows = (
        published.tables["figures"]
        .with_columns(pl.col("subject_type", "status").cast(pl.String))
        .filter(pl.col("part") == "whole", pl.col("status") == "outcome")
        .filter(~pl.col("figure_id").is_in(list(UNCALIBRATED)))
        .join(wanted, on=["subject_type", "measure"], how="semi")
        .sort("figure_id")
    )
    return tuple(_target(row) for row in rows.iter_rows(named=True))


def _target(row: dict[str, str]) -> Target:
    start = row["period_start"] or row["period_end"] or "1900"
    end = row["period_end"] or row["period_start"] or "2100"
    event = row["subject_type"] == "event"
    return Target(
        figure_id=row["figure_id"],
        measure=row["measure"],
        level=row["subject_type"],
        subject=row["subject_id"],
        country="" if row["country_code"] == "ALL" else row["country_code"],
        ecosystem=row["ecosystem"] if event and row["ecosystem"] != "all" else "",
        value=float(row["value"]),
        qualifier=str(row["qualifier"]),
        years=(int(start[:4]), int(end[:4])),
    )


class Aims:
    """Finds what is published of one measure."""

    def __init__(self, found: tuple[Target, ...]) -> None:
        self._found = found

    def whole(self, measure: str, subject: str) -> int | None:
        """Return the number to reproduce for a whole event, partnership or programme."""
        for target in self._found:
            same = target.measure == measure and target.subject == subject
            if same and not target.country and not target.ecosystem:
                return target.aim
        return None

    def parts(self, measure: str, subject: str, dimension: str) -> dict[str, int]:
        """Return the numbers to reproduce for parts, by country or by ecosystem."""
        return {
            str(getattr(target, dimension)): target.aim
            for target in self._found
            if target.measure == measure
            and target.subject == subject
            and getattr(target, dimension)
        }

    def ecosystems(self, subject: str) -> set[str]:
        """Return the ecosystems that anything published of an event is limited to."""
        return {t.ecosystem for t in self._found if t.subject == subject and t.ecosystem}

    def of_level(self, level: str, measure: str) -> tuple[Target, ...]:
        """Return the totals of one measure on one level."""
        return tuple(t for t in self._found if t.level == level and t.measure == measure)
