"""Metrics on matchmaking that only records tell."""

from clusterdash.model import Metric, Ratio
from clusterdash.themes.matchmaking.recorded import (
    CAME,
    FOLLOW_UPS,
    LAG,
    MET,
    PARTICIPATIONS,
    SCHEDULED,
)
from clusterdash.themes.matchmaking.terms import ORGANISERS, THEME

METRICS: tuple[Metric, ...] = (
    Metric(
        key="meetings_scheduled",
        theme=THEME,
        label="bilateral meetings scheduled",
        singular="bilateral meeting scheduled",
        definition="Meetings of two sides that were given a slot at an event, held or not.",
        answer=SCHEDULED,
        dims=MET,
        default_by=("country",),
        caveats=("both_countries",),
        holder=ORGANISERS,
        related=("meetings",),
    ),
    Metric(
        key="follow_ups",
        theme=THEME,
        label="meetings followed up",
        singular="meeting followed up",
        definition="Meetings after which the two sides were in touch again.",
        answer=FOLLOW_UPS,
        dims=MET,
        default_by=("country",),
        caveats=("both_countries",),
        holder=ORGANISERS,
        related=("meetings", "cooperation_cases"),
    ),
    Metric(
        key="held_rate",
        theme=THEME,
        label="meetings held per 100 scheduled",
        definition="Bilateral meetings held per 100 that were scheduled.",
        answer=Ratio("meetings", "meetings_scheduled", records=True),
        dims=MET,
        unit="ratio",
        default_by=("mode",),
        holder=ORGANISERS,
        related=("meetings", "meetings_scheduled"),
    ),
    Metric(
        key="agreement_lag",
        theme=THEME,
        label="days from meeting to agreement (median)",
        definition=(
            "Days between a meeting and the formal agreement that followed from it: half of the "
            "agreements took as long or longer. Meetings without an agreement are not in it."
        ),
        answer=LAG,
        dims=("country", "ecosystem", "programme", "year"),
        default_by=("year",),
        caveats=("only_agreed",),
        holder=ORGANISERS,
        related=("agreements", "agreement_rate"),
    ),
    Metric(
        key="participations",
        theme=THEME,
        label="participations in events",
        singular="participation in an event",
        definition="People at events (not trainings); a person at two events counts twice.",
        answer=PARTICIPATIONS,
        dims=CAME,
        default_by=("country",),
        caveats=("protected",),
        holder=ORGANISERS,
        related=("participants",),
    ),
)
