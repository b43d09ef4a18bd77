"""The nouns: frozen values with no behaviour that needs data."""

from clusterdash.model.beside import MOST, SIDES, Beside, code_of, span, with_side
from clusterdash.model.board import Block, Board
from clusterdash.model.caveat import CAVEATS, Caveat, caveat
from clusterdash.model.dimension import (
    ANY_QUOTE,
    ASKABLE,
    COUNTRY_LIKE,
    DIMENSIONS,
    Dimension,
    dimension,
)
from clusterdash.model.edition import Edition, Holding
from clusterdash.model.metric import (
    Answer,
    Funnel,
    Metric,
    Pick,
    Quote,
    Ratio,
    Recorded,
    Rows,
    Tally,
)
from clusterdash.model.origin import Origin
from clusterdash.model.record import Record, Reduction
from clusterdash.model.result import COLUMNS, Coverage, Question, Result, Rival, Total
from clusterdash.model.source import Link, Source
from clusterdash.model.theme import Theme
from clusterdash.model.where import Where

__all__ = [
    "ANY_QUOTE",
    "ASKABLE",
    "CAVEATS",
    "COLUMNS",
    "COUNTRY_LIKE",
    "DIMENSIONS",
    "MOST",
    "SIDES",
    "Answer",
    "Beside",
    "Block",
    "Board",
    "Caveat",
    "Coverage",
    "Dimension",
    "Edition",
    "Funnel",
    "Holding",
    "Link",
    "Metric",
    "Origin",
    "Pick",
    "Question",
    "Quote",
    "Ratio",
    "Record",
    "Recorded",
    "Reduction",
    "Result",
    "Rival",
    "Rows",
    "Source",
    "Tally",
    "Theme",
    "Total",
    "Where",
    "caveat",
    "code_of",
    "dimension",
    "span",
    "with_side",
]
