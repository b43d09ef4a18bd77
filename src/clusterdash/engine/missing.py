"""Why there is no answer, in words."""

from clusterdash.engine.context import Outcome
from clusterdash.engine.labels import Labels
from clusterdash.engine.nearest import askable
from clusterdash.engine.normalise import NO_RATE
from clusterdash.engine.tally import NONE, NOT_KEPT
from clusterdash.language import all_of, any_of, mark, say
from clusterdash.model import Metric, Question, Rows, Tally, dimension
from clusterdash.names import EU27

# What is missing: "for Spain", and where the filter goes on from the name, "held in Spain".
_NOTHING = {
    "known": (
        mark("{name}: none for {where}; all records are here."),
        mark("{name}, {where}: none; all records are here."),
    ),
    "listed": (
        mark("{name}: none is listed for {where}."),
        mark("{name}, {where}: none is listed."),
    ),
    "published": (
        mark("{name}: not published for {where}."),
        mark("{name}, {where}: not published."),
    ),
}


def why(labels: Labels, metric: Metric, question: Question, answer: Outcome) -> str:
    """Say why a question has no answer and who holds it, where known.

    Args:
        labels: What the values of the filter are called.
        metric: What is asked for.
        question: What is asked of it.
        answer: The outcome, with its reason.
    """
    cannot = [k for k in (*question.by, *question.where.keys) if k not in askable(metric)]
    label = say(metric.label)
    name = label[0].upper() + label[1:]
    where = labels.words(question.where, metric)
    if cannot:
        ways = any_of(dict.fromkeys(say(dimension(key).label) for key in cannot))
        said = say("{name}: not published by {ways}.", name=name, ways=ways)
    elif answer.reason == NOT_KEPT:
        keys = dict.fromkeys((*question.by, *question.where.keys))
        ways = all_of(say(dimension(key).label) for key in keys)
        said = say("{name}: records are not kept by {ways} together.", name=name, ways=ways)
    elif answer.reason == NO_RATE:
        said = say("{name}: no rate.", name=", ".join(filter(None, [name, where])))
        return f"{said} {answer.notes[-1]}"
    elif question.where:
        listed = "listed" if isinstance(metric.answer, Rows | Tally) else "published"
        pattern = _NOTHING["known" if answer.reason == NONE else listed]
        joined = labels.joined(question.where, metric)
        said = say(pattern[joined], name=name, where=where)
        if answer.reason == NONE:
            return said
    elif question.by:
        ways = all_of(say(dimension(key).label) for key in question.by)
        said = say("{name}: no single total is published by {ways}.", name=name, ways=ways)
    else:
        said = say("{name}: no single total is published.", name=name)
    if EU27 in question.where.get("country") and not cannot and "country" not in question.by:
        said += " " + say("Figures of its members are never added.")
    return f"{said} {say(metric.holder)}".strip()
