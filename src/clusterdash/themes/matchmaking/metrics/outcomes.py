"""Metrics on meetings and what followed from them."""

from clusterdash.model import Funnel, Metric, Pick, Quote, Ratio
from clusterdash.themes.matchmaking import recorded
from clusterdash.themes.matchmaking.terms import EVENTS, ORGANISERS, THEME

METRICS: tuple[Metric, ...] = (
    Metric(
        key="meetings",
        theme=THEME,
        label="bilateral meetings",
        singular="bilateral meeting",
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
        recorded=recorded.MEETINGS,
    ),
    Metric(
        key="cooperation_cases",
        theme=THEME,
        label="cooperation cases",
        singular="cooperation case",
        definition="Cases of cooperation that followed from meetings, by the programme's count.",
        answer=Quote(picks=(Pick("cooperation_cases"),)),
        dims=("programme", "year"),
        caveats=("programme_repeats",),
        holder=ORGANISERS,
        related=("funnel", "agreements"),
        recorded=recorded.CASES,
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
        singular="formal agreement",
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
        recorded=recorded.AGREEMENTS,
    ),
    Metric(
        key="collaborations",
        theme=THEME,
        label="collaborations or projects that followed",
        singular="collaboration or project that followed",
        definition="Collaborations fixed at an event, or projects that followed, as published.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("partnerships_initiated", "fixed at the event"),
                Pick("collaboration_projects", "collaboration projects"),
                Pick("projects", "projects"),
            ),
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
        related=("meetings", "agreements", "events"),
        recorded=recorded.FUNNEL,
    ),
    Metric(
        key="case_rate",
        theme=THEME,
        label="cooperation cases per 100 meetings",
        definition="Cooperation cases per 100 bilateral meetings of the same programme and years.",
        answer=Ratio("cooperation_cases", "meetings"),
        dims=("programme", "year"),
        unit="ratio",
        default_by=("programme",),
        holder=ORGANISERS,
        related=("funnel",),
        recorded=recorded.CASE_RATE,
    ),
    Metric(
        key="agreement_rate",
        theme=THEME,
        label="formal agreements per 100 meetings",
        definition="Formal agreements per 100 bilateral meetings of the same programme and years.",
        answer=Ratio("agreements", "meetings"),
        dims=(*EVENTS, "programme", "year"),
        unit="ratio",
        default_by=("programme",),
        holder=ORGANISERS,
        related=("funnel",),
        recorded=recorded.AGREEMENT_RATE,
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
        caveats=("everybody_meets",),
        unit="ratio",
        default_by=("event",),
        holder=ORGANISERS,
        related=("meetings", "event_organisations"),
        recorded=recorded.PER_ORGANISATION,
    ),
)
