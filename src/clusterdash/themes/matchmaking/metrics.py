"""Metrics on matchmaking and the events around it."""

from clusterdash.model import Funnel, Metric, Pick, Quote, Ratio, Rows

THEME = "matchmaking"
EVENTS = ("event", "series", "type", "mode", "direction", "host_country", "partner_country")
MEETING_TYPES = ("matchmaking", "partnering", "clusters_meet_regions", "conference", "other")
HELD = (("event_status", ("held",)),)
ORGANISERS = "The organisers of the events hold registrations and meeting schedules."
ECCP_TOTAL = "ECCP cluster matchmaking events"
BSR_TOTAL = "BSR Stars Cluster Matchmaking Conferences and Innovation Express"
CONGRESS = "Polish Cluster Congress, editions 1-5 (each)"

METRICS: tuple[Metric, ...] = (
    Metric(
        key="events",
        theme=THEME,
        label="events held",
        singular="event held",
        definition=(
            "Matchmaking, partnering, policy and learning events that sources name, by the year "
            "in which they started; announced and cancelled ones are counted apart."
        ),
        answer=Rows("events", ("event_id",), keep=HELD, only=("event_status",)),
        dims=(*EVENTS, "event_status", "programme", "year"),
        caveats=("listed_not_all",),
        holder=ORGANISERS,
        related=("matchmaking_events", "sessions"),
    ),
    Metric(
        key="matchmaking_events",
        theme=THEME,
        label="matchmaking events held",
        singular="matchmaking event held",
        definition="Events of type matchmaking that sources name, by the year of their start.",
        answer=Rows(
            "events",
            ("event_id",),
            keep=(*HELD, ("type", ("matchmaking",))),
            only=("event_status",),
        ),
        dims=(
            "event",
            "series",
            "mode",
            "direction",
            "host_country",
            "partner_country",
            "event_status",
            "programme",
            "year",
        ),
        caveats=("listed_not_all",),
        holder=ORGANISERS,
        related=("events", "matchmaking_events_total"),
        beside=("matchmaking_events_total", "matchmakings_planned"),
    ),
    Metric(
        key="matchmaking_events_total",
        theme=THEME,
        label="matchmaking events, as the programme counts them",
        definition="Matchmaking events that the ECCP supported in a period, by its own count.",
        answer=Quote(picks=(Pick("matchmaking_events"),)),
        dims=("programme", "year"),
        related=("matchmaking_events",),
    ),
    Metric(
        key="matchmakings_planned",
        theme=THEME,
        label="matchmakings planned in the ECCP's contract",
        definition="Matchmaking events that the contract of the ECCP foresees: a plan.",
        answer=Quote(
            picks=(
                Pick("matchmaking_events_physical", "physical"),
                Pick("matchmaking_events_outgoing", "physical, outgoing"),
                Pick("matchmaking_events_incoming", "physical, incoming"),
                Pick("matchmaking_events_intra_eu_physical", "physical, intra-EU"),
                Pick("matchmaking_events_virtual", "virtual, intra-EU"),
            )
        ),
        dims=("programme", "kind"),
        default_by=("kind",),
        caveats=("caps",),
        related=("matchmaking_events",),
    ),
    Metric(
        key="meetings",
        theme=THEME,
        label="bilateral meetings",
        definition=(
            "Meetings between two sides at an event, as its organisers published them; between "
            "clusters (c2c) and between businesses (b2b) apart where stated."
        ),
        answer=Quote(
            picks=(
                Pick("meetings", "all"),
                Pick("meetings_c2c", "between clusters (c2c)"),
                Pick("meetings_c2b", "between cluster and business (c2b)"),
                Pick("meetings_b2b", "between businesses (b2b)"),
                Pick("meetings_by_cluster_organisations", "by cluster organisations"),
                Pick("meetings_business_and_cluster_session", "business and cluster session"),
            ),
            additive="event",
            universe="meeting_events",
        ),
        dims=(*EVENTS, "ecosystem", "programme", "kind", "status", "year"),
        caveats=("programme_repeats",),
        holder=ORGANISERS,
        related=("matchmaking_events", "country_presence", "event_organisations"),
    ),
    Metric(
        key="meeting_events",
        theme=THEME,
        label="events held at which people could meet",
        definition="Events held, without trainings, webinars and policy forums.",
        answer=Rows(
            "events",
            ("event_id",),
            keep=(*HELD, ("type", MEETING_TYPES)),
            only=("type", "event_status"),
        ),
        dims=(*EVENTS, "event_status", "programme", "year"),
        caveats=("listed_not_all",),
        related=("events",),
    ),
    Metric(
        key="event_organisations",
        theme=THEME,
        label="organisations at the event",
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
        holder=ORGANISERS,
        related=("country_presence", "event_countries"),
    ),
    Metric(
        key="event_countries",
        theme=THEME,
        label="countries at the event",
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
        holder=ORGANISERS,
        related=("country_presence",),
    ),
    Metric(
        key="participants",
        theme=THEME,
        label="participants",
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
        caveats=("attendances", "programme_repeats"),
        holder=ORGANISERS,
        related=("registered", "event_organisations", "country_presence"),
    ),
    Metric(
        key="registered",
        theme=THEME,
        label="people registered",
        definition="People who registered for an event (not a training); not attendance.",
        answer=Quote(
            picks=(Pick("registered", levels=("event",), types=MEETING_TYPES),),
            universe="meeting_events",
        ),
        dims=("event", "series", "type", "mode", "direction", "host_country", "partner_country",
              "programme", "year"),
        default_by=("event",),
        holder=ORGANISERS,
        related=("participants",),
    ),
    Metric(
        key="speakers",
        theme=THEME,
        label="speakers",
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
        definition="SMEs in the European delegation of an event; the partner side apart.",
        answer=Quote(
            picks=(
                Pick("smes_participating", "European", ("event",)),
                Pick("third_country_smes", "from third countries"),
            ),
            universe="meeting_events",
        ),
        dims=("event", "series", "type", "mode", "direction", "host_country", "partner_country",
              "programme", "kind", "year"),
        default_by=("event",),
        caveats=("smes_differ",),
        related=("smes_represented",),
    ),
    Metric(
        key="partnerships_present",
        theme=THEME,
        label="partnerships present",
        definition="Cluster partnerships or INNOSUP projects present at a partnering event.",
        answer=Quote(
            picks=(
                Pick("partnerships_present", "cluster partnerships"),
                Pick("innosup_projects_present", "INNOSUP projects"),
            )
        ),
        dims=("event", "series", "type", "mode", "direction", "host_country", "programme", "kind",
              "year"),
        default_by=("event", "kind"),
        related=("partnerships",),
    ),
    Metric(
        key="cooperation_cases",
        theme=THEME,
        label="cooperation cases",
        definition="Cases of cooperation that followed from meetings, by the programme's count.",
        answer=Quote(picks=(Pick("cooperation_cases"),)),
        dims=("programme", "year"),
        caveats=("programme_repeats",),
        holder=ORGANISERS,
        related=("funnel", "agreements"),
    ),
    Metric(
        key="cases_with_non_europeans",
        theme=THEME,
        label="per cent of cooperation cases with non-European organisations",
        definition="Share of the cooperation cases whose partner is not European.",
        answer=Quote(picks=(Pick("cooperation_cases_with_non_european_pct"),)),
        dims=("programme", "year"),
        unit="percent",
        related=("cooperation_cases",),
    ),
    Metric(
        key="agreements",
        theme=THEME,
        label="formal agreements",
        definition=(
            "Agreements or memoranda signed after meetings, as published for a programme, an "
            "event or a partnership; “initiated or established” ones are a wider notion."
        ),
        answer=Quote(
            picks=(
                Pick("agreements", "formal"),
                Pick("agreements_initiated_or_established", "initiated or established"),
            )
        ),
        dims=(*EVENTS, "partnership", "ecosystem", "programme", "year"),
        default_by=("programme",),
        narrow_by=("subject",),
        caveats=("programme_repeats",),
        holder=ORGANISERS,
        related=("funnel", "cooperation_cases", "collaborations"),
    ),
    Metric(
        key="collaborations",
        theme=THEME,
        label="collaborations or projects that followed",
        definition="Collaborations fixed at an event, or projects that followed, as published.",
        answer=Quote(
            picks=(
                Pick("partnerships_initiated", "fixed at the event"),
                Pick("collaboration_projects", "collaboration projects"),
                Pick("projects", "projects"),
            )
        ),
        dims=("event", "series", "type", "mode", "direction", "host_country", "programme", "kind",
              "year"),
        default_by=("subject", "kind"),
        related=("agreements", "cooperation_cases"),
    ),
    Metric(
        key="funnel",
        theme=THEME,
        label="from meeting to agreement",
        definition=(
            "Bilateral meetings, the cooperation cases and the formal agreements that followed, "
            "for the same events and years; rates are per cent of the meetings."
        ),
        answer=Funnel(("meetings", "cooperation_cases", "agreements")),
        dims=("programme", "stage", "year"),
        default_by=("programme", "stage"),
        holder=ORGANISERS,
        related=("meetings", "agreements"),
    ),
    Metric(
        key="case_rate",
        theme=THEME,
        label="cooperation cases per 100 meetings",
        definition="Cooperation cases per 100 bilateral meetings of the same programme and years.",
        answer=Ratio("cooperation_cases", "meetings"),
        dims=("programme", "year"),
        unit="percent",
        default_by=("programme",),
        holder=ORGANISERS,
        related=("funnel",),
    ),
    Metric(
        key="agreement_rate",
        theme=THEME,
        label="formal agreements per 100 meetings",
        definition="Formal agreements per 100 bilateral meetings of the same programme and years.",
        answer=Ratio("agreements", "meetings"),
        dims=(*EVENTS, "programme", "year"),
        unit="percent",
        default_by=("programme",),
        holder=ORGANISERS,
        related=("funnel",),
    ),
    Metric(
        key="meetings_per_organisation",
        theme=THEME,
        label="meetings per organisation",
        definition=(
            "Bilateral meetings divided by the organisations that took part, for events that "
            "publish both; several events are pooled, never averaged."
        ),
        answer=Ratio("meetings", "event_organisations", scale=1, pooled=True),
        dims=(*EVENTS, "ecosystem", "programme", "year"),
        unit="ratio",
        default_by=("event",),
        holder=ORGANISERS,
        related=("meetings", "event_organisations"),
    ),
    Metric(
        key="country_presence",
        theme=THEME,
        label="events at which the country was named as present",
        singular="event at which the country was named as present",
        definition="Events at which a source names organisations or people of a country.",
        answer=Rows(
            "event_presence",
            ("event_id",),
            keep=(("presence", ("present",)), ("country", ("*",))),
            only=("presence",),
        ),
        dims=(*EVENTS, "country", "event_status", "presence", "programme", "year"),
        default_by=("country",),
        caveats=("presence", "listed_not_all"),
        holder=ORGANISERS,
        related=("events",),
    ),
    Metric(
        key="ecosystem_presence",
        theme=THEME,
        label="events at which the ecosystem was named as present",
        singular="event at which the ecosystem was named as present",
        definition="Events at which a source names organisations of an industrial ecosystem.",
        answer=Rows(
            "event_presence",
            ("event_id",),
            keep=(("presence", ("present",)), ("ecosystem", ("*",))),
            only=("presence",),
        ),
        dims=(*EVENTS, "ecosystem", "event_status", "presence", "programme", "year"),
        default_by=("ecosystem",),
        caveats=("presence", "listed_not_all"),
        holder=ORGANISERS,
        related=("events",),
    ),
    Metric(
        key="satisfaction",
        theme=THEME,
        label="per cent of participants",
        definition="Participants who found the event excellent or good, or would come again.",
        answer=Quote(
            picks=(
                Pick("satisfaction_pct", "excellent or good"),
                Pick("would_participate_again_pct", "would come again"),
            )
        ),
        dims=("event", "series", "type", "mode", "direction", "host_country", "programme", "kind",
              "year"),
        unit="percent",
        default_by=("event", "kind"),
        holder=ORGANISERS,
        related=("participants",),
    ),
)

UNMAPPED: dict[str, str] = {
    "cooperation_opportunities_per_cluster": "An average of opportunities at one event, no count.",
    "digest_readers": "Readers of a newsletter: communication, not matchmaking.",
    "discussion_themes": "Themes of one discussion: contents, not an outcome.",
    "events_per_year": "A rhythm that is planned, neither a count of events nor a target for one.",
    "future_initiative_topics": "Topics of one discussion: contents, not an outcome.",
    "meeting_requests": "Requests before one event: neither meetings held nor registrations.",
    "participants_capacity": "How many people an online event could take, not how many came.",
    "sectors_represented": "Sectors in the wording of one source; not the 14 ecosystems.",
    "site_visits": "Visits in the programme of one mission.",
    "stands": "Exhibition stands at one conference.",
    "survey_responses": "Responses to a survey among partnerships, not partnerships.",
}
