"""How records tell training, and the metrics that only they tell."""

from clusterdash.model import Metric, Ratio, Recorded, Tally
from clusterdash.model.answerable import MINIMUM

THEME = "training"
DIMS = (
    "event",
    "series",
    "type",
    "mode",
    "host_country",
    "country",
    "ecosystem",
    "programme",
    "year",
)
HOLDER = "The organisers of each series hold its lists of participants."
_CAME = (("reached", ("attended", "completed")),)
_DONE = (("reached", ("completed",)),)

PARTICIPANTS = Recorded(
    Tally("enrolments", "person", keep=_CAME, minimum=MINIMUM),
    dims=DIMS,
    default_by=("series",),
    definition="People who attended a training or learning session, each counted once.",
    caveats=("once_each", "protected"),
    normalisers=("population", "organisations"),
)
REGISTERED = Recorded(
    Tally("enrolments", "person", minimum=MINIMUM),
    dims=DIMS,
    default_by=("series",),
    definition="People who enrolled in a training or learning session, each counted once.",
    caveats=("once_each", "protected"),
)

METRICS: tuple[Metric, ...] = (
    Metric(
        key="enrolments",
        theme=THEME,
        label="enrolments in training and learning",
        singular="enrolment in training or learning",
        definition="Enrolments of people in sessions; a person in two sessions counts twice.",
        answer=Tally("enrolments", "person", adds="rows", minimum=MINIMUM),
        dims=DIMS,
        default_by=("mode",),
        caveats=("protected",),
        holder=HOLDER,
        related=("training_registered",),
    ),
    Metric(
        key="training_participations",
        theme=THEME,
        label="participations in training and learning",
        singular="participation in training or learning",
        definition="People at sessions; a person at two sessions counts twice.",
        answer=Tally("enrolments", "person", adds="rows", keep=_CAME, minimum=MINIMUM),
        dims=DIMS,
        default_by=("mode",),
        caveats=("protected",),
        holder=HOLDER,
        related=("training_participants",),
    ),
    Metric(
        key="training_completions",
        theme=THEME,
        label="completions of training and learning",
        singular="completion of training or learning",
        definition="Participations that were completed; a person may complete several sessions.",
        answer=Tally("enrolments", "person", adds="rows", keep=_DONE, minimum=MINIMUM),
        dims=DIMS,
        default_by=("mode",),
        caveats=("protected",),
        holder=HOLDER,
        related=("training_participations",),
    ),
    Metric(
        key="attendance_rate",
        theme=THEME,
        label="participations per 100 enrolments",
        definition="Participations in sessions per 100 enrolments in the same sessions.",
        answer=Ratio("training_participations", "enrolments", records=True),
        dims=DIMS,
        unit="ratio",
        default_by=("mode",),
        caveats=("protected",),
        holder=HOLDER,
        related=("training_participations",),
    ),
    Metric(
        key="completion_rate",
        theme=THEME,
        label="completions per 100 participations",
        definition="Completed participations per 100 participations in the same sessions.",
        answer=Ratio("training_completions", "training_participations", records=True),
        dims=DIMS,
        unit="ratio",
        default_by=("mode",),
        caveats=("protected",),
        holder=HOLDER,
        related=("training_completions",),
    ),
)
