"""How records tell support to SMEs, and the metrics that only they tell."""

from clusterdash.model import Metric, Ratio, Recorded, Tally
from clusterdash.model.answerable import MINIMUM
from clusterdash.themes.sme_reach.terms import PARTNERSHIPS, THEME

DIMS = (
    "country",
    "region",
    "size",
    "nace",
    "service",
    "ecosystem",
    "programme",
    "partnership",
    "year",
    "cohort",
)
_ONCE = ("once_each", "protected")

SUPPORTED = Recorded(
    Tally("awards", "sme", minimum=MINIMUM),
    dims=DIMS,
    default_by=("programme",),
    definition="SMEs that were awarded money or a service, each counted once.",
    caveats=_ONCE,
    normalisers=("population", "organisations", "smes"),
)
FUNDING = Recorded(
    Tally("awards", "sme", adds="amount_eur", minimum=MINIMUM),
    dims=DIMS,
    default_by=("programme",),
    definition="Money awarded to SMEs, by the day of the award.",
    caveats=("protected",),
    normalisers=("population", "smes"),
)

METRICS: tuple[Metric, ...] = (
    Metric(
        key="awards",
        theme=THEME,
        label="awards to SMEs",
        singular="award to an SME",
        definition="Awards of money or a service; an SME that was awarded two counts twice.",
        answer=Tally("awards", "sme", adds="rows", minimum=MINIMUM),
        dims=DIMS,
        default_by=("service",),
        caveats=("protected",),
        holder=PARTNERSHIPS,
        related=("smes_supported",),
    ),
    Metric(
        key="funding_per_sme",
        theme=THEME,
        label="EUR per SME supported",
        definition="Money awarded to SMEs, divided by the SMEs that were awarded any.",
        answer=Ratio("funding_to_smes", "smes_supported", scale=1, records=True),
        dims=DIMS,
        unit="EUR",
        default_by=("size",),
        caveats=("protected",),
        holder=PARTNERSHIPS,
        related=("funding_to_smes", "smes_supported"),
    ),
)
