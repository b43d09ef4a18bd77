"""Values that no table names, as a reader says them: codes of closed lists, calls and periods."""

from clusterdash.engine.figures import WHOLE
from clusterdash.engine.periods import in_words
from clusterdash.language import mark, number, say
from clusterdash.model.vocabulary import LEVELS
from clusterdash.names import NOT_STATED

# Values of closed lists: kinds and scopes are declared by metrics, names are the edition's.
_WORDS = {
    NOT_STATED: NOT_STATED,
    "all": mark("all"),
    WHOLE: WHOLE,
    "clusters_meet_regions": mark("Clusters meet Regions"),
    "conference": mark("conference"),
    "info_day": mark("info day"),
    "lab": mark("lab"),
    "matchmaking": mark("matchmaking"),
    "other": mark("other"),
    "partnering": mark("partnering"),
    "peer_review": mark("peer review"),
    "policy_forum": mark("policy forum"),
    "training": mark("training"),
    "webinar": mark("webinar"),
    "online": mark("online"),
    "hybrid": mark("hybrid"),
    "intra_eu": mark("intra-EU"),
    "incoming": mark("incoming"),
    "outgoing": mark("outgoing"),
    "outcome": mark("outcome"),
    "target": mark("planned"),
    "held": mark("held"),
    "announced": mark("announced"),
    "cancelled": mark("cancelled"),
    "present": mark("present"),
    "coordinator": mark("coordinator"),
    "partner": mark("partner"),
    "associated": mark("associated"),
    "yes": mark("yes"),
    "no": mark("no"),
    "event": mark("summed over its events"),
    "partnership": mark("summed over its partnerships"),
    "programme": mark("the programme's own total"),
    "organisation": mark("organisation"),
    "population": mark("population"),
    "last calls xbuild euroboostex": mark("last calls of xBUILD-EU and EuroBoosTEX"),
    "two cci euroclusters": mark("two Euroclusters in the cultural industries"),
    "three euroclusters": mark("three euroclusters"),
    "part": mark("part of the total"),
    "eccp-profiles": mark("clusters of the area"),
}
_IN_PERSON = mark("in person")  # of events; a kind may be called physical too
# What these are called is the edition's to say.
_NAMES = {
    "series",
    "event",
    "partnership",
    "organisation",
    "programme",
    "subject",
    "call",
    "figure",
    "city",
    "region",
    "publisher",
}
_DESCRIBED = {"call", "programme", "region", "series"}  # many of these are words, not names
_DATED = {"year", "period"}


def proper(key: str, code: str | None) -> bool:
    """Return whether a code is called by a proper name, which keeps its own first letter."""
    return key in _NAMES - _DESCRIBED and code is not None and code not in {*_WORDS, "all"}


def plain(key: str, code: str) -> str:
    """Return a code that no table names, in the language that is spoken."""
    if key in _DATED:
        return in_words(code)
    if key == "ecosystem":
        return ";".join(say(_WORDS.get(name, name)) for name in code.split(";"))
    if key == "call" and code.startswith("call ") and code[5:].isdecimal():
        return say("call {number}", number=number(int(code[5:])))
    if key in _NAMES and code not in _WORDS:
        return code
    return say(_word(key, code))


def _word(key: str, code: str) -> str:
    if (key, code) == ("mode", "physical"):
        return _IN_PERSON
    return code if key != "level" and code in LEVELS else _WORDS.get(code, code)
