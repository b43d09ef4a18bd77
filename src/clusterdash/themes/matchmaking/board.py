"""The board of the matchmaking theme, and its cards on the start page."""

from clusterdash.model import Block, Board, Question

_FUNNEL = Question("funnel", ("programme", "stage"))

START = (
    Block(
        key="outcomes",
        title="What came of matchmaking?",
        kind="funnel",
        asks=(_FUNNEL,),
        width=3,
    ),
)

BOARD = Board(
    key="matchmaking",
    title="Matchmaking",
    question="Who met whom at matchmaking events, and what came of it?",
    lead=_FUNNEL,
    blocks=(
        Block(
            key="funnel",
            title="Do meetings lead to agreements?",
            kind="funnel",
            asks=(_FUNNEL,),
            width=4,
        ),
        Block(
            key="timeline",
            title="Events held, announced and cancelled",
            kind="timeline",
            asks=(
                Question("events", ("event", "type", "event_status")),
                Question("meetings", ("event",)),
            ),
            lead=Question("events"),
            ways=("type", "series", "direction", "mode", "partner_country"),
            width=8,
            rows=2,
        ),
        Block(
            key="rates",
            title="Per 100 meetings, for the same events and years",
            kind="measures",
            asks=(
                Question("case_rate", ("programme",)),
                Question("agreement_rate", ("programme",)),
            ),
            width=4,
        ),
        Block(
            key="meetings",
            title="Bilateral meetings",
            kind="bars",
            asks=(Question("meetings", ("series",)),),
            ways=(
                "series",
                "event",
                "direction",
                "mode",
                "partner_country",
                "host_country",
                "year",
            ),
            width=6,
        ),
        Block(
            key="per-organisation",
            title="Meetings per organisation",
            kind="bars",
            asks=(Question("meetings_per_organisation", ("event",)),),
            width=6,
            rows=2,
        ),
        Block(
            key="participants",
            title="People who took part",
            kind="bars",
            asks=(Question("participants", ("series",)),),
            ways=("series", "event", "type", "mode", "year"),
            width=6,
        ),
        Block(
            key="countries",
            title="Countries named as present",
            kind="bars",
            asks=(Question("country_presence", ("country",)),),
            marks=("country",),
            width=6,
            rows=2,
        ),
        Block(
            key="ecosystems",
            title="Ecosystems named as present",
            kind="bars",
            asks=(Question("ecosystem_presence", ("ecosystem",)),),
            marks=("ecosystem",),
            width=6,
        ),
        Block(
            key="satisfaction",
            title="Were participants satisfied?",
            kind="bars",
            asks=(Question("satisfaction", ("event", "kind")),),
            width=6,
        ),
        Block(
            key="organisations",
            title="Organisations that took part",
            kind="bars",
            asks=(Question("event_organisations", ("event",)),),
            width=6,
            rows=2,
        ),
        Block(
            key="followed",
            title="What followed, as events report it",
            kind="bars",
            asks=(
                Question("agreements", ("subject",)),
                Question("collaborations", ("subject", "kind")),
            ),
            width=6,
        ),
        Block(
            key="planned",
            title="Matchmaking events: known, counted by the programme, planned",
            kind="bars",
            asks=(
                Question("matchmaking_events"),
                Question("matchmaking_events_total"),
                Question("matchmakings_planned", ("kind",)),
            ),
            scales=(("matchmaking_events", "matchmaking_events_total", "matchmakings_planned"),),
            width=6,
        ),
        Block(
            key="known",
            title="What is published, what is not, and who holds it",
            kind="coverage",
            asks=(Question("meetings"),),
            width=12,
        ),
        Block(
            key="rivals",
            title="Where sources disagree",
            kind="rivals",
            asks=(
                Question("funnel", ("programme", "stage")),
                Question("meetings", ("event",)),
                Question("agreements", ("subject",)),
                Question("event_organisations", ("event",)),
                Question("event_countries", ("event",)),
                Question("participants", ("event",)),
            ),
            width=12,
        ),
        Block(
            key="events",
            title="The events",
            kind="list",
            asks=(Question("events", ("event_status",)),),
            width=12,
        ),
    ),
)
