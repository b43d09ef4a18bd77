"""What an edition can answer: metrics as its tables tell them, and the cards about those."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from clusterdash.model.board import Block, Board
from clusterdash.model.dimension import ANY_QUOTE
from clusterdash.model.edition import Edition
from clusterdash.model.metric import Funnel, Metric, Normaliser, Quote, Ratio, Rows, Tally
from clusterdash.model.record import Record
from clusterdash.model.result import Question
from clusterdash.model.theme import Theme

_QUOTING = frozenset({"rivals", "coverage", "documents"})
"""Kinds of cards about what was published, and not about what happened."""
_COUNTED = frozenset({"person", "sme"})
"""Entities about whom too small a number would tell too much."""
MINIMUM = 5


def answerable(metrics: Mapping[str, Metric], edition: Edition) -> list[Metric]:
    """Return the metrics that an edition can answer, those that its records tell told by them.

    A metric of published figures stays although nobody published one: that it is not published is
    an answer. It is left out only where an edition holds records and no published figure at all.
    """
    quoted = quotes(edition)
    kept: dict[str, Metric] = {}
    for metric in metrics.values():
        recorded = metric.recorded and _told(metric, metrics, edition)
        told = metric.from_records() if recorded else metric
        if _able(told, metrics, edition, quoted=quoted):
            kept[metric.key] = replace(told, normalisers=_stated(told, edition))
    return [m for m in kept.values() if all(key in kept for key in parts(m))]


def _stated(metric: Metric, edition: Edition) -> tuple[Normaliser, ...]:
    """Return the ways to state a metric for which an edition holds what is divided by."""
    smes = edition.tables.get("sme_population")
    counted = smes is not None and smes.height > 0
    return tuple(way for way in metric.normalisers if way != "smes" or counted)


def quotes(edition: Edition) -> bool:
    """Return whether publications answer for an edition: it holds figures, or no records."""
    return not edition.reductions or edition.tables["figures"].height > 0


def _told(metric: Metric, metrics: Mapping[str, Metric], edition: Edition) -> bool:
    told = metric.recorded.answer if metric.recorded else metric.answer
    match told:
        case Tally(record=name):
            return complete(edition, name)
        case Ratio() | Funnel():
            keys = parts(replace(metric, answer=told))
            return all(key in metrics and _told(metrics[key], metrics, edition) for key in keys)
        case _:
            return False


def complete(edition: Edition, record: str) -> bool:
    """Return whether an edition holds a table of records and declares it complete."""
    holding = edition.holdings.get(record)
    return (
        holding is not None and holding.completeness == "complete" and record in edition.reductions
    )


def _able(metric: Metric, metrics: Mapping[str, Metric], edition: Edition, *, quoted: bool) -> bool:
    match metric.answer:
        case Quote() | Rows(source="figures"):
            return quoted
        case Tally() | Ratio(records=True):
            return _told(metric, metrics, edition)
        case Ratio() | Funnel():  # divided from published figures alone, or from records alone
            held = [metrics[key].answer for key in parts(metric) if key in metrics]
            figures = quoted and all(isinstance(answer, Quote) for answer in held)
            return figures or _told(metric, metrics, edition)
        case _:
            return True


def parts(metric: Metric) -> tuple[str, ...]:
    """Return the metrics that a quotient or a funnel is computed from."""
    match metric.answer:
        case Ratio(numerator=above, denominator=below):
            return (above, below)
        case Funnel(stages=stages):
            return stages
        case _:
            return ()


def within(theme: Theme, metrics: Mapping[str, Metric], *, quoted: bool) -> Theme:
    """Return a theme with those of its metrics and cards that an edition can fill.

    Args:
        theme: The theme.
        metrics: What the edition can answer.
        quoted: Whether it holds published figures at all.
    """
    board = theme.board and _filled(theme.board, metrics, quoted=quoted)
    return replace(
        theme,
        metrics=tuple(metrics[m.key] for m in theme.metrics if m.key in metrics),
        start=_fillable(theme.start, metrics, quoted=quoted),
        board=board,
        compared=tuple(ask for ask in theme.compared if _comparable(ask, metrics)),
    )


def _comparable(question: Question, metrics: Mapping[str, Metric]) -> bool:
    """Return whether an edition can answer a question, stated as it is asked."""
    if not _asked(question, metrics):
        return False
    return question.normalise in {"", *metrics[question.metric].normalisers}


def _filled(board: Board, metrics: Mapping[str, Metric], *, quoted: bool) -> Board:
    blocks = _fillable(board.blocks, metrics, quoted=quoted)
    lead = board.lead
    told = lead.metric in metrics and _recorded(metrics[lead.metric])
    if blocks and (told or not _asked(lead, metrics)):  # as its own card asks it
        lead = next(
            (ask for block in blocks for ask in block.asks if ask.metric == lead.metric),
            blocks[0].asks[0],
        )
    return replace(board, blocks=blocks, lead=lead)


def _fillable(
    blocks: tuple[Block, ...], metrics: Mapping[str, Metric], *, quoted: bool
) -> tuple[Block, ...]:
    found = (_fitted(block, metrics) for block in blocks if quoted or block.kind not in _QUOTING)
    return tuple(block for block in found if block.asks)


def _fitted(block: Block, metrics: Mapping[str, Metric]) -> Block:
    """Return a card with what can be asked of these metrics, and broken down by."""
    told = [ask for ask in block.recorded if _asked(ask, metrics) and _by_records(ask, metrics)]
    asks = tuple(told or [ask for ask in block.asks if _asked(ask, metrics)])
    lead = block.lead if block.lead and _asked(block.lead, metrics) else None
    by = {key for ask in asks for key in ask.by}
    ways = tuple(
        way
        for way in block.ways
        if way in by or all(way in {*metrics[ask.metric].dims, *ANY_QUOTE} for ask in asks)
    )
    first = [way for way in ways if way in by][:1]
    return replace(
        block,
        title=block.renamed if told and block.renamed else block.title,
        asks=asks,
        lead=lead,
        ways=(*first, *(way for way in ways if way not in first)) if first and asks else (),
    )


def _asked(question: Question, metrics: Mapping[str, Metric]) -> bool:
    metric = metrics.get(question.metric)
    if metric is None:
        return False
    if isinstance(metric.answer, Quote | Ratio) and not _recorded(metric):
        return {*question.by} <= {*metric.dims, *ANY_QUOTE}
    return {*question.by} <= {*metric.dims}


def _by_records(question: Question, metrics: Mapping[str, Metric]) -> bool:
    return _recorded(metrics[question.metric])


def _recorded(metric: Metric) -> bool:
    match metric.answer:
        case Tally() | Ratio(records=True):
            return True
        case Funnel():
            return metric.recorded is not None and metric.dims == metric.recorded.dims
        case _:
            return False


def record_problems(metric: Metric, records: Mapping[str, Record]) -> Iterator[str]:
    """Yield what is wrong with how a metric is told by records."""
    answers = [metric.answer, metric.recorded.answer if metric.recorded else None]
    for tally in (answer for answer in answers if isinstance(answer, Tally)):
        record = records.get(tally.record)
        if record is None:
            yield f"there are no records {tally.record}"
            continue
        if tally.entity not in record.entities:
            yield f"the records {tally.record} do not tell one {tally.entity} from another"
            continue
        if tally.adds and tally.adds not in ("rows", *record.sums):
            yield f"{tally.adds} cannot be added up in the records {tally.record}"
        if tally.entity in _COUNTED and tally.minimum < MINIMUM:
            yield f"it counts each {tally.entity}: it must hide cells of fewer than {MINIMUM}"
        dims = metric.recorded.dims if metric.recorded else metric.dims
        kept = {key for key, _ in tally.keep} | ({tally.median} if tally.median else set())
        for key in dims:
            if not any({key, *kept} <= {*grain} for grain in record.grains[tally.entity]):
                yield f"no reduction of the records {tally.record} tells {key}"
