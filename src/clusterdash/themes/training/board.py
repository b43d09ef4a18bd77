"""The board of the training theme, and its cards on the start page."""

from clusterdash.model import Block, Board, Question

_TRAINED = Question("training_participants", ("series",))

START = (
    Block(
        key="trained",
        title="Who was trained?",
        kind="bars",
        asks=(_TRAINED,),
        width=3,
    ),
)

BOARD = Board(
    key="training",
    title="Training",
    question="Who took part in academies, talks, exchanges, peer reviews, forums and labs?",
    lead=_TRAINED,
    blocks=(
        Block(
            key="participants",
            title="Participants",
            kind="bars",
            asks=(_TRAINED,),
            ways=("series", "event", "type", "mode", "year", "country", "ecosystem", "programme"),
            width=4,
        ),
        Block(
            key="timeline",
            title="Sessions over time",
            kind="timeline",
            asks=(
                Question("sessions", ("event", "series", "event_status")),
                Question("training_participants", ("event",)),
            ),
            lead=Question("sessions"),
            ways=("series", "type", "mode", "host_country"),
            width=8,
        ),
        Block(
            key="seats",
            title="People and participations",
            kind="bars",
            asks=(),
            recorded=(
                Question("enrolments", ("year",)),
                Question("training_participations", ("year",)),
                Question("training_participants", ("year",)),
            ),
            ways=("year", "mode", "type", "country", "ecosystem", "programme"),
            width=4,
        ),
        Block(
            key="attendance",
            title="Who came, and who completed",
            kind="bars",
            asks=(),
            recorded=(
                Question("attendance_rate", ("mode",)),
                Question("completion_rate", ("mode",)),
            ),
            ways=("mode", "type", "series", "country", "ecosystem", "programme", "year"),
            width=6,
            tall=5,
        ),
        Block(
            key="per-organisations",
            title="Per 100 cluster organisations of the country",
            kind="bars",
            asks=(),
            recorded=(Question("training_participants", ("country",), normalise="organisations"),),
            marks=("country",),
            width=6,
            tall=13,
        ),
        Block(
            key="exchanges",
            title="Exchanges between clusters: planned, virtual, held",
            kind="bars",
            asks=(Question("exchanges", ("subject", "kind")),),
            width=4,
        ),
        Block(
            key="sessions",
            title="Sessions: known by name, and as the series counts them",
            kind="bars",
            asks=(
                Question("sessions", ("series",)),
                Question("sessions_total", ("programme", "kind")),
            ),
            scales=(("sessions", "sessions_total"),),
            width=6,
            tall=10,
        ),
        Block(
            key="experts",
            title="Experts, trainers and managers trained",
            kind="bars",
            asks=(
                Question("experts_trained", ("kind", "status")),
                Question("training_grants"),
            ),
            width=6,
            tall=5,
        ),
        Block(
            key="places",
            title="Training places: what calls offer, and their caps",
            kind="bars",
            asks=(Question("training_places", ("programme", "kind")),),
            width=6,
            tall=3,
        ),
        Block(
            key="organisations",
            title="Organisations and countries that took part",
            kind="bars",
            asks=(
                Question("training_organisations", ("subject", "kind")),
                Question("training_countries", ("subject",)),
            ),
            width=6,
            tall=10,
        ),
        Block(
            key="forums",
            title="Ministries at the policy forums",
            kind="bars",
            asks=(Question("ministries", ("event", "kind")),),
            width=6,
            tall=3,
        ),
        Block(
            key="known",
            title="What is published, what is not, and who holds it",
            kind="coverage",
            asks=(Question("training_participants"),),
            width=12,
        ),
        Block(
            key="rivals",
            title="Where sources disagree",
            kind="rivals",
            asks=(
                _TRAINED,
                Question("training_participants", ("event",)),
                Question("ministries", ("event", "kind")),
                Question("sessions_total", ("programme", "kind")),
                Question("training_places", ("programme", "kind")),
            ),
            width=12,
        ),
        Block(
            key="events",
            title="The sessions",
            kind="list",
            asks=(Question("sessions", ("event_status",)),),
            width=12,
        ),
    ),
)
