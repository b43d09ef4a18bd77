"""Everything that a Result shows a reader, and what in it is data that no language changes."""

from collections.abc import Iterator

from clusterdash.engine import Engine, Labels
from clusterdash.model import COUNTRY_LIKE, Metric, Question, Result, Where
from clusterdash.publish import citation, headline, rivals_in_words, sentence, table

NAMED = (
    *COUNTRY_LIKE,
    "series",
    "event",
    "partnership",
    "organisation",
    "programme",
    "subject",
    "call",
    "city",
    "region",
)


def questions(metric: Metric) -> Iterator[Question]:
    """Yield questions that bring a metric to say all that it can."""
    yield Question(metric.key, metric.default_by)
    yield Question(metric.key, (), Where.of({"country": ["PT"]}))
    yield Question(metric.key, (), Where.of({"country": ["EU27_2020", "XK"]}))
    yield Question(metric.key, (), Where.of({"ecosystem": ["Digital"]}))
    yield Question(metric.key, metric.default_by, Where.of(years=(2018, 2019)))
    yield Question(metric.key, ("kind",))
    yield Question(metric.key, ("mode",), Where.of({"host_country": ["BE"]}))
    yield Question(metric.key, ("year",))
    yield Question(metric.key, ("figure",))
    for way in metric.normalisers:
        yield Question(metric.key, ("country",), normalise=way)
        yield Question(metric.key, (), Where.of({"country": ["PT"]}), way)


def said(result: Result, labels: Labels) -> Iterator[str]:
    """Yield every text that outlets show of a Result."""
    shown = table(result, labels)
    yield from (headline(result, labels), sentence(result, labels), shown.total)
    yield from shown.head
    for row in shown.body:
        yield from row
    yield from (part.sentence for part in result.coverage)
    yield from (caveat.sentence for caveat in result.caveats)
    yield from (*result.notes, *rivals_in_words(result), result.reason, citation(result))


def data(engine: Engine, result: Result) -> list[str]:
    """Return what a Result quotes from its edition, longest first."""
    labels, tables = engine.labels, engine.context.tables
    found = {"clusterdash", result.credit, result.edition, result.metric.key}
    for name in ("programme", "label"):
        found |= set(tables["programmes"][name])
    for name in ("call", "label"):
        found |= set(tables["calls"][name])
    if "subject" in result.rows.columns:
        found |= {labels.label("subject", code) for code in result.rows["subject"].drop_nulls()}
    codes = [(key, code) for key in result.by for code in result.frame[key].drop_nulls()]
    codes += [(key, code) for key, given in result.question.where.selected for code in given]
    for key, code in codes:
        found |= {code, labels.label(key, code)} if key in NAMED else set()
    for origin in (*result.origins, *(rival.origin for rival in result.rivals)):
        found |= {origin.title, origin.publisher, origin.url, origin.source_id}
    for rival in result.rivals:
        found |= {rival.reason, rival.quote, rival.figure_id, rival.of}
    found |= {name for ids in result.frame["figures"].drop_nulls() for name in ids.split(";")}
    return sorted(filter(None, found), key=len, reverse=True)
