"""Metrics on training and learning from each other."""

from clusterdash.language import mark
from clusterdash.model import Metric, Pick, Quote, Rows
from clusterdash.themes.training import recorded

THEME = "training"
TRAINING_TYPES = ("webinar", "training", "lab", "peer_review", "policy_forum", "info_day")
EVENTS = ("event", "series", "type", "mode", "host_country")
INVOLVED = ("country", "ecosystem")
NAMED = (("country", "involved"), ("ecosystem", "presence"))
NARROWED = (
    ("country", mark("{name} (host, or named as present)")),
    ("ecosystem", mark("{name} (named as present)")),
)
HELD = (("event_status", ("held",)),)
ALLIANCE = "European Alliance Against Coronavirus meetings"
ORGANISERS = "The organisers of each series hold its lists of participants."

METRICS: tuple[Metric, ...] = (
    Metric(
        key="sessions",
        theme=THEME,
        label="training and learning sessions held",
        singular="training or learning session held",
        definition=(
            "Trainings, academies, webinars, labs, peer reviews and policy forums that sources "
            "name, by the year of their start; a series may have held more."
        ),
        answer=Rows(
            "events",
            ("event_id",),
            keep=(*HELD, ("type", TRAINING_TYPES)),
            only=("event_status",),
        ),
        dims=(*EVENTS, *INVOLVED, "event_status", "programme", "year"),
        default_by=("series",),
        caveats=("listed_not_all",),
        dim_caveats=NAMED,
        narrowed=NARROWED,
        holder=ORGANISERS,
        related=("sessions_total", "events"),
        beside=("sessions_total",),
    ),
    Metric(
        key="sessions_total",
        theme=THEME,
        label="sessions, as the series itself counts them",
        singular="session, as the series itself counts them",
        definition="Sessions of a series by its own count: talks, peer reviews, video conferences.",
        answer=Quote(
            picks=(
                Pick("sessions", "talks"),
                Pick("peer_reviews", "peer reviews"),
                Pick("meetings_held", "video conferences"),
            )
        ),
        dims=("country", "programme", "kind", "year"),
        default_by=("programme", "kind"),
        related=("sessions",),
    ),
    Metric(
        key="training_participants",
        theme=THEME,
        label="participants in training and learning",
        singular="participant in training and learning",
        definition=(
            "People who took part in a training, academy, webinar, lab, peer review or policy "
            "forum, as published; planned numbers are a target."
        ),
        answer=Quote(
            picks=(
                Pick("participants", "all", ("event",), TRAINING_TYPES),
                Pick("participants", "all", ("programme",), subjects=(ALLIANCE,)),
                Pick("participants_onsite", "on site", ("event",), TRAINING_TYPES),
                Pick("completed", "completed"),
                Pick("participants_min", "at least"),
                Pick("participants_max", "at most"),
            ),
            additive="event",
            universe="training_events",
        ),
        dims=(*EVENTS, "programme", "kind", "status", "year"),
        default_by=("series",),
        caveats=("attendances",),
        holder=ORGANISERS,
        related=("training_registered", "sessions"),
        recorded=recorded.PARTICIPANTS,
    ),
    Metric(
        key="training_events",
        theme=THEME,
        label="training and learning sessions known",
        singular="training or learning session known",
        definition="Sessions held, of any series; a frame for coverage.",
        answer=Rows(
            "events",
            ("event_id",),
            keep=(*HELD, ("type", TRAINING_TYPES)),
            only=("event_status", "type"),
        ),
        dims=(*EVENTS, *INVOLVED, "event_status", "programme", "year"),
        caveats=("listed_not_all",),
        dim_caveats=NAMED,
        narrowed=NARROWED,
        related=("sessions",),
    ),
    Metric(
        key="training_registered",
        theme=THEME,
        label="people registered for training and learning",
        singular="person registered for training and learning",
        definition="People registered for a session; not attendance.",
        answer=Quote(
            picks=(Pick("registered", levels=("event",), types=TRAINING_TYPES),),
            universe="training_events",
        ),
        dims=("event", "series", "type", "mode", "programme", "year"),
        default_by=("event",),
        holder=ORGANISERS,
        related=("training_participants",),
        recorded=recorded.REGISTERED,
    ),
    Metric(
        key="training_organisations",
        theme=THEME,
        label="organisations in training and learning",
        singular="organisation in training and learning",
        definition="Cluster organisations that took part in a session or a learning network.",
        answer=Quote(
            picks=(
                Pick("organisations", "took part", ("event",), TRAINING_TYPES),
                Pick("cluster_organisations", "took part", ("event",)),
                Pick("network_organisations", "in the network"),
            )
        ),
        dims=(*EVENTS, "country", "programme", "kind", "year"),
        default_by=("subject", "kind"),
        holder=ORGANISERS,
        related=("training_participants", "training_countries"),
    ),
    Metric(
        key="training_countries",
        theme=THEME,
        label="countries in training and learning",
        singular="country in training and learning",
        definition="Countries from which participants of a session or a scheme came.",
        answer=Quote(
            picks=(
                Pick("countries", levels=("event",), types=TRAINING_TYPES),
                Pick(
                    "countries",
                    levels=("programme",),
                    subjects=(
                        "erek-network",
                        "esca-bronze-label",
                        "esca-experts",
                        "eurocluster-rural-tourism",
                        "eurocluster-socialtech4eu-training",
                    ),
                ),
            )
        ),
        dims=(*EVENTS, "ecosystem", "programme", "status", "year"),
        default_by=("subject",),
        holder=ORGANISERS,
        related=("training_participants",),
    ),
    Metric(
        key="ministries",
        theme=THEME,
        label="EU country ministries at the policy forum",
        singular="EU country ministry at the policy forum",
        definition="Ministries (or their representatives) at a European Cluster Policy Forum.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("ministries", "ministries"),
                Pick("ministry_representatives", "representatives of ministries"),
            ),
        ),
        dims=("event", "series", "type", "mode", "host_country", "programme", "kind", "year"),
        default_by=("event", "kind"),
        related=("training_participants",),
    ),
    Metric(
        key="exchanges",
        theme=THEME,
        label="exchanges between clusters",
        singular="exchange between clusters",
        definition="ClusterXchange visits between cluster organisations: held, running, planned.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("virtual_exchanges", "virtual, held"),
                Pick("exchanges_done", "held by one partnership"),
                Pick("exchanges_ongoing", "running at a date"),
                Pick("exchanges_upcoming", "upcoming at a date"),
                Pick("exchanges", "planned"),
            ),
        ),
        dims=("partnership", "programme", "ecosystem", "kind", "status", "year"),
        default_by=("subject", "kind"),
        holder="How many were held in person is not published; the scheme's managers hold it.",
        related=("partnerships",),
    ),
    Metric(
        key="training_places",
        theme=THEME,
        label="training places for SMEs",
        singular="training place for SMEs",
        definition="Places that a call offers to SMEs, and the most it takes from one country.",
        answer=Quote(
            picks=(
                Pick("sme_training_places", "expected in the call"),
                Pick("sme_training_places_max", "cap"),
            )
        ),
        dims=("country", "region", "ecosystem", "programme", "kind", "year"),
        default_by=("programme", "kind"),
        caveats=("caps",),
        holder=ORGANISERS,
        related=("smes_trained",),
    ),
    Metric(
        key="experts_trained",
        theme=THEME,
        label="experts, trainers and managers trained",
        singular="expert, trainer or manager trained",
        definition="People trained by a scheme to advise, train or manage clusters.",
        answer=Quote(
            every_kind=True,
            picks=(
                Pick("trained_experts", "cluster experts"),
                Pick("trainers_trained", "trainers"),
                Pick("cluster_managers_trained", "cluster managers"),
                Pick("officers_trained", "officers of regional bodies"),
            ),
        ),
        dims=("country", "programme", "kind", "status"),
        default_by=("kind", "status"),
        related=("training_participants",),
    ),
    Metric(
        key="training_grants",
        theme=THEME,
        label="grants for training",
        singular="grant for training",
        definition="Grants that a partnership awarded for training.",
        answer=Quote(picks=(Pick("training_grants"),)),
        dims=("ecosystem", "programme", "year"),
        related=("training_places",),
    ),
    *recorded.METRICS,
)

UNMAPPED: dict[str, str] = {
    "regions": "Regions behind one training week; the unit is not comparable with NUTS.",
    "regions_supported": "Regions of a policy pilot: neither training nor SMEs.",
    "f0770": "Two countries of the same policy pilot: neither training nor SMEs.",
}
