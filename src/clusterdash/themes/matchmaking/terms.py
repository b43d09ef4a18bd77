"""What the metrics of this theme have in common."""

from clusterdash.language import mark

THEME = "matchmaking"
EVENTS = ("event", "series", "type", "mode", "direction", "host_country", "partner_country")
INVOLVED = ("country", "ecosystem")
NAMED = (("country", "involved"), ("ecosystem", "presence"))
NARROWED = (
    ("country", mark("{name} (host, or named as present)")),
    ("ecosystem", mark("{name} (named as present)")),
)
MEETING_TYPES = ("matchmaking", "partnering", "clusters_meet_regions", "conference", "other")
HELD = (("event_status", ("held",)),)
ORGANISERS = "The organisers of the events hold registrations and meeting schedules."
