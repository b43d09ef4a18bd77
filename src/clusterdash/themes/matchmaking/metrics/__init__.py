"""Metrics on matchmaking and the events around it."""

from clusterdash.model import Metric
from clusterdash.themes.matchmaking.metrics import events, outcomes, participation, records

METRICS: tuple[Metric, ...] = (
    *events.METRICS,
    *participation.METRICS,
    *outcomes.METRICS,
    *records.METRICS,
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
