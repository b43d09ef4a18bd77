"""How records tell what is otherwise published on matchmaking."""

from clusterdash.model import Funnel, Ratio, Recorded, Tally
from clusterdash.model.answerable import MINIMUM

_OF_EVENT = ("event", "series", "type", "mode", "direction", "host_country")
MET = (*_OF_EVENT, "country", "with_country", "ecosystem", "programme", "year")
CAME = (*_OF_EVENT, "country", "ecosystem", "programme", "year")
_HELD = ("held", "followed_up", "case", "agreement")
_BOTH = ("both_countries",)
_LATER = ("agreements_to_come",)
_ONCE = ("once_each", "protected")


def _reached(*stages: str) -> Tally:
    """Return the meetings that got at least so far."""
    return Tally("meetings", "meeting", keep=(("reached", stages),) if stages else ())


MEETINGS = Recorded(
    _reached(*_HELD),
    dims=MET,
    default_by=("country",),
    definition="Meetings of two sides, scheduled at an event and held.",
    caveats=_BOTH,
    normalisers=("population", "organisations"),
)
SCHEDULED = _reached()
FOLLOW_UPS = _reached("followed_up", "case", "agreement")
CASES = Recorded(
    _reached("case", "agreement"),
    dims=MET,
    default_by=("country",),
    definition="Meetings from which a case of cooperation followed.",
    caveats=_BOTH,
    normalisers=("population", "organisations"),
)
AGREEMENTS = Recorded(
    _reached("agreement"),
    dims=MET,
    default_by=("country",),
    definition="Meetings from which a formal agreement followed.",
    caveats=_BOTH,
    normalisers=("population", "organisations"),
)
LAG = Tally("meetings", "meeting", median="lag", keep=(("reached", ("agreement",)),))
FUNNEL = Recorded(
    Funnel(("meetings", "follow_ups", "cooperation_cases", "agreements")),
    dims=(*MET, "stage"),
    default_by=("stage",),
    definition=(
        "Meetings held, and those of them with a follow-up, with a cooperation case and with a "
        "formal agreement; rates are per cent of the meetings."
    ),
    caveats=(*_BOTH, *_LATER),
)
CASE_RATE = Recorded(
    Ratio("cooperation_cases", "meetings"), dims=MET, default_by=("country",), caveats=_LATER
)
AGREEMENT_RATE = Recorded(
    Ratio("agreements", "meetings"), dims=MET, default_by=("country",), caveats=_LATER
)
PER_ORGANISATION = Recorded(
    Ratio("meetings", "event_organisations", scale=1),
    dims=CAME,
    default_by=("country",),
    caveats=("everybody_meets", *_BOTH),
)
ORGANISATIONS = Recorded(
    Tally("registrations", "organisation", keep=(("reached", ("came",)),)),
    dims=CAME,
    default_by=("country",),
    definition="Cluster organisations from which somebody came to an event.",
    caveats=("once_each",),
)
PARTICIPANTS = Recorded(
    Tally("registrations", "person", keep=(("reached", ("came",)),), minimum=MINIMUM),
    dims=CAME,
    default_by=("country",),
    definition="People who came to an event (not a training), each counted once.",
    caveats=_ONCE,
    normalisers=("population", "organisations"),
)
PARTICIPATIONS = Tally(
    "registrations", "person", adds="rows", keep=(("reached", ("came",)),), minimum=MINIMUM
)
REGISTERED = Recorded(
    Tally("registrations", "person", minimum=MINIMUM),
    dims=CAME,
    default_by=("country",),
    definition="People who registered for an event (not a training), each counted once.",
    caveats=_ONCE,
)
