"""Of what a single figure is that nobody may take for the whole."""

from clusterdash.engine import Engine
from clusterdash.engine.context import Outcome
from clusterdash.engine.figures import WHOLE
from clusterdash.language import say
from clusterdash.model import Metric, Quote, Rows, Where


def whose(engine: Engine, where: Where, metric: Metric, outcome: Outcome) -> list[str]:
    """Return the one call, region or subject that a number rests on, unless it was asked for.

    Args:
        engine: What answered.
        where: What was selected.
        metric: What is measured.
        outcome: The answer: one number.
    """
    answer, rows = metric.answer, outcome.rows
    if isinstance(answer, Rows) or not rows.height:
        return []
    said = [
        engine.labels.label(key, str(rows[key][0]))
        for key, whole in (("call", WHOLE), ("region", None))
        if key not in where and rows[key].n_unique() == 1 and rows[key][0] != whole
    ]
    if isinstance(answer, Quote) and answer.one_subject:
        return said
    subjects = rows.select("level", "subject", "programme").unique()
    if subjects.height != 1 or "subject" in where:
        return said
    level, _, programme = subjects.row(0)
    return said + _subject(engine, where, level, programme)


def _subject(engine: Engine, where: Where, level: str, programme: str | None) -> list[str]:
    if level in where:
        return []
    match level:
        case "event":
            return [say("one event")]
        case "partnership":
            return [say("one partnership")]
        case "organisation":
            return [say("one organisation")]
        case "programme" if programme:
            return [engine.labels.label("programme", programme)]
    return []
