"""Metrics on who took part in events."""

from clusterdash.model import Metric, Pick, Quote
from clusterdash.themes.matchmaking import recorded
from clusterdash.themes.matchmaking.terms import EVENTS, MEETING_TYPES, ORGANISERS, THEME

ECCP_TOTAL = "ECCP cluster matchmaking events"
BSR_TOTAL = "BSR Stars Cluster Matchmaking Conferences and Innovation Express"
CONGRESS = "Polish Cluster Congress, editions 1-5 (each)"

METRICS: tuple[Metric, ...] = (
    Metric(
        key="event_organisations",
        theme=THEME,
        label="organisations at the event, European side",
        singular="organisation at the event, European side",
        definition=(
            "Cluster organisations that took part in an event; the European side unless the "
            "source mixes both. Registered, applied and third-country ones apart."
        ),
        answer=Quote(
            picks=(
                Pick("organisations", "took part", ("event",), MEETING_TYPES),
                Pick(
                    "organisations",
                    "took part",
                    ("programme",),
                    subjects=(ECCP_TOTAL, BSR_TOTAL),
                ),
                Pick("third_country_organisations", "from third countries"),
                Pick("registered_organisations", "registered"),
                Pick("organisations_applied", "applied"),
            ),
            universe="meeting_events",
        ),
        dims=(*EVENTS, "ecosystem", "programme", "kind", "year"),
        default_by=("event",),
        caveats=("who_is_counted",),
        holder=ORGANISERS,
        related=("country_presence", "event_countries"),
        recorded=recorded.ORGANISATIONS,
    ),
    Metric(
        key="event_countries",
        theme=THEME,
        label="countries at the event",
        singular="country at the event",
        definition="Countries from which participants came; the European side unless stated.",
        answer=Quote(
            picks=(
                Pick("countries", "all", ("event",), MEETING_TYPES),
                Pick("countries", "all", ("programme",), subjects=(ECCP_TOTAL, BSR_TOTAL)),
                Pick("countries_eu", "EU", ("event",)),
                Pick("countries_european", "European"),
                Pick("countries_third", "third countries"),
                Pick("registered_countries", "registered"),
                Pick("countries_applied", "applied"),
            ),
            universe="meeting_events",
        ),
        dims=(*EVENTS, "programme", "kind", "year"),
        default_by=("event",),
        caveats=("who_is_counted",),
        holder=ORGANISERS,
        related=("country_presence",),
    ),
    Metric(
        key="participants",
        theme=THEME,
        label="participants",
        singular="participant",
        definition=(
            "People who took part in an event (not a training), as published; expected ones are "
            "a target, registered ones a metric of their own."
        ),
        answer=Quote(
            picks=(
                Pick("participants", "all", ("event",), MEETING_TYPES),
                Pick(
                    "participants",
                    "all",
                    ("programme",),
                    subjects=(ECCP_TOTAL, CONGRESS, "ecan-side-event-2022"),
                ),
                Pick("participants_onsite", "on site", ("event",), MEETING_TYPES),
                Pick("participants_online", "online"),
                Pick("european_participants", "European"),
                Pick("third_country_participants", "from third countries"),
                Pick("matchmaking_participants", "in the matchmaking"),
                Pick("participants_scheduled", "scheduled for meetings"),
                Pick("seminar_participants", "in the seminar"),
            ),
            additive="event",
            universe="meeting_events",
        ),
        dims=(*EVENTS, "country", "programme", "kind", "status", "year"),
        caveats=("attendances", "who_is_counted", "programme_repeats"),
        holder=ORGANISERS,
        related=("registered", "event_organisations", "country_presence"),
        recorded=recorded.PARTICIPANTS,
    ),
    Metric(
        key="registered",
        theme=THEME,
        label="people registered",
        singular="person registered",
        definition="People who registered for an event (not a training); not attendance.",
        answer=Quote(
            picks=(Pick("registered", levels=("event",), types=MEETING_TYPES),),
            universe="meeting_events",
        ),
        dims=(
            "event",
            "series",
            "type",
            "mode",
            "direction",
            "host_country",
            "partner_country",
            "programme",
            "year",
        ),
        default_by=("event",),
        holder=ORGANISERS,
        related=("participants",),
        recorded=recorded.REGISTERED,
    ),
    Metric(
        key="speakers",
        theme=THEME,
        label="speakers",
        singular="speaker",
        definition="Speakers or experts of an event or a series of events.",
        answer=Quote(picks=(Pick("speakers"),)),
        dims=("event", "series", "type", "mode", "host_country", "programme", "year"),
        default_by=("subject",),
        related=("participants",),
    ),
    Metric(
        key="event_smes",
        theme=THEME,
        label="SMEs that took part themselves",
        singular="SME that took part itself",
        definition="SMEs in the European delegation of an event; the partner side apart.",
        answer=Quote(
            picks=(
                Pick("smes_participating", "European", ("event",)),
                Pick("third_country_smes", "from third countries"),
            ),
            universe="meeting_events",
        ),
        dims=(
            "event",
            "series",
            "type",
            "mode",
            "direction",
            "host_country",
            "partner_country",
            "programme",
            "kind",
            "year",
        ),
        default_by=("event",),
        caveats=("smes_differ",),
        related=("smes_represented",),
    ),
    Metric(
        key="partnerships_present",
        theme=THEME,
        label="partnerships present",
        singular="partnership present",
        definition="Cluster partnerships or INNOSUP projects present at a partnering event.",
        answer=Quote(
            picks=(
                Pick("partnerships_present", "cluster partnerships"),
                Pick("innosup_projects_present", "INNOSUP projects"),
            )
        ),
        dims=(
            "event",
            "series",
            "type",
            "mode",
            "direction",
            "host_country",
            "programme",
            "kind",
            "year",
        ),
        default_by=("event", "kind"),
        related=("partnerships",),
    ),
)
